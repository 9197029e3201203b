// The simulator against queueing theory: the closed form lies in the simulation's own confidence interval, and that
// interval is narrow enough to mean something.

#include "core/simulate/formulas.hpp"
#include "core/simulate/simulate.hpp"
#include "core/wait/chance.hpp"
#include "tests/core/simulate_interval.hpp"

#include <gtest/gtest.h>

#include <vector>

using namespace lobby;
using namespace lobby::simulate;
using namespace lobby::simulate_test;

namespace {

/// One line, `counters` of them, `rate` people a second.
Plan line(int counters, double rate, Distribution service, double seconds) {
  Plan plan;
  plan.until = plan.closes = seconds;
  plan.interval = seconds;
  plan.services = {{std::move(service), 0, 0}};
  for (int c = 0; c < counters; ++c)
    plan.counters.push_back({1, {{0, seconds}}, 1, {}});
  Stream stream;
  stream.step = seconds;
  stream.per_hour = {rate * 3600};
  plan.streams = {stream};
  return plan;
}

/// Sums over those who joined after the line had time to fill.
struct Counts : Sink {
  double after = 0;
  double people = 0, waited = 0, left = 0, wait = 0;
  void visit(const Visit& one) override {
    if (one.joined < after) return;
    ++people;
    waited += one.wait() > 0;
    left += one.end == Visit::End::left;
    wait += one.wait();
  }
};

/// The interval of what each of the figures makes of each replication; the first tenth of each is not counted.
std::vector<ConfidenceInterval> measure(const Plan& plan, const std::vector<double (*)(const Counts&)>& figures) {
  Simulator simulator(plan);
  std::vector<std::vector<double>> samples(figures.size());
  for (std::size_t i = 0; i < replications; ++i) {
    Counts counts;
    counts.after = plan.until / 10;
    simulator.day(chance::draw(20261122, i), counts);
    for (std::size_t k = 0; k < figures.size(); ++k)
      samples[k].push_back(figures[k](counts));
  }
  std::vector<ConfidenceInterval> intervals;
  for (const std::vector<double>& sample : samples)
    intervals.push_back(interval_of(sample));
  return intervals;
}

double share_waiting(const Counts& counts) { return counts.waited / counts.people; }
double share_leaving(const Counts& counts) { return counts.left / counts.people; }
double mean_wait(const Counts& counts) { return counts.wait / counts.people; }

/// `width`: the interval's half width, at most, as a share of what is expected.
void expect_in(const ConfidenceInterval& interval, double expected, double width) {
  EXPECT_TRUE(interval.holds(expected)) << interval << " does not hold " << expected;
  EXPECT_LT(interval.half, width * expected);
}

void expect_share_waiting(int counters, double load, double seconds, double expected, double width) {
  const Plan plan = line(counters, load, Distribution::exponential(1), seconds);
  expect_in(measure(plan, {share_waiting}).front(), expected, width);
}

} // namespace

TEST(Theory, TwoCounters) { expect_share_waiting(2, 1.5, 30000, 0.642857, 0.01); }
TEST(Theory, ThreeCounters) { expect_share_waiting(3, 2.5, 18000, 0.702247, 0.015); }
TEST(Theory, FourCounters) { expect_share_waiting(4, 3, 15000, 0.509434, 0.015); }
TEST(Theory, TenCounters) { expect_share_waiting(10, 9, 6000, 0.668732, 0.025); }

TEST(Theory, TheLineBeforeTwoBusyCounters) {
  // 9 people an hour, 5 an hour at each: 7.674 in line on average; by Little's law, so many times the mean wait's
  // 1/rate
  const double rate = 9.0 / 3600;
  const Plan plan = line(2, rate, Distribution::exponential(720), 2.5e7);
  expect_in(measure(plan, {mean_wait}).front(), 7.674 / rate, 0.08);
}

TEST(Theory, PeopleWhoGiveUp) {
  // 14 counters, 100 people in half an hour, 3 minutes each, 5 minutes of patience
  Plan plan = line(14, 100.0 / 1800, Distribution::exponential(180), 6e5);
  plan.patience = Distribution::exponential(300);
  const auto found = measure(plan, {share_waiting, share_leaving, mean_wait});
  expect_in(found[0], 0.14526, 0.04);
  expect_in(found[1], 0.013984, 0.075);
  expect_in(found[2], 0.013984 * 300, 0.075); // who stays t in line is gone with the probability t / patience
}

