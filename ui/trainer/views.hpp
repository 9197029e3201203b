/// The views of the trainer, one class or function each. Private to ui/trainer.
#pragma once

#include "ui/trainer/attempts.hpp"
#include "ui/trainer/playing.hpp"
#include "ui/trainer/scenes.hpp"

#include <string>
#include <vector>

namespace trainer {

/// Scenes to choose from and one's last attempts.
void draw_chooser(Scenes& scenes, Attempts& attempts);

/// Who, where, what for, and how to answer; begins or continues the scene.
class Briefing {
public:
  void draw(const Scene& scene, Playing& playing);
};

/// Typing or picking: kept on this device.
bool typing_preferred();
void prefer_typing(bool typing);

/// The scene while it is played.
class Play {
public:
  /// Answers true when the scene is over and the report is wanted.
  bool draw(const Scene& scene, Playing& playing);

private:
  void draw_customer(const Scene& scene, const Playing& playing);
  void draw_state(const Playing& playing);
  void draw_answer(Playing& playing);
  void draw_suggestions(Playing& playing);
  void draw_typing(Playing& playing);
  void draw_actions(bool open_at_first);
  void draw_history(const Playing& playing);
  bool draw_ending(const Playing& playing);
  void draw_leaving(Playing& playing);
  void say(Playing& playing, const std::string& text, std::vector<lobby::speech::Action> actions);
  std::vector<lobby::speech::Action> chosen_actions() const;

  std::string draft_;
  std::string draft_error_;
  bool actions_[lobby::speech::action_count] = {};
  bool leaving_ = false;
  std::string scenario_; ///< whose draft this is
};

/// Total, gates, checks with quoted words, faults with better wordings, mood over time.
void draw_report(const Attempt& attempt, const Scene* scene, const Retelling& told);

/// The conversation again, step by step, with what each turn did.
class Replay {
public:
  void draw(const Attempt& attempt, const Scene* scene, const Retelling& told, const std::string& report_address);

private:
  std::size_t step_ = 0;
  std::string of_; ///< address of the report whose steps are shown
};

} // namespace trainer
