#include "core/boost/bins.hpp"

#include <algorithm>
#include <cmath>

namespace lobby::boost {

namespace {

/// Rows that the edges are found from: more would move them by less than a step.
constexpr std::size_t looked_at = 20000;

/// A number that separates a < b: at least a and less than b.
float between(float a, float b) {
  const float middle = a + (b - a) / 2;
  return middle >= a && middle < b ? middle : a;
}

/// Edges of one column from its known values, in order.
std::vector<float> edges_of(const std::vector<float>& sorted, std::size_t bins) {
  std::vector<float> edges;
  std::size_t taken = 0; // values below the last edge
  for (std::size_t i = 1; i < sorted.size() && edges.size() + 1 < bins; ++i) {
    // the steps that are left share what is left
    const std::size_t wanted = (sorted.size() - taken) / (bins - edges.size());
    if (sorted[i - 1] < sorted[i] && i - taken >= std::max<std::size_t>(1, wanted)) {
      edges.push_back(between(sorted[i - 1], sorted[i]));
      taken = i;
    }
  }
  return edges;
}

} // namespace

Table bin(const Examples& examples, int bins) {
  Table table;
  table.rows = examples.rows();
  table.columns = examples.columns;
  table.cells.resize(table.rows * table.columns);
  table.edges.resize(table.columns);
  const std::size_t stride = (table.rows + looked_at - 1) / looked_at;
  std::vector<float> known;
  for (std::size_t column = 0; column < table.columns; ++column) {
    known.clear();
    for (std::size_t row = 0; row < table.rows; row += stride) {
      const float value = examples.values[row * table.columns + column];
      if (!std::isnan(value)) known.push_back(value);
    }
    // what is not known has the first step to itself
    const bool gaps = known.size() * stride < table.rows;
    std::sort(known.begin(), known.end());
    std::vector<float>& edges = table.edges[column];
    edges = edges_of(known, static_cast<std::size_t>(bins) - (gaps ? 1 : 0));
    if (gaps && bins > 2 && !known.empty()) edges.insert(edges.begin(), std::nextafter(known.front(), -INFINITY));
    table.bins = std::max(table.bins, edges.size() + 1);
    for (std::size_t row = 0; row < table.rows; ++row) {
      const float value = examples.values[row * table.columns + column];
      const auto step = std::isnan(value) ? edges.begin() : std::lower_bound(edges.begin(), edges.end(), value);
      table.cells[row * table.columns + column] = static_cast<std::uint8_t>(step - edges.begin());
    }
  }
  return table;
}

} // namespace lobby::boost
