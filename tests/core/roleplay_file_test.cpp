#include "tests/core/roleplay_scenes.hpp"

#include <random>

using namespace lobby;
using namespace lobby::roleplay_test;

namespace {

/// A shipped scenario, one thing in it changed.
std::string with(std::string_view from, std::string_view to) {
  return changed(file("scenarios/elderly-papers.json"), from, to);
}

std::string all_problems(const std::string& text) {
  std::string all;
  for (const auto& problem : roleplay::read_scenario(text).problems)
    all += to_string("f", problem) + "\n";
  return all;
}

std::string first_problem(const std::string& text) {
  const auto read = roleplay::read_scenario(text);
  EXPECT_EQ(read.scenario == nullptr, !read.problems.empty());
  return read.problems.empty() ? "" : to_string("f", read.problems.front());
}

TEST(ScenarioFile, SchemaInTheProgramIsTheOneInTheFolder) {
  EXPECT_EQ(roleplay::scenario_schema(), file("scenarios/scenario.schema.json"));
}

TEST(ScenarioFile, CardShowsWhatAChooserNeeds) {
  const auto scene = scenario("elderly-papers");
  ASSERT_TRUE(scene);
  const auto card = roleplay::card(*scene);
  EXPECT_EQ(card.id, "elderly-papers");
  EXPECT_EQ(card.rubric, "counter");
  EXPECT_EQ(card.position, 5);
  EXPECT_FALSE(card.title.zh.empty());
  EXPECT_FALSE(card.title.en.empty());
  EXPECT_FALSE(card.summary.en.empty());
}

TEST(ScenarioFile, ProblemsHaveAPlace) {
  EXPECT_TRUE(first_problem("{").starts_with("f:1:")) << first_problem("{");
  EXPECT_TRUE(first_problem(with("\"minutes\": 8", "\"minutes\": 0")).starts_with("f:11:14: /minutes"))
      << first_problem(with("\"minutes\": 8", "\"minutes\": 0"));
  EXPECT_NE(first_problem(with("\"counter\"", "\"shop\"")).find("/rubric"), std::string::npos);
  EXPECT_NE(all_problems(with("\"minutes\": 8", "\"minuten\": 8")).find("minuten"), std::string::npos);
}

TEST(ScenarioFile, DamagedFilesAreRefusedNotFatal) {
  const auto whole = file("scenarios/elderly-papers.json");
  std::mt19937 random(3);
  for (int round = 0; round < 150; ++round) {
    auto damaged = whole;
    for (int i = 0; i < 2; ++i)
      damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    if (round % 4 == 0) damaged.resize(random() % damaged.size());
    const auto read = roleplay::read_scenario(damaged);
    EXPECT_EQ(read.scenario == nullptr, !read.problems.empty());
    if (!read.scenario) continue;
    roleplay::Session session(read.scenario, 1);
    session.say({"您好", {}, 5});
  }
}

} // namespace
