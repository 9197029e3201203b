/// What the line will do: how long a person, a walk-in or a slot will wait (p10, p50, p90), learned from what the
/// branch has seen; and people who come, wait and serve, simulated.
#pragma once

#include "core/branch/branch.hpp"
#include "core/visit/visit.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lobby {

/// A wait until called, in seconds from `now`. When `known` is false there is no honest answer and `why` says so.
struct Forecast {
  bool known = false;
  double p10 = 0, p50 = 0, p90 = 0; ///< whole seconds, 0 <= p10 <= p50 <= p90
  int ahead = 0;                    ///< people before this one
  std::string why; ///< message key when not known: "wait.no_counter", "wait.closed", "wait.not_waiting",
                   ///< "wait.too_long"; "wait.plan_ends": by the plan the counters close before it is called
};

/// A wait as people are told it, in whole minutes: exact when few, in fives when many. {0, 1} is "now".
struct SpokenWait {
  int from = 0, to = 0;
};
SpokenWait spoken(double p10, double p90);

/// What became of the waits told on a date (`ToldWait`). Judged is who was called in the turn they were told of, unless
/// there was nothing to wait for: told or waited a minute at least.
struct Record {
  Date date;
  int judged = 0;
  int held = 0;       ///< called between p10 and p90
  int shown_held = 0; ///< called within the minutes that the pages showed (`spoken`), which round outwards
  double error = 0;   ///< sum of |wait − p50|, seconds
};

/// What has been learned of service times (log-normal, per service) and of the predictor's own errors, in a form small
/// enough to be sent with a Day. Starts from the priors of the bank file, which count as much as ten services.
struct Experience {
  struct ServiceTime {
    std::string service;
    double count = 0;    ///< observations, aged: old ones weigh less
    double mean_log = 0; ///< of seconds
    double m2_log = 0;   ///< sum of squared deviations of the logarithm
  };
  /// Logarithms of the factors on p10, p50 and p90 that make them hold what they promise. Each is moved a little by
  /// every wait told: up when the wait was longer, down when it was shorter, in the proportion in which that should
  /// happen (Gibbs and Candès 2021, "Adaptive conformal inference under distribution shift").
  struct Calibration {
    static constexpr double furthest = 1.1; ///< a factor of three
    double low = 0, middle = 0, high = 0;
  };
  static constexpr std::size_t most_days = 28;
  std::vector<ServiceTime> services;
  Calibration calibration = {};
  std::vector<Record> record = {}; ///< of the last days that have one, oldest first
};

/// A service's length as far as it is known: log-normal, of seconds.
struct ServiceLength {
  double mean_log = 0; ///< 0–10
  double sigma = 0;    ///< 0.05–2
  double count = 0;    ///< services that this rests on
};
/// From the experience; from the bank file's priors where there is none, or none that can be right.
ServiceLength service_length(const Service& service, const Experience& experience);

/// What a branch begins with: the bank file's figures, or what its sister branches have learned of the same service,
/// where they have seen enough; either counts as much as ten services.
Experience prior_experience(const Branch& branch, const std::vector<Experience>& sisters = {});
/// Learns from a Day that has ended: service times (the last few hundred of a service count; services of under 15 s or
/// over 4 h are slips and left out), and how the waits told have held. A Predictor learns from the Day it looks at by
/// itself: what it is given should hold the days before only, or today counts twice.
void learn(Experience& experience, const Branch& branch, const Day& day);

/// Decides as `decide` does; when somebody takes a ticket by it, an event more tells them their wait (WaitTold), if
/// there is an honest answer. `experience` is of the days before.
Decision decide_and_tell(const Branch& branch, const Day& day, const Command& command, const Experience& experience,
                         Time now);

