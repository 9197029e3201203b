/// The day's agreed openings of counters: drawn beside how the counters really were open, added, taken off, undone.
/// Private to ui/manage.
#pragma once

#include "ui/app/app.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace manage {

struct Context;

/// Puts a plan in place of a day's, and remembers the one before, so that the last change can be undone, and done
/// again.
class Agreeing {
public:
  /// Where on the page a change was asked for: what came of it is told there.
  enum class Where { list, form, suggestion };
  /// Ignored while another is on its way; `done` is called when the server has taken it.
  void agree(const lobby::Day& day, std::vector<lobby::Shift> plan, Where where, std::function<void()> done = {});
  bool busy() const { return busy_; }
  /// What came of the last change, if it was to this day and asked for here: why it was refused, or the way back.
  /// `done` as in `agree`.
  void draw_outcome(const lobby::Day& day, Where where, std::function<void()> done = {});

private:
  /// A change that the server has taken.
  struct Change {
    std::vector<lobby::Shift> before;
    bool undone = false;                            ///< it was the way back
    std::uint64_t number = 0;                       ///< of the event that came of it
    std::optional<std::vector<lobby::Shift>> after; ///< once the event is here
  };
  void send(const lobby::Day& day, std::vector<lobby::Shift> plan, bool undone, std::function<void()> done);

  bool busy_ = false;
  std::string branch_;
  lobby::Date date_; ///< of the last change
  Where where_ = Where::list;
  std::string problem_;        ///< of the last change; empty when it was taken
  std::optional<Change> last_; ///< while the plan is what came of it
  bool moves_focus_ = false;   ///< the pressed button goes with what it did: the focus goes to the way back
};

class Openings {
public:
  void draw(const Context& context, Agreeing& agreeing);

private:
  static void draw_picture(const Context& context);
  void draw_list(const Context& context, Agreeing& agreeing);
  void draw_form(const Context& context, Agreeing& agreeing);

  int counter_ = 0;
  int from_ = -1;  ///< minutes of the day; −1: not chosen yet
  int until_ = -1; ///< likewise
};

} // namespace manage
