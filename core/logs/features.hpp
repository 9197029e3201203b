/// What is known at a join, as numbers that a model can learn from.
#pragma once

#include "core/logs/rehearse.hpp"

namespace lobby::logs {

struct Features {
  std::vector<float> values;
  double plain = 0; ///< seconds by the plain formula: people ahead × the usual pace of calls, for when little is known
  Rehearsal rehearsal;
};

/// Of the one at `place` in the line.
Features features_of(const Hall& hall, const Past& past, std::size_t place);

} // namespace lobby::logs
