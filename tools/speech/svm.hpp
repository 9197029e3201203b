/// Linear support vector machines over sparse rows, one per label, always the same for the same rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace learning {

struct Cell {
  std::uint32_t column = 0;
  float value = 0;
};
using Row = std::vector<Cell>;

struct Plane {
  std::vector<float> weights; ///< per column
  float bias = 0;

  double score(const Row& row) const;
};

/// Squared hinge loss, quadratic penalty, by dual coordinate descent (Hsieh et al. 2008, "A dual coordinate descent
/// method for large-scale linear SVM"). `wanted[i]` tells whether row i carries the label; `cost` weighs errors against
/// the penalty. Rows whose `use` is false are left out.
Plane train(const std::vector<Row>& rows, std::size_t columns, const std::vector<bool>& wanted,
            const std::vector<bool>& use, double cost);

} // namespace learning
