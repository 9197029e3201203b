#include "core/boost/boost.hpp"

#include "core/boost/grow.hpp"
#include "core/wait/chance.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace lobby::boost {

namespace {

void check(const Examples& examples, const Settings& settings) {
  const auto must = [](bool right, const char* what) {
    if (!right) throw std::invalid_argument(std::string("boost: ") + what);
  };
  must(examples.rows() > 0 && examples.rows() < 0xffffffff, "there must be at least one row");
  must(examples.columns > 0 && examples.columns < 0xffff, "there must be 1 to 65,534 columns");
  must(examples.values.size() == examples.rows() * examples.columns, "every row must have as many values as columns");
  must(std::all_of(examples.targets.begin(), examples.targets.end(), [](float y) { return std::isfinite(y); }),
       "every target must be finite");
  std::uint64_t weight = examples.rows();
  if (!examples.weights.empty()) {
    must(examples.weights.size() == examples.rows(), "there must be one weight a row");
    weight = 0;
    for (const std::uint8_t one : examples.weights)
      weight += one;
  }
  must(weight > 0 && weight < 1u << 28, "the weights must sum to 1 to 268,435,455");
  must(!settings.quantiles.empty(), "there must be a quantile to learn");
  for (std::size_t i = 0; i < settings.quantiles.size(); ++i)
    must(settings.quantiles[i] > (i == 0 ? 0 : settings.quantiles[i - 1]) && settings.quantiles[i] < 1,
         "quantiles must rise within (0, 1)");
  must(settings.trees >= 0 && settings.leaves >= 2, "there must be no fewer than 0 trees of 2 leaves");
  must(settings.rate > 0 && settings.rate <= 1, "the rate must be within (0, 1]");
  must(settings.share > 0 && settings.share <= 1, "the share of rows must be within (0, 1]");
  must(settings.ridge >= 0, "the ridge must not be negative");
  must(settings.bins >= 2 && settings.bins <= 256, "there must be 2 to 256 bins");
}

/// The quantile of all targets, where boosting begins.
float start(const Examples& examples, double quantile) {
  std::vector<Weighed> targets;
  for (std::size_t row = 0; row < examples.rows(); ++row)
    if (const std::uint32_t weight = examples.weights.empty() ? 1 : examples.weights[row]; weight > 0)
      targets.push_back({examples.targets[row], weight});
  return weighed_quantile(targets, quantile);
}

/// Rows that count and that one tree is grown on.
void draw(const Examples& examples, const Settings& settings, std::uint64_t tree, std::vector<std::uint32_t>& rows) {
  rows.clear();
  for (std::size_t row = 0; row < examples.rows(); ++row) {
    if (!examples.weights.empty() && examples.weights[row] == 0) continue;
    if (settings.share < 1 && chance::uniform(chance::draw(settings.seed, tree, row)) >= settings.share) continue;
    rows.push_back(static_cast<std::uint32_t>(row));
  }
}

} // namespace

Model train(const Examples& examples, const Settings& settings) {
  check(examples, settings);
  const Table table = bin(examples, settings.bins);
  Grower grower(table, examples, settings);
  Model model;
  model.columns_ = examples.columns;
  std::vector<std::uint32_t> rows;
  std::vector<float> predicted;
  for (const double quantile : settings.quantiles) {
    Model::Forest forest;
    const float first = start(examples, quantile);
    forest.start = first;
    predicted.assign(examples.rows(), first);
    for (int i = 0; i < settings.trees; ++i) {
      draw(examples, settings, static_cast<std::uint64_t>(i), rows);
      if (!rows.empty()) forest.trees.push_back(grower.grow(quantile, rows, predicted));
    }
    model.forests_.push_back(std::move(forest));
  }
  return model;
}

std::size_t Model::nodes() const {
  std::size_t all = 0;
  for (const Forest& forest : forests_)
    for (const Tree& tree : forest.trees)
      all += tree.size();
  return all;
}

void Model::predict(std::span<const float> row, std::span<double> answers) const {
  for (std::size_t i = 0; i < forests_.size(); ++i) {
    answers[i] = forests_[i].start;
    for (const Tree& tree : forests_[i].trees) {
      const Node* node = tree.data();
      while (node->below != 0) // what is not known is not greater than anything
        node = tree.data() + node->below + (row[node->column] > node->at ? 1 : 0);
      answers[i] += static_cast<double>(node->at);
    }
  }
  std::sort(answers.begin(), answers.begin() + static_cast<std::ptrdiff_t>(forests_.size()));
}

} // namespace lobby::boost
