#include "core/wait/agreed.hpp"

namespace lobby::agreed {

Ahead ahead(const Branch& branch, const Day& day, std::string_view counter, Time now) {
  Ahead out;
  const std::vector<Opening>& hours = branch.hours(day.date);
  const CounterState* state = day.counter(counter);
  const bool open = state != nullptr && state->state != CounterState::State::closed;
  for (const Shift& one : day.planned) {
    if (one.counter != counter || hours.empty()) continue;
    const Time from = at(day.date, one.from, day.utc_offset_minutes);
    const Time until = at(day.date, one.until, day.utc_offset_minutes);
    const bool over = until <= now;
    if (open && !out.current) {
      // Who began anew after the end, or comes back after the lunch gap, is there for what follows.
      if (over && (until + latest <= now || state->since >= until || !is_open(branch, day, now))) continue;
      out.current = one;
      out.ends = one.until < hours.back().close;
    } else if (!over && from + latest > now && (open || state == nullptr || state->since < from)) {
      out.openings.push_back(one);
    }
  }
  return out;
}

} // namespace lobby::agreed
