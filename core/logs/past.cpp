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

double upper(std::size_t step) { return step + 1 < from.size() ? from[step + 1] : forever; }

} // namespace

Lengths::Lengths(double keep) : keep_(keep) {
  double longer = 1;
  for (std::size_t step = 0; step < steps; ++step) {
    const double next = step + 1 < steps ? chance::exponential(-from[step + 1] / 120) : 0;
    count_[step] = beginning * (longer - next);
    longer = next;
  }
  all_ = beginning;
  sum_ = beginning * 120;
}

void Lengths::add(double seconds) {
  seconds = std::clamp(seconds, 0.0, forever);
  for (double& count : count_)
    count *= keep_;
  all_ = all_ * keep_ + 1;
  sum_ = sum_ * keep_ + seconds;
  const auto step = std::upper_bound(from.begin(), from.end(), seconds) - from.begin() - 1;
  count_[static_cast<std::size_t>(step)] += 1;
}

double Lengths::mean() const { return sum_ / all_; }

double Lengths::longer_than(double seconds) const {
  double longer = 0;
  for (std::size_t step = steps; step-- > 0;) {
    if (seconds <= from[step])
      longer += count_[step];
    else
      return longer + count_[step] * std::max(0.0, upper(step) - seconds) / (upper(step) - from[step]);
  }
  return longer;
}

double Lengths::over_within(double so_far, double more) const {
  const double now = longer_than(so_far);
  return now > 1e-9 ? 1 - longer_than(so_far + more) / now : 0;
}

double Lengths::rest(double so_far, double luck) const {
  double left = longer_than(so_far) * (1 - luck); // that much of the examples lasts longer than the answer
  if (left <= 1e-9) return forever;
  for (std::size_t step = steps; step-- > 0;) {
    if (left <= count_[step])
      return std::max(0.0, upper(step) - left / count_[step] * (upper(step) - from[step]) - so_far);
    left -= count_[step];
  }
  return 0;
}

void Usual::add(int weekday, int slot, const Slot& today) {
  Slot& usual = slots_[static_cast<std::size_t>(weekday - 1)][static_cast<std::size_t>(slot)];
  usual.known = usual.known * 0.75 + 1;
  const double share = 1 / usual.known;
  usual.joins += share * (today.joins - usual.joins);
  usual.came += share * (today.came - usual.came);
  usual.active += share * (today.active - usual.active);
  usual.wait += share * (today.wait - usual.wait);
}

const Usual::Slot& Usual::at(int weekday, int slot) const {
  if (slot >= slots) {
    slot -= slots;
    weekday = weekday % 7 + 1;
  }
  return slots_[static_cast<std::size_t>(weekday - 1)][static_cast<std::size_t>(slot)];
}

const Lengths& Past::service_length(std::size_t kind) const {
  return service[kind].examples() > 40 ? service[kind] : any_service;
}

void Past::add_service(std::size_t kind, double seconds) {
  service[kind].add(seconds);
  any_service.add(seconds);
}

double Past::patience(double luck) const {
  const double mean = (waited + 600 * 5) / (left + 5); // as if five people had waited ten minutes each
  return -mean * chance::logarithm(1 - luck);
}

} // namespace lobby::logs
