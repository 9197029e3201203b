// What holds on every simulated day, whatever its luck.

#include "core/simulate/simulate.hpp"
#include "tests/core/simulate_day.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

using namespace lobby;
using namespace lobby::simulate;
using namespace lobby::simulate_test;
using wait_test::city_branch;
using wait_test::monday;

namespace {

constexpr double h = 3600;

/// Several days, each looked at on its own.
class EveryDay : public testing::TestWithParam<std::uint64_t> {
protected:
  EveryDay() : plan(busy_day(branch)) {
    Simulator simulator(plan);
    people = simulator.day(GetParam(), day);
  }
  bool on_shift(int counter, double time) const {
    const std::vector<simulate::Shift>& shifts = plan.counters[static_cast<std::size_t>(counter)].shifts;
    return std::any_of(shifts.begin(), shifts.end(), [&](const simulate::Shift& one) {
      return time >= one.from && (time < one.until || one.until >= plan.closes);
    });
  }
  bool serves(int counter, std::uint32_t service) const {
    return (plan.counters[static_cast<std::size_t>(counter)].serves >> service & 1) != 0;
  }

  const Branch branch = city_branch();
  const Plan plan;
  Recorder day;
  std::uint32_t people = 0;
};

INSTANTIATE_TEST_SUITE_P(Seeds, EveryDay, testing::Values(1, 2, 3, 4, 5));

} // namespace

TEST_P(EveryDay, EverybodyIsServedOrLeavesOrIsStillThere) {
  std::map<std::uint32_t, std::vector<Visit>> of;
  for (const Visit& one : day.visits)
    of[one.who].push_back(one);
  EXPECT_EQ(of.size(), people);
  EXPECT_GT(people, 250u);
  std::map<Visit::End, int> ends;
  for (const auto& [who, legs] : of) {
    ASSERT_LE(legs.size(), 2u);
    for (std::size_t i = 0; i < legs.size(); ++i) {
      EXPECT_EQ(legs[i].leg, i);
      EXPECT_EQ(legs[i].end == Visit::End::sent_on, i + 1 < legs.size()) << who; // the last one is an end
    }
    ++ends[legs.back().end];
  }
  // It was a day with all of it.
  EXPECT_GT(ends[Visit::End::served], 100);
  EXPECT_GT(ends[Visit::End::left], 5);
  EXPECT_GT(ends[Visit::End::absent], 2);
}

TEST_P(EveryDay, WhoIsSentOnWaitsAgainInAnotherLineAndGoesFirst) {
  int moved = 0;
  for (const Visit& before : day.visits) {
    if (before.end != Visit::End::sent_on) continue;
    const auto after = std::find_if(day.visits.begin(), day.visits.end(),
                                    [&](const Visit& one) { return one.who == before.who && one.leg == 1; });
    ASSERT_NE(after, day.visits.end());
    EXPECT_EQ(after->joined, before.ended);
    EXPECT_EQ(after->service, plan.services[before.service].sent_to);
    EXPECT_EQ(after->rank, Rank::returned);
    EXPECT_GE(after->wait(), 0);
    ++moved;
  }
  EXPECT_GT(moved, 10);
}

TEST_P(EveryDay, NoCounterHasTwoAtOnce) {
  for (int c = 0; c < static_cast<int>(plan.counters.size()); ++c) {
    const std::vector<Visit> there = day.at(c);
    EXPECT_GT(there.size(), 3u) << c;
    for (std::size_t i = 0; i < there.size(); ++i) {
      EXPECT_LE(there[i].joined, there[i].called);
      EXPECT_LE(there[i].called, there[i].started);
      EXPECT_LE(there[i].started, there[i].ended);
      EXPECT_GE(there[i].called, i > 0 ? there[i - 1].ended : plan.from) << c;
    }
  }
}

TEST_P(EveryDay, NobodyIsCalledAtAClosedCounterOrOneThatDoesNotServeThem) {
  for (const Visit& one : day.visits) {
    if (!one.was_called()) continue;
    EXPECT_TRUE(on_shift(one.counter, one.called)) << one.counter << " at " << one.called / h;
    EXPECT_TRUE(serves(one.counter, one.service));
  }
}

TEST_P(EveryDay, NobodyWaitsBeforeAFreeCounter) {
  for (const Visit& one : day.visits) {
    if (one.wait() == 0) continue;
    for (int c = 0; c < static_cast<int>(plan.counters.size()); ++c) {
      if (!serves(c, one.service) || !on_shift(c, one.joined)) continue;
      const std::vector<Visit> there = day.at(c);
      const bool busy = std::any_of(there.begin(), there.end(), [&](const Visit& other) {
        return other.called <= one.joined && one.joined <= other.ended + 14; // turnaround, at most
      });
      EXPECT_TRUE(busy) << "counter " << c << " was free when somebody joined at " << one.joined / h;
    }
  }
}

TEST_P(EveryDay, PatienceEndsAtItsTime) {
  for (const Visit& one : day.visits) {
    if (one.end == Visit::End::left) {
      EXPECT_FALSE(one.was_called());
      EXPECT_GT(one.ended, one.joined);
      EXPECT_LE(one.ended, plan.until);
    }
    if (one.end == Visit::End::waiting) {
      EXPECT_EQ(one.ended, plan.until);
    }
  }
}

