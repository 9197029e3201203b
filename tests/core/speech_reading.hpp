/// Helpers of the speech tests: what a sentence was read as, in words.
#pragma once

#include "core/speech/normalise.hpp"
#include "core/speech/speech.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

namespace lobby::speech_test {

/// "apologise[很抱歉] !pass_buck[不归我管]", in the order of the sentence.
inline std::string told(std::string_view text, std::string_view previous = {}) {
  const auto reading = speech::read(text, previous);
  std::string out;
  const auto add = [&](std::string_view mark, std::string_view label, speech::Span span) {
    out += (out.empty() ? "" : " ") + std::string(mark) + std::string(label) + "[" +
           speech::slice(text, span.from, span.to) + "]";
  };
  for (const auto& found : reading.acts)
    add("", speech::name(found.act), found.span);
  for (const auto& found : reading.faults)
    add("!", speech::name(found.fault), found.span);
  return out;
}

inline std::set<std::string> acts(std::string_view text, std::string_view previous = {}) {
  std::set<std::string> out;
  for (const auto& found : speech::read(text, previous).acts)
    out.emplace(speech::name(found.act));
  return out;
}

inline std::set<std::string> faults(std::string_view text, std::string_view previous = {}) {
  std::set<std::string> out;
  for (const auto& found : speech::read(text, previous).faults)
    out.emplace(speech::name(found.fault));
  return out;
}

/// What was read otherwise than wanted, of how many.
struct Misses {
  int asked = 0, missed = 0;
  std::string told;

  void add(bool right, std::string_view wanted, std::string_view text) {
    ++asked;
    if (right) return;
    ++missed;
    told += std::string(wanted) + " was read as " + speech_test::told(text) + "\n";
  }
  double share() const { return static_cast<double>(missed) / asked; }
};

} // namespace lobby::speech_test
