/// Random but repeatable commands: mostly such as could succeed, some that make no sense at all.
#pragma once

#include "core/visit/visit.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace lobby::testing {

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every platform.
class Chance {
public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  /// 0 … below − 1
  std::uint32_t below(std::size_t limit) { return limit == 0 ? 0 : static_cast<std::uint32_t>(bits() % limit); }
  template <class T> const T& one_of(const std::vector<T>& all) { return all[below(all.size())]; }

private:
  std::uint64_t state_;
};

class Commander {
public:
  explicit Commander(std::uint64_t seed) : chance_(seed) {}

  Command next(const Branch& branch, const Day& day) {
    switch (chance_.below(32)) {
    case 0:
      return command::OpenDay{static_cast<int>(chance_.bits())};
    case 1:
    case 2:
    case 3:
      return command::HoldSlot{service(branch), slot(), segment(), need()};
    case 4:
    case 5:
      return command::BookAppointment{one_in(day.appointments, Appointment::State::held)};
    case 6:
      return command::RescheduleAppointment{appointment(day), slot()};
    case 7:
      return command::CancelAppointment{appointment(day), text()};
    case 8:
    case 9:
      return command::CheckIn{one_in(day.appointments, Appointment::State::booked)};
    case 10:
    case 11:
    case 12:
      return command::TakeTicket{service(branch), segment(), need(), static_cast<Origin>(chance_.below(4))};
    case 13:
    case 14:
    case 15:
      return command::CallNext{counter(branch)};
    case 16:
      return command::CallTicket{counter(branch), ticket(day)};
    case 17:
      return command::Recall{busy(day)};
    case 18:
      return command::StartService{busy(day)};
    case 19:
      return command::Transfer{busy(day), service(branch), chance_.below(2) ? counter(branch) : "", text()};
    case 20:
      return command::Park{busy(day), text()};
    case 21:
      return command::Unpark{one_in(day.tickets, Ticket::State::parked)};
    case 22:
      return command::FinishService{busy(day)};
    case 23:
      return command::MarkNoShow{busy(day)};
    case 24:
      return command::ReturnToLine{ticket(day)};
    case 25:
      return command::Leave{ticket(day)};
    case 26:
      return command::Rate{one_in(day.tickets, Ticket::State::finished), static_cast<int>(chance_.below(7))};
    case 27:
      return command::OpenCounter{counter(branch), "teller" + std::to_string(chance_.below(3))};
    case 28:
      switch (chance_.below(6)) {
      case 0:
        return command::PauseCounter{counter(branch)};
      case 1:
        return command::CloseCounter{counter(branch)};
      default:
        return command::ResumeCounter{counter(branch)};
      }
    case 29: {
      const int p50 = static_cast<int>(chance_.below(3000));
      return command::TellWait{one_in(day.tickets, Ticket::State::waiting), p50 - 100, p50, p50 + 600};
    }
    case 30:
      return command::PlanCounters{shifts(branch, day)};
    default:
      return command::Tick{};
    }
  }

  /// How long until the next command: mostly seconds, sometimes many minutes.
  Duration pause() { return chance_.below(50) == 0 ? chance_.below(30) * minute : chance_.below(60) * second; }
  /// What the clock of the server at hand is off: mostly nothing, sometimes a little behind, sometimes too much.
  Duration clock_error() { return chance_.below(20) == 0 ? -Duration{chance_.below(70)} * minute : 0; }

  Chance& chance() { return chance_; }

private:
  std::string service(const Branch& branch) {
    return chance_.below(30) == 0 ? "nothing" : chance_.one_of(branch.services).id;
  }
  std::string counter(const Branch& branch) {
    return chance_.below(30) == 0 ? "99" : chance_.one_of(branch.counters).id;
  }
  /// Few slots, so that they fill up.
  int slot() {
    return chance_.below(20) == 0 ? static_cast<int>(chance_.bits())
                                  : 9 * 60 + 30 * (1 + static_cast<int>(chance_.below(10)));
  }
  /// Mostly the plan there is with one opening more, which may lie anywhere.
  std::vector<Shift> shifts(const Branch& branch, const Day& day) {
    std::vector<Shift> all;
    if (chance_.below(4) != 0) all = day.planned;
    for (std::uint32_t i = chance_.below(3); i > 0; --i) {
      const int from = slot();
      const bool odd = chance_.below(20) == 0;
      all.push_back({counter(branch), from, odd ? slot() : from + 15 * (1 + static_cast<int>(chance_.below(9)))});
    }
    return all;
  }
  Segment segment() { return static_cast<Segment>(chance_.below(3)); }
  Need need() { return chance_.below(3) ? Need::none : static_cast<Need>(chance_.below(6)); }
  std::string text() { return chance_.below(5) ? "reason" : ""; }
  AppointmentId appointment(const Day& day) {
    const std::size_t all = day.appointments.size();
    return all > 4 && chance_.below(2) ? static_cast<AppointmentId>(all - chance_.below(4)) : chance_.below(all + 2);
  }
  TicketId ticket(const Day& day) { return chance_.below(day.tickets.size() + 2); }
  /// Mostly one of those in the state, otherwise any.
  template <class T> std::uint32_t one_in(const std::vector<T>& all, typename T::State state) {
    std::vector<std::uint32_t> right;
    for (const T& one : all)
      if (one.state == state) right.push_back(one.id);
    return right.empty() || chance_.below(4) == 0 ? chance_.below(all.size() + 2) : chance_.one_of(right);
  }
  /// Mostly one at a counter.
  TicketId busy(const Day& day) {
    if (day.counters.empty() || chance_.below(6) == 0) return ticket(day);
    return chance_.one_of(day.counters).ticket;
  }

  Chance chance_;
};

} // namespace lobby::testing