TEST_P(EveryDay, AppointmentsComeWithinCheckInAndCountAsSuch) {
  int booked = 0;
  for (const Visit& one : day.visits) {
    if (!one.booked || one.leg > 0) continue;
    ++booked;
    EXPECT_GE(one.joined, std::max(plan.from, one.slot + plan.earliest));
    EXPECT_LE(one.joined, one.slot + plan.latest);
    EXPECT_TRUE(one.rank == Rank::appointment || one.rank == Rank::priority);
  }
  const auto all = static_cast<double>(plan.appointments.size());
  EXPECT_NEAR(booked, all * plan.show, 4 * std::sqrt(all * plan.show * (1 - plan.show)));
}

/// Every call is the one that core/visit would make on a real Day with the same people in line.
TEST_P(EveryDay, TheRulesOfTheDayDecideWhoIsCalled) {
  const auto moment = [](double seconds) { return at(monday, 0, 0) + static_cast<Time>(std::llround(seconds * 1000)); };
  std::map<int, int> appointments_in_a_row;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> called;
  std::map<std::string, int> reasons;
  for (const Visit& call : day.visits) {
    if (!call.was_called()) continue;
    Day hall;
    hall.date = monday;
    for (const Visit& one : day.visits) {
      if (one.joined > call.called || called[{one.who, one.leg}]) continue;
      if (!one.was_called() && one.ended <= call.called) continue;
      Ticket ticket;
      ticket.id = one.who + 1;
      ticket.service = branch.services[one.service].id;
      ticket.segment = one.rank == Rank::priority ? Segment::vip : Segment::ordinary;
      ticket.front = one.rank == Rank::returned;
      ticket.slot = one.booked ? static_cast<int>(one.slot / 60) : -1;
      ticket.in_line_since = moment(one.joined);
      hall.tickets.push_back(ticket);
    }
    const std::string& counter = branch.counters[static_cast<std::size_t>(call.counter)].id;
    CounterState state{counter, CounterState::State::open, "t", 0, 0, appointments_in_a_row[call.counter], 0};
    hall.counters.push_back(state);
    const Choice choice = next_for(branch, hall, counter, moment(call.called));
    ASSERT_EQ(choice.ticket, call.who + 1) << "at " << call.called << ", counter " << counter << ", " << choice.why;
    ++reasons[choice.why];
    called[{call.who, call.leg}] = true;
    int& in_a_row = appointments_in_a_row[call.counter];
    in_a_row = in_a_row_after(call.rank, in_a_row);
  }
  for (const char* why : {"why.returned", "why.vip", "why.appointment", "why.first"})
    EXPECT_GT(reasons[why], 5) << why;
}

TEST(Simulator, TheSameSeedGivesTheSameDayOnEveryPlatform) {
  const Branch branch = city_branch();
  const Summary summary = run(busy_day(branch), 7, 3);
  EXPECT_EQ(summary.day.arrivals * 3, 1037);
  EXPECT_EQ(summary.day.mean, 629.64885585933075); // to the last bit
}

TEST(Simulator, TheSamePeopleComeWhateverTheCountersDo) {
  const Branch branch = city_branch();
  Plan plan = busy_day(branch);
  Recorder before, after;
  const std::uint32_t people = Simulator(plan).day(11, before);
  plan.counters[2].shifts = {{9 * h, 17 * h}};
  EXPECT_EQ(Simulator(plan).day(11, after), people);
  std::vector<std::pair<double, std::uint32_t>> came(people), came_again(people);
  double wait = 0;
  for (const Visit& one : before.visits) {
    if (one.leg == 0) came[one.who] = {one.joined, one.service};
    wait += one.wait();
  }
  for (const Visit& one : after.visits) {
    if (one.leg == 0) came_again[one.who] = {one.joined, one.service};
    wait -= one.wait();
  }
  EXPECT_EQ(came, came_again);
  EXPECT_GT(wait, 0); // one counter more, less waiting
}

TEST(Simulator, ADayIsNotChangedByTheDayBefore) {
  const Branch branch = city_branch();
  Simulator used(busy_day(branch));
  Recorder first, again, fresh;
  used.day(1, first);
  used.day(2, again);
  Simulator(busy_day(branch)).day(2, fresh);
  ASSERT_EQ(again.visits.size(), fresh.visits.size());
  for (std::size_t i = 0; i < fresh.visits.size(); ++i)
    EXPECT_EQ(again.visits[i].ended, fresh.visits[i].ended);
}

TEST(Simulator, CountersGoOnAfterClosingUntilNobodyWaits) {
  Plan plan;
  plan.closes = 1000;
  plan.until = 10000;
  plan.services = {{Distribution::constant(300), 0, 0}};
  plan.counters = {{1, {{0, 1000}}, 1, {}}, {1, {{0, 900}}, 1, {}}};
  for (int i = 0; i < 10; ++i)
    plan.waiting.push_back({0, Rank::ordinary, -10.0 - i, {}});
  Recorder day;
  EXPECT_EQ(Simulator(plan).day(1, day), 10u);
  EXPECT_EQ(day.at(1).size(), 3u); // called at 0, 300 and 600; at 900 the shift is over
  EXPECT_EQ(day.at(0).size(), 7u);
  EXPECT_EQ(day.at(0).back().ended, 2100);
}

