/// A hall lived through many times with counters open as one likes: the same customers come each time, so that two
/// ways of staffing differ by the staffing alone; private to core/staffing.
#pragma once

#include "core/staffing/footfall.hpp"
#include "core/wait/chance.hpp"
#include "core/wait/demand.hpp"
#include "core/wait/wait.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace lobby::hall {

using demand::CounterSet;

/// In which the branch calls, seconds of the local day.
struct Window {
  double from = 0;
  double until = 0;
};
/// When each counter is open, by place in branch.counters; windows in order, not overlapping.
using Staffing = std::vector<std::vector<Window>>;

inline constexpr int bin_seconds = 300;
inline constexpr int bins = 24 * 3600 / bin_seconds;

/// People by when they came, over all paths.
struct Waits {
  double people = 0;
  double waited = 0; ///< seconds, see waits_from
  double over = 0;   ///< people who waited longer than the limit
  // Of these, those whom no counter calls any more: they count as waiting until an hour after closing.
  double unserved = 0;
  double unserved_waited = 0; ///< seconds
  void add(const Waits& more);
};
struct Outcome {
  std::array<Waits, bins> of_bin{};
  std::vector<Waits> of_service;
  std::vector<double> busy;                       ///< seconds, by counter and half hour of the beginning
  Waits between(double from, double until) const; ///< of the bins that begin in [from, until)
};

/// Who is inside when a break between two openings begins is served in it, by the counters open then. The people who
/// wait at `now`, those who have booked and those who are expected, in so many paths. Of a day that is not today
/// everything is expected. Nobody gives up and nobody fails to appear when called: both would only make room.
class Hall {
public:
  Hall(const Branch& branch, const Experience& experience, const Expected& expected, const Day& day, Time now,
       int paths, std::uint64_t seed, double limit_seconds);

  /// All paths, or only the first so many.
  Outcome live(const Staffing& staffing, int paths = std::numeric_limits<int>::max()) const;
  /// Seconds of the local day; before the opening on a day that has not begun.
  double begins() const { return begins_; }
  double closes() const { return closes_; } ///< 0: closed all day
  int paths() const { return paths_; }
  const std::vector<Window>& openings() const { return openings_; }
  /// Services for which somebody waits, has booked or is expected, by place in branch.services.
  const std::vector<bool>& asked_for() const { return asked_for_; }
  const std::vector<CounterSet>& servers() const { return servers_; }

private:
  enum class Rank : std::uint8_t { first, appointment, ordinary };
  struct Lane {
    Rank rank;
    CounterSet servers;
  };
  struct Customer {
    float at;   ///< seconds of the day; who waits already, when the ticket was taken
    float from; ///< when the wait begins, see waits_from
    float work; ///< seconds that a counter is kept, coming included
    std::uint16_t lane;
    std::uint16_t service;
  };
  struct Path {
    std::vector<Customer> customers;  ///< lane by lane, in order of time
    std::vector<std::uint32_t> begin; ///< of each lane in customers, and the end
    std::vector<double> free_at;      ///< by counter: the customer who is there now has gone
  };
  struct Scratch;

  void draw(Path& path, std::uint64_t luck, const Expected& expected, const Day& day);
  void draw_waiting(Path& path, std::uint64_t luck, const Day& day);
  void draw_booked(Path& path, std::uint64_t luck, const Day& day);
  void draw_comers(Path& path, std::uint64_t luck, const std::array<double, half_hours>& people, Rank rank,
                   const std::vector<double>& shares);
  void draw_busy(Path& path, std::uint64_t luck, const Day& day);
  void add(Path& path, double at, double from, Rank rank, std::size_t service, CounterSet servers, std::uint64_t luck);
  static void sort(Path& path, std::size_t lanes);
  std::size_t lane_of(Rank rank, CounterSet servers);
  Rank rank_of(Segment segment, Need need, bool booked) const;
  std::size_t place_of(std::string_view service) const;
  double work(std::size_t service, std::uint64_t luck) const;
  void run(const Path& path, const Staffing& staffing, Scratch& scratch, Outcome& outcome) const;
  void note(Outcome& outcome, const Customer& customer, double start, bool served) const;
  /// Until the doors open again that are shut at `time`, between two openings, and since when; none outside.
  const Window* gap_at(double time) const;

  const Branch* branch_;
  chance::Normal normal_;
  double limit_;
  double begins_ = 0;
  double closes_ = 0;
  Time midnight_ = 0;
  int paths_;
  std::vector<Window> openings_;
  std::vector<Window> gaps_;                     ///< between them
  std::vector<CounterSet> servers_;              ///< by service
  std::vector<std::pair<double, double>> times_; ///< mean and deviation of the logarithm of seconds, by service
  std::vector<bool> asked_for_;
  std::vector<Lane> lanes_;
  std::vector<std::vector<std::uint16_t>> lanes_of_counter_; ///< in order of rank
  std::vector<Path> drawn_;
};

} // namespace lobby::hall
