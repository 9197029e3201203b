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

std::vector<float> mood_places(const std::vector<MoodStep>& moods, float left, float right) {
  const float last = static_cast<float>(std::max(1, moods.back().at));
  std::vector<float> gaps, out;
  float needed = 0;
  for (std::size_t i = 1; i < moods.size(); ++i) {
    // A change is on another row than the mark before it and may stand closer than an unchanged mood beside a number.
    gaps.push_back(moods[i - 1].change != 0 && moods[i].change == 0 ? 17.0F : 13.0F);
    needed += gaps.back();
  }
  const float scale = std::min(1.0F, (right - left) / std::max(1.0F, needed));
  for (const MoodStep& step : moods) {
    const float wanted = left + (right - left) * static_cast<float>(step.at) / last;
    out.push_back(out.empty() ? wanted : std::max(wanted, out.back() + scale * gaps[out.size() - 1]));
  }
  out.back() = std::min(out.back(), right);
  for (std::size_t i = gaps.size(); i > 0; --i) // back from the end where they went beyond it
    out[i - 1] = std::min(out[i - 1], out[i] - scale * gaps[i - 1]);
  return out;
}

void draw_mood_plot(const std::vector<MoodStep>& moods, std::string_view label) {
  kit::Picture picture(0, 200, label);
  const float left = 92, right = picture.width() - 16, top = 16, bottom = picture.height() - 36;
  const auto y_of = [&](Mood mood) { return top + (bottom - top) * static_cast<float>(mood) / 4; };
  for (int i = 0; i < 5; ++i) {
    const float y = y_of(static_cast<Mood>(i));
    picture.line(left, y, right, y, Ink::faint, 1);
    picture.label(0, y - 10, mood_text(static_cast<Mood>(i)), Ink::muted);
  }
  const std::vector<float> xs = mood_places(moods, left, right);
  std::vector<float> path;
  for (std::size_t i = 0; i < moods.size(); ++i) {
    if (i > 0) { // a mood holds until the next turn
      path.push_back(xs[i]);
      path.push_back(y_of(moods[i - 1].mood));
    }
    path.push_back(xs[i]);
    path.push_back(y_of(moods[i].mood));
  }
  picture.path(path, Ink::accent, false, false, 3);
  int number = 0;
  for (std::size_t i = 0; i < moods.size(); ++i) {
    const MoodStep& step = moods[i];
    const float x = xs[i], y = y_of(step.mood);
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
