// The customer's mood over the scene, with what moved it.
#include "ui/kit/kit.hpp"
#include "ui/trainer/report_parts.hpp"
#include "ui/trainer/words.hpp"

#include <algorithm>

namespace trainer {

using Ink = kit::Picture::Ink;
using lobby::roleplay::Mood;

namespace {

Ink ink_of(const MoodStep& step) {
  if (step.change < 0) return Ink::success;
  return step.mood >= Mood::angry ? Ink::danger : Ink::warning;
}

} // namespace

void draw_mood_plot(const std::vector<MoodStep>& moods, std::string_view label) {
  kit::Picture picture(0, 200, label);
  const float left = 92, right = picture.width() - 16, top = 16, bottom = picture.height() - 36;
  const auto y_of = [&](Mood mood) { return top + (bottom - top) * static_cast<float>(mood) / 4; };
  for (int i = 0; i < 5; ++i) {
    const float y = y_of(static_cast<Mood>(i));
    picture.line(left, y, right, y, Ink::faint, 1);
    picture.label(0, y - 10, mood_text(static_cast<Mood>(i)), Ink::muted);
  }
  const float last = static_cast<float>(std::max(1, moods.back().at));
  const auto x_of = [&](const MoodStep& step) { return left + (right - left) * static_cast<float>(step.at) / last; };
  std::vector<float> path;
  for (std::size_t i = 0; i < moods.size(); ++i) {
    if (i > 0) { // a mood holds until the next turn
      path.push_back(x_of(moods[i]));
      path.push_back(y_of(moods[i - 1].mood));
    }
    path.push_back(x_of(moods[i]));
    path.push_back(y_of(moods[i].mood));
  }
  picture.path(path, Ink::accent, false, false, 3);
  int number = 0;
  for (const MoodStep& step : moods) {
    const float x = x_of(step), y = y_of(step.mood);
    if (step.change == 0) {
      picture.circle(x, y, 4, Ink::accent);
      continue;
    }
    picture.circle(x, y, 11, ink_of(step));
    picture.circle(x, y, 9, Ink::surface);
    picture.label(x, y - 10.5F, std::to_string(++number), ink_of(step), kit::TextStyle::small, kit::Align::center);
  }
  picture.label(left, bottom + 14, stopwatch_text(0), Ink::muted);
  picture.label(right, bottom + 14, stopwatch_text(moods.back().at), Ink::muted, kit::TextStyle::small,
                kit::Align::end);
}

} // namespace trainer
