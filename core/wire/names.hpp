/// The names by which enums, events and commands travel: stable for ever; private to core/wire.
#pragma once

#include "core/visit/visit.hpp"

#include <array>
#include <string_view>

namespace lobby::wire {

/// Names of an enum's values, in their order. In snapshots just the number of a value counts.
template <class Enum> inline constexpr std::array<std::string_view, 0> names{};
template <> inline constexpr std::array<std::string_view, 3> names<Segment>{"ordinary", "vip", "business"};
template <>
inline constexpr std::array<std::string_view, 6> names<Need>{"none", "elderly", "disabled", "pregnant", "child", "ill"};
template <> inline constexpr std::array<std::string_view, 4> names<Origin>{"kiosk", "remote", "desk", "appointment"};
template <>
inline constexpr std::array<std::string_view, 6> names<Appointment::State>{"held",      "booked",  "checked_in",
                                                                           "cancelled", "expired", "no_show"};
template <>
inline constexpr std::array<std::string_view, 7> names<Ticket::State>{"waiting",  "called", "serving", "parked",
                                                                      "finished", "left",   "no_show"};
template <> inline constexpr std::array<std::string_view, 3> names<CounterState::State>{"closed", "open", "paused"};

template <class Body> inline constexpr std::string_view type{};
template <> inline constexpr std::string_view type<event::DayOpened> = "day.opened";
template <> inline constexpr std::string_view type<event::SlotHeld> = "slot.held";
template <> inline constexpr std::string_view type<event::AppointmentBooked> = "appointment.booked";
template <> inline constexpr std::string_view type<event::AppointmentRescheduled> = "appointment.rescheduled";
template <> inline constexpr std::string_view type<event::AppointmentCancelled> = "appointment.cancelled";
template <> inline constexpr std::string_view type<event::AppointmentExpired> = "appointment.expired";
template <> inline constexpr std::string_view type<event::AppointmentMissed> = "appointment.missed";
template <> inline constexpr std::string_view type<event::AppointmentCheckedIn> = "appointment.checked_in";
template <> inline constexpr std::string_view type<event::TicketTaken> = "ticket.taken";
template <> inline constexpr std::string_view type<event::WaitTold> = "ticket.told";
template <> inline constexpr std::string_view type<event::TicketCalled> = "ticket.called";
template <> inline constexpr std::string_view type<event::TicketRecalled> = "ticket.recalled";
template <> inline constexpr std::string_view type<event::ServiceStarted> = "service.started";
template <> inline constexpr std::string_view type<event::TicketTransferred> = "ticket.transferred";
template <> inline constexpr std::string_view type<event::TicketParked> = "ticket.parked";
template <> inline constexpr std::string_view type<event::TicketUnparked> = "ticket.unparked";
template <> inline constexpr std::string_view type<event::ServiceFinished> = "service.finished";
template <> inline constexpr std::string_view type<event::TicketMissed> = "ticket.missed";
template <> inline constexpr std::string_view type<event::TicketReturned> = "ticket.returned";
template <> inline constexpr std::string_view type<event::TicketLeft> = "ticket.left";
template <> inline constexpr std::string_view type<event::TicketRated> = "ticket.rated";
template <> inline constexpr std::string_view type<event::CounterOpened> = "counter.opened";
template <> inline constexpr std::string_view type<event::CounterPaused> = "counter.paused";
template <> inline constexpr std::string_view type<event::CounterResumed> = "counter.resumed";
template <> inline constexpr std::string_view type<event::CounterClosed> = "counter.closed";
template <> inline constexpr std::string_view type<event::CountersPlanned> = "counters.planned";

template <> inline constexpr std::string_view type<command::OpenDay> = "day.open";
template <> inline constexpr std::string_view type<command::HoldSlot> = "slot.hold";
template <> inline constexpr std::string_view type<command::BookAppointment> = "appointment.book";
template <> inline constexpr std::string_view type<command::RescheduleAppointment> = "appointment.reschedule";
template <> inline constexpr std::string_view type<command::CancelAppointment> = "appointment.cancel";
template <> inline constexpr std::string_view type<command::CheckIn> = "appointment.check_in";
template <> inline constexpr std::string_view type<command::TakeTicket> = "ticket.take";
template <> inline constexpr std::string_view type<command::TellWait> = "ticket.tell";
template <> inline constexpr std::string_view type<command::CallNext> = "ticket.call_next";
template <> inline constexpr std::string_view type<command::CallTicket> = "ticket.call";
template <> inline constexpr std::string_view type<command::Recall> = "ticket.recall";
template <> inline constexpr std::string_view type<command::StartService> = "service.start";
template <> inline constexpr std::string_view type<command::Transfer> = "ticket.transfer";
template <> inline constexpr std::string_view type<command::Park> = "ticket.park";
template <> inline constexpr std::string_view type<command::Unpark> = "ticket.unpark";
template <> inline constexpr std::string_view type<command::FinishService> = "service.finish";
template <> inline constexpr std::string_view type<command::MarkNoShow> = "ticket.no_show";
template <> inline constexpr std::string_view type<command::ReturnToLine> = "ticket.return";
template <> inline constexpr std::string_view type<command::Leave> = "ticket.leave";
template <> inline constexpr std::string_view type<command::Rate> = "ticket.rate";
template <> inline constexpr std::string_view type<command::OpenCounter> = "counter.open";
template <> inline constexpr std::string_view type<command::PauseCounter> = "counter.pause";
template <> inline constexpr std::string_view type<command::ResumeCounter> = "counter.resume";
template <> inline constexpr std::string_view type<command::CloseCounter> = "counter.close";
template <> inline constexpr std::string_view type<command::PlanCounters> = "counters.plan";
template <> inline constexpr std::string_view type<command::Tick> = "tick";

} // namespace lobby::wire
