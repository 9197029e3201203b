#include "core/wait/record.hpp"
#include "tests/core/wait_branch.hpp"

#include <algorithm>

using namespace lobby;
using namespace lobby::wait_test;

namespace {

/// Decides, tells and applies, as the server does; answers how many events came of it.
std::size_t tell(Hall& hall, const Command& command, const Experience& experience) {
  const Decision decision = decide_and_tell(hall.branch, hall.day, command, experience, hall.now);
  const auto* events = std::get_if<std::vector<Event>>(&decision);
  if (events == nullptr) return 0;
  for (const Event& event : *events)
    EXPECT_TRUE(apply(hall.day, event));
  return events->size();
}

const command::TakeTicket cash{"cash", Segment::ordinary, Need::none, Origin::kiosk};

/// As if the ticket was expected to be called in so long.
Standing standing_of(const Hall& hall, TicketId ticket, Duration wait = hour) {
  return standing(hall.branch, hall.day, ticket, hall.now, hall.now + wait);
}

std::vector<Cause> why(const Hall& hall, TicketId ticket, const Standing& before, bool longer) {
  return causes(hall.day, before, standing_of(hall, ticket), longer);
}

/// A Day in which so many people waited so long after having been told this.
Day told_day(Date date, const std::vector<std::pair<ToldWait, double>>& waits) {
  Day day;
  day.date = date;
  for (const auto& [told, seconds] : waits) {
    Ticket ticket;
    ticket.id = static_cast<TicketId>(day.tickets.size() + 1);
    ticket.state = Ticket::State::finished;
    ticket.taken_at = ticket.in_line_since = at(date, 600, 0) + ticket.id * minute;
    ticket.called_at = ticket.taken_at + static_cast<Duration>(seconds * second);
    ticket.told = told;
    day.tickets.push_back(ticket);
  }
  return day;
}

} // namespace

TEST(ToldWait, WhoTakesATicketIsToldWhatThePredictorSays) {
  const Branch branch = plain_branch(1);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(1);
  for (int i = 0; i < 5; ++i)
    hall.take();
  EXPECT_EQ(tell(hall, cash, prior_experience(branch)), 2u);
  const Ticket& mine = hall.day.tickets.back();
  ASSERT_TRUE(mine.told.known);
  // Being told changes the Day's number, not what is expected.
  const Forecast forecast = hall.predict().ticket(mine.id);
  EXPECT_EQ(mine.told.p10, forecast.p10);
  EXPECT_EQ(mine.told.p50, forecast.p50);
  EXPECT_EQ(mine.told.p90, forecast.p90);
  EXPECT_GT(mine.told.p50, 15 * 60);
}

TEST(ToldWait, NothingIsToldWhenNothingHonestCanBe) {
  const Branch branch = plain_branch(1);
  Hall hall(branch, monday, 10 * 60);
  EXPECT_EQ(tell(hall, cash, prior_experience(branch)), 1u); // no counter is open
  EXPECT_FALSE(hall.day.tickets.back().told.known);
  EXPECT_EQ(tell(hall, command::OpenCounter{"1", "li"}, prior_experience(branch)), 1u);
  EXPECT_EQ(tell(hall, command::TakeTicket{"loan", {}, {}, Origin::kiosk}, prior_experience(branch)), 0u);
}

TEST(ToldWait, IsToldOnceAndInOrder) {
  const Branch branch = plain_branch(1);
  Hall hall(branch, monday, 10 * 60);
  const TicketId mine = hall.take();
  const auto refused = [&](const command::TellWait& command) {
    return std::holds_alternative<Refusal>(decide(branch, hall.day, command, hall.now));
  };
  EXPECT_TRUE(refused({mine, 60, 30, 90}));
  EXPECT_TRUE(refused({mine, -1, 30, 90}));
  EXPECT_TRUE(refused({mine, 0, 30, 24 * 3600 + 1}));
  EXPECT_TRUE(refused({9, 0, 30, 90}));
  hall.act(command::TellWait{mine, 0, 30, 90});
  EXPECT_TRUE(refused({mine, 0, 30, 90}));
  EXPECT_FALSE(apply(hall.day, Event{hall.day.number + 1, hall.now, event::WaitTold{mine, 0, 30, 90}}));
}

