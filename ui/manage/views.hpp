/// The views of the manager's page. Private to ui/manage.
#pragma once

#include "core/staffing/positions.hpp"
#include "ui/manage/advice.hpp"
#include "ui/manage/openings.hpp"
#include "ui/manage/posts.hpp"

#include <optional>
#include <string>
#include <vector>

namespace manage {

struct Context {
  const app::Live& live;
  const lobby::Branch& branch;
  lobby::Time now = 0;
  int minute = 0; ///< of the local day
  Advice& advice;

  const lobby::Day& day() const { return live.day; }
};

/// Waits against the target, what will pass it, and what would help.
class NowView {
public:
  void draw(const Context& context);

private:
  static void draw_before_opening(const Context& context);
  static void draw_figures(const Context& context);
  static void draw_unserved(const Context& context);
  static void draw_numerals(const Context& context, std::ptrdiff_t waiting, const lobby::LongestWait& longest);
  static void draw_longest(const Context& context, const lobby::LongestWait& longest);
  void draw_warning(const Context& context);
  void draw_suggestions(const Context& context);
  void take(const Context& context, const lobby::Change& change);
  void ask(const Context& context, const lobby::Change& change);
  void draw_question(const Context& context);
  void draw_agree(const Context& context);

  int close_ = 0; ///< 0: the question is of opening, 1: of closing
  int counter_ = 0;
  int length_ = 1;
  int start_ = 0;                       ///< minute of the day; 0: now
  std::string asked_;                   ///< the question answered, in words
  std::string answer_;                  ///< in words
  std::optional<lobby::Shift> opening_; ///< that the question is of, if it would change anything
  Agreeing agreeing_;
  bool show_answer_ = false; ///< a suggestion was taken into the question: the focus goes there
};

/// What is agreed for today, the plan that is suggested, the coming days.
class PlanView {
public:
  void draw(const Context& context);

private:
  void draw_today(const Context& context);
  static void draw_limit(const Context& context, const lobby::StaffingRules& rules);
  void draw_coming(const Context& context);

  Openings openings_;
  Agreeing agreeing_;
};

/// The hall's positions: who stands where, who fills in, posts or rotation.
class FloorView {
public:
  void draw(const Context& context);

private:
  void draw_way(const Context& context, const std::vector<lobby::Posted>& all);
  void draw_fill_ins(const lobby::Branch& branch, const std::vector<lobby::Posted>& all);
  void draw_moved(const lobby::Branch& branch);
  static void draw_picture(const Context& context, const std::vector<lobby::Posted>& all, bool open);
  static void draw_list(const Context& context, const std::vector<lobby::Posted>& all, bool open);
  void draw_form(const lobby::Branch& branch);

  Posts posts_;
  std::optional<lobby::Posted> moved_from_; ///< where the last to fill in was before; none once somebody else is placed
  bool moves_focus_ = false;                ///< to the way back of the fill-in
  int who_ = 0;                             ///< 0: somebody who is not on the plan yet
  int where_ = 0;
  std::string name_;
};

/// Expected and actual waits, arrivals against forecast, the predictor's own record.
class RecordView {
public:
  void draw(const Context& context);

private:
  void draw_waits(const Context& context);
  void draw_arrivals(const Context& context);
  void draw_days(const Context& context);
  void draw_promises(const Context& context);
};

} // namespace manage
