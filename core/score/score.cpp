#include "core/score/score.hpp"

#include "core/score/rubrics.hpp"
#include "core/speech/normalise.hpp"

#include <algorithm>

namespace lobby::score {
namespace {

bool same_words(const speech::Span& a, const speech::Span& b) { return a.from < b.to && b.from < a.to; }

/// One fault per kind and staff turn; where two kinds rest on the same words, the dearer one.
std::vector<FaultResult> count_faults(const Contact& contact, Rubric rubric) {
  std::vector<FaultResult> out;
  for (std::size_t i = 0; i < contact.turns.size(); ++i) {
    const auto& turn = contact.turns[i];
    auto found = turn.reading.faults;
    std::stable_sort(found.begin(), found.end(),
                     [](auto& a, auto& b) { return fault_row(a.fault).points > fault_row(b.fault).points; });
    std::vector<speech::FaultFound> kept;
    for (const auto& fault : found) {
      const bool taken = std::any_of(kept.begin(), kept.end(), [&](auto& other) {
        return other.fault == fault.fault || same_words(other.span, fault.span);
      });
      if (!taken) kept.push_back(fault);
    }
    std::stable_sort(kept.begin(), kept.end(), [](auto& a, auto& b) { return a.span.from < b.span.from; });
    for (const auto& fault : kept) {
      const auto& row = fault_row(fault.fault);
      const bool gate = row.gate_always || (row.gate_vip && rubric == Rubric::vip);
      out.push_back({fault.fault,
                     row.points,
                     gate,
                     {static_cast<int>(i), fault.span, speech::slice(turn.text, fault.span.from, fault.span.to)},
                     row.better});
    }
  }
  return out;
}

bool nobody_greets(const Contact& contact) {
  for (const auto& turn : contact.turns) {
    for (const auto& found : turn.reading.acts)
      if (found.act == speech::Act::greet) return false;
    for (const auto action : turn.actions)
      if (action == speech::Action::smile) return false;
  }
  return true;
}

Report judge(const Contact& contact) {
  const Rubric rubric = *parse_rubric(contact.rubric);
  Report report;
  report.rubric = contact.rubric;
  report.context = contact.context;
  double earned = 0, possible = 0;
  for (const auto& row : check_rows()) {
    if (!applies(row, rubric, contact.context) || !contact.scores(row.id)) continue;
    auto outcome = row.judge(contact, rubric);
    CheckResult check{std::string(row.id),
                      row.act,
                      std::string(row.key),
                      outcome.result,
                      0,
                      row.points[static_cast<std::size_t>(rubric)],
                      std::move(outcome.evidence),
                      {}};
    check.points = points_of(check.result, check.max);
    if (check.result != Result::met) check.better = row.better;
    earned += check.points;
    possible += check.max;
    report.checks.push_back(std::move(check));
  }
  report.faults = count_faults(contact, rubric);
  double deducted = 0;
  for (const auto& fault : report.faults) {
    deducted += fault.points;
    if (fault.gate && std::find(report.gates.begin(), report.gates.end(), fault.fault) == report.gates.end())
      report.gates.push_back(fault.fault);
  }
  report.nobody_greeted = rubric == Rubric::lobby && nobody_greets(contact);
  Total total = total_of(earned, possible, deducted, !report.gates.empty() || report.nobody_greeted);
  report.total = total.total;
  report.passed = total.passed;
  report.grade = std::move(total.grade);
  for (std::size_t i = 0; i < contact.turns.size(); ++i)
    if (contact.turns[i].staff) report.turns.push_back({static_cast<int>(i), contact.turns[i].reading});
  return report;
}

} // namespace

std::string_view name(Result result) {
  constexpr std::string_view names[] = {"met", "partly", "missed", "violated", "not_applicable"};
  return names[static_cast<std::size_t>(result)];
}

std::variant<Report, Malformed> score_json(std::string_view transcript_json, std::string_view rubric) {
  auto contact = read_contact(transcript_json, rubric);
  if (auto* malformed = std::get_if<Malformed>(&contact)) return std::move(*malformed);
  return judge(std::get<Contact>(contact));
}

} // namespace lobby::score
