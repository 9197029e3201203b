#include "tests/core/wait_branch.hpp"

#include <cmath>

using namespace lobby;
using namespace lobby::wait_test;

namespace {

void expect_in_order(const Forecast& forecast) {
  ASSERT_TRUE(forecast.known) << forecast.why;
  EXPECT_LE(0, forecast.p10);
  EXPECT_LE(forecast.p10, forecast.p50);
  EXPECT_LE(forecast.p50, forecast.p90);
  EXPECT_EQ(forecast.p50, std::floor(forecast.p50));
}

} // namespace

TEST(Predictor, GrowsWithThePeopleAhead) {
  const Branch branch = plain_branch(3);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(3);
  std::vector<TicketId> tickets;
  for (int i = 0; i < 30; ++i)
    tickets.push_back(hall.take());
  const Predictor predictor = hall.predict();
  Forecast before;
  for (const TicketId ticket : tickets) {
    const Forecast forecast = predictor.ticket(ticket);
    expect_in_order(forecast);
    EXPECT_GE(forecast.p50, before.p50);
    EXPECT_GE(forecast.p90, before.p90);
    EXPECT_EQ(forecast.ahead, static_cast<int>(ticket) - 1);
    before = forecast;
  }
  const Forecast walk_in = predictor.walk_in("cash");
  expect_in_order(walk_in);
  EXPECT_GE(walk_in.p50, before.p50);
  EXPECT_EQ(walk_in.ahead, 30);
}

TEST(Predictor, FirstOfAllIsCalledAtOnce) {
  const Branch branch = plain_branch(1);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(1);
  EXPECT_LE(hall.predict().walk_in("cash").p90, 15);
  EXPECT_LE(hall.predict().ticket(hall.take()).p90, 15);
}

TEST(Predictor, MoreCountersShortenTheWait) {
  double before = 1e9;
  for (const int counters : {1, 2, 4, 8}) {
    const Branch branch = plain_branch(8);
    Hall hall(branch, monday, 10 * 60);
    hall.open_counters(counters);
    for (int i = 0; i < 16; ++i)
      hall.take();
    const Forecast forecast = hall.predict().walk_in("cash");
    expect_in_order(forecast);
    EXPECT_LT(forecast.p50, before * 0.75) << counters;
    before = forecast.p50;
  }
}

TEST(Predictor, AddsUpServiceTimes) {
  // One counter, twenty people, services of known mean and spread: the wait of the next is their sum.
  Branch branch = plain_branch(1, 6, 0.4);
  branch.arrivals_per_hour = 0.01; // nobody comes who might go first
  Experience sure;
  sure.services.push_back({"cash", 400, std::log(360.0), 400 * 0.4 * 0.4});
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(1);
  for (int i = 0; i < 20; ++i)
    hall.take();
  const Forecast forecast = hall.predict(sure).walk_in("cash");
  const double one = 360 * std::exp(0.08);
  const double spread = one * std::sqrt(std::exp(0.16) - 1) * std::sqrt(20.0);
  expect_in_order(forecast);
  // Beside the service: 34 s to call and come, and as no day is known yet, one of 25 does not come (129 s) and
  // everybody leaves once in six hours.
  double sum = 0;
  for (int i = 0; i < 20; ++i)
    sum += (1 - sum / (6 * 3600)) * (0.96 * (one + 34) + 0.04 * 129);
  EXPECT_NEAR(forecast.p50, sum, 0.06 * sum);
  EXPECT_NEAR((forecast.p90 - forecast.p10) / 2.563, spread, 0.4 * spread);
}

TEST(Predictor, LearnsFromTheDayItself) {
  const Branch branch = plain_branch(1, 5);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(1);
  for (int i = 0; i < 25; ++i) { // all take ten minutes
    const TicketId ticket = hall.take();
    hall.act(command::CallNext{"1"});
    hall.act(command::StartService{ticket});
    hall.now += 10 * minute;
    hall.act(command::FinishService{ticket});
  }
  for (int i = 0; i < 4; ++i)
    hall.take();
  const Forecast forecast = hall.predict().walk_in("cash");
  expect_in_order(forecast);
  EXPECT_GT(forecast.p50, 4 * 7.5 * 60);
}

