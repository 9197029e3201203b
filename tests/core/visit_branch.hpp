/// A small branch for the tests of core/visit and core/wire, and a Day that is played command by command.
#pragma once

#include "core/visit/visit.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lobby::testing {

inline constexpr int shanghai = 8 * 60;
inline constexpr Date saturday{2026, 11, 21};

/// Two high counters for cash ("A"), one of them for large cash ("B") as well; a low counter for cards ("C") and
/// loans ("C", too); 9:00–12:00 and 13:30–17:00 every day; slots of 30 minutes, two places for cards, else one.
inline Branch small_branch() {
  Branch branch;
  branch.id = "one";
  const auto add = [&](const char* id, const char* prefix, bool bookable) {
    Service service;
    service.id = id;
    service.prefix = prefix;
    service.name = {id, id};
    service.channels = {Channel::counter};
    service.bookable = bookable;
    branch.services.push_back(service);
  };
  add("cash", "A", true);
  add("large", "B", true);
  add("card", "C", true);
  add("loan", "C", false);
  branch.counters = {{"1", CounterKind::high, 5, {"cash"}},
                     {"2", CounterKind::high, 5, {"cash", "large"}},
                     {"3", CounterKind::low, 4, {"card", "loan"}}};
  for (auto& day : branch.week)
    day = {{9 * 60, 12 * 60}, {13 * 60 + 30, 17 * 60}};
  branch.policy.capacity = {{"card", 2}};
  return branch;
}

/// The moment of a local time of the test's Saturday.
inline Time clock(int hours, int minutes, int seconds = 0) {
  return at(saturday, hours * 60 + minutes, shanghai) + seconds * second;
}

/// Plays commands on a Day and folds what happens.
struct Play {
  Branch branch = small_branch();
  Day day;
  Time now = clock(9, 0);
  std::vector<Event> events; ///< of the last command

  Play() {
    day.branch = branch.id;
    day.date = saturday;
    must(command::OpenDay{shanghai});
  }

  /// The refusal of a command, or none after its events have been folded.
  std::optional<Refusal> tell(const Command& command) {
    Decision decision = decide(branch, day, command, now);
    if (const auto* refusal = std::get_if<Refusal>(&decision)) return *refusal;
    events = std::get<std::vector<Event>>(std::move(decision));
    for (const Event& event : events)
      EXPECT_TRUE(apply(day, event)) << "event " << event.number;
    return std::nullopt;
  }

  void must(const Command& command) {
    const auto refusal = tell(command);
    EXPECT_FALSE(refusal) << name(refusal->kind) << " " << refusal->subject;
  }

  /// "slot_full 10:30"; "" when it was not refused.
  std::string refusal(const Command& command) {
    const auto refusal = tell(command);
    if (!refusal) return {};
    return std::string(name(refusal->kind)) + (refusal->subject.empty() ? "" : " " + refusal->subject);
  }

  TicketId take(const std::string& service, Segment segment = Segment::ordinary, Need need = Need::none) {
    must(command::TakeTicket{service, segment, need, Origin::kiosk});
    now += second;
    return static_cast<TicketId>(day.tickets.size());
  }

  AppointmentId book(const std::string& service, int slot) {
    must(command::HoldSlot{service, slot, Segment::ordinary, Need::none});
    const auto id = static_cast<AppointmentId>(day.appointments.size());
    must(command::BookAppointment{id});
    return id;
  }

  TicketId check_in(AppointmentId id) {
    must(command::CheckIn{id});
    now += second;
    return day.appointment(id)->ticket;
  }

  /// Calls the next at a counter; the ticket and why, as "A001 why.first".
  std::string call(const std::string& counter) {
    const std::string refused = refusal(command::CallNext{counter});
    if (!refused.empty()) return refused;
    const auto& called = std::get<event::TicketCalled>(events.at(0).body);
    return day.ticket(called.ticket)->number + " " + called.why;
  }

  /// Serves whoever was called at the counter to the end.
  void serve(const std::string& counter) {
    const TicketId ticket = day.counter(counter)->ticket;
    must(command::StartService{ticket});
    now += minute;
    must(command::FinishService{ticket});
  }

  const Ticket& ticket(TicketId id) const { return *day.ticket(id); }
};

} // namespace lobby::testing