TEST(ToldWait, EveryPageShowsTheSameFromOneMomentToTheNext) {
  const Branch branch = plain_branch(2);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(2);
  for (int i = 0; i < 7; ++i)
    hall.take();
  hall.act(command::CallNext{"1"});
  hall.act(command::StartService{1});
  hall.now += 3 * minute + 1 * second;
  Predictor one(branch, prior_experience(branch));
  Predictor other(branch, prior_experience(branch));
  one.refresh(hall.day, hall.now);
  other.refresh(hall.day, hall.now + Predictor::grain - 2 * second);
  for (TicketId ticket = 2; ticket <= 7; ++ticket) {
    EXPECT_EQ(one.ticket(ticket).p10, other.ticket(ticket).p10);
    EXPECT_EQ(one.ticket(ticket).p90, other.ticket(ticket).p90);
  }
  EXPECT_EQ(Predictor::moment(hall.day, hall.now), hall.now - second);
  hall.act(command::PauseCounter{"2"});
  EXPECT_EQ(Predictor::moment(hall.day, hall.now), hall.now); // something happened: a new moment begins
}

TEST(Record, JudgesWhoWasCalledInTheTurnTheyWereToldOf) {
  const ToldWait ten{true, 300, 600, 900};
  Day day = told_day(monday, {{ten, 600}, {ten, 899}, {ten, 910}, {ten, 1300}, {{}, 600}, {{true, 0, 5, 20}, 8}});
  day.tickets.push_back(day.tickets.front()); // sent on to another counter: not the wait that was told
  day.tickets.back().in_line_since += minute;
  Experience experience;
  record::judge(experience, day);
  ASSERT_EQ(experience.record.size(), 1u);
  const Record& record = experience.record.front();
  EXPECT_EQ(record.judged, 4);
  EXPECT_EQ(record.held, 2);
  EXPECT_EQ(record.shown_held, 2); // told "5–15 minutes"
  EXPECT_DOUBLE_EQ(record.error, 0 + 299 + 310 + 700);
}

TEST(Record, RoundsOutwardsAsThePagesDo) {
  EXPECT_EQ(spoken(0, 89).to, 1);
  EXPECT_EQ(spoken(59, 121).from, 0);
  EXPECT_EQ(spoken(59, 121).to, 3);
  EXPECT_EQ(spoken(1000, 1900).from, 16);
  EXPECT_EQ(spoken(1000, 1900).to, 35);
}

TEST(Record, KeepsTheLastDaysAndSumsUpAWeek) {
  const Branch branch = plain_branch(1);
  Experience experience = prior_experience(branch);
  for (int i = 0; i < 40; ++i)
    record::judge(experience, told_day(date_of_day_number(day_number(monday) + i), {{{true, 300, 600, 900}, 700}}));
  EXPECT_EQ(experience.record.size(), Experience::most_days);
  Hall hall(branch, monday, 10 * 60);
  EXPECT_EQ(hall.predict(experience).week().judged, 7);
  EXPECT_EQ(hall.predict(experience).week().shown_held, 7);
}

/// Whoever is told too little or too much at first is told right after some days: raw p10, p50, p90 are wrong by a
/// factor, waits are spread evenly.
TEST(Calibration, FindsTheFactorsThatHold) {
  for (const double truth : {0.6, 1.0, 1.8}) {
    Experience experience;
    std::uint64_t luck = 7;
    int judged = 0;
    int held = 0;
    int above = 0;
    for (int i = 0; i < 30; ++i) {
      std::vector<std::pair<ToldWait, double>> waits;
      for (int k = 0; k < 40; ++k) {
        Forecast forecast{true, 100, 500, 900, 0, {}};
        record::calibrate(experience.calibration, 24 * 3600, forecast);
        const auto whole = [](double seconds) { return static_cast<int>(seconds); };
        luck = luck * 6364136223846793005u + 1442695040888963407u;
        const double wait = truth * 1000 * static_cast<double>(luck >> 11) * 0x1p-53;
        waits.push_back({{true, whole(forecast.p10), whole(forecast.p50), whole(forecast.p90)}, wait});
        above += i >= 10 && wait > forecast.p50;
      }
      record::judge(experience, told_day(date_of_day_number(day_number(monday) + i), waits));
      if (i < 10) continue;
      judged += experience.record.back().judged;
      held += experience.record.back().held;
    }
    EXPECT_NEAR(static_cast<double>(held) / judged, 0.80, 0.04) << truth;
    EXPECT_NEAR(static_cast<double>(above) / judged, 0.50, 0.06) << truth;
  }
}

TEST(Calibration, MovesWhatIsTold) {
  const Branch branch = plain_branch(1);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(1);
  for (int i = 0; i < 6; ++i)
    hall.take();
  Experience experience = prior_experience(branch);
  const Forecast usual = hall.predict(experience).walk_in("cash");
  experience.calibration = {-0.2, 0.1, 0.3};
  const Forecast moved = hall.predict(experience).walk_in("cash");
  EXPECT_NEAR(moved.p10 / usual.p10, 0.8187, 0.001);
  EXPECT_NEAR(moved.p50 / usual.p50, 1.1052, 0.001);
  EXPECT_NEAR(moved.p90 / usual.p90, 1.3499, 0.001);
}