/// Predictions at one moment. Simulates the line forward once, in many paths, for everybody waiting. The same Day and
/// experience give the same answer on every platform and in every page from one multiple of `grain` to the next, and
/// the same people keep their luck from one refresh to the next, so that an answer moves only when something happened
/// or time passed.
///
/// The counters open now stay open, and those that the Day's plan opens come to them. An agreed opening is expected up
/// to ten minutes late and one of twenty not at all; one that has not come about ten minutes after its time is not
/// counted on any longer. At the end of its agreed opening a counter calls nobody more, except at the closing of the
/// branch; one that goes on all the same is, ten minutes later, taken to stay open.
class Predictor {
public:
  /// Time goes on in such steps between the events of a Day, counted from 1970.
  static constexpr Duration grain = 20 * second;
  /// Both `branch` and what it was read from must outlive the Predictor.
  Predictor(const Branch& branch, const Experience& experience);
  ~Predictor();
  Predictor(Predictor&&) noexcept;
  Predictor& operator=(Predictor&&) noexcept;
  /// Looks at the Day as it is at `moment(day, now)`; all questions below answer for this state. About 3 ms with a
  /// hundred people waiting.
  void refresh(const Day& day, Time now);
  /// From when a forecast made `now` counts: the last event or the last multiple of `grain`, whichever is later.
  static Time moment(const Day& day, Time now);
  /// How the waits told have held in the last seven days on which any were judged, the Day's own included: summed up.
  Record week() const;
  /// Of a ticket that waits. One that waits before the branch has opened is told the wait until then, too.
  Forecast ticket(TicketId ticket) const;
  /// Of somebody who takes a ticket now. Before the opening: of somebody who is there when the doors open, in seconds
  /// from then.
  Forecast walk_in(std::string_view service, Segment segment = Segment::ordinary) const;
  /// For somebody whose slot begins at minute `slot` of the day and who checks in on time: in seconds from then.
  /// Rests on what is expected of the day (arrivals, bookings, counters as many as that takes).
  Forecast slot(std::string_view service, int slot) const;
  /// Expected crowd at the beginning of a slot: 0 (empty) – 1 (as full as the branch gets).
  double crowd(int slot) const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// What the wait of somebody in the line hangs on, at one moment.
struct Standing {
  std::vector<TicketId> ahead;       ///< who would be called before, in order, by a counter that serves this ticket
  std::vector<std::string> counters; ///< open ones that serve it
  std::vector<Shift> openings;       ///< agreed ones of counters that serve it, still to come about before the call
  std::vector<Shift> endings;        ///< agreed ones of `counters` that end before the call
};
/// `call` is when this ticket is expected to be called.
Standing standing(const Branch& branch, const Day& day, TicketId ticket, Time now, Time call);

/// Why the wait of somebody in the line has changed between two moments, the weightiest first.
struct Cause {
  enum class Kind {
    counter_closed,    ///< or paused; `subject` is the counter
    counter_opened,    ///< likewise
    appointment_ahead, ///< `people` with an appointment now come before
    special_ahead,     ///< likewise special customers and VIPs
    returned_ahead,    ///< likewise who came back from another counter
    left,              ///< `people` before have gone without being served
    opening_agreed,    ///< `subject` will open at `minute` by the plan
    opening_dropped,   ///< it was to open at `minute`: taken off the plan, or it did not
    ending_agreed,     ///< `subject` will close at `minute` by the plan
    ending_dropped,    ///< it was to close at `minute`, and will not, or does not
    slower,            ///< nothing of this kind: those before take longer than usual
    faster
  };
  Kind kind{};
  int people = 0;
  std::string subject;
  int minute = -1; ///< of the local day; -1 where none belongs to it
};
std::string_view name(Cause::Kind kind); ///< "counter_closed", …
/// `day` is the Day as it is now. `longer` tells which way the wait has moved: causes that move it the other way are
/// left out, and when none remains it is `slower` or `faster`; never empty.
std::vector<Cause> causes(const Day& day, const Standing& before, const Standing& now, bool longer);

/// Simulated customers and tellers of a demo branch: looks at the Day, real people's tickets included, and answers the
/// commands that are due by `now`. The same seed, Days and times give the same commands.
///
/// To bring a branch to life in the middle of its day, call step() with virtual times from half an hour before the
/// opening (or from day.last_at, if something happened today) until now, second by second, deciding and applying what
/// it answers and a Tick every half minute: a whole day takes well under a second. For a coming date a call a minute is
/// enough; people only book there. Each date wants Actors of its own; given another one they begin anew. What a restart
/// forgets is which waiting people and bookings were simulated: those are then treated as real ones (served, but they
/// never leave, rate or check in by themselves).
class Actors {
public:
  Actors(const Branch& branch, std::uint64_t seed);
  ~Actors();
  Actors(Actors&&) noexcept;
  Actors& operator=(Actors&&) noexcept;
  /// Commands to be decided in this order at exactly `now`; call about once a second of the Day's time. A refused
  /// command is simply dropped. Of a gap of more than a minute only the last minute is lived through. Tellers whose id
  /// begins with "sim:" are simulated; counters opened by others are left alone.
  std::vector<Command> step(const Day& day, Time now);

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A row of the event log: `date,time,event,who,service,priority,counter` (see docs).
struct LogRow {
  Date date;
  double seconds = 0;    ///< of the local day, thousandths
  std::string event;     ///< join, start, end, leave, gone
  std::uint32_t who = 0; ///< the ticket's id: counts up within a day
  std::string service;
  int priority = 0;    ///< 1: VIP or special customer, 0: everybody else
  std::string counter; ///< of start and end; of gone, the one that called
};
/// A Day of the Actors, from half an hour before the opening until everybody has gone: all its events. Empty when the
/// branch is closed on that date. Local time is taken as UTC.
std::vector<Event> simulate_day(const Branch& branch, Date date, std::uint64_t seed);
/// The events that the log tells, in order of time. Who is transferred ends one service and joins the next line.
std::vector<LogRow> log_of(const std::vector<Event>& events);
/// Runs the Actors over `days` days of virtual time, beginning at `first`, and answers the log.
std::vector<LogRow> simulate_days(const Branch& branch, Date first, int days, std::uint64_t seed);

} // namespace lobby
