#include "core/visit/call_order.hpp"
#include "core/visit/rules.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

// An event is folded only when it follows from the Day: the ids exist and are in a state that the event can leave.
// So a Day is always sound, whatever the stream brings; what depends on the branch (capacity, hours) was decided
// when the event was made and is not decided again.

namespace lobby {
namespace {

using AppointmentState = Appointment::State;
using TicketState = Ticket::State;
using CounterOpenness = CounterState::State;

/// Folds the body of one event; every overload changes the day only after everything was checked.
class Fold {
public:
  Fold(Day& day, const Event& event) : day_(day), at_(event.at) {}

  bool operator()(const event::DayOpened& body) {
    if (day_.opened() || body.branch.empty()) return false;
    Date real;
    if (!parse_date(to_string(body.date), real)) return false;
    if (body.utc_offset_minutes < -rules::widest_offset_minutes) return false;
    if (body.utc_offset_minutes > rules::widest_offset_minutes) return false;
    day_ = Day{};
    day_.branch = body.branch;
    day_.date = body.date;
    day_.utc_offset_minutes = body.utc_offset_minutes;
    return true;
  }

  // ---- appointments

  bool operator()(const event::SlotHeld& body) {
    if (body.appointment != day_.appointments.size() + 1 || !is_minute(body.slot)) return false;
    if (!rules::plausible(body.until)) return false;
    Appointment held;
    held.id = body.appointment;
    held.service = body.service;
    held.slot = body.slot;
    held.segment = body.segment;
    held.need = body.need;
    held.held_until = body.until;
    day_.appointments.push_back(std::move(held));
    return true;
  }

  bool operator()(const event::AppointmentBooked& body) {
    return move(body.appointment, {AppointmentState::held}, AppointmentState::booked);
  }

  bool operator()(const event::AppointmentRescheduled& body) {
    Appointment* found = appointment(body.appointment, {AppointmentState::held, AppointmentState::booked});
    if (!found || !is_minute(body.slot)) return false;
    found->slot = body.slot;
    return true;
  }

  bool operator()(const event::AppointmentCancelled& body) {
    return move(body.appointment, {AppointmentState::held, AppointmentState::booked}, AppointmentState::cancelled);
  }

  bool operator()(const event::AppointmentExpired& body) {
    return move(body.appointment, {AppointmentState::held}, AppointmentState::expired);
  }

  bool operator()(const event::AppointmentMissed& body) {
    return move(body.appointment, {AppointmentState::booked}, AppointmentState::no_show);
  }

  bool operator()(const event::AppointmentCheckedIn& body) {
    Appointment* found = appointment(body.appointment, {AppointmentState::booked});
    if (!found || body.ticket != day_.tickets.size() + 1) return false;
    const auto& all = day_.appointments;
    if (std::any_of(all.begin(), all.end(), [&](const Appointment& one) { return one.ticket == body.ticket; }))
      return false;
    found->state = AppointmentState::checked_in;
    found->ticket = body.ticket;
    return true;
  }

  // ---- tickets

  bool operator()(const event::TicketTaken& body) {
    if (body.ticket != day_.tickets.size() + 1) return false;
    const rules::Number number = rules::parse_number(body.number);
    if (number.running < 1 || number.running != rules::next_running(day_, number.prefix)) return false;
    if (!belongs_to_appointment(body)) return false;
    Ticket taken;
    taken.id = body.ticket;
    taken.number = body.number;
    taken.service = body.service;
    taken.segment = body.segment;
    taken.need = body.need;
    taken.origin = body.origin;
    taken.appointment = body.appointment;
    taken.slot = body.slot;
    taken.taken_at = at_;
    taken.in_line_since = at_;
    day_.tickets.push_back(std::move(taken));
    return true;
  }

  bool operator()(const event::WaitTold& body) {
    Ticket* told = ticket(body.ticket, {TicketState::waiting});
    if (!told || told->told.known || !rules::tellable(body.p10, body.p50, body.p90)) return false;
    told->told = {true, body.p10, body.p50, body.p90};
    return true;
  }

