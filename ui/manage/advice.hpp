/// What the page knows beside the live Day: the branch's history, and the answers of core/staffing, worked out a few
/// milliseconds per frame. Private to ui/manage.
#pragma once

#include "core/staffing/staffing.hpp"
#include "ui/app/app.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace manage {

/// Of one branch, fetched from /api/branches/{id}/history once a minute.
class History {
public:
  void refresh(const lobby::Branch& branch);
  bool loaded() const { return loaded_; }
  const std::string& problem() const { return problem_; } ///< why it could not be loaded; empty when it was
  const lobby::Footfall& footfall() const { return known_.footfall; }
  const lobby::DayRecord& today() const { return known_.today; }
  const std::vector<lobby::DayRecord>& days() const { return known_.days; } ///< that have ended, oldest first
  int changes() const { return changes_; }

private:
  bool take(const app::Reply& reply);

  std::string branch_;
  bool loaded_ = false;
  std::string problem_;
  std::string body_; ///< as it came, to see whether anything is new
  lobby::BranchHistory known_;
  int changes_ = 0;
};

/// A day's plan, found step by step while frames are drawn.
class PlanOf {
public:
  /// `day` must stay where it is until the next call.
  void begin(const lobby::StaffingCase& of);
  void work(); ///< some milliseconds, and asks for another frame while there is more to do
  bool begun() const { return planner_.has_value(); }
  bool done() const { return planner_ && planner_->done(); }
  const lobby::StaffingPlan& plan() const { return planner_->plan(); }

private:
  std::optional<lobby::Planner> planner_;
};

/// One of the coming days: fetched once in a while, not watched.
struct ComingDay {
  lobby::Date date;
  lobby::Day day;
  lobby::Experience experience;
  PlanOf plan;
  bool asked = false;
  bool loaded = false;
  std::string problem;
};

/// Of one branch.
class Advice {
public:
  /// Once a frame.
  void refresh(const app::Live& live, lobby::Time now);
  const History& history() const { return history_; }
  /// Null until the history is there.
  const lobby::Advisor* advisor() const { return advisor_ ? &*advisor_ : nullptr; }
  const std::vector<lobby::WhatIf>& suggestions() const { return suggestions_; }
  /// Today's plan, made anew every quarter of an hour; worked on while it is looked at.
  const PlanOf& today(const app::Live& live, lobby::Time now);
  void plan_again() { planned_at_ = 0; }
  /// What plans keep to: the branch's target, and the limit that was chosen for it on this device.
  lobby::StaffingRules rules(const lobby::Branch& branch) const;
  /// Minutes that one may choose from: what most wait at most must be longer than the mean.
  static std::vector<int> limits(const lobby::Branch& branch);
  /// Every plan is made anew.
  void choose_limit(int minutes);
  lobby::Time planned_at() const { return planned_at_; } ///< when today's plan was begun
  static constexpr lobby::Duration plan_kept = 15 * lobby::minute;
  /// A coming day has changed: it is fetched again. Its plan stays, which does not rest on what is agreed.
  void look_again(lobby::Date date);
  /// The next seven days; each is worked out when it is first asked for, one after the other.
  const std::vector<std::unique_ptr<ComingDay>>& coming(const app::Live& live);

private:
  lobby::StaffingCase about(const lobby::Branch& branch, const lobby::Day& day, const lobby::Experience& experience,
                            lobby::Time now) const;

  std::string branch_;
  int limit_ = 0; ///< chosen; 0: the branch's
  History history_;
  int history_seen_ = -1;
  std::optional<lobby::Advisor> advisor_;
  std::vector<lobby::WhatIf> suggestions_;
  std::uint64_t advised_number_ = 0;
  lobby::Time advised_at_ = 0;
  PlanOf today_;
  lobby::Day planned_day_; ///< as it was when the plan was begun
  lobby::Experience planned_experience_;
  lobby::Time planned_at_ = 0;
  std::vector<std::unique_ptr<ComingDay>> coming_;
};

} // namespace manage
