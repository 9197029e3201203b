// Choices: large rows, radio groups, check boxes, stars.
#include "ui/kit/controls.hpp"
#include "ui/kit/fonts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace kit {

using namespace detail;

// ---- large rows and tiles

namespace {

struct ChoiceParts {
  float padding = 0, icon_box = 0, icon = 0, mark = 0, arrow = 0;
  const TextLayout* title = nullptr;
  const TextLayout* detail = nullptr;
  const TextLayout* trailing = nullptr;
  const TextLayout* badge = nullptr;
  bool badge_below = false, trailing_below = false, two_lines = false; ///< the line below the detail
  float text_x = 0, text_width = 0, text_height = 0, height = 0, natural = 0;
};

constexpr float meter_height = 6;

/// Of the badge and the trailing text.
TypeSpec side_type(bool big) {
  TypeSpec type = style().type(big ? TextStyle::body : TextStyle::small);
  type.bold = true;
  return type;
}

/// Height of the line with the badge and the trailing text below the detail.
float below_line(bool big) { return side_type(big).line + style().px(8); }

ChoiceParts choice_parts(std::string_view title, const ChoiceOptions& o, float width) {
  const Style& st = style();
  ChoiceParts p;
  const float gap = st.px(o.big ? 18 : 14);
  p.padding = st.px(o.big ? 22 : 16);
  const bool room_for_icon = o.big || width >= st.px(300); // large type on a phone needs it for words
  p.icon_box = o.icon == Icon::none || !room_for_icon ? 0 : std::round(st.px(o.big ? 56 : 44));
  p.icon = std::round(p.icon_box * 0.55f);
  p.mark = o.radio ? std::round(st.px(22)) : 0;
  p.arrow = !o.radio && o.arrow ? st.icon_small : 0;
  p.text_x = p.padding + (p.icon_box > 0 ? p.icon_box + gap : 0) + (p.mark > 0 ? p.mark + gap : 0);
  const float end = p.padding + (p.arrow > 0 ? p.arrow + st.px(8) : 0);
  p.text_width = std::max(st.px(40), width - p.text_x - end);

  TypeSpec title_type = st.type(o.big ? TextStyle::heading : TextStyle::strong);
  const TypeSpec trailing_type = side_type(o.big);
  const float title_natural = lay_out(title, title_type).natural;
  const float gap_between = st.px(12), pill = st.px(18);
  if (!o.badge.empty()) p.badge = &lay_out(o.badge, trailing_type, p.text_width - st.px(20));
  if (!o.trailing.empty()) p.trailing = &lay_out(o.trailing, trailing_type, p.text_width);
  const float badge_width = p.badge ? p.badge->width + pill + gap_between : 0;
  const float trailing_width = p.trailing ? p.trailing->width + gap_between : 0;
  // What does not fit beside the title goes below, the trailing text first.
  p.trailing_below = p.trailing && title_natural + badge_width + trailing_width > p.text_width;
  p.badge_below = p.badge && title_natural + badge_width > p.text_width;
  if (p.badge_below) p.trailing_below = p.trailing != nullptr;
  p.two_lines = p.badge_below && p.trailing_below && badge_width + trailing_width > p.text_width;
  const float side = (p.badge_below ? 0 : badge_width) + (p.trailing_below ? 0 : trailing_width);
  p.title = &lay_out(title, title_type, std::max(p.text_width - side, p.text_width * 0.5f));
  if (!o.detail.empty())
    p.detail = &lay_out(o.detail, st.type(o.big ? TextStyle::body : TextStyle::small), p.text_width);
  p.text_height = p.title->height + (p.detail ? p.detail->height + st.px(2) : 0);
  if (p.badge_below || p.trailing_below) p.text_height += (p.two_lines ? 2 : 1) * below_line(o.big);
  if (o.meter >= 0) p.text_height += st.px(meter_height + 8);
  p.height = std::max({p.text_height, p.icon_box, p.mark}) + 2 * st.px(o.big ? 20 : 14);
  p.height = std::max(p.height, st.px(o.big ? 88 : 60));
  p.natural = p.text_x + end + std::max(title_natural + side, p.detail ? p.detail->natural : 0);
  return p;
}

void draw_radio_mark(float x, float y, float size, bool selected, bool enabled) {
  const Palette& c = style().colour;
  const float r = size / 2;
  if (selected) {
    circle(x + r, y + r, r, enabled ? c.solid : c.muted);
    circle(x + r, y + r, r * 0.4f, c.on_solid);
  } else {
    ring(x + r, y + r, r - 1, c.border_strong, style().px(1.6f));
  }
}

void draw_meter(const Rect& rect, float fraction, Tone tone) {
  const Style& st = style();
  fill_rect(rect, st.colour.inset, rect.height / 2);
  if (fraction <= 0) return;
  const float width = std::max(rect.height, rect.width * std::min(fraction, 1.0f));
  fill_rect({rect.x, rect.y, width, rect.height}, st.tone(tone).fill, rect.height / 2);
}

/// A pill with its left edge at `x`, its middle at `middle`; answers where it ends.
float draw_pill(float x, float middle, const TextLayout& text, Tone which) {
  const Style& st = style();
  const ToneColours& tone = st.tone(which);
  const float width = text.width + st.px(18), height = text.height + st.px(4);
  const Rect rect{x, middle - height / 2, width, height};
  fill_rect(rect, tone.soft, std::min(height / 2, st.px(14)));
  draw_text(text, rect.x + st.px(9), rect.y + st.px(2), text.width, tone.text);
  return right(rect);
}

void draw_below(float x, float y, const ChoiceParts& p, const ChoiceOptions& o) {
  const float line = below_line(o.big);
  float left = x, middle = y + line / 2 + style().px(1);
  if (p.badge_below) left = draw_pill(x, middle, *p.badge, o.badge_tone) + style().px(12);
  if (p.two_lines) {
    left = x;
    middle += line;
  }
  if (p.trailing_below)
    draw_text(*p.trailing, left, middle - p.trailing->height / 2, p.trailing->width, style().ink(o.trailing_tone));
}

void draw_choice_text(const Rect& rect, const ChoiceParts& p, const ChoiceOptions& o) {
  const Style& st = style();
  const float x = rect.x + p.text_x;
  float y = rect.y + (rect.height - p.text_height) / 2;
  draw_text(*p.title, x, y, p.title->width, o.enabled ? st.colour.text : st.colour.muted);
  const float middle = y + p.title->type.line / 2, end = x + p.text_width;
  if (p.trailing && !p.trailing_below)
    draw_text(*p.trailing, end - p.trailing->width, middle - p.trailing->type.line / 2, p.trailing->width,
              st.ink(o.trailing_tone));
  if (p.badge && !p.badge_below) draw_pill(x + p.title->width + st.px(10), middle, *p.badge, o.badge_tone);
  y += p.title->height + st.px(2);
  if (p.detail) {
    draw_text(*p.detail, x, y, p.detail->width, st.colour.muted);
    y += p.detail->height + st.px(2);
  }
  if (p.badge_below || p.trailing_below) {
    draw_below(x, y, p, o);
    y += (p.two_lines ? 2 : 1) * below_line(o.big);
  }
  if (o.meter >= 0)
    draw_meter({x, y + st.px(4), std::min(p.text_width, st.px(200)), st.px(meter_height)}, o.meter, o.meter_tone);
}

std::string choice_name(std::string_view title, const ChoiceOptions& o) {
  const bool chinese = state().input.lang.substr(0, 2) == "zh";
  std::string name(title);
  for (const std::string* part : {&o.badge, &o.detail, &o.trailing})
    if (!part->empty()) name.append(chinese ? "，" : ", ").append(*part);
  return name;
}

void draw_choice(const Rect& rect, const ChoiceParts& p, const ChoiceOptions& o, const Reaction& r) {
  const Style& st = style();
  const Palette& c = st.colour;
  const Colour fill = o.selected   ? c.accent.soft
                      : !o.enabled ? c.background
                      : r.held     ? c.inset
                      : r.hovered  ? c.hover
                                   : c.surface;
  fill_rect(rect, fill, st.radius_card);
  if (o.selected)
    stroke_rect(rect, c.accent.text, st.radius_card, 2);
  else
    stroke_rect(rect, r.hovered ? c.border_strong : c.border, st.radius_card);
  if (r.focused) focus_ring(rect, st.radius_card);
  const float middle = rect.y + rect.height / 2;
  float x = rect.x + p.padding;
  if (p.mark > 0) {
    draw_radio_mark(x, middle - p.mark / 2, p.mark, o.selected, o.enabled);
    x += p.mark + st.px(o.big ? 18 : 14);
  }
  if (p.icon_box > 0) {
    const float half = p.icon_box / 2;
    fill_rect({x, middle - half, p.icon_box, p.icon_box}, o.enabled && !o.selected ? c.accent.soft : c.inset,
              half * 0.62f);
    if (o.selected) fill_rect({x, middle - half, p.icon_box, p.icon_box}, c.surface, half * 0.62f);
    draw_icon(o.icon, x + half - p.icon / 2, middle - p.icon / 2, p.icon, o.enabled ? c.accent.text : c.muted);
  }
  draw_choice_text(rect, p, o);
  if (p.arrow > 0 && o.enabled)
    draw_icon(Icon::forward, right(rect) - p.padding - p.arrow, middle - p.arrow / 2, p.arrow, c.muted);
}

} // namespace

