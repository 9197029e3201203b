#include "core/wait/forward.hpp"

#include "core/wait/agreed.hpp"

#include <algorithm>
#include <cmath>

namespace lobby::forward {

namespace {

/// Walk-ins are drawn per piece of time, counted from 1970, so that they stay the same from refresh to refresh.
constexpr std::int64_t bin_seconds = 30;
constexpr std::size_t most_arrivals = 4096; ///< in one path; more than a day brings
constexpr double shortest = 5;              ///< nobody is done in less, whatever happened before

CounterSet bit(std::size_t c) { return CounterSet{1} << c; }

// Pieces of one 64-bit draw: the top ten bits choose a quantile, the others are for yes or no.
std::size_t quantile(std::uint64_t luck) { return static_cast<std::size_t>(luck >> 54); }
double absence(std::uint64_t luck) { return static_cast<double>((luck >> 33) & 0xfffffu) * 0x1p-20; }
double impatience(std::uint64_t luck) { return static_cast<double>((luck >> 12) & 0xfffffu) * 0x1p-20; }

} // namespace

Runner::Runner(const Situation& situation, const std::vector<Probe>& probes, std::size_t paths)
    : situation_(&situation), probes_(&probes), paths_(paths) {
  at_.resize(situation.desks.size());
  awake_.reserve(at_.size());
  later_.reserve(at_.size());
  doubt_.resize(situation.lengths.size());
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    line_offset_[rank] = people_.size();
    for (const Person& person : situation.lines[rank]) {
      lanes_[lane_of(person.rank, person.servers)].at_first.push_back(static_cast<std::uint32_t>(people_.size()));
      people_.push_back(person);
    }
    for (const CounterSet servers : situation.servers)
      lane_of_new_[rank].push_back(lane_of(static_cast<Rank>(rank), servers));
  }
  here_ = people_.size();
  people_.reserve(here_ + most_arrivals);
  for (Lane& lane : lanes_)
    lane.queue.reserve(here_ + most_arrivals);
  lanes_of_desk_.resize(situation.desks.size());
  for (std::size_t i = 0; i < lanes_.size(); ++i)
    for (std::size_t d = 0; d < situation.desks.size(); ++d)
      if ((lanes_[i].servers & bit(situation.desks[d].counter)) != 0)
        lanes_of_desk_[d][static_cast<std::size_t>(lanes_[i].rank)].push_back(i);
  coming_.reserve(situation.booked.size());
  for (const Probe& probe : probes) {
    with_everybody_ = with_everybody_ || probe.as == Probe::As::appointment;
    probe_offset_.push_back(moments_);
    moments_ += probe.moments.size();
  }
  pending_.resize(probes.size() * situation.desks.size());
  reached_.resize(moments_ * situation.desks.size());
  line_waits_.assign(here_ * paths, never);
  probe_waits_.assign(moments_ * situation.servers.size() * paths, never);
}

std::size_t Runner::lane_of(Rank rank, CounterSet servers) {
  for (std::size_t i = 0; i < lanes_.size(); ++i)
    if (lanes_[i].rank == rank && lanes_[i].servers == servers) return i;
  lanes_.push_back({rank, servers, {}, {}});
  return lanes_.size() - 1;
}

std::span<const double> Runner::wait(std::size_t rank, std::size_t place) const {
  return {line_waits_.data() + (line_offset_[rank] + place) * paths_, paths_};
}

std::span<const double> Runner::wait(std::size_t probe, std::size_t moment, std::size_t service) const {
  return {probe_waits_.data() + ((probe_offset_[probe] + moment) * situation_->servers.size() + service) * paths_,
          paths_};
}

