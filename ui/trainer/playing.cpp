#include "ui/trainer/playing.hpp"

#include <algorithm>
#include <cstdlib>

namespace trainer {

namespace roleplay = lobby::roleplay;
namespace speech = lobby::speech;

namespace {

constexpr std::string_view run_key = "trainer-run";

std::string actions_json(const std::vector<speech::Action>& actions) {
  std::string out = "[";
  for (const speech::Action action : actions)
    out += (out.size() > 1 ? ",\"" : "\"") + std::string(speech::name(action)) + "\"";
  return out + "]";
}

std::vector<speech::Action> read_actions(const app::Json& names) {
  std::vector<speech::Action> actions;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (speech::Action action{}; speech::parse(names[i].text(), action)) actions.push_back(action);
  return actions;
}

/// A suggestion's two wordings when the text is one, else the text itself for both.
lobby::Text in_both(const std::string& text, const roleplay::Session& session) {
  for (const roleplay::Suggestion& suggestion : session.suggestions())
    if (suggestion.text.zh == text) return suggestion.text;
  return {text, text};
}

bool has_context(const app::Json& transcript, std::string_view context) {
  const app::Json contexts = transcript["context"];
  for (std::size_t i = 0; i < contexts.size(); ++i)
    if (contexts[i].text() == context) return true;
  return false;
}

/// 32 bits, so that it passes through JSON numbers unharmed; from an id that no two playings share.
std::uint64_t seed_from(std::string_view id) {
  std::uint32_t hash = 2166136261U; // FNV-1a
  for (const char c : id)
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

} // namespace

void Playing::start(const Scene& scene, std::uint64_t seed) {
  scenario_ = scene.id;
  seed_ = seed;
  left_ = false;
  turns_.clear();
  lines_.clear();
  session_.emplace(scene.scenario, seed);
  lines_.push_back({false, session_->opening().text, {}, session_->opening(), 0});
  special_customer_ = has_context(app::Json::parse(session_->transcript_json()), "special_customer");
}

void Playing::begin(const Scene& scene) {
  id_ = app::new_id();
  start(scene, seed_from(id_));
  begun_ = app::now();
  keep();
}

bool Playing::remembered(std::string_view scenario) {
  const app::Json run = app::Json::parse(app::stored(run_key));
  return run["scenario"].text() == scenario && run["staff"].text() == app::staff().id && !run["id"].text().empty();
}

bool Playing::resume(const Scene& scene) {
  if (!remembered(scene.id)) return false;
  const app::Json run = app::Json::parse(app::stored(run_key));
  id_ = run["id"].text();
  start(scene, std::strtoull(run["seed"].text().c_str(), nullptr, 10));
  const app::Json turns = run["turns"];
  for (std::size_t i = 0; i < turns.size() && !session_->ended(); ++i)
    play({turns[i]["text"].text(), read_actions(turns[i]["actions"]), static_cast<int>(turns[i]["at"].number())});
  begun_ = app::now() - (turns_.empty() ? 0 : turns_.back().at_seconds) * lobby::second;
  if (run["left"].flag() && !session_->ended()) end();
  return true;
}

void Playing::forget() {
  app::store(run_key, "");
  session_.reset();
  scenario_.clear();
}

void Playing::keep() const {
  std::string turns = "[";
  for (const roleplay::StaffTurn& turn : turns_)
    turns += (turns.size() > 1 ? "," : "") + app::JsonObject()
                                                 .add("text", turn.text)
                                                 .raw("actions", actions_json(turn.actions))
                                                 .add("at", turn.at_seconds)
                                                 .str();
  app::store(run_key, app::JsonObject()
                          .add("id", id_)
                          .add("staff", app::staff().id)
                          .add("scenario", scenario_)
                          .add("seed", std::to_string(seed_))
                          .raw("turns", turns + "]")
                          .add("left", left_)
                          .str());
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

void Playing::end() {
  const int at = seconds();
  left_ = true;
  const roleplay::CustomerTurn answer = session_->end();
  lines_.push_back({false, answer.text, {}, answer, at});
  keep();
}

Attempt Playing::attempt() const {
  Attempt attempt;
  attempt.id = id_;
  attempt.staff = app::staff().id;
  attempt.scenario = scenario_;
  attempt.seed = seed_;
  attempt.at = app::now();
  attempt.transcript_text = session_->transcript_json();
  return attempt;
}

Retelling retell(const Scene* scene, const Attempt& attempt) {
  Retelling told;
  told.special_customer = has_context(attempt.transcript, "special_customer");
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
