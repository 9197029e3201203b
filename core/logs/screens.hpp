/// Forecasts waits from a ticket machine's bare screen: how many wait, which number was called last. Learns by watching
/// the numbers pass, from what it has read so far and nothing else; deterministic.
#pragma once

#include "core/time/time.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace lobby {

/// One line of a screen's log: how one queue of one office looked at one moment.
struct ScreenRow {
  std::string office;
  Date date;
  int minute = 0; ///< of the local day, 0–1439
  std::string queue;
  int service_minutes = 0; ///< the screen's own figure for one customer; 0: none. Often a default that nobody has set
  int open_counters = 0;   ///< counters that serve this queue; they may serve others as well
  int waiting = 0;         ///< tickets drawn and not yet called
  std::string letters;     ///< of the ticket called last, "A" of "A017"
  int number = -1;         ///< of the ticket called last, 17 of "A017"; -1: nobody was called yet
};

/// The columns of a screen's log, in order.
inline constexpr std::string_view screen_columns =
    "office,date,time,queue,letter,queue_name,ordinal,status,screen_service_min,open_counters,waiting,current_ticket";

/// Reads one line (CSV as in RFC 4180, without line break). Answers the row, or what is wrong with the line, in words.
std::variant<ScreenRow, std::string> read_screen_row(std::string_view line);

/// Minutes until the last in line is called: 0 <= p10 <= p50 <= p90, finite. Half are called before p50, eight in ten
/// between p10 and p90, as far as snapshots can tell; rather fewer before p10 than after p90, which keeps it narrow.
struct ScreenForecast {
  double p10 = 0, p50 = 0, p90 = 0;
};

/// What was odd about the rows, counted.
struct ScreenOddities {
  std::int64_t rows = 0;
  std::int64_t forecasts = 0;
  std::int64_t judged = 0;       ///< forecasts whose ticket was seen to be called later
  std::int64_t held = 0;         ///< of these, those whose p10-p90 meets the interval in which it was called
  std::int64_t never_called = 0; ///< forecasts whose ticket was not called before the queue's day ended
  std::int64_t out_of_order = 0; ///< rows earlier than one of the same queue and date already read; not learned from
  std::int64_t repeated = 0;     ///< rows of the same queue and minute as the one before
  std::int64_t restarts = 0;     ///< numbers that fell back within a day
  std::int64_t leaps = 0;        ///< numbers that jumped ahead by more than a hall can call
  std::int64_t gaps = 0;         ///< queues not seen for over a quarter of an hour within a day
  std::int64_t no_counter = 0;   ///< people waited and no counter was open
};

/// Reads screens row by row and forecasts. The last in line holds the ticket that is `waiting` numbers after the one
/// called last; when the same queue shows that number, or a later one with the same letters, on the same date, the
/// forecast is judged and learned from. Rows may come in order of time over all offices or queue by queue; what other
/// queues of the office show is used when it is not older than a few minutes.
class ScreenForecaster {
public:
  ScreenForecaster();
  ~ScreenForecaster();
  ScreenForecaster(ScreenForecaster&&) noexcept;
  ScreenForecaster& operator=(ScreenForecaster&&) noexcept;
  /// Takes the next row; answers a forecast when somebody waits. Usually well under 0.1 ms; now and then, when a good
  /// deal was added to what is known, it learns anew, which takes up to a few seconds.
  std::optional<ScreenForecast> see(const ScreenRow& row);
  const ScreenOddities& oddities() const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace lobby
