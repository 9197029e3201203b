// Regions, scopes, cards, rows, grids, lists: what holds widgets.
#include "ui/kit/page.hpp"
#include "ui/kit/paint.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kit {

using namespace detail;

// ---- regions and scopes

namespace {
struct RegionFrame {
  float x = 0, y = 0, width = 0;
  bool header = false;
};
std::vector<RegionFrame> regions;

Role landmark_role(Landmark landmark) {
  switch (landmark) {
  case Landmark::header:
    return Role::banner;
  case Landmark::nav:
    return Role::navigation;
  case Landmark::footer:
    return Role::contentinfo;
  case Landmark::region:
    break;
  }
  return Role::region;
}
} // namespace

Region::Region(Landmark landmark, std::string_view label) {
  State& s = state();
  const bool header = landmark == Landmark::header;
  s.header_regions += header;
  const Rect at = begin_block();
  regions.push_back({at.x, at.y, at.width, header});
  open_node(next_id(label), landmark_role(landmark), label);
  // A banner and a footer belong to the document, not to its main part.
  if (header || landmark == Landmark::footer) open_node_data().parent = 0;
  push_scope(open_node_data().id);
}

Region::~Region() {
  const RegionFrame region = regions.back();
  regions.pop_back();
  pop_scope();
  close_node({region.x, region.y, region.width, std::max(0.0f, column().y - region.y)});
  state().header_regions -= region.header;
}

IdScope::IdScope(std::string_view id) { push_scope(named_id(id)); }
IdScope::IdScope(std::int64_t id) { push_scope(hash(state().scopes.back().seed, static_cast<std::uint64_t>(id))); }
IdScope::~IdScope() { pop_scope(); }

// ---- cards

namespace {
struct CardFrame {
  CardStyle look{};
  bool labelled = false;
  Rect at;
};
std::vector<CardFrame> cards;

Tone card_tone(CardStyle look) {
  switch (look) {
  case CardStyle::accent:
    return Tone::accent;
  case CardStyle::success:
    return Tone::success;
  case CardStyle::warning:
    return Tone::warning;
  case CardStyle::danger:
    return Tone::danger;
  default:
    return Tone::normal;
  }
}

void draw_card(const Rect& rect, CardStyle look) {
  const Style& st = style();
  if (look == CardStyle::inset) {
    fill_rect(rect, st.colour.inset, st.radius_control);
    return;
  }
  const Tone tone = card_tone(look);
  if (look == CardStyle::raised) shadow(rect, st.radius_card);
  fill_rect(rect, tone == Tone::normal ? st.colour.surface : st.tone(tone).soft, st.radius_card);
  stroke_rect(rect, tone == Tone::normal ? st.colour.border : st.tone(tone).border, st.radius_card);
}
} // namespace

Card::Card(CardStyle look, std::string_view label) {
  const Rect at = begin_block();
  cards.push_back({look, !label.empty(), at});
  if (!label.empty()) open_node(next_id(label), Role::group, label);
  const float padding = style().card_padding;
  enter_content();
  push_column(at.x + padding, at.y + padding, at.width - 2 * padding);
  column().gap = style().px(12);
}

Card::~Card() {
  const CardFrame card = cards.back();
  cards.pop_back();
  const float padding = style().card_padding;
  const Stack done = pop_column();
  leave_content();
  const float height = done.y - done.top + 2 * padding;
  const Rect rect{card.at.x, card.at.y, card.at.width, stretched(height)};
  draw_card(rect, card.look);
  if (card.labelled) close_node(rect);
  end_block(height, done.natural + 2 * padding);
}

// ---- rows

