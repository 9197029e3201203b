// Forecasts know the agreed plan: who opens, who closes, and what becomes of it when it is not kept.
#include "core/wait/agreed.hpp"
#include "tests/core/wait_branch.hpp"

using namespace lobby;
using namespace lobby::wait_test;

namespace {

constexpr int ten = 10 * 60;

/// One counter of five open at ten, and so many people waiting.
struct Line {
  explicit Line(int people, double minutes = 6) : branch(plain_branch(5, minutes, 0.4)), hall(branch, monday, ten) {
    hall.open_counters(1);
    for (int i = 0; i < people; ++i)
      hall.take();
  }
  Forecast last() const { return hall.predict().ticket(static_cast<TicketId>(hall.day.tickets.size())); }
  double wait() const {
    const Forecast forecast = last();
    EXPECT_TRUE(forecast.known) << forecast.why;
    return forecast.p50;
  }
  void plan(std::vector<Shift> shifts) { hall.act(command::PlanCounters{std::move(shifts)}); }

  Branch branch;
  Hall hall;
};

} // namespace

TEST(AgreedOpening, ShortensTheWaitOfWhoIsStillThere) {
  Line line(20);
  const double alone = line.wait();
  const double first = line.hall.predict().ticket(3).p50;
  line.plan({{"2", ten + 30, 17 * 60}});
  const double later = line.wait();
  EXPECT_LT(later, 0.75 * alone);
  EXPECT_GT(later, 0.6 * alone);
  EXPECT_EQ(line.hall.predict().ticket(3).p50, first) << "called before it opens";
  line.plan({{"2", ten + 5, 17 * 60}});
  const double soon = line.wait();
  EXPECT_LT(soon, later - 10 * 60);
  line.plan({{"2", ten + 5, 17 * 60}, {"3", ten + 5, 17 * 60}});
  EXPECT_LT(line.wait(), soon - 5 * 60);
  line.plan({});
  EXPECT_EQ(line.wait(), alone);
}

TEST(AgreedOpening, AnswersWhereNoCounterIsOpen) {
  const Branch branch = city_branch();
  Hall hall(branch, monday, ten);
  hall.open_counters(2); // cash only
  const TicketId loan = hall.take("loan");
  EXPECT_EQ(hall.predict().ticket(loan).why, "wait.no_counter");
  hall.act(command::PlanCounters{{{"5", ten + 40, 17 * 60}}});
  const Forecast forecast = hall.predict().ticket(loan);
  ASSERT_TRUE(forecast.known) << forecast.why;
  EXPECT_GE(forecast.p10, 40 * 60);
  EXPECT_LE(forecast.p50, 46 * 60);
  const Forecast walk_in = hall.predict().walk_in("loan");
  ASSERT_TRUE(walk_in.known) << walk_in.why;
  EXPECT_GE(walk_in.p10, 40 * 60);
}

TEST(AgreedOpening, IsWaitedForSomeMinutesAndThenNotCountedOn) {
  Line line(24);
  Line alone(24); // without a plan
  line.plan({{"2", ten + 10, 17 * 60}});
  for (Line* one : {&line, &alone})
    one->hall.now += 10 * minute; // nobody is called meanwhile
  double before = line.wait();
  EXPECT_LT(before, 0.7 * alone.wait());
  for (int i = 1; i < 10; ++i) {
    line.hall.now += minute;
    const double now = line.wait();
    EXPECT_GE(now, before - 60) << i << " minutes late";
    before = now;
  }
  for (Line* one : {&line, &alone})
    one->hall.now = at(monday, ten + 20, 0);
  EXPECT_EQ(line.wait(), alone.wait());
  line.hall.act(command::OpenCounter{"2", "late"});
  EXPECT_LT(line.wait(), 0.7 * alone.wait());
}

TEST(AgreedOpening, OfACounterClosedInItIsNotExpectedAgain) {
  Line line(20);
  const double alone = line.wait();
  line.plan({{"2", ten, 17 * 60}});
  line.hall.act(command::OpenCounter{"2", "li"});
  line.hall.now += minute;
  line.hall.act(command::CloseCounter{"2"});
  EXPECT_NEAR(line.wait(), alone, 0.03 * alone);
}

TEST(AgreedEnd, IsAnEnd) {
  Line line(20);
  line.hall.act(command::OpenCounter{"2", "t2"});
  const double both = line.wait();
  line.plan({{"2", 9 * 60, ten + 20}});
  const double one_ends = line.wait();
  EXPECT_GT(one_ends, both + 15 * 60);
  EXPECT_EQ(line.hall.predict().ticket(3).p50, [&] {
    Line other(20);
    other.hall.act(command::OpenCounter{"2", "t2"});
    return other.hall.predict().ticket(3).p50;
  }());
  line.plan({{"2", 9 * 60, 17 * 60}});
  EXPECT_EQ(line.wait(), both) << "until closing is no end";
}

