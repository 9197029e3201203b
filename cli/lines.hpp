/// Reads input line by line, whatever it is: what comes without line breaks does not fill the memory.
#pragma once

#include <iosfwd>
#include <string>

namespace cli {

/// No line of a log is longer, in bytes.
inline constexpr std::size_t longest_line = 4096;

/// Reads up to a line break, which is left out; false at the end of the input. Of a line that is longer than
/// longest_line just one byte more than that is kept.
bool read_line(std::istream& in, std::string& line);

} // namespace cli
