#include "ui/kit/wrap.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace {

using kit::detail::may_break;
using kit::detail::wrap;
using kit::detail::Wrapped;

/// Chinese characters are 10 wide, all others 5.
float advance(char32_t c) { return c >= 0x2E80 || (c >= 0x2014 && c <= 0x2026) ? 10.0f : 5.0f; }

std::vector<std::string> lines(std::string_view text, float width) {
  std::vector<std::string> out;
  for (const auto& line : wrap(text, width, advance).lines)
    out.emplace_back(text.substr(line.begin, line.end - line.begin));
  return out;
}
using Lines = std::vector<std::string>;

TEST(Wrap, BreaksChineseBetweenAnyTwoCharacters) {
  EXPECT_EQ(lines("今天办理开户业务", 40), (Lines{"今天办理", "开户业务"}));
}

TEST(Wrap, NoLineBeginsWithPunctuation) {
  for (const char* mark : {"，", "。", "、", "；", "：", "！", "？", "）", "」", "』", "】",
                           "》", "”",  "’",  "％", "%",  "…",  "—",  ",",  ".",  ")"}) {
    const std::string text = std::string("请您带好证件") + mark + "谢谢";
    const Lines broken = lines(text, 60);
    ASSERT_GE(broken.size(), 2u) << mark;
    for (const std::string& line : broken)
      EXPECT_NE(line.rfind(mark, 0), 0u) << mark << " begins a line of " << text;
    EXPECT_EQ(broken[0], "请您带好证") << mark;
  }
}

TEST(Wrap, NoLineEndsWithAnOpeningMark) {
  for (const char* mark : {"（", "「", "『", "【", "《", "“", "￥", "$", "(", "["}) {
    const std::string text = std::string("请带身份证") + mark + "原件";
    const Lines broken = lines(text, 60);
    ASSERT_EQ(broken.size(), 2u) << mark;
    EXPECT_EQ(broken[1].rfind(mark, 0), 0u) << broken[0];
  }
}

TEST(Wrap, KeepsTwoClosingMarksTogether) {
  EXPECT_EQ(lines("他说“您好！”然后走了", 50), (Lines{"他说“您", "好！”然后", "走了"}));
}

TEST(Wrap, KeepsLatinWordsWhole) {
  EXPECT_EQ(lines("please bring your passport", 60), (Lines{"please bring", "your", "passport"}));
  EXPECT_EQ(lines("请下载mobile app再试", 60), (Lines{"请下载mobile", "app再试"}));
}

TEST(Wrap, KeepsNumbersDatesAndMoneyWhole) {
  EXPECT_EQ(lines("金额￥12,000.50元", 60).at(1), "￥12,000.50");
  EXPECT_EQ(lines("预计10:20–10:31叫号", 60), (Lines{"预计", "10:20–10:31", "叫号"}));
  EXPECT_FALSE(may_break('6', '-', '1'));
  EXPECT_FALSE(may_break('5', U'–', '1'));
  EXPECT_FALSE(may_break(0, '9', '%'));
  EXPECT_FALSE(may_break(0, U'三', U'％'));
}

TEST(Wrap, KeepsDashesAndEllipsesTogether) {
  EXPECT_FALSE(may_break(0, U'—', U'—'));
  EXPECT_FALSE(may_break(0, U'…', U'…'));
  EXPECT_FALSE(may_break(0, U'好', U'…'));
}

TEST(Wrap, BreaksAfterHyphensOfWordsOnly) {
  EXPECT_TRUE(may_break('e', '-', 's'));
  EXPECT_FALSE(may_break(0, '-', 's'));
  EXPECT_FALSE(may_break('1', '-', '2'));
}

TEST(Wrap, NeverBreaksAtANoBreakSpace) { EXPECT_EQ(lines("5\u00A0min", 10).size(), 3u); }

TEST(Wrap, LongWordsAreCutRatherThanClipped) {
  const Wrapped out = wrap("Donaudampfschifffahrt", 30, advance);
  ASSERT_GT(out.lines.size(), 1u);
  for (const auto& line : out.lines)
    EXPECT_LE(line.width, 30.0f);
}

TEST(Wrap, LineFeedsAlwaysBreakAndEmptyLinesStay) {
  EXPECT_EQ(lines("一\n\n二", 100), (Lines{"一", "", "二"}));
  EXPECT_EQ(lines("", 100), (Lines{""}));
}

TEST(Wrap, LastLineHasMoreThanOneCharacter) {
  EXPECT_EQ(lines("办理开户请带本人身份证", 100), (Lines{"办理开户请带本人身", "份证"}));
}

TEST(Wrap, SpacesAtABreakHang) {
  const Wrapped out = wrap("hello world", 25, advance);
  ASSERT_EQ(out.lines.size(), 2u);
  EXPECT_EQ(out.lines[0].width, 25.0f);
}

TEST(Wrap, NaturalWidthIsThatOfTheLongestParagraph) { EXPECT_EQ(wrap("一二三\n一", 10, advance).natural, 30.0f); }

TEST(Wrap, RandomTextKeepsEveryCharacterAndEveryRule) {
  const std::u32string letters = U"今天开户ab 12，。、（）《》“”！？%￥-/—…\n";
  const auto utf8 = [](char32_t c) {
    std::string out;
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0 | (c >> 6));
      out += static_cast<char>(0x80 | (c & 63));
    } else {
      out += static_cast<char>(0xE0 | (c >> 12));
      out += static_cast<char>(0x80 | ((c >> 6) & 63));
      out += static_cast<char>(0x80 | (c & 63));
    }
    return out;
  };
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (unsigned i = random() % 40; i > 0; --i)
      text += utf8(letters[random() % letters.size()]);
    const float width = static_cast<float>(10 + random() % 80);
    std::size_t at = 0;
    for (const auto& line : wrap(text, width, advance).lines) {
      ASSERT_GE(line.begin, at) << text;
      // Only spaces and line feeds are left out between the lines.
      for (std::size_t i = at; i < line.begin; ++i)
        ASSERT_TRUE(text[i] == ' ' || text[i] == '\n') << text;
      at = line.end;
      if (width >= 20) {
        // A single unit may be as wide as two characters and their punctuation; no line of several units overflows.
        const std::string_view shown = std::string_view(text).substr(line.begin, line.end - line.begin);
        if (shown.find_first_of(" ") == std::string_view::npos && line.width > width) ADD_FAILURE() << shown;
      }
    }
    for (std::size_t i = at; i < text.size(); ++i)
      ASSERT_TRUE(text[i] == ' ' || text[i] == '\n') << text;
  }
}

TEST(Wrap, MalformedBytesAreReplacedNotLooped) {
  const std::string broken = "a\xE4\xB8z\xFF\xC0";
  EXPECT_EQ(wrap(broken, 5, advance).lines.back().end, broken.size());
}

} // namespace
