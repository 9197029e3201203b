#include "core/simulate/simulate.hpp"

#include <gtest/gtest.h>

using namespace lobby;
using namespace lobby::simulate;

TEST(Simulator, TwoCountersThreeQuartersBusy) {
  Plan plan;
  plan.until = plan.closes = 2e5;
  plan.services = {{Distribution::exponential(1.5), 0, 0}};
  for (int c = 0; c < 2; ++c)
    plan.counters.push_back({1, {{0, plan.until}}, 1, {}});
  Stream stream;
  stream.step = plan.until;
  stream.per_hour = {3600};
  plan.streams = {stream};
  const Summary summary = run(plan, 1, 1);
  EXPECT_NEAR(summary.day.mean, 0.642857 * 1.5 / 0.5, 0.1);
  EXPECT_NEAR(summary.day.utilisation, 0.75, 0.01);
}
