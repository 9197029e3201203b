#include "ui/app/bridge.hpp"
#include "ui/app/internal.hpp"

#include <algorithm>
#include <vector>

namespace app::internal {

namespace {

struct Timer {
  double due; // milliseconds of host_ticks
  std::function<void()> what;
};

std::vector<Timer>& timers() {
  static std::vector<Timer> all;
  return all;
}

} // namespace

void after(double seconds, std::function<void()> what) {
  timers().push_back({host_ticks() + seconds * 1000, std::move(what)});
}

void run_timers() {
  const double now = host_ticks();
  std::vector<Timer> due;
  auto& all = timers();
  const auto later = std::stable_partition(all.begin(), all.end(), [now](const Timer& t) { return t.due <= now; });
  std::move(all.begin(), later, std::back_inserter(due));
  all.erase(all.begin(), later);
  for (const Timer& timer : due) {
    timer.what();
  }
}

double next_timer() {
  const auto& all = timers();
  if (all.empty()) {
    return -1;
  }
  const auto first = std::min_element(all.begin(), all.end(), [](auto& a, auto& b) { return a.due < b.due; });
  return std::max(0.0, (first->due - host_ticks()) / 1000);
}

} // namespace app::internal
