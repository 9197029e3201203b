#include "core/json/json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lobby::json {
namespace {

std::vector<std::string> problems(std::string_view text, std::string_view schema) {
  const Parsed parsed = parse(text);
  EXPECT_TRUE(parsed.document) << text;
  std::vector<std::string> lines;
  for (const Problem& one : check(*parsed.document, schema))
    lines.push_back(to_string("f", one));
  return lines;
}

using Lines = std::vector<std::string>;

constexpr std::string_view person = R"({
  "type": "object", "required": ["id", "name"], "additionalProperties": false,
  "properties": {
    "id": {"type": "string", "minLength": 1, "maxLength": 3},
    "name": {"$ref": "#/definitions/text"},
    "prefix": {"type": "string", "pattern": "^[A-Z]{1,2}$", "x-says": "one or two capital letters"},
    "kind": {"enum": ["high", "low"]},
    "share": {"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 1},
    "minutes": {"type": "integer", "multipleOf": 5},
    "tags": {"type": "array", "minItems": 1, "maxItems": 3, "uniqueItems": true, "items": {"type": "string"}}
  },
  "definitions": {"text": {"type": "object", "required": ["zh"], "additionalProperties": {"type": "string"}}}
})";

TEST(JsonCheck, KeepsQuietWhenAllIsRight) {
  EXPECT_EQ(
      problems(R"({"id":"中文字","name":{"zh":""},"prefix":"AB","kind":"low","share":1,"minutes":10,"tags":["a"]})",
               person),
      Lines{});
}

TEST(JsonCheck, SaysEveryProblemInTheOrderOfTheFile) {
  EXPECT_EQ(
      problems("{\"id\":\"\", \"nmae\":1,\n \"prefix\":\"ABC\", \"kind\":\"hihg\",\n \"share\":0, \"minutes\":7,"
               "\n \"tags\":[\"a\",1,\"a\"],\"中\":[]}",
               person),
      (Lines{"f:1:1: is missing the required member \"name\"", "f:1:7: /id: must not be empty",
             "f:1:11: /nmae: unknown member \"nmae\", did you mean \"name\"?",
             "f:2:11: /prefix: must be one or two capital letters", "f:2:25: /kind: must be one of \"high\", \"low\"",
             "f:3:10: /share: must be more than 0", "f:3:23: /minutes: must be a multiple of 5",
             "f:4:14: /tags/1: must be a text in double quotes, not 1", "f:4:16: /tags/2: stands in the list already",
             "f:4:21: /中: unknown member \"中\""}));
}

TEST(JsonCheck, ChecksTypesAndBounds) {
  EXPECT_EQ(problems(R"([])", person), Lines{"f:1:1: must be an object, not a list"});
  EXPECT_EQ(problems(R"({"id":"abcd","name":{"en":2}})", person),
            (Lines{"f:1:7: /id: must have at most 3 characters", "f:1:21: /name: is missing the required member \"zh\"",
                   "f:1:27: /name/en: must be a text in double quotes, not 2"}));
  EXPECT_EQ(problems(R"({"id":"a","name":{"zh":""},"tags":[]})", person), Lines{"f:1:35: /tags: must not be empty"});
  EXPECT_EQ(problems(R"({"id":"a","name":{"zh":""},"share":1.5})", person), Lines{"f:1:36: /share: must be at most 1"});
  EXPECT_EQ(problems("7.5", R"({"type":["integer","null"]})"), Lines{"f:1:1: must be a whole number or null, not 7.5"});
  EXPECT_EQ(problems("7.0", R"({"type":"integer"})"), Lines{});
}

TEST(JsonCheck, KnowsCombinations) {
  constexpr std::string_view schema = R"({
    "anyOf": [{"type": "string"}, {"type": "integer", "minimum": 3}], "not": {"enum": ["no"]}, "x-says": "yes or 3"
  })";
  EXPECT_EQ(problems("\"yes\"", schema), Lines{});
  EXPECT_EQ(problems("4", schema), Lines{});
  EXPECT_EQ(problems("2", schema), Lines{"f:1:1: must be yes or 3"});
  EXPECT_EQ(problems("\"no\"", schema), Lines{"f:1:1: must be yes or 3"});
  constexpr std::string_view one = R"({"oneOf": [{"minimum": 1}, {"minimum": 2}]})";
  EXPECT_EQ(problems("1", one), Lines{});
  EXPECT_EQ(problems("2", one).size(), 1U);
  EXPECT_EQ(problems("0", R"({"allOf": [{"minimum": 1}, {"minimum": 2}]})").size(), 2U);
  EXPECT_EQ(problems(R"({"x-a":1,"b":1})", R"({"patternProperties":{"^x-":{}},"additionalProperties":false})"),
            Lines{"f:1:10: /b: unknown member \"b\""});
}

TEST(JsonCheck, ABrokenSchemaIsAProblemAndNoCrash) {
  EXPECT_EQ(problems("1", "{").size(), 1U);
  EXPECT_EQ(problems("1", R"({"$ref":"#/definitions/none"})").size(), 1U);
  EXPECT_EQ(problems("1", R"({"$ref":"#"})").size(), 1U) << "a schema that is itself";
  EXPECT_EQ(problems("\"a\"", R"({"pattern":"["})").size(), 1U);
}

} // namespace
} // namespace lobby::json
