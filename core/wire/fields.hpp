/// The members of everything that travels, named once for writing and reading, text and bytes; private to core/wire.
/// `fields(visitor, value)` calls `visitor(name, member)` for each member in the order of the wire.
#pragma once

#include "core/visit/visit.hpp"
#include "core/wait/wait.hpp"
#include "core/wire/wire.hpp"

#include <type_traits>
#include <vector>

namespace lobby::wire {

template <class T> struct is_list : std::false_type {};
template <class T> struct is_list<std::vector<T>> : std::true_type {};

template <class V> void fields(V& v, Shift& one) {
  v("counter", one.counter);
  v("from", one.from);
  v("until", one.until);
}

// ---------------------------------------------------------------- events

template <class V> void fields(V& v, event::DayOpened& body) {
  v("branch", body.branch);
  v("date", body.date);
  v("utc_offset_minutes", body.utc_offset_minutes);
}
template <class V> void fields(V& v, event::SlotHeld& body) {
  v("appointment", body.appointment);
  v("service", body.service);
  v("slot", body.slot);
  v("segment", body.segment);
  v("need", body.need);
  v("until", body.until);
}
template <class V> void fields(V& v, event::AppointmentBooked& body) { v("appointment", body.appointment); }
template <class V> void fields(V& v, event::AppointmentRescheduled& body) {
  v("appointment", body.appointment);
  v("slot", body.slot);
}
template <class V> void fields(V& v, event::AppointmentCancelled& body) {
  v("appointment", body.appointment);
  v("reason", body.reason);
}
template <class V> void fields(V& v, event::AppointmentExpired& body) { v("appointment", body.appointment); }
template <class V> void fields(V& v, event::AppointmentMissed& body) { v("appointment", body.appointment); }
template <class V> void fields(V& v, event::AppointmentCheckedIn& body) {
  v("appointment", body.appointment);
  v("ticket", body.ticket);
}
template <class V> void fields(V& v, event::TicketTaken& body) {
  v("ticket", body.ticket);
  v("number", body.number);
  v("service", body.service);
  v("segment", body.segment);
  v("need", body.need);
  v("origin", body.origin);
  v("appointment", body.appointment);
  v("slot", body.slot);
}
template <class V> void fields(V& v, event::WaitTold& body) {
  v("ticket", body.ticket);
  v("p10", body.p10);
  v("p50", body.p50);
  v("p90", body.p90);
}
template <class V> void fields(V& v, event::TicketCalled& body) {
  v("ticket", body.ticket);
  v("counter", body.counter);
  v("why", body.why);
}
template <class V> void fields(V& v, event::TicketRecalled& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, event::ServiceStarted& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, event::TicketTransferred& body) {
  v("ticket", body.ticket);
  v("service", body.service);
  v("counter", body.counter);
  v("reason", body.reason);
}
template <class V> void fields(V& v, event::TicketParked& body) {
  v("ticket", body.ticket);
  v("reason", body.reason);
}
template <class V> void fields(V& v, event::TicketUnparked& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, event::ServiceFinished& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, event::TicketMissed& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, event::TicketReturned& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, event::TicketLeft& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, event::TicketRated& body) {
  v("ticket", body.ticket);
  v("stars", body.stars);
}
template <class V> void fields(V& v, event::CounterOpened& body) {
  v("counter", body.counter);
  v("teller", body.teller);
}
template <class V> void fields(V& v, event::CounterPaused& body) { v("counter", body.counter); }
template <class V> void fields(V& v, event::CounterResumed& body) { v("counter", body.counter); }
template <class V> void fields(V& v, event::CounterClosed& body) { v("counter", body.counter); }
template <class V> void fields(V& v, event::CountersPlanned& body) { v("shifts", body.shifts); }

// ---------------------------------------------------------------- commands

template <class V> void fields(V& v, command::OpenDay& body) { v("utc_offset_minutes", body.utc_offset_minutes); }
template <class V> void fields(V& v, command::HoldSlot& body) {
  v("service", body.service);
  v("slot", body.slot);
  v("segment", body.segment);
  v("need", body.need);
}
template <class V> void fields(V& v, command::BookAppointment& body) { v("appointment", body.appointment); }
template <class V> void fields(V& v, command::RescheduleAppointment& body) {
  v("appointment", body.appointment);
  v("slot", body.slot);
}
template <class V> void fields(V& v, command::CancelAppointment& body) {
  v("appointment", body.appointment);
  v("reason", body.reason);
}
template <class V> void fields(V& v, command::CheckIn& body) { v("appointment", body.appointment); }
template <class V> void fields(V& v, command::TakeTicket& body) {
  v("service", body.service);
  v("segment", body.segment);
  v("need", body.need);
  v("origin", body.origin);
}
template <class V> void fields(V& v, command::TellWait& body) {
  v("ticket", body.ticket);
  v("p10", body.p10);
  v("p50", body.p50);
  v("p90", body.p90);
}
template <class V> void fields(V& v, command::CallNext& body) { v("counter", body.counter); }
template <class V> void fields(V& v, command::CallTicket& body) {
  v("counter", body.counter);
  v("ticket", body.ticket);
}
template <class V> void fields(V& v, command::Recall& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, command::StartService& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, command::Transfer& body) {
  v("ticket", body.ticket);
  v("service", body.service);
  v("counter", body.counter);
  v("reason", body.reason);
}
template <class V> void fields(V& v, command::Park& body) {
  v("ticket", body.ticket);
  v("reason", body.reason);
}
template <class V> void fields(V& v, command::Unpark& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, command::FinishService& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, command::MarkNoShow& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, command::ReturnToLine& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, command::Leave& body) { v("ticket", body.ticket); }
template <class V> void fields(V& v, command::Rate& body) {
  v("ticket", body.ticket);
  v("stars", body.stars);
}
template <class V> void fields(V& v, command::OpenCounter& body) {
  v("counter", body.counter);
  v("teller", body.teller);
}
template <class V> void fields(V& v, command::PauseCounter& body) { v("counter", body.counter); }
template <class V> void fields(V& v, command::ResumeCounter& body) { v("counter", body.counter); }
template <class V> void fields(V& v, command::CloseCounter& body) { v("counter", body.counter); }
template <class V> void fields(V& v, command::PlanCounters& body) { v("shifts", body.shifts); }
template <class V> void fields(V&, command::Tick&) {}

// ---------------------------------------------------------------- snapshots

template <class V> void fields(V& v, Appointment& one) {
  v("id", one.id);
  v("service", one.service);
  v("slot", one.slot);
  v("segment", one.segment);
  v("need", one.need);
  v("state", one.state);
  v("held_until", one.held_until);
  v("ticket", one.ticket);
}
template <class V> void fields(V& v, ToldWait& told) {
  v("known", told.known);
  v("p10", told.p10);
  v("p50", told.p50);
  v("p90", told.p90);
}
template <class V> void fields(V& v, Ticket& one) {
  v("id", one.id);
  v("number", one.number);
  v("service", one.service);
  v("segment", one.segment);
  v("need", one.need);
  v("origin", one.origin);
  v("appointment", one.appointment);
  v("slot", one.slot);
  v("state", one.state);
  v("counter", one.counter);
  v("only_counter", one.only_counter);
  v("taken_at", one.taken_at);
  v("in_line_since", one.in_line_since);
  v("called_at", one.called_at);
  v("last_called_at", one.last_called_at);
  v("started_at", one.started_at);
  v("finished_at", one.finished_at);
  v("calls", one.calls);
  v("front", one.front);
  v("rating", one.rating);
  v("told", one.told);
}
template <class V> void fields(V& v, CounterState& one) {
  v("id", one.id);
  v("state", one.state);
  v("teller", one.teller);
  v("since", one.since);
  v("ticket", one.ticket);
  v("appointments_in_a_row", one.appointments_in_a_row);
  v("in_a_row_before", one.in_a_row_before);
}
template <class V> void fields(V& v, Day& day) {
  v("branch", day.branch);
  v("date", day.date);
  v("utc_offset_minutes", day.utc_offset_minutes);
  v("number", day.number);
  v("last_at", day.last_at);
  v("appointments", day.appointments);
  v("tickets", day.tickets);
  v("counters", day.counters);
  v("planned", day.planned);
}
template <class V> void fields(V& v, Experience::ServiceTime& one) {
  v("service", one.service);
  v("count", one.count);
  v("mean_log", one.mean_log);
  v("m2_log", one.m2_log);
}
template <class V> void fields(V& v, Experience::Calibration& one) {
  v("low", one.low);
  v("middle", one.middle);
  v("high", one.high);
}
template <class V> void fields(V& v, Record& one) {
  v("date", one.date);
  v("judged", one.judged);
  v("held", one.held);
  v("shown_held", one.shown_held);
  v("error", one.error);
}
template <class V> void fields(V& v, Experience& experience) {
  v("services", experience.services);
  v("calibration", experience.calibration);
  v("record", experience.record);
}
template <class V> void fields(V& v, Snapshot& snapshot) {
  v("day", snapshot.day);
  v("experience", snapshot.experience);
}

} // namespace lobby::wire
