/// Simulated customers: they come, book, check in, give up and rate; private to core/wait.
#pragma once

#include "core/wait/chance.hpp"
#include "core/wait/demand.hpp"
#include "core/wait/wait.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lobby::sim {

class Customers {
public:
  Customers(const Branch& branch, const chance::Normal& normal, std::uint64_t seed);

  /// What the customers want to do in (from, now].
  void step(const Day& day, Time from, Time now, std::vector<Command>& commands);

  /// Simulated by us; everybody else is a real person.
  bool ours(TicketId ticket) const;
  /// One of ours who does not come when called.
  bool stays_away(TicketId ticket) const;

private:
  /// A command given out, by which the ticket or hold that comes of it is recognised: a Day does not say who is real.
  struct Asked {
    Time at = 0;
    std::string service;
    Segment segment{};
    Need need{};
    int slot = -1; ///< of a hold; -1 for a ticket
  };
  struct Booker {
    AppointmentId appointment = 0;
    bool asked_to_book = false;
    bool came = false;
    // What they will do, known from the begin.
    bool cancels = false;
    bool forgets = false;
    Duration comes = 0; ///< from the begin of the slot
  };
  struct Waiting {
    TicketId ticket = 0;
    Time gives_up = 0;
  };
  struct Person {
    std::size_t service = 0;
    Segment segment{};
    Need need{};
  };

  void begin(const Day& day);
  double bearable(double walk_ins_per_hour) const;
  void recognise(const Day& day, Time now);
  void arrive(const Day& day, Time from, Time now, std::vector<Command>& commands);
  void mind_tickets(const Day& day, Time now, std::vector<Command>& commands);
  void mind_appointments(const Day& day, Time now, std::vector<Command>& commands);
  void book(const Day& day, Time from, Time now, std::vector<Command>& commands);
  Booker booker(AppointmentId appointment) const;
  Time gives_up(const Ticket& ticket) const;
  bool daunted(const Day& day, std::uint64_t luck) const;
  Person somebody(std::uint64_t luck, bool bookable) const;
  double luck(std::uint64_t what, std::uint64_t who) const;

  const Branch* branch_;
  const chance::Normal* normal_;
  std::uint64_t base_seed_;
  std::uint64_t seed_ = 0; ///< of the date
  std::vector<double> shares_;
  double bearable_ = 1; ///< share of the bank file's arrivals that all counters together could serve
  Date date_;
  Time closes_ = 0;
  std::optional<demand::Arrivals> arrivals_; ///< of date_
  std::vector<Asked> asked_;
  std::vector<Waiting> tickets_; ///< ours and still of interest to them
  std::vector<bool> ours_;       ///< by ticket id
  std::vector<Booker> bookers_;
  std::size_t tickets_seen_ = 0;
  std::size_t appointments_seen_ = 0;
};

} // namespace lobby::sim
