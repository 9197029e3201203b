/// Appointments, tickets, calls: a Day is the fold of its events; `decide` turns a command into events or
/// a typed refusal, `apply` folds an event into the Day. Nothing else changes a Day.
#pragma once

#include "core/branch/branch.hpp"
#include "core/time/time.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lobby {

using AppointmentId = std::uint32_t; ///< 1, 2, … within a Day; 0 = none
using TicketId = std::uint32_t;      ///< 1, 2, … within a Day; 0 = none

/// Where a ticket was taken.
enum class Origin { kiosk, remote, desk, appointment };
/// What makes a customer one of the special ones of V11/H8; `none` for everybody else.
enum class Need { none, elderly, disabled, pregnant, child, ill };

// ---------------------------------------------------------------- state

struct Appointment {
  enum class State { held, booked, checked_in, cancelled, expired, no_show };
  AppointmentId id = 0;
  std::string service;
  int slot = 0; ///< minute of the local day at which the slot begins
  Segment segment = Segment::ordinary;
  Need need = Need::none;
  State state = State::held;
  Time held_until = 0; ///< while held
  TicketId ticket = 0; ///< after check-in
};

/// The wait until the call that somebody was told when taking the ticket: seconds from then.
struct ToldWait {
  bool known = false; ///< false: nothing was told, because nothing honest could be
  int p10 = 0, p50 = 0, p90 = 0;
};

struct Ticket {
  enum class State { waiting, called, serving, parked, finished, left, no_show };
  TicketId id = 0;
  std::string number; ///< prefix and running number, such as "A012": gapless per prefix, never twice a day
  std::string service;
  Segment segment = Segment::ordinary;
  Need need = Need::none;
  Origin origin = Origin::kiosk;
  AppointmentId appointment = 0;
  int slot = -1; ///< of the appointment; -1 for walk-ins
  State state = State::waiting;
  std::string counter;      ///< calling or serving, or the last that did
  std::string only_counter; ///< transferred to this very counter; empty = any that serves
  Time taken_at = 0;
  Time in_line_since = 0; ///< taken, or last put back into the line
  Time called_at = 0;     ///< first call of the current turn
  Time last_called_at = 0;
  Time started_at = 0;
  Time finished_at = 0; ///< finished, left or no-show
  int calls = 0;        ///< of the current turn: 1 + recalls
  bool front = false;   ///< put back at the front (transfer, return from parking)
  int rating = 0;       ///< 1–5, 0 = not rated
  ToldWait told;
};

struct CounterState {
  enum class State { closed, open, paused };
  std::string id;
  State state = State::closed;
  std::string teller;            ///< staff id; empty when closed
  Time since = 0;                ///< in this state
  TicketId ticket = 0;           ///< called or being served
  int appointments_in_a_row = 0; ///< called in their turn since the last ordinary walk-in
  int in_a_row_before = 0;       ///< the same before the last call, which may be undone
};

/// One counter, open from … until: minutes of the local day, 0 ≤ from < until ≤ 1440.
struct Shift {
  std::string counter;
  int from = 0;
  int until = 0;
  bool operator==(const Shift&) const = default;
};

struct Day {
  std::string branch;
  Date date;
  int utc_offset_minutes = 0;
  std::uint64_t number = 0;              ///< of the last event applied; events are 1, 2, … without gaps
  Time last_at = 0;                      ///< of the last event: time never runs backwards within a Day
  std::vector<Appointment> appointments; ///< by id: appointments[id - 1]
  std::vector<Ticket> tickets;           ///< by id: tickets[id - 1]
  std::vector<CounterState> counters;    ///< those opened today
  /// The openings agreed for the day: counter by counter, each counter's in order of time and with a gap between two.
  /// Nobody is bound by them: a counter may open without one, or not open in spite of one.
  std::vector<Shift> planned;

  bool opened() const { return number > 0; }
  const Appointment* appointment(AppointmentId id) const;
  const Ticket* ticket(TicketId id) const;
  const Ticket* ticket_by_number(std::string_view number) const;
  const CounterState* counter(std::string_view id) const;
};

// ---------------------------------------------------------------- events (what happened; names are stable, see wire)

