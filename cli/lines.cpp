#include "cli/lines.hpp"

#include <istream>

bool cli::read_line(std::istream& in, std::string& line) {
  line.clear();
  std::streambuf& bytes = *in.rdbuf();
  for (int c = bytes.sbumpc(); c != std::char_traits<char>::eof(); c = bytes.sbumpc()) {
    if (c == '\n') return true;
    if (line.size() <= longest_line) line += static_cast<char>(c);
  }
  return !line.empty();
}
