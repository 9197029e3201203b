// What is learned of who comes, and how it travels.
#include "core/staffing/footfall.hpp"
#include "tests/core/wait_branch.hpp"

#include <cmath>

namespace lobby {
namespace {

using wait_test::city_branch;
using wait_test::Hall;
using wait_test::monday;
using wait_test::plain_branch;

DayRecord day_of(const Branch& branch, Date date, int per_half, int booked = 0) {
  DayRecord record;
  record.date = date;
  for (const Opening& opening : branch.hours(date))
    for (int m = opening.open; m < opening.close; m += 30)
      record.halves.push_back({m, per_half, booked, 0, 0, 0, 0});
  return record;
}

Date plus(Date date, int days) { return date_of_day_number(day_number(date) + days); }

TEST(StaffingFootfall, BeginsWithTheBankFile) {
  const Branch branch = city_branch();
  const Expected day = expected(branch, Footfall{}, monday);
  EXPECT_NEAR(day.people(), branch.arrivals_per_hour * 8, 1e-6);
  EXPECT_EQ(day.walk_ins[17], 0) << "closed before nine";
  EXPECT_GT(day.walk_ins[24], day.walk_ins[21]) << "noon, as the bank file's demand has it";
  EXPECT_EQ(day.date_factor, 1);
}

TEST(StaffingFootfall, FollowsWhatWasSeen) {
  const Branch branch = plain_branch(4); // 20 an hour by the file
  Footfall footfall;
  double before = expected(branch, footfall, monday).people();
  for (int week = 1; week <= 12; ++week) {
    learn(footfall, branch, day_of(branch, plus(monday, -7 * week), 20));
    const double now = expected(branch, footfall, monday).people();
    EXPECT_GT(now, before);
    before = now;
  }
  EXPECT_NEAR(before, 20 * 16, 20);
  // Another weekday has not been seen; it follows the branch's level, not quite so far.
  const double tuesday = expected(branch, footfall, plus(monday, 1)).people();
  EXPECT_GT(tuesday, 250);
  EXPECT_LT(tuesday, before);
}

TEST(StaffingFootfall, WeekdaysDiffer) {
  const Branch branch = plain_branch(4);
  Footfall footfall;
  for (int d = 0; d < 70; ++d) {
    const Date date = plus(monday, d - 70);
    learn(footfall, branch, day_of(branch, date, iso_weekday(date) == 5 ? 16 : 8));
  }
  EXPECT_NEAR(expected(branch, footfall, plus(monday, 4)).people(), 16 * 16, 20);
  EXPECT_NEAR(expected(branch, footfall, plus(monday, 2)).people(), 8 * 16, 12);
}

TEST(StaffingFootfall, APayDayIsLearnedNotAnAccident) {
  const Branch branch = plain_branch(4);
  Footfall pay, once;
  for (int d = 0; d < 200; ++d) {
    const Date date = plus({2026, 5, 4}, d);
    learn(pay, branch, day_of(branch, date, date.day == 15 ? 16 : 10));
    learn(once, branch, day_of(branch, date, date == Date{2026, 9, 15} ? 16 : 10));
  }
  EXPECT_GT(expected(branch, pay, {2026, 12, 15}).date_factor, 1.3);
  EXPECT_NEAR(expected(branch, pay, {2026, 12, 16}).date_factor, 1, 0.05);
  EXPECT_LT(expected(branch, once, {2026, 12, 15}).date_factor, 1.12);
}

TEST(StaffingFootfall, BookingsAndServices) {
  const Branch branch = city_branch();
  Footfall footfall;
  for (int week = 1; week <= 8; ++week) {
    DayRecord record = day_of(branch, plus(monday, -7 * week), 10, 3);
    record.services = {{"loan", 80}, {"gone-service", 20}};
    learn(footfall, branch, record);
  }
  const Expected day = expected(branch, footfall, monday);
  EXPECT_NEAR(day.booked[20], 3, 0.01);
  EXPECT_GT(day.shares[3], 0.8);
  double sum = 0;
  for (const double share : day.shares)
    sum += share;
  EXPECT_NEAR(sum, 1, 1e-9);
}

TEST(StaffingFootfall, AnEmptyDayTeachesNothing) {
  const Branch branch = city_branch();
  Footfall footfall;
  learn(footfall, branch, day_of(branch, monday, 0));
  learn(footfall, branch, DayRecord{});
  EXPECT_EQ(to_json(footfall), to_json(Footfall{}));
}

TEST(StaffingFootfall, RecordOfADay) {
  Branch branch = plain_branch(2);
  Hall hall(branch, monday, 8 * 60 + 50);
  std::vector<Event> events;
  const auto act = [&](int minute_of_day, const Command& command) {
    hall.now = at(monday, minute_of_day, 0);
    const auto decided = decide(branch, hall.day, command, hall.now);
    ASSERT_TRUE(std::holds_alternative<std::vector<Event>>(decided)) << name(std::get<Refusal>(decided).kind);
    for (const Event& event : std::get<std::vector<Event>>(decided)) {
      ASSERT_TRUE(apply(hall.day, event));
      events.push_back(event);
    }
  };
  events.push_back({1, hall.now, event::DayOpened{branch.id, monday, 0}});
  act(9 * 60, command::TakeTicket{"cash", {}, {}, Origin::kiosk});
  act(9 * 60, command::OpenCounter{"1", "t"});
  act(9 * 60 + 10, command::CallNext{"1"});
  act(9 * 60 + 10, command::StartService{1});
  act(9 * 60 + 14, command::TakeTicket{"cash", {}, {}, Origin::kiosk});
  act(9 * 60 + 20, command::FinishService{1});
  act(9 * 60 + 32, command::CallNext{"1"});
  act(9 * 60 + 33, command::StartService{2});
  act(9 * 60 + 45, command::FinishService{2});
  act(9 * 60 + 45, command::CloseCounter{"1"});
  act(9 * 60 + 50, command::OpenCounter{"2", "t"});
  const DayRecord record = record_of(branch, events, at(monday, 10 * 60, 0));
  ASSERT_EQ(record.halves.size(), 16u);
  EXPECT_EQ(record.halves[0].minute, 9 * 60);
  EXPECT_EQ(record.halves[0].walk_ins, 2);
  EXPECT_EQ(record.halves[0].called, 2);
  EXPECT_EQ(record.halves[0].waited, (10 + 18) * 60);
  EXPECT_EQ(record.halves[0].late, 1) << "ten minutes are the target, not past it";
  EXPECT_DOUBLE_EQ(record.halves[0].counters, 1);
  EXPECT_NEAR(record.halves[1].counters, 25.0 / 30, 1e-9);
  EXPECT_EQ(record.open, (std::vector<Shift>{{"1", 9 * 60, 9 * 60 + 45}, {"2", 9 * 60 + 50, 10 * 60}}));
  EXPECT_EQ(record.halves[1].walk_ins, 0);
  ASSERT_EQ(record.services.size(), 1u);
  EXPECT_EQ(record.services[0].people, 2);
  EXPECT_TRUE(record_of(branch, {}, 0).halves.empty());
  EXPECT_TRUE(record_of(branch, {events.begin() + 1, events.end()}, 0).halves.empty());
}

TEST(StaffingFootfall, TravelsAndIsSmall) {
  const Branch branch = city_branch();
  Footfall footfall;
  for (int d = 0; d < 60; ++d) {
    DayRecord record = day_of(branch, plus(monday, d - 60), 7 + d % 5, d % 3);
    record.services = {{"cash", 100 + d}, {"quo\"te", 3}};
    learn(footfall, branch, record);
  }
  const std::string json = to_json(footfall);
  EXPECT_LT(json.size(), 6000u);
  Footfall back;
  std::string problem;
  ASSERT_TRUE(read_json(json, back, problem)) << problem;
  EXPECT_EQ(to_json(back), json);
  EXPECT_NEAR(expected(branch, back, monday).people(), expected(branch, footfall, monday).people(), 0.1);

  DayRecord record = day_of(branch, monday, 5, 1);
  record.halves[3].waited = 1234;
  record.halves[3].counters = 2.5;
  record.services = {{"cash", 9}};
  record.open = {{"1", 540, 700}, {"quo\"te", 0, 1440}};
  DayRecord same;
  ASSERT_TRUE(read_json(to_json(record), same, problem)) << problem;
  EXPECT_EQ(to_json(same), to_json(record));
  EXPECT_EQ(same.open, record.open);
  ASSERT_TRUE(read_json(R"({"v":1,"date":"2026-11-23","halves":[],"services":{}})", same, problem))
      << "one written before counters were kept: " << problem;
  EXPECT_TRUE(same.open.empty());
}

TEST(StaffingFootfall, MalformedIsRefusedInWords) {
  Footfall footfall;
  DayRecord record;
  std::string problem;
  for (const char* text : {"", "[]", "{}", R"({"v":2})", R"({"v":1})",
                           R"({"v":1,"week":[[400,1,1,1]],"days":[],"dates":[],"services":{}})",
                           R"({"v":1,"week":[[1,-1,1,1]],"days":[0,0,0,0,0,0,0],"dates":[],"services":{}})",
                           R"({"v":1,"week":[[1,1e300,1,1]],"days":[0,0,0,0,0,0,0],"dates":[],"services":{}})"}) {
    EXPECT_FALSE(read_json(text, footfall, problem)) << text;
    EXPECT_FALSE(problem.empty());
    EXPECT_FALSE(read_json(text, record, problem)) << text;
    EXPECT_FALSE(problem.empty());
  }
  for (const char* text :
       {R"({"v":1,"date":"2026-13-01","halves":[],"services":{}})",
        R"({"v":1,"date":"2026-11-23","halves":[[545,0,0,0,0,0,0]],"services":{}})",
        R"({"v":1,"date":"2026-11-23","halves":[[540,0,0,0,0,0,0],[540,0,0,0,0,0,0]],"services":{}})",
        R"({"v":1,"date":"2026-11-23","halves":[],"open":7,"services":{}})",
        R"({"v":1,"date":"2026-11-23","halves":[],"open":[["1",540]],"services":{}})",
        R"({"v":1,"date":"2026-11-23","halves":[],"open":[["1",540,540]],"services":{}})",
        R"({"v":1,"date":"2026-11-23","halves":[],"open":[["1",540,9e99]],"services":{}})",
        R"({"v":1,"date":"2026-11-23","halves":[],"open":[["",540,600]],"services":{}})",
        R"({"v":1,"date":"2026-11-23","halves":[],"services":{"cash":-4}})"})
    EXPECT_FALSE(read_json(text, record, problem)) << text;
}

} // namespace
} // namespace lobby
