// Who has waited longest, and why.
#include "core/staffing/staffing.hpp"
#include "tests/core/wait_branch.hpp"

namespace lobby {
namespace {

using wait_test::city_branch;
using wait_test::Hall;
using wait_test::plain_branch;
using wait_test::saturday;
using Why = LongestWait::Why;

TEST(StaffingLongest, TheFirstInLine) {
  const Branch branch = city_branch();
  Hall hall(branch, saturday, 10 * 60);
  EXPECT_EQ(longest_wait(branch, hall.day, hall.now).ticket, 0U);
  hall.open_counters(3); // cash and transfers
  const TicketId first = hall.take();
  hall.now += 10 * minute;
  hall.take("card");
  LongestWait longest = longest_wait(branch, hall.day, hall.now);
  EXPECT_EQ(longest.ticket, first);
  EXPECT_EQ(longest.waited, 10 * minute);
  EXPECT_EQ(longest.why, Why::line);
  hall.act(command::CallNext{"1"});
  hall.now += minute;
  longest = longest_wait(branch, hall.day, hall.now);
  EXPECT_EQ(longest.waited, minute);
  EXPECT_EQ(longest.why, Why::no_counter);
}

TEST(StaffingLongest, AnAppointmentWaitsFromItsTime) {
  Branch branch = plain_branch(1);
  branch.policy.capacity = {{"cash", 2}};
  branch.policy.check_in_early_minutes = 60;
  Hall hall(branch, saturday, 10 * 60);
  hall.open_counters(1);
  hall.book(11 * 60);
  hall.now = at(saturday, 10 * 60 + 20, 0);
  hall.act(command::CheckIn{1});
  hall.now = at(saturday, 10 * 60 + 50, 0);
  EXPECT_EQ(longest_wait(branch, hall.day, hall.now).waited, 0);
  hall.now = at(saturday, 11 * 60 + 15, 0);
  const LongestWait longest = longest_wait(branch, hall.day, hall.now);
  EXPECT_EQ(longest.waited, 15 * minute);
  EXPECT_EQ(longest.why, Why::booked);
}

TEST(StaffingLongest, WhoComesEarlyForTheAfternoonDoesNotWaitYet) {
  Branch branch = plain_branch(1);
  branch.policy.check_in_early_minutes = 60;
  for (auto& day : branch.week)
    day = {{9 * 60, 12 * 60}, {13 * 60 + 30, 17 * 60}};
  Hall hall(branch, saturday, 11 * 60);
  hall.book(13 * 60 + 30);
  hall.now = at(saturday, 12 * 60 + 40, 0);
  hall.act(command::CheckIn{1});
  EXPECT_EQ(longest_wait(branch, hall.day, hall.now).ticket, 0u);
  hall.now = at(saturday, 13 * 60 + 35, 0);
  EXPECT_EQ(longest_wait(branch, hall.day, hall.now).waited, 5 * minute);
}

} // namespace
} // namespace lobby
