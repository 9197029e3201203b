/// A scene being played: the core's session with what has been said, kept after every turn (runs.hpp), so that a reload
/// or another device goes on where it stopped. Private to ui/trainer.
#pragma once

#include "core/roleplay/roleplay.hpp"
#include "ui/trainer/attempts.hpp"
#include "ui/trainer/runs.hpp"
#include "ui/trainer/scenes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trainer {

/// One line of the conversation as it is shown.
struct Line {
  bool staff = false;
  lobby::Text text; ///< of a typed line both are what was typed
  std::vector<lobby::speech::Action> actions;
  lobby::roleplay::CustomerTurn turn; ///< of the customer's lines
  int at = 0;                         ///< seconds since the scene began
};

class Playing {
public:
  explicit Playing(Runs& runs) : runs_(runs) {}

  /// An examination has neither suggestions nor help, and nothing in it is taken back.
  void begin(const Scene& scene, bool exam);
  /// Takes up what is kept of the scene; answers false when there is nothing.
  bool resume(const Scene& scene);
  /// A practice of its own from a scene that was played: as it stood after so many of the employee's turns.
  void begin_from(const Scene& scene, const Attempt& attempt, std::size_t staff_turns);
  /// Takes back all but the first so many turns of the employee.
  void rewind(std::size_t staff_turns);
  void forget(); ///< throws the scene away
  void finish(); ///< an attempt has been made of it

  bool running(const Scene& scene) const; ///< false too when another device has gone on
  bool ended() const { return session_->ended(); }
  bool exam() const { return exam_; }
  bool said_anything() const { return !turns_.empty(); }
  std::size_t staff_turns() const { return turns_.size(); }
  bool only_here() const { return runs_.only_here(scenario_); } ///< turns the server does not have yet
  const std::vector<Line>& lines() const { return lines_; }
  const lobby::roleplay::CustomerTurn& last() const { return lines_.back().turn; }
  std::vector<lobby::roleplay::Suggestion> suggestions() const { return session_->suggestions(); }
  int seconds() const; ///< since the scene began, pauses of a reload left out

  void say(std::string text, std::vector<lobby::speech::Action> actions);
  void end(); ///< the employee ends the scene
  Attempt attempt() const;

private:
  void start(const std::shared_ptr<const lobby::roleplay::Scenario>& scenario, std::string id, std::uint64_t seed);
  void replay(const std::vector<lobby::roleplay::StaffTurn>& turns);
  void play(const lobby::roleplay::StaffTurn& turn);
  void leave(int at);
  void keep();

  Runs& runs_;
  std::shared_ptr<const lobby::roleplay::Scenario> file_;
  std::string id_; ///< of the session
  std::string scenario_;
  std::uint64_t seed_ = 0;
  bool exam_ = false;
  std::optional<lobby::roleplay::Session> session_;
  std::vector<lobby::roleplay::StaffTurn> turns_;
  std::vector<Line> lines_;
  lobby::Time begun_ = 0; ///< such that now - begun_ is the time played
  bool left_ = false;     ///< ended by the employee
};

/// The scene as it was, from its seed and what staff said: lines with moods. `complete` is false when the scenario has
/// changed since and the customer would answer otherwise; then the lines are the transcript's, without moods.
struct Retelling {
  std::vector<Line> lines;
  bool complete = false;
};
Retelling retell(const Scene* scene, const Attempt& attempt);

} // namespace trainer
