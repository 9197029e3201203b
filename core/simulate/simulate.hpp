/// Lives through a branch's day a million customers a second: what would happen if. Knows nothing of a real Day; the
/// Actors of core/wait act on that one.
///
///     Plan plan = simulate::plan_of(branch, date, experience);
///     plan.counters[3].shifts = {{11.5 * 3600, 13.5 * 3600}};
///     const Summary with = simulate::run(plan, seed, 200);   // 200 such days
///     with.day.p90, with.intervals[5].over_target, with.utilisation[3]
///
/// Chance belongs to the customers: the same seed brings the same people with the same business and patience whatever
/// the counters do, so that two plans differ by their counters and not by their luck.
#pragma once

#include "core/simulate/plan.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace lobby::simulate {

/// One customer in one line, until the counter is done with them. Whoever is sent on has another Visit.
struct Visit {
  enum class End : std::uint8_t {
    served,
    sent_on, ///< served, and waits again for another service
    left,    ///< gave up at `ended`
    absent,  ///< was called and did not come; the counter waited until `ended`
    waiting  ///< still in line when the simulation ended
  };
  std::uint32_t who = 0; ///< 0, 1, … within a day, in order of coming
  std::uint32_t leg = 0; ///< 0, or 1 after having been sent on
  std::uint32_t service = 0;
  int counter = -1; ///< that called; -1 for nobody
  Rank rank = Rank::ordinary;
  bool booked = false;
  End end = End::served;
  double slot = 0;    ///< of the appointment, if booked
  double joined = 0;  ///< the line
  double called = 0;  ///< when called
  double started = 0; ///< when called: begin of service
  double ended = 0;   ///< of service, or of waiting; a service under way at Plan::until is told to its end

  bool was_called() const { return counter >= 0; }
  /// Seconds in line.
  double wait() const { return (was_called() ? called : ended) - joined; }
};

/// Is told every Visit: of somebody who is called at that moment (what will come of it is known then), of others when
/// it is noticed that they have left.
class Sink {
public:
  virtual ~Sink() = default;
  virtual void visit(const Visit& visit) = 0;
};

/// Days of one plan. Takes its memory beforehand and uses it again.
class Simulator {
public:
  /// Throws std::invalid_argument with the text of problem_of when the plan is not right.
  explicit Simulator(Plan plan);
  ~Simulator();
  Simulator(Simulator&&) noexcept;
  Simulator& operator=(Simulator&&) noexcept;
  const Plan& plan() const;
  /// One day; answers how many people were there (those waiting at the begin included). The same seed gives the same
  /// day on every platform.
  std::uint32_t day(std::uint64_t seed, Sink& sink);

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A piece of the day, or all of it; all days together. Waits are those that began in it.
struct Interval {
  double from = 0;        ///< seconds of the local day
  double arrivals = 0;    ///< people, a day; those who waited at the begin count where the simulation begins
  double left = 0;        ///< who gave up, a day
  double absent = 0;      ///< who did not come when called, a day
  double still_there = 0; ///< in line when the simulation ended, a day
  double mean = 0;        ///< seconds until called, of those who were
  double p50 = 0, p90 = 0;
  double over_target = 0; ///< share of all waits, those of people who gave up included
  double open = 0;        ///< counters, on average
  double utilisation = 0; ///< share of their time with somebody, from call to end
};

struct Summary {
  int days = 0;
  Interval day;
  std::vector<Interval> intervals;                      ///< of Plan::interval, from Plan::from on
  std::vector<double> utilisation;                      ///< by counter, of the whole day; 0 when it is never open
  std::vector<std::vector<double>> utilisation_between; ///< by counter and interval
};

/// Adds up what it is told.
class Tally : public Sink {
public:
  explicit Tally(const Plan& plan);
  void visit(const Visit& visit) override;
  /// Of everything so far, which were so many days.
  Summary summary(int days);

private:
  struct Piece {
    std::vector<double> waits; ///< of those called
    double sum = 0;
    double arrivals = 0, left = 0, absent = 0, still_there = 0, over = 0, joined = 0;
  };
  void work(std::size_t counter, double from, double until);
  std::size_t piece_of(double time) const;
  Interval figures(Piece& piece, double days) const;

  double from_, interval_, target_;
  std::vector<Piece> pieces_;
  std::vector<double> open_; ///< seconds a day by counter and piece
  std::vector<double> busy_; ///< seconds, likewise
  std::vector<double> over_; ///< seconds of busy_ outside of the shifts
  std::vector<std::vector<Shift>> shifts_;
};

/// The figures of so many days, day i with the seed chance::draw(seed, i).
Summary run(const Plan& plan, std::uint64_t seed, int days = 1);

} // namespace lobby::simulate
