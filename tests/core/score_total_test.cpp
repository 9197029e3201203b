#include "tests/core/score_transcript.hpp"

using namespace lobby;
using namespace lobby::score_test;

namespace {

score::Total total(const score::Report& report, const std::vector<score::Judged>& judged) {
  const auto result = score::total_with(score::to_json(report), judged);
  if (const auto* malformed = std::get_if<score::Malformed>(&result)) {
    ADD_FAILURE() << malformed->reason;
    return {};
  }
  return std::get<score::Total>(result);
}

/// greet_first 5, ask_need 6, thanks 4, farewell 5, one_offer 4 of 57.
score::Report plain() {
  return Transcript("counter").customer("你好").staff("您好，请问您今天办什么业务？").staff("谢谢您，请慢走").report();
}

TEST(ScoreTotal, NobodyJudgedIsTheReportsOwn) {
  for (const auto& report : {plain(), Transcript("lobby").staff("嗯").report(),
                             Transcript("vip").staff("您好！我保证您一年能赚百分之十，不会亏的。").report()}) {
    const auto same = total(report, {});
    EXPECT_DOUBLE_EQ(same.total, report.total);
    EXPECT_EQ(same.passed, report.passed);
    EXPECT_EQ(same.grade, report.grade);
  }
}

TEST(ScoreTotal, APersonsResultCountsAsTheRubricSays) {
  const auto report = plain();
  EXPECT_DOUBLE_EQ(total(report, {{"restate", score::Result::met}}).total, 52.63);    // 24 + 6 of 57
  EXPECT_DOUBLE_EQ(total(report, {{"restate", score::Result::partly}}).total, 47.37); // 24 + 3
  EXPECT_DOUBLE_EQ(total(report, {{"greet_first", score::Result::missed}}).total, 33.33);
  EXPECT_DOUBLE_EQ(total(report, {{"one_offer", score::Result::violated}}).total, 35.09);
  EXPECT_EQ(total(report, {{"restate", score::Result::met}}).grade, "bronze");
  std::vector<score::Judged> all;
  for (const auto& check : report.checks)
    all.push_back({check.id, score::Result::met});
  EXPECT_DOUBLE_EQ(total(report, all).total, 100);
  EXPECT_TRUE(total(report, all).passed);
  EXPECT_EQ(total(report, all).grade, "gold");
}

TEST(ScoreTotal, DeductionsAndGatesStay) {
  const auto report = Transcript("counter").staff("您好！我给您保证，一年百分之十的收益，亏了我赔。").report();
  ASSERT_FALSE(report.gates.empty());
  std::vector<score::Judged> all;
  double deducted = 0;
  for (const auto& check : report.checks)
    all.push_back({check.id, score::Result::met});
  for (const auto& fault : report.faults)
    deducted += fault.points;
  const auto judged = total(report, all);
  EXPECT_DOUBLE_EQ(judged.total, 100 - std::min(deducted, 40.0));
  EXPECT_FALSE(judged.passed);
  EXPECT_EQ(judged.grade, "none");
}

TEST(ScoreTotal, OnlyChecksOfTheReportAreJudged) {
  const std::string report = score::to_json(plain());
  const auto malformed = [](const auto& result) { return std::holds_alternative<score::Malformed>(result); };
  EXPECT_TRUE(malformed(score::total_with(report, {{"counts_aloud", score::Result::met}})));
  EXPECT_TRUE(malformed(score::total_with(report, {{"thanks", score::Result::met}, {"thanks", score::Result::met}})));
  EXPECT_TRUE(malformed(score::total_with("{", {})));
  EXPECT_FALSE(score::parse_result("not_applicable"));
  EXPECT_EQ(score::parse_result("violated"), score::Result::violated);
}

} // namespace