TEST(AgreedEnd, OfTheOnlyCounterLeavesNoHonestAnswer) {
  Line line(20);
  line.plan({{"1", 9 * 60, ten + 30}});
  EXPECT_EQ(line.last().why, "wait.plan_ends");
  EXPECT_EQ(line.hall.predict().walk_in("cash").why, "wait.plan_ends");
  EXPECT_TRUE(line.hall.predict().ticket(2).known);
  line.plan({{"1", 9 * 60, ten + 30}, {"2", ten + 30, 17 * 60}}); // another goes on
  EXPECT_TRUE(line.last().known);
}

TEST(AgreedEnd, WhoGoesOnIsTakenToStay) {
  Line line(20);
  const double alone = line.wait();
  line.hall.act(command::OpenCounter{"2", "t2"});
  const double both = line.wait();
  line.plan({{"2", 9 * 60, ten + 1}});
  EXPECT_NEAR(line.wait(), alone, 0.12 * alone);
  double before = 1e9;
  for (int i = 0; i < 5; ++i) {
    line.hall.now += (i == 0 ? 3 : 2) * minute;
    const double now = line.wait();
    EXPECT_LE(now, before) << i;
    before = now;
  }
  EXPECT_NEAR(before, both, 0.05 * both);
}

TEST(AgreedPlan, OneCounterIsNeverTwo) {
  // Counter 2 is open now and twice more: as good as open all day but for the gaps, not better.
  Line line(30);
  line.hall.act(command::OpenCounter{"2", "t2"});
  const double both = line.wait();
  line.plan({{"2", 9 * 60, ten + 15}, {"2", ten + 16, ten + 40}, {"2", ten + 41, 17 * 60}});
  EXPECT_GT(line.wait(), both);
  EXPECT_LT(line.wait(), both + 20 * 60);
}

TEST(AgreedPlan, BeforeTheOpeningItCountsBesideWhatIsExpected) {
  const Branch branch = city_branch();
  Hall hall(branch, monday, 8 * 60 + 45);
  EXPECT_TRUE(hall.predict().walk_in("loan").known);
  hall.act(command::PlanCounters{{{"5", 9 * 60, 17 * 60}, {"6", 9 * 60, 17 * 60}}});
  EXPECT_TRUE(hall.predict().walk_in("loan").known);
  EXPECT_TRUE(hall.predict().slot("loan", 15 * 60).known);
}

TEST(AgreedPlan, ThroughLunchEndsAndBeginsWithIt) {
  Branch branch = plain_branch(2);
  for (auto& day : branch.week)
    day = {{9 * 60, 12 * 60}, {13 * 60, 17 * 60}};
  Hall hall(branch, monday, 11 * 60);
  hall.open_counters(1);
  hall.act(command::PlanCounters{{{"1", 9 * 60, 12 * 60}, {"1", 13 * 60, 17 * 60}}});
  for (int i = 0; i < 16; ++i)
    hall.take();
  const Forecast last = hall.predict().ticket(16);
  ASSERT_TRUE(last.known) << last.why;
  EXPECT_LT(last.p90, 120 * 60) << "served in the break";
  hall.now = at(monday, 12 * 60 + 5, 0); // paused for lunch: back at one
  hall.act(command::PauseCounter{"1"});
  const Forecast first = hall.predict().ticket(1);
  ASSERT_TRUE(first.known) << first.why;
  EXPECT_NEAR(first.p50, 55 * 60, 30);
}

TEST(AgreedPlan, AnswersTheSameOnEveryPlatform) {
  // Native and WebAssembly run this test: one literal stands for both.
  const Branch branch = city_branch();
  const std::vector<Event> events = simulate_day(branch, monday, 12);
  ASSERT_GT(events.size(), 500u);
  const std::vector<Shift> plan = {{"1", 9 * 60, 11 * 60}, {"2", 9 * 60, 17 * 60},  {"3", 11 * 60, 14 * 60},
                                   {"5", 9 * 60, 12 * 60}, {"5", 13 * 60, 16 * 60}, {"6", 10 * 60 + 30, 17 * 60},
                                   {"8", 14 * 60, 17 * 60}};
  Day day;
  day.date = monday;
  Predictor predictor(branch, prior_experience(branch));
  std::uint64_t hash = 0xcbf29ce484222325u;
  const auto add = [&](double value) {
    hash = (hash ^ static_cast<std::uint64_t>(static_cast<std::int64_t>(value))) * 0x100000001b3u;
  };
  for (Event event : events) {
    if (event.number > 1) ++event.number; // after the plan
    ASSERT_TRUE(apply(day, event));
    if (event.number == 1) {
      ASSERT_TRUE(apply(day, {2, event.at, event::CountersPlanned{plan}}));
    }
    if (event.number % 50 != 0) continue;
    predictor.refresh(day, event.at);
    for (const Ticket& ticket : day.tickets) {
      const Forecast forecast = predictor.ticket(ticket.id);
      if (!forecast.known) continue;
      EXPECT_LE(forecast.p10, forecast.p50);
      EXPECT_LE(forecast.p50, forecast.p90);
      for (const double value : {forecast.p10, forecast.p50, forecast.p90})
        add(value);
    }
    for (const Service& service : branch.services) {
      add(predictor.walk_in(service.id).p50);
      add(predictor.slot(service.id, 14 * 60).p90);
    }
  }
  EXPECT_EQ(hash, 10702855942859162110u);
}