TEST(Predictor, TakesNoHarmFromBrokenExperience) {
  const Branch branch = plain_branch(1);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(1);
  for (int i = 0; i < 5; ++i)
    hall.take();
  const Forecast usual = hall.predict().walk_in("cash");
  const double none = std::nan("");
  const Experience::ServiceTime broken[] = {{"cash", none, 5, 1},
                                            {"cash", 10, none, 1},
                                            {"cash", 10, 5, none},
                                            {"cash", 10, 5, -1},
                                            {"cash", -3, 1e300, 1e300}};
  for (const Experience::ServiceTime& one : broken) {
    const Forecast forecast = hall.predict(Experience{{one}}).walk_in("cash");
    expect_in_order(forecast);
    EXPECT_EQ(forecast.p50, usual.p50);
  }
  expect_in_order(hall.predict(Experience{}).walk_in("cash"));
}

TEST(Predictor, AServiceThatHasTakenLongIsSoonerOver) {
  const Branch branch = plain_branch(1, 10, 0.3);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(1);
  const TicketId served = hall.take();
  const TicketId waits = hall.take();
  hall.act(command::CallNext{"1"});
  hall.act(command::StartService{served});
  double before = 1e9;
  for (int i = 0; i < 5; ++i) {
    const Forecast forecast = hall.predict().ticket(waits);
    expect_in_order(forecast);
    EXPECT_LT(forecast.p50, before);
    EXPECT_GT(forecast.p90, 0);
    before = forecast.p50;
    hall.now += 2 * minute;
  }
  hall.now += 40 * minute; // longer than anything known: still an answer
  expect_in_order(hall.predict().ticket(waits));
}

TEST(Predictor, SaysWhenThereIsNoHonestAnswer) {
  const Branch branch = city_branch();
  Hall hall(branch, monday, 10 * 60);
  const TicketId loan = hall.take("loan");
  EXPECT_EQ(hall.predict().ticket(loan).why, "wait.no_counter");
  hall.act(command::OpenCounter{"1", "t1"}); // cash only
  EXPECT_EQ(hall.predict().ticket(loan).why, "wait.no_counter");
  EXPECT_EQ(hall.predict().walk_in("loan").why, "wait.no_counter");
  EXPECT_TRUE(hall.predict().walk_in("cash").known);
  hall.act(command::PauseCounter{"1"});
  EXPECT_EQ(hall.predict().walk_in("cash").why, "wait.no_counter");
  EXPECT_EQ(hall.predict().walk_in("nonsense").why, "wait.no_counter");
  EXPECT_EQ(hall.predict().ticket(0).why, "wait.not_waiting");
  EXPECT_EQ(hall.predict().ticket(99).why, "wait.not_waiting");
  hall.act(command::ResumeCounter{"1"});
  const TicketId cash = hall.take("cash");
  hall.act(command::CallNext{"1"});
  EXPECT_EQ(hall.predict().ticket(cash).why, "wait.not_waiting");
  hall.now = at(monday, 17 * 60 + 1, 0);
  EXPECT_EQ(hall.predict().walk_in("cash").why, "wait.closed");
  EXPECT_EQ(hall.predict().slot("cash", 10 * 60).why, "wait.closed"); // past
}

TEST(Predictor, IsClosedOnSundaysAndBeforeItIsAsked) {
  const Branch branch = city_branch();
  Hall hall(branch, date_of_day_number(day_number(monday) - 1), 10 * 60);
  const Predictor predictor = hall.predict();
  EXPECT_EQ(predictor.walk_in("cash").why, "wait.closed");
  EXPECT_EQ(predictor.slot("cash", 10 * 60).why, "wait.closed");
  EXPECT_EQ(predictor.crowd(10 * 60), 0);
  const Predictor never(branch, prior_experience(branch));
  EXPECT_EQ(never.walk_in("cash").why, "wait.closed");
  EXPECT_EQ(never.slot("cash", 10 * 60).why, "wait.closed");
  EXPECT_EQ(never.crowd(10 * 60), 0);
}

TEST(Predictor, TooManyPeopleForTheDayAreToldSo) {
  const Branch branch = plain_branch(1, 30, 0.3);
  Hall hall(branch, monday, 16 * 60);
  hall.open_counters(1);
  for (int i = 0; i < 10; ++i)
    hall.take();
  EXPECT_EQ(hall.predict().walk_in("cash").why, "wait.too_long");
}

