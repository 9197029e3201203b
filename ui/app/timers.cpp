#include "ui/app/bridge.hpp"
#include "ui/app/internal.hpp"

#include <unordered_map>

namespace app::internal {

namespace {

struct Timers {
  int last = 0;
  std::unordered_map<int, std::function<void()>> waiting;
};

Timers& timers() {
  static Timers all;
  return all;
}

} // namespace

void after(double seconds, std::function<void()> what) {
  const int id = ++timers().last;
  timers().waiting.emplace(id, std::move(what));
  host_timer(id, seconds);
}

void timer_due(int id) {
  auto timer = timers().waiting.extract(id);
  if (timer) {
    timer.mapped()();
  }
}

} // namespace app::internal
