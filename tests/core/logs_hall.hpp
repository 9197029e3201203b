/// A hall of three counters for the tests: people come, wait and are served in turn, and it writes a log of that.
#pragma once

#include "core/logs/logs.hpp"
#include "core/wait/chance.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace lobby::logs {

/// A line and the texts that it points into.
struct Written {
  Date date;
  int second;
  What what;
  std::string who, service, counter;
  int priority;

  Line line() const { return {date, second, what, who, service, priority, counter}; }
};

/// Days of `people` each; somebody comes every 50 s on average, services last 60 to 240 s (long ones are of "LOAN").
inline std::vector<Written> days_of(int days, int people) {
  std::vector<Written> log;
  for (int day = 0; day < days; ++day) {
    const Date date = date_of_day_number(day_number({2026, 1, 5}) + day);
    const std::size_t first = log.size();
    double comes = 8 * 3600;
    double free[3] = {comes, comes, comes};
    for (int i = 0; i < people; ++i) {
      const auto luck = [&](std::uint64_t what) {
        return chance::uniform(chance::draw(static_cast<std::uint64_t>(day * 10000 + i), what));
      };
      comes -= 50 * chance::logarithm(1 - luck(0));
      const bool loan = luck(1) < 0.3;
      double* counter = std::min_element(free, free + 3);
      const double starts = std::max(comes, *counter);
      *counter = starts + (loan ? 160 : 60) + luck(2) * 80;
      const std::string who = std::to_string(i + 1);
      const std::string at = std::to_string(counter - free + 1);
      const auto write = [&](double second, What what) {
        log.push_back(
            {date, static_cast<int>(second), what, who, loan ? "LOAN" : "CASH", what == What::join ? "" : at, 0});
      };
      if (starts > comes) write(comes, What::join);
      write(starts, What::start);
      write(*counter, What::end);
    }
    std::stable_sort(log.begin() + static_cast<std::ptrdiff_t>(first), log.end(),
                     [](const Written& a, const Written& b) { return a.second < b.second; });
  }
  return log;
}

} // namespace lobby::logs
