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
