#include "core/staffing/hall.hpp"

#include "core/visit/call_order.hpp"
#include "core/wait/usual.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lobby::hall {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
/// From the call until the customer sits there, and from the end to the next call.
constexpr double coming = (usual::coming_least + usual::coming_most) / 2 + (usual::gap_least + usual::gap_most) / 2;
/// A free counter sees who comes after so many seconds.
constexpr double notice = 5;
/// See Waits::unserved.
constexpr double turned_away = 3600;
/// Of the appointments booked so many come.
constexpr double show = 1 - usual::forgotten;

CounterSet bit(std::size_t c) { return CounterSet{1} << c; }

} // namespace

void Waits::add(const Waits& more) {
  people += more.people;
  waited += more.waited;
  over += more.over;
  unserved += more.unserved;
  unserved_waited += more.unserved_waited;
}

Waits Outcome::between(double from, double until) const {
  Waits sum;
  for (int b = 0; b < bins; ++b)
    if (b * bin_seconds >= from - bin_seconds + 1 && b * bin_seconds < until)
      sum.add(of_bin[static_cast<std::size_t>(b)]);
  return sum;
}

Hall::Hall(const Branch& branch, const Experience& experience, const Expected& expected, const Day& day, Time now,
           int paths, std::uint64_t seed, double limit_seconds)
    : branch_(&branch), limit_(limit_seconds), midnight_(at(day.date, 0, day.utc_offset_minutes)), paths_(paths),
      servers_(demand::servers(branch)), asked_for_(branch.services.size()) {
  for (const Opening& opening : branch.hours(day.date)) {
    if (!openings_.empty()) gaps_.push_back({openings_.back().until, opening.open * 60.0});
    openings_.push_back({opening.open * 60.0, opening.close * 60.0});
  }
  if (openings_.empty()) return;
  closes_ = openings_.back().until;
  begins_ = std::max(openings_.front().from, static_cast<double>(now - midnight_) / second);
  for (const Service& service : branch.services) {
    const ServiceLength length = service_length(service, experience);
    times_.emplace_back(length.mean_log, length.sigma);
  }
  drawn_.resize(static_cast<std::size_t>(paths));
  for (std::size_t p = 0; p < drawn_.size(); ++p)
    draw(drawn_[p], chance::draw(seed, p), expected, day);
  for (Path& path : drawn_)
    sort(path, lanes_.size());
  lanes_of_counter_.resize(std::min<std::size_t>(branch.counters.size(), demand::most_counters));
  for (const Rank rank : {Rank::first, Rank::appointment, Rank::ordinary})
    for (std::size_t l = 0; l < lanes_.size(); ++l)
      for (std::size_t c = 0; c < lanes_of_counter_.size(); ++c)
        if (lanes_[l].rank == rank && (lanes_[l].servers & bit(c)) != 0)
          lanes_of_counter_[c].push_back(static_cast<std::uint16_t>(l));
}

// ---------------------------------------------------------------- who comes

void Hall::draw(Path& path, std::uint64_t luck, const Expected& expected, const Day& day) {
  draw_busy(path, chance::draw(luck, 1), day);
  draw_waiting(path, chance::draw(luck, 2), day);
  draw_booked(path, chance::draw(luck, 3), day);
  // Of those with an appointment, only as many as are usual and have not booked yet.
  std::array<double, half_hours> booked = expected.booked;
  for (const Appointment& one : day.appointments) {
    const auto half = static_cast<std::size_t>(std::clamp(one.slot / half_hour_minutes, 0, half_hours - 1));
    if (one.state <= Appointment::State::checked_in) booked[half] = std::max(0.0, booked[half] - show);
  }
  draw_comers(path, chance::draw(luck, 4), expected.walk_ins, Rank::ordinary, expected.shares);
  draw_comers(path, chance::draw(luck, 5), booked, Rank::appointment, expected.shares);
}

void Hall::draw_busy(Path& path, std::uint64_t luck, const Day& day) {
  path.free_at.assign(branch_->counters.size(), 0);
  for (std::size_t c = 0; c < branch_->counters.size(); ++c) {
    const CounterState* state = day.counter(branch_->counters[c].id);
    const Ticket* ticket = state != nullptr ? day.ticket(state->ticket) : nullptr;
    const std::size_t service = ticket != nullptr ? place_of(ticket->service) : times_.size();
    if (service >= times_.size()) continue;
    const bool serving = ticket->state == Ticket::State::serving;
    const double since = static_cast<double>((serving ? ticket->started_at : ticket->called_at) - midnight_) / second;
    // Among the times that are longer than this one has taken: a few tries find one, else half as long again.
    double ends = 0;
    for (std::uint64_t i = 0; i < 8 && ends <= begins_; ++i)
      ends = since + work(service, chance::draw(luck, c, i));
    if (ends <= begins_) ends = begins_ + std::clamp((begins_ - since) / 2, 30.0, 1800.0);
    path.free_at[c] = ends;
  }
}

