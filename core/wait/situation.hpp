/// A Day at one moment, boiled down to numbers that can be run forward many times; private to core/wait.
#pragma once

#include "core/visit/call_order.hpp"
#include "core/wait/chance.hpp"
#include "core/wait/demand.hpp"
#include "core/wait/wait.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace lobby::forward {

using demand::CounterSet;

/// Somebody in the line, or on the way. Times are seconds from Situation::origin.
struct Person {
  Rank rank = Rank::ordinary;
  std::uint32_t service = 0; ///< place in branch.services
  CounterSet servers = 0;
  double since = 0;      ///< in line
  double slot = 0;       ///< begin of its slot, with an appointment
  std::uint64_t key = 0; ///< of this person's luck, the same from one refresh to the next
  TicketId ticket = 0;   ///< 0: not here yet
};

/// Somebody who has booked and not checked in.
struct Booked {
  Person person;     ///< `since` is drawn in every path
  double show = 0;   ///< probability to come, given that they have not come until now
  double passed = 0; ///< share of the arrival times that are past
};

inline constexpr double never = std::numeric_limits<double>::infinity();

/// A counter that calls, or will, until it closes. One that is to open again later is a Desk more.
struct Desk {
  enum class State { free, called, serving, away, agreed };
  State state = State::free;
  std::size_t counter = 0;   ///< place in branch.counters
  std::uint32_t service = 0; ///< of the customer at it
  std::uint64_t key = 0;     ///< of that customer's luck
  double elapsed = 0;        ///< since the call, the start or the pause
  double from = 0;           ///< not before; of `agreed`, the time agreed, which may be past
  double until = never;      ///< calls nobody from then on; past when its agreed end is past
  double goes_on = 0;        ///< probability that it stays, all the same, until `at_most`
  double at_most = never;
  double slowness = 1; ///< service times here against the branch's, from today's record
  int appointments_in_a_row = 0;
};

/// Service times of one service, log-normal.
struct Length {
  std::array<double, chance::Normal::pieces> seconds{}; ///< by quantile, ascending
  double doubt = 0;                                     ///< standard deviation of the mean of the logarithm
};

struct Situation {
  Time origin = 0; ///< the moment looked at
  std::uint64_t seed = 0;
  const chance::Normal* normal = nullptr;
  std::array<std::vector<Person>, ranks> lines; ///< those who wait, in the order of their rank
  std::vector<Booked> booked;
  std::vector<Desk> desks;
  CounterSet staffed = 0;          ///< counters of `desks`
  std::vector<Length> lengths;     ///< by service
  std::vector<CounterSet> servers; ///< by service
  std::vector<double> shares;      ///< of walk-ins, by service
  /// In [first, second), before every opening, only those are called who were in the line before.
  std::vector<std::pair<double, double>> breaks;
  std::vector<double> per_hour; ///< walk-ins, by minute of the day; empty when closed
  double midnight = 0;          ///< of the day, from origin
  double opens = 0, closes = 0; ///< of the day, from origin
  double doors = 0;    ///< from when a walk-in can come: 0 when open, the next opening else; negative: no more today
  double horizon = 0;  ///< nothing after that is looked at
  double priority = 0; ///< share of walk-ins who go before the ordinary ones
  double absent = 0;   ///< share of those called who do not come
  double leaving = 0;  ///< share of those waiting who leave per second
  double coming = 0;   ///< seconds from call to start
  double no_show = 0;  ///< seconds that a counter waits for somebody who does not come
  int appointments_in_a_row = 0; ///< policy
};

/// `situation` is filled anew; its memory is used again.
void look(const Branch& branch, const Experience& experience, const chance::Normal& normal, const Day& day, Time now,
          Situation& situation);

/// Adds the counters that the arrivals expected later in the day call for, from `from` on, hour by hour.
void staff_ahead(const Branch& branch, double from, Situation& situation);

/// People with an appointment come so many seconds before its slot begins, and so much sooner or later.
inline constexpr double come_early = 7 * 60;
inline constexpr double come_spread = 6 * 60;
/// A counter that is free calls somebody who comes after so many seconds, from … to.
inline constexpr double notice_least = 1;
inline constexpr double notice_most = 11;
/// From the end of one service to the next call.
inline constexpr double turnaround = 9;

} // namespace lobby::forward
