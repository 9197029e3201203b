/// The five rubrics as one table: shared/domain/rubric.md, row by row.
#pragma once

#include "core/score/contact.hpp"

#include <array>
#include <optional>
#include <span>

namespace lobby::score {

enum class Rubric { counter, lobby, vip, complaint, phone };
inline constexpr std::array<std::string_view, 5> rubric_names = {"counter", "lobby", "vip", "complaint", "phone"};
std::optional<Rubric> parse_rubric(std::string_view name);

struct Outcome {
  Result result = Result::missed;
  std::vector<Evidence> evidence;
};

struct CheckRow {
  std::string_view id;
  std::optional<speech::Act> act; ///< what earns it by words
  std::string_view key;           ///< of the standard
  std::array<double, 5> points;   ///< per rubric; 0 = not part of it
  std::string_view context;       ///< "" = always; "lobby:waiting" = only in that rubric
  Outcome (*judge)(const Contact&, Rubric);
  Text better;
};
std::span<const CheckRow> check_rows();
bool applies(const CheckRow& row, Rubric rubric, const std::vector<std::string>& contexts);

struct FaultRow {
  speech::Fault fault;
  double points;
  bool gate_always, gate_vip;
  Text better;
};
const FaultRow& fault_row(speech::Fault fault);

inline constexpr double deduction_limit = 40;
inline constexpr double pass_mark = 70, bronze = 50, silver = 75, gold = 90;

double points_of(Result result, double max);
/// `deducted` counts up to the limit; a gate fails whatever the sum.
Total total_of(double earned, double possible, double deducted, bool gated);

} // namespace lobby::score
