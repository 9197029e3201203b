#include "tools/speech/svm.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace learning {
namespace {

constexpr int most_rounds = 200;
constexpr double good_enough = 0.05; ///< largest violation of optimality left

double product(const std::vector<double>& weights, const Row& row) {
  double sum = weights.back();
  for (const auto& cell : row)
    sum += weights[cell.column] * static_cast<double>(cell.value);
  return sum;
}

} // namespace

double Plane::score(const Row& row) const {
  double sum = static_cast<double>(bias);
  for (const auto& cell : row)
    sum += static_cast<double>(weights[cell.column]) * static_cast<double>(cell.value);
  return sum;
}

Plane train(const std::vector<Row>& rows, std::size_t columns, const std::vector<bool>& wanted,
            const std::vector<bool>& use, double cost) {
  std::vector<double> weights(columns + 1, 0.0), alpha(rows.size(), 0.0), square(rows.size(), 1.0);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!use[i]) continue;
    order.push_back(i);
    for (const auto& cell : rows[i])
      square[i] += static_cast<double>(cell.value) * static_cast<double>(cell.value);
  }
  const double diagonal = 0.5 / cost;
  std::mt19937 random(1);
  std::size_t active = order.size();
  double bound = std::numeric_limits<double>::infinity();
  for (int round = 0; round < most_rounds; ++round) {
    double worst = 0;
    for (std::size_t i = 0; i + 1 < active; ++i)
      std::swap(order[i], order[i + random() % (active - i)]);
    for (std::size_t s = 0; s < active; ++s) {
      const auto i = order[s];
      const double sign = wanted[i] ? 1 : -1;
      const double gradient = sign * product(weights, rows[i]) - 1 + diagonal * alpha[i];
      if (alpha[i] == 0 && gradient > bound) { // rests far on the right side: out of sight until the end
        std::swap(order[s--], order[--active]);
        continue;
      }
      const double projected = alpha[i] > 0 ? gradient : std::min(gradient, 0.0);
      worst = std::max(worst, std::abs(projected));
      if (std::abs(projected) < 1e-12) continue;
      const double before = alpha[i];
      alpha[i] = std::max(0.0, before - gradient / (square[i] + diagonal));
      const double change = (alpha[i] - before) * sign;
      for (const auto& cell : rows[i])
        weights[cell.column] += change * static_cast<double>(cell.value);
      weights[columns] += change;
    }
    if (worst <= good_enough) {
      if (active == order.size()) break;
      active = order.size(); // a last look at all of them
      bound = std::numeric_limits<double>::infinity();
    } else {
      bound = worst;
    }
  }
  Plane plane;
  plane.weights.assign(weights.begin(), weights.end() - 1);
  plane.bias = static_cast<float>(weights.back());
  return plane;
}

} // namespace learning
