#include "core/simulate/formulas.hpp"

#include "core/wait/chance.hpp"

#include <algorithm>
#include <limits>

namespace lobby::simulate {

double erlang_b(int counters, double load) {
  double blocked = 1;
  for (int n = 1; n <= counters; ++n)
    blocked = load * blocked / (n + load * blocked);
  return blocked;
}

double erlang_c(int counters, double load) {
  if (load >= counters) return 1;
  const double blocked = erlang_b(counters, load);
  return counters * blocked / (counters - load * (1 - blocked));
}

double erlang_c_over(int counters, double load, double mean_service, double limit) {
  if (load >= counters) return 1;
  // e^-700 is as good as nothing, and as far as chance::exponential goes.
  return erlang_c(counters, load) * chance::exponential(-std::min(700.0, (counters - load) * limit / mean_service));
}

ErlangA erlang_a(int counters, double rate, double mean_service, double mean_patience) {
  // Birth and death: n people leave at the rate min(n, counters) / mean_service + (n - counters)+ / mean_patience.
  // Relative to the state in which all counters are busy and nobody waits; below it downwards, above it upwards.
  double below = 0;
  double state = 1;
  for (int n = counters; n > 0 && state > 0; --n) {
    state *= n / mean_service / rate;
    below += state;
  }
  double all_busy = 0;
  double in_line = 0;
  state = 1;
  for (int waiting = 0; state > all_busy * 1e-17; ++waiting) {
    all_busy += state;
    in_line += waiting * state;
    state *= rate / (counters / mean_service + (waiting + 1) / mean_patience);
  }
  ErlangA made;
  made.wait = all_busy / (below + all_busy);
  made.mean_wait = in_line / (below + all_busy) / rate;
  made.abandon = made.mean_wait / mean_patience;
  return made;
}

double pollaczek_khinchine(double rate, double mean, double second_moment) {
  const double load = rate * mean;
  return load < 1 ? rate * second_moment / (2 * (1 - load)) : std::numeric_limits<double>::infinity();
}

} // namespace lobby::simulate
