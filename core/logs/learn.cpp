#include "core/logs/learn.hpp"

#include <algorithm>
#include <cmath>

namespace lobby::logs {

namespace {

/// Waits are learned as roots: long ones are as rare as they are hard to tell, and should not rule the rest.
/// sqrt is correctly rounded by IEEE 754, so it is the same everywhere.
double root(double seconds) { return std::sqrt(std::max(0.0, seconds) + 10); }
double seconds(double root) { return std::clamp(root * root - 10, 0.0, 86400.0); }

constexpr std::size_t most_kept = 60000;
constexpr double longest_learned = 4 * 3600;

boost::Settings settings_for(std::size_t rows) {
  boost::Settings settings;
  settings.trees = rows < 2000 ? 30 : rows < 10000 ? 60 : 100;
  settings.leaves = rows < 2000 ? 6 : rows < 10000 ? 12 : 24;
  settings.least_weight = rows < 2000 ? 20 : rows < 10000 ? 30 : 50;
  settings.share = rows < 10000 ? 1 : 0.5;
  settings.bins = 64;
  settings.rate = 0.08;
  return settings;
}

} // namespace

Said Learner::ask(Features features) const {
  Said said;
  if (model_.answers() == 3) {
    model_.predict(features.values, said.raw);
  } else {
    const Rehearsal& rehearsed = features.rehearsal;
    said.raw = {root(rehearsed.p10), root(rehearsed.p50), root(rehearsed.p90)};
  }
  const double middle = said.raw[1];
  said.answer.p50 = seconds(middle);
  said.answer.p10 = std::min(said.answer.p50, seconds(middle - (middle - said.raw[0]) * (1 + below_)));
  said.answer.p90 = std::max(said.answer.p50, seconds(middle + (said.raw[2] - middle) * (1 + above_)));
  said.plain = features.plain;
  said.features = std::move(features.values);
  return said;
}

void Learner::correct(const Said& said, double wait) {
  // Gibbs and Candès (2021), adaptive conformal inference: a step out for every miss, a ninth of it in otherwise.
  constexpr double step = 0.01;
  below_ = std::clamp(below_ + (wait < said.answer.p10 ? step * 0.9 : -step * 0.1), -0.9, 5.0);
  above_ = std::clamp(above_ + (wait > said.answer.p90 ? step * 0.9 : -step * 0.1), -0.9, 5.0);
}

void Learner::learn(Said said, double wait) {
  correct(said, wait);
  if (wait > longest_learned) return;
  kept_.columns = said.features.size();
  if (kept_.rows() < most_kept) {
    kept_.values.insert(kept_.values.end(), said.features.begin(), said.features.end());
    kept_.targets.push_back(static_cast<float>(root(wait)));
  } else {
    std::copy(said.features.begin(), said.features.end(),
              kept_.values.begin() + static_cast<std::ptrdiff_t>(oldest_ * kept_.columns));
    kept_.targets[oldest_] = static_cast<float>(root(wait));
    oldest_ = (oldest_ + 1) % most_kept;
  }
  if (++seen_ >= next_fit_) refit();
}

void Learner::refit() {
  model_ = boost::train(kept_, settings_for(kept_.rows()));
  ++refits_;
  next_fit_ = seen_ + std::clamp<std::uint64_t>(seen_ / 2, 200, 10000);
}

} // namespace lobby::logs
