#include "core/logs/learn.hpp"

#include <algorithm>
#include <cmath>

namespace lobby::logs {

namespace {

/// Waits are learned as roots: long ones are as rare as they are hard to tell, and should not rule the rest.
/// sqrt is correctly rounded by IEEE 754, so it is the same everywhere.
double root(double seconds) { return std::sqrt(std::max(0.0, seconds) + 10); }
/// Whole seconds, as logs have them.
double seconds(double root) {
  root = std::max(0.0, root);
  return std::clamp(std::floor(root * root - 9.5), 0.0, 86400.0);
}

/// Shares of the waits that may lie outside the range. Above a little more than below: the tail of waits is long, and
/// the same 80 % are held by a range some 3 % narrower than with a tenth on either side.
constexpr double missed_below = 0.09;
constexpr double missed_above = 0.112;

constexpr std::size_t most_kept = 120000;
constexpr double longest_learned = 4 * 3600;

/// Small trees for few examples, more and larger ones for many.
boost::Settings settings_for(std::size_t rows) {
  boost::Settings settings;
  const bool few = rows < 2000, some = rows < 10000;
  settings.trees = few ? 30 : some ? 60 : 200;
  settings.leaves = few ? 6 : some ? 12 : 24;
  settings.least_weight = few ? 20 : some ? 30 : 60;
  settings.share = some ? 1 : 0.3;
  settings.rate = some ? 0.1 : 0.045;
  settings.bins = 64;
  return settings;
}

} // namespace

Said Learner::ask(Features features) const {
  const Rehearsal& rehearsed = features.rehearsal;
  double low = root(rehearsed.p10), middle = root(rehearsed.p50), high = root(rehearsed.p90);
  if (refits_ > 0) {
    std::array<double, 2> ends{};
    ends_.predict(features.values, ends);
    middle_.predict(features.values, {&middle, 1});
    low = std::min(ends[0], middle);
    high = std::max(ends[1], middle);
  }
  Said said;
  said.answer.p50 = seconds(middle);
  said.answer.p10 = std::min(said.answer.p50, seconds(middle - (middle - low) * (1 + below_)));
  said.answer.p90 = std::max(said.answer.p50, seconds(middle + (high - middle) * (1 + above_)));
  said.plain = features.plain;
  said.features = std::move(features.values);
  return said;
}

void Learner::correct(const Said& said, double wait) {
  // Gibbs and Candès (2021), adaptive conformal inference: a step out for every miss, a small part of it in otherwise.
  const double step = std::max(0.003, 10 / (100 + static_cast<double>(seen_)));
  below_ = std::clamp(below_ + step * ((wait < said.answer.p10 ? 1 : 0) - missed_below), -0.9, 5.0);
  above_ = std::clamp(above_ + step * ((wait > said.answer.p90 ? 1 : 0) - missed_above), -0.9, 5.0);
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
  boost::Settings settings = settings_for(kept_.rows());
  settings.quantiles = {0.5};
  middle_ = boost::train(kept_, settings);
  settings.quantiles = {missed_below, 1 - missed_above}; // they need less care: what is told is corrected by what comes
  settings.trees = settings.trees * 3 / 5;
  ends_ = boost::train(kept_, settings);
  if (refits_++ == 0) below_ = above_ = 0; // what was wrong with living through the line is not what is wrong now
  next_fit_ = seen_ + std::clamp<std::uint64_t>(seen_ / 2, 200, 20000);
}

} // namespace lobby::logs
