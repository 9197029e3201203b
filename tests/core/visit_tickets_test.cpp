#include "visit_branch.hpp"

namespace lobby::testing {
namespace {

TEST(Ticket, NumbersAreGaplessPerPrefix) {
  Play play;
  EXPECT_EQ(play.ticket(play.take("cash")).number, "A001");
  EXPECT_EQ(play.ticket(play.take("card")).number, "C001");
  EXPECT_EQ(play.ticket(play.take("loan")).number, "C002") << "the services share a prefix";
  play.must(command::Leave{3});
  EXPECT_EQ(play.ticket(play.take("card")).number, "C003") << "a number that left is not given again";
  for (int i = 2; i <= 1000; ++i)
    play.take("cash");
  EXPECT_EQ(play.day.tickets.back().number, "A1000");
  EXPECT_EQ(play.ticket(play.take("cash")).number, "A1001");
  EXPECT_NE(play.day.ticket_by_number("A1000"), nullptr);
  EXPECT_EQ(play.day.ticket_by_number("A1002"), nullptr);
}

TEST(Ticket, IsGivenWhileTheBranchIsOpen) {
  Play play;
  const auto take = [](Origin origin) { return command::TakeTicket{"cash", Segment::ordinary, Need::none, origin}; };
  play.now = clock(12, 0);
  EXPECT_EQ(play.refusal(take(Origin::kiosk)), "branch_closed 13:30");
  EXPECT_FALSE(is_open(play.branch, play.day, play.now));
  play.now = clock(13, 30);
  EXPECT_TRUE(is_open(play.branch, play.day, play.now));
  play.must(take(Origin::kiosk));
  play.must(command::OpenCounter{"1", "li"});
  play.now = clock(17, 0);
  EXPECT_EQ(play.refusal(take(Origin::kiosk)), "branch_closed");
  EXPECT_EQ(play.call("1"), "A001 why.first") << "who is in line is served after closing";
  play.now = clock(9, 30) + 24 * hour;
  EXPECT_EQ(play.refusal(take(Origin::kiosk)), "branch_closed") << "another day's ticket";
}

TEST(Ticket, IsRefusedWithTheReason) {
  Play play;
  const auto take = [](const char* service, Origin origin) {
    return command::TakeTicket{service, Segment::ordinary, Need::none, origin};
  };
  EXPECT_EQ(play.refusal(take("none", Origin::kiosk)), "unknown_service none");
  EXPECT_EQ(play.refusal(take("cash", Origin::appointment)), "wrong_state cash");
  play.branch.policy.remote_join = false;
  EXPECT_EQ(play.refusal(take("cash", Origin::remote)), "no_remote_join");
  play.must(take("cash", Origin::desk));
  play.branch.counters.pop_back();
  EXPECT_EQ(play.refusal(take("loan", Origin::kiosk)), "unknown_service loan") << "no counter would ever call it";
}

TEST(Ticket, GoesFromTheCallToTheRating) {
  Play play;
  const TicketId id = play.take("cash");
  play.must(command::OpenCounter{"1", "li"});
  EXPECT_EQ(play.refusal(command::StartService{id}), "wrong_state A001");
  EXPECT_EQ(play.call("1"), "A001 why.first");
  EXPECT_EQ(play.day.counter("1")->ticket, id);
  const Time called = play.ticket(id).called_at;
  play.now += 10 * second;
  for (int i = 0; i < 3; ++i)
    play.must(command::Recall{id});
  EXPECT_EQ(play.refusal(command::Recall{id}), "too_many_recalls A001");
  EXPECT_EQ(play.ticket(id).calls, 4);
  EXPECT_EQ(play.ticket(id).called_at, called);
  EXPECT_EQ(play.ticket(id).last_called_at, called + 10 * second);
  play.must(command::StartService{id});
  EXPECT_EQ(play.refusal(command::Leave{id}), "wrong_state A001");
  EXPECT_EQ(play.refusal(command::MarkNoShow{id}), "wrong_state A001");
  EXPECT_EQ(play.refusal(command::Rate{id, 5}), "wrong_state A001");
  play.now += 5 * minute;
  play.must(command::FinishService{id});
  EXPECT_EQ(play.day.counter("1")->ticket, 0U);
  EXPECT_EQ(play.ticket(id).finished_at - play.ticket(id).started_at, 5 * minute);
  EXPECT_EQ(play.refusal(command::Rate{id, 0}), "bad_rating 0");
  EXPECT_EQ(play.refusal(command::Rate{id, 6}), "bad_rating 6");
  play.must(command::Rate{id, 5});
  EXPECT_EQ(play.refusal(command::Rate{id, 4}), "already_rated A001");
  EXPECT_EQ(play.refusal(command::Rate{9, 4}), "unknown_ticket 9");
}

TEST(Ticket, IsANoShowOnlyAfterAWhileAndMayComeBack) {
  Play play;
  const TicketId late = play.take("cash");
  play.take("cash");
  play.must(command::OpenCounter{"1", "li"});
  play.call("1");
  play.now += play.branch.policy.no_show_seconds * second - 1;
  EXPECT_EQ(play.refusal(command::MarkNoShow{late}), "not_yet_no_show A001");
  play.now += 1;
  play.must(command::MarkNoShow{late});
  EXPECT_EQ(play.day.counter("1")->ticket, 0U);
  EXPECT_EQ(play.refusal(command::Leave{late}), "wrong_state A001");
  play.must(command::ReturnToLine{late});
  EXPECT_EQ(play.ticket(late).finished_at, 0);
  EXPECT_EQ(play.call("1"), "A002 why.first") << "who missed the call begins again at the end of the line";
}

TEST(Ticket, AnUndoneCallTakesTheOldPlace) {
  Play play;
  const TicketId first = play.take("cash");
  play.take("cash");
  play.must(command::OpenCounter{"1", "li"});
  play.call("1");
  play.now += minute;
  play.must(command::ReturnToLine{first});
  EXPECT_EQ(play.ticket(first).calls, 0);
  EXPECT_EQ(play.ticket(first).called_at, 0);
  EXPECT_EQ(play.call("1"), "A001 why.first");
}

TEST(Ticket, IsTransferredToTheFrontWithAReason) {
  Play play;
  const TicketId moved = play.take("cash");
  play.take("card");
  play.must(command::OpenCounter{"1", "li"});
  play.must(command::OpenCounter{"3", "wang"});
  play.call("1");
  play.must(command::StartService{moved});
  EXPECT_EQ(play.refusal(command::Transfer{moved, "card", "", ""}), "reason_needed A001");
  EXPECT_EQ(play.refusal(command::Transfer{moved, "none", "", "x"}), "unknown_service none");
  EXPECT_EQ(play.refusal(command::Transfer{moved, "card", "1", "x"}), "counter_does_not_serve 1");
  EXPECT_EQ(play.refusal(command::Transfer{moved, "large", "2", "x"}), "counter_closed 2");
  EXPECT_EQ(play.refusal(command::Transfer{moved, "card", "9", "x"}), "unknown_counter 9");
  EXPECT_EQ(play.refusal(command::Transfer{moved, "cash", "", "x"}), "wrong_state A001") << "goes nowhere";
  EXPECT_EQ(play.refusal(command::Transfer{moved, "", "1", "x"}), "wrong_state A001") << "is there already";
  play.must(command::Transfer{moved, "card", "3", "papers"});
  EXPECT_EQ(play.day.counter("1")->ticket, 0U);
  EXPECT_EQ(play.ticket(moved).number, "A001") << "keeps the number";
  EXPECT_EQ(play.call("3"), "A001 why.returned");
  play.must(command::StartService{moved});
  EXPECT_TRUE(play.ticket(moved).only_counter.empty());
  EXPECT_FALSE(play.ticket(moved).front);
}

TEST(Ticket, TransferredWhileWaitingKeepsItsPlace) {
  Play play;
  play.take("card");
  const TicketId moved = play.take("cash");
  play.take("card");
  play.must(command::Transfer{moved, "card", "", "wrong service"});
  play.must(command::OpenCounter{"3", "wang"});
  EXPECT_EQ(play.call("3"), "C001 why.first");
  play.serve("3");
  EXPECT_EQ(play.call("3"), "A001 why.first");
}

TEST(Ticket, WaitsForOneCounterOnlyWhileThatIsThere) {
  Play play;
  const TicketId moved = play.take("cash");
  play.must(command::OpenCounter{"1", "li"});
  play.must(command::OpenCounter{"2", "wang"});
  play.call("1");
  play.must(command::Transfer{moved, "", "2", "knows the case"});
  EXPECT_EQ(play.call("1"), "nobody_waiting 1");
  EXPECT_EQ(play.refusal(command::CallTicket{"1", moved}), "counter_does_not_serve 1");
  play.must(command::CloseCounter{"2"});
  EXPECT_EQ(play.call("1"), "A001 why.returned") << "nobody waits for a counter that is closed";
}

TEST(Ticket, IsParkedAndComesBackToTheFront) {
  Play play;
  const TicketId parked = play.take("cash");
  play.take("cash");
  play.must(command::OpenCounter{"1", "li"});
  EXPECT_EQ(play.refusal(command::Park{parked, "form"}), "wrong_state A001");
  play.call("1");
  play.must(command::StartService{parked});
  play.must(command::Park{parked, "fills in a form"});
  EXPECT_EQ(play.call("1"), "A002 why.first");
  play.serve("1");
  play.take("cash");
  play.must(command::Unpark{parked});
  EXPECT_EQ(play.call("1"), "A001 why.returned");
  play.must(command::Park{parked, ""});
  play.must(command::Leave{parked});
  EXPECT_EQ(play.ticket(parked).state, Ticket::State::left);
}

TEST(Ticket, LeavesFromTheLineOrACall) {
  Play play;
  const TicketId first = play.take("cash");
  const TicketId second_one = play.take("cash");
  play.must(command::OpenCounter{"1", "li"});
  play.must(command::Leave{first});
  EXPECT_EQ(play.refusal(command::Leave{first}), "wrong_state A001");
  play.call("1");
  play.must(command::Leave{second_one});
  EXPECT_EQ(play.day.counter("1")->ticket, 0U);
  EXPECT_EQ(play.call("1"), "nobody_waiting 1");
}

TEST(Apply, LeavesTheDayAloneWhenAnEventDoesNotFollow) {
  Play play;
  play.take("cash");
  const std::uint64_t number = play.day.number;
  const auto follows = [&](std::uint64_t at_number, Time at, EventBody body) {
    Day copy = play.day;
    const bool applied = apply(copy, {at_number, at, std::move(body)});
    if (!applied) {
      EXPECT_EQ(copy.number, play.day.number);
      EXPECT_EQ(copy.tickets.size(), play.day.tickets.size());
      EXPECT_EQ(copy.tickets.at(0).state, play.day.tickets.at(0).state);
    }
    return applied;
  };
  const Time now = play.now;
  EXPECT_TRUE(follows(number + 1, now, event::TicketLeft{1}));
  EXPECT_FALSE(follows(number + 2, now, event::TicketLeft{1})) << "a gap";
  EXPECT_FALSE(follows(number, now, event::TicketLeft{1})) << "again";
  EXPECT_FALSE(follows(number + 1, play.day.last_at - 1, event::TicketLeft{1})) << "time runs backwards";
  EXPECT_FALSE(follows(number + 1, INT64_MAX, event::TicketLeft{1}));
  EXPECT_FALSE(follows(number + 1, now, event::TicketLeft{2})) << "unknown";
  EXPECT_FALSE(follows(number + 1, now, event::TicketLeft{0}));
  EXPECT_FALSE(follows(number + 1, now, event::ServiceFinished{1})) << "was never called";
  EXPECT_FALSE(follows(number + 1, now, event::TicketCalled{1, "1", "why.first"})) << "the counter is not open";
  EXPECT_FALSE(follows(number + 1, now, event::DayOpened{"one", saturday, shanghai}));
  const auto taken = [](TicketId id, const char* text) {
    return event::TicketTaken{id, text, "cash", Segment::ordinary, Need::none, Origin::kiosk, 0, -1};
  };
  EXPECT_TRUE(follows(number + 1, now, taken(2, "A002")));
  EXPECT_TRUE(follows(number + 1, now, taken(2, "B001")));
  EXPECT_FALSE(follows(number + 1, now, taken(3, "A002"))) << "skips an id";
  EXPECT_FALSE(follows(number + 1, now, taken(2, "A001"))) << "twice a day";
  EXPECT_FALSE(follows(number + 1, now, taken(2, "A003"))) << "a gap";
  EXPECT_FALSE(follows(number + 1, now, taken(2, "A0002")));
  EXPECT_FALSE(follows(number + 1, now, taken(2, "")));
}

} // namespace
} // namespace lobby::testing
