/// The scene as a picture: the post in the hall, the customer, whose face shows the mood, and what lies between them;
/// or a call. Private to ui/trainer.
#pragma once

#include "core/roleplay/roleplay.hpp"
#include "ui/kit/kit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace trainer {

struct Stage {
  int position = 5;  ///< H1: 1–7
  bool call = false; ///< by telephone: the customer is elsewhere
  lobby::roleplay::Mood mood = lobby::roleplay::Mood::calm;
  lobby::roleplay::Figure figure;
  std::vector<lobby::roleplay::Thing> on_counter;
  bool gone = false; ///< the customer has not come yet, or has left
  float height = 240;
};
void draw_stage(const Stage& stage, std::string_view label);
/// The stage of a scene with nobody there.
Stage empty_stage(const lobby::roleplay::ScenarioCard& card, float height);
/// The stage when the customer has just said `turn`.
Stage stage_at(const lobby::roleplay::ScenarioCard& card, const lobby::roleplay::CustomerTurn& turn, float height);
/// What the picture shows, in words: where, who, how they look, what lies there.
std::string stage_text(const Stage& stage);

} // namespace trainer