void Hall::draw_waiting(Path& path, std::uint64_t luck, const Day& day) {
  for (const Ticket& ticket : day.tickets) {
    if (ticket.state != Ticket::State::waiting) continue;
    const std::size_t service = place_of(ticket.service);
    if (service >= times_.size()) continue;
    CounterSet servers = servers_[service];
    for (std::size_t c = 0; c < branch_->counters.size() && c < demand::most_counters; ++c)
      if (branch_->counters[c].id == ticket.only_counter) servers &= bit(c);
    const auto seconds_of = [this](Time time) { return static_cast<double>(time - midnight_) / second; };
    const double since = seconds_of(ticket.in_line_since);
    const Rank rank = ticket.front ? Rank::first : rank_of(ticket.segment, ticket.need, ticket.slot >= 0);
    add(path, std::min(since, begins_), seconds_of(waits_from(midnight_, ticket.in_line_since, ticket.slot)), rank,
        service, servers, chance::draw(luck, ticket.id));
  }
}

void Hall::draw_booked(Path& path, std::uint64_t luck, const Day& day) {
  for (const Appointment& one : day.appointments) {
    const std::size_t service = place_of(one.service);
    const double last = (one.slot + branch_->policy.check_in_late_minutes) * 60.0;
    if (one.state != Appointment::State::booked || service >= times_.size() || last < begins_) continue;
    const std::uint64_t mine = chance::draw(luck, one.id);
    if (chance::uniform(mine) >= show) continue;
    const double comes =
        (one.slot + usual::punctual_mean + usual::punctual_deviation * normal_(chance::mix(mine))) * 60.0;
    const double here = std::max(begins_, comes);
    add(path, here, std::max(here, one.slot * 60.0), rank_of(one.segment, one.need, true), service, servers_[service],
        chance::mix(mine + 1));
  }
}

/// A Poisson stream whose intensity changes every half hour: exponential gaps of unit mean in "people expected so far"
/// (time rescaling), so that a little more demand brings the same people a little sooner.
void Hall::draw_comers(Path& path, std::uint64_t luck, const std::array<double, half_hours>& people, Rank rank,
                       const std::vector<double>& shares) {
  double due = 0;
  double so_far = 0;
  std::uint64_t next = 0;
  const auto draw_gap = [&] { due -= chance::logarithm(1 - chance::uniform(chance::draw(luck, 7, next))); };
  draw_gap();
  for (std::size_t h = 0; h < people.size(); ++h) {
    const double begin = static_cast<double>(h) * half_hour_minutes * 60;
    for (; people[h] > 0 && due < so_far + people[h]; draw_gap()) {
      const double at = begin + (due - so_far) / people[h] * half_hour_minutes * 60;
      const std::uint64_t mine = chance::draw(luck, 8, next++);
      double left = chance::uniform(mine);
      std::size_t service = 0;
      while (service + 1 < shares.size() && (left -= shares[service]) >= 0)
        ++service;
      if (at < begins_ || service >= times_.size() || servers_[service] == 0) continue;
      const bool first =
          rank == Rank::ordinary && chance::uniform(chance::mix(mine)) < usual::priority(branch_->policy);
      // Nothing says for which slot; they come as much before it as is usual.
      const double from = rank == Rank::appointment ? at - usual::punctual_mean * 60 : at;
      add(path, at, from, first ? Rank::first : rank, service, servers_[service], chance::mix(mine + 1));
    }
    so_far += people[h];
  }
}

void Hall::add(Path& path, double at, double from, Rank rank, std::size_t service, CounterSet servers,
               std::uint64_t luck) {
  asked_for_[service] = true;
  path.customers.push_back({static_cast<float>(at), static_cast<float>(from), static_cast<float>(work(service, luck)),
                            static_cast<std::uint16_t>(lane_of(rank, servers)), static_cast<std::uint16_t>(service)});
}

void Hall::sort(Path& path, std::size_t lanes) {
  std::stable_sort(path.customers.begin(), path.customers.end(), [](const Customer& a, const Customer& b) {
    return a.lane != b.lane ? a.lane < b.lane : a.at < b.at;
  });
  path.begin.assign(lanes + 1, 0);
  for (const Customer& one : path.customers)
    ++path.begin[one.lane + std::size_t{1}];
  for (std::size_t l = 1; l <= lanes; ++l)
    path.begin[l] += path.begin[l - 1];
}

