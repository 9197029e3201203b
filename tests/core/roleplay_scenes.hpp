/// Reads the shipped scenarios and plays them for the tests.
#pragma once

#include "core/roleplay/check.hpp"
#include "core/roleplay/roleplay.hpp"
#include "core/score/score.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace lobby::roleplay_test {

inline std::string file(const std::string& path) {
  std::ifstream in(std::string(LOBBY_SOURCE_DIR) + "/" + path, std::ios::binary);
  EXPECT_TRUE(in.good()) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The text with `from` replaced by `to`; it must be there, once.
inline std::string changed(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  if (at == text.npos) return text;
  EXPECT_EQ(text.find(from, at + 1), text.npos) << from;
  return text.replace(at, from.size(), to);
}

inline std::shared_ptr<const roleplay::Scenario> scenario(const std::string& id) {
  auto read = roleplay::read_scenario(file("scenarios/" + id + ".json"));
  for (const auto& problem : read.problems)
    ADD_FAILURE() << to_string(id, problem);
  return read.scenario;
}

inline score::Report report(const roleplay::Session& session) {
  const auto result = score::score_json(session.transcript_json());
  if (const auto* malformed = std::get_if<score::Malformed>(&result)) ADD_FAILURE() << malformed->reason;
  return std::holds_alternative<score::Report>(result) ? std::get<score::Report>(result) : score::Report{};
}

/// Plays to the end by always taking the suggestion that reads best (or worst): most acts and actions, fewest faults.
inline void play(roleplay::Session& session, bool best, int seconds = 12) {
  for (int turn = 1; turn < 60 && !session.ended(); ++turn) {
    const auto offers = session.suggestions();
    ASSERT_FALSE(offers.empty());
    std::size_t chosen = 0;
    double top = -1e9;
    for (std::size_t i = 0; i < offers.size(); ++i) {
      const auto reading = speech::read(offers[i].text.zh);
      const double worth = static_cast<double>(reading.acts.size() + offers[i].actions.size()) +
                           static_cast<double>(offers[i].text.zh.size()) / 50 -
                           20.0 * static_cast<double>(reading.faults.size());
      if ((best ? worth : -worth) > top) {
        top = best ? worth : -worth;
        chosen = i;
      }
    }
    session.say({offers[chosen].text.zh, offers[chosen].actions, turn * seconds});
  }
}

} // namespace lobby::roleplay_test
