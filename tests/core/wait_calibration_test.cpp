#include "tests/core/wait_branch.hpp"

#include <algorithm>
#include <cmath>
#include <map>

using namespace lobby;
using namespace lobby::wait_test;

namespace {

struct Guess {
  Forecast forecast;
  double actual = 0; ///< seconds
};

/// What the predictor says whenever somebody takes a ticket, beside what came true, over simulated days.
std::vector<Guess> guesses(const Branch& branch, int days, int every, std::uint64_t seed) {
  std::vector<Guess> all;
  Experience experience = prior_experience(branch);
  for (int i = 0; i < days; ++i) {
    const Date date = date_of_day_number(day_number(monday) + i);
    const std::vector<Event> events = simulate_day(branch, date, seed);
    Day day;
    day.date = date;
    std::map<TicketId, Guess> open;
    Predictor predictor(branch, experience);
    for (const Event& event : events) {
      EXPECT_TRUE(apply(day, event));
      if (const auto* taken = std::get_if<event::TicketTaken>(&event.body); taken && taken->ticket % every == 0) {
        predictor.refresh(day, event.at);
        open[taken->ticket].forecast = predictor.ticket(taken->ticket);
      }
      const auto* called = std::get_if<event::TicketCalled>(&event.body);
      if (called && open.contains(called->ticket)) {
        Guess& guess = open[called->ticket];
        guess.actual = static_cast<double>(event.at - day.ticket(called->ticket)->taken_at) / second;
        all.push_back(guess);
        open.erase(called->ticket);
      }
    }
    learn(experience, branch, day);
  }
  return all;
}

struct Judged {
  int people = 0;
  double held = 0;    ///< share within p10–p90, give or take 5 s
  double error = 0;   ///< mean absolute, of p50, seconds
  double by_head = 0; ///< the same for people ahead × the best constant there is
};

/// Of those who are told to wait at least so many seconds.
Judged judge(const std::vector<Guess>& all, double at_least) {
  std::vector<Guess> some;
  for (const Guess& one : all)
    if (one.forecast.known && one.forecast.p50 >= at_least) some.push_back(one);
  Judged judged;
  judged.people = static_cast<int>(some.size());
  judged.by_head = 1e18;
  const double share = 1.0 / static_cast<double>(some.size());
  for (const Guess& one : some) {
    judged.held += share * (one.forecast.p10 - 5 <= one.actual && one.actual <= one.forecast.p90 + 5);
    judged.error += share * std::abs(one.forecast.p50 - one.actual);
  }
  for (double each = 0; each < 600; each += 5) {
    double error = 0;
    for (const Guess& one : some)
      error += share * std::abs(one.forecast.ahead * each - one.actual);
    judged.by_head = std::min(judged.by_head, error);
  }
  return judged;
}

void expect_good(const Judged& judged, int people) {
  EXPECT_GT(judged.people, people);
  EXPECT_GE(judged.held, 0.70);
  EXPECT_LE(judged.held, 0.90);
  EXPECT_LT(judged.error, judged.by_head * 0.9);
}

} // namespace

TEST(Calibration, HoldsInALineWhereAllCountersDoTheSame) {
  expect_good(judge(guesses(plain_branch(3), 6, 2, 3), 60), 100);
}

TEST(Calibration, HoldsWhereCountersDoDifferentThings) {
  Branch branch = city_branch();
  branch.arrivals_per_hour = 36;
  expect_good(judge(guesses(branch, 6, 2, 5), 60), 100);
}
