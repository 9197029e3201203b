#include "core/simulate/simulate.hpp"
#include "core/wait/chance.hpp"
#include "core/wait/usual.hpp"
#include "tests/core/simulate_day.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

using namespace lobby;
using namespace lobby::simulate;
using namespace lobby::simulate_test;
using wait_test::city_branch;
using wait_test::monday;

namespace {

constexpr double h = 3600;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

} // namespace

TEST(Distribution, SamplesHaveTheMomentsThatAreTold) {
  constexpr int draws = 200'000;
  for (const Distribution& one : {Distribution::constant(3), Distribution::uniform(-1, 5), Distribution::exponential(2),
                                  Distribution::hyperexponential(2, 4), Distribution::normal(-3, 2),
                                  Distribution::log_normal(2, 0.5), Distribution::empirical({1, 2, 2, 7})}) {
    double sum = 0;
    double squares = 0;
    double fourth = 0;
    for (std::uint64_t i = 0; i < draws; ++i) {
      const double x = one(chance::draw(5, i));
      sum += x / draws;
      squares += x * x / draws;
      fourth += x * x * x * x / draws;
    }
    const double error = std::sqrt(std::max(0.0, squares - sum * sum) / draws);
    const double error_of_squares = std::sqrt(std::max(0.0, fourth - squares * squares) / draws);
    EXPECT_NEAR(sum, one.mean(), 4 * error + 1e-9);
    EXPECT_NEAR(squares, one.second_moment(), 4 * error_of_squares + 1e-9);
  }
}

TEST(Distribution, LargerBitsAreLongerTimes) {
  const auto quantile = [](const Distribution& one, double p) {
    return one(static_cast<std::uint64_t>(p * 0x1p53) << 11);
  };
  EXPECT_NEAR(quantile(Distribution::exponential(10), 0.5), 10 * std::log(2.0), 1e-9);
  EXPECT_NEAR(quantile(Distribution::log_normal(10, 0.5), 0.5), 10, 1e-9);
  EXPECT_NEAR(quantile(Distribution::log_normal(10, 0.5), 0.975), 10 * std::exp(0.5 * 1.959964), 1e-5);
  EXPECT_EQ(quantile(Distribution::empirical({30, 10, 20}), 0.9), 30);
  for (const Distribution& one : {Distribution::exponential(1), Distribution::normal(0, 1)}) { // even at the ends
    EXPECT_TRUE(std::isfinite(one(0)));
    EXPECT_TRUE(std::isfinite(one(~std::uint64_t{0})));
  }
}

TEST(Distribution, RefusesWhatIsNone) {
  EXPECT_THROW(Distribution::constant(nothing), std::invalid_argument);
  EXPECT_THROW(Distribution::uniform(2, 1), std::invalid_argument);
  EXPECT_THROW(Distribution::exponential(0), std::invalid_argument);
  EXPECT_THROW(Distribution::hyperexponential(1, 0.5), std::invalid_argument);
  EXPECT_THROW(Distribution::normal(0, -1), std::invalid_argument);
  EXPECT_THROW(Distribution::log_normal(-1, 1), std::invalid_argument);
  EXPECT_THROW(Distribution::empirical({}), std::invalid_argument);
  EXPECT_THROW(Distribution::empirical({1, nothing}), std::invalid_argument);
}

TEST(Plan, OfABranchHasItsHoursPeopleAndServices) {
  const Branch branch = city_branch();
  const Plan plan = plan_of(branch, monday, prior_experience(branch));
  EXPECT_EQ(problem_of(plan), "");
  EXPECT_EQ(plan.from, 9 * h);
  EXPECT_EQ(plan.closes, 17 * h);
  ASSERT_EQ(plan.counters.size(), 8u);
  for (const simulate::Counter& one : plan.counters) {
    ASSERT_EQ(one.shifts.size(), 1u);
    EXPECT_EQ(one.shifts[0].from, 9 * h);
    EXPECT_EQ(one.shifts[0].until, 17 * h);
  }
  EXPECT_EQ(plan.counters[3].serves, 0b01110u); // transfer, card, loan
  EXPECT_NEAR(plan.services[0].length.mean(), 300 * std::exp(0.125), 1e-6);
  double people = 0;
  for (const Stream& one : plan.streams)
    people += std::accumulate(one.per_hour.begin(), one.per_hour.end(), 0.0) / 2;
  EXPECT_NEAR(people, branch.arrivals_per_hour * 8, 1e-6);
  EXPECT_EQ(plan.target, 600);
}

