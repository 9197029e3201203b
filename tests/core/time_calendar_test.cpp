#include "core/time/time.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace lobby {
namespace {

constexpr int shanghai = 8 * 60;

TEST(Calendar, ReadsOnlyRealDatesInOneForm) {
  Date date;
  ASSERT_TRUE(parse_date("2028-02-29", date));
  EXPECT_EQ(date, (Date{2028, 2, 29}));
  for (const char* wrong : {"2027-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-1-1", "2026/11/21",
                            "26-11-21", "0000-01-01", "2026-11-21 ", "", "2026-+1-21"}) {
    EXPECT_FALSE(parse_date(wrong, date)) << wrong;
  }
  EXPECT_EQ(date, (Date{2028, 2, 29})) << "a text that is no date leaves the date alone";
}

TEST(Calendar, NumbersEveryDayFrom1600To2400AndBack) {
  Date date{1600, 1, 1};
  std::int64_t number = day_number(date);
  EXPECT_EQ(number, -135140);
  for (; date.year < 2400; ++number) {
    ASSERT_EQ(day_number(date), number) << to_string(date);
    ASSERT_EQ(date_of_day_number(number), date) << number;
    Date again;
    ASSERT_TRUE(parse_date(to_string(date), again));
    ASSERT_EQ(again, date);
    ++date.day;
    if (!parse_date(to_string(date), again)) {
      date.day = 1;
      if (++date.month == 13) date = {date.year + 1, 1, 1};
    }
  }
}

TEST(Calendar, KnowsWeekdays) {
  EXPECT_EQ(iso_weekday({1970, 1, 1}), 4);
  EXPECT_EQ(iso_weekday({2026, 11, 21}), 6);
  EXPECT_EQ(iso_weekday({2026, 11, 22}), 7);
  EXPECT_EQ(iso_weekday({1969, 12, 29}), 1);
}

TEST(Calendar, TurnsMomentsIntoLocalTimeAndBack) {
  // 2026-11-21T00:30 in Shanghai is still the 20th in Greenwich.
  const Time time = at({2026, 11, 21}, 30, shanghai);
  EXPECT_EQ(time, 1795192200000);
  EXPECT_EQ(local_date(time, shanghai), (Date{2026, 11, 21}));
  EXPECT_EQ(local_minute(time, shanghai), 30);
  EXPECT_EQ(local_date(time, 0), (Date{2026, 11, 20}));
  EXPECT_EQ(local_minute(time, 0), 16 * 60 + 30);
  EXPECT_EQ(local_date(-1, 0), (Date{1969, 12, 31}));
  EXPECT_EQ(local_minute(-1, 0), 24 * 60 - 1);
}

TEST(Calendar, TakesAnyMomentWithoutOverflow) {
  for (const Time time : {std::numeric_limits<Time>::min(), std::numeric_limits<Time>::max()}) {
    EXPECT_GE(local_minute(time, 14 * 60), 0);
    EXPECT_LT(local_minute(time, -12 * 60), 24 * 60);
    const Date date = local_date(time, shanghai);
    EXPECT_EQ(date_of_day_number(day_number(date)), date);
  }
}

} // namespace
} // namespace lobby