namespace {
struct RowFrame {
  Id id = 0;
  Rect at;
  std::vector<float> weights, widths, naturals;
  float gap = 0;
  Align vertical{};
  bool stack = false, flow = false, open = false;
  int index = -1, line = 0;
  float x = 0, line_top = 0, line_height = 0, natural = 0;
  float bottom = 0;
};
std::vector<RowFrame> rows;

float known_width(Id row, int index, float otherwise) {
  const Measure* m = measured(hash(row, static_cast<std::uint64_t>(index)));
  return m ? m->width : otherwise; // an empty cell takes no room
}

void share_widths(RowFrame& row) {
  const float count = static_cast<float>(row.weights.size());
  float rest = row.at.width - row.gap * (count - 1), sum = 0;
  row.widths.assign(row.weights.size(), 0);
  const float most = rest * (count > 1 ? 0.7f : 1.0f);
  for (std::size_t i = 0; i < row.weights.size(); ++i) {
    sum += row.weights[i];
    if (row.weights[i] > 0) continue;
    row.widths[i] = std::min(most, known_width(row.id, static_cast<int>(i), rest / count));
    rest -= row.widths[i];
  }
  for (std::size_t i = 0; i < row.weights.size(); ++i)
    if (row.weights[i] > 0) row.widths[i] = std::max(style().px(24), rest * row.weights[i] / sum);
}

void close_cell(RowFrame& row) {
  if (!row.open) return;
  row.open = false;
  const Stack done = pop_column();
  const float height = done.y - done.top;
  const std::size_t slot = static_cast<std::size_t>(row.index) % row.weights.size();
  measure(hash(row.id, static_cast<std::uint64_t>(row.index)), done.natural, height, done.items);
  row.line_height = std::max(row.line_height, height);
  row.naturals.push_back(done.natural);
  row.natural += done.natural + (row.index ? row.gap : 0);
  row.x += (row.stack ? 0 : (row.flow ? std::min(done.natural, row.at.width) : row.widths[slot])) + row.gap;
}

void end_line(RowFrame& row) {
  measure(hash(hash(row.id, "line"), static_cast<std::uint64_t>(row.line)), 0, row.line_height);
  ++row.line;
  if (row.line_height > 0) row.bottom = row.line_top + row.line_height;
  row.line_top = row.bottom + (row.bottom > row.at.y ? row.gap : 0);
  row.line_height = 0;
  row.x = row.at.x;
}

/// How far down the cell begins, by its own and its line's height in the last frame.
float vertical_offset(const RowFrame& row, const Measure* cell, const Measure* line) {
  if (row.vertical == Align::start || !cell || !line) return 0;
  const float spare = std::max(0.0f, line->height - cell->height);
  return row.vertical == Align::center ? spare / 2 : spare;
}
} // namespace

Row::Row(std::initializer_list<float> weights, bool stack, Gap gap, Align vertical) {
  RowFrame row;
  row.id = next_id("row");
  row.at = begin_block();
  row.weights.assign(weights.begin(), weights.end());
  if (row.weights.empty()) row.weights.push_back(0);
  row.gap = style().gap(gap);
  row.vertical = vertical;
  row.stack = stack && style().narrow;
  row.flow = !row.stack && std::all_of(row.weights.begin(), row.weights.end(), [](float w) { return w <= 0; });
  row.x = row.at.x;
  row.line_top = row.bottom = row.at.y;
  share_widths(row);
  // A row of natural widths is aligned as a whole, as the column aligns its widgets.
  if (row.flow && next_align() != Align::start) {
    const Measure* whole = measured(row.id);
    const float spare = whole ? std::max(0.0f, row.at.width - whole->width) : 0;
    const float shift = next_align() == Align::center ? spare / 2 : spare;
    row.at.x += shift;
    row.at.width -= shift;
    row.x = row.at.x;
  }
  rows.push_back(row);
}

void Row::next() {
  RowFrame& row = rows.back();
  close_cell(row);
  ++row.index;
  const std::size_t slot = static_cast<std::size_t>(row.index) % row.weights.size();
  const Id cell_id = hash(row.id, static_cast<std::uint64_t>(row.index));
  float width = row.widths[slot];
  if (row.stack) {
    if (row.index) end_line(row);
    width = row.at.width;
  } else if (row.flow) {
    width = std::min(row.at.width, known_width(row.id, row.index, width));
    if (row.index && row.x + width > right(row.at) + 0.5f) end_line(row);
  } else if (row.index && slot == 0) {
    end_line(row);
  }
  const Measure* line = measured(hash(hash(row.id, "line"), static_cast<std::uint64_t>(row.line)));
  const Measure* cell = measured(cell_id);
  push_column(row.x, row.line_top + vertical_offset(row, cell, line), width);
  column().lone = !row.stack && cell && cell->items == 1;
  column().stretch = line && row.vertical == Align::start ? line->height : 0;
  column().gap = style().px(12);
  row.open = true;
}

Row::~Row() {
  RowFrame row = rows.back();
  close_cell(row);
  end_line(row);
  rows.pop_back();
  const float natural =
      row.stack && !row.naturals.empty() ? *std::max_element(row.naturals.begin(), row.naturals.end()) : row.natural;
  measure(row.id, natural, 0);
  end_block(row.bottom - row.at.y, natural);
}

// ---- grids

