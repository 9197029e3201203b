/// Keeps the hall and the past up to date from the lines of a log, whatever is odd about them.
#pragma once

#include "core/logs/past.hpp"

#include <optional>

namespace lobby::logs {

/// What a line came to.
struct Followed {
  std::optional<std::size_t> joined; ///< place in the line of whoever joined
  std::optional<Waiting> called;     ///< who was waiting and is served from now on
  Moment wait = 0;                   ///< of the one called, seconds
};

class Follower {
public:
  Followed take(const Line& line);
  /// The day is over: what is open is forgotten.
  void end_day();

  const Hall& hall() const { return hall_; }
  const Past& past() const { return past_; }
  const Oddities& oddities() const { return odd_; }
  /// To note what was said to somebody in the line.
  Waiting& waiting(std::size_t place) { return hall_.line[place]; }

private:
  void set_clock(const Line& line);
  void set_back(Moment moment);
  std::size_t kind(std::string_view service);
  std::size_t join(const Line& line);
  void start(const Line& line, Followed& followed);
  void end(const Line& line);
  void depart(const Line& line);
  void left_line(double wait, bool gave_up);

  Hall hall_;
  Past past_;
  Oddities odd_;
  std::vector<std::string> services_;
  std::uint64_t joins_ = 0;
  int earlier_ = 0;      ///< lines in a row that were earlier than the clock
  bool running_ = false; ///< the clock: something was read
  double day_wait_ = 0, day_called_ = 0;
};

} // namespace lobby::logs