void Runner::path(std::size_t number) {
  number_ = number;
  path_seed_ = chance::draw(situation_->seed, number);
  begin();
  while (!done()) {
    std::size_t next = at_.size();
    for (const std::size_t d : awake_)
      if (!at_[d].idle && (next == at_.size() || at_[d].free_at < at_[next].free_at)) next = d;
    double free = next < at_.size() ? at_[next].free_at : never;
    const bool opens = next_later_ < later_.size() && at_[later_[next_later_]].free_at < free;
    if (opens) {
      next = later_[next_later_];
      free = at_[next].free_at;
    }
    const bool booking = next_booking_ < coming_.size() && coming_[next_booking_].since < next_walk_in_.since;
    const double comes = booking ? coming_[next_booking_].since : next_walk_in_.since;
    if (std::min(free, comes) >= situation_->horizon) break;
    if (comes <= free && booking) {
      arrive(coming_[next_booking_++]);
    } else if (comes <= free) {
      arrive(next_walk_in_);
      draw_walk_in();
    } else {
      if (opens) open(next);
      turn(next, free);
    }
  }
  collect();
}

void Runner::begin() {
  const Situation& now = *situation_;
  for (std::size_t i = 0; i < doubt_.size(); ++i) {
    const double z = (*now.normal)(bits((std::uint64_t{4} << 40) + i));
    doubt_[i] = chance::exponential(now.lengths[i].doubt * z);
  }
  notice_ = notice_least + (notice_most - notice_least) * absence(bits(std::uint64_t{6} << 40));
  unreached_ = 0;
  waiting_ = here_;
  appointments_ = now.lines[static_cast<std::size_t>(Rank::appointment)].size();
  people_.resize(here_);
  for (Lane& lane : lanes_) {
    lane.queue.assign(lane.at_first.begin(), lane.at_first.end());
    lane.head = 0;
    lane.asked = nobody;
  }
  awake_.clear();
  later_.clear();
  next_later_ = 0;
  for (std::size_t d = 0; d < at_.size(); ++d)
    start_desk(d);
  std::sort(later_.begin(), later_.end(), [&](std::size_t a, std::size_t b) {
    return at_[a].free_at != at_[b].free_at ? at_[a].free_at < at_[b].free_at : a < b;
  });
  draw_bookings();
  bin_ = (now.origin / second + static_cast<std::int64_t>(std::max(0.0, now.opens))) / bin_seconds;
  draw_walk_in();
  std::fill(pending_.begin(), pending_.end(), 0u);
  std::fill(reached_.begin(), reached_.end(), never);
}

void Runner::start_desk(std::size_t d) {
  const Situation& now = *situation_;
  const Desk& desk = now.desks[d];
  const std::uint64_t luck = bits(desk.key);
  At& at = at_[d];
  at.idle = false;
  if (desk.state != Desk::State::agreed) {
    awake_.push_back(d);
    unreached_ += moments_;
  }
  at.appointments_in_a_row = desk.appointments_in_a_row;
  at.free_at = desk.from;
  at.until = desk.goes_on > 0 && absence(chance::mix(luck)) < desk.goes_on ? desk.at_most : desk.until;
  switch (desk.state) {
  case Desk::State::free:
    at.free_at += notice_;
    break;
  case Desk::State::called: {
    // The longer nobody has come, the likelier it is that nobody will.
    const double still = std::max(0.02, 1 - desk.elapsed / (2.5 * now.coming));
    const double absent = now.absent / (now.absent + (1 - now.absent) * still);
    const double rest = absence(luck) < absent
                            ? now.no_show - desk.elapsed
                            : std::max(shortest, now.coming - desk.elapsed) + service_time(d, desk.service, luck);
    at.free_at = std::max(shortest, rest) + turnaround;
    break;
  }
  case Desk::State::serving: {
    // Among the services that last longer than this one has lasted.
    const auto& lengths = now.lengths[desk.service].seconds;
    const double scale = doubt_[desk.service] * desk.slowness;
    const auto past = static_cast<std::size_t>(std::upper_bound(lengths.begin(), lengths.end(), desk.elapsed / scale) -
                                               lengths.begin());
    const std::size_t left = lengths.size() - past;
    double rest = desk.elapsed * (0.1 + 0.4 * absence(luck)); // longer than anything known
    if (left > 2) rest = lengths[past + quantile(luck) * left / lengths.size()] * scale - desk.elapsed;
    at.free_at = std::max(shortest, rest) + turnaround;
    break;
  }
  case Desk::State::away: {
    const double whole = (6 + 10 * absence(luck)) * 60;
    at.free_at = std::max(60.0, whole > desk.elapsed ? whole - desk.elapsed : desk.elapsed * absence(luck));
    break;
  }
  case Desk::State::agreed: {
    // Half of those that come about do so in the first quarter of the time; the longer nothing has happened, the
    // likelier it is that nothing will.
    constexpr double latest = static_cast<double>(agreed::latest) / second;
    const double past = std::sqrt(std::clamp(-desk.from / latest, 0.0, 1.0));
    const double still = agreed::come_about * (1 - past);
    const double late = past + (1 - past) * impatience(luck);
    const bool comes = absence(luck) * (still + 1 - agreed::come_about) < still;
    at.free_at = std::max(0.0, desk.from + latest * late * late);
    if (comes) later_.push_back(d);
    break;
  }
  }
}

