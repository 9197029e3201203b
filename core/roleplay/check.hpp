/// Plays a scenario in every way its suggestions allow, and tells its author what does not work.
#pragma once

#include "core/roleplay/roleplay.hpp"

namespace lobby::roleplay {

/// What was played to find it out.
struct CheckSummary {
  int states = 0;
  int beats = 0;
  double best = 0;  ///< total of always choosing the good suggestion, 0–100; the least of five seeds
  double worst = 0; ///< of always choosing the poor one
  std::vector<std::string> endings;
};

/// Every beat and ending reachable, no state without a way to an end, every check of the rubric that applies earned on
/// the best path and all of it (100 points, passed, a good ending), the poor path failed, in a good suggestion no fault
/// and no time beyond the regulation's. Empty when all is well.
std::vector<Problem> check_scenario(const Scenario& scenario, CheckSummary* summary = nullptr);

} // namespace lobby::roleplay
