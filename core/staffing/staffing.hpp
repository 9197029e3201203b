/// How many counters a branch needs and when: the fewest that keep waits within the target, what becomes of the wait if
/// one is opened or closed, and when the target will be passed — in time to act. All of it from one simulated hall, so
/// that the answers agree with each other.
#pragma once

#include "core/staffing/footfall.hpp"
#include "core/wait/demand.hpp"
#include "core/wait/wait.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace lobby {

/// Of those who wait now, who has waited longest, see waits_from, and why. Whoever was sent on waits from then.
struct LongestWait {
  enum class Why {
    line,      ///< others are before them
    booked,    ///< likewise, though their time has come
    no_counter ///< none is open that may call them
  };
  TicketId ticket = 0; ///< 0: nobody waits
  Duration waited = 0;
  Why why = Why::line;
};
LongestWait longest_wait(const Branch& branch, const Day& day, Time now);

/// What is wanted of a plan.
struct StaffingRules {
  int target_minutes = 10;      ///< the mean wait of those who come in any half hour, V3
  int limit_minutes = 20;       ///< at least `within_limit` of them wait no longer
  double within_limit = 0.9;    ///< 0–1
  int min_stretch_minutes = 60; ///< a counter is opened for at least so long, and closed in between for as long
};
/// The branch's own target with a limit of twice that.
StaffingRules rules_of(const Branch& branch);

/// What a plan or an answer rests on. All must outlive whoever is given it.
struct StaffingCase {
  const Branch& branch;
  const Experience& experience;
  const Footfall& footfall;
  const Day& day; ///< who waits, who has booked; may be a coming day, opened or not
  Time now = 0;
  StaffingRules rules{};
};

struct StaffingPlan {
  struct Half {
    int minute = 0;                   ///< begin
    demand::CounterSet open = 0;      ///< by place in branch.counters
    double people = 0;                ///< expected to come (in the first half hour of today: and waiting)
    double mean_wait = 0;             ///< seconds, of these
    double over_limit = 0;            ///< share of these, 0–1
    double mean_wait_if_all_open = 0; ///< seconds: no plan can do better
    bool held = true;                 ///< within the rules
  };
  bool known = false;
  std::string why;          ///< message key when not known: "staffing.closed", "staffing.over", "staffing.no_counters"
  std::vector<Half> halves; ///< of the rest of the day in which the branch is open
  std::vector<Shift> shifts;
  double counter_hours = 0;                ///< what it costs
  double people = 0;                       ///< expected in all these halves
  double date_factor = 1;                  ///< see Expected
  bool held = true;                        ///< every half hour and every service; else even all counters would not do
  std::vector<std::string> short_services; ///< those for which even all counters do not hold the rules
};

/// Finds the plan with the fewest counter hours, and of these the one with the fewest openings. A case of at most
/// twelve counter half hours is tried out completely; larger ones by a local search that begins with everything open,
/// closes stretch after stretch, longest first, and from the best so far opens a stretch again to go down by another
/// path. Every service that somebody is expected for is served in every half hour. Where even all counters would break
/// the rules, a plan need only be as good as that. The same case gives the same plan on every platform.
class Planner {
public:
  explicit Planner(const StaffingCase& of);
  ~Planner();
  Planner(Planner&&) noexcept;
  Planner& operator=(Planner&&) noexcept;
  /// Tries so many ways of staffing, a few milliseconds each; answers true when there is nothing left to try.
  bool advance(int tries);
  bool done() const;
  /// The best one so far: before the first advance() everything is open.
  const StaffingPlan& plan() const;
  int tried() const; ///< ways of staffing so far

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A change that one might make to the counters as they are now.
struct Change {
  enum class Kind { open, close };
  Kind kind = Kind::open;
  std::string counter;
  int from = 0;    ///< minute of the local day; not before now
  int minutes = 0; ///< of `open`: so long; 0 = until the branch closes. A closed counter stays closed
};

/// The wait before and after a change, of those who wait or come within an hour from when it begins and are called.
struct WhatIf {
  Change change;
  bool known = false;     ///< false: the branch is closed then, or there is no such counter, or nothing would change
  double before = 0;      ///< seconds, mean
  double after = 0;       ///< seconds, mean
  double served_more = 0; ///< people in the rest of the day whom nobody would call without the change; may be negative
  int passes_target_at = -1; ///< after the change: see Outlook
  double cost_minutes = 0;   ///< counter minutes more (negative: fewer) than without
};

/// The rest of the day if the counters stay as they are now, open (a paused one is back in ten minutes, in a break of
/// the branch at its end) or closed, but for what the Day's plan has agreed.
struct Outlook {
  struct Point {
    int minute = 0;       ///< begin, quarters of an hour
    double people = 0;    ///< expected to come
    double mean_wait = 0; ///< seconds, of those who are called
  };
  bool known = false;
  std::string why; ///< message key when not known: "staffing.closed", "staffing.over", "staffing.no_counter_open"
  std::vector<Point> points;
  double mean_wait = 0; ///< seconds, of those who wait or come within the hour and are called
  /// People in the rest of the day whom no counter will call, and what they come for.
  double unserved = 0;
  std::vector<std::string> unserved_services;
  int passes_target_at =
      -1; ///< minute of the day from which on the mean wait of who comes is past the target; -1: never
  bool past_target_now = false;
};

class Advisor {
public:
  explicit Advisor(const StaffingCase& of);
  ~Advisor();
  Advisor(Advisor&&) noexcept;
  Advisor& operator=(Advisor&&) noexcept;
  const Outlook& outlook() const;
  WhatIf ask(const Change& change) const;
  /// What is worth considering, best first: of every kind of closed counter one opened now, for as short as brings the
  /// wait within the target (else an hour), and one opened when the target would be passed later; of every kind of
  /// open counter one closed now, if the wait stays within the target without it.
  std::vector<WhatIf> suggestions() const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace lobby
