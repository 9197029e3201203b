#include "core/wire/sound.hpp"
#include "core/visit/rules.hpp"

#include <cmath>
#include <initializer_list>
#include <map>
#include <set>

namespace lobby::wire {
namespace {

bool all_plausible(std::initializer_list<Time> times) {
  for (const Time time : times)
    if (!rules::plausible(time)) return false;
  return true;
}

/// No count of anything in a day is larger; keeps additions from overflowing.
constexpr int largest_count = 1'000'000'000;

bool is_count(int value) { return value >= 0 && value < largest_count; }

bool is_minute(int slot) { return slot >= 0 && slot < rules::minutes_of_day; }

/// True when the text is valid UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) {
      return at < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[at])) : 0U;
    };
    const unsigned lead = byte(i);
    const std::size_t more = lead < 0x80   ? 0
                             : lead < 0xC2 ? 9
                             : lead < 0xE0 ? 1
                             : lead < 0xF0 ? 2
                             : lead < 0xF5 ? 3
                                           : 9;
    if (more == 9) return false;
    for (std::size_t k = 1; k <= more; ++k)
      if ((byte(i + k) & 0xC0U) != 0x80U) return false;
    const unsigned second = byte(i + 1);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return false;
    if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return false;
    i += more + 1;
  }
  return true;
}

bool is_sound(const Appointment& one, std::size_t place, const Day& day) {
  const bool has_ticket = one.state == Appointment::State::checked_in;
  const Ticket* ticket = day.ticket(one.ticket);
  return one.id == place && is_minute(one.slot) && is_utf8(one.service) && all_plausible({one.held_until}) &&
         (has_ticket ? ticket && ticket->appointment == one.id : one.ticket == 0);
}

bool is_sound(const Ticket& one, std::size_t place, const Day& day) {
  const Appointment* from = day.appointment(one.appointment);
  const bool right_origin = one.origin == Origin::appointment ? from && from->ticket == one.id && from->slot == one.slot
                                                              : one.appointment == 0 && one.slot == -1;
  const bool right_times = all_plausible(
      {one.taken_at, one.in_line_since, one.called_at, one.last_called_at, one.started_at, one.finished_at});
  const bool right_wait = rules::tellable(one.told.p10, one.told.p50, one.told.p90);
  const bool right_texts = is_utf8(one.service) && is_utf8(one.counter) && is_utf8(one.only_counter);
  return one.id == place && right_origin && right_times && right_wait && right_texts && is_count(one.calls) &&
         one.rating >= 0 && one.rating <= 5;
}

/// Running numbers ascend by one within each prefix.
bool numbers_are_gapless(const Day& day) {
  std::map<std::string_view, int> last;
  for (const Ticket& one : day.tickets) {
    const rules::Number number = rules::parse_number(one.number);
    if (number.running < 1 || number.running != ++last[number.prefix]) return false;
  }
  return true;
}

/// Each counter once, each teller once, and the ticket at a counter is at this one.
bool counters_are_sound(const Day& day) {
  std::set<std::string_view> ids;
  std::set<std::string_view> tellers;
  std::set<TicketId> at_counters;
  for (const CounterState& one : day.counters) {
    const bool closed = one.state == CounterState::State::closed;
    if (one.id.empty() || !is_utf8(one.id) || !ids.insert(one.id).second) return false;
    if (closed != one.teller.empty() || !is_utf8(one.teller)) return false;
    if (!closed && !tellers.insert(one.teller).second) return false;
    if (!rules::plausible(one.since)) return false;
    if (!is_count(one.appointments_in_a_row) || !is_count(one.in_a_row_before)) return false;
    if (one.ticket == 0) continue;
    const Ticket* ticket = day.ticket(one.ticket);
    if (!ticket || ticket->counter != one.id || one.state != CounterState::State::open) return false;
    if (ticket->state != Ticket::State::called && ticket->state != Ticket::State::serving) return false;
    at_counters.insert(one.ticket);
  }
  for (const Ticket& one : day.tickets) {
    const bool busy = one.state == Ticket::State::called || one.state == Ticket::State::serving;
    if (busy && !at_counters.contains(one.id)) return false;
  }
  return true;
}

std::string unsound(const Day& day) {
  Date real;
  if (!parse_date(to_string(day.date), real)) return "the date is no date";
  if (!is_utf8(day.branch) || !rules::plausible(day.last_at) || day.number > largest_count)
    return "the day's head is damaged";
  const int offset = day.utc_offset_minutes;
  if (offset < -rules::widest_offset_minutes || offset > rules::widest_offset_minutes)
    return "the offset from UTC is out of range";
  if (!day.opened() &&
      !(day.appointments.empty() && day.tickets.empty() && day.counters.empty() && day.planned.empty()))
    return "a day that was never opened has entries";
  for (std::size_t i = 0; i < day.appointments.size(); ++i)
    if (!is_sound(day.appointments[i], i + 1, day)) return "appointment " + std::to_string(i + 1) + " is damaged";
  for (std::size_t i = 0; i < day.tickets.size(); ++i)
    if (!is_sound(day.tickets[i], i + 1, day)) return "ticket " + std::to_string(i + 1) + " is damaged";
  if (!numbers_are_gapless(day)) return "the ticket numbers have gaps";
  if (!counters_are_sound(day)) return "the counters do not fit the tickets";
  for (const Shift& one : day.planned)
    if (!is_utf8(one.counter)) return "the plan is damaged";
  if (!rules::is_plan(day.planned)) return "the plan is damaged";
  return {};
}

} // namespace

std::string unsound(const Experience& experience) {
  for (const Experience::ServiceTime& one : experience.services) {
    const bool finite = std::isfinite(one.count) && std::isfinite(one.mean_log) && std::isfinite(one.m2_log);
    if (!finite || one.count < 0 || one.m2_log < 0 || !is_utf8(one.service)) return "the experience is damaged";
  }
  const Experience::Calibration& factors = experience.calibration;
  for (const double one : {factors.low, factors.middle, factors.high})
    if (!(std::fabs(one) <= Experience::Calibration::furthest)) return "the calibration is damaged";
  if (experience.record.size() > Experience::most_days) return "the record is too long";
  for (const Record& one : experience.record) {
    const bool counts = 0 <= one.held && one.held <= one.judged && 0 <= one.shown_held && one.shown_held <= one.judged;
    Date real;
    if (!counts || !is_count(one.judged) || !parse_date(to_string(one.date), real)) return "the record is damaged";
    if (!std::isfinite(one.error) || one.error < 0) return "the record is damaged";
  }
  return {};
}

std::string unsound(const Snapshot& snapshot) {
  const std::string reason = unsound(snapshot.day);
  return reason.empty() ? unsound(snapshot.experience) : reason;
}

} // namespace lobby::wire
