#include "core/boost/boost.hpp"
#include "core/wait/chance.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

using namespace lobby;

namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

double luck(std::uint64_t row, std::uint64_t what) { return chance::uniform(chance::draw(11, row, what)); }

/// y = 10·[a > 1/2] + 4·b·u with u uniform in [0, 1): every quantile q is 10·[a > 1/2] + 4·b·q. The third column is
/// noise.
boost::Examples two_steps(std::size_t rows) {
  boost::Examples examples;
  examples.columns = 3;
  for (std::size_t row = 0; row < rows; ++row) {
    const double a = luck(row, 0);
    const double b = luck(row, 1);
    examples.values.insert(examples.values.end(),
                           {static_cast<float>(a), static_cast<float>(b), static_cast<float>(luck(row, 2))});
    examples.targets.push_back(static_cast<float>((a > 0.5 ? 10 : 0) + 4 * b * luck(row, 3)));
  }
  return examples;
}

std::vector<double> ask(const boost::Model& model, std::vector<float> row) {
  std::vector<double> answers(model.answers());
  model.predict(row, answers);
  return answers;
}

} // namespace

TEST(Boost, FindsTheQuantilesOfAKnownDistribution) {
  boost::Settings settings;
  settings.trees = 60;
  const boost::Model model = boost::train(two_steps(6000), settings);
  ASSERT_EQ(model.answers(), 3u);
  double error = 0;
  int within = 0;
  constexpr int asked = 1000;
  for (int i = 0; i < asked; ++i) {
    const auto row = static_cast<std::uint64_t>(100000 + i);
    const double a = luck(row, 0);
    const double b = luck(row, 1);
    const std::vector<double> answers =
        ask(model, {static_cast<float>(a), static_cast<float>(b), static_cast<float>(luck(row, 2))});
    const double base = a > 0.5 ? 10 : 0;
    error += (std::abs(answers[0] - base - 0.4 * b) + std::abs(answers[1] - base - 2 * b) +
              std::abs(answers[2] - base - 3.6 * b)) /
             (3 * asked);
    const double y = base + 4 * b * luck(row, 3);
    within += y >= answers[0] && y <= answers[2];
  }
  EXPECT_LT(error, 0.2); // of a number that goes from 0 to 14
  EXPECT_NEAR(within / static_cast<double>(asked), 0.8, 0.04);
}

TEST(Boost, LearnsTheSameTwice) {
  boost::Settings settings;
  settings.trees = 12;
  settings.share = 0.5;
  const boost::Examples examples = two_steps(1500);
  const boost::Model once = boost::train(examples, settings);
  const boost::Model again = boost::train(examples, settings);
  for (float a = 0; a < 1; a += 0.05F)
    EXPECT_EQ(ask(once, {a, 1 - a, a * a}), ask(again, {a, 1 - a, a * a}));
  settings.seed = 2;
  EXPECT_NE(ask(once, {0.3F, 0.3F, 0.3F}), ask(boost::train(examples, settings), {0.3F, 0.3F, 0.3F}));
}

TEST(Boost, LearnsTheSameOnEveryPlatform) {
  boost::Settings settings;
  settings.trees = 12;
  settings.share = 0.7;
  const std::vector<double> answers = ask(boost::train(two_steps(1500), settings), {0.7F, 0.6F, 0.5F});
  EXPECT_EQ(answers, (std::vector<double>{7.3682093769311905, 11.008184239268303, 12.08698272555921}));
}

TEST(Boost, AColumnThatNeverChangesTeachesNothing) {
  boost::Examples examples;
  examples.columns = 2;
  for (int row = 0; row < 500; ++row) {
    examples.values.insert(examples.values.end(), {7, unknown});
    examples.targets.push_back(static_cast<float>(row % 100));
  }
  const std::vector<double> answers = ask(boost::train(examples, {}), {7, 7});
  EXPECT_NEAR(answers[0], 10, 1);
  EXPECT_NEAR(answers[1], 50, 1);
  EXPECT_NEAR(answers[2], 90, 1);
  EXPECT_EQ(answers, ask(boost::train(examples, {}), {-1e30F, unknown}));
}

TEST(Boost, OneRowIsItsOwnQuantile) {
  const boost::Model model = boost::train({1, {3}, {42}, {}}, {});
  EXPECT_EQ(ask(model, {3}), (std::vector<double>{42, 42, 42}));
  EXPECT_EQ(ask(model, {unknown}), (std::vector<double>{42, 42, 42}));
}

