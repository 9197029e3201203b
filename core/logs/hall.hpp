/// The hall as the lines of today show it: who waits, who serves whom since when, and what happened in the last hour.
#pragma once

#include "core/logs/logs.hpp"

#include <deque>
#include <vector>

namespace lobby::logs {

/// Seconds since 1970-01-01T00:00 of the branch's own clock.
using Moment = std::int64_t;

inline constexpr Moment day_seconds = 24 * 3600;
inline constexpr std::size_t most_waiting = 500; ///< whoever has waited longest is forgotten when there are more
inline constexpr std::size_t most_agents = 200;  ///< the one longest idle is forgotten when there are more
inline constexpr std::size_t most_services = 16; ///< services beyond that count as one
inline constexpr Moment credit = 90;             ///< seconds that one step of priority is ahead of its time

/// What was said to somebody at the join, kept until it is known what came of it.
struct Said {
  std::vector<float> features;
  double plain = 0; ///< by a plain formula, seconds
  Answer answer;
};

/// Somebody in the line.
struct Waiting {
  std::string who;
  std::size_t service = 0;
  int priority = 0;
  Moment joined = 0;
  std::uint64_t number = 0; ///< of the join, in all that was read
  Said said;

  Moment turn() const { return joined - credit * priority; }
};

/// Whoever serves at a counter. Seen only by the services.
struct Agent {
  std::string counter;
  std::string who; ///< empty: idle
  std::size_t service = 0;
  Moment since = 0;                         ///< since when it serves or is idle
  double calls = 0;                         ///< today
  double served = 0;                        ///< seconds, today, of the services that ended
  std::array<float, most_services> kinds{}; ///< services today, by kind

  bool busy() const { return !who.empty(); }
};

/// A service that began.
struct Begun {
  Moment at = 0;
  Moment wait = 0;  ///< −1: served at once
  double ratio = 1; ///< wait over what the plain formula said
  std::size_t service = 0;
  int priority = 0;
};

struct Hall {
  Moment now = 0;
  std::vector<Waiting> line; ///< by turn, then as they came
  std::vector<Agent> agents;
  std::deque<Begun> begun;   ///< of the last hour
  std::deque<Begun> called;  ///< the last hundred who had waited, of today
  std::deque<Moment> joins;  ///< of the last hour
  std::deque<Moment> leaves; ///< of the last hour
  Moment line_since = 0;     ///< since when somebody waits without a break
  double joined_today = 0, left_today = 0;

  /// Puts somebody where their turn is; answers how many are ahead.
  std::size_t add(Waiting waiting);
  /// Takes somebody out of the line.
  std::optional<Waiting> take(std::string_view who);
  Agent* agent(std::string_view counter);
  Agent& agent_or_new(std::string_view counter);
  Agent* serving(std::string_view who);
  /// Forgets what is older than an hour.
  void forget();
};

} // namespace lobby::logs
