#include "core/visit/visit.hpp"

#include <algorithm>

namespace lobby {
namespace {

/// Ids count from 1 and are never reused, so that an id is a place in the list.
template <class T> const T* by_id(const std::vector<T>& all, std::uint32_t id) {
  return id >= 1 && id <= all.size() ? &all[id - 1] : nullptr;
}

} // namespace

const Appointment* Day::appointment(AppointmentId id) const { return by_id(appointments, id); }

const Ticket* Day::ticket(TicketId id) const { return by_id(tickets, id); }

const Ticket* Day::ticket_by_number(std::string_view wanted) const {
  const auto found =
      std::find_if(tickets.begin(), tickets.end(), [wanted](const Ticket& one) { return one.number == wanted; });
  return found == tickets.end() ? nullptr : &*found;
}

const CounterState* Day::counter(std::string_view id) const {
  const auto found =
      std::find_if(counters.begin(), counters.end(), [id](const CounterState& one) { return one.id == id; });
  return found == counters.end() ? nullptr : &*found;
}

} // namespace lobby
