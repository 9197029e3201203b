#include "core/staffing/hall.hpp"
#include "core/staffing/staffing.hpp"

#include <algorithm>
#include <bit>
#include <set>

namespace lobby {

namespace {

using hall::CounterSet;
using hall::Hall;
using hall::Outcome;
using hall::Staffing;
using hall::Waits;

constexpr int paths = 40;
/// So many show already that the rules are broken more than twice over.
constexpr int few_paths = 8;
constexpr double hopeless = 2;
constexpr double enough_people = 60; ///< of a half hour or a service, in those few paths, to judge by
constexpr double half_seconds = half_hour_minutes * 60;
/// After closing the counters go on until everybody inside has been served.
constexpr double overtime = 6 * 3600;
/// Where all counters open do not hold the rules, what is a hair worse is as good: chance, not staffing.
constexpr double hair = 1.02;
constexpr double hair_seconds = 10;
constexpr double hair_share = 0.005;
/// Ways of staffing that one search looks at, at most.
constexpr int most_tries = 2000;
/// Counters × half hours up to which every way is looked at.
constexpr std::size_t small_case = 12;
/// How often every stretch is opened again for another path down.
constexpr std::size_t shakes = 6;

using Mask = std::uint64_t; ///< one bit per half hour of Impl::halves

Mask run_of(std::size_t from, std::size_t length) { return ((Mask{1} << length) - 1) << from; }

/// What the rules leave to people who came together.
struct Allowed {
  double mean = 0;
  double over = 0; ///< share
};

} // namespace

StaffingRules rules_of(const Branch& branch) {
  StaffingRules rules;
  rules.target_minutes = branch.policy.target_wait_minutes;
  rules.limit_minutes = 2 * branch.policy.target_wait_minutes;
  return rules;
}

struct Planner::Impl {
  explicit Impl(const StaffingCase& of);

  bool advance(int tries);
  bool close_next();
  bool shake();
  bool anything();
  bool try_masks(std::vector<Mask> masks);
  bool allowed_shape(std::size_t counter, Mask mask) const;
  bool covered(const std::vector<Mask>& masks) const;
  bool within_rules(const Outcome& outcome, double times = 1, double least = 0) const;
  std::vector<Mask> alike(std::vector<Mask> masks) const;
  Staffing staffing(const std::vector<Mask>& masks) const;
  Waits of_half(const Outcome& outcome, std::size_t half) const;
  double busy(std::size_t counter, Mask mask) const;
  void write_plan();
  void write_shifts();

  struct Cost {
    int halves = 0;
    int openings = 0;
    double waited = 0; ///< seconds: room for the next step
    auto operator<=>(const Cost&) const = default;
  };
  Cost cost(const std::vector<Mask>& masks) const; ///< but for the waiting
  static double waited(const Outcome& outcome);

