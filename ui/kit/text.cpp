// Headings, paragraphs, badges, status lines, banners.
#include "ui/kit/fonts.hpp"
#include "ui/kit/page.hpp"
#include "ui/kit/paint.hpp"

#include <algorithm>
#include <cmath>

namespace kit {

using namespace detail;

namespace detail {

void draw_heading(int level, std::string_view content, Align align) {
  const TextStyle text_style = level <= 1 ? TextStyle::title : level == 2 ? TextStyle::heading : TextStyle::subheading;
  const TypeSpec type = style().type(text_style);
  const float width = column().width;
  const TextLayout& layout = lay_out(content, type, width);
  const Rect rect = place(width, layout.height, layout.natural);
  add_node(next_id("h"), Role::heading, content, rect).level = level;
  draw_text(layout, rect.x, rect.y, rect.width, style().colour.text, align);
  // What a heading heads stands nearer to it than what is above.
  column().spacer = style().px(level <= 1 ? 16 : level == 2 ? 12 : 8);
}

namespace {
TypeSpec scaled(TypeSpec type, float by) {
  type.size = std::floor(type.size * by);
  type.line = std::round(type.line * by);
  return type;
}

Rect draw_paragraph(std::string_view content, TextStyle text_style, Tone tone, Align align) {
  const float width = column().width;
  TypeSpec type = style().type(text_style);
  const float natural = lay_out(content, type).natural;
  // A ticket number is never broken: it becomes smaller.
  if ((text_style == TextStyle::display || text_style == TextStyle::numeral) && natural > width)
    type = scaled(type, std::max(0.5f, (width - 2) / natural));
  const TextLayout& layout = lay_out(content, type, width);
  const Rect rect = place(width, layout.height, natural);
  draw_text(layout, rect.x, rect.y, rect.width, style().ink(tone), align);
  return rect;
}
} // namespace
} // namespace detail

void heading(int level, std::string_view content, Align align) {
  if (level >= 2 && column().items > 0 && column().spacer < 0)
    column().spacer = std::max(column().gap, style().px(level == 2 ? 28 : 20));
  draw_heading(std::clamp(level, 1, 6), content, align);
}

void text(std::string_view content, TextStyle text_style, Tone tone, Align align) {
  if (content.empty()) return;
  draw_pending_heading();
  const Rect rect = draw_paragraph(content, text_style, tone, align);
  add_node(next_id("p"), Role::paragraph, content, rect);
}

void icon_text(Icon which, std::string_view content, TextStyle text_style, Tone tone) {
  draw_pending_heading();
  const TypeSpec type = style().type(text_style);
  const float size = std::round(type.size * 1.25f), gap = style().px(8);
  const float indent = which == Icon::none ? 0 : size + gap;
  const TextLayout& layout = lay_out(content, type, std::max(1.0f, column().width - indent));
  near_before("icon_text", style().px(8));
  const Rect rect = place(std::min(column().width, layout.width + indent), layout.height, layout.natural + indent);
  near_after("icon_text");
  add_node(next_id("p"), Role::paragraph, content, rect);
  const Colour colour = style().ink(tone);
  if (which != Icon::none)
    draw_icon(which, rect.x, rect.y + (type.line - size) / 2, size,
              tone == Tone::normal ? style().colour.muted : colour);
  draw_text(layout, rect.x + indent, rect.y, rect.width - indent, colour);
}

void icon(Icon which, float size, Tone tone, std::string_view label) {
  const float side = std::round(style().px(size));
  const Rect rect = place(side, side);
  if (!label.empty()) add_node(next_id("icon"), Role::image, label, rect);
  draw_icon(which, rect.x, rect.y, side, style().ink(tone));
}

void fact(std::string_view label, std::string_view value, Tone tone) {
  draw_pending_heading();
  const TypeSpec type = style().type(TextStyle::body);
  TypeSpec value_type = style().type(TextStyle::strong);
  const float width = column().width, gap = style().px(16);
  const float label_natural = lay_out(label, type).natural, value_natural = lay_out(value, value_type).natural;
  const bool one_line = label_natural + gap + value_natural <= width;
  const float label_width = one_line ? label_natural : std::min(label_natural, width * 0.42f);
  const float value_width = one_line ? value_natural : width - gap - label_width;
  const TextLayout& left = lay_out(label, type, label_width + 1);
  const TextLayout& right_side = lay_out(value, value_type, value_width + 1);
  near_before("fact", style().px(8));
  const Rect rect = place(width, std::max(left.height, right_side.height), label_natural + gap + value_natural);
  near_after("fact");
  std::string said(label);
  said.append(" ").append(value);
  add_node(next_id("p"), Role::paragraph, said, rect);
  draw_text(left, rect.x, rect.y, label_width + 1, style().colour.muted);
  draw_text(right_side, right(rect) - value_width, rect.y, value_width, style().ink(tone), Align::end);
}

void badge(std::string_view content, Tone tone, Icon which) {
  if (content.empty()) return;
  const Style& st = style();
  TypeSpec type = st.type(TextStyle::small);
  type.bold = true;
  const float pad_x = st.px(10), pad_y = st.px(3), icon_size = which == Icon::none ? 0 : std::round(st.px(16));
  const float indent = icon_size > 0 ? icon_size + st.px(5) : 0;
  const TextLayout& layout = lay_out(content, type, std::max(1.0f, column().width - 2 * pad_x - indent));
  const float width = layout.width + indent + 2 * pad_x, height = layout.height + 2 * pad_y;
  const Rect rect = place(width, height, layout.natural + indent + 2 * pad_x);
  add_node(next_id("p"), Role::paragraph, content, rect);
  const ToneColours& colours = st.tone(tone);
  fill_rect(rect, colours.soft, std::min(height / 2, st.px(14)));
  stroke_rect(rect, colours.border, std::min(height / 2, st.px(14)));
  if (icon_size > 0) draw_icon(which, rect.x + pad_x, rect.y + (height - icon_size) / 2, icon_size, colours.text);
  draw_text(layout, rect.x + pad_x + indent, rect.y + pad_y, layout.width, colours.text);
}

void status(std::string_view id, std::string_view content, TextStyle text_style, Tone tone) {
  draw_pending_heading();
  Rect rect;
  if (content.empty())
    rect = {column().x, column().y, column().width, 0};
  else
    rect = draw_paragraph(content, text_style, tone, column().align);
  // The node stays when it says nothing: a live region must exist before its text changes.
  add_node(named_id(id), Role::status, content, rect);
}

namespace {
Icon tone_icon(Tone tone) {
  switch (tone) {
  case Tone::success:
    return Icon::success;
  case Tone::warning:
    return Icon::warning;
  case Tone::danger:
    return Icon::error;
  default:
    return Icon::info;
  }
}
} // namespace

void banner(std::string_view id, std::string_view content, Tone tone, std::string_view title) {
  const Style& st = style();
  const float padding = st.px(14), icon_size = std::round(st.px(22)), gap = st.px(12);
  const Rect at = begin_block();
  const float inner = std::max(1.0f, at.width - 2 * padding - icon_size - gap);
  const TypeSpec title_type = st.type(TextStyle::strong), type = st.type(TextStyle::body);
  const TextLayout* head = title.empty() ? nullptr : &lay_out(title, title_type, inner);
  const TextLayout* body = content.empty() ? nullptr : &lay_out(content, type, inner);
  const float height = 2 * padding + (head ? head->height : 0) + (body ? body->height : 0);
  const float natural = 2 * padding + icon_size + gap + std::max(head ? head->natural : 0, body ? body->natural : 0);
  const Rect rect = place(at.width, height, natural);
  const bool urgent = tone == Tone::warning || tone == Tone::danger;
  std::string said(title);
  if (head && body) said += " ";
  said += content;
  add_node(named_id(id), urgent ? Role::alert : Role::status, said, rect).assertive = tone == Tone::danger;
  const ToneColours& colours = st.tone(tone == Tone::normal || tone == Tone::muted ? Tone::muted : tone);
  fill_rect(rect, colours.soft, st.radius_control);
  stroke_rect(rect, colours.border, st.radius_control);
  draw_icon(tone_icon(tone), rect.x + padding, rect.y + padding + (type.line - icon_size) / 2, icon_size, colours.text);
  float y = rect.y + padding;
  const float x = rect.x + padding + icon_size + gap;
  if (head) {
    draw_text(*head, x, y, inner, colours.text);
    y += head->height;
  }
  if (body) draw_text(*body, x, y, inner, st.colour.text);
}

} // namespace kit
