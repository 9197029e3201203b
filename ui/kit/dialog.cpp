// Dialogs and disclosures: content that is there on demand.
#include "ui/kit/controls.hpp"
#include "ui/kit/fonts.hpp"

#include <algorithm>
#include <cmath>

namespace kit {

using namespace detail;

namespace {
struct DialogFrame {
  Id id = 0;
  Rect panel, body;
  float padding = 0, title_height = 0;
  bool close = false, sheet = false;
};
std::vector<DialogFrame> dialogs;

/// On a phone a dialog is a sheet at the bottom, within reach of the thumb; else it is in the middle.
void place_panel(DialogFrame& d) {
  const State& s = state();
  const Style& st = style();
  const Measure* last = measured(d.id);
  const float margin = st.px(d.sheet ? 0 : 24);
  const float most = s.view.height - s.input.safe_top - st.px(d.sheet ? 40 : 48);
  const float width = d.sheet ? s.view.width : std::min(s.view.width - 2 * margin, st.px(540));
  const float height = std::min(most, last ? last->height : most * 0.5f);
  const float y = d.sheet ? s.view.height - height : std::round((s.view.height - height) / 2);
  d.panel = {std::round((s.view.width - width) / 2), y, width, height};
}

void draw_panel(const DialogFrame& d) {
  const Style& st = style();
  const float radius = st.px(20);
  Rect shape = d.panel;
  if (d.sheet) shape.height += radius; // its lower corners are off the screen
  shadow(shape, radius, 2);
  fill_rect(shape, st.colour.surface, radius);
  if (state().input.dark) stroke_rect(shape, st.colour.border, radius);
}

/// The title with the close button; answers whether that was pressed.
bool draw_title_bar(DialogFrame& d, std::string_view title, bool closable) {
  const Style& st = style();
  const float side = closable ? st.target_small : 0;
  const TypeSpec type = st.type(TextStyle::heading);
  const float width = d.panel.width - 2 * d.padding - side;
  const TextLayout& layout = lay_out(title, type, width);
  const float y = d.panel.y + d.padding;
  d.title_height = std::max(layout.height, side > 0 ? side - st.px(8) : 0) + st.px(12);
  const float title_y = y + (side > 0 ? std::max(0.0f, (side - st.px(8) - layout.height) / 2) : 0);
  const Rect rect{d.panel.x + d.padding, title_y, width, layout.height};
  add_node(hash(d.id, "title"), Role::heading, title, rect).level = 2;
  draw_text(layout, rect.x, rect.y, width, st.colour.text);
  if (!closable) return false;
  const Rect cross{right(d.panel) - d.padding - side + st.px(10), y - st.px(4), side, side};
  Node& node = add_node(hash(d.id, "close"), Role::button, state().input.close_word, cross);
  const Reaction r = react(node.id, cross);
  if (r.hovered) fill_rect(cross, r.held ? st.colour.inset : st.colour.hover, st.radius_control);
  if (r.focused) focus_ring(cross, st.radius_control);
  draw_icon(Icon::close, cross.x + (side - st.icon) / 2, cross.y + (side - st.icon) / 2, st.icon, st.colour.muted);
  return r.pressed;
}
} // namespace

Dialog::Dialog(std::string_view id, std::string_view title, bool closable) {
  State& s = state();
  DialogFrame d;
  d.id = named_id(id);
  d.sheet = style().narrow;
  d.padding = style().px(style().narrow ? 20 : 28);
  const bool opened = std::find(s.last_dialogs.begin(), s.last_dialogs.end(), d.id) == s.last_dialogs.end();
  s.dialogs.push_back(d.id);
  s.modal = d.id;
  ++s.dialog_depth;
  if (opened) {
    s.focus_before[d.id] = s.focus;
    s.focus_request = d.id;
    s.again = true;
  }
  place_panel(d);
  enter_dialog_layer();
  const Rect whole{0, 0, s.view.width, s.view.height};
  fill_rect(whole, style().colour.scrim);
  block_pointer(hash(d.id, "scrim"), whole);
  block_pointer(hash(d.id, "panel"), d.panel);
  const bool top = s.last_modal == d.id;
  if (closable) {
    d.close = s.inbox.activated.count(hash(d.id, "scrim")) != 0;
    if (top && take_key("Escape")) d.close = true;
  }
  open_node(d.id, Role::dialog, title, d.panel);
  open_node_data().parent = 0;
  open_node_data().modal = true;
  push_scope(d.id);
  draw_panel(d);
  enter_content();
  if (draw_title_bar(d, title, closable)) d.close = true;
  if (d.close) s.again = true;
  const Scroll& scroll = scroll_of(d.id);
  d.body = {d.panel.x, d.panel.y + d.padding + d.title_height, d.panel.width, 0};
  d.body.height = std::max(1.0f, bottom(d.panel) - d.body.y);
  push_clip(d.body);
  push_column(d.panel.x + d.padding, d.body.y + style().px(4) - snap(scroll.offset), d.panel.width - 2 * d.padding);
  dialogs.push_back(d);
}

Dialog::~Dialog() {
  State& s = state();
  const DialogFrame d = dialogs.back();
  dialogs.pop_back();
  const Stack done = pop_column();
  const float content = done.y - done.top + style().px(4) + d.padding + (d.sheet ? s.input.safe_bottom : 0);
  scroll_region(d.id, d.body, content);
  pop_clip();
  leave_content();
  measure(d.id, 0, std::ceil(d.padding + d.title_height + content));
  pop_scope();
  close_node(d.panel);
  leave_layer();
  --s.dialog_depth;
}

bool Dialog::close_requested() const { return dialogs.back().close; }

// ---- disclosures

namespace {
struct DisclosureFrame {
  bool open = false;
};
std::vector<DisclosureFrame> disclosures;
} // namespace

Disclosure::Disclosure(std::string_view id, std::string_view title, bool open_at_first) {
  const Style& st = style();
  draw_pending_heading();
  const Id node_id = named_id(id);
  bool& open = state().open.try_emplace(node_id, open_at_first).first->second;
  const TypeSpec type = st.type(TextStyle::strong);
  const float mark = st.icon_small, gap = st.px(8);
  const TextLayout& layout = lay_out(title, type, std::max(1.0f, column().width - mark - gap));
  const float height = std::max(st.target_small, layout.height + st.px(16));
  const Rect rect = place(column().width, height, layout.natural + mark + gap);
  column().spacer = st.px(8);
  Node& node = add_node(node_id, Role::button, title, rect);
  const Reaction r = react(node.id, rect);
  if (r.pressed) open = !open;
  node.expanded = open ? 1 : 0;
  if (r.hovered) fill_rect({rect.x - gap, rect.y, rect.width + 2 * gap, rect.height}, st.colour.hover, st.radius_small);
  if (r.focused) focus_ring(rect, st.radius_small);
  const float x = rect.x + mark / 2, y = rect.y + height / 2, u = mark * 0.22f, v = mark * 0.12f;
  const std::vector<float> down{x - u, y - v, x, y + v, x + u, y - v}, ahead{x - v, y - u, x + v, y, x - v, y + u};
  stroke_path(open ? down : ahead, st.colour.accent.text, false, st.px(2));
  draw_text(layout, rect.x + mark + gap, rect.y + (height - layout.height) / 2, layout.width, st.colour.accent.text);
  push_scope(node.id);
  disclosures.push_back({open});
}

Disclosure::~Disclosure() {
  disclosures.pop_back();
  pop_scope();
}

Disclosure::operator bool() const { return disclosures.back().open; }

} // namespace kit
