#include "tests/core/roleplay_scenes.hpp"

#include "core/json/json.hpp"

#include <random>
#include <set>

using namespace lobby;
using namespace lobby::roleplay_test;
using roleplay::Mood;
using roleplay::Session;
using speech::Action;

namespace {

class Scenes : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(All, Scenes, testing::Values("elderly-papers", "long-wait-complaint"));

TEST_P(Scenes, BestPathEarnsEverythingAndEndsWell) {
  const auto scene = scenario(GetParam());
  ASSERT_TRUE(scene);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Session session(scene, seed);
    play(session, true);
    EXPECT_TRUE(session.ended());
    EXPECT_EQ(session.end().ending, "solved");
    const auto scored = report(session);
    EXPECT_DOUBLE_EQ(scored.total, 100) << score::to_json(scored);
    EXPECT_TRUE(scored.passed);
    EXPECT_EQ(scored.grade, "gold");
  }
}

TEST_P(Scenes, PoorPathFails) {
  const auto scene = scenario(GetParam());
  ASSERT_TRUE(scene);
  Session session(scene, 1);
  play(session, false);
  EXPECT_TRUE(session.ended());
  EXPECT_NE(session.end().ending, "solved");
  EXPECT_FALSE(report(session).passed);
  EXPECT_LT(report(session).total, 40);
}

TEST_P(Scenes, TheGoodPathHasTenToSixteenStaffTurns) {
  const auto scene = scenario(GetParam());
  ASSERT_TRUE(scene);
  Session session(scene, 1);
  play(session, true);
  const auto turns = report(session).turns.size();
  EXPECT_GE(turns, 10U);
  EXPECT_LE(turns, 16U);
}

TEST_P(Scenes, TheSameTurnsGiveTheSameScene) {
  const auto scene = scenario(GetParam());
  ASSERT_TRUE(scene);
  const auto played = [&](std::uint64_t seed) {
    Session session(scene, seed);
    play(session, true);
    return std::pair(session.hash(), session.transcript_json());
  };
  EXPECT_EQ(played(3), played(3));
  std::set<std::uint64_t> hashes;
  std::set<std::string> openings;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    hashes.insert(played(seed).first);
    openings.insert(Session(scene, seed).opening().text.zh);
  }
  EXPECT_EQ(hashes.size(), 12U); // the seed is part of the transcript
  EXPECT_GT(openings.size(), 1U);
}

TEST_P(Scenes, PassTheCheckThatPlaysThem) {
  const auto scene = scenario(GetParam());
  ASSERT_TRUE(scene);
  roleplay::CheckSummary summary;
  for (const auto& problem : roleplay::check_scenario(*scene, &summary))
    ADD_FAILURE() << to_string(GetParam(), problem);
  EXPECT_DOUBLE_EQ(summary.best, 100);
  EXPECT_LT(summary.worst, 40);
  EXPECT_GT(summary.states, 500);
}

TEST_P(Scenes, SuggestionsComeInAnOrderThatGivesNothingAway) {
  const auto scene = scenario(GetParam());
  ASSERT_TRUE(scene);
  const auto first_of = [&](std::uint64_t seed) { return Session(scene, seed).suggestions().at(0).text.zh; };
  std::set<std::string> firsts;
  for (std::uint64_t seed = 0; seed < 30; ++seed)
    firsts.insert(first_of(seed));
  EXPECT_EQ(firsts.size(), 3U);
  EXPECT_EQ(first_of(7), first_of(7));
}

TEST_P(Scenes, AnyTypingIsSurvivedAndComesToAnEnd) {
  const auto scene = scenario(GetParam());
  ASSERT_TRUE(scene);
  constexpr std::string_view pieces[] = {"您好",           "嗯", "不归我管",   "请您慢慢说", "十分钟", "\xFF",    "",
                                         "我马上帮您处理", "？", "几点取的号", "身份证",     "谢谢您", "下一个！"};
  std::mt19937 random(5);
  for (int round = 0; round < 40; ++round) {
    Session session(scene, random());
    int at = 0;
    for (int turn = 0; turn < 200 && !session.ended(); ++turn) {
      roleplay::StaffTurn said;
      said.text = std::string(pieces[random() % std::size(pieces)]) + std::string(pieces[random() % std::size(pieces)]);
      if (random() % 3 == 0) said.actions.push_back(static_cast<Action>(random() % speech::action_count));
      at += static_cast<int>(random() % 30);
      said.at_seconds = at;
      const auto heard = session.say(said);
      EXPECT_EQ(heard.ended, session.ended());
      EXPECT_FALSE(heard.text.zh.empty() && heard.narration.zh.empty());
    }
    EXPECT_TRUE(session.ended());
    const auto scored = score::score_json(session.transcript_json());
    EXPECT_TRUE(std::holds_alternative<score::Report>(scored)) << std::get<score::Malformed>(scored).reason;
  }
}

TEST(Session, SilenceCostsPatience) {
  const auto scene = scenario("elderly-papers");
  ASSERT_TRUE(scene);
  Session prompt(scene, 1), slow(scene, 1);
  const auto quick = prompt.say({"您好，请问您今天办什么业务？", {}, 5});
  const auto late = slow.say({"您好，请问您今天办什么业务？", {}, 200});
  EXPECT_NE(quick.text.zh, late.text.zh);
  EXPECT_LT(static_cast<int>(quick.mood), static_cast<int>(late.mood));
}

