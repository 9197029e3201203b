/// Lives through the next minutes of the line many times: when would the counters come to somebody?
#pragma once

#include "core/logs/past.hpp"

namespace lobby::logs {

/// Seconds until service begins, over all the paths; 4 hours when no counter would come in that time.
struct Rehearsal {
  double p10 = 0, p25 = 0, p50 = 0, p75 = 0, p90 = 0, mean = 0;
};

/// For the one at `place` in the line (0 = first). Chance is a hash of the join's number: the same line, the same
/// answer.
Rehearsal rehearse(const Hall& hall, const Past& past, std::size_t place);

/// Which kinds of service an agent is taken to do: those done today, and those whose absence is still mere chance.
std::uint32_t kinds_of(const Agent& agent, const Past& past);

} // namespace lobby::logs
