// Pictures of the views' own: lines, shapes and labels in token colours.
#include "ui/kit/controls.hpp"
#include "ui/kit/fonts.hpp"

#include <algorithm>

namespace kit {

using namespace detail;

namespace {
std::vector<Rect> pictures; // open ones; units of the view are CSS pixels of the text scale

Colour ink_colour(Picture::Ink ink) {
  const Palette& c = style().colour;
  switch (ink) {
  case Picture::Ink::line:
    return c.border_strong;
  case Picture::Ink::faint:
    return c.border;
  case Picture::Ink::text:
    return c.text;
  case Picture::Ink::muted:
    return c.muted;
  case Picture::Ink::accent:
    return c.accent.text;
  case Picture::Ink::accent_soft:
    return c.accent.soft;
  case Picture::Ink::success:
    return c.success.text;
  case Picture::Ink::warning:
    return c.warning.text;
  case Picture::Ink::danger:
    return c.danger.text;
  case Picture::Ink::surface:
    return c.surface;
  case Picture::Ink::skin:
    return c.skin;
  case Picture::Ink::hair:
    return c.hair;
  case Picture::Ink::cloth:
    return c.cloth;
  }
  return c.text;
}

float px(float units) { return style().px(units); }
float left_of(float x) { return pictures.back().x + px(x); }
float top_of(float y) { return pictures.back().y + px(y); }
bool hidden() { return !visible(pictures.back()); }
} // namespace

Picture::Picture(float width, float height, std::string_view label) {
  draw_pending_heading();
  const float wide = width > 0 ? std::min(px(width), column().width) : column().width;
  const Rect rect = place(wide, px(height), width > 0 ? px(width) : px(120));
  add_node(next_id("picture"), Role::image, label, rect);
  pictures.push_back(rect);
  push_clip(rect);
}
Picture::~Picture() {
  pop_clip();
  pictures.pop_back();
}
float Picture::width() const { return pictures.back().width / style().scale; }
float Picture::height() const { return pictures.back().height / style().scale; }

void Picture::line(float x0, float y0, float x1, float y1, Ink ink, float thickness) {
  if (hidden()) return;
  stroke_path({left_of(x0), top_of(y0), left_of(x1), top_of(y1)}, ink_colour(ink), false, px(thickness));
}
void Picture::rect(float x, float y, float w, float h, Ink ink, float radius, bool filled) {
  const Rect r{left_of(x), top_of(y), px(w), px(h)};
  if (filled)
    fill_rect(r, ink_colour(ink), px(radius));
  else
    stroke_rect(r, ink_colour(ink), px(radius), px(2));
}
void Picture::circle(float x, float y, float radius, Ink ink, bool filled, float thickness) {
  if (hidden()) return;
  if (filled)
    detail::circle(left_of(x), top_of(y), px(radius), ink_colour(ink));
  else
    ring(left_of(x), top_of(y), px(radius), ink_colour(ink), px(thickness));
}
void Picture::arc(float x, float y, float radius, float from, float to, Ink ink, float thickness) {
  if (hidden()) return;
  detail::arc(left_of(x), top_of(y), px(radius), from, to, ink_colour(ink), px(thickness));
}
void Picture::path(const std::vector<float>& xy, Ink ink, bool closed, bool filled, float thickness) {
  if (hidden() || xy.size() < 4) return;
  std::vector<float> points(xy.size() / 2 * 2);
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
    points[i] = left_of(xy[i]);
    points[i + 1] = top_of(xy[i + 1]);
  }
  if (filled)
    fill_path(points, ink_colour(ink));
  else
    stroke_path(points, ink_colour(ink), closed, px(thickness));
}
void Picture::label(float x, float y, std::string_view text, Ink ink, TextStyle text_style, Align align) {
  if (hidden() || text.empty()) return;
  const TextLayout& layout = lay_out(text, style().type(text_style));
  const float shift = align == Align::center ? layout.width / 2 : align == Align::end ? layout.width : 0;
  draw_text(layout, left_of(x) - shift, top_of(y), layout.width, ink_colour(ink));
}
float Picture::width_of(std::string_view text, TextStyle text_style) const {
  return lay_out(text, style().type(text_style)).natural / style().scale;
}

} // namespace kit
