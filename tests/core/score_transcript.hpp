/// Builds transcripts for the tests of the score.
#pragma once

#include "core/json/json.hpp"
#include "core/score/score.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace lobby::score_test {

class Transcript {
public:
  explicit Transcript(std::string rubric, std::string context = "[]")
      : rubric_(std::move(rubric)), context_(std::move(context)) {}

  Transcript& customer(std::string_view text) { return turn("customer", text, ""); }
  /// `actions` as JSON strings: "\"stand\",\"smile\"".
  Transcript& staff(std::string_view text, std::string_view actions = "") { return turn("staff", text, actions); }
  Transcript& papers(std::string list) {
    papers_ = std::move(list);
    return *this;
  }

  std::string json() const {
    std::string out = "{\"rubric\":\"" + rubric_ + "\"";
    if (!context_.empty()) out += ",\"context\":" + context_;
    if (!papers_.empty()) out += ",\"papers\":" + papers_;
    return out + ",\"turns\":[" + turns_ + "]}";
  }
  score::Report report() const {
    auto result = score::score_json(json());
    if (const auto* malformed = std::get_if<score::Malformed>(&result)) {
      ADD_FAILURE() << malformed->reason;
      return {};
    }
    return std::get<score::Report>(result);
  }

private:
  Transcript& turn(std::string_view who, std::string_view text, std::string_view actions) {
    turns_ += (turns_.empty() ? "" : ",") + std::string("{\"who\":\"") + std::string(who) +
              "\",\"text\":" + json::quoted(text);
    if (!actions.empty()) turns_ += ",\"actions\":[" + std::string(actions) + "]";
    turns_ += "}";
    return *this;
  }

  std::string rubric_, context_, papers_, turns_;
};

inline score::CheckResult check(const score::Report& report, std::string_view id) {
  const auto found = std::find_if(report.checks.begin(), report.checks.end(), [&](auto& one) { return one.id == id; });
  return found == report.checks.end()
             ? score::CheckResult{std::string(id), {}, "", score::Result::not_applicable, 0, 0, {}, {}}
             : *found;
}
inline std::string result(const score::Report& report, std::string_view id) {
  return std::string(score::name(check(report, id).result));
}

} // namespace lobby::score_test
