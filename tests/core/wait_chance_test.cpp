#include "core/wait/chance.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace lobby;

TEST(Chance, ExponentialAndLogarithmAreThoseOfTheLibrary) {
  for (double x = -40; x <= 40; x += 0.37) {
    EXPECT_NEAR(chance::exponential(x) / std::exp(x), 1, 1e-13) << x;
    EXPECT_NEAR(chance::logarithm(std::exp(x)), x, 1e-13) << x;
  }
  EXPECT_EQ(chance::exponential(0), 1);
  EXPECT_EQ(chance::logarithm(1), 0);
}

TEST(Chance, NormalQuantilesAreNormal) {
  const chance::Normal normal;
  double mean = 0;
  double variance = 0;
  for (std::size_t i = 0; i < chance::Normal::pieces; ++i) {
    const double share = (static_cast<double>(i) + 0.5) / chance::Normal::pieces;
    EXPECT_NEAR(std::erfc(-normal.piece(i) / std::sqrt(2.0)) / 2, share, 1e-12);
    mean += normal.piece(i) / chance::Normal::pieces;
    variance += normal.piece(i) * normal.piece(i) / chance::Normal::pieces;
  }
  EXPECT_NEAR(mean, 0, 1e-12);
  EXPECT_NEAR(variance, 1, 0.01);
}

TEST(Chance, TheQuantileOfAnyProbabilityIsNormal) {
  for (const double p : {1e-16, 1e-13, 1e-11, 1e-9, 0.001, 0.02, 0.0751, 0.3, 0.5, 0.6, 0.9, 0.99, 0.999999}) {
    const double x = chance::normal_quantile(p);
    EXPECT_NEAR(std::erfc(-x / std::sqrt(2.0)) / 2 / p, 1, 1e-12) << p;
  }
  EXPECT_EQ(chance::normal_quantile(0.5), 0);
  EXPECT_EQ(chance::normal_quantile(0.25), -chance::normal_quantile(0.75));
}

TEST(Chance, DrawsAreEvenAndKeepApart) {
  double mean = 0;
  double together = 0; // of neighbours: a correlation would show here
  constexpr int draws = 20000;
  for (std::uint64_t i = 0; i < draws; ++i) {
    const double a = chance::uniform(chance::draw(7, i, 1));
    const double b = chance::uniform(chance::draw(7, i + 1, 1));
    ASSERT_GE(a, 0);
    ASSERT_LT(a, 1);
    mean += a / draws;
    together += (a - 0.5) * (b - 0.5) / draws;
  }
  EXPECT_NEAR(mean, 0.5, 0.008); // four standard errors
  EXPECT_NEAR(together, 0, 0.0024);
}
