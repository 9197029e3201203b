#include "core/speech/words.hpp"

#include "core/speech/normalise.hpp"

#include <algorithm>

namespace lobby::speech {
namespace {

constexpr std::u32string_view numerals = U"零一二三四五六七八九十百千万亿两半几";

bool counts(char32_t c) { return (c >= U'0' && c <= U'9') || numerals.find(c) != numerals.npos; }

constexpr char32_t fold(char32_t c) { return c == U'您' ? U'你' : c; }

bool begins_with(std::u32string_view text, std::u32string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char32_t a, char32_t b) { return a == fold(b); });
}

} // namespace

void Words::add(std::u32string word, std::uint32_t id) {
  if (word.empty()) return;
  std::transform(word.begin(), word.end(), word.begin(), fold);
  auto& same = by_first_[word[0]];
  const auto rest = word.substr(1);
  if (std::none_of(same.begin(), same.end(), [&](const Word& other) { return other.rest == rest; }))
    same.push_back({rest, id});
}

void Words::add_product(std::u32string_view product, std::uint32_t id) {
  const auto star = product.find(U'*');
  for (const char32_t first : product.substr(0, star))
    for (auto rest = product.substr(star + 1); !rest.empty();) {
      const auto length = std::min(rest.find(U'/'), rest.size());
      add(first + std::u32string(rest.substr(0, length)), id);
      rest.remove_prefix(std::min(length + 1, rest.size()));
    }
}

Words::Words(std::string_view lines) {
  std::uint32_t next = first_class;
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size());
    auto line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty() || line[0] == '#') continue;
    line.remove_prefix(std::min(line.find(' '), line.size()));
    while (!line.empty()) {
      line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
      const auto length = std::min(line.find(' '), line.size());
      const auto word = line.substr(0, length);
      line.remove_prefix(length);
      if (word.find('*') == word.npos)
        add(normalise(word).text, next);
      else
        add_product(decode(word), next);
    }
    ++next;
  }
  for (auto& [first, words] : by_first_)
    std::stable_sort(words.begin(), words.end(),
                     [](const Word& a, const Word& b) { return a.rest.size() > b.rest.size(); });
}

void Words::tokens(std::u32string_view text, std::vector<Token>& out) const {
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = fold(text[at]);
    Token token{static_cast<std::uint32_t>(c), static_cast<int>(at), static_cast<int>(at) + 1};
    if (const auto words = by_first_.find(c); words != by_first_.end()) {
      const auto found = std::find_if(words->second.begin(), words->second.end(),
                                      [&](const Word& word) { return begins_with(text.substr(at + 1), word.rest); });
      if (found != words->second.end()) {
        token.id = found->id;
        token.to += static_cast<int>(found->rest.size());
      }
    }
    if (token.id < first_class && counts(c)) {
      token.id = number;
      while (static_cast<std::size_t>(token.to) < text.size() && counts(text[static_cast<std::size_t>(token.to)]))
        ++token.to;
    }
    at = static_cast<std::size_t>(token.to);
    out.push_back(token);
  }
}

} // namespace lobby::speech
