#include "core/logs/hall.hpp"

#include <algorithm>

namespace lobby::logs {

std::size_t Hall::add(Waiting waiting) {
  if (line.empty()) line_since = now;
  const auto later = std::upper_bound(line.begin(), line.end(), waiting,
                                      [](const Waiting& a, const Waiting& b) { return a.turn() < b.turn(); });
  const auto place = later - line.begin();
  line.insert(later, std::move(waiting));
  return static_cast<std::size_t>(place);
}

std::optional<Waiting> Hall::take(std::string_view who) {
  const auto found = std::find_if(line.begin(), line.end(), [&](const Waiting& one) { return one.who == who; });
  if (found == line.end()) return std::nullopt;
  Waiting taken = std::move(*found);
  line.erase(found);
  return taken;
}

Agent* Hall::agent(std::string_view counter) {
  const auto found =
      std::find_if(agents.begin(), agents.end(), [&](const Agent& one) { return one.counter == counter; });
  return found == agents.end() ? nullptr : &*found;
}

Agent& Hall::agent_or_new(std::string_view counter) {
  if (Agent* known = agent(counter)) return *known;
  if (agents.size() == most_agents)
    agents.erase(std::min_element(agents.begin(), agents.end(),
                                  [](const Agent& a, const Agent& b) { return a.since < b.since; }));
  agents.emplace_back();
  agents.back().counter = counter;
  return agents.back();
}

Agent* Hall::serving(std::string_view who) {
  const auto found = std::find_if(agents.begin(), agents.end(), [&](const Agent& one) { return one.who == who; });
  return found == agents.end() ? nullptr : &*found;
}

void Hall::forget() {
  const Moment old = now - 3600;
  while (!begun.empty() && begun.front().at < old)
    begun.pop_front();
  while (!joins.empty() && joins.front() < old)
    joins.pop_front();
  while (!leaves.empty() && leaves.front() < old)
    leaves.pop_front();
  while (called.size() > 100)
    called.pop_front();
}

} // namespace lobby::logs
