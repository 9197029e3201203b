/// The scene as a picture: the post in the hall and the customer, whose face shows the mood. Private to ui/trainer.
#pragma once

#include "core/roleplay/roleplay.hpp"
#include "ui/kit/kit.hpp"

#include <string_view>
#include <vector>

namespace trainer {

struct Stage {
  int position = 5; ///< H1: 1–7
  lobby::roleplay::Mood mood = lobby::roleplay::Mood::calm;
  bool elderly = false; ///< white hair, glasses, a stick
  bool gone = false;    ///< the customer has left
  float height = 240;
};
void draw_stage(const Stage& stage, std::string_view label);

/// Moods over the scene, from top (calm) to bottom (furious). `labels` are the five moods' names, calm first.
void draw_mood_plot(const std::vector<lobby::roleplay::Mood>& moods, const std::vector<int>& at_seconds,
                    const std::vector<std::string>& labels, std::string_view label);

} // namespace trainer
