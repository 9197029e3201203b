/// Reads a log line by line, whatever it is: what comes without line breaks does not fill the memory, and what cannot
/// be read is named and left out.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace cli {

class Lines {
public:
  /// Both must outlive the Lines; refused lines are named on `log`.
  Lines(std::istream& in, std::ostream& log) : in_(in), log_(log) {}
  /// The next line without its line break; false at the end of the input. One of more than 4096 bytes is refused.
  bool next(std::string& line);
  /// Says why the line read last cannot be used.
  void refuse(std::string_view reason);
  std::int64_t number() const { return number_; } ///< of the line read last: 1, 2, …
  std::int64_t refused() const { return refused_; }

private:
  std::istream& in_;
  std::ostream& log_;
  std::int64_t number_ = 0;
  std::int64_t refused_ = 0;
};

} // namespace cli
