/// A simulated day under way: who stands in which line, who sits where, what happens next; private to core/simulate.
#pragma once

#include "core/simulate/simulate.hpp"
#include "core/wait/chance.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>
#include <vector>

namespace lobby::simulate {

inline constexpr double forever = std::numeric_limits<double>::infinity();

// What a customer's luck is drawn for, so that no two share it.
enum : std::uint64_t { going_first = 1, patience, keeping, arriving, missing, coming, length, moving, moved, tidying };
// Whose luck it is: streams have the numbers from 0.
enum : std::uint64_t { of_appointments = std::uint64_t{1} << 32, of_waiting, of_counters };

constexpr std::uint64_t bit(std::size_t place) { return std::uint64_t{1} << place; }
constexpr std::size_t lowest(std::uint64_t set) { return static_cast<std::size_t>(std::countr_zero(set)); }
constexpr std::uint64_t draw(std::uint64_t luck, std::uint64_t what) { return chance::mix(luck ^ (what << 56)); }

/// A length of time; what a Distribution has below 0 counts as 0.
inline double seconds(const Distribution& of, std::uint64_t luck) { return std::max(0.0, of(luck)); }

/// Somebody in a line.
struct Waiter {
  double joined = 0;
  double gives_up = forever;
  double slot = 0;
  std::uint64_t luck = 0;
  std::uint32_t who = 0;
  std::uint32_t service = 0;
  std::uint32_t line = 0; ///< see Simulator::Impl::servers_of_line
  std::uint32_t leg = 0;
  bool booked = false;
};

/// People of one rank whom the same counters may call: only the first of them can be next.
class Lane {
public:
  bool empty() const { return head_ == people_.size(); }
  const Waiter& front() const { return people_[head_]; }
  void clear() {
    people_.clear();
    head_ = 0;
  }
  void pop() {
    ++head_;
    if (head_ == people_.size()) {
      clear();
    } else if (head_ >= 64 && head_ * 2 >= people_.size()) { // half of it is past: each is moved once on average
      people_.erase(people_.begin(), people_.begin() + static_cast<std::ptrdiff_t>(head_));
      head_ = 0;
    }
  }
  void push(const Waiter& one) { people_.push_back(one); }
  /// By slot, whoever came first.
  void push_by_slot(const Waiter& one) {
    people_.push_back(one);
    for (std::size_t i = people_.size() - 1; i > head_ && people_[i - 1].slot > people_[i].slot; --i)
      std::swap(people_[i - 1], people_[i]);
  }

private:
  std::vector<Waiter> people_;
  std::size_t head_ = 0; ///< all before have gone
};

/// The customers of one stream, one after the other.
class Source {
public:
  explicit Source(const Stream& stream) : stream_(&stream) {}

  void begin(std::uint64_t seed, std::uint64_t number, double from) {
    base_ = chance::draw(seed, number);
    count_ = 0;
    piece_ = 0;
    time_ = stream_->from;
    do
      advance();
    while (next_ < from);
  }
  double next() const { return next_; }
  std::uint64_t luck() const { return luck_; }
  const Stream& stream() const { return *stream_; }

  /// Goes on by one gap, which passes as fast as people are expected.
  void advance() {
    luck_ = chance::mix(base_ ^ ++count_);
    double people = stream_->gap(draw(luck_, arriving));
    for (; piece_ < stream_->per_hour.size(); ++piece_) {
      const double per_second = stream_->per_hour[piece_] / 3600;
      const double end = stream_->from + static_cast<double>(piece_ + 1) * stream_->step;
      const double until_end = (end - time_) * per_second;
      if (people < until_end) {
        time_ += people / per_second;
        next_ = time_;
        return;
      }
      people -= until_end;
      time_ = end;
    }
    next_ = forever;
  }

private:
  const Stream* stream_;
  std::uint64_t base_ = 0, count_ = 0, luck_ = 0;
  std::size_t piece_ = 0;
  double time_ = 0;
  double next_ = forever;
};

/// A counter during a day.
struct Desk {
  double next = forever; ///< something ends: service, or tidying up
  double idle_since = 0;
  bool on_shift = false;
  bool sends_on = false; ///< at `next`, `guest` joins another line
  int appointments_in_a_row = 0;
  double tidy = 0; ///< seconds from then to the next call
  Waiter guest;
};

struct RosterChange {
  double at = 0;
  std::size_t desk = 0;
  bool opens = false;
};

struct Coming {
  double at = 0;
  std::size_t place = 0; ///< in Plan::appointments
};

struct Simulator::Impl {
  explicit Impl(Plan given);

  std::uint32_t line_of(CounterSet servers);
  void begin(std::uint64_t seed);
  void meet_waiting();
  void draw_appointments();
  void busy_desk(std::size_t d);
  void run();
  void roster_change();
  void desk_event(std::size_t d);
  void walk_in(Source& source);
  void check_in(const Coming& coming);
  void join(Waiter one, Rank rank);
  void call_next(std::size_t d);
  void receive(std::size_t d, const Waiter& one, Rank rank);
  Lane* first(Rank rank, std::size_t d);
  void leave(const Waiter& one, Rank rank, Visit::End end, double at);
  void go_home();
  std::size_t lane_of(Rank rank, std::size_t line) const { return static_cast<std::size_t>(rank) * lines + line; }
  void soonest_desk();
  void soonest_source();

  const Plan plan;
  // Whom the same counters may call stand in the same lines, one for each rank.
  std::size_t lines = 0;
  std::vector<std::uint32_t> line_of_service;
  std::vector<std::uint32_t> line_of_waiting; ///< by place in Plan::waiting
  std::vector<CounterSet> servers_of_line;
  std::vector<std::uint64_t> lines_of_desk; ///< one bit for each line
  std::vector<RosterChange> roster;

  // one day
  Sink* sink = nullptr;
  std::uint64_t seed = 0;
  double now = 0;
  std::vector<Source> sources;
  std::vector<Lane> lanes;
  std::array<std::uint64_t, ranks> somebody{}; ///< by rank: lines with people
  std::vector<Desk> desks;
  CounterSet idle = 0;
  std::vector<Coming> appointments;
  std::size_t next_change = 0, next_appointment = 0;
  std::size_t desk = 0, source = 0; ///< whose event is next
  double desk_next = forever, source_next = forever;
  std::uint32_t people = 0;
};

} // namespace lobby::simulate
