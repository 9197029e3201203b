// A table of shares in shades, names at the left. Every cell says its number: colour alone tells nothing.
#include "ui/kit/controls.hpp"

#include <algorithm>
#include <cmath>

namespace kit {

using namespace detail;

namespace {

float name_width() {
  const Style& st = style();
  return std::round(std::min(column().width * 0.4f, st.px(st.narrow ? 104 : 200)));
}

struct Shade {
  Colour fill, text, border;
};
Shade shade_of(float heat) {
  const Palette& c = style().colour;
  if (heat < 0.1f) return {c.success.soft, c.success.text, c.success.border};
  if (heat < 0.3f) return {c.inset, c.text, c.border};
  if (heat < 0.6f) return {c.warning.soft, c.warning.text, c.warning.border};
  return {c.danger.soft, c.danger.text, c.danger.border};
}

TypeSpec bold(TextStyle text_style) {
  TypeSpec type = style().type(text_style);
  type.bold = true;
  return type;
}

struct Places {
  Id id = 0;
  Rect at;
  float name = 0, cell = 0, y = 0;
  float x(std::size_t i) const { return at.x + name + cell * static_cast<float>(i); }
};

void draw_titles(Places& p, const HeatMap& map) {
  const Style& st = style();
  const float pad = st.px(6);
  float height = 0;
  for (const std::string& title : map.columns)
    height = std::max(height, lay_out(title, bold(TextStyle::small), p.cell - 2 * pad).height);
  height += 2 * pad;
  const Id row = hash(p.id, "titles");
  open_node(row, Role::row, "");
  const auto draw = [&](std::size_t i, std::string_view title, const Rect& rect, Align align) {
    const TextLayout& layout = lay_out(title, bold(TextStyle::small), rect.width - 2 * pad);
    add_node(hash(row, static_cast<std::uint64_t>(i)), Role::columnheader, title, rect);
    draw_text(layout, rect.x + pad, bottom(rect) - pad - layout.height, rect.width - 2 * pad, st.colour.muted, align);
  };
  draw(0, map.corner, {p.at.x, p.y, p.name, height}, Align::start);
  for (std::size_t i = 0; i < map.columns.size(); ++i)
    draw(i + 1, map.columns[i], {p.x(i), p.y, p.cell, height}, Align::center);
  close_node({p.at.x, p.y, p.at.width, height});
  p.y += height;
}

/// Answers whether the cell was pressed.
bool draw_cell(Id id, const HeatCell& cell, const Rect& rect) {
  const Style& st = style();
  if (cell.text.empty()) {
    add_node(id, Role::cell, "–", rect);
    const TextLayout& none = lay_out("–", st.type(TextStyle::body));
    draw_text(none, rect.x, rect.y + (rect.height - none.height) / 2, rect.width, st.colour.muted, Align::center);
    return false;
  }
  open_node(id, Role::cell, "");
  const Rect tile = grown(rect, -st.px(2));
  const Id pressed = add_node(hash(id, "press"), Role::button, cell.describe, tile).id;
  const Reaction r = react(pressed, tile);
  const Shade shade = shade_of(cell.heat);
  fill_rect(tile, shade.fill, st.radius_small);
  stroke_rect(tile, r.hovered || r.held ? shade.text : shade.border, st.radius_small);
  if (r.focused) focus_ring(tile, st.radius_small);
  const TextLayout& text = lay_out(cell.text, bold(TextStyle::body));
  draw_text(text, tile.x, tile.y + (tile.height - text.height) / 2, tile.width, shade.text, Align::center);
  close_node(rect);
  return r.pressed;
}

/// Answers the column that was pressed, -1 when none.
int draw_row(Places& p, const HeatMap& map, std::size_t number) {
  const Style& st = style();
  const HeatRow& row = map.rows[number];
  const float pad = st.px(6);
  const TextLayout& name = lay_out(row.name, st.type(TextStyle::strong), p.name - 2 * pad);
  const TextLayout& detail = lay_out(row.detail, st.type(TextStyle::small), p.name - 2 * pad);
  const float words = name.height + (row.detail.empty() ? 0 : detail.height);
  const float height = std::max(st.target_small + st.px(4), words + 2 * pad);
  const Id id = hash(hash(p.id, "row"), static_cast<std::uint64_t>(number));
  open_node(id, Role::row, "");
  add_node(hash(id, "name"), Role::cell, row.detail.empty() ? row.name : row.name + ", " + row.detail,
           {p.at.x, p.y, p.name, height});
  const float top = p.y + (height - words) / 2;
  draw_text(name, p.at.x, top, p.name - pad, st.colour.text);
  if (!row.detail.empty()) draw_text(detail, p.at.x, top + name.height, p.name - pad, st.colour.muted);
  int pressed = -1;
  for (std::size_t i = 0; i < row.cells.size() && i < map.columns.size(); ++i)
    if (draw_cell(hash(id, static_cast<std::uint64_t>(i)), row.cells[i], {p.x(i), p.y, p.cell, height}))
      pressed = static_cast<int>(i);
  close_node({p.at.x, p.y, p.at.width, height});
  p.y += height;
  fill_rect({p.at.x, p.y - 1, p.name, 1}, st.colour.border);
  return pressed;
}

} // namespace

int heat_map_columns() {
  const Style& st = style();
  return std::max(1, static_cast<int>((column().width - name_width()) / st.px(st.narrow ? 72 : 98)));
}

HeatPress heat_map(std::string_view id, const HeatMap& map) {
  draw_pending_heading();
  Places p;
  p.id = named_id(id);
  p.name = name_width();
  p.at = begin_block();
  p.y = p.at.y;
  const auto room = static_cast<float>(std::max<std::size_t>(1, map.columns.size()));
  p.cell = std::min((p.at.width - p.name) / room, style().px(140));
  open_node(p.id, Role::table, map.caption);
  draw_titles(p, map);
  HeatPress press;
  for (std::size_t i = 0; i < map.rows.size(); ++i)
    if (const int column = draw_row(p, map, i); column >= 0) press = {static_cast<int>(i), column};
  const Rect rect{p.at.x, p.at.y, p.at.width, p.y - p.at.y};
  close_node(rect);
  end_block(rect.height, rect.width);
  return press;
}

} // namespace kit
