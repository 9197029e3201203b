#include "ui/kit/wrap.hpp"

#include <algorithm>
#include <string>

namespace kit::detail {

char32_t next_char(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at++);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (!more || first >= 0xF5) return 0xFFFD;
  char32_t value = first & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) {
    if (at >= text.size() || (byte(at) & 0xC0) != 0x80) return 0xFFFD;
    value = (value << 6) | (byte(at++) & 0x3F);
  }
  return value;
}

namespace {

enum class Class {
  space,
  glue,      // no break on either side
  open,      // no break after
  close,     // no break before: 避头
  postfix,   // % ℃: stays with what is before
  prefix,    // ￥ $: stays with what is after
  hyphen,    // a break after it, between letters
  dash,      // —— ……: pairs stay together and begin no line
  quote,     // " ': either side
  combining, // accents, variation selectors
  ideograph,
  letter,
};

bool in(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

Class class_of(char32_t c) {
  if (c == ' ' || c == '\t' || c == 0x3000) return Class::space;
  if (c == 0xA0 || c == 0x2060 || c == 0xFEFF || c == 0x202F || c == 0x200D) return Class::glue;
  if (in(c, U"([{（「『【《〈〔〖［｛“‘｟")) return Class::open;
  if (in(c, U"，。、；：！？）」』】》〉〕〗］｝”’｠．·・々ー,.;:!?)]}")) return Class::close;
  if (in(c, U"%％‰℃℉°′″¢")) return Class::postfix;
  if (in(c, U"￥¥$＄€£￡№#")) return Class::prefix;
  if (c == '-' || c == '/' || c == 0x2010) return Class::hyphen;
  if (c == 0x2014 || c == 0x2026 || c == 0x2013 || c == 0x2E3A || c == '~' || c == 0xFF5E || c == 0x301C)
    return Class::dash;
  if (c == '"' || c == '\'') return Class::quote;
  if ((c >= 0x300 && c <= 0x36F) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF))
    return Class::combining;
  const bool wide = (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                    (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x1F300 && c <= 0x1FAFF) ||
                    (c >= 0x20000 && c <= 0x3FFFF);
  return wide ? Class::ideograph : Class::letter;
}

bool is_wide_punctuation(char32_t c) { return c >= 0x3000 || c == 0x201C || c == 0x201D || c == 0x2018; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool break_after_close(char32_t a, Class next, char32_t b) {
  if (is_wide_punctuation(a)) return true;
  // "3.5", "a.m.", "(s)", "10:30": Latin punctuation binds to Latin text without a space.
  return next == Class::ideograph || (next == Class::open && is_wide_punctuation(b));
}

} // namespace

bool may_break(char32_t before, char32_t a, char32_t b) {
  const Class left = class_of(a), right = class_of(b);
  if (right == Class::space || left == Class::glue || right == Class::glue || right == Class::combining) return false;
  if (right == Class::close || right == Class::postfix || left == Class::open || left == Class::prefix) return false;
  if (right == Class::dash) return false;
  if (left == Class::space) return true;
  if (left == Class::quote || right == Class::quote) return false;
  if (left == Class::hyphen)
    return right == Class::ideograph ||
           (right == Class::letter && !is_digit(b) && before != 0 && class_of(before) == Class::letter);
  if (right == Class::hyphen) return false;
  if (left == Class::dash)
    return right == Class::ideograph || right == Class::open || (right == Class::letter && !is_digit(b) && a != 0x2013);
  if (left == Class::close) return break_after_close(a, right, b);
  if (left == Class::postfix || left == Class::ideograph) return true;
  if (left == Class::combining) return right == Class::ideograph;
  // a letter before …
  return right == Class::ideograph || (right == Class::open && is_wide_punctuation(b));
}

namespace {

struct Char {
  char32_t code = 0;
  std::size_t begin = 0, end = 0;
  float advance = 0;
  bool break_after = false;
};

std::vector<Char> characters(std::string_view text, const std::function<float(char32_t)>& advance) {
  std::vector<Char> chars;
  for (std::size_t at = 0; at < text.size();) {
    Char c;
    c.begin = at;
    c.code = next_char(text, at);
    c.end = at;
    if (c.code == '\r') continue;
    c.advance = c.code == '\n' ? 0 : advance(c.code);
    chars.push_back(c);
  }
  for (std::size_t i = 0; i + 1 < chars.size(); ++i)
    chars[i].break_after = may_break(i ? chars[i - 1].code : 0, chars[i].code, chars[i + 1].code);
  return chars;
}

class Breaker {
public:
  Breaker(const std::vector<Char>& chars, float width, Wrapped& out) : chars_(chars), width_(width), out_(out) {}

  /// One paragraph: chars [first, last), without a line feed.
  void paragraph(std::size_t first, std::size_t last) {
    float natural = 0;
    for (std::size_t i = first; i < last; ++i)
      natural += chars_[i].advance;
    out_.natural = std::max(out_.natural, natural);
    const std::size_t lines_before = out_.lines.size();
    starts_.clear();
    if (width_ <= 0) {
      line(first, last);
      return;
    }
    std::size_t start = first;
    do {
      starts_.push_back(start);
      start = next_start(start, last);
    } while (start < last);
    avoid_single_last(last);
    starts_.push_back(last);
    for (std::size_t i = 0; i + 1 < starts_.size(); ++i)
      line(starts_[i], starts_[i + 1]);
    if (out_.lines.size() == lines_before) line(first, last);
  }

private:
  bool is_space(std::size_t i) const { return class_of(chars_[i].code) == Class::space; }

  std::size_t next_start(std::size_t start, std::size_t last) const {
    float used = 0;
    std::size_t opportunity = start;
    for (std::size_t i = start; i < last; ++i) {
      // Spaces hang over the edge; everything else must fit.
      if (!is_space(i) && used + chars_[i].advance > width_ + 0.01f && i > start)
        return opportunity > start ? opportunity : emergency(start, i);
      used += chars_[i].advance;
      if (chars_[i].break_after) opportunity = i + 1;
    }
    return last;
  }

  /// A word longer than the line is cut, but still so that no punctuation begins a line.
  std::size_t emergency(std::size_t start, std::size_t at) const {
    for (std::size_t i = at; i > start + 1; --i) {
      const Class next = class_of(chars_[i].code), previous = class_of(chars_[i - 1].code);
      const bool bad = next == Class::close || next == Class::postfix || next == Class::combining ||
                       next == Class::dash || previous == Class::open || previous == Class::prefix;
      if (!bad) return i;
    }
    return at;
  }

  /// 孤字: a last line of one Chinese character (and its punctuation) takes one more along.
  void avoid_single_last(std::size_t last) {
    if (starts_.size() < 2) return;
    const std::size_t start = starts_.back(), previous = starts_[starts_.size() - 2];
    int visible = 0;
    for (std::size_t i = start; i < last; ++i) {
      const Class kind = class_of(chars_[i].code);
      if (kind != Class::ideograph && kind != Class::close) return;
      visible += kind == Class::ideograph;
    }
    if (visible > 1 || start - previous < 4) return;
    for (std::size_t i = start - 1; i > previous + 2; --i)
      if (chars_[i - 1].break_after) {
        float width = 0;
        for (std::size_t k = i; k < last; ++k)
          width += chars_[k].advance;
        if (width <= width_ && start - i <= 3) starts_.back() = i;
        return;
      }
  }

  void line(std::size_t first, std::size_t last) {
    while (width_ > 0 && last > first && is_space(last - 1))
      --last;
    WrappedLine made;
    if (first < last) {
      made.begin = chars_[first].begin;
      made.end = chars_[last - 1].end;
    } else if (!chars_.empty()) {
      made.begin = made.end = first < chars_.size() ? chars_[first].begin : chars_.back().end;
    }
    for (std::size_t i = first; i < last; ++i)
      made.width += chars_[i].advance;
    out_.lines.push_back(made);
  }

  const std::vector<Char>& chars_;
  float width_;
  Wrapped& out_;
  std::vector<std::size_t> starts_;
};

} // namespace

Wrapped wrap(std::string_view text, float width, const std::function<float(char32_t)>& advance) {
  const std::vector<Char> chars = characters(text, advance);
  Wrapped out;
  Breaker breaker(chars, width, out);
  std::size_t start = 0;
  for (std::size_t i = 0; i <= chars.size(); ++i)
    if (i == chars.size() || chars[i].code == '\n') {
      breaker.paragraph(start, i);
      start = i + 1;
    }
  return out;
}

} // namespace kit::detail
