/// A scene being played: the core's session with what has been said, kept on this device after every turn, so that a
/// reload goes on where it stopped. Private to ui/trainer.
#pragma once

#include "core/roleplay/roleplay.hpp"
#include "ui/trainer/attempts.hpp"
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
  void begin(const Scene& scene);
  /// Takes up what this device remembers of the scene; answers false when there is nothing.
  bool resume(const Scene& scene);
  /// Whether this device remembers a running scene of this scenario for the present member of staff.
  static bool remembered(std::string_view scenario);
  void forget();

  bool running(std::string_view scenario) const { return session_ && scenario == scenario_; }
  bool ended() const { return session_->ended(); }
  bool said_anything() const { return !turns_.empty(); }
  const std::vector<Line>& lines() const { return lines_; }
  const lobby::roleplay::CustomerTurn& last() const { return lines_.back().turn; }
  std::vector<lobby::roleplay::Suggestion> suggestions() const { return session_->suggestions(); }
  int seconds() const; ///< since the scene began, pauses of a reload left out
  bool special_customer() const { return special_customer_; }

  void say(std::string text, std::vector<lobby::speech::Action> actions);
  void end(); ///< the employee ends the scene
  Attempt attempt() const;

private:
  void start(const Scene& scene, std::uint64_t seed);
  void play(const lobby::roleplay::StaffTurn& turn);
  void keep() const;

  std::string scenario_;
  std::string id_;
  std::uint64_t seed_ = 0;
  std::optional<lobby::roleplay::Session> session_;
  std::vector<lobby::roleplay::StaffTurn> turns_;
  std::vector<Line> lines_;
  lobby::Time begun_ = 0; ///< such that now - begun_ is the time played
  bool left_ = false;     ///< ended by the employee
  bool special_customer_ = false;
};

/// The scene as it was, from its seed and what staff said: lines with moods. `complete` is false when the scenario has
/// changed since and the customer would answer otherwise; then the lines are the transcript's, without moods.
struct Retelling {
  std::vector<Line> lines;
  bool complete = false;
  bool special_customer = false;
};
Retelling retell(const Scene* scene, const Attempt& attempt);

} // namespace trainer