TEST(Predictor, BeforeTheOpeningPlansTheDay) {
  const Branch branch = city_branch();
  Hall hall(branch, monday, 8 * 60);
  const Forecast forecast = hall.predict().walk_in("cash");
  expect_in_order(forecast);
  EXPECT_LT(forecast.p90, 5 * 60); // from the opening
  Hall coming(branch, monday, 8 * 60);
  coming.now -= 3 * 24 * hour;
  EXPECT_TRUE(coming.predict().walk_in("cash").known);
  EXPECT_TRUE(coming.predict().slot("cash", 10 * 60).known);
}

TEST(Predictor, WhoIsInsideAtNoonIsCalledInTheBreakAndNobodyElse) {
  Branch branch = plain_branch(1);
  branch.policy.check_in_early_minutes = 60;
  for (auto& day : branch.week)
    day = {{9 * 60, 12 * 60}, {13 * 60, 17 * 60}};
  Hall hall(branch, monday, 11 * 60);
  hall.open_counters(1);
  hall.book(13 * 60);
  hall.now = at(monday, 11 * 60 + 59, 0);
  for (int i = 0; i < 6; ++i)
    hall.take();
  const Forecast last = hall.predict().ticket(6);
  expect_in_order(last);
  EXPECT_LT(last.p90, 55 * 60);
  hall.now = at(monday, 12 * 60 + 30, 0);
  hall.act(command::CheckIn{1});
  EXPECT_GE(hall.predict().ticket(7).p10, 30 * 60) << "for the afternoon";
  EXPECT_TRUE(hall.predict().walk_in("cash").known);
  EXPECT_LT(hall.predict().ticket(1).p90, 60);
  hall.act(command::PauseCounter{"1"}); // at table
  EXPECT_GE(hall.predict().ticket(1).p10, 30 * 60);
  EXPECT_TRUE(hall.predict().walk_in("cash").known);
}

TEST(Predictor, PutsFirstWhomTheBranchPutsFirst) {
  const Branch branch = plain_branch(1);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(1);
  for (int i = 0; i < 12; ++i)
    hall.take();
  const TicketId elderly = hall.take("cash", Segment::ordinary, Need::elderly);
  const Predictor predictor = hall.predict();
  EXPECT_LT(predictor.ticket(elderly).p90, 60);
  EXPECT_GT(predictor.ticket(12).p50, 30 * 60);
  EXPECT_LT(predictor.walk_in("cash", Segment::vip).p50, predictor.walk_in("cash").p50 / 2);
  EXPECT_EQ(predictor.ticket(elderly).ahead, 0);
  EXPECT_EQ(predictor.walk_in("cash", Segment::vip).ahead, 1);
}

TEST(Predictor, AnAppointmentGoesBeforeTheLine) {
  Branch branch = plain_branch(1);
  branch.policy.capacity = {{"cash", 3}};
  Hall hall(branch, monday, 9 * 60);
  hall.open_counters(1);
  hall.book(10 * 60);
  hall.now = at(monday, 9 * 60 + 58, 0);
  for (int i = 0; i < 12; ++i)
    hall.take();
  const double without = hall.predict().ticket(12).p50;
  hall.act(command::CheckIn{1});
  const Predictor predictor = hall.predict();
  EXPECT_LT(predictor.ticket(13).p90, 60);
  EXPECT_GT(without, 30 * 60);
  EXPECT_GT(predictor.ticket(12).p50, without - 60); // was expected, is there
}

TEST(Predictor, CountsPeopleAheadAsTheLineDoes) {
  const Branch branch = city_branch();
  Hall hall(branch, monday, 10 * 60);
  for (const char* counter : {"1", "2", "4", "7"})
    hall.act(command::OpenCounter{counter, std::string("t") + counter});
  const char* services[] = {"cash", "transfer", "card", "loan", "wealth"};
  for (int i = 0; i < 40; ++i)
    hall.take(services[i % 5], i % 7 == 0 ? Segment::vip : Segment::ordinary, i % 9 == 0 ? Need::elderly : Need::none);
  hall.act(command::CallNext{"4"});
  hall.act(command::StartService{hall.day.counter("4")->ticket});
  const Predictor predictor = hall.predict();
  for (const Ticket& ticket : hall.day.tickets) {
    if (ticket.state != Ticket::State::waiting) continue;
    EXPECT_EQ(predictor.ticket(ticket.id).ahead, people_ahead(branch, hall.day, ticket.id, hall.now)) << ticket.number;
  }
}

