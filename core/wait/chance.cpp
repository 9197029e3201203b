#include "core/wait/chance.hpp"

#include <cmath>
#include <cstring>

namespace lobby::chance {

namespace {

constexpr double ln2 = 0.693147180559945309417;

// std::bit_cast is missing from the C++ library of Emscripten 3.1.6.
double from_bits(std::uint64_t bits) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}
std::uint64_t to_bits(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

/// 2^n for −1022 <= n <= 1023.
double power_of_two(int n) { return from_bits(static_cast<std::uint64_t>(1023 + n) << 52); }

/// Density of the standard normal distribution.
double density(double x) { return exponential(-x * x / 2) * 0.398942280401432677940; }

/// Probability between 0 and x >= 0: the density times x + x³/3 + x⁵/(3·5) + …
double between_zero_and(double x) {
  double term = x;
  double sum = x;
  for (int n = 3; term > 1e-17 * sum; n += 2) {
    term *= x * x / n;
    sum += term;
  }
  return sum * density(x);
}

} // namespace

double exponential(double x) {
  const double turns = std::floor(x / ln2 + 0.5);
  const double rest = x - turns * ln2; // |rest| <= ln 2 / 2
  double term = 1;
  double sum = 1;
  for (int n = 1; n <= 14; ++n) {
    term *= rest / n;
    sum += term;
  }
  return sum * power_of_two(static_cast<int>(turns));
}

double logarithm(double x) {
  const auto bits = to_bits(x);
  int exponent = static_cast<int>(bits >> 52) - 1023;
  double mantissa = from_bits((bits & 0xfffffffffffffu) | 0x3ff0000000000000u); // [1, 2)
  if (mantissa > 1.41421356237309504880) {
    mantissa /= 2;
    ++exponent;
  }
  // ln m = 2 artanh f, f = (m − 1)/(m + 1), |f| < 0.172
  const double f = (mantissa - 1) / (mantissa + 1);
  double power = f;
  double sum = f;
  for (int n = 3; n <= 21; n += 2) {
    power *= f * f;
    sum += power / n;
  }
  return exponent * ln2 + 2 * sum;
}

namespace {

/// coefficients[0] + coefficients[1] x + …
double polynomial(const double (&coefficients)[8], double x) {
  double sum = 0;
  for (int i = 7; i >= 0; --i)
    sum = sum * x + coefficients[i];
  return sum;
}

// Rational approximations of AS 241: for the middle, the sides and the far ends.
constexpr double middle_above[] = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                   1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                   3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr double middle_below[] = {1.0,
                                   4.2313330701600911252e1,
                                   6.8718700749205790830e2,
                                   5.3941960214247511077e3,
                                   2.1213794301586595867e4,
                                   3.9307895800092710610e4,
                                   2.8729085735721942674e4,
                                   5.2264952788528545610e3};
constexpr double side_above[] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                 3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                 2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr double side_below[] = {1.0,
                                 2.05319162663775882187e0,
                                 1.67638483018380384940e0,
                                 6.89767334985100004550e-1,
                                 1.48103976427480074590e-1,
                                 1.51986665636164571966e-2,
                                 5.47593808499534494600e-4,
                                 1.05075007164441684324e-9};
constexpr double end_above[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr double end_below[] = {1.0,
                                5.99832206555887937690e-1,
                                1.36929880922735805310e-1,
                                1.48753612908506148525e-2,
                                7.86869131145613259100e-4,
                                1.84631831751005468180e-5,
                                1.42151175831644588870e-7,
                                2.04426310338993978564e-15};

} // namespace

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(middle_above, r) / polynomial(middle_below, r);
  }
  const double r = std::sqrt(-logarithm(q < 0 ? p : 1 - p)); // a square root is exact to the last bit everywhere
  const double x = r <= 5 ? polynomial(side_above, r - 1.6) / polynomial(side_below, r - 1.6)
                          : polynomial(end_above, r - 5) / polynomial(end_below, r - 5);
  return q < 0 ? -x : x;
}

Normal::Normal() : quantile_(pieces) {
  double x = 0;
  for (std::size_t i = 0; i < pieces / 2; ++i) {
    const double wanted = (static_cast<double>(i) + 0.5) / pieces;
    for (int step = 0; step < 6; ++step)
      x -= (between_zero_and(x) - wanted) / density(x); // Newton
    quantile_[pieces / 2 + i] = x;
    quantile_[pieces / 2 - 1 - i] = -x;
  }
}

} // namespace lobby::chance