  const StaffingCase of;
  Expected demand;
  Hall hall;
  std::vector<int> halves;                                   ///< begins, minutes of the day
  std::vector<std::pair<std::size_t, std::size_t>> segments; ///< of halves without a gap: [first, last)
  std::vector<Mask> windows;                                 ///< stretches that may be closed, longest first
  std::vector<std::size_t> twin;                             ///< of each counter the first that serves the same
  std::vector<bool> open_now;
  std::vector<Allowed> allowed_half, allowed_service;
  std::vector<bool> short_service;
  Outcome all_open;
  struct Way {
    std::vector<Mask> masks; ///< by counter
    Cost cost;
    Outcome outcome;
  };
  Way best, current;
  StaffingPlan plan;
  bool over = true; ///< nothing left to try
  // where the search is
  std::size_t window = 0, rank = 0;
  std::vector<std::size_t> order; ///< counters, in which they are tried
  bool improved = false;
  std::vector<std::size_t> turn; ///< windows in the order in which they are tried: longest first, then shuffled
  std::size_t shaken = 0;
  std::uint64_t any = 0;              ///< of all ways, bit by bit
  std::set<std::vector<Mask>> broken; ///< known to break the rules
  int tried = 0;
};

Planner::Impl::Impl(const StaffingCase& about)
    : of(about), demand(expected(about.branch, about.footfall, about.day.date)),
      hall(about.branch, about.experience, demand, about.day, about.now, paths,
           chance::draw(chance::of_name(about.branch.id), static_cast<std::uint64_t>(day_number(about.day.date))),
           about.rules.limit_minutes * 60.0) {
  plan.date_factor = demand.date_factor;
  if (hall.closes() <= 0 || hall.begins() >= hall.closes()) {
    plan.why = hall.closes() <= 0 ? "staffing.closed" : "staffing.over";
    return;
  }
  const std::size_t counters = std::min<std::size_t>(of.branch.counters.size(), demand::most_counters);
  if (counters == 0) {
    plan.why = "staffing.no_counters";
    return;
  }
  for (const hall::Window& opening : hall.openings()) {
    const std::size_t first = halves.size();
    for (int h = static_cast<int>(opening.from / half_seconds); h * half_seconds < opening.until; ++h)
      if ((h + 1) * half_seconds > hall.begins() && (halves.empty() || halves.back() < h * half_hour_minutes))
        halves.push_back(h * half_hour_minutes);
    if (halves.size() > first) segments.emplace_back(first, halves.size());
  }
  for (std::size_t length = halves.size(); length > 0; length -= std::max<std::size_t>(1, length / 4))
    for (const auto& [from, until] : segments)
      for (std::size_t i = from; i + length <= until; i += std::max<std::size_t>(1, length / 3))
        windows.push_back(run_of(i, length));
  for (std::size_t i = 0; i < windows.size(); ++i)
    turn.push_back(i);
  const Mask whole = run_of(0, halves.size());
  for (std::size_t c = 0; c < counters; ++c) {
    std::size_t first = 0;
    while (of.branch.counters[first].serves != of.branch.counters[c].serves)
      ++first;
    twin.push_back(first);
    const CounterState* state = of.day.counter(of.branch.counters[c].id);
    open_now.push_back(state != nullptr && state->state != CounterState::State::closed);
  }
  best.masks.assign(counters, whole);
  all_open = best.outcome = hall.live(staffing(best.masks));
  const double limit_share = 1 - of.rules.within_limit;
  const auto allowed = [&](const Waits& waits) {
    Allowed allow{of.rules.target_minutes * 60.0, limit_share};
    if (waits.waited > allow.mean * waits.people) allow.mean = waits.waited / waits.people * hair + hair_seconds;
    if (waits.over > allow.over * waits.people) allow.over = waits.over / waits.people * hair + hair_share;
    return allow;
  };
  for (std::size_t h = 0; h < halves.size(); ++h)
    allowed_half.push_back(allowed(of_half(all_open, h)));
  for (const Waits& waits : all_open.of_service) {
    allowed_service.push_back(allowed(waits));
    const bool holds =
        waits.waited <= of.rules.target_minutes * 60.0 * waits.people && waits.over <= limit_share * waits.people;
    short_service.push_back(!holds);
  }
  best.cost = cost(best.masks);
  best.cost.waited = waited(all_open);
  current = best;
  over = false;
  write_plan();
}

Waits Planner::Impl::of_half(const Outcome& outcome, std::size_t half) const {
  const double from = halves[half] * 60.0;
  return outcome.between(from, from + half_seconds);
}

Staffing Planner::Impl::staffing(const std::vector<Mask>& masks) const {
  Staffing all(masks.size());
  for (std::size_t c = 0; c < masks.size(); ++c) {
    for (std::size_t h = 0; h < halves.size(); ++h) {
      if ((masks[c] >> h & 1) == 0) continue;
      const double from = halves[h] * 60.0;
      const bool last = h + 1 == halves.size();
      const bool before_break = !last && halves[h + 1] != halves[h] + half_hour_minutes;
      if (!all[c].empty() && all[c].back().until == from)
        all[c].back().until = from + half_seconds;
      else
        all[c].push_back({from, from + half_seconds});
      // Who is inside then is served.
      if (before_break) all[c].back().until = halves[h + 1] * 60.0;
      if (last) all[c].back().until = hall.closes() + overtime;
    }
  }
  return all;
}

/// Every stretch long enough, and every pause between two; but for what begins with a counter open now or closed now,
/// and what fills its opening.
bool Planner::Impl::allowed_shape(std::size_t counter, Mask mask) const {
  const auto shortest =
      static_cast<std::size_t>(std::max(1, (of.rules.min_stretch_minutes + half_hour_minutes - 1) / half_hour_minutes));
  for (const auto& [from, until] : segments) {
    std::size_t end = from;
    for (std::size_t begin = from; begin < until; begin = end) {
      const Mask open = mask >> begin & 1;
      while (end < until && (mask >> end & 1) == open)
        ++end;
      const bool whole = begin == from && end == until;
      const bool goes_on = begin == 0 && open_now[counter]; // from the first half hour of the plan on
      const bool may_be_short = whole || (open != 0 ? goes_on : begin == from || end == until);
      if (end - begin < shortest && !may_be_short) return false;
    }
  }
  return true;
}

/// Nobody is sent away: every service that is asked for has somebody in every half hour.
bool Planner::Impl::covered(const std::vector<Mask>& masks) const {
  for (std::size_t s = 0; s < hall.servers().size(); ++s) {
    if (!hall.asked_for()[s] || hall.servers()[s] == 0) continue;
    Mask served = 0;
    for (std::size_t c = 0; c < masks.size(); ++c)
      if ((hall.servers()[s] >> c & 1) != 0) served |= masks[c];
    if (served != run_of(0, halves.size())) return false;
  }
  return true;
}

/// Or breaks them `times` over at most, as far as `least` people together can tell.
bool Planner::Impl::within_rules(const Outcome& outcome, double times, double least) const {
  const auto fits = [=](const Waits& waits, const Allowed& allowed) {
    if (waits.people < least) return true;
    return waits.waited <= times * allowed.mean * waits.people && waits.over <= times * allowed.over * waits.people;
  };
  for (std::size_t s = 0; s < allowed_service.size(); ++s)
    if (!fits(outcome.of_service[s], allowed_service[s])) return false;
  for (std::size_t h = 0; h < halves.size(); ++h)
    if (!fits(of_half(outcome, h), allowed_half[h])) return false;
  return true;
}

Planner::Impl::Cost Planner::Impl::cost(const std::vector<Mask>& masks) const {
  Cost sum;
  for (const Mask mask : masks) {
    sum.halves += std::popcount(mask);
    for (const auto& [from, until] : segments)
      for (std::size_t h = from; h < until; ++h)
        sum.openings += (mask >> h & 1) != 0 && (h == from || (mask >> (h - 1) & 1) == 0);
  }
  return sum;
}

double Planner::Impl::waited(const Outcome& outcome) { return outcome.between(0, 24 * 3600).waited; }

/// The same for all ways of staffing that differ only in which of two counters that serve the same is open when.
std::vector<Mask> Planner::Impl::alike(std::vector<Mask> masks) const {
  for (std::size_t c = 0; c < masks.size(); ++c)
    for (std::size_t d = c + 1; d < masks.size(); ++d)
      if (twin[c] == twin[d] && open_now[c] == open_now[d] && masks[c] < masks[d]) std::swap(masks[c], masks[d]);
  return masks;
}

/// Goes that way when it is cheaper and within the rules. Answers whether it did.
bool Planner::Impl::try_masks(std::vector<Mask> masks) {
  masks = alike(std::move(masks));
  Cost would_be = cost(masks);
  if (would_be >= current.cost) return false;
  for (std::size_t c = 0; c < masks.size(); ++c)
    if (masks[c] != current.masks[c] && !allowed_shape(c, masks[c])) return false;
  if (!covered(masks)) return false;
  if (broken.count(masks) > 0) return false;
  ++tried;
  const Staffing would_open = staffing(masks);
  // Most ways are hopeless, and a few paths show it.
  const bool hope = within_rules(hall.live(would_open, few_paths), hopeless, enough_people);
  const Outcome outcome = hope ? hall.live(would_open) : Outcome{};
  if (!hope || !within_rules(outcome)) {
    broken.insert(masks);
    return false;
  }
  would_be.waited = waited(outcome);
  current = {masks, would_be, outcome};
  return true;
}

double Planner::Impl::busy(std::size_t counter, Mask mask) const {
  double sum = 0;
  for (std::size_t h = 0; h < halves.size(); ++h)
    if ((mask >> h & 1) != 0)
      sum += current.outcome.busy[counter * half_hours + static_cast<std::size_t>(halves[h] / half_hour_minutes)];
  return sum;
}

/// Closes one counter for one stretch, if it can be done without; false when no stretch can be closed any more.
/// The least busy counter of a stretch first.
bool Planner::Impl::close_next() {
  if (rank == order.size()) {
    if (!order.empty()) ++window;
    if (window == windows.size()) {
      if (!improved) return false;
      window = 0;
      improved = false;
    }
    rank = 0;
    order.clear();
    for (std::size_t c = 0; c < current.masks.size(); ++c)
      order.push_back(c);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return busy(a, windows[turn[window]]) < busy(b, windows[turn[window]]);
    });
  }
  const std::size_t c = order[rank++];
  std::vector<Mask> masks = current.masks;
  masks[c] &= ~windows[turn[window]];
  if (masks[c] != current.masks[c] && try_masks(std::move(masks))) improved = true;
  return true;
}

