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

std::string evidence(const Evidence& e) {
  return "{\"turn\":" + std::to_string(e.turn) + ",\"from\":" + std::to_string(e.span.from) +
         ",\"to\":" + std::to_string(e.span.to) + ",\"quote\":" + quoted(e.quote) + "}";
}

std::string check(const CheckResult& c) {
  return "{\"id\":" + quoted(c.id) + (c.act ? ",\"act\":" + quoted(speech::name(*c.act)) : "") +
         ",\"key\":" + quoted(c.key) + ",\"result\":" + quoted(name(c.result)) + ",\"points\":" + number(c.points) +
         ",\"max\":" + number(c.max) + ",\"evidence\":" + list(c.evidence, evidence) + ",\"better\":" + text(c.better) +
         "}";
}

std::string fault(const FaultResult& f) {
  return "{\"fault\":" + quoted(speech::name(f.fault)) + ",\"points\":" + number(f.points) +
         ",\"gate\":" + (f.gate ? "true" : "false") + ",\"evidence\":" + evidence(f.evidence) +
         ",\"better\":" + text(f.better) + "}";
}

template <typename Found> std::string found(std::string_view kind, std::string_view label, const Found& f) {
  return "{\"" + std::string(kind) + "\":" + quoted(label) + ",\"from\":" + std::to_string(f.span.from) +
         ",\"to\":" + std::to_string(f.span.to) + ",\"confidence\":" + number(f.confidence) + "}";
}

std::string turn(const TurnReading& t) {
  return "{\"turn\":" + std::to_string(t.turn) +
         ",\"acts\":" + list(t.reading.acts, [](auto& a) { return found("act", speech::name(a.act), a); }) +
         ",\"faults\":" + list(t.reading.faults, [](auto& f) { return found("fault", speech::name(f.fault), f); }) +
         "}";
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
