#include "core/visit/call_order.hpp"
#include "core/visit/deciding.hpp"

namespace lobby {
namespace {

using State = Ticket::State;

Decision unknown(const Deciding& on, TicketId id) { return on.refuse(RefusalKind::unknown_ticket, std::to_string(id)); }

/// Decides for a ticket that must exist and be in the state the command starts from.
template <class Event> Decision from_state(const Deciding& on, TicketId id, State state) {
  const Ticket* ticket = on.day.ticket(id);
  if (!ticket) return unknown(on, id);
  if (ticket->state != state) return on.refuse(RefusalKind::wrong_state, ticket->number);
  return on.happens(Event{id});
}

/// Why the counter cannot call anybody now; none when it can.
std::optional<Refusal> calling_refusal(const Deciding& on, const std::string& id) {
  if (!on.branch.counter(id)) return Refusal{RefusalKind::unknown_counter, id};
  const CounterState* counter = on.day.counter(id);
  if (!counter || counter->state != CounterState::State::open) return Refusal{RefusalKind::counter_closed, id};
  if (counter->ticket != 0) return Refusal{RefusalKind::counter_busy, id};
  return std::nullopt;
}

/// Why a ticket cannot be sent to this counter; none when it can.
std::optional<Refusal> target_refusal(const Deciding& on, const std::string& id, std::string_view service) {
  const Counter* target = on.branch.counter(id);
  if (!target) return Refusal{RefusalKind::unknown_counter, id};
  if (!on.branch.serves(*target, service)) return Refusal{RefusalKind::counter_does_not_serve, id};
  const CounterState* today = on.day.counter(id);
  if (!today || today->state == CounterState::State::closed) return Refusal{RefusalKind::counter_closed, id};
  return std::nullopt;
}

} // namespace

Decision decide_on(const Deciding& on, const command::TakeTicket& command) {
  const Service* service = on.branch.service(command.service);
  if (!service) return on.refuse(RefusalKind::unknown_service, command.service);
  if (!rules::anybody_serves(on.branch, service->id)) return on.refuse(RefusalKind::unknown_service, service->id);
  // Tickets of appointments come from a check-in only.
  if (command.origin == Origin::appointment) return on.refuse(RefusalKind::wrong_state, service->id);
  if (command.origin == Origin::remote && !on.branch.policy.remote_join) return on.refuse(RefusalKind::no_remote_join);
  if (!is_open(on.branch, on.day, on.now))
    return on.refuse(RefusalKind::branch_closed, rules::next_opening(on.branch, on.day, on.now));
  const auto id = static_cast<TicketId>(on.day.tickets.size() + 1);
  const std::string number = rules::format_number(service->prefix, rules::next_running(on.day, service->prefix));
  return on.happens(event::TicketTaken{id, number, service->id, command.segment, command.need, command.origin, 0, -1});
}

Decision decide_on(const Deciding& on, const command::TellWait& command) {
  const Ticket* ticket = on.day.ticket(command.ticket);
  if (!ticket) return unknown(on, command.ticket);
  const bool right_time = ticket->state == State::waiting && !ticket->told.known;
  if (!right_time || !rules::tellable(command.p10, command.p50, command.p90))
    return on.refuse(RefusalKind::wrong_state, ticket->number);
  return on.happens(event::WaitTold{ticket->id, command.p10, command.p50, command.p90});
}

Decision decide_on(const Deciding& on, const command::CallNext& command) {
  if (const auto refusal = calling_refusal(on, command.counter)) return *refusal;
  const Choice choice = next_for(on.branch, on.day, command.counter, on.now);
  if (choice.ticket == 0) return on.refuse(RefusalKind::nobody_waiting, command.counter);
  return on.happens(event::TicketCalled{choice.ticket, command.counter, choice.why});
}

Decision decide_on(const Deciding& on, const command::CallTicket& command) {
  if (const auto refusal = calling_refusal(on, command.counter)) return *refusal;
  const Ticket* ticket = on.day.ticket(command.ticket);
  if (!ticket) return unknown(on, command.ticket);
  if (ticket->state != State::waiting) return on.refuse(RefusalKind::wrong_state, ticket->number);
  if (!may_call(on.branch, *on.branch.counter(command.counter), *ticket))
    return on.refuse(RefusalKind::counter_does_not_serve, command.counter);
  const Choice next = next_for(on.branch, on.day, command.counter, on.now);
  const std::string why = next.ticket == ticket->id ? next.why : "why.chosen";
  return on.happens(event::TicketCalled{ticket->id, command.counter, why});
}

Decision decide_on(const Deciding& on, const command::Recall& command) {
  const Ticket* ticket = on.day.ticket(command.ticket);
  if (!ticket) return unknown(on, command.ticket);
  if (ticket->state != State::called) return on.refuse(RefusalKind::wrong_state, ticket->number);
  if (ticket->calls > on.branch.policy.max_recalls) return on.refuse(RefusalKind::too_many_recalls, ticket->number);
  return on.happens(event::TicketRecalled{ticket->id});
}

Decision decide_on(const Deciding& on, const command::StartService& command) {
  return from_state<event::ServiceStarted>(on, command.ticket, State::called);
}

Decision decide_on(const Deciding& on, const command::Transfer& command) {
  const Ticket* ticket = on.day.ticket(command.ticket);
  if (!ticket) return unknown(on, command.ticket);
  const bool at_counter = ticket->state == State::called || ticket->state == State::serving;
  if (!at_counter && ticket->state != State::waiting) return on.refuse(RefusalKind::wrong_state, ticket->number);
  const std::string& service = command.service.empty() ? ticket->service : command.service;
  if (!on.branch.service(service)) return on.refuse(RefusalKind::unknown_service, service);
  if (!rules::anybody_serves(on.branch, service)) return on.refuse(RefusalKind::unknown_service, service);
  if (!command.counter.empty())
    if (const auto refusal = target_refusal(on, command.counter, service)) return *refusal;
  const std::string& stays_at = at_counter ? ticket->counter : ticket->only_counter;
  const bool goes_nowhere = service == ticket->service && (command.counter.empty() || command.counter == stays_at);
  if (goes_nowhere) return on.refuse(RefusalKind::wrong_state, ticket->number);
  if (command.reason.empty()) return on.refuse(RefusalKind::reason_needed, ticket->number);
  return on.happens(event::TicketTransferred{ticket->id, service, command.counter, command.reason});
}

Decision decide_on(const Deciding& on, const command::Park& command) {
  const Ticket* ticket = on.day.ticket(command.ticket);
  if (!ticket) return unknown(on, command.ticket);
  if (ticket->state != State::called && ticket->state != State::serving)
    return on.refuse(RefusalKind::wrong_state, ticket->number);
  return on.happens(event::TicketParked{ticket->id, command.reason});
}

Decision decide_on(const Deciding& on, const command::Unpark& command) {
  return from_state<event::TicketUnparked>(on, command.ticket, State::parked);
}

Decision decide_on(const Deciding& on, const command::FinishService& command) {
  return from_state<event::ServiceFinished>(on, command.ticket, State::serving);
}

Decision decide_on(const Deciding& on, const command::MarkNoShow& command) {
  const Ticket* ticket = on.day.ticket(command.ticket);
  if (!ticket) return unknown(on, command.ticket);
  if (ticket->state != State::called) return on.refuse(RefusalKind::wrong_state, ticket->number);
  if (on.now < ticket->called_at + on.branch.policy.no_show_seconds * second)
    return on.refuse(RefusalKind::not_yet_no_show, ticket->number);
  return on.happens(event::TicketMissed{ticket->id});
}

Decision decide_on(const Deciding& on, const command::ReturnToLine& command) {
  const Ticket* ticket = on.day.ticket(command.ticket);
  if (!ticket) return unknown(on, command.ticket);
  if (ticket->state != State::called && ticket->state != State::no_show)
    return on.refuse(RefusalKind::wrong_state, ticket->number);
  return on.happens(event::TicketReturned{ticket->id});
}

Decision decide_on(const Deciding& on, const command::Leave& command) {
  const Ticket* ticket = on.day.ticket(command.ticket);
  if (!ticket) return unknown(on, command.ticket);
  if (ticket->state != State::waiting && ticket->state != State::called && ticket->state != State::parked)
    return on.refuse(RefusalKind::wrong_state, ticket->number);
  return on.happens(event::TicketLeft{ticket->id});
}

Decision decide_on(const Deciding& on, const command::Rate& command) {
  const Ticket* ticket = on.day.ticket(command.ticket);
  if (!ticket) return unknown(on, command.ticket);
  if (ticket->state != State::finished) return on.refuse(RefusalKind::wrong_state, ticket->number);
  if (ticket->rating != 0) return on.refuse(RefusalKind::already_rated, ticket->number);
  if (command.stars < 1 || command.stars > 5) return on.refuse(RefusalKind::bad_rating, std::to_string(command.stars));
  return on.happens(event::TicketRated{ticket->id, command.stars});
}

} // namespace lobby
