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

} // namespace

TEST(Calibration, TheRangeHoldsWhatItSays) {
  const std::vector<Guess> all = guesses(city_branch(), 10, 1, 3);
  double held = 0, error = 0, below = 0, above = 0, bias = 0, mean = 0, width = 0;
  int known = 0;
  for (const Guess& one : all) {
    if (!one.forecast.known) continue;
    ++known;
    held += one.forecast.p10 <= one.actual && one.actual <= one.forecast.p90;
    below += one.actual < one.forecast.p10;
    above += one.actual > one.forecast.p90;
    error += std::abs(one.forecast.p50 - one.actual);
    bias += one.forecast.p50 - one.actual;
    mean += one.actual;
    width += one.forecast.p90 - one.forecast.p10;
  }
  printf("n %zu known %d held %.3f below %.3f above %.3f mae %.1f bias %.1f mean %.1f width %.1f\n", all.size(), known,
         held / known, below / known, above / known, error / known, bias / known, mean / known, width / known);
}
