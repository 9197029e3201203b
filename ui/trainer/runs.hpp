/// Scenes that are being played: kept on this device and on the server after every turn, so that a closed tab, a dead
/// network or another device loses none. Private to ui/trainer.
#pragma once

#include "core/roleplay/roleplay.hpp"
#include "ui/app/app.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trainer {

/// What is needed to play a running scene again up to where it stands.
struct Run {
  std::string id;    ///< the session's, and the attempt's that comes of it
  std::string staff; ///< who plays
  std::string scenario;
  std::uint64_t seed = 0;
  bool exam = false;
  std::vector<lobby::roleplay::StaffTurn> turns;
  bool left = false;  ///< ended by the employee
  int kept = -1;      ///< so many turns the server has; -1 = it does not know of it
  lobby::Time at = 0; ///< when it last went on
  /// An examination in which something was said: it is gone on with or ended, and counts.
  bool binding() const { return exam && !turns.empty(); }
};

std::string actions_json(const std::vector<lobby::speech::Action>& actions);
std::vector<lobby::speech::Action> read_actions(const app::Json& names);

class Runs {
public:
  /// Once a frame: asks the server what it has, sends what it lacks, when somebody is logged in and it can be reached.
  void step();
  /// Asks the server again: another device may have gone on.
  void look_again() { asked_of_.clear(); }
  /// Whether the server has not answered yet: what it knows may still come.
  bool asking() const { return asked_of_.empty() || under_way_; }

  /// The running scene of the present member of staff, one at most for a scenario; null when there is none.
  const Run* of(std::string_view scenario) const;
  /// Keeps it as it stands now. Another one of the same scenario is to be discarded first.
  void keep(Run run);
  void discard(std::string_view scenario); ///< it is thrown away, on the server too
  void finish(std::string_view scenario);  ///< an attempt has come of it
  /// While a scene is open here, what the server says of it is not taken over.
  void hold(std::string_view scenario) { held_ = scenario; }
  /// Whether turns of it are on this device only.
  bool only_here(std::string_view scenario) const;

private:
  void load();
  void store() const;
  void take_list(const app::Reply& reply);
  void take_session(const app::Json& session);
  void send(const Run& run);
  void take_sent(const std::string& id, int turns, const app::Reply& reply);
  void send_discarded();
  Run* find(std::string_view id);

  std::vector<Run> runs_; ///< of everybody who plays on this device
  struct Discarded {
    std::string id, staff;
  };
  std::vector<Discarded> discarded_; ///< the server has not been told yet
  std::vector<std::string> refused_; ///< ids that the server will not take; they stay on this device
  std::vector<std::string> ended_;   ///< ids; the server may not have heard yet
  std::string held_;
  std::string asked_of_; ///< for whom the server was asked; empty = not yet
  bool loaded_ = false;
  bool under_way_ = false; ///< the question
  bool sending_ = false;
  lobby::Time next_try_ = 0;
};

} // namespace trainer