/// As agreed.
void Runner::open(std::size_t d) {
  ++next_later_;
  awake_.push_back(d);
  unreached_ += moments_;
}

/// Calls nobody more.
void Runner::close(std::size_t d) {
  awake_.erase(std::find(awake_.begin(), awake_.end(), d));
  for (std::size_t i = 0; i < probes_->size(); ++i) {
    std::size_t& next = pending_[i * at_.size() + d];
    unreached_ -= (*probes_)[i].moments.size() - next;
    next = (*probes_)[i].moments.size();
  }
}

/// Whether every probe has been reached before the counters that are to open could do so.
bool Runner::nobody_needs_later() const {
  for (std::size_t i = next_later_; i < later_.size(); ++i) {
    const std::size_t d = later_[i];
    for (const CounterSet servers : situation_->servers) {
      if ((servers & bit(situation_->desks[d].counter)) == 0) continue;
      for (std::size_t moment = 0; moment < moments_; ++moment) {
        bool reached = false;
        for (std::size_t other = 0; other < at_.size() && !reached; ++other)
          reached = (servers & bit(situation_->desks[other].counter)) != 0 &&
                    reached_[moment * at_.size() + other] <= at_[d].free_at;
        if (!reached) return false;
      }
    }
  }
  return true;
}

double Runner::service_time(std::size_t d, std::uint32_t service, std::uint64_t luck) const {
  return situation_->lengths[service].seconds[quantile(luck)] * doubt_[service] * situation_->desks[d].slowness;
}

void Runner::draw_bookings() {
  coming_.clear();
  next_booking_ = 0;
  for (const Booked& one : situation_->booked) {
    const std::uint64_t luck = bits(one.person.key);
    if (absence(luck) >= one.show) continue;
    // Of the arrival times that are not past.
    const double share = one.passed + (1 - one.passed) * static_cast<double>(quantile(luck)) / chance::Normal::pieces;
    const auto place = std::min(static_cast<std::size_t>(share * chance::Normal::pieces), chance::Normal::pieces - 1);
    Person person = one.person;
    person.since = std::max(0.0, person.slot - come_early + come_spread * situation_->normal->piece(place));
    coming_.push_back(person);
  }
  std::sort(coming_.begin(), coming_.end(),
            [](const Person& a, const Person& b) { return a.since != b.since ? a.since < b.since : a.key < b.key; });
}

void Runner::draw_walk_in() {
  const Situation& now = *situation_;
  const std::int64_t origin = now.origin / second;
  const auto last = static_cast<std::int64_t>(now.closes);
  for (++bin_; bin_ * bin_seconds - origin < last; ++bin_) {
    const auto since = static_cast<double>(bin_ * bin_seconds - origin);
    const auto m = static_cast<std::size_t>(std::max(0.0, since - now.midnight) / 60);
    if (m >= now.per_hour.size()) break;
    const std::uint64_t luck = bits((std::uint64_t{3} << 40) + static_cast<std::uint64_t>(bin_));
    if (chance::uniform(luck) * 3600 >= now.per_hour[m] * bin_seconds) continue;
    const std::uint64_t more = chance::mix(luck);
    double left = chance::uniform(more);
    Person& next = next_walk_in_;
    next.service = 0;
    while (next.service + 1 < now.shares.size() && (left -= now.shares[next.service]) >= 0)
      ++next.service;
    if (now.servers.empty()) break;
    next.servers = now.servers[next.service];
    next.rank = absence(chance::mix(more)) < now.priority ? Rank::priority : Rank::ordinary;
    next.since = since;
    if (is_in_nobodys_way(next)) continue;
    next.key = (std::uint64_t{5} << 40) + static_cast<std::uint64_t>(bin_);
    next.ticket = 0;
    return;
  }
  next_walk_in_.since = never;
}

