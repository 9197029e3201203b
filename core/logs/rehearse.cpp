#include "core/logs/rehearse.hpp"

#include "core/wait/chance.hpp"

#include <algorithm>

namespace lobby::logs {

namespace {

constexpr std::size_t paths = Lengths::parts;
constexpr double horizon = 4 * 3600;
constexpr std::size_t most_ahead =
    60; ///< who has more before them is taken to have this many, and the rest in proportion

/// Luck that is spread evenly over the paths: each path gets another part of it, in an order that the hash picks.
class Luck {
public:
  Luck(std::uint64_t number, std::uint64_t path) : number_(number), path_(path) {}
  std::size_t operator()() {
    const std::uint64_t hash = chance::draw(number_, ++asked_);
    return static_cast<std::size_t>((path_ * (hash << 1 | 1) + (hash >> 32)) % paths);
  }

private:
  std::uint64_t number_, path_, asked_ = 0;
};

/// An exponential time of mean 1, by part of the luck.
std::array<double, paths> exponential_times() {
  std::array<double, paths> times{};
  for (std::size_t part = 0; part < paths; ++part)
    times[part] = -chance::logarithm(1 - (static_cast<double>(part) + 0.5) / paths);
  return times;
}

struct Server {
  double free = 0;
  std::uint32_t kinds = 0;
};

struct Person {
  std::size_t service = 0;
  double comes = 0; ///< seconds from now
  double leaves = 0;
};

/// One path after the other; what they have in common is found once, and their memory is used again.
class Paths {
public:
  Paths(const Hall& hall, const Past& past, std::size_t place)
      : hall_(hall), past_(past), me_(hall.line[place]), place_(place), patience_(past.patience()) {
    for (const Agent& agent : hall.agents) {
      const auto passed = static_cast<double>(std::max<Moment>(0, hall.now - agent.since));
      if (passed > 3600 * (agent.busy() ? 2 : 1)) continue;
      const Lengths* service = agent.busy() ? &past.service_length(agent.service) : nullptr;
      known_.push_back({service, passed, kinds_of(agent, past)});
    }
    find_overtaking();
  }

  /// When the one at `place` is served, seconds from now.
  double run(std::uint64_t path) {
    luck_ = Luck(me_.number, path);
    begin();
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
      server->free += past_.service_length(person->service).whole(luck_()) + past_.pause.whole(luck_());
      people_.erase(person);
    }
    return horizon;
  }

private:
  struct Known {
    const Lengths* service; ///< of the service that goes on; none: idle
    double passed;          ///< seconds that it has been served or idle for
    std::uint32_t kinds;
  };

  void begin() {
    servers_.clear();
    for (const Known& one : known_) {
      const double call = one.service != nullptr ? one.service->rest(one.passed, luck_()) : 0;
      const double pause = one.service != nullptr ? past_.pause.whole(luck_()) : past_.pause.rest(one.passed, luck_());
      servers_.push_back({call + pause, one.kinds});
    }
    people_.clear();
    for (std::size_t i = place_ < most_ahead ? 0 : place_ - most_ahead; i < place_; ++i)
      people_.push_back({hall_.line[i].service, 0, patience_ * exponential_[luck_()]});
    double comes = 0;
    for (int i = 0; i < 20 && rate_ > 0; ++i) {
      comes += exponential_[luck_()] / rate_;
      if (comes > until_) break;
      people_.push_back({me_.service, comes, comes + patience_ * exponential_[luck_()]});
    }
    people_.push_back({me_.service, 0, horizon});
  }

  /// Those who come later and still go first, because they have priority.
  void find_overtaking() {
    int most = me_.priority;
    double higher = 1;
    for (const Waiting& one : hall_.line)
      most = std::max(most, one.priority);
    for (const Begun& one : hall_.called) {
      most = std::max(most, one.priority);
      higher += one.priority > me_.priority;
    }
    if (most == me_.priority) return;
    const auto recent = std::lower_bound(hall_.joins.begin(), hall_.joins.end(), hall_.now - 900);
    const double share = higher / (static_cast<double>(hall_.called.size()) + 2);
    rate_ = share * static_cast<double>(hall_.joins.end() - recent) / 900;
    until_ = static_cast<double>(credit * (most - me_.priority));
  }

  const Hall& hall_;
  const Past& past_;
  const Waiting& me_;
  std::size_t place_;
  double patience_;
  const std::array<double, paths> exponential_ = exponential_times();
  Luck luck_{0, 0};
  double rate_ = 0;  ///< of those who overtake, people a second
  double until_ = 0; ///< seconds in which they may come
  std::vector<Known> known_;
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
  Paths lives(hall, past, place);
  for (std::size_t path = 0; path < paths; ++path) {
    waits[path] = lives.run(path);
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
