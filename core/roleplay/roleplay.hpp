/// A role-play: the scenario file, the customer's state (mood, facts, patience), the session that turns what the
/// employee says and does into the customer's next words, and its replay.
#pragma once

#include "core/branch/branch.hpp"
#include "core/json/problem.hpp"
#include "core/speech/speech.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lobby::roleplay {

/// From calm to furious; the customer has a wording of each line for three of them.
enum class Mood : std::uint8_t { calm, uneasy, annoyed, angry, furious };
std::string_view name(Mood mood);

struct Scenario; ///< private; read by `read_scenario`

struct ScenarioResult {
  std::shared_ptr<const Scenario> scenario; ///< null when there are problems
  std::vector<Problem> problems;
};
/// Reads and checks one scenario file (JSON against `scenario_schema()`, then what a schema cannot say).
ScenarioResult read_scenario(std::string_view json);
std::string_view scenario_schema();

/// How the customer is drawn.
struct Figure {
  enum class Age : std::uint8_t { young, grown, old };
  enum class With : std::uint8_t { stick, glasses, wheelchair, child, big_belly, bag, helmet, tie };
  Age age = Age::grown;
  bool woman = false;
  std::vector<With> with;
};

/// What may lie on the counter between employee and customer.
enum class Thing : std::uint8_t {
  id_card,
  bank_card,
  passbook,
  certificate,
  cash,
  form,
  receipt,
  phone,
  tea,
  contract
};
std::string_view name(Thing thing);

/// What a chooser shows.
struct ScenarioCard {
  std::string id;
  Text title;
  Text summary;
  std::string rubric;
  std::vector<std::string> checks; ///< what a drill practises; empty = the whole rubric
  int position = 0;                ///< H1: 1–7
  int minutes = 5;                 ///< about how long
  bool in_english = true;          ///< false: only the card is, the scene is Chinese
  Figure figure;
};
ScenarioCard card(const Scenario& scenario);

/// What the employee says and does in one turn.
struct StaffTurn {
  std::string text; ///< may be empty when there are actions
  std::vector<speech::Action> actions;
  int at_seconds = 0; ///< since the scene began, not before the turn before
};

/// A line the employee may pick instead of typing.
struct Suggestion {
  Text text;
  std::vector<speech::Action> actions;
};

/// The scenario's own best words for a check of its rubric.
struct ModelLine {
  std::string check;
  Suggestion said;
};
/// For every check that the good suggestions earn by words or actions, in the rubric's order.
std::vector<ModelLine> model_lines(const Scenario& scenario);

struct CustomerTurn {
  Text text;
  Mood mood = Mood::calm;
  Text narration; ///< what happens in the hall, in words; may be empty
  std::vector<Thing> on_counter;
  bool ended = false;
  std::string ending; ///< "solved", "follow_up", "escalated", "walked_out", "regulator"; when ended
};

/// One playing of a scenario. The same scenario, seed and staff turns give the same session, everywhere.
class Session {
public:
  Session(std::shared_ptr<const Scenario> scenario, std::uint64_t seed);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  const CustomerTurn& opening() const;
  /// What the employee sees before speaking: suggestions in an order that does not give the best one away.
  std::vector<Suggestion> suggestions() const;
  /// The customer's answer to the turn. After the end it answers the last turn again.
  CustomerTurn say(const StaffTurn& turn);
  /// The employee leaves or ends the scene.
  CustomerTurn end();
  bool ended() const;
  Mood mood() const;
  std::size_t beat() const; ///< its place in the file
  int turns() const;        ///< so far, the customer's and the employee's: the next one's place in the transcript
  /// The transcript so far as JSON, the format of `lobby score`, with "rubric", "context", "scenario", "seed".
  std::string transcript_json() const;
  /// FNV-1a over the transcript: two sessions with the same hash are the same scene.
  std::uint64_t hash() const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace lobby::roleplay
