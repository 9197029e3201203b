#include "core/logs/screens_signs.hpp"
#include "core/wait/chance.hpp"

#include <algorithm>

namespace lobby::screens {
namespace {

double shrunk_median(const Habits& habits, double prior, double strength) {
  const double n = static_cast<double>(habits.minutes.size());
  if (n == 0) return prior;
  return chance::exponential(
      (chance::logarithm(std::max(habits.median, 0.1)) * n + chance::logarithm(std::max(prior, 0.1)) * strength) /
      (n + strength));
}

/// Minutes for `count` calls from `minute` on at the pace of the habits; at most `horizon`.
double forward(const Habits& habits, const Habits& above, int minute, double count, bool busy_only) {
  const auto& calls = busy_only ? habits.busy_calls : habits.calls;
  const auto& time = busy_only ? habits.busy : habits.days;
  double all_calls = 0, all_time = 0, above_calls = 0, above_time = 0;
  for (int i = 0; i < Habits::bins; ++i) {
    all_calls += calls[i], all_time += time[i];
    above_calls += busy_only ? above.busy_calls[i] : above.calls[i];
    above_time += busy_only ? above.busy[i] : above.days[i];
  }
  const double coarse = above_time > 0 ? above_calls / above_time : 0.1;
  const double pace = (all_calls + 60 * coarse) / (all_time + 60);
  double passed = 0;
  for (int at = minute; passed < 600;) {
    const int bin = at / 30 % Habits::bins;
    const double here = std::max(0.002, (calls[bin] + 60 * pace) / (time[bin] + 60));
    const int length = 30 - at % 30;
    if (here * length >= count) return passed + count / here;
    count -= here * length;
    passed += length;
    at += length;
  }
  return 600;
}

} // namespace

int numbers_ahead(const ScreenRow& row, const Queue& queue) {
  if (row.number < 0) return row.waiting;
  return std::max(1, row.number + row.waiting - queue.day.front());
}

double usual_wait(const Queue& queue, const Office& office, const Habits& everybody, int ahead) {
  const double all = everybody.minutes.empty() ? 6 : everybody.median;
  return ahead * shrunk_median(queue.habits, shrunk_median(office.habits, all, 50), 30);
}

Signs read_signs(const ScreenRow& row, const Queue& queue, const Office& office, const Habits& everybody, int ahead) {
  Signs signs;
  signs.fill(-1);
  std::size_t count = 0;
  const auto sign = [&](double value) {
    if (count < sign_count) signs[count] = static_cast<float>(std::clamp(value, -1e4, 1e4));
    ++count;
  };
  const QueueDay& day = queue.day;
  const Moment& now = day.now();
  const double waiting = ahead;
  const double usual = usual_wait(queue, office, everybody, ahead);
  // 0: the line
  sign(waiting);
  sign(usual);
  sign(usual / std::max(1.0, waiting));
  sign(static_cast<double>(queue.habits.minutes.size()));
  sign(row.open_counters);
  sign(row.service_minutes);
  sign(row.minute);
  sign(iso_weekday(row.date));
  // 8: pace
  for (const int window : {10, 20, 30, 60, 120}) {
    const Moment& then = day.ago(window);
    const double minutes = now.minute - then.minute;
    sign(minutes > 0 ? (now.calls - then.calls) / minutes : -1);
  }
  // 13
  for (const int window : {30, 60, 600}) {
    const Moment& then = day.ago(window);
    const double minutes = now.busy - then.busy;
    sign(minutes > 0 ? (now.busy_calls - then.busy_calls) / minutes : -1);
  }
  // 16
  const double took = day.took(waiting);
  sign(took);
  sign(day.took(2 * waiting));
  sign(day.last_call() < 0 ? -1 : row.minute - day.last_call());
  sign(day.age(row.number));
  sign(day.age(row.number + 1));
  sign(now.calls);
  sign(row.minute - day.moments().front().minute);
  // 23: forwards at the usual pace
  const double busy_forward = forward(queue.habits, office.habits, row.minute, waiting, true);
  sign(busy_forward);
  sign(forward(queue.habits, office.habits, row.minute, waiting, false));
  // 25: arrivals
  {
    const Moment& then = day.ago(30);
    const double minutes = std::max(1, now.minute - then.minute);
    sign((now.calls + now.waiting - then.calls - then.waiting) / minutes);
    sign(now.waiting - then.waiting);
    const Moment& ten = day.ago(10);
    sign(now.waiting - ten.waiting);
    sign(now.open - then.open);
  }
  // 29: today against the usual
  sign(queue.today.mean(0, 2));
  sign(queue.today.weight);
  sign(office.today.mean(0, 5));
  // 32: the rest of the hall
  double others_waiting = 0, others_calls = 0, others_active = 0, most_open = row.open_counters, seen = 0, sum_open = 0;
  for (const auto& [id, other] : office.queues) {
    if (&other == &queue || !other.day.begun() || other.day.date() != row.date) continue;
    const Moment& there = other.day.now();
    if (row.minute - there.minute > 12 || row.minute < there.minute) continue;
    ++seen;
    others_waiting += there.waiting;
    const double calls = there.calls - other.day.ago(30).calls;
    others_calls += calls;
    others_active += there.waiting > 0;
    most_open = std::max<double>(most_open, there.open);
    sum_open += there.open;
  }
  if (seen == 0) others_waiting = others_calls = others_active = sum_open = -1;
  sign(others_waiting);
  sign(others_calls);
  sign(others_active);
  sign(most_open);
  sign(sum_open);
  const double own_calls = now.calls - day.ago(30).calls;
  sign(seen > 0 ? own_calls / std::max(1.0, own_calls + others_calls) : -1);
  // 38: the end of the day
  sign(queue.habits.last_call.weight > 0 ? queue.habits.last_call.sum / queue.habits.last_call.weight - row.minute
                                         : -1);
  // 39: habits
  double habit_calls = 0, habit_time = 0, habit_busy_calls = 0, habit_busy = 0;
  for (int i = 0; i < Habits::bins; ++i) {
    habit_calls += queue.habits.calls[i], habit_time += queue.habits.days[i];
    habit_busy_calls += queue.habits.busy_calls[i], habit_busy += queue.habits.busy[i];
  }
  sign(habit_time > 0 ? habit_calls / habit_time * 60 : -1);
  sign(habit_time > 0 ? habit_busy / habit_time : -1);
  sign(office.habits.median);
  sign(waiting * row.service_minutes / std::max(1, row.open_counters));
  sign(office.today.weight);
  // 44: what habits say beyond the usual
  const auto hour = static_cast<std::size_t>(row.minute / 60);
  const std::size_t length = Habits::length_class(ahead);
  sign(queue.habits.by_hour[hour].mean(0, 5));
  sign(queue.habits.by_length[length].mean(0, 5));
  sign(office.habits.by_hour[hour].mean(0, 20));
  sign(office.habits.by_length[length].mean(0, 20));
  sign(queue.habits.spread.mean(0.6, 10));
  sign(row.waiting);
  // 50: counters against the habit, pace by counter
  const auto bin = static_cast<std::size_t>(row.minute / 30);
  const double open_habit = queue.habits.days[bin] > 0 ? queue.habits.open[bin] / queue.habits.days[bin] : -1;
  sign(open_habit);
  sign(open_habit > 0 ? row.open_counters / open_habit : -1);
  double habit_open = 0;
  for (const double one : queue.habits.open)
    habit_open += one;
  sign(habit_busy_calls > 0 && row.open_counters > 0 && habit_time > 0
           ? waiting * habit_busy / habit_busy_calls * (habit_open / habit_time) / row.open_counters
           : -1);
  sign(others_calls >= 0 ? (others_waiting + waiting) / std::max(0.5, others_calls + own_calls) : -1);
  sign(office.habits.by_hour[hour].weight);
  return signs;
}

} // namespace lobby::screens
