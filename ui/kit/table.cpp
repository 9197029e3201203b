// Tables: columns by weight on wide pages; on narrow ones a row becomes a short list of titles and values.
#include "ui/kit/controls.hpp"

#include <algorithm>
#include <cmath>

namespace kit {

using namespace detail;

namespace {
struct TableFrame {
  Id id = 0;
  Rect at;
  std::vector<Column> columns;
  std::vector<float> x, width, natural;
  bool stacked = false, row_open = false, cell_open = false;
  Tone tone{};
  int row = -1, cell = -1;
  Id row_id = 0;
  float row_top = 0, row_height = 0, y = 0;
  bool widgets = false; ///< in the open row: its texts stand in the middle beside them
};
std::vector<TableFrame> tables;

constexpr float cell_padding = 12;

void share_columns(TableFrame& t) {
  const Style& st = style();
  float rest = t.at.width, sum = 0;
  const std::size_t count = t.columns.size();
  t.width.assign(count, 0);
  t.x.assign(count, t.at.x);
  t.natural.assign(count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    sum += std::max(0.0f, t.columns[i].weight);
    if (t.columns[i].weight > 0) continue;
    const Measure* m = measured(hash(t.id, static_cast<std::uint64_t>(i)));
    t.width[i] = (m ? m->width : st.px(80)) + 2 * st.px(cell_padding);
    rest -= t.width[i];
  }
  for (std::size_t i = 0; i < count; ++i)
    if (t.columns[i].weight > 0) t.width[i] = std::max(st.px(48), rest * t.columns[i].weight / sum);
  for (std::size_t i = 1; i < count; ++i)
    t.x[i] = t.x[i - 1] + t.width[i - 1];
}

TypeSpec header_type() {
  TypeSpec type = style().type(TextStyle::small);
  type.bold = true;
  return type;
}

void draw_header_row(TableFrame& t) {
  const Style& st = style();
  const float pad = st.px(cell_padding);
  open_node(hash(t.id, "head"), Role::row, "");
  float height = 0;
  for (std::size_t i = 0; i < t.columns.size(); ++i) {
    const TextLayout& title = lay_out(t.columns[i].title, header_type(), t.width[i] - 2 * pad + 1);
    height = std::max(height, title.height + 2 * st.px(10));
    t.natural[i] = title.natural;
  }
  for (std::size_t i = 0; i < t.columns.size(); ++i) {
    const TextLayout& title = lay_out(t.columns[i].title, header_type(), t.width[i] - 2 * pad + 1);
    const Rect cell{t.x[i], t.y, t.width[i], height};
    add_node(hash(hash(t.id, "head"), static_cast<std::uint64_t>(i)), Role::columnheader, t.columns[i].title, cell);
    draw_text(title, cell.x + pad, cell.y + st.px(10), cell.width - 2 * pad, st.colour.muted, t.columns[i].align);
  }
  t.y += height;
  close_node({t.at.x, t.y - height, t.at.width, height});
  fill_rect({t.at.x, t.y, t.at.width, 1}, st.colour.border);
}

void close_table_cell(TableFrame& t) {
  if (!t.cell_open) return;
  t.cell_open = false;
  const Stack done = pop_column();
  const float pad = style().px(t.stacked ? 4 : 10);
  const std::size_t i = static_cast<std::size_t>(t.cell);
  t.natural[i] = std::max(t.natural[i], done.natural);
  const float height = done.y - done.top + 2 * pad;
  close_node({t.stacked ? t.at.x : t.x[i], done.top - pad, t.stacked ? t.at.width : t.width[i], height});
  if (t.stacked)
    t.y += height;
  else
    t.row_height = std::max(t.row_height, height);
}

void close_row(TableFrame& t) {
  if (!t.row_open) return;
  close_table_cell(t);
  t.row_open = false;
  const Style& st = style();
  if (t.stacked) {
    t.y += st.px(8);
    t.row_height = t.y - t.row_top;
  } else {
    measure(t.row_id, 0, t.row_height, t.widgets);
    t.y += t.row_height;
  }
  leave_content();
  const Rect rect{t.at.x, t.row_top, t.at.width, t.row_height};
  if (t.tone != Tone::normal && t.tone != Tone::muted)
    fill_rect(t.stacked ? Rect{rect.x - st.px(10), rect.y, rect.width + st.px(20), rect.height} : rect,
              st.tone(t.tone).soft, st.radius_small);
  fill_rect({rect.x, bottom(rect) - 1, rect.width, 1}, st.colour.border);
  pop_scope();
  close_node(rect);
}

/// Opens the next cell: its node and its column.
void begin_cell(TableFrame& t, std::string_view name) {
  close_table_cell(t);
  if (!t.row_open) return;
  t.cell = std::min(t.cell + 1, static_cast<int>(t.columns.size()) - 1);
  const std::size_t i = static_cast<std::size_t>(t.cell);
  const Style& st = style();
  open_node(hash(state().scopes.back().seed, 100 + static_cast<std::uint64_t>(i)), Role::cell, name);
  if (t.stacked) {
    const float half = t.columns[i].title.empty() ? 0 : std::round(t.at.width * 0.38f);
    const float y = t.y + st.px(4);
    if (half > 0) {
      const TextLayout& title = lay_out(t.columns[i].title, st.type(TextStyle::small), half - st.px(8));
      draw_text(title, t.at.x, y + (st.type(TextStyle::body).line - title.type.line) / 2, half, st.colour.muted);
    }
    push_column(t.at.x + half, y, t.at.width - half);
  } else {
    const float pad = st.px(cell_padding);
    push_column(t.x[i] + pad, t.row_top + st.px(10), t.width[i] - 2 * pad + 1, t.columns[i].align);
  }
  column().gap = st.px(8);
  t.cell_open = true;
}
} // namespace

Table::Table(std::string_view id, std::string_view caption, std::vector<Column> columns) {
  draw_pending_heading();
  TableFrame t;
  t.id = named_id(id);
  t.at = begin_block();
  t.columns = std::move(columns);
  if (t.columns.empty()) t.columns.emplace_back();
  t.stacked = style().narrow && t.columns.size() > 3;
  t.y = t.at.y;
  open_node(t.id, Role::table, caption);
  push_scope(t.id);
  share_columns(t);
  if (!t.stacked) draw_header_row(t);
  tables.push_back(std::move(t));
}

void Table::row(Tone tone) {
  TableFrame& t = tables.back();
  close_row(t);
  ++t.row;
  t.cell = -1;
  t.tone = tone;
  t.row_open = true;
  t.row_top = t.y;
  t.row_height = 0;
  t.widgets = false;
  if (t.stacked) t.y += style().px(8);
  t.row_id = hash(hash(t.id, "row"), static_cast<std::uint64_t>(t.row));
  open_node(t.row_id, Role::row, "");
  push_scope(open_node_data().id);
  enter_content();
}

void Table::cell(std::string_view content, Tone tone, TextStyle text_style) {
  TableFrame& t = tables.back();
  begin_cell(t, content);
  if (!t.cell_open || content.empty()) return;
  const TextLayout& layout = lay_out(content, style().type(text_style), column().width);
  const Measure* whole = t.stacked ? nullptr : measured(t.row_id);
  if (whole && whole->items) column().y += std::max(0.0f, (whole->height - 2 * style().px(10) - layout.height) / 2);
  const Rect rect = place(column().width, layout.height, layout.natural);
  draw_text(layout, rect.x, rect.y, rect.width, style().ink(tone), t.stacked ? Align::start : column().align);
}

void Table::cell_begin() {
  begin_cell(tables.back(), {});
  tables.back().widgets = true;
}

Table::~Table() {
  TableFrame& t = tables.back();
  close_row(t);
  float natural = 0;
  for (std::size_t i = 0; i < t.columns.size(); ++i) {
    measure(hash(t.id, static_cast<std::uint64_t>(i)), t.natural[i], 0);
    natural += t.natural[i] + 2 * style().px(cell_padding);
  }
  pop_scope();
  const Rect rect{t.at.x, t.at.y, t.at.width, t.y - t.at.y};
  close_node(rect);
  tables.pop_back();
  end_block(rect.height, natural);
}

} // namespace kit
