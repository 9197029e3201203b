#include "core/time/time.hpp"

namespace lobby {
namespace {

constexpr std::int64_t minutes_of_day = 24 * 60;

std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
  const std::int64_t quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/// The number that `count` digits from `from` spell, or -1.
int digits(std::string_view text, std::size_t from, std::size_t count) {
  int value = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

void append_padded(std::string& text, int value, std::size_t width) {
  const std::string plain = std::to_string(value);
  if (plain.size() < width) text.append(width - plain.size(), '0');
  text += plain;
}

/// Minutes since 1970-01-01T00:00 of the local calendar. In minutes, so that no moment at all overflows.
std::int64_t local_minutes(Time time, int utc_offset_minutes) {
  return floor_divide(time, minute) + utc_offset_minutes;
}

} // namespace

bool parse_date(std::string_view text, Date& date) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return false;
  date = {year, month, day};
  return true;
}

std::string to_string(Date date) {
  std::string text;
  append_padded(text, date.year, 4);
  text += '-';
  append_padded(text, date.month, 2);
  text += '-';
  append_padded(text, date.day, 2);
  return text;
}

// Both directions count years from March, so that the leap day is a year's last, in eras of 400 years
// (146097 days), as in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
std::int64_t day_number(Date date) {
  const std::int64_t year = std::int64_t{date.year} - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Date date_of_day_number(std::int64_t days) {
  const std::int64_t since_era_zero = days + 719468;
  const std::int64_t era = floor_divide(since_era_zero, 146097);
  const std::int64_t day_of_era = since_era_zero - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  const int month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

int iso_weekday(Date date) {
  // 1970-01-01 was a Thursday.
  const std::int64_t since_monday = day_number(date) + 3;
  return static_cast<int>(since_monday - floor_divide(since_monday, 7) * 7) + 1;
}

Time at(Date date, int minute_of_day, int utc_offset_minutes) {
  return (day_number(date) * minutes_of_day + minute_of_day - utc_offset_minutes) * minute;
}

Date local_date(Time time, int utc_offset_minutes) {
  return date_of_day_number(floor_divide(local_minutes(time, utc_offset_minutes), minutes_of_day));
}

int local_minute(Time time, int utc_offset_minutes) {
  const std::int64_t minutes = local_minutes(time, utc_offset_minutes);
  return static_cast<int>(minutes - floor_divide(minutes, minutes_of_day) * minutes_of_day);
}

} // namespace lobby
