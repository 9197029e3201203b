#include "ui/trainer/scenes.hpp"

namespace trainer {

namespace roleplay = lobby::roleplay;

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
  const app::Json ids = app::Json::parse(reply.body)["scenarios"];
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string id = ids[i].text();
    scenes_.push_back({id, nullptr, {}, {}});
    app::get("/scenarios/" + id + ".json", [this, id](const app::Reply& file) { take_scene(id, file); });
  }
  state_ = State::ready;
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
