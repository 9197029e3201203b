#include "tests/core/logs_hall.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

using namespace lobby;
using logs::What;

namespace {

void expect_sound(const logs::Answer& answer) {
  EXPECT_TRUE(std::isfinite(answer.p10) && std::isfinite(answer.p50) && std::isfinite(answer.p90));
  EXPECT_LE(0, answer.p10);
  EXPECT_LE(answer.p10, answer.p50);
  EXPECT_LE(answer.p50, answer.p90);
  EXPECT_LE(answer.p90, 86400);
}

/// Takes lines of one day written as "join 1" at rising seconds of the day.
struct Log {
  logs::Forecaster forecaster;
  Date date{2026, 1, 5};

  std::optional<logs::Answer> operator()(int second, What what, std::string_view who, std::string_view counter = "",
                                         std::string_view service = "CASH") {
    const auto answer = forecaster.take({date, second, what, who, service, 0, counter});
    EXPECT_EQ(answer.has_value(), what == What::join);
    if (answer) expect_sound(*answer);
    return answer;
  }
};

} // namespace

TEST(Waits, AreLearnedFromTheLines) {
  logs::Forecaster forecaster;
  const std::vector<logs::Written> log = logs::days_of(6, 300);
  double error = 0, last_error = 0, usual_error = 0, judged = 0, within = 0, sum = 0, known = 0;
  std::map<std::string, std::pair<int, logs::Answer>> open;
  double last = 0;
  for (const logs::Written& one : log) {
    const auto answer = forecaster.take(one.line());
    if (answer) {
      expect_sound(*answer);
      open[one.who] = {one.second, *answer};
    }
    const auto joined = open.find(one.who);
    if (one.what != What::start || joined == open.end()) continue;
    const double wait = one.second - joined->second.first;
    const logs::Answer said = joined->second.second;
    open.erase(joined);
    if (day_number(one.date) >= day_number({2026, 1, 8})) { // after three days
      judged += 1;
      error += std::abs(wait - said.p50);
      within += wait >= said.p10 - 0.5 && wait <= said.p90 + 0.5;
      last_error += std::abs(wait - last);
      usual_error += std::abs(wait - sum / known);
    }
    last = wait;
    sum += wait;
    known += 1;
  }
  ASSERT_GT(judged, 500);
  EXPECT_LT(error, 0.5 * last_error);
  EXPECT_LT(error, 0.5 * usual_error);
  EXPECT_NEAR(within / judged, 0.8, 0.06);
  EXPECT_GT(forecaster.record().refits, 0u);
  EXPECT_EQ(forecaster.record().judged, known);
  forecaster.finish();
  EXPECT_EQ(forecaster.oddities(), logs::Oddities{});
}

TEST(Waits, AreTheSameForTheSameLines) {
  logs::Forecaster once, again;
  for (const logs::Written& one : logs::days_of(1, 500)) {
    const auto a = once.take(one.line());
    const auto b = again.take(one.line());
    ASSERT_EQ(a.has_value(), b.has_value());
    if (a) {
      ASSERT_TRUE(a->p10 == b->p10 && a->p50 == b->p50 && a->p90 == b->p90);
    }
  }
  EXPECT_GT(once.record().refits, 0u);
}

TEST(Waits, WithoutAnyCounterAreLongAndFinite) {
  Log log;
  const auto first = log(100, What::join, "1");
  EXPECT_GE(first->p50, 3600); // nobody serves: nothing better is known
  for (int i = 2; i < 700; ++i)
    log(100 + i, What::join, std::to_string(i));
  EXPECT_EQ(log.forecaster.oddities().no_counter_open, 699u);
  log.forecaster.finish();
  EXPECT_EQ(log.forecaster.oddities().never_ended, 699u);
}

TEST(Waits, LiveWithACounterThatNeverCloses) {
  Log log;
  log(0, What::start, "1", "1");
  log(10, What::start, "2", "2");
  log(60, What::end, "2", "2");
  for (int at = 1; at < 23; ++at) {
    log(at * 3600, What::join, "a" + std::to_string(at));
    log(at * 3600 + 60, What::start, "a" + std::to_string(at), "2");
    log(at * 3600 + 180, What::end, "a" + std::to_string(at), "2");
  }
  log.forecaster.finish();
  EXPECT_EQ(log.forecaster.oddities().never_closed, 1u);
  EXPECT_EQ(log.forecaster.record().judged, 22u);
}

TEST(Waits, OfAnEmptyLogAreNone) {
  logs::Forecaster forecaster;
  forecaster.finish();
  EXPECT_EQ(forecaster.oddities(), logs::Oddities{});
  EXPECT_EQ(forecaster.record().joins, 0u);
}

TEST(Waits, CountWhatIsOdd) {
  Log log;
  log(100, What::join, "1");
  log(101, What::join, "1");
  log(102, What::end, "9", "1");
  log(103, What::leave, "9");
  log(104, What::gone, "8");
  log(105, What::start, "2", "1");
  log(106, What::start, "3", "1");
  log(100, What::join, "4", "", "a service never seen");
  log(107, What::start, "3", "2");
  log(107 + 5 * 3600, What::end, "3", "2");
  log.forecaster.finish();
  logs::Oddities odd;
  odd.joined_twice = 1;
  odd.nobody_known = 3;
  odd.counter_taken = 2;
  odd.out_of_order = 1;
  odd.never_ended = 2;
  odd.no_counter_open = 2;
  odd.long_services = 1;
  EXPECT_EQ(log.forecaster.oddities(), odd);
}

TEST(Waits, FollowAClockThatIsSetBack) {
  Log log;
  log.date = {2999, 12, 31}; // a slip in one line
  log(100, What::join, "1");
  log.date = {2026, 1, 5};
  for (int i = 0; i < 60; ++i) {
    log(200 + 10 * i, What::join, "b" + std::to_string(i));
    log(205 + 10 * i, What::start, "b" + std::to_string(i), "1");
    log(208 + 10 * i, What::end, "b" + std::to_string(i), "1");
  }
  EXPECT_EQ(log.forecaster.oddities().clock_set_back, 1u);
  EXPECT_EQ(log.forecaster.oddities().out_of_order, 20u);
  log(100, What::join, "late"); // this once only
  EXPECT_EQ(log.forecaster.oddities().clock_set_back, 1u);
}

TEST(Waits, StayFiniteAndOrderedWhateverComes) {
  logs::Forecaster forecaster;
  for (std::uint64_t i = 0; i < 6000; ++i) {
    const auto draw = [&](std::uint64_t what, std::uint64_t below) { return chance::draw(5, i, what) % below; };
    const std::string who = std::to_string(draw(0, 25));
    const std::string service = "S" + std::to_string(draw(1, 40));
    const std::string counter = std::to_string(draw(2, draw(8, 50) == 0 ? 1000 : 6));
    const bool jumps = draw(3, 100) == 0;
    const int moment = static_cast<int>((jumps ? draw(4, 86400) : i * 10) % 86400);
    const Date date =
        date_of_day_number(20000 + static_cast<std::int64_t>(draw(5, 300) == 0 ? draw(6, 9000) : i / 8640));
    const auto what = static_cast<What>(draw(7, 5));
    const auto answer = forecaster.take({date, moment, what, who, service, static_cast<int>(draw(9, 100)), counter});
    ASSERT_EQ(answer.has_value(), what == What::join);
    if (answer) expect_sound(*answer);
  }
  EXPECT_GT(forecaster.oddities().out_of_order, 0u);
  EXPECT_GT(forecaster.record().judged, 200u);
}
