// Buttons, links and choices: what does something when pressed.
#include "ui/kit/controls.hpp"
#include "ui/kit/fonts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kit {

using namespace detail;

namespace detail {

void draw_spinner(float x, float y, float radius, Colour colour, float thickness) {
  const State& s = state();
  if (s.input.reduced_motion) {
    for (int i = -1; i <= 1; ++i)
      circle(x + static_cast<float>(i) * radius * 0.75f, y, thickness, colour);
    return;
  }
  constexpr int steps = 12; // a step of the clock, not a frame: eleven frames a second are enough
  const float turn = static_cast<float>(std::fmod(s.time * 11.0, steps)) / steps * 2 * std::numbers::pi_v<float>;
  ring(x, y, radius, with_alpha(colour, 0.2f), thickness);
  arc(x, y, radius, turn, turn + 1.7f, colour, thickness);
  wake_after(1.0 / 11);
}

namespace {

struct ButtonLook {
  Colour fill, text, border;
};

ButtonLook button_look(ButtonStyle kind, const Reaction& r, bool enabled) {
  const Palette& c = style().colour;
  if (!enabled) return {kind == ButtonStyle::quiet ? 0 : c.inset, c.muted, kind == ButtonStyle::quiet ? 0 : c.border};
  switch (kind) {
  case ButtonStyle::primary:
    return {r.held ? c.solid_pressed : r.hovered ? c.solid_hover : c.solid, c.on_solid, 0};
  case ButtonStyle::danger:
    return {r.held ? c.danger.border : c.danger.soft, c.danger.text, r.hovered ? c.danger.text : c.danger.border};
  case ButtonStyle::quiet:
    return {r.held ? c.inset : r.hovered ? c.hover : 0, c.accent.text, 0};
  case ButtonStyle::secondary:
    break;
  }
  return {r.held ? c.inset : r.hovered ? c.hover : c.surface, c.text, r.hovered ? c.muted : c.border_strong};
}

struct ButtonParts {
  const TextLayout* label = nullptr;
  const TextLayout* hint = nullptr; ///< the shortcut
  float icon = 0, gap = 0, padding = 0, content = 0;
  float natural = 0; ///< width with everything in one line
};

ButtonParts button_parts(std::string_view label, const ButtonOptions& o, float available) {
  const Style& st = style();
  ButtonParts parts;
  parts.padding = st.px(o.style == ButtonStyle::quiet ? 12 : o.big ? 28 : 20);
  parts.icon = o.icon != Icon::none || o.busy ? std::round(st.px(o.big ? 28 : 20)) : 0;
  parts.gap = parts.icon > 0 ? st.px(o.big ? 12 : 8) : 0;
  if (!o.shortcut.empty() && !st.narrow && !touch_input()) {
    TypeSpec small = st.type(TextStyle::small);
    small.size = std::round(small.size * 0.88f);
    parts.hint = &lay_out(o.shortcut, small);
  }
  TypeSpec type = st.type(o.big ? TextStyle::heading : TextStyle::strong);
  type.line = std::round(type.size * 1.35f);
  const float hint = parts.hint ? parts.hint->width + st.px(20) : 0;
  const float in_one_line = lay_out(label, type).natural;
  parts.natural = 2 * parts.padding + parts.icon + parts.gap + in_one_line + hint;
  const float spare = available + 0.5f - in_one_line - hint;
  if (spare < 2 * parts.padding + parts.icon + parts.gap) { // rather narrow edges, and no icon, than a broken label
    parts.padding = std::min(parts.padding, st.px(10));
    if (spare < 2 * parts.padding + parts.icon + parts.gap && !o.busy) parts.icon = parts.gap = 0;
  }
  const float extra = 2 * parts.padding + parts.icon + parts.gap + hint;
  parts.label = &lay_out(label, type, std::max(st.px(24), available - extra));
  parts.content = extra - 2 * parts.padding + parts.label->width;
  return parts;
}

void draw_button(const Rect& rect, const ButtonParts& parts, const ButtonOptions& o, const Reaction& r) {
  const Style& st = style();
  const ButtonLook look = button_look(o.style, r, o.enabled || o.busy);
  const float radius = o.big ? st.radius_card : st.radius_control;
  if (look.fill) fill_rect(rect, look.fill, radius);
  if (look.border) stroke_rect(rect, look.border, radius);
  if (r.focused) focus_ring(rect, radius);
  float x = rect.x + (rect.width - parts.content) / 2;
  const float middle = rect.y + rect.height / 2;
  if (o.busy)
    draw_spinner(x + parts.icon / 2, middle, parts.icon * 0.4f, look.text, st.px(2.2f));
  else if (parts.icon > 0)
    draw_icon(o.icon, x, middle - parts.icon / 2, parts.icon, look.text);
  x += parts.icon + parts.gap;
  draw_text(*parts.label, x, middle - parts.label->height / 2, parts.label->width, look.text, Align::center);
  x += parts.label->width;
  if (!parts.hint) return;
  const Rect cap{x + st.px(10), middle - st.px(11), parts.hint->width + st.px(10), st.px(22)};
  stroke_rect(cap, with_alpha(look.text, 0.45f), st.px(5));
  draw_text(*parts.hint, cap.x + st.px(5), middle - parts.hint->height / 2, parts.hint->width, look.text);
}

} // namespace

bool touch_input() { return state().input.touch; }

} // namespace detail

