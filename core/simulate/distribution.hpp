/// Lengths of time to draw from: the same draw for the same bits on every platform, with their exact moments.
#pragma once

#include <cstdint>
#include <vector>

namespace lobby::simulate {

/// A distribution of seconds (or, for gaps between arrivals, of multiples of their mean). Its parameters must be
/// finite; wrong ones throw std::invalid_argument.
class Distribution {
public:
  Distribution() = default; ///< always 0
  static Distribution constant(double value);
  static Distribution uniform(double from, double until);
  /// mean > 0
  static Distribution exponential(double mean);
  /// Two exponentials of which the shorter is more frequent, with balanced means (Whitt 1982): `scv` >= 1 is the
  /// squared coefficient of variation, 1 being the exponential one.
  static Distribution hyperexponential(double mean, double scv);
  static Distribution normal(double mean, double deviation);
  /// `median` > 0, `sigma` >= 0 of the logarithm.
  static Distribution log_normal(double median, double sigma);
  /// One of what was seen, each as likely as the others; not empty.
  static Distribution empirical(std::vector<double> sample);
  /// Longer than any day: for people who never give up.
  static Distribution never();

  /// What the bits stand for; bits that differ in one place give values that have nothing to do with one another if
  /// they come out of chance::mix. Larger bits give larger values, except for hyperexponential ones.
  double operator()(std::uint64_t bits) const;
  double mean() const;
  double second_moment() const;

private:
  enum class Kind { constant, uniform, exponential, hyperexponential, normal, log_normal, empirical };
  Distribution(Kind kind, double a, double b, double c = 0);

  Kind kind_ = Kind::constant;
  double a_ = 0, b_ = 0, c_ = 0; ///< what they are depends on the kind
  std::vector<double> sample_;   ///< ascending
};

} // namespace lobby::simulate