TEST(Plan, FollowsWhatWasLearned) {
  const Branch branch = city_branch();
  Experience experience = prior_experience(branch);
  experience.services[0] = {"cash", 400, std::log(600), 400 * 0.09};
  EXPECT_NEAR(plan_of(branch, monday, experience).services[0].length.mean(), 600 * std::exp(0.045), 1e-6);
}

TEST(Plan, OfAClosedDayIsEmpty) {
  const Branch branch = city_branch();
  const Plan plan = plan_of(branch, {2026, 11, 22}, prior_experience(branch)); // a Sunday
  EXPECT_EQ(problem_of(plan), "");
  const Summary summary = run(plan, 1, 2);
  EXPECT_EQ(summary.day.arrivals, 0);
  EXPECT_EQ(summary.day.open, 0);
}

TEST(Plan, PiecesBecomeShifts) {
  const Branch branch = city_branch();
  Plan plan = plan_of(branch, monday, prior_experience(branch));
  const std::vector<CounterSet> open = {0b01, 0b11, 0b11, 0b01, 0b11};
  set_open(plan, open, 8.5 * h, 1800, {{9 * 60, 10 * 60}, {10 * 60 + 30, 17 * 60}});
  ASSERT_EQ(plan.counters[0].shifts.size(), 2u); // 8:30 is before the opening, lunch from 10:00 to 10:30
  EXPECT_EQ(plan.counters[0].shifts[0].from, 9 * h);
  EXPECT_EQ(plan.counters[0].shifts[0].until, 10 * h);
  EXPECT_EQ(plan.counters[0].shifts[1].from, 10.5 * h);
  EXPECT_EQ(plan.counters[0].shifts[1].until, 11 * h);
  ASSERT_EQ(plan.counters[1].shifts.size(), 2u);
  EXPECT_TRUE(plan.counters[2].shifts.empty());
}

TEST(Plan, SaysWhatIsWrongAndWhere) {
  const Branch branch = city_branch();
  const Plan right = busy_day(branch);
  const auto problem = [&](auto change) {
    Plan wrong = right;
    change(wrong);
    if (problem_of(wrong).empty()) return std::string();
    EXPECT_THROW(Simulator{wrong}, std::invalid_argument);
    return problem_of(wrong);
  };
  EXPECT_EQ(problem([](Plan&) {}), "");
  EXPECT_EQ(problem([](Plan& plan) { plan.until = plan.from - 1; }), "until: not before from");
  EXPECT_EQ(problem([](Plan& plan) { plan.interval = 0; }), "interval: at most a million");
  EXPECT_EQ(problem([](Plan& plan) { plan.services[1].sent_to = 5; }), "services[1].sent_to: unknown");
  EXPECT_EQ(problem([](Plan& plan) { plan.services[1].sent_on = nothing; }), "services[1].sent_on: 0-1");
  EXPECT_EQ(problem([](Plan& plan) { plan.services[2].length = Distribution::never(); }),
            "services[2].length: ends some day");
  EXPECT_EQ(problem([](Plan& plan) { plan.counters[2].shifts[0].until = 0; }), "counters[2].shifts[0]: from < until");
  EXPECT_EQ(problem([](Plan& plan) { plan.counters[1].shifts[1].from = 0; }),
            "counters[1].shifts[1]: begins before the end of the one before");
  EXPECT_EQ(problem([](Plan& plan) { plan.counters[1].serves = 0b100000; }), "counters[1].serves: an unknown service");
  EXPECT_EQ(problem([](Plan& plan) { plan.counters.resize(65); }), "counters: at most 64");
  EXPECT_EQ(problem([](Plan& plan) { plan.streams[1].per_hour[3] = -1; }), "streams[1].per_hour[3]: 0 to 1e9");
  EXPECT_EQ(problem([](Plan& plan) { plan.streams[0].gap = Distribution::constant(2); }), "streams[0].gap: of mean 1");
  EXPECT_EQ(problem([](Plan& plan) { plan.appointments[4].service = 9; }),
            "appointments[4]: an unknown service or slot");
  EXPECT_EQ(problem([](Plan& plan) {
              plan.waiting = {{0, Rank::ordinary, plan.from + 1, {}}};
            }),
            "waiting[0]: an unknown service, or not there yet");
  EXPECT_EQ(problem([](Plan& plan) { plan.show = 1.5; }), "show: 0-1");
}

