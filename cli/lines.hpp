/// Reads a command's input line by line, whatever it is: what comes without line breaks does not fill the memory, and
/// what cannot be read is named and left out.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace cli {

class Lines {
public:
  struct Rules {
    std::string_view command;                           ///< "waits": refused lines are named in its name
    std::size_t longest = 4096;                         ///< bytes; a longer line is refused
    std::function<void(std::string_view)> refused = {}; ///< hears why a line is refused, too, if given
  };
  /// `in` and `log` must outlive the Lines; refused lines are named on `log`.
  Lines(std::istream& in, std::ostream& log, Rules rules) : in_(in), log_(log), rules_(std::move(rules)) {}
  /// The next line without its line break; false at the end of the input.
  bool next(std::string& line);
  /// Says why the line read last cannot be used.
  void refuse(std::string_view reason);
  std::int64_t number() const { return number_; } ///< of the line read last: 1, 2, …
  std::int64_t refused() const { return refused_; }

private:
  bool read(std::string& line);

  std::istream& in_;
  std::ostream& log_;
  Rules rules_;
  std::int64_t number_ = 0;
  std::int64_t refused_ = 0;
};

} // namespace cli