namespace event {
struct DayOpened {
  std::string branch;
  Date date;
  int utc_offset_minutes = 0;
}; ///< always event 1
struct SlotHeld {
  AppointmentId appointment = 0;
  std::string service;
  int slot = 0;
  Segment segment{};
  Need need{};
  Time until = 0;
};
struct AppointmentBooked {
  AppointmentId appointment = 0;
};
struct AppointmentRescheduled {
  AppointmentId appointment = 0;
  int slot = 0;
};
struct AppointmentCancelled {
  AppointmentId appointment = 0;
  std::string reason;
}; ///< "customer", "moved", "staff", "released"
struct AppointmentExpired {
  AppointmentId appointment = 0;
}; ///< a hold ran out
struct AppointmentMissed {
  AppointmentId appointment = 0;
}; ///< no-show
struct AppointmentCheckedIn {
  AppointmentId appointment = 0;
  TicketId ticket = 0;
}; ///< followed by TicketTaken
struct TicketTaken {
  TicketId ticket = 0;
  std::string number;
  std::string service;
  Segment segment{};
  Need need{};
  Origin origin{};
  AppointmentId appointment = 0;
  int slot = -1;
};
struct WaitTold {
  TicketId ticket = 0;
  int p10 = 0, p50 = 0, p90 = 0;
}; ///< follows TicketTaken; seconds from then
struct TicketCalled {
  TicketId ticket = 0;
  std::string counter;
  std::string why;
}; ///< why: message key, see `Choice`
struct TicketRecalled {
  TicketId ticket = 0;
};
struct ServiceStarted {
  TicketId ticket = 0;
};
struct TicketTransferred {
  TicketId ticket = 0;
  std::string service;
  std::string counter;
  std::string reason;
}; ///< counter may be empty
struct TicketParked {
  TicketId ticket = 0;
  std::string reason;
};
struct TicketUnparked {
  TicketId ticket = 0;
};
struct ServiceFinished {
  TicketId ticket = 0;
};
struct TicketMissed {
  TicketId ticket = 0;
}; ///< no-show
struct TicketReturned {
  TicketId ticket = 0;
}; ///< a no-show or an unserved call put back into the line
struct TicketLeft {
  TicketId ticket = 0;
};
struct TicketRated {
  TicketId ticket = 0;
  int stars = 0;
};
struct CounterOpened {
  std::string counter;
  std::string teller;
};
struct CounterPaused {
  std::string counter;
};
struct CounterResumed {
  std::string counter;
};
struct CounterClosed {
  std::string counter;
};
struct CountersPlanned {
  std::vector<Shift> shifts;
}; ///< the day's whole plan, see Day::planned
} // namespace event

using EventBody =
    std::variant<event::DayOpened, event::SlotHeld, event::AppointmentBooked, event::AppointmentRescheduled,
                 event::AppointmentCancelled, event::AppointmentExpired, event::AppointmentMissed,
                 event::AppointmentCheckedIn, event::TicketTaken, event::WaitTold, event::TicketCalled,
                 event::TicketRecalled, event::ServiceStarted, event::TicketTransferred, event::TicketParked,
                 event::TicketUnparked, event::ServiceFinished, event::TicketMissed, event::TicketReturned,
                 event::TicketLeft, event::TicketRated, event::CounterOpened, event::CounterPaused,
                 event::CounterResumed, event::CounterClosed, event::CountersPlanned>;

struct Event {
  std::uint64_t number = 0; ///< 1, 2, … within the Day
  Time at = 0;
  EventBody body;
};

// ---------------------------------------------------------------- commands (what somebody wants)

namespace command {
struct OpenDay {
  int utc_offset_minutes = 0;
};
struct HoldSlot {
  std::string service;
  int slot = 0;
  Segment segment{};
  Need need{};
};
struct BookAppointment {
  AppointmentId appointment = 0;
}; ///< a held one
struct RescheduleAppointment {
  AppointmentId appointment = 0;
  int slot = 0;
}; ///< within the Day; across days: book there, cancel here
struct CancelAppointment {
  AppointmentId appointment = 0;
  std::string reason;
};
struct CheckIn {
  AppointmentId appointment = 0;
};
struct TakeTicket {
  std::string service;
  Segment segment{};
  Need need{};
  Origin origin{};
};
struct TellWait {
  TicketId ticket = 0;
  int p10 = 0, p50 = 0, p90 = 0;
}; ///< of who has just taken a ticket, once: puts on record what was predicted (the server's own, see decide_and_tell)
struct CallNext {
  std::string counter;
};
struct CallTicket {
  std::string counter;
  TicketId ticket = 0;
}; ///< out of turn
struct Recall {
  TicketId ticket = 0;
};
struct StartService {
  TicketId ticket = 0;
};
struct Transfer {
  TicketId ticket = 0;
  std::string service;
  std::string counter;
  std::string reason;
};
struct Park {
  TicketId ticket = 0;
  std::string reason;
};
struct Unpark {
  TicketId ticket = 0;
};
struct FinishService {
  TicketId ticket = 0;
};
struct MarkNoShow {
  TicketId ticket = 0;
};
struct ReturnToLine {
  TicketId ticket = 0;
}; ///< after a no-show, or undo of a call
struct Leave {
  TicketId ticket = 0;
};
struct Rate {
  TicketId ticket = 0;
  int stars = 0;
};
struct OpenCounter {
  std::string counter;
  std::string teller;
};
struct PauseCounter {
  std::string counter;
};
struct ResumeCounter {
  std::string counter;
};
struct CloseCounter {
  std::string counter;
};
struct PlanCounters {
  std::vector<Shift> shifts;
};              ///< the whole plan of the day in place of the one before; see decide
struct Tick {}; ///< time passed: expires holds, marks missed appointments; answers no events when nothing is due
} // namespace command

