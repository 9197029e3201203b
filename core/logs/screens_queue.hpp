/// What one queue's screen has shown: its day so far and what its earlier days were like. Private to core/logs.
#pragma once

#include "core/logs/screens.hpp"

#include <array>
#include <map>
#include <vector>

namespace lobby::screens {

/// How the queue stood at one snapshot of its day.
struct Moment {
  int minute = 0;
  int waiting = 0;
  int open = 0;
  double calls = 0;      ///< called since the day's first snapshot
  double busy_calls = 0; ///< of these, the ones called while somebody was left waiting
  double busy = 0;       ///< minutes in which somebody waited, since the day's first snapshot
};

/// A tally that forgets: sums with weights that fade per entry.
struct Fading {
  double weight = 0, sum = 0;
  void add(double value, double keep) { weight = weight * keep + 1, sum = sum * keep + value; }
  /// Mean, drawn to `prior` as if that had been seen `strength` times.
  double mean(double prior, double strength) const { return (sum + prior * strength) / (weight + strength); }
};

/// One date of one queue.
class QueueDay {
public:
  QueueDay() = default;
  explicit QueueDay(Date date) : date_(date) {}
  Date date() const { return date_; }
  const std::vector<Moment>& moments() const { return moments_; }
  const Moment& now() const { return moments_.back(); }
  bool begun() const { return !moments_.empty(); }

  /// Takes the next snapshot; counts what was odd about it.
  void see(const ScreenRow& row, ScreenOddities& odd);
  /// The snapshot that was current `minutes` ago; the first one when the day is younger.
  const Moment& ago(int minutes) const;
  /// Minutes it took to call the last `count`; more than were called today: in proportion. -1: nobody was called yet.
  double took(double count) const;
  /// Highest number called of the run shown now: a number below it was called again. -1: nobody was called yet.
  int front() const;
  /// Minutes since ticket `number` (of the run shown now) was drawn, at most; -1: drawn before the day's first
  /// snapshot.
  int age(int number) const;
  /// Minute in which somebody was called last; -1: nobody yet.
  int last_call() const { return last_call_; }
  /// Minute of the previous snapshot that showed this series of numbers; -1: none.
  int shown_before(const std::string& letters) const;

private:
  /// Numbers that follow on each other. One screen may show several runs in turns: 38, 904, 39, 905.
  struct Run {
    int front = 0;                          ///< highest number called
    std::vector<std::pair<int, int>> drawn; ///< (number, minute in which it was first known to be drawn), both rising
  };
  struct Series { ///< tickets that share their letters
    int minute = -1;
    int before = -1; ///< minute of the snapshot before that one
    std::vector<Run> runs;
    std::size_t shown = 0; ///< of these
  };
  const Run* run() const;
  /// Finds or begins the run to which the number belongs; answers how many were called.
  double follow(Series& series, int number, ScreenOddities& odd) const;

  Date date_;
  std::vector<Moment> moments_;
  std::map<std::string, Series> series_;
  std::string shown_; ///< letters of the ticket called last
  int last_call_ = -1;
};

/// What earlier days of one queue, or of all queues of an office, or of everybody, were like.
struct Habits {
  static constexpr int bins = 48; ///< half hours
  std::array<double, bins> busy_calls{}, busy{}, calls{}, days{};
  std::array<double, bins> open{};        ///< counters × minutes
  std::array<Fading, bins / 2> by_hour{}; ///< logarithm of waits over the usual, by the hour in which they began
  static constexpr int classes = 8;
  std::array<Fading, classes> by_length{};            ///< the same, by the length of the line
  Fading spread;                                      ///< square of the same
  Fading last_call;                                   ///< minute of the day
  std::array<Fading, 7> last_call_on{};               ///< the same by weekday, Monday first
  static constexpr std::size_t most_tickets = 20'000; ///< that are remembered
  std::vector<float> minutes; ///< per person in line, of tickets seen to be called; the oldest give way
  std::size_t learned = 0;    ///< tickets, forgotten ones too
  double median = 0;          ///< of `minutes`, kept current by learn()

  void end(const QueueDay& day);
  void learn(double minutes_waited, int ahead);
  void learn(double log_ratio, int minute, int ahead);
  static std::size_t length_class(int ahead);
};

} // namespace lobby::screens
