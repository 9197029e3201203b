// Screens whose truth is known: what the forecaster makes of them.
#include "core/logs/screens.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace {

using lobby::ScreenForecast;
using lobby::ScreenForecaster;
using lobby::ScreenRow;

ScreenRow row(int day, int minute, int waiting, int number, std::string queue = "1") {
  ScreenRow one;
  one.office = "Hall";
  one.date = {2020, 1, day};
  one.minute = minute;
  one.queue = std::move(queue);
  one.service_minutes = 10;
  one.open_counters = 1;
  one.waiting = waiting;
  one.letters = "A";
  one.number = number;
  return one;
}

void expect_sound(const ScreenForecast& told) {
  EXPECT_TRUE(std::isfinite(told.p10) && std::isfinite(told.p50) && std::isfinite(told.p90));
  EXPECT_LE(0, told.p10);
  EXPECT_LE(told.p10, told.p50);
  EXPECT_LE(told.p50, told.p90);
}

/// Days on which a ticket is called every `each` minutes and the line goes up and down between 1 and 8.
struct Steady {
  int each = 4;
  int first_number = 0;
  int wraps_at = 1'000'000; ///< numbers begin again at 1 there
  int missing = 0;          ///< every how many-th snapshot is not shown; 0: none

  /// Feeds days [from, to] and answers the mean absolute error of the last day and how much of it held.
  struct Score {
    double error = 0, held = 0;
    int judged = 0;
  };
  Score live(ScreenForecaster& forecaster, int from, int to) const {
    Score score;
    for (int day = from; day <= to; ++day)
      for (int minute = 480; minute < 960; minute += 5) {
        if (missing > 0 && minute / 5 % missing == 0) continue;
        const int called = (minute - 480) / each;
        const int waiting = 1 + (minute / 5) % 8;
        const int number = (first_number + called) % wraps_at;
        const auto told = forecaster.see(row(day, minute, waiting, number));
        EXPECT_TRUE(told);
        if (!told) continue;
        expect_sound(*told);
        // Called in the minute in which `called + waiting` is reached.
        const double truth = (called + waiting) * each - (minute - 480);
        if (day != to || minute + truth > 940) continue;
        ++score.judged;
        score.error += std::abs(told->p50 - truth);
        score.held += told->p10 <= truth + 5 && told->p90 >= truth - 5;
      }
    score.error /= score.judged;
    score.held /= score.judged;
    return score;
  }
};

TEST(Screens, ASteadyPaceIsLearned) {
  ScreenForecaster forecaster;
  const auto score = Steady{}.live(forecaster, 6, 11);
  EXPECT_GT(score.judged, 50);
  EXPECT_LT(score.error, 4); // a screen of five minutes cannot tell much more
  EXPECT_GT(score.held, 0.7);
  EXPECT_EQ(forecaster.oddities().restarts, 0);
}

TEST(Screens, TheFirstDayIsHonest) {
  ScreenForecaster forecaster;
  const auto score = Steady{.each = 12}.live(forecaster, 6, 6);
  EXPECT_LT(score.error, 30); // knows nobody yet; a wait is 54 minutes on average
}

TEST(Screens, NumbersThatBeginAgainDoNotConfuse) {
  ScreenForecaster forecaster;
  const auto score = Steady{.first_number = 900, .wraps_at = 1000}.live(forecaster, 6, 11);
  EXPECT_LT(score.error, 6);
  EXPECT_EQ(forecaster.oddities().restarts, 6); // once a day
}

TEST(Screens, MissingSnapshotsAreBridged) {
  ScreenForecaster forecaster;
  const auto score = Steady{.missing = 3}.live(forecaster, 6, 11);
  EXPECT_LT(score.error, 5);
}

