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

/// Calls and time of habits over the whole day.
struct Sums {
  double calls = 0, days = 0, busy_calls = 0, busy = 0, open = 0;
  explicit Sums(const Habits& habits) {
    for (std::size_t i = 0; i < Habits::bins; ++i) {
      calls += habits.calls[i], days += habits.days[i], open += habits.open[i];
      busy_calls += habits.busy_calls[i], busy += habits.busy[i];
    }
  }
};

/// No forecast looks further ahead, in minutes.
constexpr double horizon = 600;

/// Minutes for `count` calls from `minute` on at the pace of the habits.
double forward(const Habits& habits, const Habits& above, int minute, double count, bool busy_only) {
  const auto& calls = busy_only ? habits.busy_calls : habits.calls;
  const auto& time = busy_only ? habits.busy : habits.days;
  const Sums own(habits), wider(above);
  const double above_calls = busy_only ? wider.busy_calls : wider.calls;
  const double above_time = busy_only ? wider.busy : wider.days;
  const double coarse = above_time > 0 ? above_calls / above_time : 0.1;
  const double pace =
      ((busy_only ? own.busy_calls : own.calls) + 60 * coarse) / ((busy_only ? own.busy : own.days) + 60);
  double passed = 0;
  for (int at = minute; passed < horizon;) {
    const int bin = at / 30 % Habits::bins;
    const double here = std::max(0.002, (calls[bin] + 60 * pace) / (time[bin] + 60));
    const int length = 30 - at % 30;
    if (here * length >= count) return passed + count / here;
    count -= here * length;
    passed += length;
    at += length;
  }
  return horizon;
}

/// What the office's other queues show, those shown within the last few minutes.
struct Others {
  double seen = 0, waiting = 0, calls = 0, busy = 0, most_open = 0, open = 0;
  Others(const ScreenRow& row, const Queue& queue, const Office& office) {
    for (const auto& [id, other] : office.queues) {
      if (&other == &queue || !other.day.begun() || other.day.date() != row.date) continue;
      const Moment& there = other.day.now();
      if (row.minute - there.minute > 12 || row.minute < there.minute) continue;
      ++seen;
      waiting += there.waiting;
      calls += there.calls - other.day.ago(30).calls;
      busy += there.waiting > 0;
      most_open = std::max<double>(most_open, there.open);
      open += there.open;
    }
  }
};

class Reader {
public:
  Reader(const ScreenRow& row, const Queue& queue, const Office& office, const Habits& everybody, int ahead)
      : row_(row), queue_(queue), office_(office), day_(queue.day), now_(queue.day.now()), ahead_(ahead),
        usual_(usual_wait(queue, office, everybody, ahead)) {
    signs_.fill(-1);
  }

  Signs read() {
    line();
    pace();
    progress();
    arrivals();
    today();
    hall();
    habits();
    return signs_;
  }

private:
  void sign(double value) { signs_[count_++] = static_cast<float>(std::clamp(value, -1e4, 1e4)); }

  void line() {
    sign(ahead_);
    sign(usual_);
    sign(usual_ / ahead_);
    sign(row_.waiting);
    sign(row_.open_counters);
    sign(row_.service_minutes);
    sign(static_cast<double>(row_.waiting) * row_.service_minutes / std::max(1, row_.open_counters));
    sign(row_.minute);
    sign(iso_weekday(row_.date));
  }

  /// Calls a minute of late, and while somebody waited.
  void pace() {
    for (const int window : {10, 20, 30, 60, 120}) {
      const Moment& then = day_.ago(window);
      const double minutes = now_.minute - then.minute;
      sign(minutes > 0 ? (now_.calls - then.calls) / minutes : -1);
    }
    for (const int window : {30, 60, 600}) {
      const Moment& then = day_.ago(window);
      const double minutes = now_.busy - then.busy;
      sign(minutes > 0 ? (now_.busy_calls - then.busy_calls) / minutes : -1);
    }
  }

  void progress() {
    sign(day_.took(ahead_));
    sign(day_.took(2 * ahead_));
    sign(day_.last_call() < 0 ? -1 : row_.minute - day_.last_call());
    sign(day_.age(row_.number));
    sign(day_.age(row_.number + 1));
    sign(now_.calls);
    sign(row_.minute - day_.moments().front().minute);
  }

  void arrivals() {
    const Moment& then = day_.ago(30);
    sign((now_.calls + now_.waiting - then.calls - then.waiting) / std::max(1, now_.minute - then.minute));
    sign(now_.waiting - then.waiting);
    sign(now_.waiting - day_.ago(10).waiting);
    sign(now_.open - then.open);
  }

  /// Today's waits against the usual.
  void today() {
    sign(queue_.today.mean(0, 2));
    sign(queue_.today.weight);
    sign(office_.today.mean(0, 5));
    sign(office_.today.weight);
  }

  void hall() {
    const Others others(row_, queue_, office_);
    if (others.seen == 0) {
      count_ += 7;
      return;
    }
    const double own = now_.calls - day_.ago(30).calls;
    sign(others.waiting);
    sign(others.calls);
    sign(others.busy);
    sign(std::max<double>(others.most_open, row_.open_counters));
    sign(others.open);
    sign(own / std::max(1.0, own + others.calls));
    sign((others.waiting + ahead_) / std::max(0.5, others.calls + own));
  }

  void habits() {
    const Habits &own = queue_.habits, &shared = office_.habits;
    const Sums sums(own);
    sign(forward(own, shared, row_.minute, ahead_, true));
    sign(forward(own, shared, row_.minute, ahead_, false));
    const Fading& on = own.last_call_on[static_cast<std::size_t>(iso_weekday(row_.date) - 1)];
    const Fading& any = own.last_call;
    sign(any.weight > 0 ? on.mean(any.sum / any.weight, 0.5) - row_.minute : -1);
    sign(static_cast<double>(own.minutes.size()));
    sign(sums.days > 0 ? sums.calls / sums.days * 60 : -1);
    sign(sums.days > 0 ? sums.busy / sums.days : -1);
    sign(shared.median);
    const auto hour = static_cast<std::size_t>(row_.minute / 60);
    const std::size_t length = Habits::length_class(ahead_);
    sign(own.by_hour[hour].mean(0, 5));
    sign(own.by_length[length].mean(0, 5));
    sign(shared.by_hour[hour].mean(0, 20));
    sign(shared.by_length[length].mean(0, 20));
    sign(shared.by_hour[hour].weight);
    sign(own.spread.mean(0.6, 10));
    const auto bin = static_cast<std::size_t>(row_.minute / 30);
    const double open = own.days[bin] > 0 ? own.open[bin] / own.days[bin] : -1;
    sign(open);
    sign(open > 0 ? row_.open_counters / open : -1);
    const bool paced = sums.busy_calls > 0 && sums.days > 0 && row_.open_counters > 0;
    sign(paced ? ahead_ * sums.busy / sums.busy_calls * (sums.open / sums.days) / row_.open_counters : -1);
  }

  const ScreenRow& row_;
  const Queue& queue_;
  const Office& office_;
  const QueueDay& day_;
  const Moment& now_;
  const int ahead_;
  const double usual_;
  Signs signs_{};
  std::size_t count_ = 0;
};

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
  return Reader{row, queue, office, everybody, ahead}.read();
}

} // namespace lobby::screens
