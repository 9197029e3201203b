#include "tests/core/wait_branch.hpp"

#include <algorithm>
#include <map>

using namespace lobby;
using namespace lobby::wait_test;

namespace {

/// FNV-1a over what matters of an event.
std::uint64_t hash(const std::vector<LogRow>& rows) {
  std::uint64_t h = 0xcbf29ce484222325u;
  const auto add = [&](std::string_view text) {
    for (const char c : text)
      h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  };
  for (const LogRow& row : rows)
    add(to_string(row.date) + "," + std::to_string(static_cast<long long>(row.seconds * 1000)) + "," + row.event + "," +
        std::to_string(row.who) + "," + row.service + "," + std::to_string(row.priority) + "," + row.counter + ";");
  return h;
}

struct Figures {
  int joined = 0, started = 0, left = 0;
  double mean_wait = 0, p90 = 0, longest = 0; ///< minutes
};

Figures figures(const std::vector<LogRow>& rows) {
  Figures result;
  std::map<std::pair<Date, std::uint32_t>, double> since;
  std::vector<double> waits;
  for (const LogRow& row : rows) {
    if (row.event == "join") {
      ++result.joined;
      since[{row.date, row.who}] = row.seconds;
    } else if (row.event == "start") {
      ++result.started;
      waits.push_back((row.seconds - since[{row.date, row.who}]) / 60);
    } else if (row.event == "leave") {
      ++result.left;
    }
  }
  std::sort(waits.begin(), waits.end());
  for (const double wait : waits)
    result.mean_wait += wait / static_cast<double>(waits.size());
  if (!waits.empty()) result.p90 = waits[waits.size() * 9 / 10];
  if (!waits.empty()) result.longest = waits.back();
  return result;
}

/// Lives through a Day second by second; `between` may do what real people do.
struct Life {
  const Branch& branch;
  Actors actors;
  Day day;
  Time now = 0;
  int asked = 0;
  std::map<std::string, int> refused; ///< by kind
  std::vector<Event> events;

  Life(const Branch& of, Date date, int minute_of_day, std::uint64_t seed)
      : branch(of), actors(of, seed), now(at(date, minute_of_day, 0)) {
    day.date = date;
    tell(command::OpenDay{0});
  }
  bool tell(const Command& command) {
    const Decision decision = decide(branch, day, command, now);
    if (const auto* refusal = std::get_if<Refusal>(&decision)) {
      ++refused[std::string(name(refusal->kind))];
      return false;
    }
    for (const Event& event : std::get<std::vector<Event>>(decision)) {
      EXPECT_TRUE(apply(day, event));
      events.push_back(event);
    }
    return true;
  }
  template <class Between> void until(int minute_of_day, Between between) {
    const Time end = at(day.date, minute_of_day, 0);
    for (; now < end; now += second) {
      if (now % (30 * second) == 0) tell(command::Tick{});
      for (const Command& command : actors.step(day, now)) {
        ++asked;
        tell(command);
      }
      between();
    }
  }
  void until(int minute_of_day) {
    until(minute_of_day, [] {});
  }
  int refusals() const {
    int sum = 0;
    for (const auto& [kind, count] : refused)
      sum += count;
    return sum;
  }
};

/// Nobody is left, and every counter is closed.
void expect_empty(const Day& day) {
  for (const Ticket& ticket : day.tickets)
    EXPECT_TRUE(ticket.state == Ticket::State::finished || ticket.state == Ticket::State::left ||
                ticket.state == Ticket::State::no_show)
        << ticket.number;
  for (const CounterState& counter : day.counters)
    EXPECT_EQ(counter.state, CounterState::State::closed) << counter.id;
}

} // namespace

TEST(Actors, WaitsAreThoseOfABranch) {
  const Figures seen = figures(simulate_days(city_branch(), monday, 5, 7));
  EXPECT_GT(seen.joined, 5 * 120);
  EXPECT_GT(seen.mean_wait, 1.5);
  EXPECT_LT(seen.mean_wait, 15);
  EXPECT_LT(seen.p90, 30);
  EXPECT_LT(seen.left, seen.joined / 10);
  EXPECT_GT(seen.started, seen.joined * 8 / 10);
}

TEST(Actors, DoNotRunAwayWhenTooManyWouldCome) {
  Branch branch = plain_branch(2, 10);
  branch.arrivals_per_hour = 100;
  const Figures seen = figures(simulate_days(branch, monday, 3, 7));
  EXPECT_GT(seen.joined, 3 * 40);
  EXPECT_LT(seen.mean_wait, 35);
}

TEST(Actors, TheSameSeedGivesTheSameDayOnEveryPlatform) {
  const Branch branch = city_branch();
  const std::uint64_t once = hash(simulate_days(branch, monday, 1, 7));
  EXPECT_EQ(once, hash(simulate_days(branch, monday, 1, 7)));
  EXPECT_NE(once, hash(simulate_days(branch, monday, 1, 8)));
  EXPECT_EQ(once, 3100602836636619319u);
}

