#include "tests/core/roleplay_scenes.hpp"

#include <random>

using namespace lobby;
using namespace lobby::roleplay_test;

namespace {

/// The shipped scenario with `from` replaced by `to`; it must be there.
std::string changed(std::string_view from, std::string_view to) {
  auto text = file("scenarios/elderly-papers.json");
  const auto at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  return at == text.npos ? text : text.replace(at, from.size(), to);
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
  EXPECT_TRUE(first_problem(changed("\"minutes\": 8", "\"minutes\": 0")).starts_with("f:11:14: /minutes"))
      << first_problem(changed("\"minutes\": 8", "\"minutes\": 0"));
  EXPECT_NE(first_problem(changed("\"counter\"", "\"shop\"")).find("/rubric"), std::string::npos);
  EXPECT_NE(all_problems(changed("\"minutes\": 8", "\"minuten\": 8")).find("minuten"), std::string::npos);
}

TEST(ScenarioFile, NamesMustLeadSomewhere) {
  EXPECT_NE(first_problem(changed("\"beats\": [\"urgent\"]", "\"beats\": [\"urgend\"]")).find("\"urgend\" is no beat"),
            std::string::npos);
  EXPECT_NE(first_problem(changed("\"disclose\": [\"passbook\"]", "\"disclose\": [\"pasbook\"]"))
                .find("\"pasbook\" is no fact"),
            std::string::npos);
  EXPECT_NE(first_problem(changed("\"flags\": [\"promised\"]", "\"flags\": [\"promissed\"]"))
                .find("\"promissed\" is set by nothing"),
            std::string::npos);
  EXPECT_NE(first_problem(changed("\"id\": \"need\"", "\"id\": \"arrival\"")).find("used twice"), std::string::npos);
  EXPECT_NE(first_problem(changed("\"end\": \"follow_up\"", "\"end\": \"regulator\"")).find("no last words"),
            std::string::npos);
  EXPECT_NE(first_problem(changed("\"quality\": \"poor\"", "\"quality\": \"mediocre\""))
                .find("a good, a mediocre and a poor one"),
            std::string::npos);
}

TEST(ScenarioFile, BothLanguagesMustBeThere) {
  EXPECT_NE(first_problem(changed("\"en\": \"Cash counter 2\"", "\"en\": \"\"")).find("/place/en"), std::string::npos);
  EXPECT_NE(first_problem(changed(", \"en\": \"Cash counter 2\"", "")).find("/place"), std::string::npos);
}

TEST(ScenarioCheck, FindsWhatPlayingFinds) {
  const auto problems_of = [](const std::string& text) {
    std::string all;
    const auto read = roleplay::read_scenario(text);
    EXPECT_TRUE(read.scenario) << (read.problems.empty() ? "" : to_string("f", read.problems.front()));
    if (read.scenario)
      for (const auto& problem : roleplay::check_scenario(*read.scenario))
        all += to_string("f", problem) + "\n";
    return all;
  };
  // A fault in a model answer, and the points it costs.
  const auto rude = problems_of(changed("请问您今天要办什么业务？\", \"en\"", "这事不归我管。\", \"en\""));
  EXPECT_NE(rude.find("/beats/0/suggestions/0/text/zh: a good suggestion must have no fault: pass_buck"),
            std::string::npos)
      << rude;
  EXPECT_NE(rude.find("must earn every check"), std::string::npos) << rude;
  // A beat nothing leads to.
  const auto lonely = problems_of(
      changed("\"id\": \"phone\",\n      \"interruption\": \"phone\",\n      \"when\": {\"beats\": [\"urgent\"]}",
              "\"id\": \"phone\",\n      \"interruption\": \"phone\",\n      \"when\": {\"beats\": [\"goodbye\"]}"));
  EXPECT_NE(lonely.find("no way of playing reaches this beat"), std::string::npos) << lonely;
  // An ending nothing leads to.
  const auto endless = problems_of(changed("\"end\": \"solved\"", "\"end\": \"follow_up\""));
  EXPECT_NE(endless.find("/endings/solved: no way of playing reaches this ending"), std::string::npos) << endless;
}

TEST(ScenarioCheck, TheSceneOnTheAuthorsPageWorks) {
  const auto page = file("docs/authoring.md");
  constexpr std::string_view begin = "```json\n";
  const auto from = page.find(std::string(begin) + "{\n  \"$schema\"");
  ASSERT_NE(from, page.npos);
  const auto to = page.find("\n```", from);
  const auto read = roleplay::read_scenario(page.substr(from + begin.size(), to - from - begin.size()));
  for (const auto& problem : read.problems)
    ADD_FAILURE() << to_string("docs/authoring.md", problem);
  ASSERT_TRUE(read.scenario);
  for (const auto& problem : roleplay::check_scenario(*read.scenario))
    ADD_FAILURE() << to_string("docs/authoring.md", problem);
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