bool choice(std::string_view id, std::string_view title, const ChoiceOptions& options) {
  draw_pending_heading();
  const float width = column().width;
  const ChoiceParts parts = choice_parts(title, options, width);
  const Style& st = style();
  const float shown = stretched(parts.height);
  near_before("choice", st.px(options.big ? 14 : 10));
  Rect rect = place(width, parts.height, parts.natural);
  rect.height = shown;
  near_after("choice");
  Node& node = add_node(named_id(id), options.radio ? Role::radio : Role::button, choice_name(title, options), rect);
  node.disabled = !options.enabled;
  if (options.radio)
    node.checked = options.selected ? 1 : 0;
  else if (options.selected)
    node.pressed = 1;
  const Reaction r = react(node.id, rect, options.enabled);
  draw_choice(rect, parts, options, r);
  return options.enabled && r.pressed;
}

// ---- radio groups

namespace {

/// Arrow keys of a radio group that has the focus; answers the new index.
int moved_by_keys(Id group, int count, int selected) {
  const State& s = state();
  bool inside = s.focus == group;
  for (int i = 0; i < count; ++i)
    inside = inside || s.focus == hash(group, static_cast<std::uint64_t>(i));
  if (!inside || count == 0) return selected;
  int step = 0;
  if (take_key("ArrowRight") || take_key("ArrowDown")) step = 1;
  if (take_key("ArrowLeft") || take_key("ArrowUp")) step = -1;
  if (!step) return selected;
  const int next = selected < 0 ? 0 : (selected + step + count) % count;
  state().focus_request = hash(group, static_cast<std::uint64_t>(next));
  return next;
}

void draw_group_label(std::string_view label) {
  if (label.empty()) return;
  const TextLayout& layout = label_layout(label, column().width);
  const Rect rect = place(column().width, layout.height, layout.natural);
  draw_text(layout, rect.x, rect.y, rect.width, style().colour.text);
  column().spacer = style().px(6);
}

struct Segments {
  float natural = 0;
  float inset = 0;           ///< around all of them
  std::vector<float> widths; ///< side by side; empty: one below the other
};

/// Equally wide where they fit, else each as wide as its words ask for, else one below the other.
Segments measure_segments(const std::vector<std::string>& options, float available) {
  const Style& st = style();
  const TypeSpec type = st.type(TextStyle::strong);
  const float count = std::max<float>(1, static_cast<float>(options.size()));
  Segments out;
  out.inset = st.px(2);
  float widest = 0, sum = 0;
  for (const std::string& option : options) {
    out.widths.push_back(lay_out(option, type).natural);
    widest = std::max(widest, out.widths.back());
    sum += out.widths.back();
  }
  out.natural = count * (widest + st.px(32)) + 2 * out.inset;
  const float width = (state().view.narrow ? available : std::min(available, out.natural)) - 2 * out.inset;
  if (count * (widest + st.px(16)) <= width)
    std::fill(out.widths.begin(), out.widths.end(), width / count);
  else if (sum + count * st.px(10) <= width)
    for (float& one : out.widths)
      one += (width - sum) / count;
  else
    out.widths.clear();
  return out;
}

} // namespace

