#include "ui/kit/paint.hpp"

#include "ui/kit/fonts.hpp"

#include "imgui.h"
#include "imgui_internal.h"

#include <algorithm>
#include <cmath>

namespace kit::detail {

namespace {
constexpr int depths = 12, layers = 6;
ImDrawList* draw_list = nullptr;
ImDrawListSplitter splitter;

struct PendingRing {
  Rect rect, clip;
  float radius = 0;
  int layer = 0;
};
std::vector<PendingRing> rings;

void choose_channel() {
  const int layer = std::min(state().layer, layers - 1), depth = std::min(state().depth, depths - 1);
  splitter.SetCurrentChannel(draw_list, layer * depths + depth);
}
} // namespace

void begin_painting_in(const Rect& viewport) {
  draw_list = ImGui::GetBackgroundDrawList();
  draw_list->_FringeScale = 1.0f / density();
  splitter.Split(draw_list, depths * layers);
  rings.clear();
  choose_channel();
  state().clips.push_back(viewport);
  fill_rect(viewport, style().colour.background);
}

void end_painting() {
  State& s = state();
  for (const PendingRing& pending : rings) {
    s.layer = pending.layer;
    s.depth = depths - 1;
    choose_channel();
    push_clip(pending.clip);
    const float gap = style().px(2);
    stroke_rect(grown(pending.rect, gap + 2), style().colour.accent.text, pending.radius + gap + 2, 2.5f);
    pop_clip();
  }
  s.layer = s.depth = 0;
  choose_channel();
  splitter.Merge(draw_list);
}

ImDrawList* list() { return draw_list; }
const Rect& clip() { return state().clips.back(); }
bool visible(const Rect& rect) {
  const Rect& c = clip();
  return rect.x < right(c) && right(rect) > c.x && rect.y < bottom(c) && bottom(rect) > c.y;
}

namespace {
constexpr int bar_layer = 1;

void enter_layer(int layer) {
  State& s = state();
  s.left_layers.emplace_back(s.layer, s.depth);
  s.layer = layer;
  s.depth = 0;
  choose_channel();
  const Rect whole{0, 0, s.view.width, s.view.height};
  s.clips.push_back(whole);
  draw_list->PushClipRect({0, 0}, {whole.width, whole.height});
}

} // namespace

void enter_bar_layer() { enter_layer(bar_layer); }

void enter_dialog_layer() {
  State& s = state();
  s.top_layer = std::max(s.top_layer, bar_layer) + 1;
  enter_layer(s.top_layer);
}

void leave_layer() {
  State& s = state();
  pop_clip();
  s.layer = s.left_layers.back().first;
  s.depth = s.left_layers.back().second;
  s.left_layers.pop_back();
  choose_channel();
}

void enter_content() {
  ++state().depth;
  choose_channel();
}

void leave_content() {
  --state().depth;
  choose_channel();
}

void push_clip(const Rect& rect) {
  state().clips.push_back(intersection(rect, clip()));
  const Rect& c = clip();
  draw_list->PushClipRect({c.x, c.y}, {right(c), bottom(c)});
}

void pop_clip() {
  draw_list->PopClipRect();
  state().clips.pop_back();
}

void fill_rect(const Rect& rect, Colour colour, float radius) {
  if (!visible(rect)) return;
  draw_list->AddRectFilled({rect.x, rect.y}, {right(rect), bottom(rect)}, colour, radius);
}

void stroke_rect(const Rect& rect, Colour colour, float radius, float thickness) {
  if (!visible(rect)) return;
  draw_list->AddRect({rect.x, rect.y}, {right(rect), bottom(rect)}, colour, radius, 0, thickness);
}

void shadow(const Rect& rect, float radius, float strength) {
  if (!visible(grown(rect, 24))) return;
  const float base = (state().input.dark ? 0.055f : 0.011f) * strength;
  for (int i = 6; i >= 1; --i) {
    const float spread = static_cast<float>(i) * 2.2f;
    Rect r = grown(rect, spread - 2);
    r.y += 4;
    fill_rect(r, with_alpha(style().colour.shadow, base), radius + spread);
  }
}

void circle(float x, float y, float radius, Colour colour) { draw_list->AddCircleFilled({x, y}, radius, colour); }
void ring(float x, float y, float radius, Colour colour, float thickness) {
  draw_list->AddCircle({x, y}, radius, colour, 0, thickness);
}
void arc(float x, float y, float radius, float from, float to, Colour colour, float thickness) {
  draw_list->PathClear();
  draw_list->PathArcTo({x, y}, radius, from, to);
  draw_list->PathStroke(colour, 0, thickness);
  circle(x + radius * std::cos(from), y + radius * std::sin(from), thickness / 2, colour);
  circle(x + radius * std::cos(to), y + radius * std::sin(to), thickness / 2, colour);
}
void stroke_line(float x0, float y0, float x1, float y1, Colour colour, float thickness) {
  draw_list->AddLine({x0, y0}, {x1, y1}, colour, thickness);
}

namespace {
/// The angle at `b` is so sharp that a mitred joint would show.
bool sharp(ImVec2 a, ImVec2 b, ImVec2 c) {
  const ImVec2 p(b.x - a.x, b.y - a.y), q(c.x - b.x, c.y - b.y);
  const float lengths = std::sqrt((p.x * p.x + p.y * p.y) * (q.x * q.x + q.y * q.y));
  return lengths > 0 && (p.x * q.x + p.y * q.y) / lengths < 0.85f;
}
} // namespace

void stroke_path(const std::vector<float>& xy, Colour colour, bool closed, float thickness) {
  std::vector<ImVec2> points;
  const auto apart = [](const ImVec2& a, const ImVec2& b) { return std::hypot(a.x - b.x, a.y - b.y) > 0.05f; };
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
    const ImVec2 point(xy[i], xy[i + 1]);
    if (points.empty() || apart(points.back(), point)) points.push_back(point); // a step of no length has no direction
  }
  if (closed && points.size() > 2 && !apart(points.front(), points.back())) points.pop_back();
  const int count = static_cast<int>(points.size());
  if (count < 2) return;
  draw_list->AddPolyline(points.data(), count, colour, closed ? ImDrawFlags_Closed : 0, thickness);
  const auto dot = [&](const ImVec2& p) { circle(p.x, p.y, thickness / 2, colour); };
  if (!closed) {
    dot(points.front());
    dot(points.back());
  }
  for (int i = closed ? 0 : 1; i < count - (closed ? 0 : 1); ++i) {
    const std::size_t at = static_cast<std::size_t>(i), n = points.size();
    if (sharp(points[(at + n - 1) % n], points[at], points[(at + 1) % n])) dot(points[at]);
  }
}

void fill_path(const std::vector<float>& xy, Colour colour) {
  draw_list->PathClear();
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2)
    draw_list->PathLineTo({xy[i], xy[i + 1]});
  draw_list->PathFillConcave(colour);
}

void draw_text(const TextLayout& layout, float x, float y, float width, Colour colour, Align align) {
  float top = y;
  for (const WrappedLine& line : layout.lines) {
    const float spare = width - line.width;
    const float left = x + (align == Align::center ? spare / 2 : align == Align::end ? spare : 0);
    // Centred by the height of capitals and the body of Chinese characters, not by the font's own line box,
    // which differs from device to device.
    const float baseline = top + layout.type.line / 2 + layout.type.size * 0.37f;
    if (visible({x, top, std::max(width, line.width), layout.type.line}))
      draw_line(draw_list, std::string_view(layout.text).substr(line.begin, line.end - line.begin), left, baseline,
                layout.type.size, layout.type.bold, colour);
    top += layout.type.line;
  }
}

void focus_ring(const Rect& rect, float radius) { rings.push_back({rect, clip(), radius, state().layer}); }

} // namespace kit::detail
