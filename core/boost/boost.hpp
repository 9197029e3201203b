/// Learns quantiles of a number from examples by gradient boosting of small trees; the same to the last bit everywhere.
/// everywhere.
///
/// Friedman (2001), "Greedy function approximation: a gradient boosting machine", with the pinball loss of Koenker and
/// Bassett (1978), on binned columns as in LightGBM (Ke et al. 2017). Which way a tree splits rests on sums of whole
/// numbers and on + − × ÷ alone, so that native and WebAssembly learn the same model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lobby::boost {

/// What to learn from. Rows are all of one length.
struct Examples {
  std::size_t columns = 0;           ///< 1–65,534
  std::vector<float> values;         ///< row by row; NaN: not known; infinities are numbers like others
  std::vector<float> targets;        ///< one a row, finite
  std::vector<std::uint8_t> weights; ///< one a row, how many times it counts; empty: once each

  std::size_t rows() const { return targets.size(); }
};

struct Settings {
  std::vector<double> quantiles{0.1, 0.5, 0.9}; ///< within (0, 1), rising
  int trees = 100;                              ///< for each quantile
  int leaves = 24;                              ///< most leaves of a tree, at least 2
  std::uint32_t least_weight = 40;              ///< of a leaf: fewer rows teach nothing
  double rate = 0.1;                            ///< share of a tree's correction that is taken, (0, 1]
  double share = 1;                             ///< of rows that each tree is grown on, (0, 1]; drawn by `seed`
  double ridge = 0;                             ///< rows that speak against every split: higher is more careful
  int bins = 128;                               ///< steps that a column is cut into, 2–256
  std::uint64_t seed = 1;
};

/// Place in a tree. Goes to `below` when the value is at most `at` or not known, else to `below` + 1.
struct Node {
  std::uint32_t below = 0;  ///< 0: a leaf
  std::uint16_t column = 0; ///< of a leaf: 0
  float at = 0;             ///< of a leaf: what it adds to the answer
};

using Tree = std::vector<Node>; ///< the first is the root

/// What was learned. Copies and moves like a value; a model that was never trained answers nothing.
class Model {
public:
  std::size_t columns() const { return columns_; }
  /// How many answers there are: as many as quantiles in the settings; 0 when never trained.
  std::size_t answers() const { return forests_.size(); }
  std::size_t nodes() const;

  /// Writes one answer for each quantile, never falling. `row` has columns() values, `answers` answers() places.
  void predict(std::span<const float> row, std::span<double> answers) const;

private:
  friend Model train(const Examples&, const Settings&);
  struct Forest {
    double start = 0;
    std::vector<Tree> trees;
  };
  std::size_t columns_ = 0;
  std::vector<Forest> forests_;
};

/// Throws std::invalid_argument when the examples are empty, do not fit together or hold a target that is not finite,
/// and when a setting is out of its range. Time grows with rows × columns × trees: 50,000 × 40 × 300 takes about 3 s.
Model train(const Examples& examples, const Settings& settings);

} // namespace lobby::boost
