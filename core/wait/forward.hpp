/// Runs a situation forward: one path is one way the rest of the day may go; private to core/wait.
#pragma once

#include "core/wait/situation.hpp"

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace lobby::forward {

/// Somebody who is not there, put into the line at certain moments to see when they would be called. They take nobody's
/// turn: a counter reaches them when it calls somebody who comes after them, or nobody.
struct Probe {
  enum class As { priority, ordinary, appointment };
  As as = As::ordinary;
  std::vector<double> moments; ///< ascending; of an appointment, the begin of its slot
};

inline constexpr double never = std::numeric_limits<double>::infinity();

class Runner {
public:
  /// Both must outlive the Runner. All memory is taken here, none in `path`.
  Runner(const Situation& situation, const std::vector<Probe>& probes, std::size_t paths);

  void path(std::size_t number);

  /// Wait of a person of situation.lines[rank][place], one value per path in seconds; `never` if not called in time.
  std::span<const double> wait(std::size_t rank, std::size_t place) const;
  /// Wait of a probe, likewise, if it asked for `service`.
  std::span<const double> wait(std::size_t probe, std::size_t moment, std::size_t service) const;

private:
  struct At { ///< a counter during one path
    double free_at = 0;
    bool idle = false;
    int appointments_in_a_row = 0;
  };
  struct Called { ///< whose turn it is
    const Person* person = nullptr;
    Rank rank = Rank::ordinary;
    bool here = false; ///< in situation.lines, not arrived since
    std::size_t place = 0;
    bool for_want = false; ///< an appointment out of its turn, for want of a walk-in
    bool forced = false;   ///< a walk-in, because it was not an appointment's turn
  };

  void begin();
  void start_desk(std::size_t d);
  void draw_bookings();
  void draw_walk_in();
  double after_break(double time) const;
  void arrive(const Person& person);
  void turn(std::size_t d, double now);
  Called choose(std::size_t d, double now);
  Called first(Rank rank, CounterSet counter, double now);
  bool gave_up(const Person& person, double now) const;
  void leave_line(const Called& who, double now);
  void serve(std::size_t d, const Person& person, double now);
  void reach(std::size_t d, double now, const Called& called);
  void reach_idle(std::size_t d, double until);
  bool comes_after(Probe::As as, double moment, const Called& called) const;
  bool done() const { return waiting_ == 0 && unreached_ == 0; }
  void collect();
  std::uint64_t bits(std::uint64_t key) const { return chance::draw(situation_->seed, key, number_); }
  double service_time(std::size_t d, std::uint32_t service, std::uint64_t luck) const;

  const Situation* situation_;
  const std::vector<Probe>* probes_;
  std::size_t paths_;
  std::size_t number_ = 0; ///< of the path

  // one path
  double notice_ = 0;                           ///< seconds until a free counter sees who comes
  std::vector<At> at_;                          ///< by desk
  std::vector<double> doubt_;                   ///< by service: this path's factor on service times
  std::array<std::vector<char>, ranks> gone_;   ///< from situation.lines, by place
  std::array<std::vector<Person>, ranks> came_; ///< arrived in this path
  std::array<std::vector<char>, ranks> came_gone_;
  std::array<std::size_t, ranks> head_{}, came_head_{}; ///< everybody before has gone
  std::vector<Person> coming_;                          ///< with a booking, by time of arrival
  std::size_t next_booking_ = 0;
  Person next_walk_in_;              ///< `since` = never when there are no more
  std::int64_t bin_ = 0;             ///< of the arrivals drawn so far
  std::size_t waiting_ = 0;          ///< of situation.lines, not called yet
  std::size_t unreached_ = 0;        ///< probes at counters, not reached yet
  std::vector<std::size_t> pending_; ///< by probe and desk: first moment not reached
  std::vector<double> reached_;      ///< by probe, moment and desk

  // all paths
  std::array<std::size_t, ranks> line_offset_{};
  std::vector<std::size_t> probe_offset_; ///< of a probe's first moment
  std::size_t moments_ = 0;
  std::vector<double> line_waits_;
  std::vector<double> probe_waits_;
};

} // namespace lobby::forward
