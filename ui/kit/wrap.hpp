/// Where lines of mixed Chinese and Latin text may break: kinsoku, words kept whole, nothing lost. Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace kit::detail {

/// The next character of UTF-8 text at `at`, which moves on; a malformed byte is U+FFFD.
char32_t next_char(std::string_view text, std::size_t& at);

struct WrappedLine {
  std::size_t begin = 0, end = 0; ///< bytes; without the spaces the line was broken at
  float width = 0;
};
struct Wrapped {
  std::vector<WrappedLine> lines; ///< at least one
  float natural = 0;              ///< width of the longest line if it were never wrapped
};
/// `width` <= 0 breaks only at line feeds.
Wrapped wrap(std::string_view text, float width, const std::function<float(char32_t)>& advance);
/// May a line break between two neighbouring characters, `before` being what stands before `a` (0 = nothing)?
bool may_break(char32_t before, char32_t a, char32_t b);

} // namespace kit::detail
