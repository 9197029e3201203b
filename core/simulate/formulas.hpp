/// Closed forms of queueing theory: what the simulator is checked against, and quick answers where they hold (one line,
/// a steady state, Poisson arrivals).
#pragma once

namespace lobby::simulate {

/// Share of customers who find all counters busy when nobody waits (M/M/c/c). `counters` >= 0, `load` >= 0 in Erlangs
/// (people per hour × hours of service each). Erlang 1917.
double erlang_b(int counters, double load);

/// Share of customers who must wait (M/M/c); 1 when the counters cannot bear the load. Erlang 1917.
double erlang_c(int counters, double load);

/// Share of customers who wait longer than `limit` >= 0 (M/M/c, first come first served); times in any one unit.
double erlang_c_over(int counters, double load, double mean_service, double limit);

/// A line in which people give up (M/M/c+M, also called Erlang A; Palm 1957, Garnett, Mandelbaum and Reiman 2002).
struct ErlangA {
  double wait = 0;      ///< share who find all counters busy
  double abandon = 0;   ///< share who give up
  double mean_wait = 0; ///< of everybody, until called or gone
};
/// `rate` people per unit of time, mean service and mean patience > 0 in that unit; counters >= 0.
ErlangA erlang_a(int counters, double rate, double mean_service, double mean_patience);

/// Mean time in line at one counter with any service times (M/G/1); infinite when rate × mean >= 1. Pollaczek 1930,
/// Khinchine 1932.
double pollaczek_khinchine(double rate, double mean, double second_moment);

} // namespace lobby::simulate
