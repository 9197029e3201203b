#include "core/wait/situation.hpp"

#include "core/wait/agreed.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace lobby::forward {

namespace {

constexpr double seconds_of_hour = 3600;
/// Somebody longer away from the counter has gone home.
constexpr Duration longest_pause = hour;
/// Nobody is called later than so long after closing.
constexpr double latest = 3 * seconds_of_hour;

/// Counters that nobody has agreed on are expected to open so that they are as busy as this.
constexpr double wanted_busy = 0.85;

/// Farther than a day ahead of the opening there is nothing to see.
constexpr double farthest = 24 * seconds_of_hour;

/// Before a day has its own record, it is taken to be like others: so many people with so much in common.
constexpr double prior_people = 40;
constexpr double prior_priority = 0.10;
constexpr double prior_absent = 0.04;
constexpr double prior_leaving = 1.0 / (6 * seconds_of_hour);
constexpr double prior_coming = 25;
constexpr double prior_show = 0.9;
/// Tellers differ by about this much (standard deviation of the logarithm), services by `Service::spread`.
constexpr double teller_spread = 0.12;

double seconds_between(Time from, Time to) { return static_cast<double>(to - from) / second; }

std::size_t service_place(const Branch& branch, std::string_view id) {
  std::size_t i = 0;
  while (i < branch.services.size() && branch.services[i].id != id)
    ++i;
  return i;
}

/// Everything that is read off the branch and the Day, step by step.
class Looking {
public:
  Looking(const Branch& branch, const chance::Normal& normal, const Day& day, Situation& to)
      : branch_(branch), normal_(normal), day_(day), to_(to) {}

  void hours(Time now) {
    const std::vector<Opening>& openings = branch_.hours(day_.date);
    to_.midnight = moment(0);
    to_.breaks.clear();
    to_.opens = to_.closes = 0;
    to_.doors = -1;
    to_.horizon = latest;
    if (openings.empty()) return;
    to_.opens = moment(openings.front().open);
    to_.closes = moment(openings.back().close);
    to_.horizon = std::min(std::max(0.0, to_.closes) + latest, std::max(0.0, to_.opens) + farthest);
    double free_from = -1e12; // before the opening and between two openings nobody is called
    for (const Opening& opening : openings) {
      to_.breaks.push_back({free_from, moment(opening.open)});
      free_from = moment(opening.close);
      if (to_.doors < 0 && free_from > 0) to_.doors = std::max(0.0, moment(opening.open));
    }
    if (is_open(branch_, day_, now)) to_.doors = 0;
  }

  /// What today's tickets say about how people behave; few of them hardly move what is usual.
  void behaviour() {
    double people = prior_people;
    double priority = prior_priority * prior_people;
    double called = prior_people;
    double absent = prior_absent * prior_people;
    double waited = prior_people * 600;
    double left = waited * prior_leaving;
    double started = prior_people;
    double coming = prior_coming * prior_people;
    for (const Ticket& one : day_.tickets) {
      ++people;
      priority += goes_first(branch_.policy, one.segment, one.need);
      const bool gone = one.state == Ticket::State::left;
      const Time until = one.called_at != 0 ? one.called_at : gone ? one.finished_at : to_.origin;
      waited += std::max(0.0, seconds_between(one.taken_at, until));
      left += gone;
      if (one.called_at == 0) continue;
      ++called;
      absent += one.state == Ticket::State::no_show;
      if (one.started_at < one.called_at) continue;
      ++started;
      coming += std::min(seconds_between(one.called_at, one.started_at), 180.0);
    }
    to_.priority = priority / people;
    to_.absent = absent / called;
    to_.leaving = left / waited;
    to_.coming = coming / started;
    to_.no_show = std::max<double>(branch_.policy.no_show_seconds, to_.coming);
    to_.appointments_in_a_row = branch_.policy.appointments_in_a_row;
  }

  void lengths(const Experience& experience) {
    to_.lengths.resize(branch_.services.size());
    mean_log_.assign(branch_.services.size(), 0);
    sigma_.assign(branch_.services.size(), 0);
    for (std::size_t i = 0; i < branch_.services.size(); ++i) {
      const ServiceLength length = service_length(branch_.services[i], experience);
      const double sigma = length.sigma;
      mean_log_[i] = length.mean_log;
      sigma_[i] = sigma;
      to_.lengths[i].doubt = sigma / std::sqrt(length.count);
      const double middle = chance::exponential(mean_log_[i]);
      for (std::size_t q = 0; q < chance::Normal::pieces; ++q)
        to_.lengths[i].seconds[q] = middle * chance::exponential(sigma * normal_.piece(q));
    }
  }

