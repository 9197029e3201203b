/// The scenarios the server offers: what a chooser shows at once, each scene when it is wanted. Private to ui/trainer.
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
  std::shared_ptr<const lobby::roleplay::Scenario> scenario; ///< null until wanted() has it, or when `error` is set
  lobby::roleplay::ScenarioCard card;
  std::string error; ///< what to tell the user
  bool asked = false;
};

class Scenes {
public:
  enum class State { loading, ready, failed };
  /// Asks the server at the first call, and again after `retry`.
  State state();
  const std::string& error() const { return error_; }
  void retry();
  const std::vector<Scene>& all() const { return scenes_; }
  const Scene* find(std::string_view id) const; ///< with its card
  /// The same, and fetches the scene itself at the first call.
  const Scene* wanted(std::string_view id);

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
