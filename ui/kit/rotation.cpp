// What a wall shows by turns, since nobody can scroll it.
#include "ui/kit/paint.hpp"
#include "ui/kit/state.hpp"
#include "ui/kit/style.hpp"

#include <algorithm>
#include <cmath>

namespace kit {

using namespace detail;

namespace {

struct RotationFrame {
  Id id = 0;
  std::int64_t turn = 0;
  float top = 0, bottom = 0; ///< of the room there is
  std::vector<int> page_of;  ///< by entry; empty: not all heights are known, so all are drawn to learn them
  int pages = 1, page = 0;
  int index = -1;
  bool shown = false; ///< the entry that is open
  float entry_top = 0;
};
std::vector<RotationFrame> rotations;

Id entry_id(const RotationFrame& r, int index) { return hash(r.id, static_cast<std::uint64_t>(index)); }

float dots_height() { return style().px(22); }

/// Entries on pages, in their order; false while a height is missing.
bool share_pages(RotationFrame& r, int count, float room) {
  r.page_of.clear();
  float used = 0;
  int page = 0;
  for (int i = 0; i < count; ++i) {
    const Measure* entry = measured(entry_id(r, i));
    if (!entry) {
      r.page_of.clear();
      return false;
    }
    const bool first = r.page_of.empty() || r.page_of.back() != page;
    const float with_gap = entry->height + (first ? 0 : column().gap);
    if (!first && used + with_gap > room + 0.5f) {
      ++page;
      used = entry->height;
    } else {
      used += with_gap;
    }
    r.page_of.push_back(page);
  }
  r.pages = page + 1;
  return true;
}

void close_entry(RotationFrame& r) {
  if (!r.shown) return;
  r.shown = false;
  measure(entry_id(r, r.index), 0, column().y - r.entry_top);
}

} // namespace

Rotation::Rotation(std::string_view id, std::int64_t turn, float share) {
  const State& s = state();
  RotationFrame r;
  r.id = named_id(id);
  r.turn = turn;
  r.top = begin_block().y;
  r.bottom = s.page_bottom < 0 ? r.top + 1e6f : std::min(s.page_bottom, r.top + share * (s.page_bottom - s.page_top));
  const Measure* all = measured(r.id);
  const int count = all ? all->items : 0;
  const float room = r.bottom - r.top;
  if (count > 0 && share_pages(r, count, room) && r.pages > 1 && turn >= 0) share_pages(r, count, room - dots_height());
  r.page = turn > 0 ? static_cast<int>(turn % r.pages) : 0;
  rotations.push_back(std::move(r));
}

bool Rotation::next() {
  RotationFrame& r = rotations.back();
  close_entry(r);
  ++r.index;
  const bool known = r.index < static_cast<int>(r.page_of.size());
  r.shown = !known || r.page_of[static_cast<std::size_t>(r.index)] == r.page;
  if (r.shown) r.entry_top = begin_block().y;
  return r.shown;
}

Rotation::~Rotation() {
  RotationFrame& r = rotations.back();
  close_entry(r);
  measure(r.id, 0, 0, r.index + 1);
  if (r.pages > 1 && r.turn >= 0) {
    const float apart = style().px(16), y = r.bottom - style().px(6);
    float x = column().x + style().px(5);
    for (int i = 0; i < r.pages; ++i, x += apart)
      circle(x, y, style().px(i == r.page ? 5.0f : 4.0f),
             i == r.page ? style().colour.accent.fill : style().colour.border_strong);
  }
  rotations.pop_back();
}

} // namespace kit
