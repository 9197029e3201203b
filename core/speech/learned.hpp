/// What a staff turn does, by what was learned from the lines of assets/speech: reads sentences nobody has listed.
#pragma once

#include "core/speech/speech.hpp"

#include <string_view>
#include <vector>

namespace lobby::speech {

/// What was found, each list in the order of the sentence, each label at most once. What is unsure is for a person to
/// decide and never scored.
struct Heard {
  std::vector<ActFound> acts;        ///< of confidence `given_act` or more
  std::vector<FaultFound> faults;    ///< of confidence `given_fault` or more
  std::vector<ActFound> unsure_acts; ///< of `doubtful` or more
  std::vector<FaultFound> unsure_faults;
};
inline constexpr double given_act = 0.5;
inline constexpr double given_fault = 0.6; ///< higher: a fault that was none costs the reader's trust
inline constexpr double doubtful = 0.25;

/// Of a turn's and the customer's words so many code points are looked at.
inline constexpr int longest_turn = 2000;

/// Hears one staff turn (any number of sentences); `previous` is the customer's last words, may be empty. The same
/// words are heard the same on every platform, to the last bit.
Heard hear(std::string_view text, std::string_view previous = {});

} // namespace lobby::speech
