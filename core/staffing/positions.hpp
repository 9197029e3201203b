/// The hall's seven positions: what is empty, who fills in, and whether to stand at posts or go along with customers.
#pragma once

#include <string>
#include <vector>

namespace lobby {

inline constexpr int positions = 7; ///< H1: 1 greeting, 2 self-service, 3 forms, 4 low, 5 high, 6 VIP high, 7 VIP room

/// Somebody of the branch who is here.
struct Posted {
  enum class Reserve { none, branch_head, flexible_teller };
  std::string person;
  int position = 0; ///< 1–7; 0: at no post
  Reserve reserve = Reserve::none;
  bool busy = false; ///< with a customer: not taken away
};

struct FillIn {
  int position = 0;   ///< the empty one
  std::string person; ///< empty: nobody can
  int from = 0;       ///< the position they leave; 0: none, from the reserve
  bool operator==(const FillIn&) const = default;
};

/// H2: positions 1 and 2 are always manned first. Where one is empty, position 3, 4, 7 fills in, in that order, then
/// the branch head, then a flexible teller. Before a post is emptied, a second person at position 1 or 2 takes the
/// other. Nobody is taken twice, and nobody from a customer. Positions outside 0–7 are not looked at. Answers one entry
/// for each of the two that is empty.
std::vector<FillIn> who_fills_in(const std::vector<Posted>& standing);

/// H3. Fixed posts: each area has its person, customers are handed on. Rotation: one person takes one customer through
/// and comes back.
enum class WayOfWorking { rotation, fixed_posts };
struct WayAdvice {
  WayOfWorking way = WayOfWorking::fixed_posts;
  double door_empty = 1;      ///< share of customers who would find nobody at the door in rotation, 0–1
  double switch_per_hour = 0; ///< customers per hour from which on posts are better
};
/// How long one person goes along with one customer in rotation, from greeting to seeing off: minutes.
inline constexpr double minutes_along = 4;
/// H7 forbids an empty position 1: no more than so many of a hundred customers may find nobody there.
inline constexpr double door_empty_limit = 0.05;
/// In rotation everybody of the lobby may be away with a customer; the share of customers who come just then is
/// Erlang's loss formula B(people, customers per hour × minutes along ÷ 60). Beyond `door_empty_limit` posts are fixed.
/// Nobody in the lobby: fixed posts, to be filled.
WayAdvice way_of_working(double customers_per_hour, int people, double minutes = minutes_along);

} // namespace lobby
