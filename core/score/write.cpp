#include "core/json/json.hpp"
#include "core/score/rubrics.hpp"

#include <algorithm>
#include <cmath>

namespace lobby::score {
namespace {

using json::quoted;

/// Two decimals at most, by hand: printing of doubles depends on the locale.
std::string number(double value) {
  const auto hundredths = std::llround(value * 100);
  const auto rest = std::abs(hundredths % 100);
  std::string out = (hundredths < 0 ? "-" : "") + std::to_string(std::abs(hundredths / 100));
  if (rest == 0) return out;
  out += '.';
  out += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
  return out;
}

template <typename List, typename Write> std::string list(const List& items, Write write) {
  std::string out = "[";
  for (const auto& item : items)
    out += (out.size() > 1 ? "," : "") + write(item);
  return out + "]";
}

std::string text(const Text& t) { return "{\"zh\":" + quoted(t.zh) + ",\"en\":" + quoted(t.en) + "}"; }

std::string span(speech::Span s) { return "[" + std::to_string(s.from) + "," + std::to_string(s.to) + "]"; }

std::string evidence(const Evidence& e) {
  return "{\"turn\":" + std::to_string(e.turn) + ",\"span\":" + span(e.span) + ",\"quote\":" + quoted(e.quote) + "}";
}

std::string check(const CheckResult& c) {
  return "{\"id\":" + quoted(c.id) + (c.act ? ",\"act\":" + quoted(speech::name(*c.act)) : "") +
         ",\"key\":" + quoted(c.key) + ",\"result\":" + quoted(name(c.result)) + ",\"points\":" + number(c.points) +
         ",\"max\":" + number(c.max) + ",\"evidence\":" + list(c.evidence, evidence) + ",\"better\":" + text(c.better) +
         "}";
}

std::string fault(const FaultResult& f) {
  return "{\"id\":" + quoted(speech::name(f.fault)) + ",\"points\":" + number(f.points) +
         ",\"gate\":" + (f.gate ? "true" : "false") + ",\"evidence\":" + evidence(f.evidence) +
         ",\"better\":" + text(f.better) + "}";
}

template <typename Found> std::string found(std::string_view label, const Found& f) {
  return "{\"id\":" + quoted(label) + ",\"span\":" + span(f.span) + ",\"confidence\":" + number(f.confidence) + "}";
}

std::string turn(const TurnReading& t) {
  const auto act = [](const speech::ActFound& a) { return found(speech::name(a.act), a); };
  const auto fault = [](const speech::FaultFound& f) { return found(speech::name(f.fault), f); };
  auto unsure = list(t.reading.unsure_acts, act);
  const auto faults = list(t.reading.unsure_faults, fault);
  if (faults != "[]") unsure = unsure == "[]" ? faults : unsure.substr(0, unsure.size() - 1) + "," + faults.substr(1);
  return "{\"turn\":" + std::to_string(t.turn) + ",\"acts\":" + list(t.reading.acts, act) +
         ",\"faults\":" + list(t.reading.faults, fault) + ",\"unsure\":" + unsure + "}";
}

double deducted(const Report& report) {
  double sum = 0;
  for (const auto& f : report.faults)
    sum += f.points;
  return std::min(sum, deduction_limit);
}

} // namespace

std::string to_json(const Report& r) {
  return "{\"rubric\":" + quoted(r.rubric) + ",\"context\":" + list(r.context, [](auto& c) { return quoted(c); }) +
         ",\"total\":" + number(r.total) + ",\"max\":100,\"deducted\":" + number(deducted(r)) +
         ",\"passed\":" + (r.passed ? "true" : "false") + ",\"grade\":" + quoted(r.grade) +
         ",\"gates\":" + list(r.gates, [](auto g) { return quoted(speech::name(g)); }) +
         ",\"nobody_greeted\":" + (r.nobody_greeted ? "true" : "false") + ",\"checks\":" + list(r.checks, check) +
         ",\"faults\":" + list(r.faults, fault) + ",\"turns\":" + list(r.turns, turn) + "}";
}

} // namespace lobby::score
