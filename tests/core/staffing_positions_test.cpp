// H1–H3: who fills in, and posts or rotation.
#include "core/staffing/positions.hpp"

#include <gtest/gtest.h>

namespace lobby {
namespace {

using Reserve = Posted::Reserve;

TEST(StaffingPositions, NothingToDoWhenOneAndTwoAreManned) { EXPECT_TRUE(who_fills_in({{"a", 1}, {"b", 2}}).empty()); }

TEST(StaffingPositions, ThreeFourSevenInThisOrder) {
  std::vector<Posted> hall = {{"g", 7}, {"d", 4}, {"b", 2}, {"c", 3}, {"e", 5}, {"f", 6}};
  EXPECT_EQ(who_fills_in(hall), (std::vector<FillIn>{{1, "c", 3}}));
  hall[3].busy = true;
  EXPECT_EQ(who_fills_in(hall), (std::vector<FillIn>{{1, "d", 4}}));
  hall[1].busy = true;
  EXPECT_EQ(who_fills_in(hall), (std::vector<FillIn>{{1, "g", 7}}));
  hall[0].busy = true; // 5 and 6 are never taken away
  EXPECT_EQ(who_fills_in(hall), (std::vector<FillIn>{{1, "", 0}}));
}

TEST(StaffingPositions, BothEmptyOneFirst) {
  EXPECT_EQ(who_fills_in({{"c", 3}, {"d", 4}}), (std::vector<FillIn>{{1, "c", 3}, {2, "d", 4}}));
  EXPECT_EQ(who_fills_in({{"c", 3}}), (std::vector<FillIn>{{1, "c", 3}, {2, "", 0}}));
}

TEST(StaffingPositions, ThenHeadThenFlexibleTeller) {
  const std::vector<Posted> hall = {{"t", 0, Reserve::flexible_teller}, {"h", 0, Reserve::branch_head}, {"e", 5}};
  EXPECT_EQ(who_fills_in(hall), (std::vector<FillIn>{{1, "h", 0}, {2, "t", 0}}));
}

TEST(StaffingPositions, ASecondPersonFirst) {
  EXPECT_EQ(who_fills_in({{"a", 1}, {"b", 1}, {"c", 3}}), (std::vector<FillIn>{{2, "a", 1}}));
}

TEST(StaffingPositions, OddInput) {
  EXPECT_EQ(who_fills_in({}), (std::vector<FillIn>{{1, "", 0}, {2, "", 0}}));
  EXPECT_EQ(who_fills_in({{"x", 99}, {"y", -3}, {"z", 0}}), (std::vector<FillIn>{{1, "", 0}, {2, "", 0}}));
}

TEST(StaffingPositions, RotationWhenQuietPostsWhenBusy) {
  EXPECT_EQ(way_of_working(4, 3).way, WayOfWorking::rotation);
  EXPECT_EQ(way_of_working(60, 3).way, WayOfWorking::fixed_posts);
  EXPECT_EQ(way_of_working(1, 0).way, WayOfWorking::fixed_posts);
  EXPECT_EQ(way_of_working(0, 1).way, WayOfWorking::rotation);
  // Erlang B(3, 0.8994) = 0.05: 13.49 customers an hour of four minutes each.
  const WayAdvice advice = way_of_working(13.3, 3);
  EXPECT_NEAR(advice.switch_per_hour, 13.49, 0.02);
  EXPECT_LT(advice.door_empty, door_empty_limit);
  EXPECT_EQ(way_of_working(advice.switch_per_hour + 0.1, 3).way, WayOfWorking::fixed_posts);
  EXPECT_GT(way_of_working(10, 4).switch_per_hour, advice.switch_per_hour);
}

} // namespace
} // namespace lobby