TEST(Actors, NobodyGoesForABreakWhileTheyAreWaitedFor) {
  const Branch branch = city_branch();
  int pauses = 0;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    Day day;
    day.date = monday;
    for (const Event& event : simulate_day(branch, monday, seed)) {
      if (const auto* paused = std::get_if<event::CounterPaused>(&event.body)) {
        EXPECT_EQ(next_for(branch, day, paused->counter, event.at).ticket, 0U) << "counter " << paused->counter;
        ++pauses;
      }
      ASSERT_TRUE(apply(day, event));
    }
  }
  EXPECT_GT(pauses, 3);
}

TEST(Actors, EndTheDayWithAnEmptyHallAndAreHardlyEverRefused) {
  Branch branch = city_branch();
  branch.policy.capacity = {{"cash", 2}, {"card", 1}};
  for (auto& hours : branch.week)
    hours = {{9 * 60, 12 * 60}, {13 * 60, 17 * 60}};
  Life life(branch, monday, 8 * 60 + 30, 5);
  life.until(19 * 60);
  expect_empty(life.day);
  EXPECT_GT(life.asked, 500);
  EXPECT_LT(life.refusals(), life.asked / 50);
  int checked_in = 0, rated = 0, transferred = 0, paused = 0;
  for (const Event& event : life.events) {
    checked_in += std::holds_alternative<event::AppointmentCheckedIn>(event.body);
    rated += std::holds_alternative<event::TicketRated>(event.body);
    transferred += std::holds_alternative<event::TicketTransferred>(event.body);
    paused += std::holds_alternative<event::CounterPaused>(event.body);
  }
  EXPECT_GT(checked_in, 5);
  EXPECT_GT(rated, 20);
  EXPECT_GT(transferred, 0);
  EXPECT_GT(paused, 0);
}

TEST(Actors, ServeInTheBreakWhoIsInsideAndNobodyElse) {
  Branch branch = plain_branch(2, 8);
  branch.policy.capacity = {{"cash", 1}};
  for (auto& hours : branch.week)
    hours = {{9 * 60, 12 * 60}, {13 * 60, 17 * 60}};
  branch.arrivals_per_hour = 17;
  int in_break = 0, after = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Life life(branch, monday, 8 * 60 + 30, seed);
    // Agreed until noon or the closing is no reason to leave people there.
    life.until(8 * 60 + 31);
    ASSERT_TRUE(
        life.tell(command::PlanCounters{{{"1", 9 * 60, 12 * 60}, {"1", 13 * 60, 17 * 60}, {"2", 9 * 60, 17 * 60}}}));
    life.until(16 * 60 + 58);
    for (int i = 0; i < 6; ++i)
      ASSERT_TRUE(life.tell(command::TakeTicket{"cash", Segment::ordinary, Need::none, Origin::kiosk}));
    life.until(19 * 60);
    expect_empty(life.day);
    const Time noon = at(monday, 12 * 60, 0), one = at(monday, 13 * 60, 0), five = at(monday, 17 * 60, 0);
    for (const Ticket& ticket : life.day.tickets) {
      if (ticket.called_at == 0) continue;
      const bool came_before = ticket.taken_at < noon;
      if (ticket.called_at >= noon && ticket.called_at < one) {
        EXPECT_TRUE(came_before) << ticket.number;
        ++in_break;
      } else if (came_before) {
        EXPECT_LT(ticket.called_at, noon) << ticket.number << ": left over the break";
      }
      after += ticket.called_at >= five;
    }
    EXPECT_LT(life.day.last_at, five + hour);
  }
  EXPECT_GT(in_break, 0);
  EXPECT_GT(after, 0);
}

TEST(Actors, NeverBookMoreThanASlotHolds) {
  Branch branch = city_branch();
  Life life(branch, monday, 8 * 60 + 30, 9);
  const auto check = [&] {
    if (life.now % minute != 0) return;
    for (const Service& service : branch.services)
      for (const Offer& offer : offers(branch, life.day, service.id, life.now))
        ASSERT_LE(offer.taken, offer.capacity);
  };
  life.until(12 * 60, check);
  EXPECT_GT(life.day.appointments.size(), 10u);
}

TEST(Actors, ServeARealCustomerAndLeaveThemTime) {
  const Branch branch = plain_branch(2);
  Life life(branch, monday, 9 * 60, 3);
  life.until(9 * 60 + 20);
  ASSERT_TRUE(life.tell(command::TakeTicket{"cash", Segment::ordinary, Need::none, Origin::remote}));
  const auto mine = static_cast<TicketId>(life.day.tickets.size());
  life.now += 500; // the next step is not at the moment at which the person asked
  life.until(11 * 60);
  const Ticket* ticket = life.day.ticket(mine);
  ASSERT_EQ(ticket->state, Ticket::State::finished);
  EXPECT_GE(ticket->started_at - ticket->called_at, 20 * second);
  EXPECT_LE(ticket->started_at - ticket->called_at, 42 * second);
  EXPECT_EQ(ticket->rating, 0); // that is for the person to do
}

