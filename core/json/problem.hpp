/// Hand-written JSON read strictly: what is wrong with a file is said in words, with line and column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lobby {

/// One thing wrong with a hand-written file.
struct Problem {
  int line = 0;        ///< 1-based; 0 when the whole file is meant
  int column = 0;      ///< 1-based, in Unicode code points
  std::string path;    ///< JSON pointer, such as /branches/0/services/2/prefix
  std::string message; ///< English, for the author of the file
};

/// "file.json:12:7: /branches/0/id: must not be empty"
std::string to_string(std::string_view file, const Problem& problem);

} // namespace lobby
