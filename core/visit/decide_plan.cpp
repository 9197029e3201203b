#include "core/visit/deciding.hpp"

#include <algorithm>
#include <set>

namespace lobby {

namespace rules {

bool is_plan(const std::vector<Shift>& shifts) {
  if (shifts.size() > most_shifts) return false;
  std::set<std::string_view> counters;
  for (std::size_t i = 0; i < shifts.size(); ++i) {
    const Shift& one = shifts[i];
    if (one.counter.empty() || one.from < 0 || one.from >= one.until || one.until > minutes_of_day) return false;
    const bool same = i > 0 && shifts[i - 1].counter == one.counter;
    if (same ? shifts[i - 1].until >= one.from : !counters.insert(one.counter).second) return false;
  }
  return true;
}

} // namespace rules

namespace {

std::string text(const Shift& one) {
  return one.counter + " " + rules::clock_text(one.from) + "–" + rules::clock_text(one.until);
}

/// Counter by counter as in the branch, then by time.
void sort(const Branch& branch, std::vector<Shift>& shifts) {
  const auto place = [&](const Shift& one) { return branch.counter(one.counter) - branch.counters.data(); };
  std::sort(shifts.begin(), shifts.end(), [&](const Shift& a, const Shift& b) {
    return a.counter != b.counter ? place(a) < place(b) : a.from < b.from;
  });
}

bool ended(const Deciding& on, const Shift& one) {
  return at(on.day.date, one.until, on.day.utc_offset_minutes) <= on.now;
}

bool was_agreed(const Day& day, const Shift& one) {
  return std::any_of(day.planned.begin(), day.planned.end(), [&](const Shift& before) {
    return before.counter == one.counter && before.from <= one.from && one.until <= before.until;
  });
}

} // namespace

Decision decide_on(const Deciding& on, const command::PlanCounters& command) {
  if (command.shifts.size() > rules::most_shifts)
    return on.refuse(RefusalKind::too_many_shifts, std::to_string(rules::most_shifts));
  const std::vector<Opening>& hours = on.branch.hours(on.day.date);
  if (hours.empty() && !command.shifts.empty()) return on.refuse(RefusalKind::branch_closed, to_string(on.day.date));
  for (const Shift& one : command.shifts) {
    if (!on.branch.counter(one.counter)) return on.refuse(RefusalKind::unknown_counter, one.counter);
    if (one.from < hours.front().open || one.from >= one.until || one.until > hours.back().close)
      return on.refuse(RefusalKind::shift_outside_hours,
                       rules::clock_text(hours.front().open) + "–" + rules::clock_text(hours.back().close));
  }
  std::vector<Shift> sorted = command.shifts;
  sort(on.branch, sorted);
  std::vector<Shift> plan;
  for (const Shift& one : sorted) {
    const bool same = !plan.empty() && plan.back().counter == one.counter;
    if (same && plan.back().until > one.from) return on.refuse(RefusalKind::shifts_overlap, text(one));
    if (same && plan.back().until == one.from)
      plan.back().until = one.until;
    else
      plan.push_back(one);
  }
  for (const Shift& one : plan)
    if (ended(on, one) && !was_agreed(on.day, one)) return on.refuse(RefusalKind::shift_past, text(one));
  if (plan == on.day.planned) return std::vector<Event>{};
  return on.happens(event::CountersPlanned{std::move(plan)});
}

} // namespace lobby
