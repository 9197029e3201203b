#include "ui/trainer/scenes.hpp"

namespace trainer {

namespace roleplay = lobby::roleplay;

namespace {

lobby::Text text_of(const app::Json& text) { return {text["zh"].text(), text["en"].text()}; }

roleplay::ScenarioCard card_of(const app::Json& json) {
  roleplay::ScenarioCard card;
  card.id = json["id"].text();
  card.title = text_of(json["title"]);
  card.summary = text_of(json["summary"]);
  card.rubric = json["rubric"].text();
  const app::Json checks = json["checks"];
  for (std::size_t i = 0; i < checks.size(); ++i)
    card.checks.push_back(checks[i].text());
  card.position = static_cast<int>(json["position"].number());
  card.minutes = static_cast<int>(json["minutes"].number());
  card.in_english = json["in_english"].flag();
  return card;
}

} // namespace

Scenes::State Scenes::state() {
  if (!asked_) ask();
  return state_;
}

void Scenes::retry() { asked_ = false; }

void Scenes::ask() {
  asked_ = true;
  state_ = State::loading;
  scenes_.clear();
  app::get("/api/scenarios", [this](const app::Reply& reply) { take_list(reply); });
}

void Scenes::take_list(const app::Reply& reply) {
  if (!reply.ok()) {
    state_ = State::failed;
    error_ = app::problem_text(reply);
    return;
  }
  const app::Json cards = app::Json::parse(reply.body)["scenarios"];
  for (std::size_t i = 0; i < cards.size(); ++i) {
    Scene scene;
    scene.card = card_of(cards[i]);
    scene.id = scene.card.id;
    scenes_.push_back(std::move(scene));
  }
  state_ = State::ready;
}

const Scene* Scenes::wanted(std::string_view id) {
  for (Scene& scene : scenes_) {
    if (scene.id != id) continue;
    if (!scene.asked) {
      scene.asked = true;
      app::get("/scenarios/" + scene.id + ".json",
               [this, name = scene.id](const app::Reply& file) { take_scene(name, file); });
    }
    return &scene;
  }
  return nullptr;
}

void Scenes::take_scene(std::string_view id, const app::Reply& reply) {
  for (Scene& scene : scenes_) {
    if (scene.id != id) continue;
    if (!reply.ok()) {
      scene.error = app::problem_text(reply);
      return;
    }
    const roleplay::ScenarioResult read = roleplay::read_scenario(reply.body);
    if (!read.scenario) {
      scene.error = app::tr("train.scene_unreadable");
      return;
    }
    scene.scenario = read.scenario;
    scene.card = roleplay::card(*read.scenario);
  }
}

const Scene* Scenes::find(std::string_view id) const {
  for (const Scene& scene : scenes_)
    if (scene.id == id) return &scene;
  return nullptr;
}

} // namespace trainer
