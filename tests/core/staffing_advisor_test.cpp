// What becomes of the wait: changes of the counters as they are now.
#include "core/staffing/staffing.hpp"
#include "tests/core/wait_branch.hpp"

#include <algorithm>

namespace lobby {
namespace {

using wait_test::city_branch;
using wait_test::Hall;
using wait_test::plain_branch;
using wait_test::saturday;

struct Now {
  explicit Now(Hall& at) : hall(at), experience(prior_experience(at.branch)) {}
  Hall& hall;
  Experience experience;
  Footfall footfall;
  Advisor advisor() const {
    return Advisor({hall.branch, experience, footfall, hall.day, hall.now, rules_of(hall.branch)});
  }
};

TEST(StaffingAdvisor, OpeningHelpsClosingHurts) {
  const Branch branch = plain_branch(5); // 20 an hour, 5 minutes each: two are too few with a line
  Hall hall(branch, saturday, 10 * 60);
  hall.open_counters(2);
  for (int i = 0; i < 14; ++i)
    hall.take();
  const Now now(hall);
  const Advisor advisor = now.advisor();
  ASSERT_TRUE(advisor.outlook().known);
  EXPECT_GT(advisor.outlook().mean_wait, 600);
  EXPECT_TRUE(advisor.outlook().past_target_now);
  const WhatIf open = advisor.ask({Change::Kind::open, "4", 10 * 60, 30});
  ASSERT_TRUE(open.known);
  EXPECT_EQ(open.before, advisor.outlook().mean_wait);
  EXPECT_LT(open.after, open.before - 120);
  EXPECT_DOUBLE_EQ(open.cost_minutes, 30);
  const WhatIf longer = advisor.ask({Change::Kind::open, "4", 10 * 60, 120});
  EXPECT_LE(longer.after, open.after);
  const WhatIf close = advisor.ask({Change::Kind::close, "2", 10 * 60, 0});
  ASSERT_TRUE(close.known);
  EXPECT_GT(close.after, close.before);
  EXPECT_LT(close.cost_minutes, 0);
  const std::vector<WhatIf> all = advisor.suggestions();
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all.front().change.kind, Change::Kind::open);
  EXPECT_LT(all.front().after, all.front().before);
}

TEST(StaffingAdvisor, SaysInTimeWhenTheTargetWillBePassed) {
  const Branch branch = plain_branch(3, 8);
  Hall hall(branch, saturday, 9 * 60 + 5);
  hall.open_counters(2); // no line yet, but 20 an hour of 8 minutes for two
  const Now now(hall);
  const Advisor advisor = now.advisor();
  ASSERT_TRUE(advisor.outlook().known);
  EXPECT_FALSE(advisor.outlook().past_target_now);
  EXPECT_GT(advisor.outlook().passes_target_at, 9 * 60 + 5);
  EXPECT_LT(advisor.outlook().passes_target_at, 11 * 60);
  const WhatIf third = advisor.ask({Change::Kind::open, "3", 9 * 60 + 5, 0});
  EXPECT_TRUE(third.passes_target_at < 0 || third.passes_target_at > advisor.outlook().passes_target_at);
}

TEST(StaffingAdvisor, CountsOnWhatIsAgreed) {
  const Branch branch = plain_branch(3, 8);
  Hall hall(branch, saturday, 9 * 60 + 5);
  hall.open_counters(2); // too few, as above
  const Now now(hall);
  const Outlook before = now.advisor().outlook();
  hall.act(command::PlanCounters{{{"3", 9 * 60 + 30, 17 * 60}}});
  const Advisor advisor = now.advisor();
  EXPECT_LT(advisor.outlook().points.back().mean_wait, before.points.back().mean_wait / 2);
  EXPECT_FALSE(advisor.ask({Change::Kind::open, "3", 9 * 60 + 30, 0}).known) << "that is agreed";
  EXPECT_TRUE(advisor.ask({Change::Kind::open, "3", 9 * 60 + 5, 25}).known);
  const WhatIf without = advisor.ask({Change::Kind::close, "3", 9 * 60 + 30, 0});
  ASSERT_TRUE(without.known);
  EXPECT_GT(without.after, without.before);
  hall.act(command::PlanCounters{{{"2", 9 * 60, 10 * 60}}}); // and an agreed end hurts
  EXPECT_GT(now.advisor().outlook().points.at(8).mean_wait, before.points.at(8).mean_wait);
}

TEST(StaffingAdvisor, WhoIsInsideAtNoonIsServedInTheBreak) {
  Branch branch = plain_branch(1, 8);
  for (auto& day : branch.week)
    day = {{9 * 60, 12 * 60}, {13 * 60 + 30, 17 * 60}};
  branch.arrivals_per_hour = 4;
  Hall hall(branch, saturday, 11 * 60 + 45);
  hall.open_counters(1);
  for (int i = 0; i < 4; ++i)
    hall.take(); // half an hour of work
  const Now now(hall);
  const double served = now.advisor().outlook().mean_wait;
  EXPECT_GT(served, 10 * 60);
  EXPECT_LT(served, 25 * 60);
  // An opening agreed until noon is the same; one that ends before leaves them until the afternoon.
  hall.act(command::PlanCounters{{{"1", 11 * 60, 12 * 60}, {"1", 13 * 60 + 30, 17 * 60}}});
  EXPECT_DOUBLE_EQ(now.advisor().outlook().mean_wait, served);
  hall.act(command::PlanCounters{{{"1", 11 * 60, 11 * 60 + 50}, {"1", 13 * 60 + 30, 17 * 60}}});
  EXPECT_GT(now.advisor().outlook().mean_wait, 60 * 60);
}

TEST(StaffingAdvisor, AnAppointmentWaitsFromItsSlotOn) {
  Branch branch = plain_branch(1, 8);
  branch.arrivals_per_hour = 0;
  branch.policy.check_in_early_minutes = 60;
  Hall hall(branch, saturday, 9 * 60);
  hall.open_counters(1);
  hall.book(11 * 60);
  hall.now = at(saturday, 10 * 60 + 2, 0);
  hall.act(command::CheckIn{1});
  const Now now(hall);
  const Outlook outlook = now.advisor().outlook();
  ASSERT_TRUE(outlook.known);
  EXPECT_EQ(outlook.mean_wait, 0) << "called long before";
}

TEST(StaffingAdvisor, WhomNobodyServesIsToldBesideTheWaitOfTheOthers) {
  const Branch branch = city_branch();
  Hall hall(branch, saturday, 10 * 60);
  hall.open_counters(3); // cash and transfers alone
  const Now now(hall);
  const Advisor advisor = now.advisor();
  const Outlook& outlook = advisor.outlook();
  EXPECT_EQ(outlook.unserved_services, (std::vector<std::string>{"card", "loan", "wealth"}));
  EXPECT_GT(outlook.unserved, 20);
  EXPECT_LT(outlook.mean_wait, 30 * 60) << "the hour after closing is nobody's wait";
  const std::vector<WhatIf> all = advisor.suggestions();
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all[0].change.kind, Change::Kind::open);
  EXPECT_TRUE(all[0].change.counter >= "4") << all[0].change.counter;
  EXPECT_EQ(all[0].change.minutes, 60);
  EXPECT_GT(all[0].served_more, 1);
  EXPECT_LT(advisor.ask({Change::Kind::close, "3", 10 * 60, 0}).served_more, 0.5);
}

