/// The score of a transcript: five rubrics as data, each check with the words that earned or lost it.
#pragma once

#include "core/branch/branch.hpp"
#include "core/speech/speech.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lobby::score {

enum class Result { met, partly, missed, violated, not_applicable };
std::string_view name(Result result);

struct Evidence {
  int turn = 0; ///< 0-based index in the transcript's turns
  speech::Span span;
  std::string quote; ///< the words, or the action's name
};

struct CheckResult {
  std::string id;                 ///< "greet_first", …
  std::optional<speech::Act> act; ///< what earns it by words; none where only actions or the order count
  std::string key;                ///< of the standard: "H5 H6 T3"
  Result result = Result::missed;
  double points = 0;
  double max = 0;
  std::vector<Evidence> evidence;
  Text better; ///< what would have earned it; empty when met
};

struct FaultResult {
  speech::Fault fault{};
  double points = 0; ///< deducted, > 0
  bool gate = false;
  Evidence evidence;
  Text better; ///< a better wording
};

struct TurnReading {
  int turn = 0;
  speech::Reading reading;
};

struct Report {
  std::string rubric;
  std::vector<std::string> context;
  double total = 0; ///< 0–100
  bool passed = false;
  std::string grade; ///< "none", "bronze", "silver", "gold"
  std::vector<speech::Fault> gates;
  bool nobody_greeted = false;     ///< the lobby rubric's own gate
  std::vector<CheckResult> checks; ///< those that apply, in the rubric's order
  std::vector<FaultResult> faults;
  std::vector<TurnReading> turns;
};

struct Malformed {
  std::string reason; ///< with the place, such as "turns[3].who: must be \"customer\" or \"staff\""
};

/// Scores a transcript: {"rubric","context":[…]?,"turns":[{"who":"customer|staff","text","actions":[…],"at":seconds}]}.
/// `rubric` overrides the transcript's own when not empty.
std::variant<Report, Malformed> score_json(std::string_view transcript_json, std::string_view rubric = {});

/// {"total","max":100,"passed","grade","gates":[…],"checks":[{"id","act"?,"key","result","points","max","evidence":[…],"better":{zh,en}}],
///  "faults":[…],"turns":[{"turn","acts":[…],"faults":[…]}]}
std::string to_json(const Report& report);

} // namespace lobby::score
