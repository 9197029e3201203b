#include "core/course/course.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

using namespace lobby;
using namespace lobby::course;

namespace {

roleplay::ScenarioCard card(std::string id, std::string rubric, std::vector<std::string> checks = {}) {
  roleplay::ScenarioCard out;
  out.id = std::move(id);
  out.rubric = std::move(rubric);
  out.checks = std::move(checks);
  return out;
}

Cards bank() {
  return {card("complaint-a", "complaint"),
          card("counter-a", "counter"),
          card("lobby-a", "lobby"),
          card("vip-a", "vip"),
          card("phone-a", "phone"),
          card("counter-b", "counter"),
          card("complaint-b", "complaint"),
          card("drill-greet", "counter", {"greet_first"}),
          card("drill-name", "counter", {"by_name"}),
          card("drill-wait", "lobby", {"names_wait"}),
          card("drill-bye", "counter", {"farewell"}),
          card("drill-more", "counter", {"ask_more", "farewell"})};
}

constexpr Date monday{2026, 11, 23};

Practice practice(std::string scenario, Date day, double total, std::map<std::string, double> earned = {},
                  bool exam = false) {
  return {std::move(scenario), day, total, total >= 70, exam, std::move(earned)};
}

Date plus(Date day, int days) { return date_of_day_number(day_number(day) + days); }

TEST(CourseMissed, ListsWhatWasAskedForDearestFirst) {
  EXPECT_TRUE(missed_most({}, monday).empty());
  const Practices practices = {practice("counter-a", monday, 60, {{"by_name", 0}, {"farewell", 1}, {"restate", 0.5}}),
                               practice("counter-a", monday, 60, {{"by_name", 0}, {"farewell", 1}, {"restate", 0.5}})};
  const auto missed = missed_most(practices, monday);
  ASSERT_EQ(missed.size(), 3U);
  EXPECT_EQ(missed[0].check, "by_name");
  EXPECT_DOUBLE_EQ(missed[0].share, 2.5 / 3);
  EXPECT_EQ(missed[1].check, "restate");
  EXPECT_DOUBLE_EQ(missed[1].share, 0.5);
  EXPECT_EQ(missed[2].check, "farewell");
  EXPECT_DOUBLE_EQ(missed[2].share, 0.5 / 3);
}

TEST(CourseMissed, FadesByHalfInTwoWeeks) {
  const auto share = [](Date today) {
    return missed_most({practice("counter-a", monday, 0, {{"by_name", 0}})}, today).front().share;
  };
  EXPECT_DOUBLE_EQ(share(monday), 1.5 / 2);
  EXPECT_DOUBLE_EQ(share(plus(monday, 14)), 1.0 / 1.5);
  EXPECT_GT(share(plus(monday, 14)), share(plus(monday, 140)));
}

TEST(CourseDrill, TrainsWhatIsMissedMost) {
  const Practices practices = {
      practice("counter-a", monday, 50, {{"farewell", 0}, {"names_wait", 0}, {"greet_first", 1}, {"by_name", 1}})};
  const auto drill = morning_drill(bank(), practices, "lina", plus(monday, 1));
  ASSERT_EQ(drill.size(), drills_a_morning);
  const std::set<std::string> chosen(drill.begin(), drill.end());
  EXPECT_TRUE(chosen.contains("drill-bye"));
  EXPECT_TRUE(chosen.contains("drill-wait"));
}

TEST(CourseDrill, IsTheSameForPersonAndDayAndDiffersBetweenThem) {
  EXPECT_EQ(morning_drill(bank(), {}, "lina", monday), morning_drill(bank(), {}, "lina", monday));
  std::set<std::vector<std::string>> drills;
  for (int day = 0; day < 20; ++day)
    drills.insert(morning_drill(bank(), {}, "lina", plus(monday, day)));
  EXPECT_GT(drills.size(), 3U);
  EXPECT_NE(morning_drill(bank(), {}, "lina", monday), morning_drill(bank(), {}, "omar", monday));
}

TEST(CourseDrill, DoesNotRepeatTodaysWhileThereAreOthers) {
  const Practices practices = {practice("drill-greet", monday, 100), practice("drill-name", monday, 100)};
  const auto drill = morning_drill(bank(), practices, "lina", monday);
  EXPECT_EQ(std::count(drill.begin(), drill.end(), "drill-greet"), 0);
  EXPECT_EQ(std::count(drill.begin(), drill.end(), "drill-name"), 0);
  EXPECT_EQ(morning_drill({card("only", "counter", {"thanks"})}, {practice("only", monday, 9)}, "lina", monday).size(),
            1U);
  EXPECT_TRUE(morning_drill({card("full", "counter")}, {}, "lina", monday).empty());
}

TEST(CourseMornings, AreAStepForEachWorkingDayAndCanBeMadeUpFor) {
  const Date friday = plus(monday, 4);
  auto progress = mornings(bank(), {}, plus(monday, -2), friday); // from a Saturday
  ASSERT_EQ(progress.steps.size(), 5U);
  EXPECT_EQ(progress.steps.front().due, monday);
  EXPECT_EQ(progress.steps.back().due, friday);
  EXPECT_FALSE(progress.complete);

  Practices practices;
  const auto play = [&](Date day, std::initializer_list<const char*> drills) {
    for (const char* drill : drills) {
      practices.push_back(practice(drill, day, 60));
      practices.back().number = static_cast<std::int64_t>(practices.size());
    }
  };
  play(monday, {"drill-greet", "drill-name"});                         // not all three
  play(plus(monday, 1), {"drill-greet", "drill-greet", "drill-name"}); // not three different ones
  play(plus(monday, 2), {"drill-greet", "counter-a", "drill-name", "drill-bye"});
  progress = mornings(bank(), practices, monday, friday);
  EXPECT_EQ(progress.done, 1U);
  EXPECT_TRUE(progress.steps[0].done);
  EXPECT_EQ(progress.steps[0].numbers, (std::vector<std::int64_t>{9, 6, 8})); // by name of the drill
  EXPECT_DOUBLE_EQ(progress.total, 60);
  for (int day = 7; day < 11; ++day)
    play(plus(monday, day), {"drill-greet", "drill-name", "drill-bye"});
  EXPECT_TRUE(mornings(bank(), practices, monday, friday).complete);
  EXPECT_FALSE(mornings(bank(), practices, plus(monday, 3), friday).steps.empty());
  EXPECT_TRUE(mornings({card("full", "counter")}, practices, monday, friday).steps.empty());
  EXPECT_FALSE(mornings({card("full", "counter")}, practices, monday, friday).complete);
}

TEST(CourseNewcomer, SpreadsTheScenesOverTheWorkingDaysOfAMonth) {
  const auto plan = newcomer_month(bank(), {}, Date{2026, 11, 21}); // a Saturday
  std::vector<std::string> order;
  for (const auto& step : plan.steps) {
    order.push_back(step.scenario);
    EXPECT_LE(iso_weekday(step.due), 5);
    EXPECT_FALSE(step.done);
  }
  EXPECT_EQ(order, (std::vector<std::string>{"counter-a", "counter-b", "lobby-a", "phone-a", "vip-a", "complaint-a",
                                             "complaint-b"}));
  EXPECT_EQ(plan.steps.front().due, monday);
  EXPECT_LE(plan.steps.back().due, plus(monday, 25));
  EXPECT_FALSE(plan.complete);
  EXPECT_TRUE(newcomer_month({}, {}, monday).steps.empty());
  EXPECT_FALSE(newcomer_month({}, {}, monday).complete);
}

TEST(CourseNewcomer, IsCompleteWhenEverySceneWasPassedSinceItsBeginning) {
  Practices practices;
  for (const auto& one : bank())
    practices.push_back(practice(one.id, plus(monday, 3), one.id == "vip-a" ? 65 : 80));
  practices.insert(practices.begin(), practice("vip-a", plus(monday, -1), 90)); // before the course
  auto progress = newcomer_month(bank(), practices, monday);
  EXPECT_EQ(progress.done, 6U);
  EXPECT_FALSE(progress.complete);
  practices.push_back(practice("vip-a", plus(monday, 4), 70));
  progress = newcomer_month(bank(), practices, monday);
  EXPECT_TRUE(progress.complete);
  EXPECT_DOUBLE_EQ(progress.steps[4].best, 70);
  EXPECT_DOUBLE_EQ(progress.total, (6 * 80 + 70) / 7.0);
}

TEST(CourseExam, AsksOneOfEachKindAndCountsTheFirstTry) {
  const auto asked = [&](std::uint64_t seed) {
    std::vector<std::string> out;
    for (const auto& step : examination(bank(), {}, seed, monday).steps)
      out.push_back(step.scenario);
    return out;
  };
  std::set<std::vector<std::string>> papers;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const auto paper = asked(seed);
    ASSERT_EQ(paper.size(), 3U);
    EXPECT_TRUE(paper[0].starts_with("counter")) << paper[0];
    EXPECT_TRUE(paper[2].starts_with("complaint")) << paper[2];
    EXPECT_EQ(paper, asked(seed));
    papers.insert(paper);
  }
  EXPECT_GT(papers.size(), 5U);

