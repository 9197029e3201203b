#include "core/visit/rules.hpp"

#include <algorithm>

namespace lobby {
namespace rules {

std::string clock_text(int minute_of_day) {
  const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return two(minute_of_day / 60) + ":" + two(minute_of_day % 60);
}

Time slot_start(const Day& day, int slot) { return at(day.date, slot, day.utc_offset_minutes); }

bool is_slot(const Branch& branch, const Day& day, int slot) {
  const int length = std::max(1, branch.policy.slot_minutes);
  const auto& hours = branch.hours(day.date);
  return std::any_of(hours.begin(), hours.end(), [=](const Opening& opening) {
    return slot >= opening.open && slot <= opening.close - length && (slot - opening.open) % length == 0;
  });
}

int taken(const Day& day, std::string_view service, int slot, Time now) {
  const auto takes_place = [&](const Appointment& one) {
    if (one.slot != slot || one.service != service) return false;
    if (one.state == Appointment::State::held) return now < one.held_until;
    return one.state == Appointment::State::booked || one.state == Appointment::State::checked_in;
  };
  return static_cast<int>(std::count_if(day.appointments.begin(), day.appointments.end(), takes_place));
}

std::string next_opening(const Branch& branch, const Day& day, Time now) {
  for (const Opening& opening : branch.hours(day.date))
    if (now < slot_start(day, opening.open)) return clock_text(opening.open);
  return {};
}

} // namespace rules

std::vector<Offer> offers(const Branch& branch, const Day& day, std::string_view service, Time now) {
  std::vector<Offer> all;
  const Service* known = branch.service(service);
  if (!known || !known->bookable || !rules::plausible(now)) return all;
  const int length = std::max(1, branch.policy.slot_minutes);
  const int capacity = branch.capacity(service);
  const std::int64_t days_ahead = day_number(day.date) - day_number(local_date(now, day.utc_offset_minutes));
  for (const Opening& opening : branch.hours(day.date)) {
    for (int slot = opening.open; slot <= opening.close - length; slot += length) {
      const int places_taken = rules::taken(day, service, slot, now);
      const bool in_time = now <= rules::slot_start(day, slot) - branch.policy.min_lead_minutes * minute;
      all.push_back(
          {slot, capacity, places_taken, places_taken < capacity && in_time && days_ahead <= branch.policy.days_ahead});
    }
  }
  return all;
}

bool is_open(const Branch& branch, const Day& day, Time now) {
  const auto& hours = branch.hours(day.date);
  return std::any_of(hours.begin(), hours.end(), [&](const Opening& opening) {
    return rules::slot_start(day, opening.open) <= now && now < rules::slot_start(day, opening.close);
  });
}

std::optional<Break> break_at(const Branch& branch, const Day& day, Time now) {
  const auto& hours = branch.hours(day.date);
  for (std::size_t i = 1; i < hours.size(); ++i) {
    const Break rest{rules::slot_start(day, hours[i - 1].close), rules::slot_start(day, hours[i].open)};
    if (rest.from <= now && now < rest.until) return rest;
  }
  return std::nullopt;
}

} // namespace lobby