  void line() {
    for (auto& one : to_.lines)
      one.clear();
    for (const Ticket& ticket : day_.tickets) {
      if (ticket.state != Ticket::State::waiting) continue;
      Person person = somebody(ticket.service, ticket.segment, ticket.need, ticket.slot);
      if (person.service >= branch_.services.size()) continue;
      if (ticket.front) person.rank = Rank::returned;
      if (!ticket.only_counter.empty()) person.servers &= counter_bit(ticket.only_counter);
      person.since = seconds_between(to_.origin, ticket.in_line_since);
      person.key = ticket.id;
      person.ticket = ticket.id;
      to_.lines[static_cast<std::size_t>(person.rank)].push_back(person);
    }
    for (std::size_t rank = 0; rank < ranks; ++rank) {
      std::sort(to_.lines[rank].begin(), to_.lines[rank].end(), [&](const Person& a, const Person& b) {
        if (rank == static_cast<std::size_t>(Rank::appointment) && a.slot != b.slot) return a.slot < b.slot;
        return a.since != b.since ? a.since < b.since : a.ticket < b.ticket;
      });
    }
  }

  void bookings() {
    to_.booked.clear();
    for (const Appointment& one : day_.appointments) {
      if (one.state != Appointment::State::booked) continue;
      Booked booked{somebody(one.service, one.segment, one.need, one.slot), prior_show, 0};
      const double last = booked.person.slot + branch_.policy.check_in_late_minutes * 60;
      if (booked.person.service >= branch_.services.size() || last <= 0) continue;
      booked.person.key = (std::uint64_t{1} << 40) + one.id;
      booked.passed = share_before((come_early - booked.person.slot) / come_spread);
      const double still = prior_show * (1 - booked.passed);
      booked.show = still / (still + 1 - prior_show);
      to_.booked.push_back(booked);
    }
  }

  void desks() {
    to_.desks.clear();
    to_.staffed = 0;
    open_desks();
    agreed_desks();
  }

  void demand() {
    const demand::Arrivals arrivals(branch_, day_.date);
    to_.per_hour.assign(24 * 60, 0);
    for (int m = 0; m < 24 * 60; ++m)
      to_.per_hour[static_cast<std::size_t>(m)] = arrivals.per_hour(m);
    to_.shares = demand::shares(branch_);
  }

private:
  void open_desks() {
    const bool in_break = to_.doors > 0;
    for (const CounterState& state : day_.counters) {
      const CounterSet where = counter_bit(state.id);
      const bool paused = state.state == CounterState::State::paused;
      if (where == 0 || state.state == CounterState::State::closed) continue;
      if (paused && !in_break && to_.origin - state.since > longest_pause) continue;
      Desk desk;
      desk.counter = static_cast<std::size_t>(std::countr_zero(where));
      desk.appointments_in_a_row = state.appointments_in_a_row;
      desk.slowness = slowness(state.id);
      desk.key = (std::uint64_t{2} << 40) + desk.counter;
      close_as_agreed(state.id, desk);
      if (paused && !in_break) {
        desk.state = Desk::State::away;
        desk.elapsed = seconds_between(state.since, to_.origin);
      } else {
        if (paused) desk.from = to_.doors; // at table
        customer(state, desk);
        to_.staffed |= where;
      }
      to_.desks.push_back(desk);
    }
  }

  void close_as_agreed(std::string_view counter, Desk& desk) const {
    const agreed::Ahead plan = agreed::ahead(branch_, day_, counter, to_.origin);
    if (!plan.ends) return;
    desk.until = moment(*plan.ends);
    desk.goes_on = std::max(0.0, -desk.until * second / agreed::latest);
    if (!plan.openings.empty()) desk.at_most = moment(plan.openings.front().from);
  }

  void agreed_desks() {
    if (day_.planned.empty()) return;
    for (std::size_t c = 0; c < branch_.counters.size() && c < demand::most_counters; ++c) {
      const std::string& id = branch_.counters[c].id;
      for (const Shift& one : agreed::ahead(branch_, day_, id, to_.origin).openings) {
        Desk desk;
        desk.state = Desk::State::agreed;
        desk.counter = c;
        desk.key = (std::uint64_t{8} << 40) + c * 24 * 60 + static_cast<std::size_t>(one.from);
        desk.from = moment(one.from);
        if (const auto ends = agreed::last_call(branch_.hours(day_.date), one.until)) desk.until = moment(*ends);
        desk.slowness = slowness(id);
        to_.desks.push_back(desk);
        to_.staffed |= CounterSet{1} << c;
      }
    }
  }

  double moment(int minute_of_day) const {
    return seconds_between(to_.origin, at(day_.date, minute_of_day, day_.utc_offset_minutes));
  }

