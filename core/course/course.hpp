/// What a person should practise next: the courses, told from the scenes there are and what this person has played.
#pragma once

#include "core/roleplay/roleplay.hpp"
#include "core/time/time.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lobby::course {

using Cards = std::vector<roleplay::ScenarioCard>;

/// One scene that was played to its end.
struct Practice {
  std::string scenario;
  Date day;
  double total = 0; ///< 0–100
  bool passed = false;
  bool exam = false;                    ///< without hints
  std::map<std::string, double> earned; ///< per check of the report: 0 missed, 0.5 partly, 1 met
  std::int64_t number = 0;              ///< the caller's own, told back by the steps
};
using Practices = std::vector<Practice>; ///< oldest first

/// What is missed, as a share from 0 to 1, dearest first; what was never asked for is not listed.
struct Missed {
  std::string check;
  double share = 0;
};
/// Practice counts half after `half_life_days`, and a check begins at half missed with the weight of one practice, so
/// that one bad day does not outweigh a habit.
std::vector<Missed> missed_most(const Practices& practices, Date today);
inline constexpr double half_life_days = 14;

/// The morning drill (T9): three drills that train what is missed most, none played today if there are others; the same
/// person and day give the same three. Fewer when there are fewer.
std::vector<std::string> morning_drill(const Cards& cards, const Practices& practices, std::string_view staff,
                                       Date today);
inline constexpr std::size_t drills_a_morning = 3;

/// One thing to do in a course.
struct Step {
  std::string scenario;
  Date due;
  bool done = false;
  double best = 0;                     ///< since the course began; 0 when not played
  std::vector<std::int64_t> numbers{}; ///< of the practices by which it is done
};
struct Progress {
  std::vector<Step> steps; ///< in the order of their days
  std::size_t done = 0;
  bool complete = false;
  double total = 0; ///< the mean of what the steps done came to
};

/// Morning drills as a course: a step for each working day from `start` to `until`, done by a morning's drills all
/// played on one day, whatever they came to. A morning left out is made up for by another day. Steps have no scenario.
Progress mornings(const Cards& cards, const Practices& practices, Date start, Date until);

/// A newcomer's month (T9): every full scene once, spread over 20 working days from `start`: the counter, then the
/// hall, the telephone, the wealth room, complaints. A step is done when it was passed.
Progress newcomer_month(const Cards& cards, const Practices& practices, Date start);

/// An examination: one scene of the counter, one of hall, telephone or wealth room, one complaint, chosen by `seed`;
/// without hints, from `start` on. The first playing counts: a step is done when played, `complete` when all are
/// passed.
Progress examination(const Cards& cards, const Practices& practices, std::uint64_t seed, Date start);

/// The 25 days after a training (T11): a scene each on the days 1, 3, 7, 14 and 25, further and further apart (Cepeda
/// et al. 2006, "Distributed practice in verbal recall tasks"), the one that asks most of what this person missed until
/// then. A step failed comes again the next day.
Progress follow_up(const Cards& cards, const Practices& practices, Date start);

} // namespace lobby::course
