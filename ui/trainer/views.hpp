/// The views of the trainer, one class or function each. Private to ui/trainer.
#pragma once

#include "ui/trainer/attempts.hpp"
#include "ui/trainer/findings.hpp"
#include "ui/trainer/playing.hpp"
#include "ui/trainer/scenes.hpp"

#include <string>
#include <vector>

namespace trainer {

class Courses;
class Reviewer;

/// What is due today, scenes to choose from and one's last attempts.
void draw_chooser(Scenes& scenes, Attempts& attempts, const Runs& runs, Courses& courses);

/// Who, where, what for, and how to answer; begins or continues the scene.
class Briefing {
public:
  /// `run` is the scene that is being played already; null when there is none.
  /// `examined`: only as an examination.
  void draw(const Scene& scene, const Run* run, bool examined, Playing& playing);

private:
  void draw_modes(bool must);

  bool exam_ = false;
  std::string scenario_; ///< for which that was chosen
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
  bool draw_ending(Playing& playing);
  void draw_rewinding(Playing& playing);
  void draw_leaving(Playing& playing);
  void hear();
  void draw_listening();
  void speak_new(const Playing& playing);
  void say(Playing& playing, const std::string& text, std::vector<lobby::speech::Action> actions);
  std::vector<lobby::speech::Action> chosen_actions() const;

  std::string draft_;
  std::string draft_error_;
  bool actions_[lobby::speech::action_count] = {};
  bool leaving_ = false;
  int rewinding_ = -1;     ///< to before this turn of the employee, once it is confirmed; -1 = not
  std::string scenario_;   ///< whose draft this is
  std::string before_ear_; ///< the draft when listening began
  bool ear_ = false;       ///< what is heard goes into the draft
  std::string voice_;      ///< language in which the customer is heard
  std::size_t spoken_ = 0; ///< lines that were spoken, or are too old to be
};

/// Total, gates, checks with quoted words, faults with better wordings, mood over time; a trainer reviews the checks.
void draw_report(const Attempt& attempt, const Scene* scene, const Retelling& told, const Findings& findings,
                 Reviewer& reviewer);

/// The conversation again, step by step, with what each turn did.
class Replay {
public:
  /// Answers true when the scene is to be tried again from before the turn that is shown, see `staff_turns`.
  bool draw(const Attempt& attempt, const Scene* scene, const Retelling& told, const std::string& report_address);
  std::size_t staff_turns() const { return staff_turns_; } ///< of the employee before the turn that is shown

private:
  std::size_t step_ = 0, staff_turns_ = 0;
  std::string of_; ///< address of the report whose steps are shown
};

} // namespace trainer