namespace {

void expect_pollaczek_khinchine(const Distribution& service) {
  const double rate = 0.7;
  const double expected = pollaczek_khinchine(rate, service.mean(), service.second_moment());
  expect_in(measure(line(1, rate, service, 30000), {mean_wait}).front(), expected, 0.05);
}

} // namespace

TEST(Theory, OneCounterConstantService) { expect_pollaczek_khinchine(Distribution::constant(1)); }
TEST(Theory, OneCounterExponentialService) { expect_pollaczek_khinchine(Distribution::exponential(1)); }
TEST(Theory, OneCounterLogNormalService) { expect_pollaczek_khinchine(Distribution::log_normal(0.8, 0.668)); }
TEST(Theory, OneCounterAnyService) { expect_pollaczek_khinchine(Distribution::empirical({0.5, 0.5, 0.5, 2.5})); }

namespace {

/// Squared errors, for those who find somebody in line before them, of the two estimates of Ibrahim and Whitt (2009,
/// Manufacturing & Service Operations Management 11, 397-415): (people in line + 1) × the mean time between two ends of
/// service, and what the first in line has waited so far.
class Estimates : public Sink {
public:
  Estimates(double between_ends, double after) : between_ends_(between_ends), after_(after) {}
  void visit(const Visit& one) override { // told in the order of joining: one line, first come first served
    if (!one.was_called()) return;
    all_.push_back(one);
    while (all_[first_].called <= one.joined && first_ + 1 < all_.size())
      ++first_;
    const std::size_t in_line = all_.size() - 1 - first_;
    if (in_line == 0 || one.joined < after_) return;
    const double by_length = (static_cast<double>(in_line) + 1) * between_ends_ - one.wait();
    const double by_first = one.joined - all_[first_].joined - one.wait();
    length_squared += by_length * by_length;
    first_squared += by_first * by_first;
  }
  double length_squared = 0, first_squared = 0;

private:
  double between_ends_, after_;
  std::vector<Visit> all_;
  std::size_t first_ = 0; ///< in line when the last one joined
};

/// The ratio of the mean squared errors, as a ratio of sums (a mean of ratios would be biased), by the delta method.
ConfidenceInterval ratio_of_errors(Distribution gap, double load) {
  constexpr int counters = 10;
  Plan plan = line(counters, load * counters, Distribution::exponential(1), 2500);
  plan.streams.front().gap = std::move(gap);
  Simulator simulator(plan);
  std::vector<double> above, below;
  double sum_above = 0;
  double sum_below = 0;
  for (std::size_t i = 0; i < replications; ++i) {
    Estimates estimates(1.0 / counters, plan.until / 10);
    simulator.day(chance::draw(20261122, i), estimates);
    above.push_back(estimates.first_squared);
    below.push_back(estimates.length_squared);
    sum_above += above.back();
    sum_below += below.back();
  }
  const double ratio = sum_above / sum_below;
  std::vector<double> deviations;
  for (std::size_t i = 0; i < replications; ++i)
    deviations.push_back((above[i] - ratio * below[i]) / (sum_below / replications));
  return {ratio, interval_of(deviations).half};
}

/// The limit is that of heavy traffic. Both squared errors grow like 1 / (1 - load), what else there is in them stays
/// finite: the ratio differs from its limit by a term like 1 - load. At a load of 0.98 it is taken to be within 3 (1 -
/// load) = 6 %, beside the interval's own width.
void expect_limit(const Distribution& gap, double variability, double width) {
  constexpr double load = 0.98;
  const ConfidenceInterval found = ratio_of_errors(gap, load);
  const double limit = variability + 1;
  EXPECT_NEAR(found.mean, limit, found.half + 3 * (1 - load) * limit) << found;
  EXPECT_LT(found.half, width * limit);
}

} // namespace

TEST(Theory, WaitOfTheFirstAgainstLengthOfTheLinePoisson) { expect_limit(Distribution::exponential(1), 1, 0.07); }
TEST(Theory, WaitOfTheFirstAgainstLengthOfTheLineRegular) { expect_limit(Distribution::constant(1), 0, 0.01); }
TEST(Theory, WaitOfTheFirstAgainstLengthOfTheLineBursts) { expect_limit(Distribution::hyperexponential(1, 4), 4, 0.1); }
