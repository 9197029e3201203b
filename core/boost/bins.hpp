/// Cuts columns of numbers into at most 256 steps of about equally many rows each.
#pragma once

#include "core/boost/boost.hpp"

namespace lobby::boost {

/// The examples as steps: trees are grown on these alone.
struct Table {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::size_t bins = 0;                  ///< steps that the longest column has
  std::vector<std::uint8_t> cells;       ///< row by row
  std::vector<std::vector<float>> edges; ///< by column: a value belongs to the first step whose edge it does not exceed

  const std::uint8_t* row(std::size_t index) const { return cells.data() + index * columns; }
};

Table bin(const Examples& examples, int bins);

} // namespace lobby::boost
