/// A branch for the tests of core/wait: three kinds of counters, a lunch-less day, and the tools to act on a Day.
#pragma once

#include "core/wait/wait.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace lobby::wait_test {

inline constexpr Date saturday{2026, 11, 21};
inline constexpr Date monday{2026, 11, 23};

inline Service service(std::string id, std::string prefix, double minutes, double spread, Complexity complexity) {
  Service one;
  one.id = std::move(id);
  one.prefix = std::move(prefix);
  one.name = {one.id, one.id};
  one.complexity = complexity;
  one.channels = {Channel::counter};
  one.typical_minutes = minutes;
  one.spread = spread;
  return one;
}

/// Eight counters, five services, open 9–17.
inline Branch city_branch() {
  Branch branch;
  branch.id = "city";
  branch.services = {
      service("cash", "A", 5, 0.5, Complexity::simple), service("transfer", "B", 7, 0.5, Complexity::simple),
      service("card", "C", 12, 0.45, Complexity::complex), service("loan", "D", 22, 0.5, Complexity::complex),
      service("wealth", "V", 20, 0.5, Complexity::complex)};
  branch.counters = {{"1", CounterKind::high, 5, {"cash", "transfer"}},
                     {"2", CounterKind::high, 5, {"cash", "transfer"}},
                     {"3", CounterKind::high, 5, {"cash", "transfer"}},
                     {"4", CounterKind::low, 4, {"transfer", "card", "loan"}},
                     {"5", CounterKind::low, 4, {"card", "loan"}},
                     {"6", CounterKind::low, 4, {"card", "loan"}},
                     {"7", CounterKind::vip_high, 6, {"cash", "transfer", "wealth"}},
                     {"8", CounterKind::vip_room, 7, {"wealth", "loan"}}};
  for (std::size_t day = 0; day < 6; ++day)
    branch.week[day] = {{9 * 60, 17 * 60}};
  branch.arrivals_per_hour = 26;
  return branch;
}

/// One service, so many counters, open 9–17; nothing but first come, first served.
inline Branch plain_branch(int counters, double minutes = 5, double spread = 0.5) {
  Branch branch;
  branch.id = "plain";
  branch.services = {service("cash", "A", minutes, spread, Complexity::simple)};
  for (int c = 1; c <= counters; ++c)
    branch.counters.push_back({std::to_string(c), CounterKind::high, 5, {"cash"}});
  for (auto& day : branch.week)
    day = {{9 * 60, 17 * 60}};
  return branch;
}

/// A Day under one's hands. Local time is UTC.
struct Hall {
  const Branch& branch;
  Day day;
  Time now = 0;

  Hall(const Branch& of, Date date, int minute_of_day) : branch(of), now(at(date, minute_of_day, 0)) {
    day.date = date;
    act(command::OpenDay{0});
  }
  /// Does it, or fails the test.
  void act(const Command& command) {
    const Decision decision = decide(branch, day, command, now);
    const auto* events = std::get_if<std::vector<Event>>(&decision);
    ASSERT_NE(events, nullptr) << name(std::get<Refusal>(decision).kind);
    for (const Event& event : *events)
      ASSERT_TRUE(apply(day, event));
  }
  void open_counters(int count) {
    for (int c = 1; c <= count; ++c)
      act(command::OpenCounter{std::to_string(c), "t" + std::to_string(c)});
  }
  TicketId take(const std::string& service = "cash", Segment segment = Segment::ordinary, Need need = Need::none) {
    act(command::TakeTicket{service, segment, need, Origin::kiosk});
    return static_cast<TicketId>(day.tickets.size());
  }
  /// An appointment for cash that begins at `slot`, minute of the day.
  void book(int slot) {
    const auto id = static_cast<AppointmentId>(day.appointments.size() + 1);
    act(command::HoldSlot{"cash", slot, Segment::ordinary, Need::none});
    act(command::BookAppointment{id});
  }
  Predictor predict(const Experience& experience) const {
    Predictor predictor(branch, experience);
    predictor.refresh(day, now);
    return predictor;
  }
  Predictor predict() const { return predict(prior_experience(branch)); }
};

} // namespace lobby::wait_test
