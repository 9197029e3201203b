/// The weights by which features speak for acts and faults: learned by tools/speech, read here, the same everywhere.
#pragma once

#include "core/speech/features.hpp"
#include "core/speech/speech.hpp"
#include "core/speech/words.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lobby::speech {

inline constexpr int label_count = act_count + fault_count; ///< acts first, then faults
using Scores = std::array<double, label_count>;

/// What the learner writes. score = step × Σ weight × rarity ÷ √Σ rarity² + bias, over the known features of a turn,
/// each counted once: whole numbers but for one root and one product, so that every platform comes to the same last
/// bit.
struct Weights {
  std::string words;                   ///< assets/speech/words.txt
  std::vector<std::uint32_t> features; ///< known ids, rising
  std::vector<std::uint8_t> rarity;    ///< per feature: its inverse document frequency × 16
  std::vector<std::int8_t> weights;    ///< feature by feature, `label_count` each
  double step = 0;
  std::array<float, label_count> bias{};
  /// Confidence: at score `low` + n × (`high` − `low`) ÷ (knots − 1) it is knot n, straight between; acts, then faults.
  static constexpr int knots = 33;
  static constexpr double low = -2, high = 2;
  std::array<std::array<float, knots>, 2> confidence{};
};
std::string encode(const Weights& weights);

class Model {
public:
  /// Empty when `bytes` are not what encode() writes.
  static std::optional<Model> decode(std::string_view bytes);

  struct Known {
    std::uint32_t row = 0; ///< in the weights
    int from = 0, to = 0;
  };
  /// The known features among `found`, each id once per place; a repeated id speaks once, at its first place.
  void known(const std::vector<Feature>& found, std::vector<Known>& out) const;
  Scores scores(std::span<const Known> known) const;
  /// How much one feature says for a label; only its sign and its ratio to others mean something.
  int weight(const Known& known, int label) const;
  double confidence(int label, double score) const; ///< 0–1
  const Words& words() const { return words_; }

private:
  explicit Model(Weights weights);
  Weights weights_;
  Words words_;
  std::vector<std::uint32_t> slots_; ///< open addressing: row + 1, 0 is free
};

/// The model that was built with this program, as encode() writes it (cmake/speech.cmake).
std::string_view model_bytes();

} // namespace lobby::speech
