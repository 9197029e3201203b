#include "core/speech/normalise.hpp"
#include "core/speech/speech.hpp"
#include "tools/speech/lines.hpp"
#include "tools/speech/tally.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>

using namespace lobby::speech;

namespace {

std::string exam(const char* name) { return std::string(LOBBY_SOURCE_DIR "/assets/speech/exam/") + name; }

learning::Labels labels_of(const Reading& heard) {
  learning::Labels labels;
  for (const auto& found : heard.acts)
    labels.set(static_cast<std::size_t>(found.act));
  for (const auto& found : heard.faults)
    labels.set(static_cast<std::size_t>(act_count + static_cast<int>(found.fault)));
  return labels;
}

/// Written by somebody who wrote none of the lines the model learned from.
learning::Tally examine(const char* name) {
  learning::Tally tally(label_count);
  for (const auto& line : learning::read_lines(exam(name))) {
    const auto given = labels_of(read(line.text, line.previous));
    for (std::size_t label = 0; label < label_count; ++label)
      tally.add(static_cast<int>(label), line.labels.test(label), given.test(label));
  }
  return tally;
}

} // namespace

TEST(SpeechLearned, OrdinarySentencesOfAStrangerAreUnderstood) {
  const auto tally = examine("ordinary.txt");
  EXPECT_GE(tally.over(0, label_count).f1, 0.92);
  EXPECT_GE(tally.over(act_count, label_count).precision, 0.94);
}

TEST(SpeechLearned, HardSentencesOfAStrangerAreMostlyUnderstood) {
  EXPECT_GE(examine("hard.txt").over(0, label_count).f1, 0.80);
}

TEST(SpeechLearned, ConfidenceMeansWhatItSays) {
  int sure = 0, right = 0;
  for (const char* name : {"ordinary.txt", "hard.txt"})
    for (const auto& line : learning::read_lines(exam(name))) {
      const auto heard = read(line.text, line.previous);
      const auto count = [&](int label, double confidence) {
        if (confidence < 0.9) return;
        ++sure;
        right += line.labels.test(static_cast<std::size_t>(label)) ? 1 : 0;
      };
      for (const auto& found : heard.acts)
        count(static_cast<int>(found.act), found.confidence);
      for (const auto& found : heard.faults)
        count(act_count + static_cast<int>(found.fault), found.confidence);
    }
  EXPECT_GT(sure, 300);
  EXPECT_GE(right, sure * 0.95);
}

TEST(SpeechLearned, TheLongTurnDoesNotDrownTheShortSentence) {
  const auto heard =
      read("您好，欢迎光临。我先给您取个号。按规定，转账超过五万元要本人持身份证到柜台办理，这是为了保护您的资金安全。"
           "前面还有三位，大约十分钟。您先坐，我给您倒杯水。请慢走，欢迎下次再来。");
  const auto labels = labels_of(heard);
  for (const auto act : {Act::greet, Act::explain, Act::set_expectation, Act::comfort, Act::farewell})
    EXPECT_TRUE(labels.test(static_cast<std::size_t>(act))) << name(act);
}

TEST(SpeechLearned, SpansLieInTheTextAsTyped) {
  const std::string text = "  您好！！  「抱歉」 让您久等了，，ＡＴＭ 吞卡了？";
  const auto length = static_cast<int>(decode(text).size());
  const auto heard = read(text, "卡被吞了");
  EXPECT_FALSE(heard.acts.empty());
  for (const auto& found : heard.acts) {
    EXPECT_GE(found.span.from, 0);
    EXPECT_LT(found.span.from, found.span.to);
    EXPECT_LE(found.span.to, length);
  }
}

TEST(SpeechLearned, NothingAndNonsenseAreHeard) {
  EXPECT_TRUE(read("").acts.empty());
  EXPECT_TRUE(read(" ，。").acts.empty());
  read(std::string("\xff\xc0\x80\xf5您\0好", 11), "\xe4");
  read(std::string(200'000, 'a'));
}

/// The same on every platform: a checksum over every label, span and the bits of every confidence. Another one is right
/// after assets/speech or the learner has changed, as long as it is the same natively and as WebAssembly.
TEST(SpeechLearned, HearsTheSameToTheLastBit) {
  std::uint64_t sum = 0xCBF29CE484222325U;
  const auto add = [&](double value) {
    static_assert(sizeof(double) == sizeof(std::uint64_t));
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    sum = (sum ^ bits) * 0x100000001B3U;
  };
  for (const char* name : {"ordinary.txt", "hard.txt"})
    for (const auto& line : learning::read_lines(exam(name))) {
      const auto heard = read(line.text, line.previous);
      for (const auto* list : {&heard.acts, &heard.unsure_acts})
        for (const auto& found : *list) {
          add(static_cast<double>(found.act) + found.span.from * 100.0 + found.span.to * 1e6);
          add(found.confidence);
        }
      for (const auto* list : {&heard.faults, &heard.unsure_faults})
        for (const auto& found : *list) {
          add(static_cast<double>(found.fault) + found.span.from * 100.0 + found.span.to * 1e6);
          add(found.confidence);
        }
    }

  EXPECT_EQ(sum, std::uint64_t{1676136311277024622U});
}