TEST(Simulator, BeginsInTheMiddleOfADay) {
  Plan plan;
  plan.from = 10 * h;
  plan.closes = plan.until = 12 * h;
  plan.services = {{Distribution::constant(600), 0, 0}};
  plan.counters = {{1, {{9 * h, 12 * h}}, 1, simulate::Counter::Busy{0, 240}}};
  plan.waiting = {
      {0, Rank::ordinary, 9.9 * h, {}}, {0, Rank::ordinary, 9.8 * h, {}}, {0, Rank::priority, 9.95 * h, {}}};
  Recorder day;
  Simulator(plan).day(1, day);
  ASSERT_EQ(day.visits.size(), 3u);
  EXPECT_EQ(day.visits[0].called, 10 * h + 360); // the rest of 600 s of which 240 have passed
  EXPECT_EQ(day.visits[0].rank, Rank::priority);
  EXPECT_EQ(day.visits[1].joined, 9.8 * h);
  EXPECT_EQ(day.visits[2].called, 10 * h + 360 + 1200);
}

TEST(Simulator, WhoWaitsForOneCounterIsCalledThereOnly) {
  Plan plan;
  plan.closes = plan.until = 1000;
  plan.services = {{Distribution::constant(100), 0, 0}};
  plan.counters = {{1, {{0, 1000}}, 1, {}}, {1, {{0, 1000}}, 1, {}}};
  for (int i = 0; i < 3; ++i)
    plan.waiting.push_back({0, Rank::ordinary, -10.0 - i, {}, 0b10});
  Recorder day;
  Simulator(plan).day(1, day);
  EXPECT_TRUE(day.at(0).empty());
  ASSERT_EQ(day.at(1).size(), 3u);
  EXPECT_EQ(day.at(1).back().called, 200);
}

TEST(Simulator, WhoIsExpectedToBookIsCalledInTheTurnOfAppointments) {
  Plan plan;
  plan.closes = plan.until = 20000;
  plan.services = {{Distribution::constant(100), 0, 0}};
  plan.counters = {{1, {{0, 20000}}, 1, {}}};
  Stream walk_ins;
  walk_ins.step = 2000;
  walk_ins.per_hour = {60};
  walk_ins.gap = Distribution::constant(1);
  Stream booked = walk_ins;
  booked.booked = true;
  plan.streams = {walk_ins, booked};
  Recorder day;
  Simulator(plan).day(1, day);
  double called = 0; // of the last one with an appointment
  double last = 0;
  for (const Visit& one : day.visits) {
    EXPECT_EQ(one.rank, one.booked ? Rank::appointment : Rank::ordinary);
    (one.booked ? called : last) = one.called;
  }
  EXPECT_LT(called + 1000, last); // two of them for every walk-in: they are through sooner
}

TEST(Simulator, TimeNeverRunsBackwards) {
  const Branch branch = city_branch();
  Plan plan = busy_day(branch);
  for (simulate::Service& one : plan.services)
    one.length = Distribution::normal(60, 300); // a third of it below 0
  plan.patience = plan.coming = plan.turnaround = Distribution::normal(0, 100);
  Simulator simulator(plan);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Recorder day;
    simulator.day(seed, day);
    double before = 0;
    for (const Visit& one : day.visits) {
      EXPECT_GE(one.wait(), 0);
      EXPECT_GE(one.ended, one.joined);
      if (!one.was_called()) continue;
      EXPECT_GE(one.called, before);
      before = one.called;
    }
  }
}

TEST(Simulator, ServicesThatHardlyEndDoNotHarmTheFigures) {
  Plan plan;
  plan.closes = plan.until = 7200;
  plan.services = {{Distribution::constant(1e300), 0, 0}};
  plan.counters = {{1, {{0, 7200}}, 1, {}}};
  plan.waiting = {{0, Rank::ordinary, -1e300, {}}, {0, Rank::ordinary, 0, {}}};
  const Summary summary = run(plan, 1);
  EXPECT_EQ(summary.day.arrivals, 2);
  EXPECT_EQ(summary.day.still_there, 1);
  EXPECT_EQ(summary.day.utilisation, 1);
}

TEST(Simulator, WithoutCountersEverybodyWaitsOrLeaves) {
  const Branch branch = city_branch();
  Plan plan = busy_day(branch);
  for (simulate::Counter& one : plan.counters)
    one.shifts.clear();
  const Summary summary = run(plan, 3, 2);
  EXPECT_GT(summary.day.arrivals, 250);
  EXPECT_NEAR(summary.day.left + summary.day.still_there, summary.day.arrivals, 1e-9);
  EXPECT_EQ(summary.day.mean, 0); // nobody was called
  EXPECT_EQ(summary.day.utilisation, 0);
}
