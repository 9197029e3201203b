#include "core/logs/logs.hpp"

#include <charconv>

namespace lobby::logs {

namespace {

constexpr std::array<std::string_view, 7> columns = {"date", "time", "event", "who", "service", "priority", "counter"};
constexpr std::size_t longest_name = 64; // of a person, a service or a counter, in bytes

std::string quoted(std::string_view text) {
  std::string said = "\"";
  for (const char c : text.substr(0, 40))
    said += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  return said + (text.size() > 40 ? "…\"" : "\"");
}

/// A number of digits alone, at most `most`.
std::optional<int> digits(std::string_view text, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || text.front() == '-' || error != std::errc{} || end != text.data() + text.size() || number > most)
    return std::nullopt;
  return number;
}

/// "08:05:00" as seconds of the day.
std::optional<int> seconds(std::string_view text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  const auto hour = digits(text.substr(0, 2), 23);
  const auto minute = digits(text.substr(3, 2), 59);
  const auto second = digits(text.substr(6, 2), 59);
  if (!hour || !minute || !second) return std::nullopt;
  return *hour * 3600 + *minute * 60 + *second;
}

std::optional<What> event(std::string_view text) {
  if (text == "join") return What::join;
  if (text == "leave") return What::leave;
  if (text == "start") return What::start;
  if (text == "end") return What::end;
  if (text == "gone") return What::gone;
  return std::nullopt;
}

/// Cuts at commas; answers how many fields there were, which may be more than there is room for.
std::size_t cut(std::string_view text, std::array<std::string_view, columns.size()>& fields) {
  std::size_t count = 0;
  while (true) {
    const std::size_t comma = text.find(',');
    if (count < fields.size()) fields[count] = text.substr(0, comma);
    ++count;
    if (comma == std::string_view::npos) return count;
    text.remove_prefix(comma + 1);
  }
}

std::string_view without_return(std::string_view text) {
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

} // namespace

std::variant<Line, Unreadable> read_line(std::string_view text) {
  std::array<std::string_view, columns.size()> fields;
  const std::size_t count = cut(without_return(text), fields);
  if (count != fields.size()) return Unreadable{"there must be 7 columns, not " + std::to_string(count)};
  Line line;
  if (!parse_date(fields[0], line.date))
    return Unreadable{"the date must be one such as 1999-07-31, not " + quoted(fields[0])};
  const auto second = seconds(fields[1]);
  if (!second) return Unreadable{"the time must be one such as 08:05:00, not " + quoted(fields[1])};
  const auto what = event(fields[2]);
  if (!what) return Unreadable{"the event must be join, leave, start, end or gone, not " + quoted(fields[2])};
  if (fields[3].empty()) return Unreadable{"who it is about is missing"};
  const auto priority = fields[5].empty() ? std::optional(0) : digits(fields[5], 99);
  if (!priority) return Unreadable{"the priority must be a whole number from 0 to 99, not " + quoted(fields[5])};
  for (const std::size_t name : {3, 4, 6})
    if (fields[name].size() > longest_name)
      return Unreadable{std::string(columns[name]) + " must not have more than 64 bytes"};
  if (*what == What::start && fields[6].empty()) return Unreadable{"a start must say at which counter"};
  line.second = *second;
  line.what = *what;
  line.who = fields[3];
  line.service = fields[4];
  line.priority = *priority;
  line.counter = fields[6];
  return line;
}

bool is_header(std::string_view text) {
  std::array<std::string_view, columns.size()> fields;
  text = without_return(text);
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3); // a byte order mark
  return cut(text, fields) == fields.size() && fields == columns;
}

} // namespace lobby::logs
