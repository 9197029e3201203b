#include "core/staffing/staffing.hpp"
#include "core/visit/call_order.hpp"

#include <algorithm>

namespace lobby {

namespace {

LongestWait::Why why_of(const Branch& branch, const Day& day, const Ticket& ticket) {
  const bool served = std::any_of(day.counters.begin(), day.counters.end(), [&](const CounterState& one) {
    const Counter* counter = branch.counter(one.id);
    return counter != nullptr && one.state == CounterState::State::open && may_call(branch, *counter, ticket);
  });
  if (!served) return LongestWait::Why::no_counter;
  return ticket.slot >= 0 ? LongestWait::Why::booked : LongestWait::Why::line;
}

} // namespace

LongestWait longest_wait(const Branch& branch, const Day& day, Time now) {
  const Time midnight = at(day.date, 0, day.utc_offset_minutes);
  LongestWait longest;
  for (const Ticket& ticket : day.tickets) {
    if (ticket.state != Ticket::State::waiting) continue;
    const Duration waited = now - waits_from(midnight, ticket.in_line_since, ticket.slot);
    if (waited < 0 || (longest.ticket != 0 && waited <= longest.waited)) continue;
    longest.ticket = ticket.id;
    longest.waited = waited;
  }
  if (longest.ticket == 0) return longest;
  longest.why = why_of(branch, day, *day.ticket(longest.ticket));
  return longest;
}

} // namespace lobby