TEST(Arrivals, FollowTheHours) {
  Plan plan;
  plan.from = 9 * h;
  plan.closes = plan.until = 12 * h;
  plan.interval = h;
  plan.services = {{}};
  Stream stream;
  stream.from = 9 * h;
  stream.step = h;
  stream.per_hour = {10, 0, 40};
  plan.streams = {stream, stream};
  constexpr int days = 500;
  const Summary poisson = run(plan, 1, days);
  ASSERT_EQ(poisson.intervals.size(), 3u);
  EXPECT_NEAR(poisson.intervals[0].arrivals, 20, 4 * std::sqrt(20.0 / days));
  EXPECT_EQ(poisson.intervals[1].arrivals, 0);
  EXPECT_NEAR(poisson.intervals[2].arrivals, 80, 4 * std::sqrt(80.0 / days));

  for (Stream& one : plan.streams)
    one.gap = Distribution::constant(1);
  Recorder day;
  EXPECT_EQ(Simulator(plan).day(1, day), 98u); // the 10th and the 50th would come at the very end of a piece
  EXPECT_EQ(day.visits[0].joined, 9 * h + 360);
}

TEST(Tally, AddsUpWhatItIsTold) {
  Plan plan;
  plan.closes = plan.until = 3600;
  plan.counters = {{0, {{0, 3600}}, 1, {}}, {0, {{0, 1800}}, 1, {}}};
  Tally tally(plan);
  const auto visit = [](int counter, Visit::End end, double joined, double called, double ended) {
    Visit one;
    one.counter = counter;
    one.end = end;
    one.joined = joined;
    one.called = one.started = called;
    one.ended = ended;
    return one;
  };
  tally.visit(visit(0, Visit::End::served, 0, 0, 900));
  tally.visit(visit(0, Visit::End::served, 100, 900, 2700));   // over the target; half of it in the second interval
  tally.visit(visit(1, Visit::End::absent, 1000, 1700, 1900)); // 100 s longer than the shift
  tally.visit(visit(-1, Visit::End::left, 1000, 0, 1500));
  tally.visit(visit(-1, Visit::End::waiting, 2000, 0, 3600));
  Visit again = visit(0, Visit::End::served, 2700, 2760, 4000); // goes on after the end
  again.leg = 1;
  tally.visit(again);
  const Summary of_two_days = tally.summary(2);
  EXPECT_EQ(of_two_days.days, 2);
  const Interval& day = of_two_days.day;
  EXPECT_EQ(day.arrivals, 2.5);
  EXPECT_EQ(day.left, 0.5);
  EXPECT_EQ(day.absent, 0.5);
  EXPECT_EQ(day.still_there, 0.5);
  EXPECT_EQ(day.mean, (0 + 800 + 700 + 60) / 4.0);
  EXPECT_EQ(day.p50, 60);
  EXPECT_EQ(day.p90, 700);
  EXPECT_EQ(day.over_target, 3.0 / 6);
  EXPECT_EQ(day.open, 1.5);
  ASSERT_EQ(of_two_days.intervals.size(), 2u);
  EXPECT_EQ(of_two_days.intervals[1].from, 1800);
  EXPECT_EQ(of_two_days.intervals[1].open, 1);
  EXPECT_EQ(of_two_days.intervals[1].mean, 60);
  EXPECT_EQ(of_two_days.utilisation_between[0][0], 1800.0 / 3600); // two days of 1800 s
  EXPECT_EQ(of_two_days.utilisation_between[1][1], 1);             // only beyond its shift
  EXPECT_EQ(of_two_days.utilisation[0], (2700 + 840) / 7200.0);
}
