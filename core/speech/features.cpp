#include "core/speech/features.hpp"

#include <algorithm>
#include <array>

namespace lobby::speech {
namespace {

enum class Kind : std::uint32_t { characters = 1, classes, before, shared, answers };

constexpr std::uint32_t edge = 0x10FFFE; ///< before the first and after the last token

/// Mixes one more value into a hash (the finaliser of MurmurHash3, public domain, over a running state).
constexpr std::uint32_t mixed(std::uint32_t hash, std::uint32_t value) {
  hash = (hash ^ value) * 0x85EBCA6BU;
  hash ^= hash >> 13;
  hash *= 0xC2B2AE35U;
  return hash ^ (hash >> 16);
}
constexpr std::uint32_t begun(Kind kind, bool quoted) {
  return mixed(0x9E3779B9U, static_cast<std::uint32_t>(kind) * 2 + (quoted ? 1 : 0));
}
constexpr std::uint32_t cut(std::uint32_t hash) { return hash >> (32 - feature_bits); }

/// Pairs of neighbouring characters that both texts have, at most 8.
int shared_pairs(std::u32string_view a, std::u32string_view b) {
  int shared = 0;
  for (std::size_t i = 0; i + 1 < a.size() && shared < 8; ++i) {
    const auto pair = a.substr(i, 2);
    if (ends_clause(pair[0]) || ends_clause(pair[1])) continue;
    if (a.substr(0, i + 1).find(pair) == a.npos && b.find(pair) != b.npos) ++shared;
  }
  return shared;
}

} // namespace

const std::vector<Feature>& Features::of(const Normal& text, const Normal& previous) {
  found_.clear();
  const int length = static_cast<int>(text.text.size());
  const auto quoted = [&](int from, int to) {
    return from < to && text.quoted[static_cast<std::size_t>(from)] && text.quoted[static_cast<std::size_t>(to - 1)];
  };
  // Runs of one to three characters, with the edges of the text as characters.
  for (int from = -1; from <= length; ++from) {
    std::array<std::uint32_t, 2> hash = {begun(Kind::characters, false), begun(Kind::characters, true)};
    for (int to = from + 1; to <= std::min(from + 3, length + 1); ++to) {
      const int last = to - 1;
      const auto c =
          last < 0 || last == length ? edge : static_cast<std::uint32_t>(text.text[static_cast<std::size_t>(last)]);
      for (auto& h : hash)
        h = mixed(h, c);
      const int begin = std::max(from, 0), end = std::min(to, length);
      found_.push_back({cut(hash[quoted(begin, end) ? 1 : 0]), begin, std::max(begin, end)});
    }
  }
  // The same over word classes.
  words_.tokens(text.text, tokens_);
  const int count = static_cast<int>(tokens_.size());
  const auto token = [&](int at) { return at < 0 || at == count ? edge : tokens_[static_cast<std::size_t>(at)].id; };
  for (int from = -1; from <= count; ++from) {
    std::array<std::uint32_t, 2> hash = {begun(Kind::classes, false), begun(Kind::classes, true)};
    for (int to = from + 1; to <= std::min(from + 3, count + 1); ++to) {
      for (auto& h : hash)
        h = mixed(h, token(to - 1));
      const int begin = from < 0 ? 0 : from == count ? length : tokens_[static_cast<std::size_t>(from)].from;
      const int end = to > count ? length : to == 0 ? 0 : tokens_[static_cast<std::size_t>(to - 1)].to;
      found_.push_back({cut(hash[quoted(begin, end) ? 1 : 0]), begin, std::max(begin, end)});
    }
  }
  // What the customer said, in word classes, and how much of it comes back.
  if (previous.text.empty()) return found_;
  found_.push_back({cut(begun(Kind::answers, false)) | customers, 0, 0});
  words_.tokens(previous.text, tokens_);
  for (std::size_t from = 0; from < tokens_.size(); ++from) {
    auto hash = begun(Kind::before, false);
    for (std::size_t to = from; to < std::min(from + 2, tokens_.size()); ++to) {
      hash = mixed(hash, tokens_[to].id);
      found_.push_back({cut(hash) | customers, 0, 0});
    }
  }
  for (int n = shared_pairs(text.text, previous.text); n > 0; --n)
    found_.push_back({cut(mixed(begun(Kind::shared, false), static_cast<std::uint32_t>(n))), 0, 0});
  return found_;
}

} // namespace lobby::speech
