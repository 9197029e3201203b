/// The units of time that the whole core uses; the core has no clock, every "now" is passed in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lobby {

/// A moment: milliseconds since 1970-01-01T00:00Z.
using Time = std::int64_t;
/// A length of time in milliseconds.
using Duration = std::int64_t;

inline constexpr Duration second = 1000;
inline constexpr Duration minute = 60 * second;
inline constexpr Duration hour = 60 * minute;

/// A calendar date of the branch's own calendar.
struct Date {
  int year = 1970;
  int month = 1; ///< 1–12
  int day = 1;   ///< 1–31
  auto operator<=>(const Date&) const = default;
};

/// "2026-11-21"; answers false and leaves `date` alone when `text` is not a real date in that form.
bool parse_date(std::string_view text, Date& date);
std::string to_string(Date date);
/// Days since 1970-01-01 (proleptic Gregorian).
std::int64_t day_number(Date date);
Date date_of_day_number(std::int64_t days);
/// 1 = Monday … 7 = Sunday (ISO 8601).
int iso_weekday(Date date);

/// The moment of `minute_of_day` (0 = local midnight) on `date` where local time is UTC + `utc_offset_minutes`.
Time at(Date date, int minute_of_day, int utc_offset_minutes);
/// Local date and minute of the day of a moment.
Date local_date(Time time, int utc_offset_minutes);
int local_minute(Time time, int utc_offset_minutes);

} // namespace lobby
