/// Simulated tellers: as many counters as the line needs, pauses, calls, service; private to core/wait.
#pragma once

#include "core/wait/chance.hpp"
#include "core/wait/customers.hpp"
#include "core/wait/demand.hpp"
#include "core/wait/wait.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lobby::sim {

class Tellers {
public:
  Tellers(const Branch& branch, const chance::Normal& normal, std::uint64_t seed);

  /// What the tellers want to do at `now`.
  void step(const Day& day, const Customers& customers, Time now, std::vector<Command>& commands);

private:
  /// One counter of the branch and the simulated teller who would sit there.
  struct Desk {
    std::string teller;             ///< "sim:01"
    Time ready_at = 0;              ///< the next call is not made before
    Time asked_at = 0;              ///< last command for this counter; one at a time, in case it is refused
    std::uint64_t asked_number = 0; ///< number of the Day's last event then
    // How long the service takes that began at `serving_since`.
    TicketId serving = 0;
    Time serving_since = 0;
    Duration takes = 0;
  };
  /// What the whole branch looks like at this step.
  struct Hall {
    int waiting = 0;
    int open = 0;
    int paused = 0;
    Time opens = 0;  ///< of the day
    Time closes = 0; ///< of the day
    Time shuts = 0;  ///< end of the opening now or next
    std::optional<Break> rest;
  };

  Hall look(const Day& day, Time now) const;
  bool somebody_inside(const Day& day, Time shut, std::size_t c) const;
  void staff(const Day& day, const Hall& hall, Time now);
  void look_at_plan(const Day& day, Time now);
  void open(const Day& day, const Hall& hall, std::size_t c, Time now, std::vector<Command>& commands);
  void idle(const Day& day, const Hall& hall, const CounterState& state, std::size_t c, Time now,
            std::vector<Command>& commands);
  void attend(const Day& day, const Customers& customers, const CounterState& state, std::size_t c, Time now,
              std::vector<Command>& commands);
  bool finish(const Day& day, const Ticket& ticket, std::size_t c, Time now, std::vector<Command>& commands);
  Duration takes(const Ticket& ticket, const Service& service, std::size_t c) const;
  Duration notices(TicketId ticket) const;
  double luck(std::uint64_t what, std::uint64_t who) const;

  const Branch* branch_;
  const chance::Normal* normal_;
  std::uint64_t base_seed_;
  std::uint64_t seed_ = 0; ///< of the date
  std::vector<double> shares_;
  std::vector<double> hours_;
  std::vector<demand::CounterSet> servers_;
  std::vector<Desk> desks_;
  Date date_;
  std::optional<demand::Arrivals> arrivals_; ///< of date_
  demand::CounterSet wanted_ = 0;            ///< counters that should be open
  demand::CounterSet spare_ = 0;             ///< open, but the rest would do
  demand::CounterSet agreed_ = 0;            ///< by the Day's plan: open now
  demand::CounterSet gone_ = 0;              ///< by the Day's plan: open until a while ago, or until the break
  Time staffed_at_ = 0;
  bool called_ = false; ///< in this step: two calls at once might want the same ticket
};

} // namespace lobby::sim
