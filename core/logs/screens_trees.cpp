#include "core/logs/screens_trees.hpp"
#include "core/wait/chance.hpp"

#include <algorithm>

namespace lobby::screens {
namespace {

constexpr std::size_t most_examples = 120'000;
constexpr double shift = 3; ///< minutes: shorter waits are all alike

double ask(const boost::Model& model, const Signs& signs) {
  double answer = 0;
  model.predict(signs, std::span(&answer, 1));
  return answer;
}

} // namespace

void Experience::add(const Signs& signs, double usual, int earliest, int latest) {
  const std::size_t at = total_ % most_examples;
  if (at == usual_.size()) {
    values_.resize(values_.size() + sign_count);
    for (auto* column : {&usual_, &earliest_, &latest_})
      column->push_back(0);
  }
  std::copy(signs.begin(), signs.end(), values_.begin() + static_cast<std::ptrdiff_t>(at * sign_count));
  usual_[at] = static_cast<float>(usual);
  earliest_[at] = static_cast<float>(earliest);
  latest_[at] = static_cast<float>(latest);
  ++total_;
}

void Trees::grow(const Experience& seen) {
  boost::Examples examples;
  examples.columns = sign_count;
  examples.values = seen.values();
  const auto learn = [&](double quantile, std::uint32_t least_weight, auto target) {
    examples.targets.resize(seen.kept());
    for (std::size_t i = 0; i < seen.kept(); ++i)
      examples.targets[i] = static_cast<float>(target(i));
    boost::Settings settings;
    settings.quantiles = {quantile};
    settings.trees = 140;
    settings.rate = 0.06;
    settings.leaves = 32;
    settings.least_weight = least_weight;
    settings.share = 0.4;
    return boost::train(examples, settings);
  };
  constexpr std::uint32_t least = 80;
  low_ = learn(0.1, least, [&](std::size_t i) { return seen.latest(i) - seen.usual(i); });
  high_ = learn(0.9, least, [&](std::size_t i) { return seen.earliest(i) - seen.usual(i); });
  median_beyond_ = learn(0.5, least, [&](std::size_t i) { return seen.middle(i) - seen.usual(i); });
  median_ = learn(0.5, least, [&](std::size_t i) { return seen.middle(i); });
  // An error of the logarithm costs as many minutes as the wait is long.
  for (std::size_t i = 0; i < seen.kept(); ++i)
    examples.weights.push_back(static_cast<std::uint8_t>(std::clamp((seen.usual(i) + shift) / 4, 1.0, 255.0)));
  median_ratio_ = learn(0.5, 4 * least, [&](std::size_t i) {
    return chance::logarithm((seen.middle(i) + shift) / (seen.usual(i) + shift));
  });
}

ScreenForecast Trees::tell(const Signs& signs, double usual) const {
  const double ratio = chance::exponential(std::clamp(ask(median_ratio_, signs), -10.0, 10.0));
  const double medians[] = {ask(median_, signs), usual + ask(median_beyond_, signs), ratio * (usual + shift) - shift};
  ScreenForecast told{usual + ask(low_, signs), 0, usual + ask(high_, signs)};
  for (const double median : medians)
    told.p50 += std::max(0.0, median) / 3;
  return told;
}

} // namespace lobby::screens
