// One scrolling region at a time: the page, or the dialog over it. Wheel, fingers with glide, keys, the bar.
#include "ui/kit/fonts.hpp"
#include "ui/kit/paint.hpp"
#include "ui/kit/state.hpp"

#include "imgui.h"

#include <algorithm>
#include <cmath>

namespace kit::detail {

namespace {
constexpr float wheel_notch = 100;      // CSS pixels
constexpr float glide_time = 0.325f;    // seconds until a glide has lost 63 % of its speed
constexpr float slowest_glide = 24;     // pixels per second
constexpr float settle_per_second = 18; // how fast a smooth scroll nears its target

float clamped(const Scroll& scroll, float offset) { return std::clamp(offset, 0.0f, scroll.limit()); }

void drag(Scroll& scroll, Pointer& p, float step) {
  const float moved = p.last_y - p.y;
  p.last_y = p.y;
  scroll.offset = scroll.target = clamped(scroll, scroll.offset + moved);
  const float speed = step > 0 ? moved / step : 0;
  scroll.velocity += (speed - scroll.velocity) * 0.6f;
}

void glide(Scroll& scroll, float step) {
  scroll.offset = scroll.target = clamped(scroll, scroll.offset + scroll.velocity * step);
  scroll.velocity *= std::exp(-step / glide_time);
  const bool at_end = scroll.offset <= 0 || scroll.offset >= scroll.limit();
  if (std::abs(scroll.velocity) < slowest_glide || at_end) scroll.gliding = false;
}

void near_target(Scroll& scroll, float step) {
  const float left = scroll.target - scroll.offset;
  scroll.offset =
      std::abs(left) < 0.6f ? scroll.target : scroll.offset + left * (1 - std::exp(-step * settle_per_second));
}
} // namespace

Scroll& scroll_of(Id id) {
  Scroll& scroll = state().scrolls[id];
  scroll.frame = state().frame;
  return scroll;
}

void scroll_by(Scroll& scroll, float pixels, bool smooth) {
  scroll.gliding = false;
  scroll.target = clamped(scroll, scroll.target + pixels);
  if (!smooth || state().input.reduced_motion) scroll.offset = scroll.target;
  state().again = true;
}

void update_scrolls() {
  State& s = state();
  Pointer& p = s.pointer;
  const auto found = s.scrolls.find(s.last_active_scroll);
  if (found == s.scrolls.end()) return;
  Scroll& scroll = found->second;
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseWheel != 0) scroll_by(scroll, -io.MouseWheel * wheel_notch, std::abs(io.MouseWheel) >= 1);
  if (p.thumb && scroll.view > 0) {
    scroll.offset = scroll.target = clamped(scroll, scroll.offset + (p.y - p.last_y) * scroll.content / scroll.view);
    p.last_y = p.y;
  } else if (p.dragging && p.down) {
    drag(scroll, p, s.step);
    s.again = true; // a finger that rests loses its speed
  } else if (p.dragging) {
    p.dragging = false;
    scroll.gliding = std::abs(scroll.velocity) > 2 * slowest_glide && !s.input.reduced_motion;
  }
  if (scroll.gliding) glide(scroll, s.step);
  if (scroll.offset != scroll.target) near_target(scroll, s.step);
  if (scroll.gliding || scroll.offset != scroll.target) s.again = true;
}

void scroll_region(Id id, const Rect& area, float content_height) {
  State& s = state();
  Scroll& scroll = scroll_of(id);
  scroll.area = area;
  scroll.view = area.height;
  scroll.content = content_height;
  if (s.active_scroll == 0 || s.layer >= s.active_scroll_layer) {
    s.active_scroll = id;
    s.active_scroll_layer = s.layer;
  }
  const float kept = clamped(scroll, scroll.target);
  if (kept != scroll.target) {
    scroll.target = scroll.offset = kept;
    s.again = true;
  }
  if (scroll.limit() <= 1) return;
  const float height = std::max(style().px(32), area.height * area.height / content_height);
  const float top = area.y + 2 + (area.height - 4 - height) * scroll.offset / scroll.limit();
  const Rect grip{right(area) - style().px(14), top, style().px(14), height};
  const bool active = s.pointer.thumb == id || s.pointer.hover == hash(id, "bar");
  const float width = style().px(active ? 8 : 5);
  fill_rect({right(area) - width - 3, top, width, height}, with_alpha(style().colour.muted, active ? 0.75f : 0.4f),
            width / 2);
  if (!s.input.touch) block_pointer(hash(id, "bar"), grip);
}

void scroll_by_keys() {
  State& s = state();
  const auto found = s.scrolls.find(s.active_scroll);
  if (found == s.scrolls.end()) return;
  Scroll& scroll = found->second;
  const float page = scroll.view * 0.9f, line = style().px(56);
  for (KeyEvent& event : s.inbox.keys) {
    if (event.taken || event.ctrl || event.alt) continue;
    const std::string& key = event.key;
    float by = 0;
    if (key == "PageDown" || (key == " " && s.focus == 0 && !event.shift)) by = page;
    if (key == "PageUp" || (key == " " && s.focus == 0 && event.shift)) by = -page;
    if (key == "ArrowDown") by = line;
    if (key == "ArrowUp") by = -line;
    if (key == "Home") by = -scroll.content;
    if (key == "End") by = scroll.content;
    if (by != 0) scroll_by(scroll, by, true);
  }
}

void scroll_into_view(const Rect& rect) {
  State& s = state();
  const auto found = s.scrolls.find(s.active_scroll);
  if (found == s.scrolls.end()) return;
  Scroll& scroll = found->second;
  const float margin = style().px(24);
  const float above = scroll.area.y + margin - rect.y, below = bottom(rect) + margin - bottom(scroll.area);
  if (above > 0)
    scroll_by(scroll, -above, true);
  else if (below > 0)
    scroll_by(scroll, std::min(below, -above), true);
}

} // namespace kit::detail
