/// What the line will do: how long a person, a walk-in or a slot will wait (p10, p50, p90), learned from what the
/// branch has seen; and people who come, wait and serve, simulated.
#pragma once

#include "core/branch/branch.hpp"
#include "core/visit/visit.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lobby {

/// A wait until called, in seconds from `now`. When `known` is false there is no honest answer and `why` says so.
struct Forecast {
  bool known = false;
  double p10 = 0, p50 = 0, p90 = 0; ///< seconds, 0 <= p10 <= p50 <= p90
  int ahead = 0;                    ///< people before this one
  std::string
      why; ///< message key when not known: "wait.no_counter", "wait.closed", "wait.not_waiting", "wait.too_long"
};

/// What has been learned of service times (log-normal, per service and per counter) and of arrivals, in a form small
/// enough to be sent with a Day. Starts from the priors of the bank file.
struct Experience {
  struct ServiceTime {
    std::string service;
    double count = 0;    ///< observations, aged: old ones weigh less
    double mean_log = 0; ///< of seconds
    double m2_log = 0;   ///< sum of squared deviations of the logarithm
  };
  std::vector<ServiceTime> services;
};

/// The priors of a branch.
Experience prior_experience(const Branch& branch);
/// Learns from the finished services of a Day that has ended (or until now).
void learn(Experience& experience, const Branch& branch, const Day& day);

/// Predictions at one moment. Simulates the line forward once, in many paths, for everybody waiting; the same day,
/// experience and minute give the same answer on every platform.
class Predictor {
public:
  Predictor(const Branch& branch, const Experience& experience);
  /// Looks at the Day as it is; all questions below answer for this state.
  void refresh(const Day& day, Time now);
  Forecast ticket(TicketId ticket) const;
  Forecast walk_in(std::string_view service, Segment segment = Segment::ordinary) const;
  /// For somebody whose slot begins at minute `slot` of the day and who checks in on time.
  Forecast slot(std::string_view service, int slot) const;
  /// Expected crowd at the beginning of a slot: 0 (empty) – 1 (as full as the branch gets).
  double crowd(int slot) const;

private:
  struct Path;
  const Branch* branch_;
  Experience experience_;
  Day day_;
  Time now_ = 0;
  std::vector<std::vector<float>> waits_;    ///< per ticket id, one wait per simulated path
  std::vector<std::vector<float>> walk_ins_; ///< per service, likewise
};

/// Simulated customers and tellers of a demo branch: looks at the Day, real people's tickets included, and answers the
/// commands that are due by `now`. The same seed, Days and times give the same commands.
class Actors {
public:
  Actors(const Branch& branch, std::uint64_t seed);
  /// Commands to be decided in this order at `now`; call about once a second of the Day's time. A refused command is
  /// simply dropped. Tellers whose id begins with "sim:" are simulated; counters opened by others are left alone.
  std::vector<Command> step(const Day& day, Time now);

private:
  const Branch* branch_;
  std::uint64_t state_;
  Time last_ = 0;
};

/// A row of the event log: `date,time,event,who,service,priority,counter` (see docs).
struct LogRow {
  Date date;
  double seconds = 0; ///< of the local day
  std::string event;  ///< join, start, end, leave, gone
  std::uint32_t who = 0;
  std::string service;
  int priority = 0;
  std::string counter;
};
/// Runs the Actors over `days` days of virtual time, beginning at `first`, and answers the log.
std::vector<LogRow> simulate_days(const Branch& branch, Date first, int days, std::uint64_t seed);

} // namespace lobby
