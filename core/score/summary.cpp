#include "core/score/summary.hpp"

#include "core/json/json.hpp"

#include <cmath>

namespace lobby::score {
namespace {

template <typename Map, typename Write> std::string members(const Map& map, Write write) {
  std::string out = "{";
  for (const auto& [name, value] : map)
    out += (out.size() > 1 ? "," : "") + json::quoted(name) + ":" + write(value);
  return out + "}";
}

std::string hundredths(double value) {
  const auto whole = std::llround(value * 100);
  const auto rest = std::to_string(whole % 100);
  return std::to_string(whole / 100) + "." + (rest.size() < 2 ? "0" + rest : rest);
}

} // namespace

void Summary::add(const Report& report) {
  ++contacts_;
  passed_ += report.passed ? 1 : 0;
  total_ += report.total;
  ++grades_[report.grade];
  for (const auto gate : report.gates)
    ++gates_[std::string(speech::name(gate))];
  for (const auto& fault : report.faults)
    ++faults_[std::string(speech::name(fault.fault))];
  for (const auto& check : report.checks) {
    auto& results = checks_[check.id];
    ++results.asked;
    results.met += check.result == Result::met ? 1 : 0;
    results.partly += check.result == Result::partly ? 1 : 0;
    results.missed += check.result == Result::missed ? 1 : 0;
    results.violated += check.result == Result::violated ? 1 : 0;
  }
  for (const auto& turn : report.turns)
    unsure_turns_ += turn.reading.unsure_acts.empty() && turn.reading.unsure_faults.empty() ? 0 : 1;
}

std::string Summary::json() const {
  const auto number = [](int value) { return std::to_string(value); };
  return "{\"contacts\":" + number(contacts_) +
         ",\"mean\":" + (contacts_ == 0 ? "null" : hundredths(total_ / contacts_)) + ",\"passed\":" + number(passed_) +
         ",\"grades\":" + members(grades_, number) + ",\"gates\":" + members(gates_, number) + ",\"checks\":" +
         members(checks_,
                 [&](const Results& r) {
                   return "{\"asked\":" + number(r.asked) + ",\"met\":" + number(r.met) +
                          ",\"partly\":" + number(r.partly) + ",\"missed\":" + number(r.missed) +
                          ",\"violated\":" + number(r.violated) + "}";
                 }) +
         ",\"faults\":" + members(faults_, number) + ",\"unsure_turns\":" + number(unsure_turns_) + "}";
}

} // namespace lobby::score