TEST(Screens, AnIntervalIsLearnedFromAndCounted) {
  ScreenForecaster forecaster;
  forecaster.see(row(6, 480, 3, 10));
  EXPECT_EQ(forecaster.oddities().judged, 0);
  forecaster.see(row(6, 485, 0, 12));
  EXPECT_EQ(forecaster.oddities().judged, 0); // 13 holds the last in line
  forecaster.see(row(6, 490, 0, 13));
  EXPECT_EQ(forecaster.oddities().judged, 1);
}

TEST(Screens, TheSameNumberWithOtherLettersIsNobodysTurn) {
  ScreenForecaster forecaster;
  forecaster.see(row(6, 480, 3, 10));
  ScreenRow other = row(6, 485, 0, 200);
  other.letters = "B";
  forecaster.see(other);
  EXPECT_EQ(forecaster.oddities().judged, 0);
}

TEST(Screens, NumbersCalledAgainOrOutOfTurnAreNotTheFront) {
  ScreenForecaster forecaster;
  Steady{.each = 5}.live(forecaster, 6, 12);
  for (int i = 0; i < 40; ++i)
    forecaster.see(row(13, 480 + 5 * i, 6, i));
  const auto usual = forecaster.see(row(13, 680, 6, 40));
  const auto again = forecaster.see(row(13, 685, 6, 35)); // 41 is next but one
  const auto appointment = forecaster.see(row(13, 690, 6, 901));
  const auto next = forecaster.see(row(13, 695, 6, 42));
  ASSERT_TRUE(usual && again && appointment && next);
  for (const auto& one : {usual, again, appointment, next})
    expect_sound(*one);
  EXPECT_LT(again->p50, usual->p50 / 2);
  EXPECT_NEAR(next->p50, usual->p50, usual->p50 / 2); // the pace is still known
  EXPECT_EQ(forecaster.oddities().leaps, 1);
  EXPECT_EQ(forecaster.oddities().restarts, 0);
}

TEST(Screens, AQueueThatClosesWithPeopleWaitingTeachesNoWait) {
  ScreenForecaster forecaster;
  forecaster.see(row(6, 955, 4, 10));
  forecaster.see(row(6, 960, 4, 10));
  forecaster.see(row(7, 480, 0, 0));
  EXPECT_EQ(forecaster.oddities().never_called, 2);
  EXPECT_EQ(forecaster.oddities().judged, 0);
  forecaster.see(row(7, 485, 0, 14)); // the number of yesterday's last
  EXPECT_EQ(forecaster.oddities().judged, 0);
}

TEST(Screens, OfficesNeverSeenAndScreensWithoutNumbersAreAnswered) {
  ScreenForecaster forecaster;
  Steady{}.live(forecaster, 6, 9);
  ScreenRow stranger = row(9, 600, 5, 17);
  stranger.office = "Elsewhere";
  stranger.open_counters = 0;
  const auto told = forecaster.see(stranger);
  ASSERT_TRUE(told);
  expect_sound(*told);
  EXPECT_GT(told->p50, 5); // others take four minutes a person
  EXPECT_LT(told->p50, 60);
  EXPECT_EQ(forecaster.oddities().no_counter, 1);
  stranger.queue = "2";
  stranger.number = -1;
  stranger.waiting = 100'000;
  const auto crowd = forecaster.see(stranger);
  ASSERT_TRUE(crowd);
  expect_sound(*crowd);
  stranger.waiting = 0;
  EXPECT_FALSE(forecaster.see(stranger));
}

TEST(Screens, ClocksThatJumpAreCountedAndTheQueueGoesOn) {
  ScreenForecaster forecaster;
  forecaster.see(row(6, 600, 3, 10));
  const auto back = forecaster.see(row(6, 500, 3, 10));
  ASSERT_TRUE(back);
  expect_sound(*back);
  EXPECT_EQ(forecaster.oddities().out_of_order, 1);
  forecaster.see(row(6, 600, 3, 10));
  EXPECT_EQ(forecaster.oddities().repeated, 1);
  forecaster.see(row(6, 700, 3, 200));
  EXPECT_EQ(forecaster.oddities().gaps, 1);
  EXPECT_EQ(forecaster.oddities().leaps, 1);
  ASSERT_TRUE(forecaster.see(row(5, 600, 3, 10))); // yesterday after today
  EXPECT_EQ(forecaster.oddities().out_of_order, 2);
}