  bool operator()(const event::TicketCalled& body) {
    Ticket* called = ticket(body.ticket, {TicketState::waiting});
    CounterState* caller = counter(body.counter, {CounterOpenness::open});
    if (!called || !caller || caller->ticket != 0) return false;
    caller->ticket = called->id;
    caller->in_a_row_before = caller->appointments_in_a_row;
    caller->appointments_in_a_row = in_a_row_after(rank_of(body.why), caller->appointments_in_a_row);
    called->state = TicketState::called;
    called->counter = body.counter;
    called->called_at = at_;
    called->last_called_at = at_;
    called->calls = 1;
    return true;
  }

  bool operator()(const event::TicketRecalled& body) {
    Ticket* called = ticket(body.ticket, {TicketState::called});
    if (!called) return false;
    ++called->calls;
    called->last_called_at = at_;
    return true;
  }

  bool operator()(const event::ServiceStarted& body) {
    Ticket* called = ticket(body.ticket, {TicketState::called});
    if (!called) return false;
    called->state = TicketState::serving;
    called->started_at = at_;
    called->front = false;
    called->only_counter.clear();
    return true;
  }

  bool operator()(const event::TicketTransferred& body) {
    Ticket* moved = ticket(body.ticket, {TicketState::waiting, TicketState::called, TicketState::serving});
    if (!moved || body.service.empty()) return false;
    // Who was at a counter already has waited once and goes to the front; who still waits keeps the place.
    if (moved->state != TicketState::waiting) put_back(*moved, true);
    moved->service = body.service;
    moved->only_counter = body.counter;
    return true;
  }

  bool operator()(const event::TicketParked& body) {
    Ticket* parked = ticket(body.ticket, {TicketState::called, TicketState::serving});
    if (!parked) return false;
    free_counter(*parked);
    parked->state = TicketState::parked;
    return true;
  }

  bool operator()(const event::TicketUnparked& body) {
    Ticket* parked = ticket(body.ticket, {TicketState::parked});
    if (!parked) return false;
    put_back(*parked, true);
    return true;
  }

  bool operator()(const event::ServiceFinished& body) {
    return end(body.ticket, {TicketState::serving}, TicketState::finished);
  }

  bool operator()(const event::TicketMissed& body) {
    return end(body.ticket, {TicketState::called}, TicketState::no_show);
  }

  bool operator()(const event::TicketReturned& body) {
    Ticket* returned = ticket(body.ticket, {TicketState::called, TicketState::no_show});
    if (!returned) return false;
    if (returned->state == TicketState::no_show) {
      put_back(*returned, false); // who missed the call begins again at the end of the line
      returned->finished_at = 0;
      return true;
    }
    // The call is undone: the ticket takes the place that it had.
    if (CounterState* caller = counter(returned->counter, {CounterOpenness::open}))
      caller->appointments_in_a_row = caller->in_a_row_before;
    free_counter(*returned);
    wait(*returned);
    return true;
  }

  bool operator()(const event::TicketLeft& body) {
    return end(body.ticket, {TicketState::waiting, TicketState::called, TicketState::parked}, TicketState::left);
  }

  bool operator()(const event::TicketRated& body) {
    Ticket* rated = ticket(body.ticket, {TicketState::finished});
    if (!rated || rated->rating != 0 || body.stars < 1 || body.stars > 5) return false;
    rated->rating = body.stars;
    return true;
  }

  // ---- counters

  bool operator()(const event::CounterOpened& body) {
    if (body.counter.empty() || body.teller.empty()) return false;
    const auto here = [&](const CounterState& one) { return one.teller == body.teller; };
    if (std::any_of(day_.counters.begin(), day_.counters.end(), here)) return false;
    CounterState* opened = counter(body.counter, {CounterOpenness::closed});
    if (!opened && day_.counter(body.counter)) return false;
    if (!opened) {
      opened = &day_.counters.emplace_back();
      opened->id = body.counter;
    }
    opened->state = CounterOpenness::open;
    opened->teller = body.teller;
    opened->since = at_;
    return true;
  }

  bool operator()(const event::CounterPaused& body) {
    return turn(body.counter, {CounterOpenness::open}, CounterOpenness::paused);
  }

