#include "core/logs/screens_queue.hpp"

#include <algorithm>
#include <cstdlib>

namespace lobby::screens {
namespace {

/// More calls between two snapshots are taken for a new series of numbers.
constexpr int most_calls = 60;
/// Runs of numbers that are told apart; the oldest gives way.
constexpr std::size_t most_runs = 8;

} // namespace

double QueueDay::follow(Series& series, int number, ScreenOddities& odd) const {
  std::size_t nearest = series.runs.size();
  int distance = most_calls + 1;
  for (std::size_t i = 0; i < series.runs.size(); ++i) {
    const int away = std::abs(number - series.runs[i].front);
    if (away < distance) nearest = i, distance = away;
  }
  if (nearest == series.runs.size()) {
    if (!series.runs.empty()) ++(number < series.runs[series.shown].front ? odd.restarts : odd.leaps);
    if (nearest == most_runs) series.runs.erase(series.runs.begin()), --nearest;
    series.runs.push_back({number, {}});
    series.shown = nearest;
    return begun() && number > 0 ? 1 : 0;
  }
  series.shown = nearest;
  Run& run = series.runs[nearest];
  const int called = std::max(0, number - run.front);
  run.front += called;
  return called;
}

void QueueDay::see(const ScreenRow& row, ScreenOddities& odd) {
  double called = 0;
  if (row.number >= 0) {
    Series& series = series_[row.letters];
    called = follow(series, row.number, odd);
    series.before = series.minute;
    series.minute = row.minute;
    auto& drawn = series.runs[series.shown].drawn;
    const int last = row.number + row.waiting;
    if (drawn.empty() || drawn.back().first < last) drawn.emplace_back(last, row.minute);
    shown_ = row.letters;
  }
  Moment next{row.minute, row.waiting, row.open_counters, called, 0, 0};
  if (begun()) {
    const Moment& before = now();
    if (row.minute - before.minute > 15) ++odd.gaps;
    if (row.minute == before.minute) ++odd.repeated;
    next.calls += before.calls;
    const bool busy = before.waiting > 0;
    next.busy = before.busy + (busy ? row.minute - before.minute : 0);
    next.busy_calls = before.busy_calls + (busy ? called : 0);
  }
  if (called > 0) last_call_ = row.minute;
  if (begun() && now().minute == row.minute) moments_.pop_back(); // what was shown last counts
  moments_.push_back(next);
}

const Moment& QueueDay::ago(int minutes) const {
  const int then = now().minute - minutes;
  for (auto one = moments_.rbegin(); one != moments_.rend(); ++one)
    if (one->minute <= then) return *one;
  return moments_.front();
}

double QueueDay::took(double count) const {
  const Moment& last = now();
  for (auto one = moments_.rbegin(); one != moments_.rend(); ++one) {
    if (last.calls - one->calls < count) continue;
    // Between this snapshot and the next the count was passed: as if calls had come evenly.
    const Moment& after = *(one - 1);
    const double surplus = last.calls - one->calls - count;
    const double share = surplus / std::max(1.0, after.calls - one->calls);
    return last.minute - (one->minute + share * (after.minute - one->minute));
  }
  if (last.calls <= 0) return -1;
  return (last.minute - moments_.front().minute) * count / last.calls;
}

const QueueDay::Run* QueueDay::run() const {
  const auto found = series_.find(shown_);
  return found == series_.end() || found->second.runs.empty() ? nullptr : &found->second.runs[found->second.shown];
}

int QueueDay::front() const { return run() == nullptr ? -1 : run()->front; }

int QueueDay::age(int number) const {
  if (run() == nullptr) return -1;
  const auto& drawn = run()->drawn;
  const auto first = std::lower_bound(drawn.begin(), drawn.end(), number,
                                      [](const std::pair<int, int>& one, int wanted) { return one.first < wanted; });
  if (first == drawn.end() || first == drawn.begin()) return -1;
  return now().minute - first->second;
}

int QueueDay::shown_before(const std::string& letters) const {
  const auto found = series_.find(letters);
  return found == series_.end() ? -1 : found->second.before;
}

void Habits::end(const QueueDay& day) {
  if (!day.begun() || day.now().calls < 3) return; // a holiday, or a queue that is not used
  constexpr double keep = 0.9;
  for (int i = 0; i < bins; ++i)
    busy_calls[i] *= keep, busy[i] *= keep, calls[i] *= keep, days[i] *= keep, open[i] *= keep;
  const auto& moments = day.moments();
  for (std::size_t i = 1; i < moments.size(); ++i) {
    const Moment &from = moments[i - 1], &to = moments[i];
    const int bin = std::clamp(from.minute / 30, 0, bins - 1);
    busy_calls[bin] += to.busy_calls - from.busy_calls;
    busy[bin] += to.busy - from.busy;
    calls[bin] += to.calls - from.calls;
    days[bin] += to.minute - from.minute;
    open[bin] += (to.minute - from.minute) * from.open;
  }
  last_call.add(day.last_call(), keep);
  last_call_on[static_cast<std::size_t>(iso_weekday(day.date()) - 1)].add(day.last_call(), keep);
}

void Habits::learn(double minutes_waited, int ahead) {
  const float each = static_cast<float>(minutes_waited / ahead);
  if (minutes.size() < most_tickets)
    minutes.push_back(each);
  else
    minutes[static_cast<std::size_t>(learned % most_tickets)] = each;
  ++learned;
  // The middle moves slowly: looked up anew while there is little, then now and then.
  if (learned < 64 || learned % 32 == 0) {
    std::vector<float> sorted = minutes;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    median = *middle;
  }
}

std::size_t Habits::length_class(int ahead) {
  std::size_t length = 0;
  for (int most = 1; ahead > most && length + 1 < classes; most *= 2)
    ++length;
  return length;
}

void Habits::learn(double log_ratio, int minute, int ahead) {
  constexpr double keep = 0.995;
  by_hour[static_cast<std::size_t>(minute / 60)].add(log_ratio, keep);
  by_length[length_class(ahead)].add(log_ratio, keep);
  spread.add(log_ratio * log_ratio, keep);
}

} // namespace lobby::screens
