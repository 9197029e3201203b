/// What a branch expects before anybody has come: arrivals over the day, how they share among services, and how many
/// counters that takes. The predictor and the simulated people share it.
#pragma once

#include "core/branch/branch.hpp"

#include <cstdint>
#include <vector>

namespace lobby::demand {

/// Where a branch's counters and services are in a set: one bit each.
using CounterSet = std::uint64_t;
inline constexpr int most_counters = 64; ///< more than any branch has; the rest is ignored

/// Walk-ins per hour for every minute of a day: more at the opening and around noon, fewer before closing, none when
/// closed. Over the opening hours the mean is Branch::arrivals_per_hour.
class Arrivals {
public:
  Arrivals(const Branch& branch, Date date);
  double per_hour(int minute) const;
  double peak() const { return peak_; }

private:
  std::vector<double> per_hour_; ///< empty when closed
  double peak_ = 0;
};

/// Share of each service (by place in branch.services) among walk-ins; simple and short ones come more often.
/// 0 for what no counter does. Sums to 1 unless nothing can be served.
std::vector<double> shares(const Branch& branch);

/// Mean hours that one customer keeps a counter busy, by place in branch.services; calling and coming included.
std::vector<double> mean_hours(const Branch& branch);

/// Counters that serve each service, by place in branch.services.
std::vector<CounterSet> servers(const Branch& branch);

/// Which counters to have open for a load in Erlangs per service (people per hour × hours each): as few as keep
/// everyone of them below `target` busy and every service with any load served. `fixed` are open whatever happens,
/// only `free` may be added.
CounterSet plan(const std::vector<CounterSet>& serving, const std::vector<double>& load, double target,
                CounterSet fixed, CounterSet free);

/// How busy the busiest counter of `open` would be (1 = all the time); more than 1 means that the line grows.
/// What nobody of them serves is left out.
double busiest(const std::vector<CounterSet>& serving, const std::vector<double>& load, CounterSet open);

} // namespace lobby::demand
