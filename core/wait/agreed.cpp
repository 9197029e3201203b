#include "core/wait/agreed.hpp"

namespace lobby::agreed {

std::optional<int> last_call(const std::vector<Opening>& hours, int until) {
  for (std::size_t i = 1; i < hours.size(); ++i)
    if (hours[i - 1].close <= until && until < hours[i].open) return hours[i].open;
  if (hours.empty() || until < hours.back().close) return until;
  return std::nullopt;
}

Ahead ahead(const Branch& branch, const Day& day, std::string_view counter, Time now) {
  Ahead out;
  const std::vector<Opening>& hours = branch.hours(day.date);
  const CounterState* state = day.counter(counter);
  const bool open = state != nullptr && state->state != CounterState::State::closed;
  for (const Shift& one : day.planned) {
    if (one.counter != counter || hours.empty()) continue;
    const Time from = at(day.date, one.from, day.utc_offset_minutes);
    const Time until = at(day.date, one.until, day.utc_offset_minutes);
    const std::optional<int> ends = last_call(hours, one.until);
    if (open && !out.current) {
      // Who began anew after the end is there for what follows.
      const Time gone = ends ? at(day.date, *ends, day.utc_offset_minutes) : now + latest;
      if (gone <= now && (gone + latest <= now || state->since >= gone)) continue;
      out.current = one;
      out.ends = ends;
    } else if (open && out.ends == one.from) { // through the break
      out.current = one;
      out.ends = ends;
    } else if (until > now && from + latest > now && (open || state == nullptr || state->since < from)) {
      out.openings.push_back(one);
    }
  }
  return out;
}

} // namespace lobby::agreed
