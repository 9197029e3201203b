#include "tests/core/speech_reading.hpp"

#include <random>

using namespace lobby;
using namespace lobby::speech_test;

namespace {

TEST(SpeechSpans, StandOnTheWordsAsTyped) {
  EXPECT_EQ(told("很抱歉让您久等了，不过这事不归我管"), "apologise[很抱歉让您久等了] !pass_buck[不过这事不归我管]");
  EXPECT_EQ(told("稳赚不赔！"), "!promise_return[稳赚不赔]");
}

TEST(SpeechSpans, CountCodePointsNotBytes) {
  const auto reading = speech::read("嗯，您好");
  ASSERT_EQ(reading.acts.size(), 1U);
  EXPECT_EQ(reading.acts[0].span.from, 2);
  EXPECT_EQ(reading.acts[0].span.to, 4);
}

TEST(SpeechSpans, TraditionalFullWidthAndSpacedTextReadsTheSame) {
  EXPECT_EQ(told("這個業務不歸我管"), "!pass_buck[這個業務不歸我管]");
  EXPECT_EQ(told("請您出示一下身分證，謝謝"), "verify_identity[請您出示一下身分證] thank[謝謝]");
  EXPECT_EQ(told("麻煩您出示一下身份證"), "verify_identity[麻煩您出示一下身份證]");
  EXPECT_EQ(told("肯定能到５％"), "!promise_return[肯定能到５％]");
  EXPECT_EQ(told("不 归 我 管"), "!pass_buck[不 归 我 管]");
  EXPECT_EQ(told("谢谢谢谢谢谢！！！"), "thank[谢谢]");
}

TEST(SpeechSpans, QuotationIsNotTheSpeakersOwnUnlessItIsEverything) {
  EXPECT_TRUE(faults("他说「不归我管」").empty());
  EXPECT_TRUE(faults("他跟我说“不归我管”，我听着也不舒服").empty());
  EXPECT_EQ(told("“不归我管”"), "!pass_buck[不归我管]");
}

TEST(SpeechSpans, AreOrderedInsideTheTextAndNeverEmpty) {
  constexpr std::string_view pieces[] = {
      "您好", "不归我管", "，", "。", "请",     "身份证", "1",    "，我", "稳赚", "对不起",   "\xF0\x9F\x98\x80",
      "\xFF", "「",       "」", " ",  "等着吧", "明天",   "给您", "吗？", "……",   "\xE4\xB8", "十",
      "窗口", "您是说"};
  std::mt19937 random(7); // the engine's sequence is the standard's
  for (int round = 0; round < 1000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i)
      text += pieces[random() % std::size(pieces)];
    const int size = static_cast<int>(speech::decode(text).size());
    const auto reading = speech::read(text, "我要投诉");
    const auto fine = [&](speech::Span span, double confidence) {
      EXPECT_GE(span.from, 0);
      EXPECT_LT(span.from, span.to);
      EXPECT_LE(span.to, size);
      EXPECT_GT(confidence, 0);
      EXPECT_LE(confidence, 1);
    };
    for (const auto& found : reading.acts)
      fine(found.span, found.confidence);
    for (const auto& found : reading.faults)
      fine(found.span, found.confidence);
    EXPECT_EQ(told(text, "我要投诉"), told(text, "我要投诉"));
  }
}

TEST(SpeechSpans, NothingAndNonsenseReadAsNothing) {
  EXPECT_EQ(told(""), "");
  EXPECT_EQ(told("   \n"), "");
  EXPECT_EQ(told("。。。"), "");
  EXPECT_EQ(told("\xFF\xFE\x80"), "");
  EXPECT_TRUE(faults("hello world").empty());
}

TEST(SpeechNames, ReadBackAsThemselves) {
  for (int i = 0; i < speech::act_count; ++i) {
    speech::Act act{};
    ASSERT_TRUE(speech::parse(speech::name(static_cast<speech::Act>(i)), act));
    EXPECT_EQ(static_cast<int>(act), i);
  }
  for (int i = 0; i < speech::fault_count; ++i) {
    speech::Fault fault{};
    ASSERT_TRUE(speech::parse(speech::name(static_cast<speech::Fault>(i)), fault));
    EXPECT_EQ(static_cast<int>(fault), i);
  }
  for (int i = 0; i < speech::action_count; ++i) {
    speech::Action action{};
    ASSERT_TRUE(speech::parse(speech::name(static_cast<speech::Action>(i)), action));
    EXPECT_EQ(static_cast<int>(action), i);
  }
  speech::Act act{};
  EXPECT_FALSE(speech::parse("Greet", act));
  EXPECT_FALSE(speech::parse("", act));
}

} // namespace
