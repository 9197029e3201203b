// The fewest counters that hold the rules: against brute force, in a simulation of its own, by the data alone.
#include "core/simulate/simulate.hpp"
#include "core/staffing/hall.hpp"
#include "core/staffing/staffing.hpp"
#include "tests/core/wait_branch.hpp"

#include <bit>
#include <cstdlib>

namespace lobby {
namespace {

using wait_test::city_branch;
using wait_test::Hall;
using wait_test::monday;
using wait_test::plain_branch;

/// A coming day that nobody has opened.
Day coming(const Branch& branch, Date date) {
  Day day;
  day.branch = branch.id;
  day.date = date;
  return day;
}

/// Most of what there is to save is found early.
constexpr int some = 120;

StaffingPlan plan_of(const StaffingCase& of, int tries = some) {
  Planner planner(of);
  while (planner.tried() < tries && !planner.advance(50)) {
  }
  return planner.plan();
}

struct Made {
  Branch branch;
  Experience experience = prior_experience(branch);
  Footfall footfall;
  Day day = coming(branch, monday);
  StaffingRules rules = rules_of(branch);
  explicit Made(Branch of) : branch(std::move(of)) {}
  StaffingCase about() const { return {branch, experience, footfall, day, 0, rules}; }
};

int counters_at(const StaffingPlan& plan, int minute) {
  for (const StaffingPlan::Half& half : plan.halves)
    if (half.minute == minute) return std::popcount(half.open);
  return -1;
}

/// The waits of a plan in the branch simulator, which draws and lives through its own people.
void expect_held(const Made& made, const StaffingPlan& plan) {
  simulate::Plan day = simulate::plan_of(made.branch, made.day.date, made.experience);
  day.patience = simulate::Distribution::never();
  day.target = made.rules.limit_minutes * 60.0;
  std::vector<simulate::CounterSet> open;
  for (const StaffingPlan::Half& half : plan.halves)
    open.push_back(half.open);
  simulate::set_open(day, open, plan.halves.front().minute * 60.0, half_hour_minutes * 60.0,
                     made.branch.hours(made.day.date));
  const simulate::Summary lived = simulate::run(day, 42, 300);
  EXPECT_GT(lived.day.arrivals, 50);
  EXPECT_LE(lived.day.mean, made.rules.target_minutes * 60.0);
  EXPECT_LE(lived.day.over_target, 1 - made.rules.within_limit + 0.01);
}

TEST(StaffingPlan, FewestIsFewest) {
  // Up to three alike counters and five half hours: everything can be tried.
  int compared = 0;
  for (const int counters : {2, 3}) {
    for (const double per_hour : {6.0, 12.0, 18.0, 26.0, 34.0}) {
      for (const int stretch : {30, 60}) {
        Branch branch = plain_branch(counters, 4);
        for (auto& day : branch.week)
          day = {{9 * 60, 11 * 60 + (counters == 2 ? 30 : 0)}};
        branch.arrivals_per_hour = per_hour;
        Made made(branch);
        made.rules.min_stretch_minutes = stretch;
        made.footfall.week[9 * 2 + 2].people = 40; // Monday 10:00 differs from the rest
        made.footfall.week[9 * 2 + 2].expected = 20;
        const StaffingPlan plan = plan_of(made.about(), 100000);
        ASSERT_TRUE(plan.known);

        const std::size_t halves = plan.halves.size();
        const auto every = static_cast<unsigned>(halves * static_cast<std::size_t>(counters));
        const Expected people = expected(made.branch, made.footfall, monday);
        const hall::Hall same(made.branch, made.experience, people, made.day, 0, 40,
                              chance::draw(chance::of_name(branch.id), static_cast<std::uint64_t>(day_number(monday))),
                              made.rules.limit_minutes * 60.0);
        const auto staffing_of = [&](unsigned bits) {
          hall::Staffing staffing(branch.counters.size());
          for (std::size_t c = 0; c < staffing.size(); ++c)
            for (std::size_t h = 0; h < halves; ++h)
              if ((bits >> (c * halves + h) & 1) != 0)
                staffing[c].push_back({plan.halves[h].minute * 60.0, h + 1 == halves
                                                                         ? same.closes() + 6 * 3600
                                                                         : plan.halves[h].minute * 60.0 + 1800});
          return staffing;
        };
        const auto long_enough = [&](unsigned bits) {
          for (int c = 0; c < counters; ++c) {
            const auto open = [&](std::size_t h) {
              return (bits >> (static_cast<std::size_t>(c) * halves + h) & 1) != 0;
            };
            for (std::size_t begin = 0, end = 0; begin < halves; begin = end) {
              for (end = begin; end < halves && open(end) == open(begin);)
                ++end;
              const bool at_edge = begin == 0 || end == halves;
              const bool may_be_short = open(begin) ? begin == 0 && end == halves : at_edge;
              if (!may_be_short && (end - begin) * 30 < static_cast<std::size_t>(stretch)) return false;
            }
          }
          return true;
        };
        const hall::Outcome ideal = same.live(staffing_of((1u << every) - 1));
        const auto fits = [&](const hall::Waits& waits, const hall::Waits& best) {
          const double n = std::max(1.0, waits.people);
          const double b = std::max(1.0, best.people);
          const double target = made.rules.target_minutes * 60.0;
          const double mean = best.waited / b > target ? best.waited / b * 1.02 + 10 : target;
          const double over = best.over / b > 0.1 ? best.over / b * 1.02 + 0.005 : 0.1;
          return waits.waited / n <= mean + 1e-9 && waits.over / n <= over + 1e-12;
        };
        int fewest = 1000;
        for (unsigned bits = 0; bits < 1u << every; ++bits) {
          if (std::popcount(bits) >= fewest || !long_enough(bits)) continue;
          bool ordered = true; // which of two alike counters is open makes no difference but to chance
          for (int c = 1; c < counters; ++c) {
            const auto mask = [&](int of) {
              return bits >> (static_cast<std::size_t>(of) * halves) & ((1u << halves) - 1);
            };
            ordered = ordered && mask(c - 1) >= mask(c);
          }
          if (!ordered) continue;
          unsigned any = 0;
          for (int c = 0; c < counters; ++c)
            any |= bits >> (static_cast<std::size_t>(c) * halves) & ((1u << halves) - 1);
          if (any != (1u << halves) - 1) continue;
          const hall::Outcome outcome = same.live(staffing_of(bits));
          bool held = fits(outcome.of_service[0], ideal.of_service[0]);
          for (const StaffingPlan::Half& half : plan.halves)
            held = held && fits(outcome.between(half.minute * 60.0, half.minute * 60.0 + 1800),
                                ideal.between(half.minute * 60.0, half.minute * 60.0 + 1800));
          if (held) fewest = std::popcount(bits);
        }
        EXPECT_EQ(plan.counter_hours * 2, fewest)
            << counters << " counters, " << per_hour << " per hour, stretch " << stretch;
        ++compared;
      }
    }
  }
  EXPECT_EQ(compared, 20);
}

TEST(StaffingPlan, LimitsHoldForOtherPeople) {
  for (const double per_hour : {12.0, 26.0}) {
    Branch branch = city_branch();
    branch.arrivals_per_hour = per_hour;
    Made made(branch);
    const StaffingPlan plan = plan_of(made.about());
    ASSERT_TRUE(plan.known);
    EXPECT_TRUE(plan.held);
    EXPECT_LT(plan.counter_hours, 8.0 * 8);
    expect_held(made, plan);
  }
}

TEST(StaffingPlan, NobodyIsSentAway) {
  const Made made(city_branch());
  const StaffingPlan plan = plan_of(made.about());
  const auto servers = demand::servers(made.branch);
  for (const StaffingPlan::Half& half : plan.halves)
    for (const demand::CounterSet who : servers)
      EXPECT_NE(half.open & who, 0u) << half.minute;
}

TEST(StaffingPlan, NoShortOpenings) {
  Made made(city_branch());
  made.rules.min_stretch_minutes = 90;
  const StaffingPlan plan = plan_of(made.about());
  for (const Shift& shift : plan.shifts)
    EXPECT_GE(shift.until - shift.from, 90) << shift.counter;
}

TEST(StaffingPlan, LunchIsNotStaffed) {
  Branch branch = city_branch();
  for (auto& day : branch.week)
    day = {{9 * 60, 12 * 60}, {13 * 60 + 30, 17 * 60}};
  const Made made(branch);
  const StaffingPlan plan = plan_of(made.about());
  EXPECT_EQ(counters_at(plan, 12 * 60), -1);
  EXPECT_EQ(counters_at(plan, 13 * 60), -1);
  EXPECT_GT(counters_at(plan, 13 * 60 + 30), 0);
  for (const Shift& shift : plan.shifts)
    EXPECT_TRUE(shift.until <= 12 * 60 || shift.from >= 13 * 60 + 30);
}

TEST(StaffingPlan, OpensWithinTheHours) {
  Branch branch = city_branch();
  for (auto& day : branch.week)
    day = {{8 * 60 + 45, 17 * 60 + 10}};
  const Made made(branch);
  const StaffingPlan plan = plan_of(made.about());
  ASSERT_FALSE(plan.shifts.empty());
  for (const Shift& shift : plan.shifts) {
    EXPECT_GE(shift.from, 8 * 60 + 45);
    EXPECT_LE(shift.until, 17 * 60 + 10);
  }
  wait_test::Hall(made.branch, monday, 8 * 60).act(command::PlanCounters{plan.shifts}); // can be agreed as it is
}

/// So many weeks in which people come evenly, but for what `more` says of a date and a minute.
template <class More> Footfall seen(const Branch& branch, int days, double per_half, More more) {
  Footfall footfall;
  for (int d = 0; d < days; ++d) {
    DayRecord record;
    record.date = date_of_day_number(day_number({2026, 6, 1}) + d);
    for (const Opening& opening : branch.hours(record.date))
      for (int m = opening.open; m < opening.close; m += 30)
        record.halves.push_back({m, static_cast<int>(per_half * more(record.date, m)), 0, 0, 0, 0, 0});
    learn(footfall, branch, record);
  }
  return footfall;
}

TEST(StaffingPlan, MoreAtNoonWhenTheDataHaveIt) {
  const Branch branch = plain_branch(8, 5);
  Made flat(branch);
  flat.footfall = seen(branch, 84, 20, [](Date, int) { return 1.0; });
  Made noon(branch);
  noon.footfall = seen(branch, 84, 20, [](Date, int m) { return m >= 690 && m < 810 ? 1.7 : 1.0; });
  const StaffingPlan without = plan_of(flat.about());
  const StaffingPlan with = plan_of(noon.about());
  ASSERT_TRUE(with.held);
  // The bank file says that noon is busy; a branch that has seen otherwise does not plan for it.
  EXPECT_LE(std::abs(counters_at(without, 12 * 60) - counters_at(without, 10 * 60)), 1);
  EXPECT_GE(counters_at(with, 12 * 60), counters_at(with, 10 * 60) + 2);
}

TEST(StaffingPlan, MoreOnPayDaysWhenTheDataHaveThem) {
  const Branch branch = plain_branch(9, 5);
  const auto pay_day = [](Date date, int) { return date.day == 15 ? 1.8 : 1.0; };
  const Footfall with = seen(branch, 170, 20, pay_day);
  const Footfall without = seen(branch, 170, 20, [](Date, int) { return 1.0; });
  const Date fifteenth{2026, 12, 15};
  const Date day_before{2026, 12, 14};
  const auto hours = [&](const Footfall& footfall, Date date) {
    Made made(branch);
    made.footfall = footfall;
    made.day = coming(branch, date);
    return plan_of(made.about()).counter_hours;
  };
  EXPECT_GT(hours(with, fifteenth), 1.3 * hours(with, day_before));
  EXPECT_LT(std::abs(hours(without, fifteenth) - hours(without, day_before)), 0.1 * hours(without, day_before));
}

TEST(StaffingPlan, ExtraCountersForBookings) {
  Branch branch = plain_branch(6, 10);
  branch.arrivals_per_hour = 12;
  branch.policy.capacity = {{"cash", 20}};
  Made quiet(branch);
  Made booked(branch);
  Hall hall(booked.branch, wait_test::saturday, 10 * 60);
  hall.day = coming(booked.branch, monday);
  hall.act(command::OpenDay{0});
  for (int i = 0; i < 12; ++i)
    hall.book(14 * 60);
  booked.day = hall.day;
  EXPECT_GT(counters_at(plan_of(booked.about()), 14 * 60), counters_at(plan_of(quiet.about()), 14 * 60));
}

TEST(StaffingPlan, HonestWhereThereIsNoAnswer) {
  Made closed(city_branch());
  closed.day = coming(closed.branch, {2026, 11, 22}); // Sunday
  EXPECT_FALSE(plan_of(closed.about()).known);
  EXPECT_EQ(plan_of(closed.about()).why, "staffing.closed");

  Made bare(plain_branch(0));
  EXPECT_EQ(plan_of(bare.about()).why, "staffing.no_counters");

  Made late(city_branch());
  StaffingCase about = late.about();
  about.now = at(monday, 18 * 60, 0);
  EXPECT_EQ(plan_of(about).why, "staffing.over");

  Branch nobody = plain_branch(2);
  nobody.arrivals_per_hour = 0;
  const StaffingPlan plan = plan_of(Made(nobody).about());
  EXPECT_TRUE(plan.known);
  EXPECT_EQ(plan.people, 0);
  EXPECT_EQ(plan.counter_hours, 0) << "nobody is expected: nobody is needed";
}

TEST(StaffingPlan, SaysWhenAllCountersWouldNotDo) {
  Branch branch = plain_branch(2, 6);
  branch.arrivals_per_hour = 40;
  const StaffingPlan plan = plan_of(Made(branch).about());
  ASSERT_TRUE(plan.known);
  EXPECT_FALSE(plan.held);
  EXPECT_EQ(plan.short_services, std::vector<std::string>{"cash"});
}

TEST(StaffingPlan, SameOnEveryPlatform) {
  const Made made(city_branch());
  std::string all;
  for (const Shift& shift : plan_of(made.about()).shifts)
    all += shift.counter + ":" + std::to_string(shift.from) + "-" + std::to_string(shift.until) + " ";
  EXPECT_EQ(all, "1:540-1020 2:540-1020 3:660-810 4:540-1020 5:540-1020 6:540-660 7:540-1020 8:540-1020 ");
}

} // namespace
} // namespace lobby
