/// What earlier calls and days teach: how long things last, and how long people waited on the last days.
#pragma once

#include "core/logs/hall.hpp"

#include <limits>

namespace lobby::logs {

/// How long something lasts, as a histogram that forgets slowly. Nothing known: about two minutes.
class Lengths {
public:
  static constexpr std::size_t steps = 40;
  /// Luck comes in so many equal parts, each standing for its middle: 0 … 31.
  static constexpr std::size_t parts = 32;

  /// `keep` is what remains of earlier examples when one is added, within (0, 1).
  explicit Lengths(double keep = 0.9998);
  void add(double seconds);
  double examples() const { return all_; }
  double mean() const;
  /// Probability that something that has lasted `so_far` is over within `more` seconds, 0–1.
  double over_within(double so_far, double more) const;
  /// How much longer it lasts, seconds; `part` of the luck end earlier.
  double rest(double so_far, std::size_t part) const;
  /// How long it lasts from its beginning, seconds: rest(0, part), kept ready.
  double whole(std::size_t part) const { return whole_[part]; }

private:
  double longer_than(double seconds) const;
  std::array<double, steps + 1> longer_{}; ///< examples that last at least as long as a step's beginning; 0 at the end
  std::array<double, parts> whole_{};
  double keep_, all_ = 0, sum_ = 0;
};

/// Everything that outlives a day.
struct Past {
  Past() { day_wait.fill(std::numeric_limits<double>::quiet_NaN()); }

  std::array<Lengths, most_services> service; ///< how long services last, by kind
  Lengths any_service;
  Lengths pause{0.9995};                     ///< from an end until the counter's next start, while people wait
  std::array<double, most_services> share{}; ///< of services, by kind; recent ones count more
  double waited = 0;                         ///< seconds that people waited, recent ones
  double left = 0;                           ///< people who gave up in that time
  std::array<double, 8> day_wait{};          ///< mean wait of the last days, the latest first; NaN: not known

  /// How long a service lasts; of a kind hardly known, all of them.
  const Lengths& service_length(std::size_t kind) const;
  void add_service(std::size_t kind, double seconds);
  /// Mean seconds until somebody gives up.
  double patience() const { return (waited + 600 * 5) / (left + 5); } // as if five people had waited ten minutes each
};

} // namespace lobby::logs
