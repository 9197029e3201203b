/// Chance that is the same on every platform: hashes instead of a generator's state, and exp, log and normal
/// quantiles made of + − × ÷ alone, because a libm may differ in the last bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace lobby::chance {

/// A well mixed 64-bit value (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/// Counter-based: what comes out depends on the keys alone, so that one person's luck does not shift another's.
constexpr std::uint64_t draw(std::uint64_t seed, std::uint64_t a, std::uint64_t b = 0) {
  return mix(mix(seed ^ mix(a)) ^ b);
}

/// FNV-1a of a name, mixed.
constexpr std::uint64_t of_name(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : name)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return mix(hash);
}

/// [0, 1), 53 bits.
constexpr double uniform(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

/// e^x for |x| < 700, relative error below 1e-14.
double exponential(double x);
/// Natural logarithm of x > 0, absolute error below 1e-14.
double logarithm(double x);
/// Quantile of the standard normal distribution, 0 < p < 1, relative error below 1e-15: algorithm AS 241 (Wichura 1988,
/// Applied Statistics 37, 477–484).
double normal_quantile(double p);

/// The normal distribution cut into 1024 pieces of equal probability, each standing for its median.
class Normal {
public:
  static constexpr std::size_t pieces = 1024;
  Normal();
  double piece(std::size_t index) const { return quantile_[index]; }
  /// A standard normal value, −3.3 … 3.3.
  double operator()(std::uint64_t bits) const { return quantile_[static_cast<std::size_t>(bits >> 54)]; }

private:
  std::vector<double> quantile_;
};

} // namespace lobby::chance