  const auto paper = asked(1);
  Practices practices = {practice(paper[0], monday, 90, {}, true), practice(paper[1], monday, 90, {}, true),
                         practice(paper[2], monday, 90)}; // the last with hints
  EXPECT_EQ(examination(bank(), practices, 1, monday).done, 2U);
  practices.push_back(practice(paper[2], monday, 60, {}, true));
  practices.push_back(practice(paper[2], monday, 95, {}, true)); // too late
  const auto failed = examination(bank(), practices, 1, monday);
  EXPECT_EQ(failed.done, 3U);
  EXPECT_FALSE(failed.complete);
  EXPECT_DOUBLE_EQ(failed.steps[2].best, 60);
  practices[3] = practice(paper[2], monday, 75, {}, true);
  EXPECT_TRUE(examination(bank(), practices, 1, monday).complete);
}

TEST(CourseFollowUp, ComesFurtherAndFurtherApartWithWhatWasMissed) {
  const Practices practices = {practice("lobby-a", plus(monday, -2), 60, {{"names_wait", 0}, {"triage", 0}}),
                               practice("counter-a", plus(monday, -2), 95, {{"farewell", 1}})};
  const auto plan = follow_up(bank(), practices, monday);
  ASSERT_EQ(plan.steps.size(), 5U);
  EXPECT_EQ(plan.steps[0].scenario, "lobby-a");
  std::set<std::string> scenes;
  for (const auto& step : plan.steps)
    scenes.insert(step.scenario);
  EXPECT_EQ(scenes.size(), 5U);
  EXPECT_EQ(plan.steps[0].due, plus(monday, 1));
  EXPECT_EQ(plan.steps[1].due, plus(monday, 3));
  EXPECT_EQ(plan.steps[4].due, plus(monday, 25));
}

TEST(CourseFollowUp, WhatFailsComesAgainTheNextDay) {
  Practices practices = {practice("lobby-a", plus(monday, -2), 60, {{"names_wait", 0}})};
  practices.push_back(practice("lobby-a", plus(monday, 5), 50, {{"names_wait", 0}}));
  auto plan = follow_up(bank(), practices, monday);
  EXPECT_EQ(plan.steps[0].due, plus(monday, 6));
  EXPECT_FALSE(plan.steps[0].done);
  practices.push_back(practice("lobby-a", plus(monday, 6), 85, {{"names_wait", 1}}));
  plan = follow_up(bank(), practices, monday);
  EXPECT_EQ(plan.steps[0].due, plus(monday, 1));
  EXPECT_TRUE(plan.steps[0].done);
  EXPECT_DOUBLE_EQ(plan.steps[0].best, 85);
  EXPECT_FALSE(plan.complete);
}

} // namespace
