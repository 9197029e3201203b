/// What a reader looks at in a sentence: its runs of characters and of word classes, and what it shares with the
/// customer's last words.
#pragma once

#include "core/speech/normalise.hpp"
#include "core/speech/words.hpp"

#include <cstdint>
#include <vector>

namespace lobby::speech {

struct Feature {
  std::uint32_t id = 0; ///< a hash of `feature_bits` bits, perhaps with `customers`; the same on every platform
  int from = 0, to = 0; ///< the characters of the normalised text it rests on; empty when it rests on none
};
inline constexpr int feature_bits = 24;
/// Set beside the hash where the feature is of the customer's words, not of the employee's.
inline constexpr std::uint32_t customers = 1U << feature_bits;

class Features {
public:
  explicit Features(const Words& words) : words_(words) {}
  /// The features of a staff turn; `previous`: the customer's last words, may be empty. A feature may come several
  /// times.
  const std::vector<Feature>& of(const Normal& text, const Normal& previous);

private:
  const Words& words_;
  std::vector<Words::Token> tokens_;
  std::vector<Feature> found_;
};

} // namespace lobby::speech
