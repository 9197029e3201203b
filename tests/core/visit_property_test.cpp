#include "visit_branch.hpp"
#include "visit_random.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace lobby::testing {
namespace {

/// Everything of a Day in one comparable text.
std::string told(const Day& day) {
  std::string text = day.branch + to_string(day.date) + std::to_string(day.number) + "@" + std::to_string(day.last_at);
  const auto add = [&](auto value) { text += "," + std::to_string(static_cast<long long>(value)); };
  for (const Appointment& one : day.appointments) {
    text += "\n" + one.service;
    add(one.id), add(one.slot), add(one.segment), add(one.need), add(one.state), add(one.held_until), add(one.ticket);
  }
  for (const Ticket& one : day.tickets) {
    text += "\n" + one.number + one.service + "/" + one.counter + "/" + one.only_counter;
    add(one.id), add(one.segment), add(one.need), add(one.origin), add(one.appointment), add(one.slot), add(one.state);
    add(one.taken_at), add(one.in_line_since), add(one.called_at), add(one.last_called_at), add(one.started_at);
    add(one.finished_at), add(one.calls), add(one.front), add(one.rating);
  }
  for (const CounterState& one : day.counters) {
    text += "\n" + one.id + "/" + one.teller;
    add(one.state), add(one.since), add(one.ticket), add(one.appointments_in_a_row), add(one.in_a_row_before);
  }
  for (const Shift& one : day.planned) {
    text += "\n" + one.counter;
    add(one.from), add(one.until);
  }
  return text;
}

void expect_capacity_kept(const Branch& branch, const Day& day, Time now) {
  std::map<std::pair<std::string, int>, int> taken;
  for (const Appointment& one : day.appointments) {
    const bool holds = one.state == Appointment::State::held && now < one.held_until;
    if (holds || one.state == Appointment::State::booked || one.state == Appointment::State::checked_in)
      ++taken[{one.service, one.slot}];
  }
  for (const auto& [place, count] : taken)
    ASSERT_LE(count, branch.capacity(place.first)) << place.first << " at minute " << place.second;
}

void expect_numbers_gapless(const Day& day) {
  std::map<char, int> last;
  for (const Ticket& one : day.tickets)
    ASSERT_EQ(std::stoi(one.number.substr(1)), ++last[one.number[0]]) << one.number;
}

void expect_counters_and_tickets_agree(const Branch& branch, const Day& day) {
  std::set<TicketId> at_counters;
  std::set<std::string> tellers;
  for (const CounterState& one : day.counters) {
    ASSERT_EQ(one.state == CounterState::State::closed, one.teller.empty());
    ASSERT_TRUE(one.teller.empty() || tellers.insert(one.teller).second) << one.teller << " sits at two counters";
    if (one.ticket == 0) continue;
    ASSERT_EQ(one.state, CounterState::State::open) << "a counter with a customer is open";
    ASSERT_TRUE(at_counters.insert(one.ticket).second) << "a ticket at two counters";
    const Ticket& ticket = *day.ticket(one.ticket);
    ASSERT_EQ(ticket.counter, one.id);
    ASSERT_TRUE(branch.serves(*branch.counter(one.id), ticket.service)) << one.id << " called " << ticket.service;
  }
  for (const Ticket& one : day.tickets) {
    const bool busy = one.state == Ticket::State::called || one.state == Ticket::State::serving;
    ASSERT_EQ(busy, at_counters.contains(one.id)) << one.number;
    if (one.only_counter.empty() || busy) continue;
    ASSERT_NE(day.counter(one.only_counter)->state, CounterState::State::closed) << "waits for a closed counter";
  }
}

/// Counter by counter as in the branch, in order of time, never two at once, within the opening hours.
void expect_plan_sound(const Branch& branch, const Day& day) {
  std::vector<Shift> in_order;
  for (const Counter& counter : branch.counters) {
    int free_from = branch.hours(day.date).front().open - 1;
    for (const Shift& one : day.planned) {
      if (one.counter != counter.id) continue;
      ASSERT_LT(free_from, one.from);
      ASSERT_LT(one.from, one.until);
      free_from = one.until;
      in_order.push_back(one);
    }
    ASSERT_LE(free_from, branch.hours(day.date).back().close);
  }
  ASSERT_EQ(in_order, day.planned);
}

void expect_line_sound(const Branch& branch, const Day& day, Time now) {
  const std::vector<TicketId> order = line(branch, day, now);
  const auto waits = [](const Ticket& one) { return one.state == Ticket::State::waiting; };
  ASSERT_EQ(static_cast<std::ptrdiff_t>(order.size()), std::count_if(day.tickets.begin(), day.tickets.end(), waits));
  ASSERT_EQ(std::set<TicketId>(order.begin(), order.end()).size(), order.size());
  for (const TicketId id : order)
    ASSERT_TRUE(waits(*day.ticket(id)));
  for (const Counter& counter : branch.counters) {
    const Choice choice = next_for(branch, day, counter.id, now);
    if (choice.ticket == 0) continue;
    ASSERT_TRUE(waits(*day.ticket(choice.ticket)));
    ASSERT_TRUE(branch.serves(counter, day.ticket(choice.ticket)->service));
  }
  for (const Service& service : branch.services)
    for (const Offer& offer : offers(branch, day, service.id, now))
      ASSERT_LE(offer.taken, offer.capacity);
}

void expect_gaps_refused(const Day& day, const Event& event) {
  Day copy = day;
  const std::string before = told(day);
  for (const std::uint64_t number : {event.number - 1, event.number + 1, std::uint64_t{0}}) {
    Event wrong = event;
    wrong.number = number;
    ASSERT_FALSE(apply(copy, wrong));
  }
  Event early = event;
  early.at = day.last_at - 1;
  ASSERT_FALSE(apply(copy, early));
  ASSERT_EQ(told(copy), before);
}

/// What one random day did, to know that the property was tested on something.
struct Tally {
  std::array<std::size_t, std::variant_size_v<EventBody>> events{};
  std::set<RefusalKind> refusals;
};

void play_random_day(std::uint64_t seed, int commands, Tally& tally) {
  Branch branch = small_branch();
  branch.policy.check_in_early_minutes = 60; // so that many come
  Commander commander(seed);
  Day day;
  day.date = saturday;
  std::vector<Event> log;
  Time now = clock(8, 30);
  for (int i = 0; i < commands; ++i) {
    const Command command = i == 0 ? Command{command::OpenDay{shanghai}} : commander.next(branch, day);
    const Decision decision = decide(branch, day, command, now + commander.clock_error());
    if (const auto* refusal = std::get_if<Refusal>(&decision)) {
      tally.refusals.insert(refusal->kind);
      ASSERT_NE(name(refusal->kind), "unknown");
    } else {
      for (const Event& event : std::get<std::vector<Event>>(decision)) {
        if (commander.chance().below(16) == 0) expect_gaps_refused(day, event);
        ASSERT_TRUE(apply(day, event)) << "what was decided can be folded";
        log.push_back(event);
        ++tally.events[event.body.index()];
        expect_capacity_kept(branch, day, event.at);
        expect_numbers_gapless(day);
        expect_counters_and_tickets_agree(branch, day);
        expect_plan_sound(branch, day);
      }
    }
    if (i % 8 == 0) expect_line_sound(branch, day, std::max(now, day.last_at));
    if (::testing::Test::HasFatalFailure()) return;
    now += commander.pause();
  }
  Day again;
  for (const Event& event : log)
    ASSERT_TRUE(apply(again, event));
  ASSERT_EQ(told(again), told(day)) << "the Day is the fold of its events";
}

TEST(AnyOrderOfCommands, KeepsEveryPromise) {
  Tally tally;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    play_random_day(seed, 400, tally);
    if (HasFatalFailure()) return;
  }
  for (std::size_t i = 0; i < tally.events.size(); ++i)
    EXPECT_GT(tally.events[i], 10U) << "hardly any event of kind " << i;
  EXPECT_GE(tally.refusals.size(), 20U);
}

TEST(AnyOrderOfCommands, GivesTheSameDayAgain) {
  const auto played = [] {
    Play play;
    Commander commander(7);
    for (int i = 0; i < 300; ++i) {
      play.tell(commander.next(play.branch, play.day));
      play.now = std::max(play.day.last_at, play.now + commander.pause());
    }
    return told(play.day);
  };
  EXPECT_EQ(played(), played());
}

} // namespace
} // namespace lobby::testing
