/// How customers and tellers usually behave, until a branch has its own record: the Actors live by it, and so do
/// simulated days.
#pragma once

#include "core/branch/branch.hpp"

namespace lobby::usual {

// Who comes: shares of all customers.
inline constexpr double vip = 0.05;
inline constexpr double business = 0.07;
inline constexpr double elderly = 0.05;
inline constexpr double pregnant = 0.01;
inline constexpr double disabled = 0.01;

/// Share of customers who go before the others.
inline double priority(const Policy& policy) {
  const double special = policy.special_first ? elderly + pregnant + disabled : 0;
  return 1 - (1 - special) * (1 - (policy.vip_first ? vip : 0));
}

// Customers: minutes, shares.
inline constexpr double patience_median = 55; ///< log-normal
inline constexpr double patience_sigma = 0.6;
inline constexpr double absent = 0.03;      ///< of those called do not come
inline constexpr double cancelled = 0.03;   ///< of the appointments
inline constexpr double forgotten = 0.06;   ///< of the appointments that were not cancelled
inline constexpr double punctual_mean = -7; ///< from the begin of the slot; normal
inline constexpr double punctual_deviation = 6;
inline constexpr double booked = 0.2; ///< of the places in slots, over a day

// Tellers: seconds (uniformly from … to), shares.
inline constexpr double coming_least = 10, coming_most = 30; ///< from the call to the begin of service
inline constexpr double gap_least = 4, gap_most = 14;        ///< from the end of a service to the next call
inline constexpr double pace_least = 0.92, pace_most = 1.08; ///< of a teller, on the length of services
inline constexpr double sent_on = 0.02;                      ///< of the served need another service, too

} // namespace lobby::usual
