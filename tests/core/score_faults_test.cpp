#include "tests/core/score_transcript.hpp"

#include <algorithm>

using namespace lobby;
using namespace lobby::score_test;

namespace {

TEST(ScoreFaults, CostTheirPointsOnceAKindAndTurn) {
  const auto clean = Transcript("counter").staff("您好，请问您今天办什么业务？谢谢您，请慢走").report();
  const auto rude = Transcript("counter").staff("您好，请问您今天办什么业务？谢谢您，请慢走。急什么，等着吧").report();
  ASSERT_EQ(rude.faults.size(), 1U); // 急什么 and 等着吧 are one impatience
  EXPECT_EQ(rude.faults[0].fault, speech::Fault::impatient);
  EXPECT_DOUBLE_EQ(rude.faults[0].points, 5);
  EXPECT_DOUBLE_EQ(rude.total, clean.total - 5);
  const auto twice =
      Transcript("counter").staff("您好，请问您今天办什么业务？谢谢您，请慢走。急什么").staff("等着吧").report();
  EXPECT_EQ(twice.faults.size(), 2U);
  EXPECT_DOUBLE_EQ(twice.total, clean.total - 10);
}

TEST(ScoreFaults, StopAtFortyAndNeverGoBelowNothing) {
  Transcript many("complaint", R"(["actions"])");
  many.staff("您好，我是值班经理小林。等了这么久，换谁都会着急，非常抱歉。您慢慢说，我听着。",
             "\"stand\",\"move_to_quiet_room\",\"record_complaint\",\"pour_water\"");
  many.staff(
      "陈先生，您是说等了七十分钟，对吗？当时是哪位同事接待的？这件事交给我。我现在就帮您查。今天是发工资的日子，"
      "所以客户比平时多一倍。谢谢您，请慢走");
  const auto clean = many.report();
  EXPECT_DOUBLE_EQ(clean.total, 100) << score::to_json(clean);
  for (int i = 0; i < 6; ++i)
    many.staff("这事不归我管");
  const auto capped = many.report();
  EXPECT_EQ(capped.faults.size(), 6U);
  EXPECT_DOUBLE_EQ(capped.total, 60);
  Transcript bare("counter");
  for (int i = 0; i < 6; ++i)
    bare.staff("这事不归我管");
  EXPECT_DOUBLE_EQ(bare.report().total, 0);
}

TEST(ScoreFaults, OnTheSameWordsTheDearerCounts) {
  // 随便你怎么投诉 is indifferent by its beginning and provoking as a whole.
  const auto report = Transcript("counter").staff("随便你怎么投诉").report();
  ASSERT_EQ(report.faults.size(), 1U);
  EXPECT_EQ(report.faults[0].fault, speech::Fault::provoke);
  EXPECT_DOUBLE_EQ(report.faults[0].points, 10);
}

TEST(ScoreFaults, GatesFailWhateverTheTotal) {
  struct Gate {
    std::string_view text, fault;
  };
  constexpr Gate gates[] = {{"这款产品稳赚不赔", "promise_return"},
                            {"这是我朋友的项目，私下转给我就行", "private_sale"},
                            {"您账上还有三十八万呢", "leak_privacy"},
                            {"这种事我们不受理", "refuse_complaint"}};
  for (const auto rubric : {"counter", "lobby", "vip", "complaint", "phone"})
    for (const auto& gate : gates) {
      const auto report = Transcript(rubric).staff(std::string("您好。") + std::string(gate.text)).report();
      ASSERT_EQ(report.gates.size(), 1U) << gate.text;
      EXPECT_EQ(speech::name(report.gates[0]), gate.fault);
      EXPECT_FALSE(report.passed);
      EXPECT_EQ(report.grade, "none");
      EXPECT_DOUBLE_EQ(report.faults[0].points, 20);
      EXPECT_TRUE(report.faults[0].gate);
    }
}

TEST(ScoreFaults, SkippedReadingIsAGateForVipOnly) {
  EXPECT_EQ(Transcript("vip").staff("这儿签个字就行，不用看").report().gates.size(), 1U);
  EXPECT_TRUE(Transcript("counter").staff("这儿签个字就行，不用看").report().gates.empty());
}

TEST(ScoreFaults, SayWhereAndWhatWouldBeBetter) {
  const auto report = Transcript("counter").customer("你好").staff("很抱歉让您久等了，不过这事不归我管").report();
  ASSERT_EQ(report.faults.size(), 1U);
  const auto& fault = report.faults[0];
  EXPECT_EQ(fault.evidence.turn, 1);
  EXPECT_EQ(fault.evidence.quote, "不过这事不归我管");
  EXPECT_EQ(fault.evidence.span.from, 9);
  EXPECT_EQ(fault.evidence.span.to, 17);
  EXPECT_FALSE(fault.better.zh.empty());
  EXPECT_FALSE(fault.better.en.empty());
}

namespace {

/// The checks of somebody who says nothing in every situation: with all the advice there is.
std::vector<score::CheckResult> advised(const char* rubric) {
  return Transcript(
             rubric,
             R"(["cash","identity","papers_incomplete","special_customer","waiting","interruption","product","handed_over","unsettled","actions"])")
      .staff("嗯")
      .report()
      .checks;
}

} // namespace

TEST(ScoreFaults, NoBetterWordingIsItselfAFault) {
  // Every piece of advice is read by the same reader.
  for (const auto rubric : {"counter", "lobby", "vip", "complaint", "phone"})
    for (const auto& one : advised(rubric)) {
      if (one.result == score::Result::met) continue;
      EXPECT_FALSE(one.better.zh.empty()) << one.id;
      EXPECT_FALSE(one.better.en.empty()) << one.id;
      EXPECT_TRUE(speech::read(one.better.zh).faults.empty()) << one.id << ": " << one.better.zh;
    }
}

TEST(ScoreFaults, BetterWordingDoesWhatTheCheckAsksFor) {
  for (const auto rubric : {"counter", "lobby", "vip", "complaint", "phone"})
    for (const auto& one : advised(rubric)) {
      if (one.result == score::Result::met || !one.act) continue;
      // What is said stands in quotation marks; some advice only describes.
      constexpr std::string_view begin = "“", end = "”";
      const auto from = one.better.zh.find(begin), to = one.better.zh.find(end);
      if (from == std::string::npos || to == std::string::npos) continue;
      const auto acts = speech::read(one.better.zh.substr(from + begin.size(), to - from - begin.size())).acts;
      EXPECT_TRUE(std::any_of(acts.begin(), acts.end(), [&](const auto& found) { return found.act == *one.act; }))
          << one.id << ": " << one.better.zh;
    }
}

} // namespace