TEST(StaffingAdvisor, TheOnlyCounterForSomethingIsNotSuggestedToBeClosed) {
  Branch branch = city_branch();
  branch.arrivals_per_hour = 4;
  Hall hall(branch, saturday, 10 * 60);
  for (const char* id : {"1", "2", "5", "8"})
    hall.act(command::OpenCounter{id, std::string("t") + id});
  const Now now(hall);
  const Advisor advisor = now.advisor();
  EXPECT_TRUE(advisor.outlook().unserved_services.empty());
  EXPECT_LT(advisor.ask({Change::Kind::close, "8", 10 * 60, 0}).served_more, -0.5);
  for (const WhatIf& one : advisor.suggestions())
    EXPECT_FALSE(one.change.kind == Change::Kind::close && one.change.counter == "8");
}

TEST(StaffingAdvisor, QuietBranchMayClose) {
  Branch branch = plain_branch(4, 4);
  branch.arrivals_per_hour = 6;
  Hall hall(branch, saturday, 10 * 60);
  hall.open_counters(4);
  const Now now(hall);
  const std::vector<WhatIf> all = now.advisor().suggestions();
  EXPECT_TRUE(
      std::any_of(all.begin(), all.end(), [](const WhatIf& one) { return one.change.kind == Change::Kind::close; }));
}

TEST(StaffingAdvisor, OnlyCountersThatServeHelp) {
  const Branch branch = city_branch();
  Hall hall(branch, saturday, 10 * 60);
  hall.open_counters(7);
  for (int i = 0; i < 12; ++i)
    hall.take("wealth");
  const Now now(hall);
  const Advisor advisor = now.advisor();
  const WhatIf room = advisor.ask({Change::Kind::open, "8", 10 * 60, 60});
  EXPECT_LT(room.after, room.before);
}

TEST(StaffingAdvisor, QuestionsWithoutAnAnswer) {
  const Branch branch = plain_branch(2);
  Hall hall(branch, saturday, 10 * 60);
  const Now nobody(hall);
  EXPECT_FALSE(nobody.advisor().outlook().known);
  EXPECT_EQ(nobody.advisor().outlook().why, "staffing.no_counter_open");
  EXPECT_TRUE(nobody.advisor().ask({Change::Kind::open, "1", 10 * 60, 60}).known)
      << "opening the first one can be asked";
  hall.act(command::PlanCounters{{{"2", 11 * 60, 12 * 60}}});
  EXPECT_TRUE(nobody.advisor().outlook().known) << "somebody will come";
  hall.act(command::PlanCounters{});
  hall.open_counters(1);
  const Now now(hall);
  const Advisor advisor = now.advisor();
  EXPECT_FALSE(advisor.ask({Change::Kind::open, "99", 10 * 60, 60}).known);
  EXPECT_FALSE(advisor.ask({Change::Kind::open, "1", 10 * 60, 60}).known) << "it is open";
  EXPECT_FALSE(advisor.ask({Change::Kind::close, "2", 10 * 60, 0}).known) << "it is closed";
  EXPECT_FALSE(advisor.ask({Change::Kind::open, "2", 17 * 60, 60}).known) << "after closing";

  hall.now = at(saturday, 18 * 60, 0);
  const Now late(hall);
  EXPECT_EQ(late.advisor().outlook().why, "staffing.over");
  EXPECT_TRUE(late.advisor().suggestions().empty());
  Branch shut = plain_branch(2);
  shut.special_days.push_back({saturday, {}, {}});
  Hall closed(shut, saturday, 10 * 60);
  const Now not_open(closed);
  EXPECT_EQ(not_open.advisor().outlook().why, "staffing.closed");
  const Branch bare = plain_branch(0);
  Hall empty(bare, saturday, 10 * 60);
  const Now no_counters(empty);
  EXPECT_FALSE(no_counters.advisor().outlook().known);
  EXPECT_TRUE(no_counters.advisor().suggestions().empty());
}

} // namespace
} // namespace lobby