  bool operator()(const event::CounterResumed& body) {
    return turn(body.counter, {CounterOpenness::paused}, CounterOpenness::open);
  }

  bool operator()(const event::CounterClosed& body) {
    if (!turn(body.counter, {CounterOpenness::open, CounterOpenness::paused}, CounterOpenness::closed)) return false;
    CounterState* closed = counter(body.counter, {CounterOpenness::closed});
    closed->teller.clear();
    closed->appointments_in_a_row = closed->in_a_row_before = 0;
    // Nobody waits for a counter that is gone.
    for (Ticket& one : day_.tickets)
      if (one.only_counter == body.counter) one.only_counter.clear();
    return true;
  }

  bool operator()(const event::CountersPlanned& body) {
    if (!rules::is_plan(body.shifts)) return false;
    day_.planned = body.shifts;
    return true;
  }

private:
  static bool is_minute(int slot) { return slot >= 0 && slot < rules::minutes_of_day; }

  Appointment* appointment(AppointmentId id, std::initializer_list<AppointmentState> from) {
    if (!day_.appointment(id)) return nullptr;
    Appointment& found = day_.appointments[id - 1];
    return std::find(from.begin(), from.end(), found.state) == from.end() ? nullptr : &found;
  }

  Ticket* ticket(TicketId id, std::initializer_list<TicketState> from) {
    if (!day_.ticket(id)) return nullptr;
    Ticket& found = day_.tickets[id - 1];
    return std::find(from.begin(), from.end(), found.state) == from.end() ? nullptr : &found;
  }

  CounterState* counter(std::string_view id, std::initializer_list<CounterOpenness> from) {
    for (CounterState& one : day_.counters)
      if (one.id == id) return std::find(from.begin(), from.end(), one.state) == from.end() ? nullptr : &one;
    return nullptr;
  }

  bool move(AppointmentId id, std::initializer_list<AppointmentState> from, AppointmentState to) {
    Appointment* found = appointment(id, from);
    if (!found) return false;
    found->state = to;
    return true;
  }

  bool turn(std::string_view id, std::initializer_list<CounterOpenness> from, CounterOpenness to) {
    CounterState* found = counter(id, from);
    if (!found || found->ticket != 0) return false;
    found->state = to;
    found->since = at_;
    return true;
  }

  bool end(TicketId id, std::initializer_list<TicketState> from, TicketState to) {
    Ticket* found = ticket(id, from);
    if (!found) return false;
    free_counter(*found);
    found->state = to;
    found->finished_at = at_;
    return true;
  }

  /// A ticket of an appointment follows its check-in and agrees with it; any other ticket has no appointment at all.
  bool belongs_to_appointment(const event::TicketTaken& body) const {
    if (body.service.empty()) return false;
    if (body.origin != Origin::appointment) {
      const auto& all = day_.appointments;
      return body.appointment == 0 && body.slot == -1 &&
             std::none_of(all.begin(), all.end(), [&](const Appointment& one) { return one.ticket == body.ticket; });
    }
    const Appointment* from = day_.appointment(body.appointment);
    return from && from->state == AppointmentState::checked_in && from->ticket == body.ticket &&
           from->slot == body.slot && from->service == body.service;
  }

  void free_counter(const Ticket& leaving) {
    for (CounterState& one : day_.counters)
      if (one.ticket == leaving.id) one.ticket = 0;
  }

  void put_back(Ticket& returned, bool front) {
    free_counter(returned);
    wait(returned);
    returned.in_line_since = at_;
    returned.front = front;
  }

  static void wait(Ticket& returned) {
    returned.state = TicketState::waiting;
    returned.called_at = 0;
    returned.last_called_at = 0;
    returned.started_at = 0;
    returned.calls = 0;
  }

  Day& day_;
  Time at_;
};

} // namespace

bool apply(Day& day, const Event& event) {
  if (event.number != day.number + 1 || !rules::plausible(event.at) || event.at < day.last_at) return false;
  if (!day.opened() && !std::holds_alternative<event::DayOpened>(event.body)) return false;
  if (!std::visit(Fold(day, event), event.body)) return false;
  day.number = event.number;
  day.last_at = event.at;
  return true;
}

} // namespace lobby
