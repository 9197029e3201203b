#include "core/json/json.hpp"
#include "core/score/rubrics.hpp"

#include <algorithm>
#include <cmath>

namespace lobby::score {
namespace {

std::string grade_of(double total) {
  if (total >= gold) return "gold";
  if (total >= silver) return "silver";
  return total >= bronze ? "bronze" : "none";
}

/// To a hundredth, so that 70 is 70 on every machine.
double rounded(double value) { return std::round(value * 100) / 100; }

} // namespace

double points_of(Result result, double max) {
  return result == Result::met ? max : result == Result::partly ? max / 2 : 0;
}

Total total_of(double earned, double possible, double deducted, bool gated) {
  Total out;
  out.total =
      std::max(0.0, rounded((possible > 0 ? 100 * earned / possible : 0) - std::min(deducted, deduction_limit)));
  out.passed = !gated && out.total >= pass_mark;
  out.grade = gated ? "none" : grade_of(out.total);
  return out;
}

std::optional<Result> parse_result(std::string_view text) {
  for (const Result result : {Result::met, Result::partly, Result::missed, Result::violated})
    if (text == name(result)) return result;
  return {};
}

std::variant<Total, Malformed> total_with(std::string_view report_json, const std::vector<Judged>& judged) {
  const json::Parsed parsed = json::parse(report_json);
  if (!parsed.document) return Malformed{"the report is not JSON"};
  const json::Value& report = parsed.document->root();
  double earned = 0, possible = 0;
  std::size_t used = 0;
  for (const json::Value& check : report["checks"].items) {
    const std::string_view id = check["id"].string_or("");
    const double max = check["max"].number_or(0);
    const auto found = std::find_if(judged.begin(), judged.end(), [&](const Judged& one) { return one.check == id; });
    possible += max;
    earned += found == judged.end() ? check["points"].number_or(0) : points_of(found->result, max);
    used += found == judged.end() ? 0 : 1;
  }
  if (used != judged.size()) return Malformed{"the report has no such check, or it is judged twice"};
  const bool gated = !report["gates"].items.empty() || report["nobody_greeted"].boolean_or(false);
  return total_of(earned, possible, report["deducted"].number_or(0), gated);
}

} // namespace lobby::score