namespace {
struct GridFrame {
  Id id = 0;
  Rect at;
  float gap = 0, cell = 0;
  int columns = 1, index = -1;
  float line_top = 0, line_height = 0;
  float natural = 0;
  bool open = false;
};
std::vector<GridFrame> grids;

Id grid_cell(const GridFrame& grid) { return hash(grid.id, static_cast<std::uint64_t>(grid.index)); }
Id grid_line(const GridFrame& grid) {
  return hash(hash(grid.id, "line"), static_cast<std::uint64_t>(grid.index / grid.columns));
}

void close_grid_cell(GridFrame& grid) {
  if (!grid.open) return;
  grid.open = false;
  const Stack done = pop_column();
  grid.line_height = std::max(grid.line_height, done.y - done.top);
  grid.natural = std::max(grid.natural, done.natural);
  measure(grid_cell(grid), done.natural, done.y - done.top, done.items);
}
} // namespace

Grid::Grid(float min_width, Gap gap) {
  GridFrame grid;
  grid.id = next_id("grid");
  grid.at = begin_block();
  grid.gap = style().gap(gap);
  const float least = std::max(1.0f, style().px(min_width));
  grid.columns = std::max(1, static_cast<int>((grid.at.width + grid.gap + 0.5f) / (least + grid.gap)));
  // Few cells share the line, but none grows to more than about twice the width that was asked for.
  const Measure* last = measured(grid.id);
  if (last && last->items > 0) grid.columns = std::clamp(last->items, (grid.columns + 1) / 2, grid.columns);
  const float count = static_cast<float>(grid.columns);
  grid.cell = (grid.at.width - grid.gap * (count - 1)) / count;
  grid.line_top = grid.at.y;
  grids.push_back(grid);
}

void Grid::next() {
  GridFrame& grid = grids.back();
  close_grid_cell(grid);
  const int at = (grid.index + 1) % grid.columns;
  if (grid.index >= 0 && at == 0) {
    measure(grid_line(grid), 0, grid.line_height);
    grid.line_top += grid.line_height + grid.gap;
    grid.line_height = 0;
  }
  ++grid.index;
  const Measure* cell = measured(grid_cell(grid));
  const Measure* line = measured(grid_line(grid));
  push_column(grid.at.x + static_cast<float>(at) * (grid.cell + grid.gap), grid.line_top, grid.cell);
  column().gap = style().px(12);
  column().lone = cell && cell->items == 1;
  column().stretch = line ? line->height : 0;
  grid.open = true;
}

Grid::~Grid() {
  GridFrame grid = grids.back();
  close_grid_cell(grid);
  if (grid.index >= 0) measure(grid_line(grid), 0, grid.line_height);
  measure(grid.id, 0, 0, grid.index + 1);
  grids.pop_back();
  end_block(grid.line_top + grid.line_height - grid.at.y, grid.natural);
}

// ---- centred content

Centered::Centered(float max_width) {
  const Rect at = begin_block();
  const float width = std::min(at.width, style().px(max_width));
  const float gap = column().gap;
  push_column(at.x + std::round((at.width - width) / 2), at.y, width, Align::center);
  column().gap = gap;
}

Centered::~Centered() {
  const Stack done = pop_column();
  end_block(done.y - done.top, done.natural);
}

// ---- lists

namespace {
struct ListFrame {
  Rect at;
  float item_top = 0;
  bool open = false;
  int index = 0;
};
std::vector<ListFrame> lists;

void close_item(ListFrame& list_frame) {
  if (!list_frame.open) return;
  list_frame.open = false;
  pop_scope();
  close_node({list_frame.at.x, list_frame.item_top, list_frame.at.width, column().y - list_frame.item_top});
}
} // namespace

List::List(std::string_view label) {
  const Rect at = begin_block();
  lists.push_back({at, at.y, false, 0});
  open_node(next_id("list"), Role::list, label);
  push_scope(open_node_data().id);
}

void List::item() {
  ListFrame& list_frame = lists.back();
  close_item(list_frame);
  list_frame.item_top = begin_block().y;
  open_node(hash(open_node_data().id, static_cast<std::uint64_t>(++list_frame.index)), Role::listitem, "");
  push_scope(open_node_data().id);
  list_frame.open = true;
}

List::~List() {
  ListFrame list_frame = lists.back();
  close_item(list_frame);
  lists.pop_back();
  pop_scope();
  close_node({list_frame.at.x, list_frame.at.y, list_frame.at.width, std::max(0.0f, column().y - list_frame.at.y)});
}

// ---- space

void spacer(Gap gap) {
  draw_pending_heading();
  column().spacer = style().gap(gap);
}

void divider() {
  const Rect rect = place(column().width, 1, 0);
  fill_rect(rect, style().colour.border);
}

} // namespace kit