bool segmented(std::string_view id, std::string_view label, const std::vector<std::string>& options, int& selected) {
  const Style& st = style();
  draw_pending_heading();
  const Id group = named_id(id);
  const Rect top = begin_block();
  open_node(group, Role::radiogroup, label);
  draw_group_label(label);
  const Segments shape = measure_segments(options, column().width);
  const bool vertical = shape.widths.empty();
  const float inset = shape.inset, count = std::max<float>(1, static_cast<float>(options.size()));
  const float row = st.target_small;
  const float height = vertical ? row * count + 2 * inset : row + 2 * inset;
  const float width = vertical || state().view.narrow ? column().width : std::min(column().width, shape.natural);
  const Rect rect = place(width, height, shape.natural);
  fill_rect(rect, st.colour.inset, st.radius_control + inset);
  const int before = selected;
  selected = moved_by_keys(group, static_cast<int>(options.size()), selected);
  Rect cell{rect.x + inset, rect.y + inset, rect.width - 2 * inset, row};
  for (int i = 0; i < static_cast<int>(options.size()); ++i) {
    if (i > 0) (vertical ? cell.y : cell.x) += vertical ? row : cell.width;
    if (!vertical) cell.width = shape.widths[static_cast<std::size_t>(i)];
    const std::string& option = options[static_cast<std::size_t>(i)];
    Node& node = add_node(hash(group, static_cast<std::uint64_t>(i)), Role::radio, option, cell);
    const Reaction r = react(node.id, cell);
    if (r.pressed) selected = i;
    node.checked = selected == i ? 1 : 0;
    if (selected == i) {
      fill_rect(cell, st.colour.surface, st.radius_control);
      stroke_rect(cell, st.colour.accent.text, st.radius_control, 1.5f);
    } else if (r.hovered) {
      fill_rect(cell, st.colour.border, st.radius_control);
    }
    if (r.focused) focus_ring(cell, st.radius_control);
    const TextLayout& text_layout = lay_out(option, st.type(TextStyle::strong));
    draw_text(text_layout, cell.x, cell.y + (row - text_layout.height) / 2, cell.width,
              selected == i ? st.colour.accent.text : st.colour.muted, Align::center);
  }
  close_node({top.x, top.y, width, bottom(rect) - top.y});
  if (selected != before) state().again = true;
  return selected != before;
}

