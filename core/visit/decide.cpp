#include "core/visit/deciding.hpp"

#include <algorithm>

namespace lobby {

Decision decide_on(const Deciding& on, const command::OpenDay& command) {
  if (on.day.opened()) return on.refuse(RefusalKind::day_already_open);
  const int offset = command.utc_offset_minutes;
  if (offset < -rules::widest_offset_minutes || offset > rules::widest_offset_minutes)
    return on.refuse(RefusalKind::bad_time_zone, std::to_string(offset));
  const Date today = local_date(on.now, offset);
  const Date date = on.day.date == Date{} ? today : on.day.date;
  Date real;
  if (!parse_date(to_string(date), real)) return on.refuse(RefusalKind::too_far_ahead);
  const std::int64_t days_ahead = day_number(date) - day_number(today);
  if (days_ahead < 0) return on.refuse(RefusalKind::slot_past, to_string(date));
  if (days_ahead > on.branch.policy.days_ahead) return on.refuse(RefusalKind::too_far_ahead, to_string(date));
  return on.happens(event::DayOpened{on.branch.id, date, offset});
}

Decision decide_on(const Deciding& on, const command::Tick&) {
  std::vector<Event> events;
  std::uint64_t number = on.day.number;
  const Duration late = on.branch.policy.check_in_late_minutes * minute;
  for (const Appointment& one : on.day.appointments) {
    if (one.state == Appointment::State::held && on.now >= one.held_until)
      events.push_back({++number, on.now, event::AppointmentExpired{one.id}});
    if (one.state == Appointment::State::booked && on.now > rules::slot_start(on.day, one.slot) + late)
      events.push_back({++number, on.now, event::AppointmentMissed{one.id}});
  }
  return events;
}

Decision decide(const Branch& branch, const Day& day, const Command& command, Time now) {
  // A day of room behind the last moment, so that the end of a hold is a moment that a Day can have, too.
  if (now < 0 || std::max(now, day.last_at) > rules::last_moment - 24 * hour)
    return Refusal{RefusalKind::clock_backwards, {}};
  if (now < day.last_at - rules::clock_tolerance) return Refusal{RefusalKind::clock_backwards, {}};
  if (day.opened() && day.branch != branch.id) return Refusal{RefusalKind::day_not_open, day.branch};
  if (!day.opened() && !std::holds_alternative<command::OpenDay>(command))
    return Refusal{RefusalKind::day_not_open, to_string(day.date)};
  const Deciding on{branch, day, std::max(now, day.last_at)};
  return std::visit([&](const auto& wanted) { return decide_on(on, wanted); }, command);
}

std::string_view name(RefusalKind kind) {
  switch (kind) {
  case RefusalKind::day_not_open:
    return "day_not_open";
  case RefusalKind::day_already_open:
    return "day_already_open";
  case RefusalKind::unknown_service:
    return "unknown_service";
  case RefusalKind::unknown_counter:
    return "unknown_counter";
  case RefusalKind::unknown_appointment:
    return "unknown_appointment";
  case RefusalKind::unknown_ticket:
    return "unknown_ticket";
  case RefusalKind::unknown_slot:
    return "unknown_slot";
  case RefusalKind::slot_full:
    return "slot_full";
  case RefusalKind::slot_past:
    return "slot_past";
  case RefusalKind::too_far_ahead:
    return "too_far_ahead";
  case RefusalKind::not_bookable:
    return "not_bookable";
  case RefusalKind::hold_expired:
    return "hold_expired";
  case RefusalKind::wrong_state:
    return "wrong_state";
  case RefusalKind::too_early:
    return "too_early";
  case RefusalKind::too_late:
    return "too_late";
  case RefusalKind::branch_closed:
    return "branch_closed";
  case RefusalKind::no_remote_join:
    return "no_remote_join";
  case RefusalKind::counter_closed:
    return "counter_closed";
  case RefusalKind::counter_taken:
    return "counter_taken";
  case RefusalKind::counter_busy:
    return "counter_busy";
  case RefusalKind::counter_does_not_serve:
    return "counter_does_not_serve";
  case RefusalKind::nobody_waiting:
    return "nobody_waiting";
  case RefusalKind::not_yet_no_show:
    return "not_yet_no_show";
  case RefusalKind::too_many_recalls:
    return "too_many_recalls";
  case RefusalKind::already_rated:
    return "already_rated";
  case RefusalKind::bad_rating:
    return "bad_rating";
  case RefusalKind::reason_needed:
    return "reason_needed";
  case RefusalKind::clock_backwards:
    return "clock_backwards";
  case RefusalKind::bad_time_zone:
    return "bad_time_zone";
  case RefusalKind::teller_elsewhere:
    return "teller_elsewhere";
  case RefusalKind::shift_outside_hours:
    return "shift_outside_hours";
  case RefusalKind::shift_past:
    return "shift_past";
  case RefusalKind::shifts_overlap:
    return "shifts_overlap";
  case RefusalKind::too_many_shifts:
    return "too_many_shifts";
  }
  return "unknown";
}

} // namespace lobby
