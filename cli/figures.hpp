/// What simulated days came to: figures of each day from its log, and of all of them.
#pragma once

#include "core/branch/branch.hpp"
#include "core/wait/wait.hpp"

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace cli {

/// People of one day, or of several, each counted once and by what became of them in the end. A wait is from joining
/// a line until service begins.
struct DayFigures {
  int arrivals = 0;
  int served = 0;
  int left = 0;              ///< gave up
  int absent = 0;            ///< did not come when called
  std::vector<double> waits; ///< seconds, ascending; who is sent on has two
  int busiest = 0;           ///< minute of the day at which the half-hour with the most arrivals begins
  int busiest_arrivals = 0;

  double mean_wait() const; ///< 0 when nobody waited
  double p90_wait() const;  ///< nine of ten do not exceed it
};
DayFigures figures_of(const std::vector<lobby::LogRow>& rows);

class Figures {
public:
  explicit Figures(const lobby::Branch& branch) : branch_(branch) {}
  void add(lobby::Date date, const std::vector<lobby::Event>& events, const std::vector<lobby::LogRow>& rows);
  /// A row for every day on which the branch was open:
  /// branch,date,arrivals,served,left,absent,mean_wait,p90_wait,busiest,busiest_arrivals; waits in seconds.
  void write_days(std::ostream& to) const;
  /// For people: the days (if `each`), all of them, and the counters.
  void write(std::ostream& to, bool each) const;

private:
  struct Counter {
    double busy = 0; ///< seconds with a customer, from call to end
    double open = 0; ///< seconds open, pauses left out
  };
  struct Row {
    lobby::Date date;
    DayFigures figures;
  };
  void add_counters(const std::vector<lobby::Event>& events);
  DayFigures all() const;

  const lobby::Branch& branch_;
  std::vector<Row> days_;
  std::map<std::string, Counter> counters_;
};

} // namespace cli