TEST(Session, OnlyAnApologyThatWasMadeIsAnswered) {
  const auto scene = scenario("long-wait-complaint");
  ASSERT_TRUE(scene);
  const auto sorry = [](const std::string& text) { return text.find("抱歉") != std::string::npos; };
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Session plain(scene, seed), sorrowful(scene, seed);
    const auto unasked = plain.say({"先生您好，我是值班经理小林，您跟我说。", {}, 5});
    EXPECT_FALSE(sorry(unasked.text.zh)) << unasked.text.zh;
    EXPECT_EQ(unasked.text.en.find("orry"), std::string::npos) << unasked.text.en;
    const auto asked = sorrowful.say({"先生您好，非常抱歉，您跟我说。", {}, 5});
    EXPECT_TRUE(sorry(asked.text.zh)) << asked.text.zh;
  }
}

TEST(Session, AskingTwiceIsRemembered) {
  const auto scene = scenario("long-wait-complaint");
  ASSERT_TRUE(scene);
  Session session(scene, 1);
  session.say({"您好，我是值班经理小林，非常抱歉", {}, 5});
  const auto told = session.say({"请问您是几点取的号？", {}, 10});
  EXPECT_NE(told.text.zh.find("A036"), std::string::npos) << told.text.zh;
  const auto again = session.say({"请问您是几点取的号？", {}, 15});
  EXPECT_EQ(again.text.zh.find("A036"), std::string::npos) << again.text.zh;
  EXPECT_TRUE(again.text.zh.find("几遍") != std::string::npos || again.text.zh.find("说过") != std::string::npos)
      << again.text.zh;
}

TEST(Session, FactsComeOutOnlyWhenAsked) {
  const auto scene = scenario("long-wait-complaint");
  ASSERT_TRUE(scene);
  Session session(scene, 1);
  EXPECT_EQ(session.opening().text.zh.find("A036"), std::string::npos);
  const auto heard = session.say({"您好，非常抱歉", {}, 5});
  EXPECT_EQ(heard.text.zh.find("A036"), std::string::npos);
}

TEST(Session, AWordNotKeptIsRemembered) {
  const auto scene = scenario("elderly-papers");
  ASSERT_TRUE(scene);
  const auto text_after = [&](int seconds) {
    Session session(scene, 1);
    session.say({"您好，请问您今天办什么业务？", {}, 5});
    session.say({"您是说爷爷住院了，想取两万，对吗？", {}, 10});
    session.say({"让您久等了，大概一分钟就好", {}, 15});
    return session.say({"麻烦您出示一下身份证", {}, 15 + seconds}).text.zh;
  };
  // 40 and 240 seconds differ in silence, too; the words tell which memory spoke.
  EXPECT_EQ(text_after(40).find("分钟"), std::string::npos) << text_after(40);
  EXPECT_TRUE(text_after(240).find("分钟") != std::string::npos || text_after(240).find("一会儿") != std::string::npos)
      << text_after(240);
}

TEST(Session, KindnessCalmsAndRudenessAngers) {
  const auto scene = scenario("long-wait-complaint");
  ASSERT_TRUE(scene);
  Session kind(scene, 1), rude(scene, 1);
  kind.say({"先生您好，让您等了这么久，非常抱歉。换谁都会着急，您慢慢说，我听着。", {Action::pour_water}, 5});
  rude.say({"急什么，大家都在等，这有什么好气的", {}, 5});
  EXPECT_LT(static_cast<int>(kind.mood()), static_cast<int>(Mood::angry));
  EXPECT_GT(static_cast<int>(rude.mood()), static_cast<int>(Mood::angry));
}

TEST(Session, AfterTheEndNothingChanges) {
  const auto scene = scenario("elderly-papers");
  ASSERT_TRUE(scene);
  Session session(scene, 1);
  session.say({"您好", {}, 5});
  const auto last = session.end();
  EXPECT_TRUE(last.ended);
  EXPECT_EQ(last.ending, "walked_out");
  EXPECT_TRUE(session.ended());
  EXPECT_TRUE(session.suggestions().empty());
  const auto hash = session.hash();
  const auto again = session.say({"请留步", {}, 50});
  EXPECT_EQ(again.text.zh, last.text.zh);
  EXPECT_EQ(again.ending, "walked_out");
  EXPECT_EQ(session.hash(), hash);
}

TEST(Session, TheTranscriptIsThatOfTheScore) {
  const auto scene = scenario("elderly-papers");
  ASSERT_TRUE(scene);
  Session session(scene, 42);
  session.say({"您好\n\"引号\"", {Action::smile}, 7});
  const auto parsed = json::parse(session.transcript_json());
  ASSERT_TRUE(parsed.document);
  const auto& root = parsed.document->root();
  EXPECT_EQ(root["scenario"].string_or(""), "elderly-papers");
  EXPECT_EQ(root["seed"].integer_or(0), 42);
  EXPECT_EQ(root["rubric"].string_or(""), "counter");
  EXPECT_EQ(root["turns"].items.size(), 3U);
  EXPECT_EQ(root["turns"].items[1]["at"].integer_or(0), 7);
  EXPECT_EQ(root["turns"].items[1]["actions"].items[0].text, "smile");
}

TEST(Session, TimeNeverRunsBack) {
  const auto scene = scenario("elderly-papers");
  ASSERT_TRUE(scene);
  Session session(scene, 1);
  session.say({"您好", {}, 30});
  session.say({"请问您今天办什么业务？", {}, 3});
  EXPECT_EQ(json::parse(session.transcript_json()).document->root()["turns"].items[3]["at"].integer_or(0), 30);
}

} // namespace
