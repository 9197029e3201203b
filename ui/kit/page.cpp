#include "ui/kit/page.hpp"

#include "ui/kit/fonts.hpp"
#include "ui/kit/paint.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kit {

using namespace detail;

namespace {
struct PageFrame {
  Id scroll = 0;
  Rect area;
  float padding = 0;
} page;

struct BarFrame {
  bool fixed = false;
  Rect rect;
  float spare_top = 0;
} bar;

bool bar_is_fixed() {
  const State& s = state();
  return s.form == Form::kiosk || style().narrow;
}
} // namespace

namespace detail {

void begin_header() {
  const State& s = state();
  // As wide as a wide page's content, so that their edges meet.
  const float width = std::min(s.view.width - 2 * style().margin, std::max(style().px(1200), s.page_width));
  enter_content();
  push_column((s.view.width - width) / 2, s.input.safe_top + style().px(8), width);
  column().gap = style().gap(Gap::small);
}

void end_header() {
  State& s = state();
  const Stack done = pop_column();
  leave_content();
  s.in_page = true;
  s.header_height = done.items ? std::ceil(done.y + style().px(8)) : s.input.safe_top;
  if (!done.items) return;
  fill_rect({0, 0, s.view.width, s.header_height}, style().colour.surface);
  fill_rect({0, s.header_height - 1, s.view.width, 1}, style().colour.border);
}

void draw_pending_heading() {
  State& s = state();
  if (s.pending_h1.empty() || s.header_regions > 0) return;
  const std::string title = std::exchange(s.pending_h1, {});
  draw_heading(1, title, Align::start);
}

} // namespace detail

Page::Page(const PageOptions& options) {
  State& s = state();
  end_header();
  if (options.form != s.form && (options.form == Form::kiosk || options.form == Form::hall)) s.again = true;
  s.form = options.form;
  choose_style(s.input, s.form);
  s.view.narrow = style().narrow;
  s.view.form =
      s.form == Form::phone || s.form == Form::desktop ? (style().narrow ? Form::phone : Form::desktop) : s.form;
  s.title = options.title;
  page.scroll = hash(hash(7, "page"), options.title);
  Scroll& scroll = scroll_of(page.scroll);
  if (s.from_top && scroll.step != s.steps) scroll = Scroll{};
  scroll.step = s.steps;
  page.area = {0, s.header_height, s.view.width, s.view.height - s.header_height - (bar_is_fixed() ? s.bar_height : 0)};
  page.padding = style().px(style().narrow ? 16 : 28);
  open_node(hash(1, "main"), Role::main, options.title, page.area);
  push_scope(hash(1, "main"));
  push_clip(page.area);
  enter_content();
  const float width = std::min(s.view.width - 2 * style().margin, style().px(options.max_width));
  if (std::abs(s.page_width - width) > 0.5f) s.resized = true;
  s.page_width = width;
  push_column(std::round((s.view.width - width) / 2), page.area.y + page.padding - snap(scroll.offset), width);
  s.page_top = page.area.y + page.padding;
  s.page_bottom = options.fills_screen ? page.area.y + page.area.height - page.padding : -1;
  if (options.fills_screen) {
    column().room = page.area.height - 2 * page.padding;
    column().fill_id = hash(page.scroll, "fill");
  }
  if (!options.hide_heading) s.pending_h1 = options.title;
}

Page::~Page() {
  State& s = state();
  draw_pending_heading();
  const Stack done = pop_column();
  if (done.fill_id) measure(done.fill_id, 0, done.y - done.top - done.filled, done.fills);
  leave_content();
  scroll_region(page.scroll, page.area, done.y - done.top + 2 * page.padding);
  pop_clip();
  pop_scope();
  close_node(page.area);
  if (!s.bar_drawn && s.bar_height > 0) {
    s.bar_height = 0;
    s.resized = true;
  }
}

void fill() {
  Stack& c = column();
  if (!c.fill_id) return;
  ++c.fills;
  const Measure* last = measured(c.fill_id);
  if (!last || last->items <= 0) return;
  const float spare = std::max(0.0f, c.room - last->height) / static_cast<float>(last->items);
  c.y += spare;
  c.filled += spare;
}

BottomBar::BottomBar() {
  State& s = state();
  draw_pending_heading();
  s.bar_drawn = true;
  bar.fixed = bar_is_fixed();
  if (!bar.fixed) {
    spacer(Gap::large);
    bar.rect = begin_block();
    push_column(bar.rect.x, bar.rect.y, bar.rect.width);
    return;
  }
  const Stack& page_column = column();
  const float x = page_column.x, width = page_column.width;
  enter_bar_layer();
  enter_content();
  bar.spare_top = style().px(12);
  push_column(x, s.view.height - s.bar_height + bar.spare_top, width);
  column().gap = style().gap(Gap::small);
}

BottomBar::~BottomBar() {
  State& s = state();
  const Stack done = pop_column();
  if (!bar.fixed) {
    s.bar_height = 0;
    end_block(done.y - done.top, done.natural);
    return;
  }
  leave_content();
  const float height = std::ceil(done.y - done.top + 2 * bar.spare_top + s.input.safe_bottom);
  if (std::abs(height - s.bar_height) > 0.5f) s.resized = true;
  const Rect rect{0, s.view.height - s.bar_height, s.view.width, s.bar_height};
  fill_rect(rect, style().colour.surface);
  fill_rect({0, rect.y, rect.width, 1}, style().colour.border);
  s.bar_height = height;
  leave_layer();
}

} // namespace kit
