#include "ui/kit/page.hpp"
#include "ui/kit/state.hpp"

#include <algorithm>
#include <cmath>

namespace kit::detail {

State& state() {
  static State the;
  return the;
}

Rect intersection(const Rect& a, const Rect& b) {
  const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::max(0.0f, std::min(right(a), right(b)) - x), std::max(0.0f, std::min(bottom(a), bottom(b)) - y)};
}
Rect grown(const Rect& r, float by) { return {r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by}; }

// ---- ids

Id hash(Id seed, std::string_view text) {
  Id h = seed ^ 2166136261u;
  for (const char c : text)
    h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  h ^= h >> 15;
  return h ? h : 1;
}
Id hash(Id seed, std::uint64_t number) {
  std::uint64_t h = (number + 0x9E3779B97F4A7C15ull + seed) * 0xBF58476D1CE4E5B9ull;
  h ^= h >> 29;
  h *= 0x94D049BB133111EBull;
  const Id folded = static_cast<Id>(h ^ (h >> 32));
  return folded ? folded : 1;
}
Id named_id(std::string_view name) { return hash(state().scopes.back().seed, name); }
Id next_id(std::string_view kind) {
  State::Scope& scope = state().scopes.back();
  return hash(hash(scope.seed, kind), static_cast<std::uint64_t>(++scope.counter));
}
void push_scope(Id seed) { state().scopes.push_back({seed, 0}); }
void pop_scope() { state().scopes.pop_back(); }

// ---- columns

Stack& column() { return state().columns.back(); }

void push_column(float x, float y, float width, Align align) {
  Stack made;
  made.x = x;
  made.y = made.top = y;
  made.width = std::max(width, 1.0f);
  made.gap = style().gap(Gap::medium);
  made.align = align;
  state().columns.push_back(made);
}

Stack pop_column() {
  const Stack done = column();
  state().columns.pop_back();
  return done;
}

namespace {
float gap_before(const Stack& c) {
  if (c.spacer >= 0) return std::max(0.0f, c.spacer - c.slack);
  return c.items > 0 ? std::max(0.0f, c.gap - c.slack) : 0;
}
} // namespace

Rect begin_block() {
  draw_pending_heading();
  const Stack& c = column();
  return {c.x, c.y + gap_before(c), c.width, 0};
}

void end_block(float height, float natural) {
  Stack& c = column();
  c.natural = std::max(c.natural, natural);
  if (height <= 0) return;
  c.y += gap_before(c) + height;
  c.spacer = -1;
  c.slack = 0;
  c.last = "";
  ++c.items;
}

void near_before(const char* kind, float gap) {
  Stack& c = column();
  if (c.spacer < 0 && std::string_view(c.last) == kind) c.spacer = gap;
}
void near_after(const char* kind) { column().last = kind; }
Align next_align() { return std::string_view(column().last) == in_the_middle ? Align::center : column().align; }
void slack_before(float slack) {
  if (column().items > 0) column().slack += slack;
}
void slack_after(float slack) { column().slack = slack; }

Rect place(float width, float height, float natural) {
  Rect r = begin_block();
  const float spare = r.width - width;
  const Align align = next_align();
  if (spare > 0) r.x += align == Align::center ? spare / 2 : align == Align::end ? spare : 0;
  r.width = std::min(width, r.width);
  r.height = height;
  end_block(height, natural < 0 ? width : natural);
  return r;
}

float stretched(float height) {
  const Stack& c = column();
  return c.items == 0 && c.lone ? std::max(height, c.stretch) : height;
}

// ---- remembered sizes

const Measure* measured(Id id) {
  const auto it = state().measures.find(id);
  return it == state().measures.end() ? nullptr : &it->second;
}

void measure(Id id, float width, float height, int items) {
  State& s = state();
  Measure& m = s.measures[id];
  if (std::abs(m.width - width) > 0.5f || std::abs(m.height - height) > 0.5f || m.items != items) s.resized = true;
  m = {width, height, items, s.frame};
}

bool on_top() { return state().last_modal == 0 || state().dialog_depth > 0; }

} // namespace kit::detail