/// Opens everything for a stretch of the best way so far, so that the search goes down from there by another path;
/// false when every stretch has had its turn without finding anything better.
bool Planner::Impl::shake() {
  if (current.cost < best.cost) {
    best = current;
    shaken = 0;
  }
  if (shaken == shakes * windows.size()) return false;
  current = best;
  for (Mask& mask : current.masks)
    mask |= windows[shaken % windows.size()];
  ++shaken;
  std::sort(turn.begin(), turn.end(),
            [this](std::size_t a, std::size_t b) { return chance::draw(shaken, a) < chance::draw(shaken, b); });
  current.outcome = hall.live(staffing(current.masks));
  current.cost = cost(current.masks);
  current.cost.waited = waited(current.outcome);
  window = rank = 0;
  order.clear();
  improved = false;
  return true;
}

/// In a small case, whatever there is; false when it has all been tried.
bool Planner::Impl::anything() {
  const std::size_t bits = best.masks.size() * halves.size();
  if (++any == std::uint64_t{1} << bits) return false;
  std::vector<Mask> masks(best.masks.size());
  for (std::size_t c = 0; c < masks.size(); ++c)
    masks[c] = any >> (c * halves.size()) & run_of(0, halves.size());
  try_masks(std::move(masks));
  return true;
}

