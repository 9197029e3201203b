/// What changes while a scenario is played, and the rules by which a staff turn changes it. Private to core/roleplay.
#pragma once

#include "core/roleplay/scenario.hpp"

namespace lobby::roleplay {

constexpr int moves_on_after = 2; ///< turns that lead nowhere before the customer goes on alone

/// What the customer was told to count on.
struct Promise {
  int due = 0; ///< seconds of the scene, with grace
  std::size_t beats_done = 0;
};

/// The customer's state and memory.
struct Play {
  int mood = 0;     ///< 0–4
  int patience = 0; ///< the customer leaves at 0
  std::size_t beat = 0;
  std::set<std::string, std::less<>> done, facts, flags, reacted;
  std::set<Act> acts;       ///< of all turns so far
  std::set<Action> actions; ///< of all turns so far
  int warmth = 0;           ///< kindness that has not yet shown in the mood
  int misses = 0;           ///< turns in this beat that led nowhere; more than may be: the customer gave up
  int turns = 0;
  int at = 0; ///< seconds since the scene began
  std::optional<Promise> promise;
  std::vector<Thing> on_counter;
  std::uint64_t picks = 0; ///< wordings chosen so far
  std::string ending;      ///< "" while it goes on
};

/// What a staff turn did, as the conditions look at it.
struct Moment {
  std::set<Act> acts;
  std::set<Action> actions;
  std::set<Fault> faults;
  std::u32string said; ///< normalised
  int at = 0;
};
Moment moment_of(const StaffTurn& turn, const speech::Reading& reading);

bool holds(const Condition& condition, const Play& play, const Moment& moment);

CustomerTurn begin(const Scenario& scenario, std::uint64_t seed, Play& play);
CustomerTurn answer(const Scenario& scenario, std::uint64_t seed, Play& play, const Moment& moment);
CustomerTurn leave(const Scenario& scenario, std::uint64_t seed, Play& play);

/// A number that depends on nothing but its arguments, the same everywhere.
std::uint64_t mixed(std::uint64_t seed, std::uint64_t count);

} // namespace lobby::roleplay
