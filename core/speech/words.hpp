/// Classes of words that do the same work in a sentence (着急, 上火, 窝火): what is rare is understood from what is
/// common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lobby::speech {

class Words {
public:
  /// `lines`: UTF-8, one class a line, its name and its words separated by spaces; lines that begin with # are left
  /// out. 王李*先生/女士 are 王先生, 王女士, 李先生 and 李女士. A word belongs to the first class that names it; 您 is
  /// read as 你.
  explicit Words(std::string_view lines);

  struct Token {
    std::uint32_t id = 0; ///< a character, or `first_class` + n for the n-th class
    int from = 0, to = 0; ///< in characters of the text
  };
  static constexpr std::uint32_t first_class = 0x110000;
  static constexpr std::uint32_t number = first_class - 1; ///< a run of numerals: 0–9, 零 to 亿, 两, 半, 几

  /// The text as tokens: at each place the longest word, otherwise the character itself.
  void tokens(std::u32string_view text, std::vector<Token>& out) const;

private:
  void add(std::u32string word, std::uint32_t id);
  void add_product(std::u32string_view product, std::uint32_t id);

  struct Word {
    std::u32string rest; ///< after the first character
    std::uint32_t id = 0;
  };
  std::unordered_map<char32_t, std::vector<Word>> by_first_; ///< longest first
};

} // namespace lobby::speech