TEST(Actors, LeaveARealTellersCounterAlone) {
  const Branch branch = plain_branch(3);
  Life life(branch, monday, 8 * 60 + 50, 3);
  ASSERT_TRUE(life.tell(command::OpenCounter{"2", "li"}));
  life.until(12 * 60);
  ASSERT_NE(life.day.counter("2"), nullptr);
  EXPECT_EQ(life.day.counter("2")->teller, "li");
  for (const Event& event : life.events) {
    const auto* called = std::get_if<event::TicketCalled>(&event.body);
    if (called != nullptr) {
      EXPECT_NE(called->counter, "2");
    }
  }
}

TEST(Actors, GoOnAfterARestart) {
  const Branch branch = city_branch();
  Life life(branch, monday, 8 * 60 + 30, 3);
  life.until(11 * 60);
  life.actors = Actors(branch, 3); // knows nothing of the morning
  life.until(19 * 60);
  expect_empty(life.day);
  EXPECT_LT(life.refusals(), life.asked / 50);
}

TEST(Actors, ComeToLifeInTheMiddleOfTheDay) {
  const Branch branch = city_branch();
  Life life(branch, monday, 12 * 60, 3); // nobody fast-forwarded: the hall fills by itself
  life.until(12 * 60 + 15);
  int open = 0;
  for (const CounterState& counter : life.day.counters)
    open += counter.state == CounterState::State::open;
  EXPECT_GE(open, 2);
  EXPECT_GE(life.day.tickets.size(), 3u);
}

TEST(Actors, OnlyBookOnAComingDay) {
  const Branch branch = city_branch();
  Life life(branch, monday, 8 * 60, 3);
  life.now -= 2 * 24 * hour;
  for (int i = 0; i < 600; ++i, life.now += minute)
    for (const Command& command : life.actors.step(life.day, life.now))
      life.tell(command);
  EXPECT_TRUE(life.day.tickets.empty());
  EXPECT_TRUE(life.day.counters.empty());
}

TEST(Actors, StayAwayFromAClosedBranch) {
  const Branch branch = city_branch();
  EXPECT_TRUE(simulate_day(branch, date_of_day_number(day_number(monday) - 1), 1).empty());
  Life life(branch, date_of_day_number(day_number(monday) - 1), 10 * 60, 3);
  life.until(10 * 60 + 30);
  EXPECT_EQ(life.asked, 0);
  Branch bare;
  bare.id = "bare";
  for (auto& day : bare.week)
    day = {{9 * 60, 17 * 60}};
  EXPECT_TRUE(simulate_days(bare, monday, 1, 1).empty()); // no services, no counters: no people
}

TEST(EventLog, TellsWhatHappenedInOrder) {
  const std::vector<Event> events = simulate_day(city_branch(), monday, 4);
  const std::vector<LogRow> rows = log_of(events);
  ASSERT_GT(rows.size(), 300u);
  std::map<std::uint32_t, std::string> state;
  double before = 0;
  for (const LogRow& row : rows) {
    EXPECT_GE(row.seconds, before);
    before = row.seconds;
    std::string& was = state[row.who];
    const std::string comes_after = row.event == "join"  ? (was.empty() ? "" : "end")
                                    : row.event == "end" ? "start"
                                                         : "join";
    EXPECT_EQ(was, comes_after) << row.who << " " << row.event;
    EXPECT_EQ(row.counter.empty(), row.event == "join" || row.event == "leave");
    was = row.event;
  }
  EXPECT_TRUE(log_of({}).empty());
  EXPECT_TRUE(log_of({events[1]}).empty()); // does not begin with an opened day
}

TEST(Actors, OpenAndCloseAsTheManagerHasAgreed) {
  const Branch branch = city_branch();
  Life life(branch, monday, 8 * 60 + 30, 5);
  life.tell(command::PlanCounters{{{"8", 10 * 60, 11 * 60}, {"7", 14 * 60, 14 * 60 + 30}}});
  const auto open = [&](const char* counter) {
    const CounterState* state = life.day.counter(counter);
    return state != nullptr && state->state == CounterState::State::open;
  };
  life.until(10 * 60 + 1);
  EXPECT_TRUE(open("8"));
  life.until(11 * 60, [&] { EXPECT_TRUE(open("8")); });
  bool gone = false;
  life.until(11 * 60 + 45, [&] { gone = gone || !open("8"); });
  EXPECT_TRUE(gone) << "when the customer there was done";
  EXPECT_FALSE(open("8")) << "and is not back at once";
  life.until(14 * 60 + 1);
  EXPECT_TRUE(open("7"));
  EXPECT_EQ(life.refusals(), 0);
}