TEST(Boost, WhatIsNotKnownIsASideOfItsOwn) {
  boost::Examples examples;
  examples.columns = 1;
  for (int row = 0; row < 3000; ++row) {
    const int kind = row % 3; // unknown: 5, small: 1, large: 9, infinite: 20
    const bool infinite = kind == 2 && row % 2 == 0;
    examples.values.push_back(kind == 0 ? unknown : kind == 1 ? 0.1F : infinite ? INFINITY : 3.0F);
    examples.targets.push_back(kind == 0 ? 5 : kind == 1 ? 1 : infinite ? 20 : 9);
  }
  boost::Settings settings;
  settings.rate = 0.5;
  const boost::Model model = boost::train(examples, settings);
  EXPECT_NEAR(ask(model, {unknown})[1], 5, 0.01);
  EXPECT_NEAR(ask(model, {0.1F})[1], 1, 0.01);
  EXPECT_NEAR(ask(model, {3})[1], 9, 0.01);
  EXPECT_NEAR(ask(model, {INFINITY})[1], 20, 0.01);
}

TEST(Boost, ManyTargetsAtTheQuantileDoNotHideTheOthers) {
  boost::Examples examples; // where the column is 1, nobody waits less than 30; elsewhere one in five waits 0
  examples.columns = 1;
  for (std::uint64_t row = 0; row < 2000; ++row) {
    const bool late = row % 2 == 1;
    examples.values.push_back(late ? 1 : 0);
    examples.targets.push_back(late ? 30 : luck(row, 8) < 0.5 ? 0 : 10);
  }
  const boost::Model model = boost::train(examples, {});
  EXPECT_EQ(ask(model, {0})[0], 0);
  EXPECT_NEAR(ask(model, {1})[0], 30, 0.1);
}

TEST(Boost, WeightsAreRowsThatCountMoreThanOnce) {
  boost::Examples weighed = two_steps(800);
  boost::Examples repeated;
  repeated.columns = weighed.columns;
  for (std::size_t row = 0; row < weighed.rows(); ++row) {
    weighed.weights.push_back(static_cast<std::uint8_t>(row % 3));
    for (std::size_t i = 0; i < row % 3; ++i) {
      repeated.values.insert(repeated.values.end(), &weighed.values[row * 3], &weighed.values[row * 3] + 3);
      repeated.targets.push_back(weighed.targets[row]);
    }
  }
  // the edges of steps may differ, the quantile of everything may not
  boost::Settings settings;
  settings.trees = 0;
  EXPECT_EQ(ask(boost::train(weighed, settings), {0, 0, 0}), ask(boost::train(repeated, settings), {0, 0, 0}));
  settings.trees = 40;
  const double a = ask(boost::train(weighed, settings), {0.9F, 0.5F, 0.5F})[1];
  EXPECT_NEAR(a, ask(boost::train(repeated, settings), {0.9F, 0.5F, 0.5F})[1], 0.5);
}

TEST(Boost, AnswersNeverFall) {
  boost::Settings settings;
  settings.quantiles = {0.45, 0.5, 0.55};
  settings.trees = 20;
  settings.least_weight = 2;
  const boost::Model model = boost::train(two_steps(300), settings);
  for (std::uint64_t row = 0; row < 500; ++row) {
    const std::vector<double> answers =
        ask(model, {static_cast<float>(luck(row, 5)), static_cast<float>(luck(row, 6)), unknown});
    EXPECT_LE(answers[0], answers[1]);
    EXPECT_LE(answers[1], answers[2]);
  }
}

TEST(Boost, SaysWhatIsWrongWithItsInput) {
  const auto wrong = [](const boost::Examples& examples, const boost::Settings& settings = {}) {
    EXPECT_THROW(boost::train(examples, settings), std::invalid_argument);
  };
  wrong({});
  wrong({1, {}, {}, {}});
  wrong({2, {1, 2, 3}, {1}, {}});
  wrong({1, {1}, {unknown}, {}});
  wrong({1, {1}, {INFINITY}, {}});
  wrong({1, {1}, {1}, {0}});
  wrong({1, {1}, {1}, {1, 1}});
  boost::Settings settings;
  settings.quantiles = {0.5, 0.5};
  wrong({1, {1}, {1}, {}}, settings);
  settings.quantiles = {1};
  wrong({1, {1}, {1}, {}}, settings);
  EXPECT_EQ(boost::Model().answers(), 0u);
}
