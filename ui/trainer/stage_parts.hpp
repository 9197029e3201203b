/// What a stage is drawn of. Everything is in units of 1/100 of the stage's height, around its middle; the parts may be
/// moved and made smaller. Private to the stage's own files.
#pragma once

#include "ui/trainer/stage.hpp"

#include <initializer_list>

namespace trainer::drawing {

using Ink = kit::Picture::Ink;

constexpr float pi = 3.14159265F;

struct Brush {
  kit::Picture& picture;
  float unit;
  float middle;
  float top = 0;

  /// The same brush for a part that is drawn smaller, around (x, y).
  Brush at(float x, float y, float scale) const { return {picture, unit * scale, middle + x * unit, top + y * unit}; }
  float x(float u) const { return middle + u * unit; }
  float y(float u) const { return top + u * unit; }
  void rect(float left, float above, float width, float height, Ink ink, float radius = 0, bool filled = true) const {
    picture.rect(x(left), y(above), width * unit, height * unit, ink, radius * unit, filled);
  }
  void circle(float cx, float cy, float radius, Ink ink) const { picture.circle(x(cx), y(cy), radius * unit, ink); }
  void ring(float cx, float cy, float radius, Ink ink, float thickness) const {
    picture.circle(x(cx), y(cy), radius * unit, ink, false, thickness * unit);
  }
  void line(float x0, float y0, float x1, float y1, Ink ink, float thickness) const {
    picture.line(x(x0), y(y0), x(x1), y(y1), ink, thickness * unit);
  }
  void arc(float cx, float cy, float radius, float from, float to, Ink ink, float thickness) const {
    picture.arc(x(cx), y(cy), radius * unit, from, to, ink, thickness * unit);
  }
  void shape(std::initializer_list<float> points, Ink ink) const {
    std::vector<float> xy;
    bool horizontal = true;
    for (const float point : points) {
      xy.push_back(horizontal ? x(point) : y(point));
      horizontal = !horizontal;
    }
    picture.path(xy, ink, true, true);
  }
};

/// Where things lie: the edge they stand on, and from where to where.
struct Top {
  float left, right, edge;
};

// stage_hall.cpp
void draw_hall(const Brush& brush, int position, float half_width);
void draw_in_front(const Brush& brush, int position);
Top top_of(int position);
void draw_call(const Brush& brush, float half_width, bool hung_up);
Brush caller(const Brush& brush);         ///< where the caller is drawn
void draw_call_frame(const Brush& brush); ///< over the caller

// stage_customer.cpp
void draw_customer(const Brush& brush, const lobby::roleplay::Figure& figure, lobby::roleplay::Mood mood);

// stage_things.cpp
void draw_things(const Brush& brush, const std::vector<lobby::roleplay::Thing>& things, const Top& top);

} // namespace trainer::drawing
