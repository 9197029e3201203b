#include "core/staffing/positions.hpp"

#include <algorithm>

namespace lobby {

namespace {

constexpr int first_positions[] = {1, 2};
constexpr int filling_positions[] = {3, 4, 7};
constexpr Posted::Reserve reserves[] = {Posted::Reserve::branch_head, Posted::Reserve::flexible_teller};

/// Who is there and may be sent.
class Hands {
public:
  explicit Hands(const std::vector<Posted>& standing) : standing_(standing), sent_(standing.size(), false) {}

  int at(int position) const {
    int people = 0;
    for (std::size_t i = 0; i < standing_.size(); ++i)
      people += !sent_[i] && standing_[i].position == position;
    return people;
  }
  /// The first who satisfies it and is free; they are sent.
  template <class Is> bool send(int to, FillIn& fill, Is is) {
    for (std::size_t i = 0; i < standing_.size(); ++i) {
      if (sent_[i] || standing_[i].busy || !is(standing_[i])) continue;
      sent_[i] = true;
      fill = {to, standing_[i].person, standing_[i].position};
      return true;
    }
    return false;
  }

private:
  const std::vector<Posted>& standing_;
  std::vector<bool> sent_;
};

bool find_somebody(Hands& hands, int empty, FillIn& fill) {
  for (const int other : first_positions)
    if (other != empty && hands.at(other) > 1 &&
        hands.send(empty, fill, [&](const Posted& one) { return one.position == other; }))
      return true;
  for (const int position : filling_positions)
    if (hands.send(empty, fill, [&](const Posted& one) { return one.position == position; })) return true;
  for (const Posted::Reserve reserve : reserves)
    if (hands.send(empty, fill, [&](const Posted& one) { return one.position == 0 && one.reserve == reserve; }))
      return true;
  return false;
}

/// Erlang's B by its recursion: B(0) = 1, B(n) = aB(n−1) / (n + aB(n−1)).
double erlang_b(int people, double load) {
  double blocked = 1;
  for (int n = 1; n <= people; ++n)
    blocked = load * blocked / (n + load * blocked);
  return blocked;
}

} // namespace

std::vector<FillIn> who_fills_in(const std::vector<Posted>& standing) {
  std::vector<FillIn> fills;
  Hands hands(standing);
  for (const int position : first_positions) {
    if (hands.at(position) > 0) continue;
    FillIn fill{position, "", 0};
    find_somebody(hands, position, fill);
    fills.push_back(fill);
  }
  return fills;
}

WayAdvice way_of_working(double customers_per_hour, int people, double minutes) {
  WayAdvice advice;
  if (people <= 0 || !(minutes > 0)) return advice;
  people = std::min(people, 100);
  advice.door_empty = erlang_b(people, std::max(0.0, customers_per_hour) * minutes / 60);
  advice.way = advice.door_empty > door_empty_limit ? WayOfWorking::fixed_posts : WayOfWorking::rotation;
  double low = 0;
  double high = 60 * 200 / minutes;
  for (int i = 0; i < 50; ++i) {
    const double middle = (low + high) / 2;
    (erlang_b(people, middle * minutes / 60) > door_empty_limit ? high : low) = middle;
  }
  advice.switch_per_hour = low;
  return advice;
}

} // namespace lobby
