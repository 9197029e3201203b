/// Grows one tree that lessens the pinball loss of what has been predicted so far.
#pragma once

#include "core/boost/bins.hpp"

namespace lobby::boost {

/// Memory that is used again from tree to tree.
class Grower {
public:
  Grower(const Table& table, const Examples& examples, const Settings& settings);

  /// Learns from `rows` and adds what it learned to `predicted` of every row.
  Tree grow(double quantile, std::vector<std::uint32_t>& rows, std::vector<float>& predicted);

private:
  /// Rows [begin, end) of a node that may be split, with the sums over its rows for every step of every column:
  /// above bit 36 the weight, under it 256 times the weight of the rows that lie below what was predicted. Of a row
  /// that lies just there the quantile's share counts, so that it pulls to neither side.
  struct Open {
    std::uint32_t node = 0;
    std::size_t begin = 0, end = 0;
    std::vector<std::uint64_t> sums;
    double gain = 0; ///< of its best split; 0: none
    std::size_t column = 0, step = 0;
  };

  struct Growing {
    Tree tree;
    std::vector<std::size_t> steps; ///< by node: the last step that goes below
    std::vector<Open> open;         ///< the leaves so far
  };

  Growing begin(double quantile, const std::vector<std::uint32_t>& rows, const std::vector<float>& predicted);
  void split(Growing& growing, Open& open, double quantile, std::vector<std::uint32_t>& rows);
  void find_answers(Growing& growing, double quantile, const std::vector<std::uint32_t>& rows,
                    const std::vector<float>& predicted);
  void count(Open& open, const std::vector<std::uint32_t>& rows);
  void find_split(Open& open, double quantile) const;
  std::size_t divide(const Open& open, std::vector<std::uint32_t>& rows);
  std::vector<std::uint64_t> memory();
  std::uint32_t weight(std::uint32_t row) const { return examples_.weights.empty() ? 1 : examples_.weights[row]; }

  const Table& table_;
  const Examples& examples_;
  const Settings& settings_;
  std::vector<std::uint64_t> sides_; ///< by row: what it adds to the sums
  std::vector<std::uint32_t> apart_;
  std::vector<std::vector<std::uint64_t>> spare_;
};

struct Weighed {
  float value;
  std::uint32_t weight;
};

/// The least value that `quantile` of the weight does not exceed. Reorders; not empty, some weight above 0.
float weighed_quantile(std::span<Weighed> values, double quantile);

} // namespace lobby::boost
