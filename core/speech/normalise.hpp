/// One spelling for every way a sentence may be typed, and the way back to the characters as typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lobby::speech {

struct Normal {
  std::u32string text;      ///< simplified, half width, lower case, no spaces; 。，？！；：、… as punctuation
  std::vector<int> from;    ///< per character of `text`: its code point in the text as typed
  std::vector<bool> quoted; ///< inside quotation marks that do not enclose the whole text
};

/// Code points of UTF-8; every byte that is not part of a valid sequence becomes one U+FFFD.
std::u32string decode(std::string_view utf8);
/// The first `count` code points of `utf8` or fewer, counting every invalid byte as one.
std::string_view first_points(std::string_view utf8, int count);
/// The code points [from, to) of `utf8`, as UTF-8.
std::string slice(std::string_view utf8, int from, int to);

Normal normalise(std::string_view utf8);

constexpr bool ends_sentence(char32_t c) { return c == U'。' || c == U'？' || c == U'！' || c == U'；' || c == U'…'; }
constexpr bool ends_clause(char32_t c) { return ends_sentence(c) || c == U'，' || c == U'：'; }

/// Characters [from, to) of a normalised text.
struct Stretch {
  int from = 0, to = 0;
};
/// The sentences of a turn that has more than one, each with its marks; empty when it has one.
std::vector<Stretch> sentences(const Normal& turn);
Normal cut(const Normal& turn, Stretch stretch);

} // namespace lobby::speech
