#include "ui/trainer/stage.hpp"

#include "ui/trainer/words.hpp"

#include <algorithm>
#include <cmath>

namespace trainer {

namespace {

using Ink = kit::Picture::Ink;
using lobby::roleplay::Mood;

constexpr float pi = 3.14159265F;

/// Everything is drawn in units of 1/100 of the height, around a middle.
struct Brush {
  kit::Picture& picture;
  float unit;
  float middle;

  float x(float u) const { return middle + u * unit; }
  float y(float u) const { return u * unit; }
  void rect(float left, float top, float width, float height, Ink ink, float radius = 0, bool filled = true) const {
    picture.rect(x(left), y(top), width * unit, height * unit, ink, radius * unit, filled);
  }
  void circle(float cx, float cy, float radius, Ink ink, bool filled = true, float thickness = 2) const {
    picture.circle(x(cx), y(cy), radius * unit, ink, filled, thickness);
  }
  void line(float x0, float y0, float x1, float y1, Ink ink, float thickness) const {
    picture.line(x(x0), y(y0), x(x1), y(y1), ink, thickness * unit);
  }
  void arc(float cx, float cy, float radius, float from, float to, Ink ink, float thickness) const {
    picture.arc(x(cx), y(cy), radius * unit, from, to, ink, thickness * unit);
  }
  void shape(std::initializer_list<float> points, Ink ink, bool filled = true, float thickness = 2) const {
    std::vector<float> xy;
    bool horizontal = true;
    for (const float point : points) {
      xy.push_back(horizontal ? x(point) : y(point));
      horizontal = !horizontal;
    }
    picture.path(xy, ink, true, filled, thickness);
  }
};

// ---------------------------------------------------------------- the hall

void draw_room(const Brush& brush, float half_width) {
  brush.rect(-half_width, 0, 2 * half_width, 100, Ink::accent_soft, 6);
  brush.rect(-half_width, 78, 2 * half_width, 22, Ink::faint, 6); // the floor, square where it meets the wall
  brush.rect(-half_width, 78, 2 * half_width, 10, Ink::faint, 0);
  for (const float left : {-half_width + 10, half_width - 46}) { // windows
    brush.rect(left, 12, 36, 34, Ink::surface, 3);
    brush.line(left + 18, 12, left + 18, 46, Ink::faint, 1.2F);
    brush.line(left, 29, left + 36, 29, Ink::faint, 1.2F);
  }
}

void draw_plant(const Brush& brush, float at) {
  brush.shape({at - 5, 68, at + 5, 68, at + 4, 82, at - 4, 82}, Ink::muted);
  for (const float lean : {-8.0F, -3.0F, 3.0F, 8.0F}) {
    brush.line(at, 68, at + lean, 50, Ink::success, 1.4F);
    brush.circle(at + lean, 49, 3.6F, Ink::success);
  }
}

void draw_high_counter(const Brush& brush) {
  brush.rect(-52, 20, 104, 56, Ink::line, 2, false); // the glass
  brush.line(-46, 62, -18, 26, Ink::surface, 1);
  brush.line(-38, 66, -14, 36, Ink::surface, 1);
  brush.rect(-66, 74, 132, 26, Ink::surface, 3);
  brush.rect(-66, 74, 132, 4, Ink::accent, 2);
  brush.rect(-14, 80, 28, 5, Ink::muted, 2); // the tray
}

void draw_low_counter(const Brush& brush) {
  brush.rect(-70, 78, 140, 22, Ink::surface, 4);
  brush.rect(-70, 78, 140, 4, Ink::accent, 2);
  brush.rect(34, 58, 26, 17, Ink::line, 2); // the screen
  brush.rect(45, 75, 4, 4, Ink::line);
  brush.rect(-58, 71, 20, 6, Ink::muted, 1); // papers
}

void draw_kiosk(const Brush& brush, float at) {
  brush.rect(at, 36, 26, 46, Ink::surface, 3);
  brush.rect(at + 4, 41, 18, 16, Ink::accent, 2);
  brush.rect(at + 6, 62, 14, 3, Ink::line, 1);
  brush.rect(at + 3, 80, 20, 4, Ink::muted, 1);
}

void draw_form_desk(const Brush& brush) {
  brush.rect(-72, 76, 56, 5, Ink::accent, 2);
  brush.rect(-66, 81, 4, 19, Ink::muted);
  brush.rect(-26, 81, 4, 19, Ink::muted);
  brush.rect(-62, 71, 16, 5, Ink::surface, 1);
}

void draw_tea_table(const Brush& brush) {
  brush.rect(-62, 84, 124, 5, Ink::accent, 2);
  brush.rect(-50, 89, 4, 11, Ink::muted);
  brush.rect(46, 89, 4, 11, Ink::muted);
  brush.rect(28, 77, 9, 7, Ink::surface, 2);
  brush.arc(38, 80, 2.6F, -pi / 2, pi / 2, Ink::surface, 1.2F);
}

void draw_behind(const Brush& brush, int position, float half_width) {
  if (position <= 2) draw_kiosk(brush, half_width > 90 ? 44 : 36);
  if (position == 7) brush.rect(-46, 44, 92, 52, Ink::cloth, 12); // the sofa's back
  draw_plant(brush, -half_width + (half_width > 90 ? 24 : 12));
}

void draw_in_front(const Brush& brush, int position) {
  if (position == 3)
    draw_form_desk(brush);
  else if (position == 4)
    draw_low_counter(brush);
  else if (position == 5 || position == 6)
    draw_high_counter(brush);
  else if (position == 7)
    draw_tea_table(brush);
}

// ---------------------------------------------------------------- the customer

void draw_body(const Brush& brush, bool elderly) {
  brush.rect(-5, 52, 10, 12, Ink::skin, 3);
  brush.shape({-12, 60, 12, 60, 22, 66, 26, 100, -26, 100, -22, 66}, Ink::cloth);
  brush.shape({-5, 60, 5, 60, 0, 68}, Ink::skin);
  if (!elderly) return;
  brush.line(33, 72, 33, 100, Ink::hair, 1.8F); // a stick
  brush.arc(29.5F, 72, 3.5F, pi, 2 * pi, Ink::hair, 1.8F);
}

void draw_head(const Brush& brush, bool elderly) {
  const Ink hair = elderly ? Ink::muted : Ink::hair;
  brush.circle(0, 37, 18.6F, hair);
  brush.circle(-16.4F, 41, 3.2F, Ink::skin);
  brush.circle(16.4F, 41, 3.2F, Ink::skin);
  brush.circle(0, 41, 16.4F, Ink::skin);
  if (elderly) {
    brush.line(-7, 30, 7, 30, Ink::muted, 0.7F);
    brush.circle(-6.5F, 40, 4.6F, Ink::line, false, 1.5F);
    brush.circle(6.5F, 40, 4.6F, Ink::line, false, 1.5F);
    brush.line(-1.9F, 40, 1.9F, 40, Ink::line, 0.8F);
  } else {
    brush.shape({-15, 33, -4, 24, 6, 24, 15, 33, 8, 29, -6, 29}, hair);
  }
}

struct Face {
  float brow_inner; ///< lower (positive) = angrier
  float brow_outer;
  float mouth; ///< > 0 smiles, < 0 sulks
  float eye;
  bool open_mouth;
  bool flush;
};

Face face_of(Mood mood) {
  switch (mood) {
  case Mood::calm:
    return {0, 0, 1, 1.5F, false, false};
  case Mood::uneasy:
    return {-1.6F, 0.8F, 0, 1.6F, false, false};
  case Mood::annoyed:
    return {1.2F, -0.6F, -0.6F, 1.5F, false, false};
  case Mood::angry:
    return {2.2F, -1.4F, -1, 1.7F, false, true};
  case Mood::furious:
    return {2.8F, -2.2F, -1, 1.9F, true, true};
  }
  return {};
}

void draw_mouth(const Brush& brush, const Face& face) {
  if (face.open_mouth) {
    brush.circle(0, 50.5F, 3.4F, Ink::hair);
    brush.circle(0, 51.8F, 1.8F, Ink::danger);
  } else if (face.mouth > 0) {
    brush.arc(0, 46.5F, 5.4F, 0.2F * pi, 0.8F * pi, Ink::hair, 1.1F);
  } else if (face.mouth < 0) {
    brush.arc(0, 54.5F, 5.2F, 1.22F * pi, 1.78F * pi, Ink::hair, 1.1F);
  } else {
    brush.line(-4, 50.4F, 4, 50.4F, Ink::hair, 1.1F);
  }
}

void draw_face(const Brush& brush, Mood mood) {
  const Face face = face_of(mood);
  if (face.flush) {
    brush.circle(-10, 46, 2.6F, Ink::danger);
    brush.circle(10, 46, 2.6F, Ink::danger);
  }
  brush.circle(-6.5F, 40, face.eye, Ink::hair);
  brush.circle(6.5F, 40, face.eye, Ink::hair);
  const float brow = 34.4F;
  brush.line(-10, brow + face.brow_outer, -3.4F, brow + face.brow_inner, Ink::hair, 1.2F);
  brush.line(10, brow + face.brow_outer, 3.4F, brow + face.brow_inner, Ink::hair, 1.2F);
  draw_mouth(brush, face);
  if (mood == Mood::furious) // steam
    for (const float side : {-1.0F, 1.0F}) {
      brush.line(side * 20, 24, side * 26, 18, Ink::danger, 1.4F);
      brush.line(side * 22, 30, side * 30, 28, Ink::danger, 1.4F);
    }
}

} // namespace

void draw_stage(const Stage& stage, std::string_view label) {
  kit::Picture picture(0, stage.height, label);
  const Brush brush{picture, picture.height() / 100, picture.width() / 2};
  const float half_width = brush.middle / brush.unit;
  draw_room(brush, half_width);
  draw_behind(brush, stage.position, half_width);
  if (!stage.gone) {
    draw_body(brush, stage.elderly);
    draw_head(brush, stage.elderly);
    draw_face(brush, stage.mood);
  }
  draw_in_front(brush, stage.position);
}

void draw_mood_plot(const std::vector<Mood>& moods, const std::vector<int>& at_seconds,
                    const std::vector<std::string>& labels, std::string_view label) {
  kit::Picture picture(0, 190, label);
  const float left = 84, right = picture.width() - 16, top = 14, bottom = picture.height() - 34;
  const auto y_of = [&](Mood mood) { return top + (bottom - top) * static_cast<float>(mood) / 4; };
  for (int i = 0; i < 5; ++i) {
    const float y = y_of(static_cast<Mood>(i));
    picture.line(left, y, right, y, Ink::faint, 1);
    picture.label(0, y - 9, labels[static_cast<std::size_t>(i)], Ink::muted);
  }
  const float last = static_cast<float>(std::max(1, at_seconds.back()));
  const auto x_of = [&](std::size_t i) { return left + (right - left) * static_cast<float>(at_seconds[i]) / last; };
  std::vector<float> path;
  for (std::size_t i = 0; i < moods.size(); ++i) {
    if (i > 0) { // a mood holds until the next turn
      path.push_back(x_of(i));
      path.push_back(y_of(moods[i - 1]));
    }
    path.push_back(x_of(i));
    path.push_back(y_of(moods[i]));
  }
  picture.path(path, Ink::accent, false, false, 3);
  for (std::size_t i = 0; i < moods.size(); ++i)
    picture.circle(x_of(i), y_of(moods[i]), 4.5F,
                   moods[i] >= Mood::angry     ? Ink::danger
                   : moods[i] == Mood::annoyed ? Ink::warning
                                               : Ink::accent);
  picture.label(left, bottom + 12, stopwatch_text(0), Ink::muted);
  picture.label(right, bottom + 12, stopwatch_text(at_seconds.back()), Ink::muted, kit::TextStyle::small,
                kit::Align::end);
}

} // namespace trainer
