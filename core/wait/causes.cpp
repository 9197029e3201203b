#include "core/visit/call_order.hpp"
#include "core/wait/agreed.hpp"
#include "core/wait/wait.hpp"

#include <algorithm>
#include <map>

namespace lobby {

namespace {

using Kind = Cause::Kind;

template <class T> bool contains(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

template <class T> std::vector<T> without(const std::vector<T>& all, const std::vector<T>& others) {
  std::vector<T> rest;
  for (const T& one : all)
    if (!contains(others, one)) rest.push_back(one);
  return rest;
}

Kind kind_of_comer(const Ticket& ticket) {
  if (ticket.front) return Kind::returned_ahead;
  return ticket.slot >= 0 ? Kind::appointment_ahead : Kind::special_ahead;
}

} // namespace

Standing standing(const Branch& branch, const Day& day, TicketId id, Time now, Time call) {
  Standing out;
  const Ticket* mine = day.ticket(id);
  if (mine == nullptr) return out;
  std::vector<const Counter*> serving;
  for (const Counter& counter : branch.counters) {
    if (!may_call(branch, counter, *mine)) continue;
    serving.push_back(&counter);
    const CounterState* state = day.counter(counter.id);
    const bool open = state != nullptr && state->state == CounterState::State::open;
    if (open) out.counters.push_back(counter.id);
    const agreed::Ahead plan = agreed::ahead(branch, day, counter.id, now);
    const auto before_call = [&](int time) { return at(day.date, time, day.utc_offset_minutes) < call; };
    for (const Shift& one : plan.openings)
      if (before_call(one.from)) out.openings.push_back(one);
    if (open && plan.ends && before_call(*plan.ends)) out.endings.push_back(*plan.current);
  }
  for (const TicketId before : line(branch, day, now)) {
    if (before == id) break;
    const Ticket& other = *day.ticket(before);
    const bool shared = std::any_of(serving.begin(), serving.end(),
                                    [&](const Counter* counter) { return may_call(branch, *counter, other); });
    if (shared) out.ahead.push_back(before);
  }
  return out;
}

std::string_view name(Cause::Kind kind) {
  switch (kind) {
  case Kind::counter_closed:
    return "counter_closed";
  case Kind::counter_opened:
    return "counter_opened";
  case Kind::appointment_ahead:
    return "appointment_ahead";
  case Kind::special_ahead:
    return "special_ahead";
  case Kind::returned_ahead:
    return "returned_ahead";
  case Kind::left:
    return "left";
  case Kind::opening_agreed:
    return "opening_agreed";
  case Kind::opening_dropped:
    return "opening_dropped";
  case Kind::ending_agreed:
    return "ending_agreed";
  case Kind::ending_dropped:
    return "ending_dropped";
  case Kind::slower:
    return "slower";
  case Kind::faster:
    return "faster";
  }
  return "";
}

std::vector<Cause> causes(const Day& day, const Standing& before, const Standing& now, bool longer) {
  std::vector<Cause> out;
  if (longer) {
    for (const std::string& counter : without(before.counters, now.counters))
      out.push_back({Kind::counter_closed, 0, counter, -1});
    for (const Shift& one : without(before.openings, now.openings))
      if (!contains(now.counters, one.counter)) out.push_back({Kind::opening_dropped, 0, one.counter, one.from});
    for (const Shift& one : without(now.endings, before.endings))
      out.push_back({Kind::ending_agreed, 0, one.counter, one.until});
    std::map<Kind, int> came;
    for (const TicketId id : without(now.ahead, before.ahead))
      if (const Ticket* one = day.ticket(id)) ++came[kind_of_comer(*one)];
    for (const auto& [kind, people] : came)
      out.push_back({kind, people, {}, -1});
  } else {
    for (const std::string& counter : without(now.counters, before.counters))
      out.push_back({Kind::counter_opened, 0, counter, -1});
    for (const Shift& one : without(now.openings, before.openings))
      out.push_back({Kind::opening_agreed, 0, one.counter, one.from});
    for (const Shift& one : without(before.endings, now.endings))
      if (contains(now.counters, one.counter)) out.push_back({Kind::ending_dropped, 0, one.counter, one.until});
    int left = 0;
    for (const TicketId id : without(before.ahead, now.ahead)) {
      const Ticket* one = day.ticket(id);
      left += one != nullptr && (one->state == Ticket::State::left || one->state == Ticket::State::no_show);
    }
    if (left > 0) out.push_back({Kind::left, left, {}, -1});
  }
  if (out.empty()) out.push_back({longer ? Kind::slower : Kind::faster, 0, {}, -1});
  return out;
}

} // namespace lobby
