// Text fields and drop-down lists: drawn here, edited in the real elements the page lays over them.
#include "ui/kit/controls.hpp"
#include "ui/kit/fonts.hpp"

#include <algorithm>
#include <cmath>

namespace kit {

using namespace detail;

namespace detail {

const TextLayout& label_layout(std::string_view label, float width) {
  TypeSpec type = style().type(TextStyle::small);
  type.bold = true;
  return lay_out(label, type, width);
}

namespace {
/// In a browser the real element shows the text; without one (native tests) the kit draws it.
constexpr bool element_shows_text =
#ifdef __EMSCRIPTEN__
    true;
#else
    false;
#endif

float message_indent(bool error) { return error ? style().px(22) : 0; }
} // namespace

float message_height(float width, std::string_view message, bool error) {
  if (message.empty()) return 0;
  return lay_out(message, style().type(TextStyle::small), width - message_indent(error)).height + style().px(4);
}

float draw_message(float x, float y, float width, std::string_view message, bool error) {
  if (message.empty()) return 0;
  const Style& st = style();
  const TypeSpec type = st.type(TextStyle::small);
  const float indent = message_indent(error), top = y + st.px(4);
  const TextLayout& layout = lay_out(message, type, width - indent);
  const Colour colour = error ? st.colour.danger.text : st.colour.muted;
  if (error) draw_icon(Icon::error, x, top + (type.line - st.px(17)) / 2, st.px(17), colour);
  draw_text(layout, x + indent, top, width - indent, colour);
  return layout.height + st.px(4);
}

} // namespace detail

namespace {

const char* type_name(FieldType type) {
  switch (type) {
  case FieldType::text:
    return "text";
  case FieldType::tel:
    return "tel";
  case FieldType::password:
    return "password";
  case FieldType::multiline:
    return "multiline";
  case FieldType::digits:
    return "digits";
  case FieldType::search:
    return "search";
  }
  return "text";
}

struct FieldBox {
  Rect whole, box;
};

/// Label, box and message as one block; draws all but what is inside the box.
FieldBox draw_field_frame(std::string_view label, bool required, float box_height, std::string_view message, bool error,
                          bool focused) {
  const Style& st = style();
  const float width = column().width, gap = st.px(6);
  const TextLayout* title = label.empty() ? nullptr : &label_layout(label, width - st.px(16));
  const float label_height = title ? title->height + gap : 0;
  FieldBox out;
  out.whole = place(width, label_height + box_height + message_height(width, message, error), st.px(280));
  float y = out.whole.y;
  if (title) {
    draw_text(*title, out.whole.x, y, width, st.colour.text);
    if (required) {
      const TextLayout& star = lay_out("*", title->type);
      draw_text(star, out.whole.x + title->lines.back().width + st.px(4), y + title->height - title->type.line,
                star.width, st.colour.danger.text);
    }
    y += label_height;
  }
  out.box = {out.whole.x, y, width, box_height};
  fill_rect(out.box, st.colour.surface, st.radius_control);
  const Colour border = error ? st.colour.danger.text : focused ? st.colour.accent.text : st.colour.border_strong;
  stroke_rect(out.box, border, st.radius_control, focused || error ? 2.0f : 1.0f);
  draw_message(out.box.x, bottom(out.box), width, message, error);
  return out;
}

std::string dots(std::string_view secret) {
  std::string out;
  for (std::size_t at = 0; at < secret.size();) {
    next_char(secret, at);
    out += "•";
  }
  return out;
}

TypeSpec value_type(const FieldOptions& o) { return style().type(o.big ? TextStyle::title : TextStyle::body); }

void draw_value(const Rect& box, std::string_view value, const FieldOptions& o, bool many_lines) {
  const Style& st = style();
  const bool empty = value.empty();
  const std::string shown = empty ? o.placeholder : o.type == FieldType::password ? dots(value) : std::string(value);
  if (shown.empty()) return;
  const TypeSpec type = value_type(o);
  const TextLayout& layout = lay_out(shown, type, many_lines ? box.width : 0);
  push_clip(box);
  const float y = many_lines ? box.y : box.y + (box.height - type.line) / 2;
  draw_text(layout, box.x, y, box.width, empty ? st.colour.muted : st.colour.text);
  pop_clip();
}

FieldResult take_field_events(Id id, std::string& value) {
  State& s = state();
  FieldResult result;
  if (const auto typed = s.inbox.typed.find(id); typed != s.inbox.typed.end() && typed->second != value) {
    value = typed->second;
    result.changed = true;
  }
  result.submitted = s.inbox.submitted.count(id) != 0;
  result.left = s.inbox.left.count(id) != 0;
  if (result.changed || result.submitted || result.left) s.again = true;
  return result;
}

} // namespace

FieldResult field(std::string_view id, std::string_view label, std::string& value, const FieldOptions& options) {
  const Style& st = style();
  draw_pending_heading();
  const Id node_id = named_id(id);
  const FieldResult result = take_field_events(node_id, value);
  const TypeSpec type = value_type(options);
  const bool many_lines = options.type == FieldType::multiline, error = !options.error.empty();
  const float pad = st.px(14), rows = static_cast<float>(std::max(1, options.rows));
  const float height = many_lines ? type.line * rows + 2 * st.px(12) : options.big ? st.px(64) : st.target;
  const std::string& message = error ? options.error : options.hint;
  const bool focused = state().focus == node_id;
  const FieldBox frame = draw_field_frame(label, options.required, height, message, error, focused);
  // The element covers the text's place: beside the icon, inside the border.
  Rect inner{frame.box.x + pad, frame.box.y + (many_lines ? st.px(12) : 2), frame.box.width - 2 * pad,
             frame.box.height - 2 * (many_lines ? st.px(12) : 2)};
  if (options.type == FieldType::search) {
    draw_icon(Icon::search, inner.x, frame.box.y + (height - st.icon_small) / 2, st.icon_small, st.colour.muted);
    inner.x += st.icon_small + st.px(8);
    inner.width -= st.icon_small + st.px(8);
  }
  Node& node = add_node(node_id, Role::textbox, label, inner);
  node.value = value;
  node.description = message;
  node.invalid = error;
  node.required = options.required;
  node.type = type_name(options.type);
  node.autocomplete = options.autocomplete;
  node.placeholder = options.placeholder;
  node.max_length = options.max_length;
  node.rows = many_lines ? options.rows : 1;
  node.font_size = type.size;
  if (react(node.id, frame.box).pressed && !focused) state().focus_request = node_id;
  if (options.focus && !measured(node_id)) state().focus_request = node_id;
  measure(node_id, frame.box.width, frame.box.height);
  if (!element_shows_text) draw_value(inner, value, options, many_lines);
  return result;
}

bool select(std::string_view id, std::string_view label, const std::vector<std::string>& options, int& selected) {
  const Style& st = style();
  draw_pending_heading();
  State& s = state();
  const Id node_id = named_id(id);
  bool changed = false;
  const int count = static_cast<int>(options.size());
  if (const auto chosen = s.inbox.chosen.find(node_id); chosen != s.inbox.chosen.end())
    if (chosen->second >= 0 && chosen->second < count && chosen->second != selected) {
      selected = chosen->second;
      changed = s.again = true;
    }
  const float pad = st.px(14), pad_y = st.px(10), value_width = column().width - 2 * pad - st.icon_small - st.px(6);
  const bool chosen_one = selected >= 0 && selected < count;
  const std::string value = chosen_one ? options[static_cast<std::size_t>(selected)] : "";
  // What is chosen is read in whole: two branches may differ in their last word only.
  const TextLayout& shown = lay_out(value, st.type(TextStyle::body), value_width);
  const float height = std::max(st.target, shown.height + 2 * pad_y);
  const FieldBox frame = draw_field_frame(label, false, height, {}, false, s.focus == node_id);
  Node& node = add_node(node_id, Role::combobox, label, frame.box);
  node.options = options;
  node.index = chosen_one ? selected : -1;
  node.value = value;
  node.font_size = st.type(TextStyle::body).size;
  if (react(node.id, frame.box).pressed) s.focus_request = node_id;
  draw_text(shown, frame.box.x + pad, frame.box.y + (height - shown.height) / 2, value_width, st.colour.text);
  const float size = st.icon_small;
  const float x = right(frame.box) - pad - size / 2, y = frame.box.y + frame.box.height / 2;
  stroke_path({x - size * 0.22f, y - size * 0.1f, x, y + size * 0.14f, x + size * 0.22f, y - size * 0.1f},
              st.colour.muted, false, st.px(1.8f));
  return changed;
}

} // namespace kit
