/// What a day of a branch is made of, as plain numbers: to be filled by hand, or from a bank file and then changed at
/// will.
#pragma once

#include "core/branch/branch.hpp"
#include "core/simulate/distribution.hpp"
#include "core/visit/call_order.hpp"
#include "core/wait/demand.hpp"
#include "core/wait/wait.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lobby::simulate {

// Times are seconds of the local day, places are indices: a service is its place in Plan::services, a counter its
// place in Plan::counters.

using ServiceSet = std::uint64_t; ///< one bit for each service, by place
using demand::CounterSet;         ///< one bit for each counter, by place
inline constexpr std::size_t most_services = 64;
inline constexpr std::size_t most_counters = demand::most_counters;

struct Service {
  Distribution length; ///< seconds of service
  double sent_on = 0;  ///< share of the served who go on to another service, 0–1; nobody is sent on twice
  std::size_t sent_to = 0;
};

/// [from, until): people are called within; whoever is at the counter at `until` is served to the end.
struct Shift {
  double from = 0;
  double until = 0;
};

struct Counter {
  /// Somebody at the counter when the simulation begins, served for `elapsed` seconds already.
  struct Busy {
    std::size_t service = 0;
    double elapsed = 0;
  };
  ServiceSet serves = 0;
  std::vector<Shift> shifts; ///< ascending, apart or touching
  double pace = 1;           ///< factor on the length of services
  std::optional<Busy> busy;
};

/// Customers of one service who come one after the other. With exponential gaps a Poisson process of this rate; with
/// others a renewal process in the time that passes as fast as people are expected.
struct Stream {
  std::size_t service = 0;
  double from = 0;                                 ///< begin of the first piece of per_hour
  double step = 1800;                              ///< length of a piece
  std::vector<double> per_hour;                    ///< people per hour in each piece; nobody comes before or after
  double priority = 0;                             ///< share who go first (special customers, VIPs)
  bool booked = false;                             ///< they will have booked a slot that begins when they come
  Distribution gap = Distribution::exponential(1); ///< of mean 1
};

struct Appointment {
  std::size_t service = 0;
  double slot = 0;       ///< begin of the slot
  bool priority = false; ///< a special customer or VIP
};

/// Somebody who waits when the simulation begins.
struct Person {
  std::size_t service = 0;
  Rank rank = Rank::ordinary;
  double since = 0;
  std::optional<double> slot;       ///< of the appointment, if there is one
  CounterSet only = ~CounterSet{0}; ///< that may call, of those that serve; with the services at most 64 sets
};

/// Lengths of time are taken as 0 where a Distribution is negative.
struct Plan {
  double from = 0;   ///< nothing happens before
  double closes = 0; ///< counters whose last shift ends at or after `closes` go on until `until` or nobody waits
  double until = 0;  ///< end of the simulation
  std::vector<Service> services;
  std::vector<Counter> counters;
  std::vector<Stream> streams;
  std::vector<Appointment> appointments;
  std::vector<Person> waiting;

  double show = 1;                               ///< share of the appointments that are kept
  Distribution punctuality;                      ///< seconds from the begin of the slot to the arrival; negative: early
  double earliest = -1800, latest = 900;         ///< check-in, from the begin of the slot
  Distribution patience = Distribution::never(); ///< from joining the line until giving up
  double absent = 0;                             ///< share of those called who do not come
  double no_show = 120;                          ///< seconds that a counter waits for them
  Distribution coming;                           ///< seconds from the call to the begin of service
  Distribution turnaround;                       ///< seconds from the end of service to the next call
  int most_in_a_row = 2;                         ///< appointments, then a walk-in; see next_rank
  double target = 600;                           ///< seconds; a longer wait is over the target
  double interval = 1800;                        ///< of the summary
};

/// What is wrong with a plan, and where: "counters[2].shifts[1]: from < until". Empty when nothing is.
std::string problem_of(const Plan& plan);

/// A day as the bank file and the branch's experience of service times let expect it: every counter open in all opening
/// hours (see set_open), the walk-ins of demand::Arrivals, nobody with an appointment, customers and tellers who
/// behave as usual (core/wait/usual.hpp). Closed on that date: no shifts, nobody comes.
Plan plan_of(const Branch& branch, Date date, const Experience& experience);

/// Replaces all shifts: open[i] are the counters that are open for `step` seconds from from + i × step. Touching pieces
/// become one shift; what lies outside of `hours` is cut off.
void set_open(Plan& plan, std::span<const CounterSet> open, double from, double step,
              const std::vector<Opening>& hours);

} // namespace lobby::simulate
