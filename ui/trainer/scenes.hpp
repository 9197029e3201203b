/// The scenarios the server offers, fetched once and read by the core. Private to ui/trainer.
#pragma once

#include "core/roleplay/roleplay.hpp"
#include "ui/app/app.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace trainer {

struct Scene {
  std::string id;
  std::shared_ptr<const lobby::roleplay::Scenario> scenario; ///< null while loading or when `error` is set
  lobby::roleplay::ScenarioCard card;
  std::string error; ///< what to tell the user
};

class Scenes {
public:
  enum class State { loading, ready, failed };
  /// Asks the server at the first call, and again after `retry`.
  State state();
  const std::string& error() const { return error_; }
  void retry();
  const std::vector<Scene>& all() const { return scenes_; }
  const Scene* find(std::string_view id) const;

private:
  void ask();
  void take_list(const app::Reply& reply);
  void take_scene(std::string_view id, const app::Reply& reply);

  bool asked_ = false;
  State state_ = State::loading;
  std::string error_;
  std::vector<Scene> scenes_;
};

} // namespace trainer
