#include "core/staffing/staffing.hpp"
#include "core/visit/call_order.hpp"

#include <algorithm>

namespace lobby {

namespace {

LongestWait::Why why_of(const Branch& branch, const Day& day, const Ticket& ticket, bool open) {
  if (!open) return LongestWait::Why::in_break;
  const bool served = std::any_of(day.counters.begin(), day.counters.end(), [&](const CounterState& one) {
    const Counter* counter = branch.counter(one.id);
    return counter != nullptr && one.state == CounterState::State::open && may_call(branch, *counter, ticket);
  });
  if (!served) return LongestWait::Why::no_counter;
  return ticket.slot >= 0 ? LongestWait::Why::booked : LongestWait::Why::line;
}

} // namespace

LongestWait longest_wait(const Branch& branch, const Day& day, Time now) {
  const std::vector<Opening>& hours = branch.hours(day.date);
  const Time midnight = at(day.date, 0, day.utc_offset_minutes);
  const auto second_of = [midnight](Time time) { return static_cast<double>(time - midnight) / second; };
  LongestWait longest;
  for (const Ticket& ticket : day.tickets) {
    if (ticket.state != Ticket::State::waiting) continue;
    const Time from = std::max(ticket.in_line_since, ticket.slot < 0 ? 0 : midnight + ticket.slot * minute);
    const auto off = static_cast<Duration>(in_break(hours, second_of(from), second_of(now)) * second);
    const Duration waited = std::max<Duration>(0, now - from - off);
    if (longest.ticket != 0 && waited <= longest.waited) continue;
    longest.ticket = ticket.id;
    longest.waited = waited;
  }
  if (longest.ticket == 0) return longest;
  const bool between =
      !hours.empty() && now >= midnight + hours.front().open * minute && now < midnight + hours.back().close * minute;
  longest.why = why_of(branch, day, *day.ticket(longest.ticket), !between || is_open(branch, day, now));
  return longest;
}

} // namespace lobby
