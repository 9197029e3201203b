#include "core/visit/deciding.hpp"

#include <optional>

namespace lobby {
namespace {

using State = Appointment::State;

bool ran_out(const Deciding& on, const Appointment& one) {
  return one.state == State::held && on.now >= one.held_until;
}

Duration late(const Deciding& on) { return on.branch.policy.check_in_late_minutes * minute; }

/// Why an appointment for the service cannot be put into the slot now; none when it can.
std::optional<Refusal> slot_refusal(const Deciding& on, std::string_view service, int slot) {
  const std::string subject =
      slot >= 0 && slot < rules::minutes_of_day ? rules::clock_text(slot) : std::to_string(slot);
  if (!rules::is_slot(on.branch, on.day, slot)) return Refusal{RefusalKind::unknown_slot, subject};
  const Date today = local_date(on.now, on.day.utc_offset_minutes);
  if (day_number(on.day.date) - day_number(today) > on.branch.policy.days_ahead)
    return Refusal{RefusalKind::too_far_ahead, to_string(on.day.date)};
  if (on.now > rules::slot_start(on.day, slot) - on.branch.policy.min_lead_minutes * minute)
    return Refusal{RefusalKind::slot_past, subject};
  if (rules::taken(on.day, service, slot, on.now) >= on.branch.capacity(service))
    return Refusal{RefusalKind::slot_full, subject};
  return std::nullopt;
}

Decision unknown(const Deciding& on, AppointmentId id) {
  return on.refuse(RefusalKind::unknown_appointment, std::to_string(id));
}

/// The appointment is in a state that the command does not start from: says which rule it met.
Decision wrong_state(const Deciding& on, const Appointment& one) {
  if (one.state == State::expired || ran_out(on, one))
    return on.refuse(RefusalKind::hold_expired, rules::clock_text(one.slot));
  return on.refuse(RefusalKind::wrong_state, rules::clock_text(one.slot));
}

bool can_still_change(const Deciding& on, const Appointment& one) {
  return (one.state == State::held && !ran_out(on, one)) || one.state == State::booked;
}

} // namespace

Decision decide_on(const Deciding& on, const command::HoldSlot& command) {
  const Service* service = on.branch.service(command.service);
  if (!service) return on.refuse(RefusalKind::unknown_service, command.service);
  if (!service->bookable) return on.refuse(RefusalKind::not_bookable, service->id);
  if (const auto refusal = slot_refusal(on, service->id, command.slot)) return *refusal;
  const auto id = static_cast<AppointmentId>(on.day.appointments.size() + 1);
  const Time until = on.now + on.branch.policy.hold_seconds * second;
  return on.happens(event::SlotHeld{id, service->id, command.slot, command.segment, command.need, until});
}

Decision decide_on(const Deciding& on, const command::BookAppointment& command) {
  const Appointment* held = on.day.appointment(command.appointment);
  if (!held) return unknown(on, command.appointment);
  if (held->state != State::held || ran_out(on, *held)) return wrong_state(on, *held);
  if (on.now > rules::slot_start(on.day, held->slot) + late(on))
    return on.refuse(RefusalKind::slot_past, rules::clock_text(held->slot));
  return on.happens(event::AppointmentBooked{held->id});
}

Decision decide_on(const Deciding& on, const command::RescheduleAppointment& command) {
  const Appointment* moved = on.day.appointment(command.appointment);
  if (!moved) return unknown(on, command.appointment);
  if (!can_still_change(on, *moved)) return wrong_state(on, *moved);
  if (on.now > rules::slot_start(on.day, moved->slot) + late(on))
    return on.refuse(RefusalKind::too_late, rules::clock_text(moved->slot));
  if (command.slot == moved->slot) return on.refuse(RefusalKind::wrong_state, rules::clock_text(moved->slot));
  if (const auto refusal = slot_refusal(on, moved->service, command.slot)) return *refusal;
  return on.happens(event::AppointmentRescheduled{moved->id, command.slot});
}

Decision decide_on(const Deciding& on, const command::CancelAppointment& command) {
  const Appointment* cancelled = on.day.appointment(command.appointment);
  if (!cancelled) return unknown(on, command.appointment);
  if (!can_still_change(on, *cancelled)) return wrong_state(on, *cancelled);
  const std::string reason = command.reason.empty() ? "customer" : command.reason;
  return on.happens(event::AppointmentCancelled{cancelled->id, reason});
}

Decision decide_on(const Deciding& on, const command::CheckIn& command) {
  const Appointment* arriving = on.day.appointment(command.appointment);
  if (!arriving) return unknown(on, command.appointment);
  const std::string subject = rules::clock_text(arriving->slot);
  if (arriving->state == State::no_show) return on.refuse(RefusalKind::too_late, subject);
  if (arriving->state != State::booked) return wrong_state(on, *arriving);
  const Time start = rules::slot_start(on.day, arriving->slot);
  if (on.now < start - on.branch.policy.check_in_early_minutes * minute)
    return on.refuse(RefusalKind::too_early, subject);
  if (on.now > start + late(on)) return on.refuse(RefusalKind::too_late, subject);
  const Service* service = on.branch.service(arriving->service);
  if (!service) return on.refuse(RefusalKind::unknown_service, arriving->service);
  const auto ticket = static_cast<TicketId>(on.day.tickets.size() + 1);
  const std::string number = rules::format_number(service->prefix, rules::next_running(on.day, service->prefix));
  return on.happens(event::AppointmentCheckedIn{arriving->id, ticket},
                    event::TicketTaken{ticket, number, service->id, arriving->segment, arriving->need,
                                       Origin::appointment, arriving->id, arriving->slot});
}

} // namespace lobby