bool button(std::string_view id, std::string_view label, const ButtonOptions& options) {
  const Style& st = style();
  draw_pending_heading();
  const ButtonParts parts = button_parts(label, options, column().width);
  const float least = std::round(st.px(options.big ? 64 : 48));
  const float height = std::max(least, parts.label->height + st.px(options.big ? 28 : 16));
  const float width = options.wide ? column().width : std::max(parts.content + 2 * parts.padding, least);
  const Rect rect = place(width, height, std::max(parts.natural, least));
  const bool enabled = options.enabled && !options.busy;
  Node& node = add_node(named_id(id), Role::button, options.describe.empty() ? label : options.describe, rect);
  node.disabled = !options.enabled;
  node.busy = options.busy;
  node.description = options.shortcut;
  const Reaction r = react(node.id, rect, enabled);
  draw_button(rect, parts, options, r);
  return enabled && (r.pressed || take_shortcut(options.shortcut));
}

bool icon_button(std::string_view id, Icon which, std::string_view label, bool pressed) {
  const Style& st = style();
  draw_pending_heading();
  const Rect rect = place(st.target_small, st.target_small);
  Node& node = add_node(named_id(id), Role::button, label, rect);
  if (pressed) node.pressed = 1;
  const Reaction r = react(node.id, rect);
  const Palette& c = st.colour;
  const Colour fill = pressed ? c.accent.soft : r.held ? c.inset : r.hovered ? c.hover : 0;
  if (fill) fill_rect(rect, fill, st.radius_control);
  if (r.focused) focus_ring(rect, st.radius_control);
  draw_icon(which, rect.x + (rect.width - st.icon) / 2, rect.y + (rect.height - st.icon) / 2, st.icon,
            pressed ? c.accent.text : c.text);
  return r.pressed;
}

namespace {
std::function<void(const std::string&)> follower;
}

void set_link_follower(std::function<void(const std::string&)> follow) { follower = std::move(follow); }

bool link(std::string_view id, std::string_view label, std::string_view href, Icon which) {
  const Style& st = style();
  draw_pending_heading();
  const TypeSpec type = st.type(TextStyle::strong);
  const float icon_size = which == Icon::none ? 0 : st.icon_small, gap = which == Icon::none ? 0 : st.px(8);
  const TextLayout& layout = lay_out(label, type, std::max(1.0f, column().width - icon_size - gap));
  const float width = layout.width + icon_size + gap;
  const float height = std::max(st.target_small, layout.height + st.px(12));
  const float slack = std::max(0.0f, (height - layout.height) / 2 - st.px(2));
  slack_before(slack);
  const Rect rect = place(width, height, layout.natural + icon_size + gap);
  slack_after(slack);
  Node& node = add_node(named_id(id), Role::link, label, rect);
  node.href = href;
  const Reaction r = react(node.id, rect);
  // In the header a link is plain: its place says what it is. In a text it is underlined.
  const bool in_header = state().header_regions > 0;
  const Colour colour = in_header && !r.hovered ? st.colour.text : st.colour.accent.text;
  if (r.focused) focus_ring(rect, st.radius_small);
  if (which != Icon::none)
    draw_icon(which, rect.x, rect.y + (height - icon_size) / 2, icon_size, st.colour.accent.text);
  const float x = rect.x + icon_size + gap, y = rect.y + (height - layout.height) / 2;
  draw_text(layout, x, y, layout.width, colour);
  for (std::size_t i = 0; i < layout.lines.size() && !in_header; ++i) {
    const float under = snap(y + type.line * static_cast<float>(i) + type.line / 2 + type.size * 0.56f);
    stroke_line(x, under, x + layout.lines[i].width, under, with_alpha(colour, r.hovered ? 1.0f : 0.4f), 1);
  }
  if (r.pressed && follower) follower(std::string(href));
  return r.pressed;
}

} // namespace kit
