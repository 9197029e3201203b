#include "cli/lines.hpp"

#include <istream>
#include <ostream>

namespace cli {

namespace {

constexpr std::size_t longest = 4096;

/// Reads up to a line break; of a line that is longer than `longest` just one byte more than that is kept.
bool read_line(std::istream& in, std::string& line) {
  line.clear();
  std::streambuf& bytes = *in.rdbuf();
  for (int c = bytes.sbumpc(); c != std::char_traits<char>::eof(); c = bytes.sbumpc()) {
    if (c == '\n') return true;
    if (line.size() <= longest) line += static_cast<char>(c);
  }
  return !line.empty();
}

} // namespace

bool Lines::next(std::string& line) {
  while (read_line(in_, line)) {
    ++number_;
    if (line.size() <= longest) return true;
    refuse("the line is longer than 4096 bytes");
  }
  return false;
}

void Lines::refuse(std::string_view reason) {
  ++refused_;
  log_ << "lobby waits: line " << number_ << ": " << reason << '\n';
}

} // namespace cli
