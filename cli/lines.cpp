#include "cli/lines.hpp"

#include <istream>
#include <ostream>

namespace cli {

/// Reads up to a line break; of a line that is too long just one byte more than what is allowed is kept.
bool Lines::read(std::string& line) {
  line.clear();
  std::streambuf& bytes = *in_.rdbuf();
  for (int c = bytes.sbumpc(); c != std::char_traits<char>::eof(); c = bytes.sbumpc()) {
    if (c == '\n') return true;
    if (line.size() <= rules_.longest) line += static_cast<char>(c);
  }
  return !line.empty();
}

bool Lines::next(std::string& line) {
  while (read(line)) {
    ++number_;
    if (line.size() <= rules_.longest) return true;
    refuse("the line is longer than " + std::to_string(rules_.longest) + " bytes");
  }
  return false;
}

void Lines::refuse(std::string_view reason) {
  ++refused_;
  log_ << "lobby " << rules_.command << ": line " << number_ << ": " << reason << '\n';
  if (rules_.refused) rules_.refused(reason);
}

} // namespace cli
