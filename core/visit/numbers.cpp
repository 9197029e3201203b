#include "core/visit/rules.hpp"

namespace lobby::rules {

Number parse_number(std::string_view number) {
  std::size_t letters = 0;
  while (letters < number.size() && number[letters] >= 'A' && number[letters] <= 'Z')
    ++letters;
  const std::string_view figures = number.substr(letters);
  if (letters == 0 || figures.size() < 3 || figures.size() > 9) return {};
  int running = 0;
  for (const char figure : figures) {
    if (figure < '0' || figure > '9') return {};
    running = running * 10 + (figure - '0');
  }
  const std::string_view prefix = number.substr(0, letters);
  if (format_number(prefix, running) != number) return {}; // "A0012"
  return {prefix, running};
}

std::string format_number(std::string_view prefix, int running) {
  const std::string figures = std::to_string(running);
  std::string number(prefix);
  if (figures.size() < 3) number.append(3 - figures.size(), '0');
  return number + figures;
}

int next_running(const Day& day, std::string_view prefix) {
  // Numbers of a prefix ascend, so its latest ticket has the highest.
  for (auto ticket = day.tickets.rbegin(); ticket != day.tickets.rend(); ++ticket) {
    const Number number = parse_number(ticket->number);
    if (number.prefix == prefix) return number.running + 1;
  }
  return 1;
}

} // namespace lobby::rules
