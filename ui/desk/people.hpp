/// The names of today's customers, fetched apart from the events (which carry none) and kept only in memory.
/// Private to ui/desk.
#pragma once

#include "ui/app/app.hpp"

#include <map>
#include <string>

namespace desk {

class People {
public:
  struct Person {
    std::string name;
    std::string phone;
  };
  /// Once a frame: fetches again when tickets or appointments have been added, at most every few seconds.
  void refresh(const lobby::Day& day, lobby::Time now);
  /// Null when nothing is known of who holds the ticket.
  const Person* of_ticket(const lobby::Day& day, lobby::TicketId ticket) const;
  const Person* of_appointment(lobby::AppointmentId appointment) const;

private:
  void take(const app::Reply& reply, const std::string& day_key);

  std::string day_; ///< "branch/date" of what is held
  std::map<lobby::TicketId, Person> by_ticket_;
  std::map<lobby::AppointmentId, Person> by_appointment_;
  std::size_t seen_ = 0; ///< tickets and appointments of the Day when last fetched
  lobby::Time fetched_at_ = 0;
  bool fetching_ = false;
};

} // namespace desk