  CounterSet counter_bit(std::string_view id) const {
    for (std::size_t c = 0; c < branch_.counters.size() && c < demand::most_counters; ++c)
      if (branch_.counters[c].id == id) return CounterSet{1} << c;
    return 0;
  }

  Person somebody(std::string_view service, Segment segment, Need need, int slot) const {
    Person one;
    one.service = static_cast<std::uint32_t>(service_place(branch_, service));
    if (one.service < branch_.services.size()) one.servers = to_.servers[one.service];
    if (goes_first(branch_.policy, segment, need))
      one.rank = Rank::priority;
    else if (slot >= 0)
      one.rank = Rank::appointment;
    if (slot >= 0) one.slot = moment(slot);
    return one;
  }

  double share_before(double z) const {
    std::size_t q = 0;
    while (q < chance::Normal::pieces && normal_.piece(q) < z)
      ++q;
    return static_cast<double>(q) / chance::Normal::pieces;
  }

  void customer(const CounterState& state, Desk& desk) const {
    const Ticket* ticket = day_.ticket(state.ticket);
    if (ticket == nullptr) return;
    const std::size_t service = service_place(branch_, ticket->service);
    if (service >= branch_.services.size()) return;
    desk.service = static_cast<std::uint32_t>(service);
    desk.key = ticket->id;
    const bool serving = ticket->state == Ticket::State::serving;
    desk.state = serving ? Desk::State::serving : Desk::State::called;
    desk.elapsed = std::max(0.0, seconds_between(serving ? ticket->started_at : ticket->called_at, to_.origin));
  }

  /// From this counter's services of today, drawn towards 1 when there are few.
  double slowness(std::string_view counter) const {
    double weight = 1 / (teller_spread * teller_spread);
    double sum = 0;
    for (const Ticket& one : day_.tickets) {
      if (one.state != Ticket::State::finished || one.counter != counter) continue;
      const double took = seconds_between(one.started_at, one.finished_at);
      const std::size_t service = service_place(branch_, one.service);
      if (took < 15 || service >= branch_.services.size()) continue;
      const double precision = 1 / (sigma_[service] * sigma_[service]);
      weight += precision;
      sum += precision * (chance::logarithm(took) - mean_log_[service]);
    }
    return chance::exponential(std::clamp(sum / weight, -0.5, 0.5));
  }

  const Branch& branch_;
  const chance::Normal& normal_;
  const Day& day_;
  Situation& to_;
  std::vector<double> mean_log_, sigma_; ///< by service
};

/// Adds the counters that the arrivals expected at a moment call for beside those open then: from then on, at most
/// until the counter's next agreed opening.
void add_for_demand(const Branch& branch, double moment, Situation& to) {
  const auto m = static_cast<std::size_t>(std::clamp((moment - to.midnight) / 60, 0.0, 24.0 * 60 - 1));
  std::vector<double> load = demand::mean_hours(branch);
  for (std::size_t i = 0; i < load.size(); ++i)
    load[i] *= to.shares[i] * to.per_hour[m];
  CounterSet open = 0;
  for (const Desk& one : to.desks)
    if (one.state != Desk::State::away && one.from <= moment && moment < one.until)
      open |= CounterSet{1} << one.counter;
  const CounterSet wanted = demand::plan(to.servers, load, wanted_busy, open, ~CounterSet{0});
  for (CounterSet rest = wanted & ~open; rest != 0; rest &= rest - 1) {
    Desk desk;
    desk.counter = static_cast<std::size_t>(std::countr_zero(rest));
    desk.from = moment;
    for (const Desk& one : to.desks)
      if (one.counter == desk.counter && one.from > moment) desk.until = std::min(desk.until, one.from);
    desk.key = (std::uint64_t{2} << 40) + desk.counter;
    to.desks.push_back(desk);
  }
  to.staffed |= wanted;
}

} // namespace

void look(const Branch& branch, const Experience& experience, const chance::Normal& normal, const Day& day, Time now,
          Situation& situation) {
  Situation& to = situation;
  to.origin = now;
  to.seed = chance::draw(chance::of_name(branch.id), static_cast<std::uint64_t>(day_number(day.date)));
  to.normal = &normal;
  to.servers = demand::servers(branch);
  Looking looking(branch, normal, day, to);
  looking.hours(now);
  looking.behaviour();
  looking.lengths(experience);
  looking.line();
  looking.bookings();
  looking.desks();
  looking.demand();
  if (to.doors > 0) add_for_demand(branch, to.doors, to);
}

void staff_ahead(const Branch& branch, double from, Situation& situation) {
  for (double moment = std::max(from, situation.opens); moment < situation.closes; moment += seconds_of_hour)
    add_for_demand(branch, moment, situation);
}

} // namespace lobby::forward
