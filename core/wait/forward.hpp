/// Runs a situation forward: one path is one way the rest of the day may go; private to core/wait.
#pragma once

#include "core/wait/situation.hpp"

#include <cstddef>
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
  static constexpr std::uint32_t nobody = 0xffffffff; ///< is no place in people_
  /// People of one rank whom the same counters may call: only the first of them can be next.
  struct Lane {
    Rank rank = Rank::ordinary;
    CounterSet servers = 0;
    std::vector<std::uint32_t> at_first; ///< places in people_ of those who wait when a path begins
    std::vector<std::uint32_t> queue;    ///< during a path
    std::size_t head = 0;                ///< of queue: all before have gone
    std::uint32_t asked = nobody;        ///< place of the one whose patience is known
    double patience = 0;
  };
  /// A counter during one path.
  struct At {
    double free_at = 0;
    double until = never;
    bool idle = false;
    int appointments_in_a_row = 0;
  };
  /// Whose turn it is.
  struct Called {
    const Person* person = nullptr;
    Lane* lane = nullptr;
    bool for_want = false; ///< an appointment out of its turn, for want of a walk-in
    bool forced = false;   ///< a walk-in, because it was not an appointment's turn
  };

  std::size_t lane_of(Rank rank, CounterSet servers);
  void begin();
  void start_desk(std::size_t d);
  void open(std::size_t d);
  void close(std::size_t d);
  void draw_bookings();
  void draw_walk_in();
  const std::pair<double, double>* break_at(double time) const;
  bool is_in_nobodys_way(const Person& coming) const;
  void arrive(const Person& person);
  void turn(std::size_t d, double now);
  Called choose(std::size_t d, double now);
  Called first(Rank rank, std::size_t d, double now);
  bool clear_head(Lane& lane, double now);
  void leave_line(Lane& lane, double now);
  void reach(std::size_t d, double now, const Called& called);
  void reach_idle(std::size_t d, double until);
  static bool comes_after(Probe::As as, double moment, const Called& called);
  bool done() const { return waiting_ == 0 && unreached_ == 0 && nobody_needs_later(); }
  bool nobody_needs_later() const;
  void collect();
  std::uint64_t bits(std::uint64_t key) const { return chance::mix(path_seed_ ^ chance::mix(key)); }
  double service_time(std::size_t d, std::uint32_t service, std::uint64_t luck) const;

  const Situation* situation_;
  const std::vector<Probe>* probes_;
  std::size_t paths_;
  bool with_everybody_ = false; ///< ordinary walk-ins to come matter to a probe
  std::vector<std::array<std::vector<std::size_t>, ranks>> lanes_of_desk_;
  std::array<std::vector<std::size_t>, ranks> lane_of_new_; ///< of arrivals, by rank and service

  // one path
  std::size_t number_ = 0;
  std::uint64_t path_seed_ = 0;
  double shut_ = never;            ///< who comes from then on is not called in this turn, see Situation::breaks
  double notice_ = 0;              ///< seconds until a free counter sees who comes
  std::vector<At> at_;             ///< by desk
  std::vector<std::size_t> awake_; ///< desks that have begun and not closed
  std::vector<std::size_t> later_; ///< desks that are to open, in order of time
  std::size_t next_later_ = 0;     ///< of later_: all before have opened
  std::vector<double> doubt_;      ///< by service: this path's factor on service times
  std::vector<Person> people_;     ///< situation.lines one after the other, then the arrivals of this path
  std::vector<Lane> lanes_;
  std::vector<Person> coming_; ///< with a booking, by time of arrival
  std::size_t next_booking_ = 0;
  Person next_walk_in_;              ///< `since` = never when there are no more
  std::int64_t bin_ = 0;             ///< of the walk-ins drawn so far
  std::size_t appointments_ = 0;     ///< waiting, of rank appointment
  std::size_t waiting_ = 0;          ///< of situation.lines, not called yet
  std::size_t unreached_ = 0;        ///< probes at counters that have begun, not reached yet
  std::vector<std::size_t> pending_; ///< by probe and desk: first moment not reached
  std::vector<double> reached_;      ///< by probe, moment and desk

  // all paths
  std::size_t here_ = 0;                         ///< people in situation.lines
  std::array<std::size_t, ranks> line_offset_{}; ///< of a rank in people_
  std::vector<std::size_t> probe_offset_;        ///< of a probe's first moment
  std::size_t moments_ = 0;
  std::vector<double> line_waits_;
  std::vector<double> probe_waits_;
};

} // namespace lobby::forward
