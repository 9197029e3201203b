/// What a report says beyond the score: what moved the customer's mood, where the time went, what stayed unsure, and
/// the scene's own best words. Private to ui/trainer.
#pragma once

#include "ui/trainer/attempts.hpp"
#include "ui/trainer/playing.hpp"
#include "ui/trainer/scenes.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trainer {

/// The customer's mood after one of their turns.
struct MoodStep {
  int at = 0; ///< seconds
  lobby::roleplay::Mood mood{};
  int change = 0; ///< < 0 calmer, > 0 angrier than before, 0 the same
  /// What the employee's turn before it did, as (family, id): its faults when it made angrier, else its acts.
  std::vector<std::pair<std::string, std::string>> causes;
};

/// The scene's five parts, from greeting to farewell, in the order of the rubrics' checks.
enum class Phase { welcome, understand, handle, resolve, farewell };
constexpr int phase_count = 5;
std::string phase_text(Phase phase);

/// Words in which something was found, but not surely enough to be scored.
struct Unsure {
  std::string family, id; ///< "act." or "fault."
  std::string words;
  int at = 0; ///< seconds
};

struct Findings {
  std::vector<MoodStep> moods; ///< empty when the scene has changed since
  int seconds[phase_count] = {};
  std::vector<Unsure> unsure;
  std::map<std::string, lobby::roleplay::Suggestion, std::less<>> model; ///< by check
};
Findings findings_of(const Attempt& attempt, const Scene* scene, const Retelling& told);

/// "道歉、共情": what is behind a change of mood; a silence or the scene itself when the turn did nothing.
std::string causes_text(const MoodStep& step);
/// What would have earned the check, in the page's language: the scene's own line, else the standard's.
std::string better_text(const Findings& findings, const app::Json& check);

/// Code points [from, to) of a UTF-8 text.
std::string slice(const std::string& text, int from, int to);

} // namespace trainer