std::size_t Hall::lane_of(Rank rank, CounterSet servers) {
  for (std::size_t l = 0; l < lanes_.size(); ++l)
    if (lanes_[l].rank == rank && lanes_[l].servers == servers) return l;
  lanes_.push_back({rank, servers});
  return lanes_.size() - 1;
}

Hall::Rank Hall::rank_of(Segment segment, Need need, bool booked) const {
  if (goes_first(branch_->policy, segment, need)) return Rank::first;
  return booked ? Rank::appointment : Rank::ordinary;
}

std::size_t Hall::place_of(std::string_view service) const {
  std::size_t i = 0;
  while (i < branch_->services.size() && branch_->services[i].id != service)
    ++i;
  return i;
}

double Hall::work(std::size_t service, std::uint64_t luck) const {
  return chance::exponential(times_[service].first + times_[service].second * normal_(chance::mix(luck))) + coming;
}

// ---------------------------------------------------------------- what happens to them

struct Hall::Scratch {
  std::vector<std::uint32_t> head; ///< of each lane
  std::vector<double> ready;       ///< by counter: looks for a customer then
};

Outcome Hall::live(const Staffing& staffing, int paths) const {
  Outcome outcome;
  outcome.of_service.resize(branch_->services.size());
  outcome.busy.assign(lanes_of_counter_.size() * half_hours, 0);
  Scratch scratch;
  for (std::size_t p = 0; p < drawn_.size() && static_cast<int>(p) < paths; ++p)
    run(drawn_[p], staffing, scratch, outcome);
  return outcome;
}

namespace {

/// The first moment from `time` on at which the counter calls.
double entering(const std::vector<Window>& windows, double time) {
  for (const Window& window : windows)
    if (time < window.until) return std::max(time, window.from);
  return never;
}

} // namespace

void Hall::run(const Path& path, const Staffing& staffing, Scratch& scratch, Outcome& outcome) const {
  const std::size_t counters = std::min(lanes_of_counter_.size(), staffing.size());
  scratch.head.assign(path.begin.begin(), path.begin.end() - 1);
  scratch.ready.resize(counters);
  for (std::size_t c = 0; c < counters; ++c)
    scratch.ready[c] = entering(staffing[c], std::max(begins_, path.free_at[c]));
  for (;;) {
    const auto soonest = std::min_element(scratch.ready.begin(), scratch.ready.end());
    if (soonest == scratch.ready.end() || *soonest == never) break;
    const double now = *soonest;
    const auto c = static_cast<std::size_t>(soonest - scratch.ready.begin());
    const Window* gap = gap_at(now);
    const Customer* called = nullptr;
    double next = never;
    for (const std::uint16_t lane : lanes_of_counter_[c]) {
      if (scratch.head[lane] == path.begin[lane + std::size_t{1}]) continue;
      const Customer& one = path.customers[scratch.head[lane]];
      if (called != nullptr && lanes_[lane].rank > lanes_[called->lane].rank) break;
      if (one.at > now)
        next = std::min(next, static_cast<double>(one.at));
      else if (gap != nullptr && one.at >= gap->from)
        next = std::min(next, gap->until);
      else if (called == nullptr || one.at < called->at)
        called = &one;
    }
    if (called == nullptr) {
      scratch.ready[c] = next == never ? never : entering(staffing[c], next + notice);
      continue;
    }
    ++scratch.head[called->lane];
    note(outcome, *called, now, true);
    const auto half = static_cast<std::size_t>(std::clamp(now / (half_hour_minutes * 60), 0.0, half_hours - 1.0));
    outcome.busy[c * half_hours + half] += called->work;
    scratch.ready[c] = entering(staffing[c], now + called->work);
  }
  for (std::size_t lane = 0; lane < scratch.head.size(); ++lane)
    for (std::uint32_t i = scratch.head[lane]; i < path.begin[lane + 1]; ++i)
      note(outcome, path.customers[i], closes_ + turned_away, false);
}

const Window* Hall::gap_at(double time) const {
  for (const Window& one : gaps_)
    if (one.from <= time && time < one.until) return &one;
  return nullptr;
}

/// Whoever waits already counts as coming now, with all of their wait.
void Hall::note(Outcome& outcome, const Customer& customer, double start, bool served) const {
  const double came = std::max(begins_, static_cast<double>(customer.at));
  const double wait = std::max(0.0, start - customer.from);
  const Waits one{1, wait, wait > limit_ ? 1.0 : 0.0, served ? 0.0 : 1.0, served ? 0.0 : wait};
  outcome.of_bin[static_cast<std::size_t>(std::clamp(came / bin_seconds, 0.0, bins - 1.0))].add(one);
  outcome.of_service[customer.service].add(one);
}

} // namespace lobby::hall