bool stars(std::string_view id, std::string_view label, int& value) {
  constexpr int count = 5;
  const Style& st = style();
  draw_pending_heading();
  const Id group = named_id(id);
  const Rect top = begin_block();
  open_node(group, Role::radiogroup, label);
  draw_group_label(label);
  const float side = std::min(st.px(52), column().width / count);
  const Rect rect = place(side * count, std::max(side, st.target_small));
  const int before = value;
  value = moved_by_keys(group, count, value - 1) + 1;
  std::array<Reaction, count> reactions;
  for (int i = 0; i < count; ++i) {
    const Rect cell{rect.x + side * static_cast<float>(i), rect.y, side, rect.height};
    Node& node =
        add_node(hash(group, static_cast<std::uint64_t>(i)), Role::radio, std::to_string(i + 1) + " / 5", cell);
    reactions[static_cast<std::size_t>(i)] = react(node.id, cell);
    if (reactions[static_cast<std::size_t>(i)].pressed) value = i + 1;
    node.checked = value == i + 1 ? 1 : 0;
    if (reactions[static_cast<std::size_t>(i)].focused) focus_ring(cell, st.radius_small);
  }
  const float size = std::round(side * 0.72f);
  for (int i = 0; i < count; ++i) {
    const bool full = i < value;
    draw_icon(full ? Icon::star_filled : Icon::star, rect.x + side * static_cast<float>(i) + (side - size) / 2,
              rect.y + (rect.height - size) / 2, size,
              full                                             ? st.colour.star
              : reactions[static_cast<std::size_t>(i)].hovered ? st.colour.text
                                                               : st.colour.border_strong);
  }
  close_node({top.x, top.y, rect.width, bottom(rect) - top.y});
  if (value != before) state().again = true;
  return value != before;
}

bool checkbox(std::string_view id, std::string_view label, bool& value, std::string_view detail) {
  const Style& st = style();
  draw_pending_heading();
  const TypeSpec type = st.type(TextStyle::body);
  const float box = std::round(st.px(24)), gap = st.px(12), indent = box + gap;
  const float inner = std::max(1.0f, column().width - indent);
  const TextLayout& title = lay_out(label, type, inner);
  const TextLayout* more = detail.empty() ? nullptr : &lay_out(detail, st.type(TextStyle::small), inner);
  const float text_height = title.height + (more ? more->height : 0);
  const float height = std::max(st.target_small, text_height + st.px(12));
  const float natural = indent + std::max(title.natural, more ? more->natural : 0);
  const float slack = std::max(0.0f, (height - text_height) / 2 - st.px(4));
  near_before("checkbox", st.px(4));
  if (column().spacer < 0) slack_before(slack);
  const Rect rect =
      place(std::min(column().width, indent + std::max(title.width, more ? more->width : 0)), height, natural);
  near_after("checkbox");
  slack_after(slack);
  Node& node = add_node(named_id(id), Role::checkbox, label, rect);
  node.description = detail;
  const Reaction r = react(node.id, rect);
  if (r.pressed) value = !value;
  node.checked = value ? 1 : 0;
  const float top = rect.y + (height - text_height) / 2;
  const Rect square{rect.x, top + (type.line - box) / 2, box, box};
  if (value) {
    fill_rect(square, r.hovered ? st.colour.solid_hover : st.colour.solid, st.px(7));
    draw_icon(Icon::check, square.x + box * 0.1f, square.y + box * 0.1f, box * 0.8f, st.colour.on_solid);
  } else {
    fill_rect(square, r.held ? st.colour.inset : st.colour.surface, st.px(7));
    stroke_rect(square, r.hovered ? st.colour.text : st.colour.border_strong, st.px(7), st.px(1.5f));
  }
  if (r.focused) focus_ring(square, st.px(7));
  draw_text(title, rect.x + indent, top, title.width, st.colour.text);
  if (more) draw_text(*more, rect.x + indent, top + title.height, more->width, st.colour.muted);
  return r.pressed;
}

} // namespace kit
