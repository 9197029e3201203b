/// Numbers and lengths of time that a sentence names, in digits or in Chinese numerals.
#pragma once

#include <optional>
#include <string_view>

namespace lobby::speech {

/// 15, 十五, 三十, 二十四 …; empty when it is no plain whole number below a thousand.
std::optional<double> number_value(std::u32string_view text);

/// The longest time that normalised text names with a number ("十分钟", "15日内", "半小时"), in days; a working day
/// counts for 1.4.
std::optional<double> longest_time(std::u32string_view text);

inline constexpr double minutes_a_day = 1440;

} // namespace lobby::speech
