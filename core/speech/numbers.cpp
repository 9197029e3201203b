#include "core/speech/numbers.hpp"

#include <algorithm>
#include <string_view>

namespace lobby::speech {
namespace {

constexpr std::u32string_view numerals = U"0123456789零一二两三四五六七八九十百";

std::optional<double> digit_value(char32_t c) {
  constexpr std::u32string_view digits = U"零一二三四五六七八九";
  if (c >= U'0' && c <= U'9') return static_cast<double>(c - U'0');
  if (c == U'两') return 2.0;
  const auto at = digits.find(c);
  return at == digits.npos ? std::nullopt : std::optional<double>(static_cast<double>(at));
}

struct Unit {
  std::u32string_view word;
  double days;
};
constexpr double hour = 60 / minutes_a_day;
// The longer of two that begin alike stands first.
constexpr Unit units[] = {{U"个工作日", 1.4}, {U"工作日", 1.4},     {U"个小时", hour}, {U"小时", hour},
                          {U"个钟头", hour},  {U"分钟", hour / 60}, {U"个月", 30},     {U"个星期", 7},
                          {U"星期", 7},       {U"周", 7},           {U"天", 1},        {U"日", 1}};
constexpr Unit halves[] = {
    {U"半个小时", hour / 2}, {U"半小时", hour / 2}, {U"半个钟头", hour / 2}, {U"半天", 0.5}, {U"半个月", 15}};

template <typename List> const Unit* unit_at(const List& list, std::u32string_view text, std::size_t at) {
  const auto found = std::find_if(std::begin(list), std::end(list),
                                  [&](const Unit& unit) { return text.substr(at).starts_with(unit.word); });
  return found == std::end(list) ? nullptr : found;
}

} // namespace

std::optional<double> number_value(std::u32string_view text) {
  if (text.empty() || text.size() > 6) return std::nullopt;
  double total = 0;
  std::optional<double> digit;
  for (const char32_t c : text) {
    if (c == U'十' || c == U'百') {
      total += digit.value_or(1) * (c == U'十' ? 10 : 100);
      digit.reset();
    } else if (const auto value = digit_value(c)) {
      // 两三天 is up to three days, 23天 are twenty-three.
      digit = c > U'9' ? *value : digit.value_or(0) * 10 + *value;
    } else {
      return std::nullopt;
    }
  }
  total += digit.value_or(0);
  return total < 1000 ? std::optional<double>(total) : std::nullopt;
}

std::optional<double> longest_time(std::u32string_view text) {
  std::optional<double> longest;
  const auto take = [&](double days) { longest = std::max(longest.value_or(0), days); };
  for (std::size_t i = 0; i < text.size();) {
    if (const auto* half = unit_at(halves, text, i)) take(half->days);
    const auto end = std::min(text.find_first_not_of(numerals, i), text.size());
    if (end == i) {
      ++i;
      continue;
    }
    const auto value = number_value(text.substr(i, end - i));
    const bool date = i > 0 && text[i - 1] == U'月'; // 11月15日
    if (const auto* unit = unit_at(units, text, end); unit && value && !date) take(*value * unit->days);
    i = end;
  }
  return longest;
}

} // namespace lobby::speech
