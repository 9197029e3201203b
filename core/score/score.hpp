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

/// Scores a transcript:
/// {"rubric","context":[…]?,"checks":[…]?,"turns":[{"who":"customer|staff","text","actions":[…],"at":seconds}]}.
/// `rubric` overrides the transcript's own when not empty.
std::variant<Report, Malformed> score_json(std::string_view transcript_json, std::string_view rubric = {});

/// The words of a staff turn that tell a customer a longer time than the regulation allows for the answer to a
/// complaint (Order 2020 No. 3: 15 days, 30 when complex, 60 when specially approved); empty when none do.
std::string breaks_deadline(std::string_view staff_text);

/// What a person found where the machine may have found something else.
struct Judged {
  std::string check;
  Result result = Result::missed;
};
struct Total {
  double total = 0; ///< 0–100
  bool passed = false;
  std::string grade; ///< as in Report
};
/// The total of a report, as `to_json` writes it, with some of its checks judged by a person: the same points,
/// deductions and gates. Malformed when it has no check of that name.
std::variant<Total, Malformed> total_with(std::string_view report_json, const std::vector<Judged>& judged);
/// "met", "partly", "missed" or "violated": what a check that applies can be.
std::optional<Result> parse_result(std::string_view text);

/// Whether a rubric has a check of this name that applies in these contexts.
bool applies(std::string_view check, std::string_view rubric, const std::vector<std::string>& contexts);

/// {"rubric","context","total","max":100,"deducted","passed","grade","gates":[fault ids],"nobody_greeted",
///  "checks":[{"id","act"?,"key","result","points","max","evidence":[{"turn","span":[from,to],"quote"}],"better":{zh,en}}],
///  "faults":[{"id","points","gate","evidence":{…},"better":{zh,en}}],
///  "turns":[{"turn","acts":[{"id","span","confidence"}],"faults":[…],"unsure":[…]}]}
std::string to_json(const Report& report);

} // namespace lobby::score
