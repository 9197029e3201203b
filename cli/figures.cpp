#include "cli/figures.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <ostream>
#include <string_view>
#include <variant>

namespace cli {

namespace {

constexpr int half_hour = 30; // minutes

/// printf for streams.
template <class... Values> void print(std::ostream& to, const char* format, Values... values) {
  std::array<char, 200> line{};
  std::snprintf(line.data(), line.size(), format, values...);
  to << line.data();
}

void write_row(std::ostream& to, const std::string& name, const DayFigures& day) {
  print(to, "%-10s %9d %7d %6d %7d %9.1f %9.1f", name.c_str(), day.arrivals, day.served, day.left, day.absent,
        day.mean_wait() / 60, day.p90_wait() / 60);
  if (day.busiest_arrivals > 0)
    print(to, "   %02d:%02d (%d)", day.busiest / 60, day.busiest % 60, day.busiest_arrivals);
  to << "\n";
}

} // namespace

double DayFigures::mean_wait() const {
  return waits.empty() ? 0 : std::accumulate(waits.begin(), waits.end(), 0.0) / static_cast<double>(waits.size());
}

double DayFigures::p90_wait() const { return waits.empty() ? 0 : waits[(waits.size() - 1) * 9 / 10]; }

DayFigures figures_of(const std::vector<lobby::LogRow>& rows) {
  struct Person {
    double since = 0;
    std::string_view last; ///< event
  };
  DayFigures day;
  std::map<std::uint32_t, Person> people;
  std::map<int, int> arrivals; ///< by minute at which the half-hour begins
  for (const lobby::LogRow& row : rows) {
    const bool first = !people.contains(row.who);
    Person& person = people[row.who];
    person.last = row.event;
    if (row.event == "join") person.since = row.seconds;
    if (row.event == "join" && first) ++arrivals[static_cast<int>(row.seconds) / 60 / half_hour * half_hour];
    if (row.event == "start") day.waits.push_back(row.seconds - person.since);
  }
  day.arrivals = static_cast<int>(people.size());
  for (const auto& [who, person] : people) {
    day.served += person.last == "end";
    day.left += person.last == "leave";
    day.absent += person.last == "gone";
  }
  for (const auto& [minute, count] : arrivals) {
    if (count <= day.busiest_arrivals) continue;
    day.busiest = minute;
    day.busiest_arrivals = count;
  }
  std::ranges::sort(day.waits);
  return day;
}

void Figures::add(lobby::Date date, const std::vector<lobby::Event>& events, const std::vector<lobby::LogRow>& rows) {
  if (events.empty()) return; // closed
  days_.push_back({date, figures_of(rows)});
  add_counters(events);
}

/// Folds the events to see how long counters were open and with somebody.
void Figures::add_counters(const std::vector<lobby::Event>& events) {
  lobby::Day day;
  day.date = std::get<lobby::event::DayOpened>(events.front().body).date;
  lobby::Time before = 0;
  for (const lobby::Event& event : events) {
    const double passed = static_cast<double>(event.at - before) / lobby::second;
    for (const lobby::CounterState& one : day.counters) {
      if (one.state == lobby::CounterState::State::open) counters_[one.id].open += passed;
      if (one.ticket != 0) counters_[one.id].busy += passed;
    }
    before = event.at;
    lobby::apply(day, event);
  }
}

DayFigures Figures::all() const {
  DayFigures sum;
  for (const Row& day : days_) {
    sum.arrivals += day.figures.arrivals;
    sum.served += day.figures.served;
    sum.left += day.figures.left;
    sum.absent += day.figures.absent;
    sum.waits.insert(sum.waits.end(), day.figures.waits.begin(), day.figures.waits.end());
  }
  std::ranges::sort(sum.waits);
  return sum;
}

void Figures::write_days(std::ostream& to) const {
  to << "branch,date,arrivals,served,left,absent,mean_wait,p90_wait,busiest,busiest_arrivals\n";
  for (const auto& [date, day] : days_) {
    to << branch_.id << ',' << lobby::to_string(date);
    print(to, ",%d,%d,%d,%d,%.0f,%.0f,%02d:%02d,%d\n", day.arrivals, day.served, day.left, day.absent, day.mean_wait(),
          day.p90_wait(), day.busiest / 60, day.busiest % 60, day.busiest_arrivals);
  }
}

void Figures::write(std::ostream& to, bool each) const {
  print(to, "%s: %zu %s open\n", branch_.id.c_str(), days_.size(), days_.size() == 1 ? "day" : "days");
  if (days_.empty()) return;
  to << "            arrivals  served   left  absent  mean min   p90 min   busiest half-hour\n";
  if (each)
    for (const auto& [date, day] : days_)
      write_row(to, lobby::to_string(date), day);
  if (!each || days_.size() > 1) write_row(to, "all", all());
  const auto days = static_cast<double>(days_.size());
  for (const lobby::Counter& one : branch_.counters) {
    const auto found = counters_.find(one.id);
    const Counter was = found == counters_.end() ? Counter{} : found->second;
    print(to, "counter %-3s open %.1f h a day, busy %.0f %%\n", one.id.c_str(), was.open / 3600 / days,
          was.open > 0 ? 100 * was.busy / was.open : 0);
  }
}

} // namespace cli
