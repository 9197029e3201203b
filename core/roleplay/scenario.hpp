/// A scenario as the session plays it. Private to core/roleplay and its check.
#pragma once

#include "core/json/json.hpp"
#include "core/roleplay/roleplay.hpp"

#include <array>
#include <map>
#include <set>

namespace lobby::roleplay {

using speech::Act;
using speech::Action;
using speech::Fault;

/// Wordings for calm (and uneasy), annoyed, angry (and furious).
using Line = std::array<std::vector<Text>, 3>;
inline bool empty(const Line& line) { return line[0].empty(); }

struct Condition {
  std::vector<Act> any_act, all_acts, ever_act;
  std::vector<Action> any_action, ever_action;
  std::vector<Fault> any_fault;
  std::optional<bool> fault;
  std::vector<std::u32string> says;                  ///< one of them stands in the turn, both normalised
  std::vector<std::vector<std::u32string>> says_all; ///< of each list one
  std::optional<Mood> mood_at_least, mood_at_most;
  std::optional<int> patience_at_most, seconds_at_least, turns_at_least;
  std::vector<std::string> facts, beats, flags;
  std::vector<Condition> any;  ///< one of them holds
  std::vector<Condition> none; ///< none of them holds
};

struct Effects {
  int mood = 0, patience = 0;
  std::vector<std::string> disclose, set, clear;
};

enum class Quality { good, mediocre, poor };
std::string_view name(Quality quality);

struct Offer {
  Quality quality{};
  Suggestion suggestion;
  std::string pointer; ///< where it stands in the file
};

struct Answer {
  std::optional<Condition> when;
  Line line;
  Text narration;
  Effects effects;
  bool stay = false;
  std::string end;
};

enum class Interruption { customer, phone, system, colleague };

struct Beat {
  std::string id;
  std::optional<Condition> when, skip_when;
  std::optional<Interruption> interruption;
  std::optional<std::vector<Thing>> on_counter;
  Text narration;
  Line line;
  std::vector<Offer> offers;
  std::vector<Answer> answers;
  Line otherwise;
  std::string pointer;
};

struct Reaction {
  std::string id;
  Condition when;
  Answer answer;
  bool once = false;
  std::string pointer;
};

struct Fact {
  std::string id;
  Condition asked;
  Line line;
  std::string pointer;
};

/// By the eight points (H8): what this kind of customer is won by.
enum class Kind { elderly, special, seeking_help, from_elsewhere, unfamiliar, impatient, unreasonable, complaining };

struct LastWords {
  Line line;
  Text narration;
  std::string pointer;
};

struct Scenario {
  std::string id;
  Text title, summary, place;
  std::string rubric;
  bool in_english = true; ///< all of it
  std::vector<std::string> context, checks, papers;
  int position = 0, minutes = 5;
  Kind kind{};
  Text customer_name, goal;
  std::string surname;
  Figure figure;
  Mood mood = Mood::calm;
  int patience = 10;
  std::vector<Fact> facts;
  int silence_seconds = 30;
  Line silence, asked_twice, promise_broken, puzzled;
  std::string out_of_patience;
  std::vector<Beat> beats;
  std::vector<Reaction> reactions;
  std::map<std::string, LastWords, std::less<>> endings;
  std::optional<json::Document> document; ///< to say where things stand
};

/// What a schema cannot say: names that lead nowhere, missing last words, qualities, languages and checks.
std::vector<Problem> check_references(const json::Document& document, const Scenario& scenario);

} // namespace lobby::roleplay
