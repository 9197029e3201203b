// The plan of counters: what can be agreed, in which form it is kept, and why it is refused.
#include "visit_branch.hpp"

namespace lobby::testing {
namespace {

constexpr int h(int hours, int minutes = 0) { return hours * 60 + minutes; }

command::PlanCounters plan(std::vector<Shift> shifts) { return {std::move(shifts)}; }

TEST(Plan, IsTheDaysWholePlanInPlaceOfTheOneBefore) {
  Play play;
  play.must(plan({{"3", h(11, 30), h(13)}}));
  ASSERT_EQ(play.events.size(), 1u);
  EXPECT_EQ(std::get<event::CountersPlanned>(play.events[0].body).shifts, play.day.planned);
  EXPECT_EQ(play.day.planned, (std::vector<Shift>{{"3", h(11, 30), h(13)}}));
  play.must(plan({{"1", h(10), h(17)}}));
  EXPECT_EQ(play.day.planned, (std::vector<Shift>{{"1", h(10), h(17)}}));
  play.must(plan({}));
  EXPECT_TRUE(play.day.planned.empty());
}

TEST(Plan, IsKeptInOrderAndWhatTouchesBecomesOne) {
  Play play;
  play.must(plan({{"3", h(14), h(15)}, {"2", h(10), h(11)}, {"3", h(9), h(10)}, {"2", h(11), h(11, 30)}}));
  const std::vector<Shift> kept = {{"2", h(10), h(11, 30)}, {"3", h(9), h(10)}, {"3", h(14), h(15)}};
  EXPECT_EQ(play.day.planned, kept);
}

TEST(Plan, TheSameAgainIsNoEvent) {
  Play play;
  play.must(plan({{"1", h(10), h(12)}}));
  const std::uint64_t number = play.day.number;
  play.must(plan({{"1", h(11), h(12)}, {"1", h(10), h(11)}}));
  EXPECT_TRUE(play.events.empty());
  EXPECT_EQ(play.day.number, number);
}

TEST(Plan, SaysWhyNot) {
  Play play; // it is 9:00; open 9:00–12:00 and 13:30–17:00
  EXPECT_EQ(play.refusal(plan({{"9", h(10), h(11)}})), "unknown_counter 9");
  EXPECT_EQ(play.refusal(plan({{"", h(10), h(11)}})), "unknown_counter");
  EXPECT_EQ(play.refusal(plan({{"1", h(8, 59), h(11)}})), "shift_outside_hours 09:00–17:00");
  EXPECT_EQ(play.refusal(plan({{"1", h(16), h(17, 1)}})), "shift_outside_hours 09:00–17:00");
  EXPECT_EQ(play.refusal(plan({{"1", h(11), h(11)}})), "shift_outside_hours 09:00–17:00");
  EXPECT_EQ(play.refusal(plan({{"1", h(12), h(11)}})), "shift_outside_hours 09:00–17:00");
  EXPECT_EQ(play.refusal(plan({{"1", -2147483647, 2147483647}})), "shift_outside_hours 09:00–17:00");
  EXPECT_EQ(play.refusal(plan({{"1", h(11), h(14)}, {"1", h(10), h(11, 1)}})), "shifts_overlap 1 11:00–14:00");
  EXPECT_EQ(play.refusal(plan({{"1", h(11), h(14)}, {"1", h(11), h(14)}})), "shifts_overlap 1 11:00–14:00");
  EXPECT_EQ(play.refusal(plan(std::vector<Shift>(501, {"1", h(10), h(11)}))), "too_many_shifts 500");
  EXPECT_TRUE(play.day.planned.empty());
  play.must(plan({{"1", h(9), h(17)}, {"2", h(11), h(14)}})); // through lunch, both at once
}

TEST(Plan, WhatHasPassedStaysAsItWasAgreedOrLess) {
  Play play;
  play.must(plan({{"1", h(9), h(11)}, {"2", h(10), h(12)}}));
  play.now = clock(11, 30);
  EXPECT_EQ(play.refusal(plan({{"1", h(10), h(11, 30)}})), "shift_past 1 10:00–11:30");
  EXPECT_EQ(play.refusal(plan({{"3", h(9), h(10)}})), "shift_past 3 09:00–10:00");
  EXPECT_EQ(play.refusal(plan({{"1", h(9), h(11)}, {"2", h(9), h(11)}})), "shift_past 2 09:00–11:00");
  play.must(plan({{"1", h(9), h(11)}, {"2", h(10), h(11, 30)}, {"3", h(11), h(15)}}));
  play.must(plan({{"1", h(9), h(10)}}));
  EXPECT_EQ(play.refusal(plan({{"1", h(9), h(11)}})), "shift_past 1 09:00–11:00") << "gone for good";
}

TEST(Plan, OfAClosedDayIsEmpty) {
  Play play;
  play.branch.special_days.push_back({saturday, {}, {}});
  EXPECT_EQ(play.refusal(plan({{"1", h(10), h(11)}})), "branch_closed 2026-11-21");
  play.must(plan({}));
}

TEST(Plan, AnEventThatIsNoPlanDoesNotFollow) {
  Play play;
  const auto follows = [&](std::vector<Shift> shifts) {
    Day copy = play.day;
    return apply(copy, {play.day.number + 1, play.now, event::CountersPlanned{std::move(shifts)}});
  };
  EXPECT_TRUE(follows({}));
  EXPECT_TRUE(follows({{"elsewhere", 0, 1440}, {"1", 5, 6}, {"1", 7, 8}}));
  EXPECT_FALSE(follows({{"", 5, 6}}));
  EXPECT_FALSE(follows({{"1", -1, 6}}));
  EXPECT_FALSE(follows({{"1", 6, 6}}));
  EXPECT_FALSE(follows({{"1", 6, 1441}}));
  EXPECT_FALSE(follows({{"1", 5, 6}, {"1", 6, 7}})) << "touching ones are one";
  EXPECT_FALSE(follows({{"1", 7, 8}, {"1", 5, 6}}));
  EXPECT_FALSE(follows({{"1", 5, 6}, {"2", 5, 6}, {"1", 7, 8}}));
  std::vector<Shift> many;
  for (int i = 0; i <= 500; ++i)
    many.push_back({std::to_string(i), 0, 10});
  EXPECT_FALSE(follows(many));
}

} // namespace
} // namespace lobby::testing
