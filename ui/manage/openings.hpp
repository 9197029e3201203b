/// The day's agreed openings of counters: drawn beside how the counters really were open, added, taken off, undone.
/// Private to ui/manage.
#pragma once

#include "ui/app/app.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace manage {

struct Context;

/// Puts a plan in place of a day's, and remembers the one before, so that the last change can be undone.
class Agreeing {
public:
  /// Ignored while another is on its way; `done` is called when the server has taken it.
  void agree(const lobby::Day& day, std::vector<lobby::Shift> plan, std::function<void()> done = {});
  bool busy() const { return busy_; }
  /// What came of the last change, if it was to this day: why it was refused, or the way back. `done` as in `agree`.
  /// Answers whether the way back, button "undo", is there.
  bool draw_outcome(const lobby::Day& day, std::function<void()> done = {});

private:
  bool busy_ = false;
  lobby::Date date_;    ///< of the last change
  std::string problem_; ///< of the last change; empty when it was taken
  std::optional<std::vector<lobby::Shift>> before_;
  std::uint64_t number_ = 0;                       ///< of the event that came of it
  std::optional<std::vector<lobby::Shift>> after_; ///< once the event is here
};

class Openings {
public:
  void draw(const Context& context, Agreeing& agreeing);

private:
  static void draw_picture(const Context& context);
  void draw_list(const Context& context, Agreeing& agreeing);
  void draw_form(const Context& context, Agreeing& agreeing);

  int counter_ = 0;
  int from_ = -1;     ///< minutes of the day; −1: not chosen yet
  int until_ = -1;    ///< likewise
  bool gone_ = false; ///< the pressed button, with what it did: the focus goes to the way back
};

} // namespace manage
