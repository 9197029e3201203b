/// What earlier calls and days teach: how long things last, and how a day of the week usually goes.
#pragma once

#include "core/logs/hall.hpp"

namespace lobby::logs {

/// How long something lasts, as a histogram that forgets slowly. Nothing known: about two minutes.
class Lengths {
public:
  static constexpr std::size_t steps = 40;

  /// `keep` is what remains of earlier examples when one is added, within (0, 1).
  explicit Lengths(double keep = 0.9998);
  void add(double seconds);
  double examples() const { return all_; }
  double mean() const;
  /// Probability that something that has lasted `so_far` is over within `more` seconds, 0–1.
  double over_within(double so_far, double more) const;
  /// How much longer it lasts; `luck` within [0, 1) is the share of those that end earlier.
  double rest(double so_far, double luck) const;

private:
  double longer_than(double seconds) const;
  std::array<double, steps> count_{};
  double keep_, all_ = 0, sum_ = 0;
};

/// What is usual at a half hour of a day of the week; recent weeks count more.
class Usual {
public:
  struct Slot {
    double joins = 0, came = 0, active = 0, wait = 0; ///< people, people, counters, seconds (mean)
    double known = 0;                                 ///< days seen; recent ones count more
  };
  static constexpr int slots = 48;

  void add(int weekday, int slot, const Slot& today);
  /// Empty (known = 0) when never seen. A slot past midnight is the next day's.
  const Slot& at(int weekday, int slot) const;

private:
  std::array<std::array<Slot, slots>, 7> slots_{};
};

/// Everything that outlives a day.
struct Past {
  std::array<Lengths, most_services> service; ///< how long services last, by kind
  Lengths any_service;
  Lengths pause{0.9995}; ///< from an end until the counter's next start, while people wait
  Usual usual;
  std::array<double, most_services> share{}; ///< of services, by kind; recent ones count more
  double waited = 0;                         ///< seconds that people waited, recent ones
  double left = 0;                           ///< people who gave up in that time
  std::array<double, 8> day_wait{};          ///< mean wait of the last days, the latest first; NaN: not known

  /// How long a service lasts; of a kind hardly known, all of them.
  const Lengths& service_length(std::size_t kind) const;
  void add_service(std::size_t kind, double seconds);
  /// Seconds until somebody gives up, by `luck` within [0, 1).
  double patience(double luck) const;
};

} // namespace lobby::logs
