#include "visit_branch.hpp"

namespace lobby::testing {
namespace {

constexpr int half_past_ten = 10 * 60 + 30;

TEST(Day, IsOpenedOnceAndOnlyWithinTheDaysAhead) {
  const Branch branch = small_branch();
  Day day;
  day.date = saturday;
  const auto refused = [&](const Command& command, Time now) {
    const Decision decision = decide(branch, day, command, now);
    const auto* refusal = std::get_if<Refusal>(&decision);
    return refusal ? std::string(name(refusal->kind)) : std::string();
  };
  EXPECT_EQ(refused(command::CallNext{"1"}, clock(9, 0)), "day_not_open");
  EXPECT_EQ(refused(command::OpenDay{shanghai}, clock(9, 0) - 15 * 24 * hour), "too_far_ahead");
  EXPECT_EQ(refused(command::OpenDay{shanghai}, clock(9, 0) + 24 * hour), "slot_past");
  EXPECT_EQ(refused(command::OpenDay{24 * 60}, clock(9, 0)), "bad_time_zone");
  EXPECT_EQ(refused(command::OpenDay{shanghai}, -1), "clock_backwards");
  EXPECT_EQ(refused(command::OpenDay{shanghai}, INT64_MAX), "clock_backwards");
  EXPECT_EQ(refused(command::OpenDay{shanghai}, clock(9, 0) - 14 * 24 * hour), "");
  Play play;
  EXPECT_EQ(play.refusal(command::OpenDay{shanghai}), "day_already_open");
  EXPECT_EQ(play.day.date, saturday);
}

TEST(Day, WithoutADateIsToday) {
  const Branch branch = small_branch();
  const Decision decision = decide(branch, Day{}, command::OpenDay{shanghai}, clock(0, 10));
  const auto& events = std::get<std::vector<Event>>(decision);
  EXPECT_EQ(std::get<event::DayOpened>(events.at(0).body).date, saturday);
}

TEST(Clock, MayRunALittleBehindButNotAnHour) {
  Play play;
  play.now = clock(10, 0);
  play.take("cash");
  play.now = clock(9, 30);
  play.must(command::TakeTicket{"cash", Segment::ordinary, Need::none, Origin::kiosk});
  EXPECT_EQ(play.events.at(0).at, clock(10, 0)) << "time never runs backwards within a Day";
  play.now = clock(8, 59, 59);
  EXPECT_EQ(play.refusal(command::Tick{}), "clock_backwards");
}

TEST(Offers, AreTheWholeSlotsInsideTheHours) {
  Play play;
  const auto all = offers(play.branch, play.day, "cash", play.now);
  ASSERT_EQ(all.size(), 6U + 7U);
  EXPECT_EQ(all[0].slot, 9 * 60);
  EXPECT_FALSE(all[0].free) << "begins in less than the lead time";
  EXPECT_TRUE(all[1].free);
  EXPECT_EQ(all[6].slot, 13 * 60 + 30) << "counted from the start of the opening after lunch";
  EXPECT_EQ(all[12].slot, 16 * 60 + 30);
  EXPECT_TRUE(offers(play.branch, play.day, "loan", play.now).empty()) << "cannot be booked";
  EXPECT_TRUE(offers(play.branch, play.day, "none", play.now).empty());
  play.branch.special_days = {{saturday, {"休", "closed"}, {}}};
  EXPECT_TRUE(offers(play.branch, play.day, "cash", play.now).empty());
}

TEST(Offers, CountWhoTakesAPlace) {
  Play play;
  const auto offer = [&] { return offers(play.branch, play.day, "card", play.now).at(3); };
  ASSERT_EQ(offer().slot, half_past_ten);
  play.must(command::HoldSlot{"card", half_past_ten, Segment::ordinary, Need::none});
  EXPECT_EQ(offer().taken, 1);
  EXPECT_TRUE(offer().free);
  play.book("card", half_past_ten);
  EXPECT_EQ(offer().taken, 2);
  EXPECT_FALSE(offer().free);
  play.now += play.branch.policy.hold_seconds * second;
  EXPECT_EQ(offer().taken, 1) << "a hold that ran out takes no place, even before a Tick says so";
  play.must(command::CancelAppointment{2, "customer"});
  EXPECT_EQ(offer().taken, 0);
}

TEST(Appointment, IsHeldBookedAndCheckedIn) {
  Play play;
  const AppointmentId id = play.book("cash", half_past_ten);
  EXPECT_EQ(play.day.appointment(id)->state, Appointment::State::booked);
  EXPECT_EQ(play.refusal(command::BookAppointment{id}), "wrong_state 10:30");
  play.now = clock(9, 59, 59);
  EXPECT_EQ(play.refusal(command::CheckIn{id}), "too_early 10:30");
  play.now = clock(10, 0);
  const TicketId ticket = play.check_in(id);
  EXPECT_EQ(play.ticket(ticket).number, "A001");
  EXPECT_EQ(play.ticket(ticket).slot, half_past_ten);
  EXPECT_EQ(play.ticket(ticket).origin, Origin::appointment);
  EXPECT_EQ(play.refusal(command::CheckIn{id}), "wrong_state 10:30");
  EXPECT_EQ(play.refusal(command::CancelAppointment{id, ""}), "wrong_state 10:30");
}

TEST(Appointment, IsLostAfterTheWindow) {
  Play play;
  const AppointmentId id = play.book("cash", half_past_ten);
  const AppointmentId other = play.book("card", half_past_ten);
  play.now = clock(10, 45);
  play.must(command::Tick{});
  EXPECT_TRUE(play.events.empty());
  play.check_in(other);
  play.now = clock(10, 45, 1);
  EXPECT_EQ(play.refusal(command::CheckIn{id}), "too_late 10:30");
  EXPECT_EQ(play.refusal(command::RescheduleAppointment{id, 15 * 60}), "too_late 10:30");
  play.must(command::Tick{});
  ASSERT_EQ(play.events.size(), 1U);
  EXPECT_EQ(play.day.appointment(id)->state, Appointment::State::no_show);
  EXPECT_EQ(play.refusal(command::CheckIn{id}), "too_late 10:30");
  EXPECT_EQ(play.day.appointment(other)->state, Appointment::State::checked_in);
}

TEST(Appointment, HoldsRunOut) {
  Play play;
  play.must(command::HoldSlot{"cash", half_past_ten, Segment::ordinary, Need::none});
  EXPECT_EQ(play.refusal(command::HoldSlot{"cash", half_past_ten, Segment::ordinary, Need::none}), "slot_full 10:30");
  play.now += play.branch.policy.hold_seconds * second;
  EXPECT_EQ(play.refusal(command::BookAppointment{1}), "hold_expired 10:30") << "though no Tick has come yet";
  EXPECT_EQ(play.refusal(command::RescheduleAppointment{1, 15 * 60}), "hold_expired 10:30");
  play.must(command::HoldSlot{"cash", half_past_ten, Segment::ordinary, Need::none});
  play.must(command::Tick{});
  ASSERT_EQ(play.events.size(), 1U);
  EXPECT_EQ(play.day.appointment(1)->state, Appointment::State::expired);
  EXPECT_EQ(play.refusal(command::BookAppointment{1}), "hold_expired 10:30");
  play.must(command::BookAppointment{2});
}

TEST(Appointment, IsRefusedWithTheReason) {
  Play play;
  const auto hold = [](const char* service, int slot) {
    return command::HoldSlot{service, slot, Segment::ordinary, Need::none};
  };
  EXPECT_EQ(play.refusal(hold("none", 600)), "unknown_service none");
  EXPECT_EQ(play.refusal(hold("loan", 600)), "not_bookable loan");
  EXPECT_EQ(play.refusal(hold("cash", 601)), "unknown_slot 10:01");
  EXPECT_EQ(play.refusal(hold("cash", 12 * 60)), "unknown_slot 12:00") << "lunch";
  EXPECT_EQ(play.refusal(hold("cash", -30)), "unknown_slot -30");
  EXPECT_EQ(play.refusal(hold("cash", INT32_MAX)), "unknown_slot 2147483647");
  EXPECT_EQ(play.refusal(hold("cash", 9 * 60)), "slot_past 09:00");
  EXPECT_EQ(play.refusal(command::BookAppointment{0}), "unknown_appointment 0");
  EXPECT_EQ(play.refusal(command::CheckIn{9}), "unknown_appointment 9");
  play.branch.policy.capacity = {{"cash", 0}};
  EXPECT_EQ(play.refusal(hold("cash", half_past_ten)), "slot_full 10:30");
  play.branch.policy.days_ahead = -1;
  EXPECT_EQ(play.refusal(hold("large", half_past_ten)), "too_far_ahead 2026-11-21");
}

TEST(Appointment, MovesOnlyToAFreeSlot) {
  Play play;
  const AppointmentId first = play.book("cash", half_past_ten);
  const AppointmentId second_one = play.book("cash", 11 * 60);
  EXPECT_EQ(play.refusal(command::RescheduleAppointment{second_one, half_past_ten}), "slot_full 10:30");
  EXPECT_EQ(play.refusal(command::RescheduleAppointment{second_one, 11 * 60}), "wrong_state 11:00");
  EXPECT_EQ(play.refusal(command::RescheduleAppointment{second_one, 12 * 60}), "unknown_slot 12:00");
  play.must(command::RescheduleAppointment{first, 14 * 60});
  play.must(command::RescheduleAppointment{second_one, half_past_ten});
  EXPECT_EQ(play.day.appointment(first)->slot, 14 * 60);
  play.must(command::CancelAppointment{first, ""});
  EXPECT_EQ(std::get<event::AppointmentCancelled>(play.events.at(0).body).reason, "customer");
  EXPECT_EQ(play.refusal(command::RescheduleAppointment{first, 15 * 60}), "wrong_state 14:00");
}

} // namespace
} // namespace lobby::testing
