#include "core/json/json.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lobby::json {
namespace {

/// "2:5 message" of the first problem; empty when the text was read.
std::string first_problem(std::string_view text) {
  const Parsed parsed = parse(text);
  if (parsed.document) return {};
  const Problem& first = parsed.problems.at(0);
  return std::to_string(first.line) + ":" + std::to_string(first.column) + " " + first.message;
}

TEST(JsonParse, ReadsValuesOfEveryKind) {
  const Parsed parsed = parse(R"({"a":[1,-2.5,true,null,"中\u0041\n"],"b":{},"big":9007199254740993})");
  ASSERT_TRUE(parsed.document);
  const Value& root = parsed.document->root();
  const Value& list = root["a"];
  ASSERT_EQ(list.items.size(), 5U);
  EXPECT_EQ(list.items[0].integer_or(0), 1);
  EXPECT_EQ(list.items[1].number_or(0), -2.5);
  EXPECT_EQ(list.items[1].integer_or(7), 7) << "a number with a fraction is no integer";
  EXPECT_TRUE(list.items[2].boolean_or(false));
  EXPECT_EQ(list.items[3].kind, Value::Kind::null);
  EXPECT_EQ(list.items[4].string_or(""), "中A\n");
  EXPECT_TRUE(root["b"].is_object());
  EXPECT_EQ(root["big"].integer_or(0), 9007199254740993);
  EXPECT_EQ(root["none"]["of"]["these"].string_or("absent"), "absent");
}

TEST(JsonParse, ReadsNumbersExactly) {
  const Parsed parsed = parse("[0E71, 0.35, 12.5e-3, 123456789012345, 1e300]");
  ASSERT_TRUE(parsed.document);
  const auto& items = parsed.document->root().items;
  ASSERT_EQ(items.size(), 5U);
  EXPECT_EQ(items[0].number_or(1), 0.0);
  EXPECT_EQ(items[1].number_or(0), 0.35);
  EXPECT_EQ(items[2].number_or(0), 0.0125);
  EXPECT_EQ(items[3].integer_or(0), 123456789012345);
  EXPECT_DOUBLE_EQ(items[4].number_or(0), 1e300);
}

TEST(JsonParse, KnowsWhereEveryValueStandsInCodePoints) {
  const Parsed parsed = parse("{\n  \"名字\" : \"厅堂\", \"n\": [ 1,\n\t{\"x\" :2} ] }");
  ASSERT_TRUE(parsed.document);
  const Document& document = *parsed.document;
  const auto place = [&](std::string_view pointer) {
    const Place where = document.locate(pointer);
    return std::to_string(where.line) + ":" + std::to_string(where.column);
  };
  EXPECT_EQ(place(""), "1:1");
  EXPECT_EQ(place("/名字"), "2:10");
  EXPECT_EQ(place("/n"), "2:21");
  EXPECT_EQ(place("/n/0"), "2:23");
  EXPECT_EQ(place("/n/1"), "3:2");
  EXPECT_EQ(place("/n/1/x"), "3:8");
  EXPECT_EQ(place("/n/1/missing"), "3:2") << "the deepest value on the way";
  EXPECT_EQ(document.at("/n/2"), nullptr);
  EXPECT_EQ(document.at("n"), nullptr);
  EXPECT_EQ(document.place(document.root().members[1].offset).column, 16) << "a member's name has its own place";
}

TEST(JsonParse, UnescapesPointers) {
  const Parsed parsed = parse(R"({"a/b":{"c~d":1}})");
  ASSERT_TRUE(parsed.document);
  const Value* value = parsed.document->at("/a~1b/c~0d");
  ASSERT_NE(value, nullptr);
  EXPECT_EQ(value->integer_or(0), 1);
}

TEST(JsonParse, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(first_problem(""), "1:1 the file is empty");
  EXPECT_EQ(first_problem("{\"a\":1,}"), "1:8 a comma too many before the closing brace");
  EXPECT_EQ(first_problem("[1,\n 2,\n]"), "3:1 a comma too many before the closing bracket");
  EXPECT_EQ(first_problem("{\"中文\":1,\"b\" 2}"), "1:13 expected a colon after the member name");
  EXPECT_EQ(first_problem("{a:1}"), "1:2 expected a member name in double quotes");
  EXPECT_EQ(first_problem("[1 2]"), "1:4 expected a comma or the closing bracket");
  EXPECT_EQ(first_problem("[1"), "1:3 the file ends inside an array");
  EXPECT_EQ(first_problem("[1] x"), "1:5 there is more text behind the end of the value");
  EXPECT_EQ(first_problem("[1e999]"), "1:2 the number is too large");
  EXPECT_EQ(first_problem("[tru]"), "1:5 expected a value");
  EXPECT_EQ(first_problem("[1] // note").substr(0, 3), "1:5");
  EXPECT_NE(first_problem("[NaN]"), "");
  EXPECT_NE(first_problem("[01]"), "");
  EXPECT_NE(first_problem("\"\xff\""), "");
  EXPECT_NE(first_problem("\"\xed\xa0\x80\""), "") << "half of a surrogate pair";
  EXPECT_NE(first_problem(std::string_view("[1]\0[", 5)), "") << "nothing hides behind a zero byte";
}

TEST(JsonParse, FindsEveryDoubledName) {
  const Parsed parsed = parse("{\"a\":{\"b\":1,\"b\":{\"c\":1,\"c\":2}},\n\"a\":[{\"d\":0,\"d\":0}]}");
  ASSERT_FALSE(parsed.document);
  ASSERT_EQ(parsed.problems.size(), 4U);
  EXPECT_EQ(to_string("f", parsed.problems[0]), "f:1:13: /a/b: the member \"b\" stands twice");
  EXPECT_EQ(to_string("f", parsed.problems[1]), "f:1:24: /a/b/c: the member \"c\" stands twice");
  EXPECT_EQ(parsed.problems[2].line, 2);
  EXPECT_EQ(parsed.problems[3].path, "/a/0/d");
}

TEST(JsonParse, BoundsDepthAndSize) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(first_problem(nested(max_depth)), "");
  EXPECT_EQ(first_problem(nested(max_depth + 1)), "1:65 more than 64 levels of nesting");
  EXPECT_NE(first_problem(std::string(1'000'000, '[')), "");
  EXPECT_EQ(parse(std::string(max_bytes + 1, ' ')).problems.at(0).line, 0);
  std::string wide = "{\"0\":0";
  for (std::size_t i = 1; i <= max_members; ++i)
    wide += ",\"" + std::to_string(i) + "\":0";
  EXPECT_NE(first_problem(wide + "}"), "");
}

TEST(JsonParse, SkipsAByteOrderMark) {
  const Parsed parsed = parse("\xEF\xBB\xBF{\"a\":1}");
  ASSERT_TRUE(parsed.document);
  EXPECT_EQ(parsed.document->locate("/a").column, 6);
}

TEST(JsonQuoted, EscapesWhatJsonEscapes) {
  const std::string text = "a\"\\\n\t\x01中";
  EXPECT_EQ(json::quoted(text), "\"a\\\"\\\\\\n\\t\\u0001中\"");
  EXPECT_EQ(parse(json::quoted(text)).document->root().text, text);
}

} // namespace
} // namespace lobby::json
