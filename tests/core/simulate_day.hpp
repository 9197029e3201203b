/// A branch's day with everything on, and a sink that remembers it.
#pragma once

#include "core/simulate/simulate.hpp"
#include "tests/core/wait_branch.hpp"

#include <algorithm>
#include <vector>

namespace lobby::simulate_test {

/// Monday of the city branch: bookings in every slot, a crowd at noon, counters that open and close, many who are sent
/// on, do not come or lose their patience.
inline simulate::Plan busy_day(const Branch& branch) {
  using namespace simulate;
  Plan plan = plan_of(branch, wait_test::monday, prior_experience(branch));
  for (simulate::Service& one : plan.services)
    one.sent_on = one.sent_on > 0 ? 0.2 : 0;
  for (Stream& one : plan.streams)
    for (double& rate : one.per_hour)
      rate *= 1.3;
  plan.patience = Distribution::log_normal(25 * 60, 0.8);
  plan.absent = 0.05;
  for (int slot = 9 * 60; slot < 17 * 60; slot += branch.policy.slot_minutes)
    for (std::size_t s = 0; s < plan.services.size(); ++s)
      plan.appointments.push_back({s, slot * 60.0, (static_cast<std::size_t>(slot / 30) + s) % 7 == 0});
  plan.punctuality = Distribution::normal(-8 * 60, 10 * 60);
  const double h = 3600;
  plan.counters[1].shifts = {{9 * h, 11 * h}, {11.5 * h, 14 * h}};
  plan.counters[2].shifts = {{11 * h, 13.5 * h}};
  plan.counters[5].shifts = {{10 * h, 17 * h}};
  plan.counters[6].shifts = {{9 * h, 12 * h}, {13 * h, 17 * h}};
  return plan;
}

class Recorder : public simulate::Sink {
public:
  void visit(const simulate::Visit& one) override { visits.push_back(one); }
  std::vector<simulate::Visit> visits;
  /// Of one counter, in order of calling.
  std::vector<simulate::Visit> at(int counter) const {
    std::vector<simulate::Visit> some;
    std::copy_if(visits.begin(), visits.end(), std::back_inserter(some),
                 [=](const simulate::Visit& one) { return one.counter == counter; });
    return some;
  }
};

} // namespace lobby::simulate_test
