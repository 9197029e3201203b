/// Answers waits from logs of other systems, line by line, learning from everything read so far.
///
/// The log is CSV with the columns date,time,event,who,service,priority,counter, as `lobby simulate` writes it, in
/// order of time. Nothing else is known of the hall: who may serve what, how many counters are staffed and who goes
/// first is learned from the lines. Odd lines (out of order, ends without a start, a counter that never closes) are
/// counted and lived with.
#pragma once

#include "core/time/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace lobby::logs {

enum class What : std::uint8_t {
  join,  ///< enters the line
  leave, ///< gives up
  start, ///< service begins; of somebody who never joined: served at once
  end,   ///< service ends
  gone,  ///< was called and did not come
};

/// One line of an event log. The views point into the text that was read.
struct Line {
  Date date;
  int second = 0; ///< of the day, 0–86,399
  What what = What::join;
  std::string_view who;     ///< counts within a day; never empty
  std::string_view service; ///< may be one that was never seen before
  int priority = 0;         ///< 0–99; higher goes earlier
  std::string_view counter; ///< empty unless somebody serves
};

/// What is wrong with a line, in words.
struct Unreadable {
  std::string reason;
};

/// Reads one line without its line break; a carriage return at the end is allowed. Fields hold no quotes or commas.
std::variant<Line, Unreadable> read_line(std::string_view text);

/// Whether a line is the header that names the columns.
bool is_header(std::string_view text);

/// Whole seconds from joining until service begins, for somebody who does not give up: 0 <= p10 <= p50 <= p90 <=
/// 86,400.
struct Answer {
  double p10 = 0;
  double p50 = 0;
  double p90 = 0;
};

/// Things that should not be in a log, and how often they were.
struct Oddities {
  std::uint64_t out_of_order = 0;    ///< lines of a moment that was over
  std::uint64_t clock_set_back = 0;  ///< times that all the lines after were earlier, so that the clock was believed
  std::uint64_t joined_twice = 0;    ///< joins of somebody who was in the line
  std::uint64_t never_ended = 0;     ///< joins of which nothing more was heard that day
  std::uint64_t counter_taken = 0;   ///< starts at a counter that was serving somebody else
  std::uint64_t never_closed = 0;    ///< services without an end that day
  std::uint64_t nobody_known = 0;    ///< ends, leaves and calls of somebody who was not there
  std::uint64_t no_counter_open = 0; ///< joins while nobody had served for an hour or had never served
  std::uint64_t long_services = 0;   ///< services of more than four hours, from which nothing was learned
  auto operator<=>(const Oddities&) const = default;
};

/// How many lines, and how right the answers were: of joins that ended in a start.
struct Record {
  std::uint64_t lines = 0, joins = 0, judged = 0, within = 0, refits = 0;
  double error = 0; ///< sum of |wait − p50|, seconds
  double width = 0; ///< sum of p90 − p10, seconds
};

/// Reads a log and answers its joins. The same lines give the same answers.
class Forecaster {
public:
  Forecaster();
  ~Forecaster();
  Forecaster(Forecaster&&) noexcept;
  Forecaster& operator=(Forecaster&&) noexcept;

  /// Learns from one line; a join is answered at once, anything else with nothing.
  std::optional<Answer> take(const Line& line);
  /// What is open now counts as never ended; to be called after the last line.
  void finish();

  const Oddities& oddities() const;
  Record record() const;

private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

} // namespace lobby::logs
