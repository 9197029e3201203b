#include "visit_branch.hpp"

namespace lobby::testing {
namespace {

std::vector<std::string> numbers(const Play& play) {
  std::vector<std::string> all;
  for (const TicketId id : line(play.branch, play.day, play.now))
    all.push_back(play.ticket(id).number);
  return all;
}

using Numbers = std::vector<std::string>;

/// So many people with an appointment for cash at ten, booked at nine.
std::vector<AppointmentId> booked_for_ten(Play& play, int people) {
  play.branch.policy.capacity = {{"cash", 9}};
  play.now = clock(9, 0);
  std::vector<AppointmentId> booked;
  for (int i = 0; i < people; ++i)
    booked.push_back(play.book("cash", 10 * 60));
  return booked;
}

/// Counter 1 calls these, one after the other, and serves each.
void expect_calls(Play& play, const std::vector<std::string>& calls) {
  for (const std::string& expected : calls) {
    EXPECT_EQ(play.call("1"), expected);
    play.serve("1");
  }
}

TEST(Counter, HasOneTellerAndATellerOneCounter) {
  Play play;
  EXPECT_EQ(play.refusal(command::OpenCounter{"9", "li"}), "unknown_counter 9");
  EXPECT_EQ(play.refusal(command::OpenCounter{"1", ""}), "wrong_state 1");
  play.must(command::OpenCounter{"1", "li"});
  EXPECT_EQ(play.refusal(command::OpenCounter{"1", "wang"}), "counter_taken 1");
  EXPECT_EQ(play.refusal(command::OpenCounter{"1", "li"}), "wrong_state 1");
  EXPECT_EQ(play.refusal(command::OpenCounter{"2", "li"}), "teller_elsewhere 1");
  play.must(command::PauseCounter{"1"});
  EXPECT_EQ(play.refusal(command::OpenCounter{"2", "li"}), "teller_elsewhere 1") << "a pause is no leaving";
  play.must(command::CloseCounter{"1"});
  play.must(command::OpenCounter{"2", "li"});
  play.must(command::OpenCounter{"1", "wang"});
  Play before;
  before.now = clock(9, 0);
  before.day.date = {2026, 11, 22};
  EXPECT_EQ(before.refusal(command::OpenCounter{"1", "li"}), "branch_closed 2026-11-22") << "a day before";
}

TEST(Counter, PausesAndClosesOnlyWhenFree) {
  Play play;
  play.take("cash");
  EXPECT_EQ(play.refusal(command::PauseCounter{"1"}), "counter_closed 1");
  EXPECT_EQ(play.refusal(command::CloseCounter{"7"}), "unknown_counter 7");
  EXPECT_EQ(play.call("1"), "counter_closed 1");
  play.must(command::OpenCounter{"1", "li"});
  EXPECT_EQ(play.refusal(command::ResumeCounter{"1"}), "wrong_state 1");
  play.call("1");
  EXPECT_EQ(play.call("1"), "counter_busy 1");
  EXPECT_EQ(play.refusal(command::PauseCounter{"1"}), "counter_busy 1");
  EXPECT_EQ(play.refusal(command::CloseCounter{"1"}), "counter_busy 1");
  play.must(command::StartService{1});
  EXPECT_EQ(play.refusal(command::CloseCounter{"1"}), "counter_busy 1");
  play.must(command::FinishService{1});
  play.must(command::PauseCounter{"1"});
  EXPECT_EQ(play.refusal(command::PauseCounter{"1"}), "wrong_state 1");
  EXPECT_EQ(play.call("1"), "counter_closed 1");
  play.must(command::ResumeCounter{"1"});
  EXPECT_EQ(play.call("1"), "nobody_waiting 1");
  play.must(command::CloseCounter{"1"});
  EXPECT_EQ(play.refusal(command::CloseCounter{"1"}), "counter_closed 1");
}

TEST(CallOrder, IsReturnedThenPriorityThenInLine) {
  Play play;
  play.must(command::OpenCounter{"1", "li"});
  const TicketId back = play.take("cash");
  play.call("1");
  play.must(command::Park{back, ""});
  play.take("cash");
  play.take("cash", Segment::vip);
  play.take("cash", Segment::ordinary, Need::elderly);
  play.take("cash", Segment::business);
  play.must(command::Unpark{back});
  EXPECT_EQ(numbers(play), (Numbers{"A001", "A003", "A004", "A002", "A005"}));
  expect_calls(play, {"A001 why.returned", "A003 why.vip", "A004 why.special", "A002 why.first", "A005 why.first"});
}

TEST(CallOrder, KeepsThePolicyOnPriority) {
  Play play;
  play.branch.policy.vip_first = false;
  play.branch.policy.special_first = false;
  play.must(command::OpenCounter{"1", "li"});
  play.take("cash");
  play.take("cash", Segment::vip, Need::elderly);
  EXPECT_EQ(play.call("1"), "A001 why.first");
  play.serve("1");
  EXPECT_EQ(play.call("1"), "A002 why.first");
}

TEST(CallOrder, AlternatesAppointmentsWithWalkIns) {
  Play play;
  const std::vector<AppointmentId> booked = booked_for_ten(play, 4);
  play.now = clock(9, 50);
  for (int i = 0; i < 3; ++i)
    play.take("cash"); // A001–A003
  for (const AppointmentId id : booked)
    play.check_in(id); // A004–A007
  play.must(command::OpenCounter{"1", "li"});
  EXPECT_EQ(play.call("1"), "A001 why.first") << "the slot is not due yet";
  play.now = clock(9, 55);
  play.serve("1");
  EXPECT_EQ(numbers(play), (Numbers{"A004", "A005", "A002", "A006", "A007", "A003"}));
  expect_calls(play, {"A004 why.appointment", "A005 why.appointment", "A002 why.first", "A006 why.appointment",
                      "A007 why.appointment", "A003 why.first"});
}

TEST(CallOrder, NobodyPutFirstGivesTheAppointmentsASecondRoundBeforeTheSameWalkIn) {
  Play play;
  const std::vector<AppointmentId> booked = booked_for_ten(play, 4);
  play.now = clock(9, 50);
  play.take("cash"); // A001
  for (const AppointmentId id : booked)
    play.check_in(id); // A002–A005
  play.now = clock(9, 56);
  play.must(command::OpenCounter{"1", "li"});
  EXPECT_EQ(play.call("1"), "A002 why.appointment");
  play.serve("1");
  play.take("cash", Segment::vip); // A006
  EXPECT_EQ(numbers(play), (Numbers{"A006", "A003", "A001", "A004", "A005"}));
  expect_calls(play, {"A006 why.vip", "A003 why.appointment", "A001 why.first", "A004 why.appointment"});
}

TEST(CallOrder, ACallUndoneCountsNeitherForNorAgainstAnybody) {
  Play play;
  const std::vector<AppointmentId> booked = booked_for_ten(play, 3);
  play.now = clock(9, 56);
  play.take("cash"); // A001
  for (const AppointmentId id : booked)
    play.check_in(id); // A002–A004
  play.must(command::OpenCounter{"1", "li"});
  expect_calls(play, {"A002 why.appointment", "A003 why.appointment"});
  EXPECT_EQ(play.call("1"), "A001 why.first");
  play.must(command::ReturnToLine{1});
  EXPECT_EQ(play.call("1"), "A001 why.first") << "two appointments have been before A001 already";
  play.serve("1");
  EXPECT_EQ(play.call("1"), "A004 why.appointment");
}

TEST(CallOrder, CallsAnEarlyAppointmentRatherThanNobody) {
  Play play;
  const AppointmentId id = play.book("cash", 10 * 60);
  play.now = clock(9, 40);
  play.check_in(id);
  play.must(command::OpenCounter{"1", "li"});
  EXPECT_EQ(play.call("1"), "A001 why.appointment");
}

TEST(CallOrder, EarlierSlotsGoFirst) {
  Play play;
  play.branch.policy.check_in_early_minutes = 120;
  const AppointmentId later = play.book("cash", 10 * 60 + 30);
  const AppointmentId sooner = play.book("cash", 10 * 60);
  play.now = clock(9, 40);
  play.check_in(later);
  play.check_in(sooner);
  play.now = clock(10, 40);
  play.must(command::OpenCounter{"1", "li"});
  EXPECT_EQ(play.call("1"), "A002 why.appointment");
}

TEST(CallOrder, ACounterCallsOnlyWhatItServes) {
  Play play;
  play.take("large");
  const TicketId cash = play.take("cash");
  play.must(command::OpenCounter{"1", "li"});
  EXPECT_EQ(play.refusal(command::CallTicket{"1", 1}), "counter_does_not_serve 1");
  EXPECT_EQ(play.call("1"), "A001 why.first");
  play.must(command::OpenCounter{"2", "wang"});
  EXPECT_EQ(play.refusal(command::CallTicket{"2", cash}), "wrong_state A001");
  EXPECT_EQ(play.refusal(command::CallTicket{"2", 9}), "unknown_ticket 9");
  EXPECT_EQ(play.call("2"), "B001 why.first");
}

TEST(CallOrder, ACallOutOfTurnSaysSo) {
  Play play;
  play.take("cash");
  const TicketId second_one = play.take("cash");
  play.must(command::OpenCounter{"1", "li"});
  play.must(command::CallTicket{"1", second_one});
  EXPECT_EQ(std::get<event::TicketCalled>(play.events.at(0).body).why, "why.chosen");
  play.serve("1");
  play.must(command::CallTicket{"1", 1});
  EXPECT_EQ(std::get<event::TicketCalled>(play.events.at(0).body).why, "why.first");
}

TEST(Line, HasEverybodyWhoWaitsEvenWhenNoCounterIsOpen) {
  Play play;
  play.take("cash");
  play.take("card");
  play.take("large", Segment::vip);
  EXPECT_EQ(numbers(play), (Numbers{"B001", "A001", "C001"}));
  EXPECT_EQ(people_ahead(play.branch, play.day, 1, play.now), 1) << "counter 2 would call the large cash first";
  EXPECT_EQ(people_ahead(play.branch, play.day, 2, play.now), 0) << "cards have their own counter";
  play.must(command::OpenCounter{"1", "li"});
  EXPECT_EQ(people_ahead(play.branch, play.day, 1, play.now), 0) << "counter 1 serves cash alone";
  EXPECT_EQ(people_ahead(play.branch, play.day, 9, play.now), 0);
}

TEST(Line, OfOneCounterIsWhatItCallsInTurn) {
  Play play;
  play.branch.policy.capacity = {{"cash", 9}};
  const AppointmentId a = play.book("cash", 9 * 60 + 30);
  const AppointmentId b = play.book("cash", 10 * 60);
  play.now = clock(9, 31);
  play.take("cash");
  play.check_in(a);
  play.take("cash", Segment::vip);
  play.check_in(b);
  play.take("cash", Segment::ordinary, Need::pregnant);
  play.take("cash");
  play.must(command::OpenCounter{"1", "li"});
  const Numbers expected = numbers(play);
  ASSERT_EQ(expected.size(), 6U);
  for (const std::string& next : expected) {
    EXPECT_EQ(next_for(play.branch, play.day, "1", play.now).ticket, play.day.ticket_by_number(next)->id);
    EXPECT_EQ(play.call("1").substr(0, 4), next);
    const TicketId id = play.day.counter("1")->ticket;
    play.must(command::StartService{id});
    play.must(command::FinishService{id});
  }
}

} // namespace
} // namespace lobby::testing
