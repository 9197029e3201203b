/// Drawing into the frame's one draw list: shapes, text layouts, focus rings. Private to the kit.
#pragma once

#include "ui/kit/state.hpp"
#include "ui/kit/text_layout.hpp"

struct ImDrawList;

namespace kit::detail {

/// Takes ImGui's background list, splits it into layers and paints the page's background.
void begin_painting_in(const Rect& viewport);
void end_painting();
ImDrawList* list();
bool visible(const Rect& rect); ///< does any of it show?
const Rect& clip();

void fill_rect(const Rect& rect, Colour colour, float radius = 0);
void stroke_rect(const Rect& rect, Colour colour, float radius = 0, float thickness = 1);
void shadow(const Rect& rect, float radius, float strength = 1);
void circle(float x, float y, float radius, Colour colour);
void ring(float x, float y, float radius, Colour colour, float thickness);
void arc(float x, float y, float radius, float from, float to, Colour colour, float thickness);
void stroke_line(float x0, float y0, float x1, float y1, Colour colour, float thickness = 1);
/// An open or closed line with round joints and caps.
void stroke_path(const std::vector<float>& xy, Colour colour, bool closed, float thickness);
void fill_path(const std::vector<float>& xy, Colour colour);
void draw_icon(Icon icon, float x, float y, float size, Colour colour);
void draw_text(const TextLayout& layout, float x, float y, float width, Colour colour, Align align = Align::start);
/// Around the element that has the keyboard focus; drawn over everything of its layer.
void focus_ring(const Rect& rect, float radius);

} // namespace kit::detail