/// The break that `time` lies in; none outside.
const std::pair<double, double>* Runner::break_at(double time) const {
  for (const auto& one : situation_->breaks)
    if (time >= one.first && time < one.second) return &one;
  return nullptr;
}

/// Who comes last is in nobody's way, except for an appointment that is not due, of somebody who waits already or will
/// before: leaving the others out saves most of the work.
bool Runner::is_in_nobodys_way(const Person& coming) const {
  if (coming.rank != Rank::ordinary || appointments_ > 0 || with_everybody_) return false;
  return next_booking_ >= coming_.size() || coming_[next_booking_].since >= coming.since;
}

void Runner::arrive(const Person& person) {
  if (people_.size() - here_ >= most_arrivals) return; // the memory was taken beforehand
  if (is_in_nobodys_way(person)) return;
  appointments_ += person.rank == Rank::appointment;
  const auto place = static_cast<std::uint32_t>(people_.size());
  people_.push_back(person);
  Lane& lane = lanes_[lane_of_new_[static_cast<std::size_t>(person.rank)][person.service]];
  lane.queue.push_back(place);
  if (person.rank == Rank::appointment) { // by slot, whoever came first
    for (std::size_t i = lane.queue.size() - 1; i > lane.head && people_[lane.queue[i - 1]].slot > person.slot; --i)
      std::swap(lane.queue[i], lane.queue[i - 1]);
  }
  for (const std::size_t d : awake_) {
    if (!at_[d].idle || (person.servers & bit(situation_->desks[d].counter)) == 0) continue;
    if (person.since + notice_ >= at_[d].until) continue;
    reach_idle(d, person.since);
    at_[d].idle = false;
    at_[d].free_at = person.since + notice_;
    return;
  }
}

void Runner::turn(std::size_t d, double now) {
  At& at = at_[d];
  if (now >= at.until) return close(d);
  const auto* rest = break_at(now);
  shut_ = rest != nullptr ? rest->first : never;
  const Called called = choose(d, now);
  reach(d, now, called);
  if (called.person == nullptr && rest != nullptr) {
    at.free_at = rest->second;
    return;
  }
  if (called.person == nullptr) {
    at.idle = true;
    at.free_at = now;
    return;
  }
  const Person& person = *called.person;
  const std::uint64_t luck = bits(person.key);
  const bool absent = absence(luck) < situation_->absent;
  at.appointments_in_a_row = in_a_row_after(called.lane->rank, at.appointments_in_a_row);
  at.free_at = now + turnaround;
  at.free_at += absent ? situation_->no_show : situation_->coming + service_time(d, person.service, luck);
  leave_line(*called.lane, now);
}

void Runner::leave_line(Lane& lane, double now) {
  const std::uint32_t place = lane.queue[lane.head++];
  appointments_ -= lane.rank == Rank::appointment;
  if (place >= here_) return;
  line_waits_[place * paths_ + number_] = now;
  --waiting_;
}

/// Lets those go who have given up by now; they would have been called at this moment. False when nobody is left.
bool Runner::clear_head(Lane& lane, double now) {
  while (lane.head < lane.queue.size()) {
    const std::uint32_t place = lane.queue[lane.head];
    const Person& person = people_[place];
    if (lane.asked != place) {
      lane.asked = place;
      lane.patience = impatience(bits(person.key));
    }
    const double waited = now - std::max(0.0, person.since);
    if (lane.patience >= situation_->leaving * waited) return true;
    leave_line(lane, now);
  }
  return false;
}