using Command =
    std::variant<command::OpenDay, command::HoldSlot, command::BookAppointment, command::RescheduleAppointment,
                 command::CancelAppointment, command::CheckIn, command::TakeTicket, command::TellWait,
                 command::CallNext, command::CallTicket, command::Recall, command::StartService, command::Transfer,
                 command::Park, command::Unpark, command::FinishService, command::MarkNoShow, command::ReturnToLine,
                 command::Leave, command::Rate, command::OpenCounter, command::PauseCounter, command::ResumeCounter,
                 command::CloseCounter, command::PlanCounters, command::Tick>;

/// Why a command was refused. Every one has a message in assets/strings under "refusal.<name>".
enum class RefusalKind {
  day_not_open,
  day_already_open,
  unknown_service,
  unknown_counter,
  unknown_appointment,
  unknown_ticket,
  unknown_slot,
  slot_full,
  slot_past,
  too_far_ahead,
  not_bookable,
  hold_expired,
  wrong_state,
  too_early,
  too_late,
  branch_closed,
  no_remote_join,
  counter_closed,
  counter_taken,
  counter_busy,
  counter_does_not_serve,
  nobody_waiting,
  not_yet_no_show,
  too_many_recalls,
  already_rated,
  bad_rating,
  reason_needed,
  clock_backwards,
  bad_time_zone,
  teller_elsewhere,
  shift_outside_hours,
  shift_past,
  shifts_overlap,
  too_many_shifts
};
std::string_view name(RefusalKind kind); ///< "slot_full", …

struct Refusal {
  RefusalKind kind{};
  std::string subject; ///< what it is about: a ticket number, a counter, a time "10:30"; may be empty
};

using Decision = std::variant<std::vector<Event>, Refusal>;

/// What `command` does to `day` at `now`. Pure; the events are numbered from day.number + 1 and stamped `now`.
/// `branch` must be the day's. A `now` before day.last_at is treated as day.last_at (clocks of servers differ a
/// little); one more than an hour before it, or outside 1970–9999, is refused as clock_backwards.
/// A Day to be opened carries the date that is wanted (Date{} = today); it is refused as slot_past when that is past.
/// CancelAppointment without a reason means "customer"; Transfer without a service keeps the service. A ticket
/// transferred from a counter goes to the front, one transferred while it waits keeps its place.
/// PlanCounters takes at most 500 openings, in any order; touching ones of a counter become one, and a plan that is the
/// one before answers no events. Every opening lies between the day's first opening and its last closing, and has not
/// ended unless it was agreed before, whole or as a part. The subject of a refusal is the opening, "4 11:30–13:00"; of
/// shift_outside_hours it is the day's hours, "09:00–17:00".
Decision decide(const Branch& branch, const Day& day, const Command& command, Time now);

/// Folds one event. Answers false, and leaves the day alone, when the event does not follow (number gap, time running
/// backwards, unknown id, a state that the event cannot leave).
bool apply(Day& day, const Event& event);

// ---------------------------------------------------------------- questions

struct Offer {
  int slot = 0; ///< minute of the local day
  int capacity = 0;
  int taken = 0;     ///< booked, checked in, or held and not yet run out
  bool free = false; ///< can be held now
};
/// Every slot of the day for a service, in order of time; empty when the branch is closed that day.
std::vector<Offer> offers(const Branch& branch, const Day& day, std::string_view service, Time now);

/// Open for business at `now` (between opening and closing, not in the lunch gap).
bool is_open(const Branch& branch, const Day& day, Time now);

/// The break between two openings of the day that `now` lies in. Nobody takes a ticket in it; whoever has one from
/// before is served, as after the last closing.
struct Break {
  Time from = 0;
  Time until = 0;
};
std::optional<Break> break_at(const Branch& branch, const Day& day, Time now);

/// When a wait begins: at `since`, and with an appointment (`slot` ≥ 0, minute of the day) not before its slot does.
/// Who comes early has been promised nothing sooner. `midnight` begins the local day.
inline Time waits_from(Time midnight, Time since, int slot) {
  return slot < 0 ? since : std::max(since, midnight + slot * minute);
}

/// Who would be called next, and why: the message key is "why.vip", "why.special", "why.appointment",
/// "why.returned" (came back from transfer or parking) or "why.first" (first come). CallTicket out of turn:
/// "why.chosen".
struct Choice {
  TicketId ticket = 0; ///< 0 = nobody
  std::string why;
};
Choice next_for(const Branch& branch, const Day& day, std::string_view counter, Time now);

/// The waiting tickets in the order in which they would be called if every open counter served everything it may.
std::vector<TicketId> line(const Branch& branch, const Day& day, Time now);
/// How many of `line` are before this ticket and could be called by a counter that serves it.
int people_ahead(const Branch& branch, const Day& day, TicketId ticket, Time now);

} // namespace lobby
