/// The order in which a counter calls those who wait: one rule for the Day, the predictor and the simulator.
#pragma once

#include "core/visit/visit.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace lobby {

/// Why somebody is called before others, first first; within a rank see `next_rank`.
enum class Rank : std::uint8_t { returned, priority, appointment, ordinary };
inline constexpr std::size_t ranks = 4;

/// A checked-in appointment is due, and goes before walk-ins in its turn, from so long before its slot begins:
/// nobody on time should watch walk-ins being called while the slot's first minutes pass. Customers who come
/// earlier than that are called early only when nobody else waits.
inline constexpr Duration due_early = 5 * minute;

/// True when this counter may call the ticket, whatever the ticket's state.
bool may_call(const Branch& branch, const Counter& counter, const Ticket& ticket);

/// V11, V14: special customers and VIPs, as far as the policy puts them first.
inline bool goes_first(const Policy& policy, Segment segment, Need need) {
  return (policy.special_first && need != Need::none) || (policy.vip_first && segment == Segment::vip);
}

/// Who waits for a counter.
struct Waiting {
  bool returned = false;
  bool priority = false;
  bool appointment = false;
  bool ordinary = false;
  bool due = false; ///< the first appointment is
};

/// The rank whose first is called, or none when nobody waits:
///   1. who was put back at the front (transferred, back from parking), by the time of the return
///   2. who goes first, by the time in line
///   3. a due appointment, by slot, unless the counter has called `most_in_a_row` of them since its last ordinary
///      walk-in and one waits, see `in_a_row_after`
///   4. the walk-in who has waited longest
///   5. an appointment that came too early, rather than leave the counter idle
constexpr std::optional<Rank> next_rank(const Waiting& who, int appointments_in_a_row, int most_in_a_row) {
  if (who.returned) return Rank::returned;
  if (who.priority) return Rank::priority;
  if (who.appointment && (!who.ordinary || (who.due && appointments_in_a_row < most_in_a_row)))
    return Rank::appointment;
  if (who.ordinary) return Rank::ordinary;
  return std::nullopt;
}

/// Appointments that a counter has called in their turn since its last ordinary walk-in, once it has called somebody of
/// this rank, or somebody chosen by hand. Only the two who take turns count: whoever is put before both must not give
/// the appointments a second round before the same walk-in.
constexpr int in_a_row_after(std::optional<Rank> called, int appointments_in_a_row) {
  if (called == Rank::appointment) return appointments_in_a_row + 1;
  return called == Rank::ordinary ? 0 : appointments_in_a_row;
}

/// Of a Choice; none when somebody was chosen by hand.
std::optional<Rank> rank_of(std::string_view why);

} // namespace lobby
