#include "core/logs/rehearse.hpp"

#include "core/wait/chance.hpp"

#include <algorithm>

namespace lobby::logs {

namespace {

constexpr std::size_t paths = 32; // a power of two
constexpr double horizon = 4 * 3600;
constexpr std::size_t most_ahead =
    60; ///< who has more before them is taken to have this many, and the rest in proportion

/// Luck that is spread evenly over the paths: each path gets another 32nd, in an order that the hash picks.
class Luck {
public:
  Luck(std::uint64_t number, std::uint64_t path) : number_(number), path_(path) {}
  double operator()() {
    const std::uint64_t hash = chance::draw(number_, ++asked_);
    const std::uint64_t turn = (path_ * (hash << 1 | 1) + (hash >> 32)) % paths;
    return (static_cast<double>(turn) + 0.5) / paths;
  }

private:
  std::uint64_t number_, path_, asked_ = 0;
};

struct Server {
  double free = 0;
  std::uint32_t kinds = 0;
};

struct Person {
  std::size_t service = 0;
  double comes = 0; ///< seconds from now
  double leaves = 0;
};

class Path {
public:
  Path(const Hall& hall, const Past& past, std::size_t place, std::uint64_t path)
      : hall_(hall), past_(past), luck_(hall.line[place].number, path) {
    for (const Agent& agent : hall.agents) {
      const auto passed = static_cast<double>(std::max<Moment>(0, hall.now - agent.since));
      if (passed > 3600 * (agent.busy() ? 2 : 1)) continue;
      const double call = agent.busy() ? past.service_length(agent.service).rest(passed, luck_()) : 0;
      const double pause = past.pause.rest(agent.busy() ? 0 : passed, luck_());
      servers_.push_back({call + pause, kinds_of(agent, past)});
    }
    for (std::size_t i = place < most_ahead ? 0 : place - most_ahead; i < place; ++i)
      people_.push_back({hall.line[i].service, 0, past.patience(luck_())});
    overtaking(hall.line[place]);
    people_.push_back({hall.line[place].service, 0, horizon});
  }

  double run() {
    while (!servers_.empty()) {
      const auto server = std::min_element(servers_.begin(), servers_.end(),
                                           [](const Server& a, const Server& b) { return a.free < b.free; });
      const double at = server->free;
      if (at >= horizon) break;
      const auto person = std::find_if(people_.begin(), people_.end(), [&](const Person& one) {
        return one.comes <= at && one.leaves > at && (server->kinds >> one.service & 1) != 0;
      });
      if (person == people_.end()) {
        servers_.erase(server);
        continue;
      }
      if (person + 1 == people_.end()) return at;
      server->free += past_.service_length(person->service).rest(0, luck_()) + past_.pause.rest(0, luck_());
      people_.erase(person);
    }
    return horizon;
  }

private:
  /// Those who come later and still go first, because they have priority.
  void overtaking(const Waiting& me) {
    int most = me.priority;
    for (const Waiting& one : hall_.line)
      most = std::max(most, one.priority);
    for (const Begun& one : hall_.called)
      most = std::max(most, one.priority);
    if (most == me.priority) return;
    double higher = 1;
    for (const Begun& one : hall_.called)
      higher += one.priority > me.priority;
    const double share = higher / (static_cast<double>(hall_.called.size()) + 2);
    const auto recent = std::lower_bound(hall_.joins.begin(), hall_.joins.end(), hall_.now - 900);
    const double rate = share * static_cast<double>(hall_.joins.end() - recent) / 900;
    double comes = 0;
    for (int i = 0; i < 20 && rate > 0; ++i) {
      comes -= chance::logarithm(1 - luck_()) / rate;
      if (comes > static_cast<double>(credit * (most - me.priority))) return;
      people_.push_back({me.service, comes, comes + past_.patience(luck_())});
    }
  }

  const Hall& hall_;
  const Past& past_;
  Luck luck_;
  std::vector<Server> servers_;
  std::vector<Person> people_;
};

} // namespace

std::uint32_t kinds_of(const Agent& agent, const Past& past) {
  std::uint32_t kinds = 0;
  for (std::size_t kind = 0; kind < most_services; ++kind)
    if (agent.kinds[kind] > 0 || past.share[kind] * agent.calls < 2) kinds |= 1u << kind;
  return kinds;
}

Rehearsal rehearse(const Hall& hall, const Past& past, std::size_t place) {
  std::array<double, paths> waits{};
  Rehearsal all;
  for (std::size_t path = 0; path < paths; ++path) {
    waits[path] = Path(hall, past, place, path).run();
    all.mean += waits[path] / paths;
  }
  std::sort(waits.begin(), waits.end());
  all.p10 = waits[3];
  all.p25 = (waits[7] + waits[8]) / 2;
  all.p50 = (waits[15] + waits[16]) / 2;
  all.p75 = (waits[23] + waits[24]) / 2;
  all.p90 = waits[28];
  return all;
}

} // namespace lobby::logs