TEST(Predictor, DoesNotJumpWithoutCause) {
  const Branch branch = city_branch();
  Hall hall(branch, monday, 10 * 60);
  for (const char* counter : {"1", "2", "4"})
    hall.act(command::OpenCounter{counter, std::string("t") + counter});
  for (int i = 0; i < 24; ++i)
    hall.take(i % 3 == 0 ? "card" : "cash");
  for (const char* counter : {"1", "2", "4"}) {
    hall.act(command::CallNext{counter});
    hall.act(command::StartService{hall.day.counter(counter)->ticket});
  }
  const TicketId last = 23;
  double before = hall.predict().ticket(last).p50;
  for (int i = 0; i < 12; ++i) {
    hall.now += 5 * second;
    const double now = hall.predict().ticket(last).p50;
    EXPECT_NEAR(now, before, 20) << i; // five seconds passed; nobody was called
    before = now;
  }
}

TEST(Predictor, ExpectsMoreAtNoonAndMoreWhereMoreHaveBooked) {
  Branch branch = city_branch();
  branch.policy.capacity = {{"cash", 6}};
  Hall hall(branch, monday, 8 * 60);
  const Predictor predictor = hall.predict();
  EXPECT_GT(predictor.crowd(12 * 60), predictor.crowd(14 * 60 + 30));
  EXPECT_GT(predictor.crowd(14 * 60 + 30), predictor.crowd(16 * 60 + 30));
  for (int i = 0; i < 6; ++i)
    hall.book(15 * 60);
  EXPECT_GT(hall.predict().crowd(15 * 60), predictor.crowd(15 * 60));
  for (int slot = 0; slot < 24 * 60; slot += 30) {
    EXPECT_GE(hall.predict().crowd(slot), 0);
    EXPECT_LE(hall.predict().crowd(slot), 1);
  }
}

TEST(Predictor, AFullLineDelaysTheNextSlotsNotTheLateOnes) {
  const Branch branch = plain_branch(1, 8);
  Hall hall(branch, monday, 9 * 60 + 55);
  hall.open_counters(1);
  const Forecast calm = hall.predict().slot("cash", 10 * 60);
  expect_in_order(calm);
  for (int i = 0; i < 6; ++i)
    hall.take("cash", Segment::vip);
  const Forecast soon = hall.predict().slot("cash", 10 * 60);
  const Forecast later = hall.predict().slot("cash", 16 * 60);
  expect_in_order(soon);
  expect_in_order(later);
  EXPECT_GT(soon.p50, calm.p50 + 20 * 60);
  EXPECT_LT(later.p50, soon.p50);
  EXPECT_EQ(hall.predict().slot("cash", 10 * 60 + 7).why, "wait.closed"); // no slot begins there
}

TEST(Predictor, AnswersTheSameOnEveryPlatform) {
  // Native and WebAssembly run this test: one literal stands for both.
  const Branch branch = city_branch();
  const std::vector<Event> events = simulate_day(branch, monday, 11);
  ASSERT_GT(events.size(), 500u);
  Day day;
  day.date = monday;
  Predictor predictor(branch, prior_experience(branch));
  std::uint64_t hash = 0xcbf29ce484222325u;
  const auto add = [&](double value) {
    hash = (hash ^ static_cast<std::uint64_t>(static_cast<std::int64_t>(value))) * 0x100000001b3u;
  };
  for (const Event& event : events) {
    ASSERT_TRUE(apply(day, event));
    if (event.number % 50 != 0) continue;
    predictor.refresh(day, event.at);
    for (const Ticket& ticket : day.tickets) {
      const Forecast forecast = predictor.ticket(ticket.id);
      for (const double value : {forecast.p10, forecast.p50, forecast.p90})
        add(value);
    }
    for (const Service& service : branch.services) {
      add(predictor.walk_in(service.id).p50);
      add(predictor.slot(service.id, 14 * 60).p90);
    }
    add(predictor.crowd(12 * 60) * 1e6);
  }
  EXPECT_EQ(hash, 5920623405292269403u);
}