/// The first of a rank whom this counter may call.
Runner::Called Runner::first(Rank rank, std::size_t d, double now) {
  Called called;
  const auto sooner = [rank](const Person& a, const Person& b) {
    if (rank == Rank::appointment && a.slot != b.slot) return a.slot < b.slot;
    return a.since != b.since ? a.since < b.since : a.key < b.key;
  };
  for (const std::size_t i : lanes_of_desk_[d][static_cast<std::size_t>(rank)]) {
    Lane& lane = lanes_[i];
    if (!clear_head(lane, now)) continue;
    const Person& person = people_[lane.queue[lane.head]];
    if (person.since >= shut_ && rank != Rank::returned) continue;
    if (called.person == nullptr || sooner(person, *called.person)) called = {&person, &lane, false, false};
  }
  return called;
}

Runner::Called Runner::choose(std::size_t d, double now) {
  for (const Rank rank : {Rank::returned, Rank::priority})
    if (const Called one = first(rank, d, now); one.person != nullptr) return one;
  Called appointment = first(Rank::appointment, d, now);
  Called walk_in = first(Rank::ordinary, d, now);
  const bool booked = appointment.person != nullptr;
  const bool due = booked && now >= appointment.person->slot - static_cast<double>(due_early) / second;
  const Waiting who{false, false, booked, walk_in.person != nullptr, due};
  const int in_a_row = at_[d].appointments_in_a_row;
  const int most_in_a_row = situation_->appointments_in_a_row;
  if (next_rank(who, in_a_row, most_in_a_row) == Rank::appointment) {
    appointment.for_want = !due || in_a_row >= most_in_a_row;
    return appointment;
  }
  walk_in.forced = due;
  return walk_in;
}

bool Runner::comes_after(Probe::As as, double moment, const Called& called) {
  if (called.person == nullptr) return true;
  const bool later = called.person->since > moment;
  switch (as) {
  case Probe::As::priority:
    return called.lane->rank == Rank::priority ? later : called.lane->rank != Rank::returned;
  case Probe::As::ordinary:
    return called.lane->rank == Rank::ordinary ? later : called.for_want;
  case Probe::As::appointment:
    if (called.lane->rank == Rank::ordinary) return !called.forced;
    return called.lane->rank == Rank::appointment && called.person->slot > moment;
  }
  return false;
}

void Runner::reach(std::size_t d, double now, const Called& called) {
  for (std::size_t i = 0; i < probes_->size(); ++i) {
    const Probe& probe = (*probes_)[i];
    std::size_t& next = pending_[i * at_.size() + d];
    while (next < probe.moments.size() && probe.moments[next] <= now && probe.moments[next] < shut_ &&
           comes_after(probe.as, probe.moments[next], called)) {
      reached_[(probe_offset_[i] + next) * at_.size() + d] = std::max(now, probe.moments[next] + notice_);
      ++next;
      --unreached_;
    }
  }
}

/// An idle counter calls everybody at once.
void Runner::reach_idle(std::size_t d, double until) {
  until = std::min(until, at_[d].until - notice_);
  for (std::size_t i = 0; i < probes_->size(); ++i) {
    const Probe& probe = (*probes_)[i];
    std::size_t& next = pending_[i * at_.size() + d];
    for (; next < probe.moments.size() && probe.moments[next] < until; ++next, --unreached_)
      reached_[(probe_offset_[i] + next) * at_.size() + d] = std::max(probe.moments[next], at_[d].free_at) + notice_;
  }
}

void Runner::collect() {
  for (std::size_t d = 0; d < at_.size(); ++d)
    if (at_[d].idle) reach_idle(d, never);
  const std::size_t services = situation_->servers.size();
  for (std::size_t i = 0; i < probes_->size(); ++i) {
    for (std::size_t k = 0; k < (*probes_)[i].moments.size(); ++k) {
      const std::size_t moment = probe_offset_[i] + k;
      for (std::size_t d = 0; d < at_.size(); ++d) {
        const double wait = reached_[moment * at_.size() + d] - (*probes_)[i].moments[k];
        for (std::size_t s = 0; s < services; ++s) {
          if ((situation_->servers[s] & bit(situation_->desks[d].counter)) == 0) continue;
          double& best = probe_waits_[(moment * services + s) * paths_ + number_];
          best = std::min(best, wait);
        }
      }
    }
  }
}

} // namespace lobby::forward
