/// A small pattern language for Chinese sentences, matched by backtracking over normalised text.
///
///   文字          these characters; 你 also matches 您
///   (a|b|)        one of; an empty one makes the group optional, as does ? after a character or group
///   [abc] [^abc]  one of, none of these characters
///   ~6            up to six characters of the same clause
///   *9            up to nine characters of the same sentence
///   #             a number in digits or Chinese numerals
///   @             a surname
///   ^ $           begin and end of a clause
///   {!x} {<x}     not followed by x; not preceded by x
///   <name>        a named group of the table
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lobby::speech {

using Macros = std::map<std::string, std::string, std::less<>>;

class Pattern {
public:
  /// Throws std::invalid_argument when `source` is not a pattern or could begin with a gap.
  Pattern(std::string_view source, const Macros& macros);

  /// The end of the shortest match that begins at `at`, or −1.
  int match(const std::u32string& text, int at) const;
  /// Every character a match can begin with.
  const std::u32string& first() const { return first_; }

private:
  enum class Op : std::uint8_t {
    character,
    set,
    not_set,
    guard,
    split,
    jump,
    gap,
    number,
    surname,
    begin,
    end,
    not_ahead,
    not_behind,
    accept
  };
  struct Step {
    Op op;
    bool crosses = false; ///< gap: over commas
    char32_t c = 0;
    int a = 0; ///< split, jump, not_…: where to; gap: length; set, guard: index
    int b = 0;
  };
  struct Parser;

  int run(const std::u32string& text, int pc, int at) const;
  bool collect_first(int pc, std::u32string& first, std::vector<bool>& seen) const;
  bool first_of(int pc, std::u32string& first) const;

  std::vector<Step> steps_;
  std::vector<std::u32string> sets_;
  std::u32string first_;
};

bool is_numeral(char32_t c);

} // namespace lobby::speech
