#include "core/wait/demand.hpp"

#include "core/wait/chance.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace lobby::demand {

namespace {

constexpr int minutes_of_day = 24 * 60;

/// Relative to an average minute; the branch opens at `open` and closes for the day at `close`.
double shape(int minute, int open, int close) {
  if (minute >= close - 60) return 0.6;
  if (minute < open + 60) return 1.2;
  if (minute >= 11 * 60 + 30 && minute < 13 * 60 + 30) return 1.35;
  if (minute < 11 * 60 + 30) return 1.1;
  return 0.9;
}

CounterSet bit(std::size_t index) { return CounterSet{1} << index; }

} // namespace

Arrivals::Arrivals(const Branch& branch, Date date) {
  const std::vector<Opening>& hours = branch.hours(date);
  if (hours.empty()) return;
  per_hour_.assign(minutes_of_day, 0);
  double sum = 0;
  int open = 0;
  for (const Opening& opening : hours) {
    for (int minute = std::max(0, opening.open); minute < std::min(opening.close, minutes_of_day); ++minute) {
      double& here = per_hour_[static_cast<std::size_t>(minute)];
      here = shape(minute, hours.front().open, hours.back().close);
      sum += here;
      ++open;
    }
  }
  if (sum <= 0) return;
  for (double& here : per_hour_)
    here *= branch.arrivals_per_hour * open / sum;
  peak_ = *std::max_element(per_hour_.begin(), per_hour_.end());
}

double Arrivals::per_hour(int minute) const {
  const auto at = static_cast<std::size_t>(minute);
  return minute >= 0 && at < per_hour_.size() ? per_hour_[at] : 0;
}

std::vector<double> shares(const Branch& branch) {
  const std::vector<CounterSet> serving = servers(branch);
  std::vector<double> share(branch.services.size(), 0);
  double sum = 0;
  for (std::size_t i = 0; i < share.size(); ++i) {
    const Service& service = branch.services[i];
    const bool here =
        service.channels.empty() || std::count(service.channels.begin(), service.channels.end(), Channel::counter) > 0;
    if (serving[i] == 0 || !here) continue;
    share[i] = (service.complexity == Complexity::simple ? 1.5 : 1.0) / std::clamp(service.typical_minutes, 2.0, 60.0);
    sum += share[i];
  }
  if (sum > 0)
    for (double& one : share)
      one /= sum;
  return share;
}

std::vector<double> mean_hours(const Branch& branch) {
  std::vector<double> hours;
  for (const Service& service : branch.services)
    hours.push_back((service.typical_minutes * chance::exponential(service.spread * service.spread / 2) + 0.6) / 60);
  return hours;
}

std::vector<CounterSet> servers(const Branch& branch) {
  std::vector<CounterSet> serving(branch.services.size(), 0);
  const std::size_t counters = std::min<std::size_t>(branch.counters.size(), most_counters);
  for (std::size_t i = 0; i < serving.size(); ++i)
    for (std::size_t c = 0; c < counters; ++c)
      if (branch.serves(branch.counters[c], branch.services[i].id)) serving[i] |= bit(c);
  return serving;
}

namespace {

/// Shares every service's load evenly among those who serve it.
std::array<double, most_counters> spread(const std::vector<CounterSet>& serving, const std::vector<double>& load,
                                         CounterSet open) {
  std::array<double, most_counters> busy{};
  for (std::size_t i = 0; i < serving.size(); ++i) {
    const CounterSet who = serving[i] & open;
    if (who == 0) continue;
    const double each = load[i] / std::popcount(who);
    for (CounterSet rest = who; rest != 0; rest &= rest - 1)
      busy[static_cast<std::size_t>(std::countr_zero(rest))] += each;
  }
  return busy;
}

/// Load that nobody serves, then what is above the target: both should come down to 0.
struct Shortage {
  double unserved = 0;
  double above = 0;
  auto operator<=>(const Shortage&) const = default;
};

Shortage shortage(const std::vector<CounterSet>& serving, const std::vector<double>& load, double target,
                  CounterSet open) {
  Shortage short_of;
  for (std::size_t i = 0; i < serving.size(); ++i)
    if ((serving[i] & open) == 0) short_of.unserved += load[i];
  for (const double busy : spread(serving, load, open))
    short_of.above += std::max(0.0, busy - target);
  return short_of;
}

} // namespace

double busiest(const std::vector<CounterSet>& serving, const std::vector<double>& load, CounterSet open) {
  const auto busy = spread(serving, load, open);
  return *std::max_element(busy.begin(), busy.end());
}

CounterSet plan(const std::vector<CounterSet>& serving, const std::vector<double>& load, double target,
                CounterSet fixed, CounterSet free) {
  CounterSet open = fixed;
  Shortage now = shortage(serving, load, target, open);
  while (now > Shortage{}) {
    CounterSet best = 0;
    for (CounterSet rest = free & ~open; rest != 0; rest &= rest - 1) {
      const CounterSet one = rest & (~rest + 1);
      const Shortage with = shortage(serving, load, target, open | one);
      if (with < now) {
        now = with;
        best = one;
      }
    }
    if (best == 0) break; // nobody left who would help
    open |= best;
  }
  return open;
}

} // namespace lobby::demand
