#include "core/logs/screens.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace lobby {
namespace {

constexpr std::size_t columns = 12;

/// Cuts a line at its commas; a field in quotes may contain commas and doubled quotes. Answers what is wrong, or
/// nothing.
std::string cut(std::string_view line, std::array<std::string, columns>& fields) {
  std::size_t at = 0, count = 0;
  while (true) {
    std::string field;
    if (at < line.size() && line[at] == '"') {
      for (++at;; ++at) {
        if (at >= line.size()) return "a quote is not closed";
        if (line[at] != '"')
          field += line[at];
        else if (at + 1 < line.size() && line[at + 1] == '"')
          field += line[at++];
        else
          break;
      }
      ++at;
      if (at < line.size() && line[at] != ',') return "something follows a closing quote";
    } else {
      const std::size_t end = std::min(line.find(',', at), line.size());
      field = line.substr(at, end - at);
      at = end;
    }
    if (count < columns) fields[count] = std::move(field);
    ++count;
    if (at >= line.size()) break;
    ++at;
  }
  if (count != columns) return std::to_string(count) + " columns instead of " + std::to_string(columns);
  return {};
}

std::optional<int> whole(std::string_view text, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > most) return std::nullopt;
  return number;
}

/// "09:05".
std::optional<int> minute_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = whole(text.substr(0, 2), 23), minutes = whole(text.substr(3, 2), 59);
  if (!hours || !minutes) return std::nullopt;
  return *hours * 60 + *minutes;
}

std::string refused(std::string_view column, std::string_view text, std::string_view wanted) {
  return std::string(column) + " must be " + std::string(wanted) + ", not \"" + std::string(text.substr(0, 40)) + "\"";
}

} // namespace

std::variant<ScreenRow, std::string> read_screen_row(std::string_view line) {
  std::array<std::string, columns> field;
  if (std::string fault = cut(line, field); !fault.empty()) return fault;
  const auto& [office, date, time, queue, letter, name, ordinal, status, service, open, waiting, ticket] = field;
  ScreenRow row;
  if (office.empty() || queue.empty()) return office.empty() ? "office is empty" : "queue is empty";
  row.office = office;
  row.queue = queue;
  if (!parse_date(date, row.date)) return refused("date", date, "a date such as 2020-01-07");
  const auto shown = minute_of(time);
  if (!shown) return refused("time", time, "a time such as 08:05");
  row.minute = *shown;
  struct Number {
    std::string_view column;
    const std::string& text;
    int most;
    int& into;
  };
  const Number numbers[] = {{"screen_service_min", service, 100000, row.service_minutes},
                            {"open_counters", open, 10000, row.open_counters},
                            {"waiting", waiting, 100000, row.waiting}};
  for (const Number& one : numbers) {
    const auto value = whole(one.text, one.most);
    if (!value) return refused(one.column, one.text, "a whole number from 0 to " + std::to_string(one.most));
    one.into = *value;
  }
  if (ticket.empty()) return row;
  const std::size_t digits = ticket.find_last_not_of("0123456789") + 1; // npos + 1 == 0: digits alone
  const auto number = whole(std::string_view(ticket).substr(digits), 10'000'000);
  if (!number) return refused("current_ticket", ticket, "empty or end in a number");
  row.letters = ticket.substr(0, digits);
  row.number = *number;
  return row;
}

} // namespace lobby
