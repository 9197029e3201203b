#include "ui/trainer/playing.hpp"

#include <algorithm>

namespace trainer {

namespace roleplay = lobby::roleplay;
namespace speech = lobby::speech;

namespace {

/// A suggestion's two wordings when the text is one, else the text itself for both.
lobby::Text in_both(const std::string& text, const roleplay::Session& session) {
  for (const roleplay::Suggestion& suggestion : session.suggestions())
    if (suggestion.text.zh == text) return suggestion.text;
  return {text, text};
}

/// 32 bits, so that it passes through JSON numbers unharmed; from an id that no two playings share.
std::uint64_t seed_from(std::string_view id) {
  std::uint32_t hash = 2166136261U; // FNV-1a
  for (const char c : id)
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

} // namespace

void Playing::start(const std::shared_ptr<const roleplay::Scenario>& scenario, std::string id, std::uint64_t seed) {
  file_ = scenario;
  id_ = std::move(id);
  seed_ = seed;
  left_ = false;
  turns_.clear();
  lines_.clear();
  session_.emplace(scenario, seed);
  lines_.push_back({false, session_->opening().text, {}, session_->opening(), 0});
  begun_ = app::now();
}

void Playing::begin(const Scene& scene, bool exam) {
  scenario_ = scene.id;
  exam_ = exam;
  const std::string id = app::new_id();
  runs_.discard(scenario_);
  start(scene.scenario, id, seed_from(id));
  keep();
}

bool Playing::running(const Scene& scene) const {
  if (!session_ || scene.id != scenario_) return false;
  const Run* run = runs_.of(scenario_);
  return run && run->turns.size() == turns_.size();
}

bool Playing::resume(const Scene& scene) {
  const Run* run = runs_.of(scene.id);
  if (!run) return false;
  scenario_ = scene.id;
  exam_ = run->exam;
  start(scene.scenario, run->id, run->seed);
  replay(run->turns);
  if (run->left && !session_->ended()) leave(turns_.empty() ? 0 : turns_.back().at_seconds);
  return true;
}

void Playing::begin_from(const Scene& scene, const Attempt& attempt, std::size_t staff_turns) {
  std::vector<roleplay::StaffTurn> turns;
  const app::Json said = attempt.transcript["turns"];
  for (std::size_t i = 0; i < said.size() && turns.size() < staff_turns; ++i)
    if (said[i]["who"].text() == "staff")
      turns.push_back(
          {said[i]["text"].text(), read_actions(said[i]["actions"]), static_cast<int>(said[i]["at"].number())});
  scenario_ = scene.id;
  exam_ = false;
  runs_.discard(scenario_);
  start(scene.scenario, app::new_id(), attempt.seed);
  replay(turns);
  keep();
}

void Playing::rewind(std::size_t staff_turns) {
  if (exam_ || staff_turns >= turns_.size()) return;
  runs_.discard(scenario_);
  std::vector<roleplay::StaffTurn> turns = turns_;
  turns.resize(staff_turns);
  start(file_, app::new_id(), seed_); // the server's session only ever goes on
  replay(turns);
  keep();
}

/// Time goes on from the last of the turns.
void Playing::replay(const std::vector<roleplay::StaffTurn>& turns) {
  for (const roleplay::StaffTurn& turn : turns)
    if (!session_->ended()) play(turn);
  begun_ = app::now() - (turns_.empty() ? 0 : turns_.back().at_seconds) * lobby::second;
}

void Playing::forget() {
  runs_.discard(scenario_);
  finish();
}

void Playing::finish() {
  runs_.finish(scenario_);
  session_.reset();
  scenario_.clear();
}

void Playing::keep() {
  if (const Run* run = runs_.of(scenario_)) id_ = run->id; // another one when somebody went on with it elsewhere
  runs_.keep({id_, app::staff().id, scenario_, seed_, exam_, turns_, left_, -1, 0});
}

int Playing::seconds() const {
  if (session_->ended()) return lines_.back().at;
  return static_cast<int>(std::max<lobby::Duration>(0, app::now() - begun_) / lobby::second);
}

void Playing::play(const roleplay::StaffTurn& turn) {
  lines_.push_back({true, in_both(turn.text, *session_), turn.actions, {}, turn.at_seconds});
  turns_.push_back(turn);
  const roleplay::CustomerTurn answer = session_->say(turn);
  lines_.push_back({false, answer.text, {}, answer, turn.at_seconds});
}

void Playing::say(std::string text, std::vector<speech::Action> actions) {
  if (session_->ended()) return;
  play({std::move(text), std::move(actions), seconds()});
  keep();
}

void Playing::leave(int at) {
  left_ = true;
  const roleplay::CustomerTurn answer = session_->end();
  lines_.push_back({false, answer.text, {}, answer, at});
}

void Playing::end() {
  leave(seconds());
  keep();
}

Attempt Playing::attempt() const {
  const Run* run = runs_.of(scenario_);
  Attempt attempt;
  attempt.id = run ? run->id : id_;
  attempt.staff = app::staff().id;
  attempt.scenario = scenario_;
  attempt.seed = seed_;
  attempt.exam = exam_;
  attempt.at = app::now();
  attempt.transcript_text = session_->transcript_json();
  return attempt;
}

Retelling retell(const Scene* scene, const Attempt& attempt) {
  Retelling told;
  const app::Json turns = attempt.transcript["turns"];
  std::optional<roleplay::Session> session;
  if (scene && scene->scenario) session.emplace(scene->scenario, attempt.seed);
  roleplay::CustomerTurn answer = session ? session->opening() : roleplay::CustomerTurn();
  told.complete = session.has_value();
  for (std::size_t i = 0; i < turns.size(); ++i) {
    const app::Json turn = turns[i];
    const std::string text = turn["text"].text();
    Line line{turn["who"].text() == "staff",
              {text, text},
              read_actions(turn["actions"]),
              {},
              static_cast<int>(turn["at"].number())};
    if (line.staff && session) {
      line.text = in_both(text, *session);
      answer = session->say({text, line.actions, line.at});
    } else if (session && answer.text.zh == text) {
      line.text = answer.text;
      line.turn = answer;
    } else if (session && i + 1 == turns.size() && session->end().text.zh == text) {
      line.turn = session->end(); // the employee had ended the scene
      line.text = line.turn.text;
    } else {
      told.complete = false;
    }
    told.lines.push_back(std::move(line));
  }
  return told;
}

} // namespace trainer