TEST(Causes, NameTheCounterThatClosedOrOpened) {
  const Branch branch = plain_branch(3);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(2);
  hall.take();
  const TicketId mine = hall.take();
  const Standing before = standing_of(hall, mine);
  EXPECT_EQ(before.ahead, std::vector<TicketId>{1});
  hall.act(command::PauseCounter{"2"});
  std::vector<Cause> found = why(hall, mine, before, true);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Cause::Kind::counter_closed);
  EXPECT_EQ(found[0].subject, "2");
  hall.act(command::OpenCounter{"3", "new"});
  found = why(hall, mine, before, false);
  EXPECT_EQ(found[0].kind, Cause::Kind::counter_opened);
  EXPECT_EQ(found[0].subject, "3");
}

TEST(Causes, CountThoseWhoCameOrWent) {
  const Branch branch = city_branch();
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(3);
  const TicketId goes = hall.take();
  hall.take();
  const TicketId mine = hall.take();
  const Standing before = standing_of(hall, mine);
  hall.take("cash", Segment::ordinary, Need::elderly);
  hall.take("loan", Segment::ordinary, Need::elderly); // another line
  std::vector<Cause> found = why(hall, mine, before, true);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Cause::Kind::special_ahead);
  EXPECT_EQ(found[0].people, 1);
  hall.act(command::Leave{goes});
  found = why(hall, mine, before, false);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Cause::Kind::left);
  EXPECT_EQ(found[0].people, 1);
}

TEST(Causes, NameWhatThePlanOpensAndCloses) {
  const Branch branch = plain_branch(3);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(2);
  const TicketId mine = hall.take();
  const Standing before = standing_of(hall, mine);
  hall.act(command::PlanCounters{{{"3", 10 * 60 + 20, 12 * 60}, {"2", 9 * 60, 10 * 60 + 30}}});
  const Standing planned = standing_of(hall, mine);
  std::vector<Cause> found = why(hall, mine, before, false);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(name(found[0].kind), "opening_agreed");
  EXPECT_EQ(found[0].subject, "3");
  EXPECT_EQ(found[0].minute, 10 * 60 + 20);
  found = why(hall, mine, before, true);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(name(found[0].kind), "ending_agreed");
  EXPECT_EQ(found[0].subject, "2");
  EXPECT_EQ(found[0].minute, 10 * 60 + 30);
  // What comes after the call is nothing to this ticket.
  EXPECT_TRUE(standing_of(hall, mine, 20 * minute).openings.empty());
  EXPECT_TRUE(standing_of(hall, mine, 30 * minute).endings.empty());
  // Taken back.
  hall.act(command::PlanCounters{});
  found = why(hall, mine, planned, true);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(name(found[0].kind), "opening_dropped");
  found = why(hall, mine, planned, false);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(name(found[0].kind), "ending_dropped");
}

TEST(Causes, AnAgreedOpeningThatCameAboutIsNotDropped) {
  const Branch branch = plain_branch(2);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(1);
  const TicketId mine = hall.take();
  hall.act(command::PlanCounters{{{"2", 10 * 60 + 5, 17 * 60}}});
  const Standing before = standing_of(hall, mine);
  hall.now += 6 * minute;
  hall.act(command::OpenCounter{"2", "late"});
  EXPECT_EQ(why(hall, mine, before, true)[0].kind, Cause::Kind::slower);
  EXPECT_EQ(why(hall, mine, before, false)[0].kind, Cause::Kind::counter_opened);
}

TEST(Causes, AnAgreedOpeningThatDidNotComeAboutIs) {
  const Branch branch = plain_branch(2);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(1);
  const TicketId mine = hall.take();
  hall.act(command::PlanCounters{{{"2", 10 * 60 + 5, 17 * 60}}});
  const Standing before = standing_of(hall, mine);
  hall.now += 14 * minute;
  EXPECT_EQ(standing_of(hall, mine).openings.size(), 1u);
  hall.now += minute;
  EXPECT_EQ(why(hall, mine, before, true)[0].kind, Cause::Kind::opening_dropped);
}

TEST(Causes, WithoutAnyItWasThePaceOfTheOthers) {
  const Branch branch = plain_branch(1);
  Hall hall(branch, monday, 10 * 60);
  hall.open_counters(1);
  const TicketId served = hall.take();
  const TicketId mine = hall.take();
  hall.act(command::CallNext{"1"});
  hall.act(command::StartService{served});
  const Standing before = standing_of(hall, mine);
  hall.now += 20 * minute;
  EXPECT_EQ(why(hall, mine, before, true)[0].kind, Cause::Kind::slower);
  EXPECT_EQ(why(hall, mine, before, false)[0].kind, Cause::Kind::faster);
  EXPECT_EQ(causes(hall.day, {}, {}, true)[0].kind, Cause::Kind::slower);
}
