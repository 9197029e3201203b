#include "core/simulate/formulas.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace lobby::simulate;

TEST(Formulas, ErlangsLossFormulaAgreesWithItsDefinition) {
  // (a^c/c!) / sum a^n/n!
  EXPECT_NEAR(erlang_b(2, 1.5), 1.125 / (1 + 1.5 + 1.125), 1e-15);
  EXPECT_EQ(erlang_b(0, 3), 1);
  EXPECT_EQ(erlang_b(3, 0), 0);
}

TEST(Formulas, ErlangC) {
  EXPECT_NEAR(erlang_c(2, 1.5), 0.642857, 5e-7);
  EXPECT_NEAR(erlang_c(3, 2.5), 0.702247, 5e-7);
  EXPECT_NEAR(erlang_c(4, 3), 0.509434, 5e-7);
  EXPECT_NEAR(erlang_c(10, 9), 0.668732, 5e-7);
  EXPECT_NEAR(erlang_c(1, 0.4), 0.4, 1e-15); // one counter: the share of time that it is busy
  EXPECT_EQ(erlang_c(3, 0), 0);
  EXPECT_EQ(erlang_c(3, 3), 1);
  EXPECT_EQ(erlang_c(0, 1), 1);
}

TEST(Formulas, LengthOfTheLineAtTwoCounters) {
  // Lq = C a / (c - a); 9 an hour, 5 an hour each
  EXPECT_NEAR(erlang_c(2, 1.8) * 1.8 / 0.2, 7.674, 5e-4);
}

TEST(Formulas, LongWaits) {
  EXPECT_EQ(erlang_c_over(2, 1.5, 300, 0), erlang_c(2, 1.5));
  EXPECT_NEAR(erlang_c_over(1, 0.5, 300, 600), 0.5 * std::exp(-1.0), 1e-15);
  EXPECT_EQ(erlang_c_over(2, 2.5, 300, 1e9), 1); // the line only grows
  EXPECT_LT(erlang_c_over(2, 1, 300, 1e9), 1e-300);
}

TEST(Formulas, ErlangA) {
  // 14 agents, 100 calls in 30 minutes, 3 minutes each, 5 minutes of patience
  const ErlangA line = erlang_a(14, 100.0 / 30, 3, 5);
  EXPECT_NEAR(line.wait, 0.14526, 5e-6);
  EXPECT_NEAR(line.abandon, 0.013984, 5e-7);
  EXPECT_NEAR(line.mean_wait, line.abandon * 5, 1e-15);
}

TEST(Formulas, ErlangAWithoutEndOfPatienceIsErlangC) {
  EXPECT_NEAR(erlang_a(4, 3, 1, 1e9).wait, erlang_c(4, 3), 1e-6);
  EXPECT_NEAR(erlang_a(0, 2, 1, 5).wait, 1, 1e-12); // no counter: everybody gives up
  EXPECT_NEAR(erlang_a(0, 2, 1, 5).abandon, 1, 1e-12);
  EXPECT_NEAR(erlang_a(200, 1, 1, 1).wait, 0, 1e-12);
}

TEST(Formulas, PollaczekKhinchine) {
  EXPECT_NEAR(pollaczek_khinchine(0.8, 1, 2), 4, 1e-12); // exponential: rho / (mu - lambda)
  EXPECT_NEAR(pollaczek_khinchine(0.8, 1, 1), 2, 1e-12); // constant: half of that
  EXPECT_TRUE(std::isinf(pollaczek_khinchine(1, 1, 2)));
}
