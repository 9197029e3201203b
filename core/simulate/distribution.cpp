#include "core/simulate/distribution.hpp"

#include "core/wait/chance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace lobby::simulate {

namespace {

/// (0, 1): the middle of one of 2^52 equal pieces, so that neither end has an infinite quantile.
double inside(std::uint64_t bits) { return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52; }

void require(bool right, const char* what) {
  if (!right) throw std::invalid_argument(what);
}

} // namespace

Distribution::Distribution(Kind kind, double a, double b, double c) : kind_(kind), a_(a), b_(b), c_(c) {}

Distribution Distribution::constant(double value) {
  require(std::isfinite(value), "constant: not a number");
  return {Kind::constant, value, 0};
}

Distribution Distribution::uniform(double from, double until) {
  require(std::isfinite(from) && std::isfinite(until) && from <= until, "uniform: from <= until");
  return {Kind::uniform, from, until - from};
}

Distribution Distribution::exponential(double mean) {
  require(std::isfinite(mean) && mean > 0, "exponential: mean > 0");
  return {Kind::exponential, mean, 0};
}

Distribution Distribution::hyperexponential(double mean, double scv) {
  require(std::isfinite(mean) && mean > 0, "hyperexponential: mean > 0");
  require(std::isfinite(scv) && scv >= 1, "hyperexponential: scv >= 1");
  // Balanced means: both kinds contribute half of the mean.
  const double frequent = (1 + std::sqrt((scv - 1) / (scv + 1))) / 2;
  return {Kind::hyperexponential, frequent, mean / (2 * frequent), mean / (2 * (1 - frequent))};
}

Distribution Distribution::normal(double mean, double deviation) {
  require(std::isfinite(mean) && std::isfinite(deviation) && deviation >= 0, "normal: deviation >= 0");
  return {Kind::normal, mean, deviation};
}

Distribution Distribution::log_normal(double median, double sigma) {
  require(std::isfinite(median) && median > 0, "log-normal: median > 0");
  require(std::isfinite(sigma) && sigma >= 0 && sigma <= 5, "log-normal: 0 <= sigma <= 5");
  return {Kind::log_normal, chance::logarithm(median), sigma};
}

Distribution Distribution::empirical(std::vector<double> sample) {
  require(!sample.empty(), "empirical: nothing was seen");
  require(std::all_of(sample.begin(), sample.end(), [](double one) { return std::isfinite(one); }),
          "empirical: not a number");
  std::sort(sample.begin(), sample.end());
  Distribution made(Kind::empirical, 0, 0);
  made.sample_ = std::move(sample);
  return made;
}

Distribution Distribution::never() { return {Kind::constant, std::numeric_limits<double>::infinity(), 0}; }

double Distribution::operator()(std::uint64_t bits) const {
  switch (kind_) {
  case Kind::constant:
    return a_;
  case Kind::uniform:
    return a_ + b_ * chance::uniform(bits);
  case Kind::exponential:
    return -a_ * chance::logarithm(1 - inside(bits));
  case Kind::hyperexponential:
    return -(inside(bits) < a_ ? b_ : c_) * chance::logarithm(inside(chance::mix(bits)));
  case Kind::normal:
    return a_ + b_ * chance::normal_quantile(inside(bits));
  case Kind::log_normal:
    return chance::exponential(a_ + b_ * chance::normal_quantile(inside(bits)));
  case Kind::empirical:
    return sample_[static_cast<std::size_t>(chance::uniform(bits) * static_cast<double>(sample_.size()))];
  }
  return 0;
}

double Distribution::mean() const {
  switch (kind_) {
  case Kind::uniform:
    return a_ + b_ / 2;
  case Kind::hyperexponential:
    return a_ * b_ + (1 - a_) * c_;
  case Kind::log_normal:
    return chance::exponential(a_ + b_ * b_ / 2);
  case Kind::empirical:
    return std::accumulate(sample_.begin(), sample_.end(), 0.0) / static_cast<double>(sample_.size());
  case Kind::constant:
  case Kind::exponential:
  case Kind::normal:
    break;
  }
  return a_;
}

double Distribution::second_moment() const {
  switch (kind_) {
  case Kind::constant:
    return a_ * a_;
  case Kind::uniform:
    return a_ * a_ + a_ * b_ + b_ * b_ / 3;
  case Kind::exponential:
    return 2 * a_ * a_;
  case Kind::hyperexponential:
    return 2 * (a_ * b_ * b_ + (1 - a_) * c_ * c_);
  case Kind::normal:
    return a_ * a_ + b_ * b_;
  case Kind::log_normal:
    return chance::exponential(2 * a_ + 2 * b_ * b_);
  case Kind::empirical:
    return std::inner_product(sample_.begin(), sample_.end(), sample_.begin(), 0.0) /
           static_cast<double>(sample_.size());
  }
  return 0;
}

} // namespace lobby::simulate
