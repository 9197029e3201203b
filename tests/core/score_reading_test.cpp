#include "tests/core/score_transcript.hpp"

#include <random>

using namespace lobby;
using namespace lobby::score_test;

namespace {

std::string reason(std::string_view json, std::string_view rubric = {}) {
  const auto result = score::score_json(json, rubric);
  const auto* malformed = std::get_if<score::Malformed>(&result);
  return malformed ? malformed->reason : "";
}

TEST(ScoreReading, SaysWhereATranscriptIsWrong) {
  EXPECT_EQ(reason(R"({"rubric":"counter","turns":[{"who":"clerk","text":"a"}]})"),
            "turns[0].who: must be \"customer\" or \"staff\"");
  EXPECT_EQ(reason(R"({"rubric":"counter","turns":[{"who":"staff","text":"a"},{"who":"staff","text":5}]})"),
            "turns[1].text: must be a text");
  EXPECT_EQ(reason(R"({"rubric":"counter","turns":[{"who":"staff"}]})"), "turns[0].text: is missing");
  EXPECT_EQ(reason(R"({"rubric":"counter","turns":[{"who":"staff","text":"a","actions":["jump"]}]})"),
            "turns[0].actions[0]: \"jump\" is no action");
  EXPECT_EQ(reason(R"({"rubric":"counter","turns":[{"who":"customer","text":"a","actions":["stand"]}]})"),
            "turns[0].actions: only staff turns have actions");
  EXPECT_EQ(reason(R"({"rubric":"counter","turns":[{"who":"staff","text":"a","action":["stand"]}]})"),
            "turns[0].action: unknown member");
  EXPECT_EQ(
      reason(R"({"rubric":"counter","turns":[{"who":"staff","text":"a","at":9},{"who":"staff","text":"a","at":3}]})"),
      "turns[1].at: must not be before the turn before");
  EXPECT_EQ(reason(R"({"rubric":"counter","turns":[]})"), "turns: must not be empty");
  EXPECT_EQ(reason(R"({"rubric":"counter"})"), "turns: is missing");
  EXPECT_EQ(reason(R"({"turns":[{"who":"staff","text":"a"}]})"),
            "rubric: is missing: counter, lobby, vip, complaint or phone");
  EXPECT_EQ(reason(R"({"rubric":"shop","turns":[{"who":"staff","text":"a"}]})"),
            "rubric: \"shop\" is none of counter, lobby, vip, complaint, phone");
  EXPECT_EQ(reason(R"({"rubric":"counter","context":["rain"],"turns":[{"who":"staff","text":"a"}]})"),
            "context[0]: \"rain\" is no context");
  EXPECT_EQ(reason("[]"), "a transcript must be an object");
  EXPECT_TRUE(reason("{\"rubric\":\n \"counter\",}").starts_with("line 2, column "))
      << reason("{\"rubric\":\n \"counter\",}");
}

TEST(ScoreReading, TheGivenRubricWins) {
  const auto result = score::score_json(R"({"rubric":"counter","turns":[{"who":"staff","text":"您好"}]})", "phone");
  EXPECT_EQ(std::get<score::Report>(result).rubric, "phone");
  EXPECT_EQ(reason(R"({"turns":[{"who":"staff","text":"您好"}]})", "phone"), "");
}

TEST(ScoreReading, ContextIsInferredWhenAbsent) {
  const auto report = Transcript("counter", "")
                          .customer("我等了好久，来取钱，身份证忘带了，我耳朵背，听不清")
                          .staff("请出示一下身份证", "\"stand\"")
                          .report();
  EXPECT_EQ(report.context, (std::vector<std::string>{"cash", "identity", "papers_incomplete", "special_customer",
                                                      "waiting", "actions"}));
  EXPECT_TRUE(Transcript("counter", "").customer("你好").staff("您好").report().context.empty());
}

TEST(ScoreReading, TheReportIsJsonAgain) {
  const auto report = Transcript("counter").customer("\"引号\"\n").staff("您好，这事不归我管").report();
  const auto parsed = json::parse(score::to_json(report));
  ASSERT_TRUE(parsed.document);
  const auto& root = parsed.document->root();
  EXPECT_EQ(root["rubric"].string_or(""), "counter");
  EXPECT_EQ(root["max"].integer_or(0), 100);
  EXPECT_DOUBLE_EQ(root["total"].number_or(-1), report.total);
  EXPECT_FALSE(root["passed"].boolean_or(true));
  EXPECT_EQ(root["checks"].items.size(), report.checks.size());
  EXPECT_EQ(root["faults"].items.at(0)["id"].string_or(""), "pass_buck");
  EXPECT_EQ(root["faults"].items.at(0)["evidence"]["quote"].string_or(""), "这事不归我管");
  EXPECT_EQ(root["turns"].items.at(0)["turn"].integer_or(-1), 1);
  EXPECT_EQ(root["turns"].items.at(0)["acts"].items.at(0)["id"].string_or(""), "greet");
}

TEST(ScoreReading, TheSameTranscriptGivesTheSameReport) {
  const auto text = Transcript("complaint", "").customer("我等了七十分钟").staff("非常抱歉，我马上帮您处理").json();
  EXPECT_EQ(score::to_json(std::get<score::Report>(score::score_json(text))),
            score::to_json(std::get<score::Report>(score::score_json(text))));
}

TEST(ScoreReading, DamagedTranscriptsAreRefusedNotFatal) {
  const auto whole =
      Transcript("counter", R"(["cash"])").customer("你好").staff("您好，收您五千元", "\"stand\"").json();
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    auto damaged = whole;
    for (int i = 0; i < 3; ++i)
      damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    if (round % 5 == 0) damaged.resize(random() % damaged.size());
    const auto result = score::score_json(damaged);
    if (const auto* malformed = std::get_if<score::Malformed>(&result)) {
      EXPECT_FALSE(malformed->reason.empty());
    } else {
      EXPECT_TRUE(json::parse(score::to_json(std::get<score::Report>(result))).document.has_value());
    }
  }
}

} // namespace
