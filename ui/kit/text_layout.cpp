#include "ui/kit/text_layout.hpp"

#include "ui/kit/fonts.hpp"
#include "ui/kit/state.hpp"

#include <cmath>
#include <list>

namespace kit::detail {

namespace {
// A list per key, so that a reference stays good and equal hashes are told apart by their text.
std::unordered_map<std::uint64_t, std::list<TextLayout>> layouts;
constexpr std::uint64_t frames_kept = 240;

std::uint64_t key_of(std::string_view text, const TypeSpec& type, float width) {
  std::uint64_t key = std::hash<std::string_view>{}(text);
  const auto mix = [&key](std::uint64_t more) { key = (key ^ more) * 0x9E3779B97F4A7C15ull; };
  mix(static_cast<std::uint64_t>(std::lround(type.size)) * 2 + (type.bold ? 1 : 0));
  mix(static_cast<std::uint64_t>(std::lround(width * 4)));
  mix(static_cast<std::uint64_t>(std::lround(type.line)));
  return key;
}
} // namespace

const TextLayout& lay_out(std::string_view text, const TypeSpec& type, float width) {
  std::list<TextLayout>& bucket = layouts[key_of(text, type, width)];
  for (TextLayout& known : bucket)
    if (known.text == text) {
      known.frame = state().frame;
      return known;
    }
  TextLayout made;
  made.text = text;
  made.type = type;
  made.frame = state().frame;
  const Wrapped wrapped = wrap(made.text, width, [&](char32_t c) { return char_advance(c, type.size, type.bold); });
  made.lines = wrapped.lines;
  // Rounded up, so that a box made for this width never wraps the text again.
  made.natural = std::ceil(wrapped.natural);
  for (const WrappedLine& line : made.lines)
    made.width = std::max(made.width, std::ceil(line.width));
  made.height = type.line * static_cast<float>(made.lines.size());
  bucket.push_back(std::move(made));
  return bucket.back();
}

void forget_old_layouts() {
  const std::uint64_t now = state().frame;
  if (now % 60 != 0) return;
  for (auto it = layouts.begin(); it != layouts.end();) {
    it->second.remove_if([&](const TextLayout& layout) { return layout.frame + frames_kept < now; });
    it = it->second.empty() ? layouts.erase(it) : std::next(it);
  }
}

void forget_all_layouts() { layouts.clear(); }

} // namespace kit::detail