bool Planner::Impl::advance(int tries) {
  const bool small = best.masks.size() * halves.size() <= small_case;
  const int enough = small ? tried + tries : std::min(tried + tries, most_tries);
  // What is no candidate at all costs next to nothing, but there are many of them.
  for (int looked = 0; tried < enough && looked < 2000 * tries && !over; ++looked)
    over = small ? !anything() : !close_next() && !shake();
  over = over || (!small && tried >= most_tries);
  if (current.cost < best.cost && within_rules(current.outcome)) best = current;
  if (plan.known) write_plan();
  return over;
}

void Planner::Impl::write_plan() {
  plan.known = true;
  plan.halves.clear();
  plan.people = 0;
  plan.held = true;
  plan.short_services.clear();
  for (std::size_t h = 0; h < halves.size(); ++h) {
    const Waits waits = of_half(best.outcome, h);
    const Waits ideal = of_half(all_open, h);
    StaffingPlan::Half half;
    half.minute = halves[h];
    for (std::size_t c = 0; c < best.masks.size(); ++c)
      if ((best.masks[c] >> h & 1) != 0) half.open |= CounterSet{1} << c;
    half.people = waits.people / hall.paths();
    if (waits.people > 0) {
      half.mean_wait = waits.waited / waits.people;
      half.over_limit = waits.over / waits.people;
      half.mean_wait_if_all_open = ideal.waited / ideal.people;
    }
    half.held = half.mean_wait <= of.rules.target_minutes * 60.0 && half.over_limit <= 1 - of.rules.within_limit;
    plan.held = plan.held && half.held;
    plan.people += half.people;
    plan.halves.push_back(half);
  }
  for (std::size_t s = 0; s < short_service.size(); ++s) {
    if (!short_service[s]) continue;
    plan.held = false;
    plan.short_services.push_back(of.branch.services[s].id);
  }
  plan.counter_hours = best.cost.halves * (half_hour_minutes / 60.0);
  write_shifts();
}

void Planner::Impl::write_shifts() {
  plan.shifts.clear();
  const std::vector<Opening>& hours = of.branch.hours(of.day.date);
  for (std::size_t c = 0; c < best.masks.size(); ++c) {
    bool on = false;
    for (std::size_t h = 0; h < halves.size(); ++h) {
      const bool open = (best.masks[c] >> h & 1) != 0;
      const bool gap = h > 0 && halves[h] != halves[h - 1] + half_hour_minutes;
      if (open && on && !gap)
        plan.shifts.back().until = halves[h] + half_hour_minutes;
      else if (open)
        plan.shifts.push_back({of.branch.counters[c].id, halves[h], halves[h] + half_hour_minutes});
      on = open;
    }
  }
  for (Shift& one : plan.shifts) { // a half hour of the clock may begin before the branch opens
    one.from = std::max(one.from, hours.front().open);
    one.until = std::min(one.until, hours.back().close);
  }
}

Planner::Planner(const StaffingCase& of) : impl_(std::make_unique<Impl>(of)) {}
Planner::~Planner() = default;
Planner::Planner(Planner&&) noexcept = default;
Planner& Planner::operator=(Planner&&) noexcept = default;
bool Planner::advance(int tries) { return impl_->advance(tries); }
bool Planner::done() const { return impl_->over; }
const StaffingPlan& Planner::plan() const { return impl_->plan; }
int Planner::tried() const { return impl_->tried; }

} // namespace lobby
