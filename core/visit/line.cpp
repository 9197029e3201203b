#include "core/visit/call_order.hpp"
#include "core/visit/rules.hpp"

#include <algorithm>
#include <iterator>

namespace lobby {

bool may_call(const Branch& branch, const Counter& counter, const Ticket& ticket) {
  const bool here = ticket.only_counter.empty() || ticket.only_counter == counter.id;
  return here && branch.serves(counter, ticket.service);
}

namespace rules {

bool anybody_serves(const Branch& branch, std::string_view service) {
  return std::any_of(branch.counters.begin(), branch.counters.end(),
                     [&](const Counter& counter) { return branch.serves(counter, service); });
}

} // namespace rules

namespace {

constexpr std::string_view why_returned = "why.returned";
constexpr std::string_view why_special = "why.special";
constexpr std::string_view why_vip = "why.vip";
constexpr std::string_view why_appointment = "why.appointment";
constexpr std::string_view why_first = "why.first";

using Tickets = std::vector<const Ticket*>;

/// Longest in line first; the older ticket when two came in the same millisecond.
bool came_before(const Ticket& a, const Ticket& b) {
  return a.in_line_since != b.in_line_since ? a.in_line_since < b.in_line_since : a.id < b.id;
}

bool slot_before(const Ticket& a, const Ticket& b) { return a.slot != b.slot ? a.slot < b.slot : came_before(a, b); }

/// Keeps in `first` the one of the two that `before` puts first.
template <class Before> void keep_first(const Ticket*& first, const Ticket& other, Before before) {
  if (!first || before(other, *first)) first = &other;
}

/// Of `candidates`, who is next (see next_rank) for a counter that has called so many appointments since its last
/// walk-in.
Choice choose(const Branch& branch, const Day& day, const Tickets& candidates, int appointments_in_a_row, Time now) {
  const Ticket* returned = nullptr;
  const Ticket* priority = nullptr;
  const Ticket* appointment = nullptr;
  const Ticket* walk_in = nullptr;
  for (const Ticket* one : candidates) {
    if (one->front)
      keep_first(returned, *one, came_before);
    else if (goes_first(branch.policy, one->segment, one->need))
      keep_first(priority, *one, came_before);
    else if (one->slot >= 0)
      keep_first(appointment, *one, slot_before);
    else
      keep_first(walk_in, *one, came_before);
  }
  const bool due = appointment && now >= rules::slot_start(day, appointment->slot) - due_early;
  const Waiting who{returned != nullptr, priority != nullptr, appointment != nullptr, walk_in != nullptr, due};
  const auto rank = next_rank(who, appointments_in_a_row, branch.policy.appointments_in_a_row);
  if (!rank) return {};
  switch (*rank) {
  case Rank::returned:
    return {returned->id, std::string(why_returned)};
  case Rank::priority:
    return {priority->id,
            std::string(branch.policy.special_first && priority->need != Need::none ? why_special : why_vip)};
  case Rank::appointment:
    return {appointment->id, std::string(why_appointment)};
  case Rank::ordinary:
    return {walk_in->id, std::string(why_first)};
  }
  return {};
}

Tickets waiting(const Day& day) {
  Tickets all;
  for (const Ticket& one : day.tickets)
    if (one.state == Ticket::State::waiting) all.push_back(&one);
  return all;
}

Tickets callable(const Branch& branch, const Counter& counter, const Tickets& all) {
  Tickets some;
  std::copy_if(all.begin(), all.end(), std::back_inserter(some),
               [&](const Ticket* one) { return may_call(branch, counter, *one); });
  return some;
}

/// A counter in turn: what it may call and how it stands with its appointments.
struct Caller {
  const Counter* counter = nullptr;
  const CounterState* today = nullptr;
  int appointments_in_a_row = 0;
};

/// The open counters in the order in which they are likely to be free: free ones first, then by how long they have
/// been with their customer.
std::vector<Caller> callers(const Branch& branch, const Day& day) {
  std::vector<Caller> all;
  for (const CounterState& one : day.counters) {
    const Counter* counter = branch.counter(one.id);
    if (counter && one.state == CounterState::State::open) all.push_back({counter, &one, one.appointments_in_a_row});
  }
  const auto busy_since = [&](const Caller& caller) {
    const Ticket* with = day.ticket(caller.today->ticket);
    if (!with) return Time{0};
    return with->state == Ticket::State::serving ? with->started_at : with->called_at;
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const Caller& a, const Caller& b) { return busy_since(a) < busy_since(b); });
  return all;
}

/// Moves the chosen ticket from `rest` to `order`; keeps the caller's account of appointments.
void take(Tickets& rest, std::vector<TicketId>& order, const Choice& choice, int& appointments_in_a_row) {
  rest.erase(std::find_if(rest.begin(), rest.end(), [&](const Ticket* one) { return one->id == choice.ticket; }));
  appointments_in_a_row = in_a_row_after(rank_of(choice.why), appointments_in_a_row);
  order.push_back(choice.ticket);
}

} // namespace

std::optional<Rank> rank_of(std::string_view why) {
  if (why == why_returned) return Rank::returned;
  if (why == why_special || why == why_vip) return Rank::priority;
  if (why == why_appointment) return Rank::appointment;
  if (why == why_first) return Rank::ordinary;
  return std::nullopt;
}

Choice next_for(const Branch& branch, const Day& day, std::string_view counter, Time now) {
  const Counter* known = branch.counter(counter);
  if (!known || !rules::plausible(now)) return {};
  const CounterState* today = day.counter(counter);
  return choose(branch, day, callable(branch, *known, waiting(day)), today ? today->appointments_in_a_row : 0, now);
}

std::vector<TicketId> line(const Branch& branch, const Day& day, Time now) {
  std::vector<TicketId> order;
  if (!rules::plausible(now)) return order;
  Tickets rest = waiting(day);
  std::vector<Caller> open = callers(branch, day);
  for (bool somebody_called = true; somebody_called;) {
    somebody_called = false;
    for (Caller& caller : open) {
      const Tickets mine = callable(branch, *caller.counter, rest);
      const Choice choice = choose(branch, day, mine, caller.appointments_in_a_row, now);
      if (choice.ticket == 0) continue;
      take(rest, order, choice, caller.appointments_in_a_row);
      somebody_called = true;
    }
  }
  // Those whom no open counter may call wait behind, as one counter for them would call them.
  for (int appointments_in_a_row = 0; !rest.empty();) {
    const Choice choice = choose(branch, day, rest, appointments_in_a_row, now);
    take(rest, order, choice, appointments_in_a_row);
  }
  return order;
}

int people_ahead(const Branch& branch, const Day& day, TicketId ticket, Time now) {
  const Ticket* mine = day.ticket(ticket);
  if (!mine || mine->state != Ticket::State::waiting) return 0;
  std::vector<const Counter*> serving;
  for (const Caller& caller : callers(branch, day))
    if (may_call(branch, *caller.counter, *mine)) serving.push_back(caller.counter);
  if (serving.empty()) // nobody open serves it yet: all the counters that one day may
    for (const Counter& counter : branch.counters)
      if (may_call(branch, counter, *mine)) serving.push_back(&counter);
  int ahead = 0;
  for (const TicketId before : line(branch, day, now)) {
    if (before == ticket) break;
    const bool same_counter = std::any_of(serving.begin(), serving.end(), [&](const Counter* counter) {
      return may_call(branch, *counter, *day.ticket(before));
    });
    if (same_counter) ++ahead;
  }
  return ahead;
}

} // namespace lobby
