/// What was seen to come of forecasts, and the trees that learn from it. Private to core/logs.
#pragma once

#include "core/boost/boost.hpp"
#include "core/logs/screens_signs.hpp"

namespace lobby::screens {

/// Forecasts whose ticket was called, the latest 120,000: a few weeks of twenty offices.
class Experience {
public:
  /// `usual`: what usual_wait() said; called between `earliest` and `latest` minutes later.
  void add(const Signs& signs, double usual, int earliest, int latest);
  std::size_t total() const { return total_; } ///< forgotten ones too
  std::size_t kept() const { return usual_.size(); }
  const std::vector<float>& values() const { return values_; } ///< example by example
  double usual(std::size_t i) const { return usual_[i]; }
  double earliest(std::size_t i) const { return earliest_[i]; }
  double latest(std::size_t i) const { return latest_[i]; }
  double middle(std::size_t i) const { return (earliest_[i] + latest_[i]) / 2; }

private:
  std::vector<float> values_, usual_, earliest_, latest_;
  std::size_t total_ = 0;
};

/// The median is the mean of three that are learned in different terms, because they err in different places: minutes,
/// minutes beyond the usual, and the logarithm of the ratio to the usual. An end of the range is learned in minutes
/// beyond the usual: the 10 % quantile of when the interval ends and the 90 % quantile of when it begins, because a
/// range holds when it meets the interval.
class Trees {
public:
  bool grown() const { return median_ratio_.answers() > 0; }
  void grow(const Experience& seen);
  /// As learned: not in order, not yet within bounds. Only when grown.
  ScreenForecast tell(const Signs& signs, double usual) const;

private:
  boost::Model low_, high_, median_, median_beyond_, median_ratio_;
};

} // namespace lobby::screens
