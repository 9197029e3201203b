#include "core/logs/past.hpp"

#include "core/wait/chance.hpp"

#include <algorithm>
#include <limits>

namespace lobby::logs {

namespace {

/// Where the steps of a histogram begin, seconds; the last is open.
constexpr std::array<double, Lengths::steps> from = {
    0,   2,   4,   6,   8,   10,  13,  16,  20,  25,  30,  35,  40,  46,  52,  60,  68,   77,   87,   98,
    110, 125, 140, 160, 180, 205, 230, 260, 295, 330, 375, 425, 480, 560, 660, 800, 1000, 1400, 2000, 3600};
constexpr double forever = 4 * 3600;
/// Examples that the beginning counts as: an exponential length of two minutes.
constexpr double beginning = 4;

/// Where a step ends, seconds.
double upper(std::size_t step) { return step + 1 < from.size() ? from[step + 1] : forever; }

} // namespace

Lengths::Lengths(double keep) : keep_(keep), all_(beginning), sum_(beginning * 120) {
  for (std::size_t step = 0; step < steps; ++step)
    longer_[step] = beginning * chance::exponential(-from[step] / 120);
  for (std::size_t part = 0; part < parts; ++part)
    whole_[part] = rest(0, part);
}

void Lengths::add(double seconds) {
  seconds = std::clamp(seconds, 0.0, forever);
  for (std::size_t step = 0; step < steps; ++step)
    longer_[step] = longer_[step] * keep_ + (seconds >= from[step] ? 1 : 0);
  all_ = all_ * keep_ + 1;
  sum_ = sum_ * keep_ + seconds;
  for (std::size_t part = 0; part < parts; ++part)
    whole_[part] = rest(0, part);
}

double Lengths::mean() const { return sum_ / all_; }

double Lengths::longer_than(double seconds) const {
  if (seconds >= forever) return 0;
  const auto next = std::upper_bound(from.begin(), from.end(), std::max(0.0, seconds));
  const auto step = static_cast<std::size_t>(next - from.begin()) - 1;
  const double past = (seconds - from[step]) / (upper(step) - from[step]);
  return longer_[step] + past * (longer_[step + 1] - longer_[step]);
}

double Lengths::over_within(double so_far, double more) const {
  const double now = longer_than(so_far);
  return now > 1e-9 ? 1 - longer_than(so_far + more) / now : 0;
}

double Lengths::rest(double so_far, std::size_t part) const {
  const double luck = (static_cast<double>(part) + 0.5) / parts;
  const double left = longer_than(so_far) * (1 - luck); // that many of the examples last longer than the answer
  if (left <= 1e-9) return forever;
  const auto next = std::lower_bound(longer_.begin(), longer_.end(), left, [](double a, double b) { return a > b; });
  const auto step = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, next - longer_.begin())) - 1;
  const double within = longer_[step] - longer_[step + 1];
  const double share = within > 0 ? (longer_[step] - left) / within : 0;
  return std::max(0.0, from[step] + share * (upper(step) - from[step]) - so_far);
}

const Lengths& Past::service_length(std::size_t kind) const {
  return service[kind].examples() > 40 ? service[kind] : any_service;
}

void Past::add_service(std::size_t kind, double seconds) {
  service[kind].add(seconds);
  any_service.add(seconds);
}

} // namespace lobby::logs