TEST(Screens, TheSameRowsGiveTheSameAnswers) {
  ScreenForecaster one, two;
  for (int minute = 480; minute < 960; minute += 5)
    for (const char* queue : {"1", "2"}) {
      const ScreenRow shown = row(6, minute, 1 + minute % 7, (minute - 480) / 3, queue);
      const auto a = one.see(shown), b = two.see(shown);
      ASSERT_TRUE(a && b);
      EXPECT_EQ(a->p10, b->p10);
      EXPECT_EQ(a->p50, b->p50);
      EXPECT_EQ(a->p90, b->p90);
    }
}

std::string fault_of(std::string_view line) {
  const auto read = lobby::read_screen_row(line);
  return read.index() == 1 ? std::get<1>(read) : "";
}

TEST(ScreenRows, AreRead) {
  const auto read = lobby::read_screen_row("UD_Bemowo,2019-12-30,08:19,549,B,B: Firmy,1,1,10,2,6,B017");
  ASSERT_EQ(read.index(), 0u);
  const ScreenRow& one = std::get<0>(read);
  EXPECT_EQ(one.office, "UD_Bemowo");
  EXPECT_EQ(one.date, (lobby::Date{2019, 12, 30}));
  EXPECT_EQ(one.minute, 499);
  EXPECT_EQ(one.queue, "549");
  EXPECT_EQ(one.service_minutes, 10);
  EXPECT_EQ(one.open_counters, 2);
  EXPECT_EQ(one.waiting, 6);
  EXPECT_EQ(one.letters, "B");
  EXPECT_EQ(one.number, 17);
}

TEST(ScreenRows, MayHaveQuotesNoLettersOrNoTicket) {
  const auto quoted = lobby::read_screen_row("\"North, \"\"Hall\"\"\",2019-12-30,08:19,5,,\"a,b\",,,0,0,0,41");
  ASSERT_EQ(quoted.index(), 0u);
  EXPECT_EQ(std::get<0>(quoted).office, "North, \"Hall\"");
  EXPECT_EQ(std::get<0>(quoted).letters, "");
  EXPECT_EQ(std::get<0>(quoted).number, 41);
  const auto none = lobby::read_screen_row("Hall,2019-12-30,08:19,5,,,,,0,0,0,");
  ASSERT_EQ(none.index(), 0u);
  EXPECT_EQ(std::get<0>(none).number, -1);
}

TEST(ScreenRows, SayWhatIsWrong) {
  EXPECT_EQ(fault_of(""), "1 columns instead of 12");
  EXPECT_EQ(fault_of("H,2019-12-30,08:19,5,,,,,0,0,0"), "11 columns instead of 12");
  EXPECT_EQ(fault_of(",2019-12-30,08:19,5,,,,,0,0,0,"), "office is empty");
  EXPECT_EQ(fault_of("H,2019-02-29,08:19,5,,,,,0,0,0,"), "date must be a date such as 2020-01-07, not \"2019-02-29\"");
  EXPECT_EQ(fault_of("H,2019-12-30,24:00,5,,,,,0,0,0,"), "time must be a time such as 08:05, not \"24:00\"");
  EXPECT_EQ(fault_of("H,2019-12-30,08:19,5,,,,,0,0,-1,"),
            "waiting must be a whole number from 0 to 100000, not \"-1\"");
  EXPECT_EQ(fault_of("H,2019-12-30,08:19,5,,,,,0,0,0,A"), "current_ticket must be empty or end in a number, not \"A\"");
  EXPECT_EQ(fault_of("\"H,2019-12-30"), "a quote is not closed");
  EXPECT_EQ(fault_of("\"H\"x,2019-12-30"), "something follows a closing quote");
}

} // namespace
