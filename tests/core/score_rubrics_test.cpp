#include "tests/core/score_transcript.hpp"

#include <map>

using namespace lobby;
using namespace lobby::score_test;

namespace {

/// What a rubric's checks are worth together, in a context.
double possible(const score::Report& report) {
  double sum = 0;
  for (const auto& one : report.checks)
    sum += one.max;
  return sum;
}

constexpr auto every_context =
    R"(["cash","identity","papers_incomplete","special_customer","waiting","interruption","product","handed_over","unsettled","actions"])";

TEST(ScoreRubrics, PointsAreThoseOfTheTable) {
  // Sums of the columns of rubric.md, with every context and with none.
  const std::map<std::string, std::pair<double, double>> sums = {
      {"counter", {117, 57}}, {"lobby", {98, 62}}, {"vip", {127, 83}}, {"complaint", {118, 98}}, {"phone", {132, 91}}};
  for (const auto& [rubric, sum] : sums) {
    EXPECT_DOUBLE_EQ(possible(Transcript(rubric, every_context).staff("嗯").report()), sum.first) << rubric;
    EXPECT_DOUBLE_EQ(possible(Transcript(rubric, "[]").staff("嗯").report()), sum.second) << rubric;
  }
}

TEST(ScoreRubrics, CounterTotalIsEarnedOfApplicable) {
  // greet_first 5, ask_need 6, thanks 4, farewell 5, one_offer 4 (no offer is fine) of 57.
  const auto report =
      Transcript("counter").customer("你好").staff("您好，请问您今天办什么业务？").staff("谢谢您，请慢走").report();
  EXPECT_DOUBLE_EQ(report.total, 42.11);
  EXPECT_FALSE(report.passed);
  EXPECT_EQ(report.grade, "none");
  EXPECT_EQ(result(report, "greet_first"), "met");
  EXPECT_EQ(result(report, "ask_need"), "met");
  EXPECT_EQ(result(report, "one_offer"), "met");
  EXPECT_EQ(result(report, "farewell"), "met");
  EXPECT_EQ(result(report, "restate"), "missed");
  EXPECT_EQ(result(report, "counts_aloud"), "not_applicable");
  EXPECT_EQ(check(report, "greet_first").evidence.front().quote, "您好");
  EXPECT_TRUE(check(report, "greet_first").better.zh.empty());
  EXPECT_FALSE(check(report, "restate").better.zh.empty());
  EXPECT_FALSE(check(report, "restate").better.en.empty());
}

TEST(ScoreRubrics, CounterCanReachAHundred) {
  const auto report =
      Transcript("counter", R"(["cash","identity","actions"])")
          .staff("您好，请问您今天办什么业务？", "\"stand\"")
          .customer("我姓王，取五千块钱")
          .staff("王先生，您是说要取五千元，对吗？麻烦您出示一下身份证，这是为了保障您的资金安全。", "\"two_hands\"")
          .staff("我马上为您办理。付您五千元，请看显示屏。请您核对后在这里签名。")
          .staff("请问还有其他业务需要办理吗？谢谢您，请您对我的服务做个评价。")
          .staff("请慢走，欢迎下次光临", "\"eyes_follow\"")
          .report();
  EXPECT_DOUBLE_EQ(report.total, 100) << score::to_json(report);
  EXPECT_TRUE(report.passed);
  EXPECT_EQ(report.grade, "gold");
}

TEST(ScoreRubrics, LobbyAsksForTheFiveOnes) {
  // All but restate, 5 of 62.
  const auto report = Transcript("lobby")
                          .staff("您好，欢迎光临！请问您今天办什么业务？")
                          .customer("取钱")
                          .staff("您取多少？有没有提前预约？")
                          .customer("两千")
                          .staff("您可以在自助机上办，也可以到柜台办，请跟我来。")
                          .staff("请问还有其他业务需要办理吗？请慢走")
                          .report();
  EXPECT_EQ(result(report, "restate"), "missed");
  EXPECT_EQ(result(report, "diverts"), "met");
  EXPECT_EQ(result(report, "triage"), "met");
  EXPECT_DOUBLE_EQ(report.total, 91.94); // 57 of 62
  EXPECT_FALSE(report.nobody_greeted);
}

TEST(ScoreRubrics, LobbyWithoutAnyGreetingIsLost) {
  const auto silent = Transcript("lobby").staff("取多少？").staff("再见").report();
  EXPECT_TRUE(silent.nobody_greeted);
  EXPECT_FALSE(silent.passed);
  EXPECT_EQ(silent.grade, "none");
  EXPECT_FALSE(Transcript("lobby").staff("取多少？", "\"smile\"").report().nobody_greeted);
  EXPECT_FALSE(Transcript("counter").staff("取多少？").report().nobody_greeted);
}

TEST(ScoreRubrics, VipAsksRiskBeforeTheOffer) {
  const auto contexts = R"(["product"])";
  const auto right = Transcript("vip", contexts)
                         .staff("您好，我是理财经理小陈，您要的利率表，我现在就打给您。")
                         .staff("先请您做个风险测评。")
                         .staff("建议您考虑一下这款理财，不保本，封闭期一年。")
                         .report();
  EXPECT_EQ(result(right, "risk_first"), "met");
  EXPECT_EQ(result(right, "discloses"), "met");
  EXPECT_EQ(result(right, "one_offer"), "met");
  const auto wrong = Transcript("vip", contexts)
                         .staff("您好，您要的利率表，我现在就打给您。")
                         .staff("建议您考虑一下这款理财。")
                         .staff("先请您做个风险测评。")
                         .report();
  EXPECT_EQ(result(wrong, "risk_first"), "partly");
  EXPECT_DOUBLE_EQ(check(wrong, "risk_first").points, 5);
  EXPECT_EQ(result(Transcript("vip", contexts).staff("您好").report(), "risk_first"), "missed");
}

TEST(ScoreRubrics, OneOfferAndNoneAfterARefusal) {
  const auto twice = Transcript("vip")
                         .staff("我马上为您办理")
                         .staff("您可以考虑一下这款理财")
                         .staff("还有一款基金您了解一下")
                         .report();
  EXPECT_EQ(result(twice, "one_offer"), "violated");
  EXPECT_DOUBLE_EQ(check(twice, "one_offer").points, 0);
  const auto early = Transcript("vip").staff("您可以考虑一下这款理财").staff("我马上为您办理").report();
  EXPECT_EQ(result(early, "one_offer"), "violated");
  const auto refused =
      Transcript("vip").staff("我马上为您办理").customer("我不买理财").staff("您可以考虑一下这款理财").report();
  EXPECT_EQ(result(refused, "one_offer"), "violated");
}

TEST(ScoreRubrics, ComplaintFeelsBeforeItExplains) {
  const auto right = Transcript("complaint")
                         .staff("等了这么久，换谁都会着急，非常抱歉。")
                         .staff("今天是发工资的日子，所以办业务的客户比平时多了一倍。")
                         .report();
  EXPECT_EQ(result(right, "empathises"), "met");
  EXPECT_EQ(result(right, "apologises"), "met");
  EXPECT_EQ(result(right, "gives_reason"), "met");
  const auto wrong = Transcript("complaint")
                         .staff("今天是发工资的日子，所以办业务的客户比平时多了一倍。")
                         .staff("等了这么久，换谁都会着急，非常抱歉。")
                         .report();
  EXPECT_EQ(result(wrong, "empathises"), "partly");
  EXPECT_DOUBLE_EQ(check(wrong, "empathises").points, 5);
  EXPECT_EQ(result(wrong, "apologises"), "partly");
  EXPECT_DOUBLE_EQ(check(wrong, "apologises").points, 4);
}

TEST(ScoreRubrics, ComplaintPromisesNeedATimeAndADeadlineTheLaw) {
  const auto contexts = R"(["unsettled"])";
  const auto of = [&](std::string_view text) { return Transcript("complaint", contexts).staff(text).report(); };
  EXPECT_EQ(result(of("我明天下午五点前给您回电话"), "commits"), "met");
  EXPECT_EQ(result(of("有结果我第一时间通知您"), "commits"), "missed");
  EXPECT_EQ(result(of("我们十五日内给您答复"), "says_deadline"), "met");
  EXPECT_EQ(result(of("我们三十天内给您答复"), "says_deadline"), "missed");
  EXPECT_EQ(result(of("情况复杂，我们三十天内给您答复"), "says_deadline"), "met");
  EXPECT_EQ(result(of("我们十五个工作日内给您答复"), "says_deadline"), "missed"); // 21 days
  EXPECT_EQ(result(of("我们九十天内给您答复，情况复杂"), "says_deadline"), "missed");
  EXPECT_EQ(result(Transcript("complaint").staff("好的").report(), "commits"), "not_applicable");
}

TEST(ScoreRubrics, ComplaintIsOwnedByNameOrByWord) {
  EXPECT_EQ(result(Transcript("complaint").staff("这件事交给我，我跟到底").report(), "owns"), "met");
  EXPECT_EQ(result(Transcript("complaint").staff("我是值班经理小林，我马上帮您查").report(), "owns"), "met");
  EXPECT_EQ(result(Transcript("complaint").staff("我马上帮您查").report(), "owns"), "missed");
  EXPECT_EQ(result(Transcript("complaint").staff("您慢慢说，我听着").report(), "ask_need"), "met");
  EXPECT_EQ(result(Transcript("counter").staff("您慢慢说，我听着").report(), "ask_need"), "missed");
}

TEST(ScoreRubrics, PhoneScoresAClearCall) {
  // greet 6, name 8, need 8, solves 10, ask_more 8, farewell 8, thanks 6, rating 6, one_offer 2: 62 of 91.
  const auto report = Transcript("phone")
                          .staff("您好，工号036为您服务，请问有什么可以帮您？")
                          .customer("我的卡丢了")
                          .staff("我现在就帮您挂失。")
                          .staff("请问还有其他业务需要办理吗？")
                          .staff("谢谢您，请对我的服务做个评价，再见")
                          .report();
  EXPECT_DOUBLE_EQ(report.total, 68.13) << score::to_json(report);
}

TEST(ScoreRubrics, GreetingComesFirst) {
  EXPECT_EQ(result(Transcript("counter").staff("您办什么业务？您好").report(), "greet_first"), "missed");
  EXPECT_EQ(result(Transcript("counter").staff("请坐").staff("您好").report(), "greet_first"), "missed");
  EXPECT_EQ(result(Transcript("counter").staff("您好，您办什么业务？").report(), "greet_first"), "met");
}

TEST(ScoreRubrics, IdentityComesBeforeTheAccount) {
  const auto contexts = R"(["identity","cash"])";
  const auto right = Transcript("counter", contexts).staff("请出示一下身份证").staff("付您五千元，请看显示屏").report();
  EXPECT_EQ(result(right, "identity"), "met");
  const auto wrong = Transcript("counter", contexts).staff("付您五千元，请看显示屏").staff("请出示一下身份证").report();
  EXPECT_EQ(result(wrong, "identity"), "partly");
  EXPECT_DOUBLE_EQ(check(wrong, "identity").points, 3);
}

TEST(ScoreRubrics, PapersAreNamedAtOnce) {
  const auto contexts = R"(["papers_incomplete"])";
  const auto missing = R"(["老伴的身份证|爷爷的身份证","户口本|结婚证"])";
  const auto all = Transcript("counter", contexts).papers(missing).staff("您还需要带爷爷的身份证和结婚证").report();
  EXPECT_EQ(result(all, "papers_at_once"), "met");
  const auto drop_by_drop = Transcript("counter", contexts)
                                .papers(missing)
                                .staff("您还需要带爷爷的身份证")
                                .staff("您还需要带户口本")
                                .report();
  EXPECT_EQ(result(drop_by_drop, "papers_at_once"), "missed");
  // Nobody said what is missing: what comes up later was not named at once.
  EXPECT_EQ(result(Transcript("counter", contexts).staff("您还需要带身份证").staff("您还需要带户口本").report(),
                   "papers_at_once"),
            "missed");
  EXPECT_EQ(result(Transcript("counter", contexts).staff("您还需要带身份证和户口本").staff("记得带户口本来").report(),
                   "papers_at_once"),
            "met");
}

TEST(ScoreRubrics, LeavingNeedsAWordBothWays) {
  const auto contexts = R"(["interruption"])";
  EXPECT_EQ(
      result(Transcript("counter", contexts).staff("对不起，我接一下电话，请稍等").staff("谢谢您，让您久等了").report(),
             "excuses_leaving"),
      "met");
  EXPECT_EQ(result(Transcript("counter", contexts).staff("对不起，我接一下电话，请稍等").staff("好了").report(),
                   "excuses_leaving"),
            "missed");
}

TEST(ScoreRubrics, ActionsCountWhereTheyHappen) {
  const auto contexts = R"(["actions"])";
  const auto good = Transcript("counter", contexts)
                        .staff("您好", "\"smile\"")
                        .staff("再见", "\"eyes_follow\",\"two_hands\"")
                        .report();
  EXPECT_EQ(result(good, "rise_and_smile"), "met");
  EXPECT_EQ(result(good, "sees_off"), "met");
  EXPECT_EQ(result(good, "two_hands"), "met");
  EXPECT_EQ(check(good, "two_hands").evidence.front().quote, "two_hands");
  const auto late =
      Transcript("counter", contexts).staff("您好", "\"eyes_follow\"").staff("再见", "\"smile\"").report();
  EXPECT_EQ(result(late, "rise_and_smile"), "missed");
  EXPECT_EQ(result(late, "sees_off"), "missed");
}

} // namespace
