#include "core/wait/forward.hpp"
#include "core/wait/record.hpp"
#include "core/wait/wait.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

namespace lobby {

namespace {

using forward::CounterSet;
using forward::Probe;

constexpr std::size_t paths = 200;
/// The rest of the day is looked at more coarsely than the line that is there.
constexpr std::size_t outlook_paths = 60;
/// Whoever comes so late that they would be called so long after closing is better told so.
constexpr double grace = 30 * 60;
/// Counters beyond those open now are expected from so many seconds on.
constexpr double planned_ahead = 15 * 60;

Forecast unknown(const char* why) {
  Forecast forecast;
  forecast.why = why;
  return forecast;
}

/// Too long when the middle of them is beyond `limit`.
Forecast quantiles(std::span<const double> waits, double limit) {
  if (waits.empty()) return unknown("wait.too_long");
  std::vector<double> sample(waits.begin(), waits.end());
  const auto at = [&](std::size_t percent) {
    const auto place = static_cast<std::ptrdiff_t>((sample.size() - 1) * percent / 100);
    std::nth_element(sample.begin(), sample.begin() + place, sample.end());
    return sample[static_cast<std::size_t>(place)];
  };
  if (at(50) > limit) return unknown("wait.too_long");
  const auto whole = [&](double seconds) { return std::floor(std::clamp(seconds, 0.0, limit) + 0.5); };
  Forecast forecast;
  forecast.known = true;
  forecast.p10 = whole(at(10));
  forecast.p50 = whole(at(50));
  forecast.p90 = std::max(forecast.p50, whole(at(90)));
  return forecast;
}

} // namespace

struct Predictor::Impl {
  Impl(const Branch& of, const Experience& before) : branch(&of), experience(before) {}

  void refresh(const Day& day, Time now);
  void run_line();
  void count_ahead(const Day& day, Time now);
  void look_out();
  Forecast told(std::span<const double> waits, double limit, CounterSet servers) const;
  int ahead_of_walk_in(std::size_t service, bool priority) const;
  std::size_t place(std::string_view service) const;

  const Branch* branch;
  Experience experience; ///< of the days before
  Experience today;      ///< with the Day looked at
  chance::Normal normal;
  forward::Situation situation;
  std::map<TicketId, Forecast> tickets;
  std::vector<Forecast> ordinary, priority; ///< walk-ins by service
  std::map<int, double> booked;             ///< appointments by slot

  // The rest of the day; looked at when somebody asks.
  bool looked_out = false;
  std::map<int, std::vector<Forecast>> slots; ///< by minute, then by service
};

void Predictor::Impl::refresh(const Day& day, Time now) {
  today = experience;
  learn(today, *branch, day);
  forward::look(*branch, today, normal, day, Predictor::moment(day, now), situation);
  booked.clear();
  for (const Appointment& one : day.appointments)
    if (one.state <= Appointment::State::checked_in) booked[one.slot] += 1;
  run_line();
  count_ahead(day, now);
  looked_out = false;
}

void Predictor::Impl::run_line() {
  const double doors = std::max(0.0, situation.doors);
  const std::vector<Probe> probes = {{Probe::As::ordinary, {doors}}, {Probe::As::priority, {doors}}};
  forward::Runner runner(situation, probes, paths);
  for (std::size_t p = 0; p < paths; ++p)
    runner.path(p);

  tickets.clear();
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    for (std::size_t i = 0; i < situation.lines[rank].size(); ++i) {
      const forward::Person& person = situation.lines[rank][i];
      tickets[person.ticket] = told(runner.wait(rank, i), situation.horizon, person.servers);
    }
  }
  ordinary.assign(branch->services.size(), unknown("wait.closed"));
  priority = ordinary;
  if (situation.doors < 0) return;
  for (std::size_t s = 0; s < branch->services.size(); ++s) {
    const double limit = situation.closes - doors + grace;
    ordinary[s] = told(runner.wait(0, 0, s), limit, situation.servers[s]);
    priority[s] = told(runner.wait(1, 0, s), limit, situation.servers[s]);
    ordinary[s].ahead = ahead_of_walk_in(s, false);
    priority[s].ahead = ahead_of_walk_in(s, true);
  }
}

/// Of somebody whom these counters serve.
Forecast Predictor::Impl::told(std::span<const double> waits, double limit, CounterSet servers) const {
  if ((servers & situation.staffed) == 0) return unknown("wait.no_counter");
  if (10 * std::count(waits.begin(), waits.end(), forward::never) >= std::ssize(waits)) {
    bool stays = false, ends = false; // and else an agreed opening is late and may not come about
    for (const forward::Desk& one : situation.desks) {
      if ((servers >> one.counter & 1) == 0) continue;
      const bool open = one.state != forward::Desk::State::agreed;
      stays = stays || (open && one.until == forward::never);
      ends = ends || open || one.from > 0;
    }
    if (!stays) return unknown(ends ? "wait.plan_ends" : "wait.no_counter");
  }
  Forecast forecast = quantiles(waits, limit);
  if (forecast.known) record::calibrate(today.calibration, limit, forecast);
  return forecast;
}

/// The same as people_ahead, for everybody at once.
void Predictor::Impl::count_ahead(const Day& day, Time now) {
  CounterSet open = 0;
  for (std::size_t c = 0; c < branch->counters.size() && c < demand::most_counters; ++c) {
    const CounterState* state = day.counter(branch->counters[c].id);
    if (state != nullptr && state->state == CounterState::State::open) open |= CounterSet{1} << c;
  }
  std::map<TicketId, CounterSet> servers;
  for (const auto& line_of_rank : situation.lines)
    for (const forward::Person& one : line_of_rank)
      servers[one.ticket] = one.servers;
  std::vector<CounterSet> before;
  for (const TicketId id : line(*branch, day, now)) {
    const auto who = servers.find(id);
    if (who == servers.end()) continue;
    const CounterSet mine = (who->second & open) != 0 ? who->second & open : who->second;
    tickets[id].ahead = static_cast<int>(
        std::count_if(before.begin(), before.end(), [=](CounterSet one) { return (one & mine) != 0; }));
    before.push_back(who->second);
  }
}

int Predictor::Impl::ahead_of_walk_in(std::size_t service, bool first) const {
  int ahead = 0;
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    if (first && rank > static_cast<std::size_t>(Rank::priority)) break;
    for (const forward::Person& one : situation.lines[rank])
      ahead += (one.servers & situation.servers[service]) != 0;
  }
  return ahead;
}

void Predictor::Impl::look_out() {
  looked_out = true;
  slots.clear();
  const double length = std::max(1, branch->policy.slot_minutes);
  Probe probe{Probe::As::appointment, {}};
  std::vector<int> minutes;
  for (std::size_t i = 0; i < situation.breaks.size(); ++i) { // one break before every opening
    const double from = situation.breaks[i].second;
    const double until = i + 1 < situation.breaks.size() ? situation.breaks[i + 1].first : situation.closes;
    for (double moment = from; moment + length * 60 <= until; moment += length * 60) {
      if (moment < 0) continue;
      probe.moments.push_back(moment);
      minutes.push_back(static_cast<int>((moment - situation.midnight) / 60 + 0.5));
    }
  }
  forward::Situation later = situation;
  forward::staff_ahead(*branch, planned_ahead, later);
  const std::vector<Probe> probes = {probe};
  forward::Runner runner(later, probes, outlook_paths);
  for (std::size_t p = 0; p < outlook_paths; ++p)
    runner.path(p);
  for (std::size_t k = 0; k < minutes.size(); ++k) {
    std::vector<Forecast>& of_slot = slots[minutes[k]];
    for (std::size_t s = 0; s < branch->services.size(); ++s) {
      const bool somebody = (later.servers[s] & later.staffed) != 0;
      const double limit = later.closes - probe.moments[k] + grace;
      of_slot.push_back(somebody ? quantiles(runner.wait(0, k, s), limit) : unknown("wait.no_counter"));
    }
  }
}

std::size_t Predictor::Impl::place(std::string_view service) const {
  const auto found = std::find_if(branch->services.begin(), branch->services.end(),
                                  [=](const Service& one) { return one.id == service; });
  return static_cast<std::size_t>(found - branch->services.begin());
}

Predictor::Predictor(const Branch& branch, const Experience& experience)
    : impl_(std::make_unique<Impl>(branch, experience)) {}
Predictor::~Predictor() = default;
Predictor::Predictor(Predictor&&) noexcept = default;
Predictor& Predictor::operator=(Predictor&&) noexcept = default;

void Predictor::refresh(const Day& day, Time now) { impl_->refresh(day, now); }

Time Predictor::moment(const Day& day, Time now) { return std::max(now - now % grain, day.last_at); }

Record Predictor::week() const {
  constexpr std::size_t days = 7;
  const std::vector<Record>& all = impl_->today.record;
  Record sum;
  for (std::size_t i = all.size() - std::min(days, all.size()); i < all.size(); ++i) {
    sum.date = all[i].date;
    sum.judged += all[i].judged;
    sum.held += all[i].held;
    sum.shown_held += all[i].shown_held;
    sum.error += all[i].error;
  }
  return sum;
}

Forecast Predictor::ticket(TicketId ticket) const {
  const auto found = impl_->tickets.find(ticket);
  return found == impl_->tickets.end() ? unknown("wait.not_waiting") : found->second;
}

Forecast Predictor::walk_in(std::string_view service, Segment segment) const {
  const std::size_t s = impl_->place(service);
  if (s >= impl_->ordinary.size()) return unknown(impl_->ordinary.empty() ? "wait.closed" : "wait.no_counter");
  const bool first = segment == Segment::vip && impl_->branch->policy.vip_first;
  return first ? impl_->priority[s] : impl_->ordinary[s];
}

Forecast Predictor::slot(std::string_view service, int slot) const {
  if (!impl_->looked_out) impl_->look_out();
  const std::size_t s = impl_->place(service);
  const auto found = impl_->slots.find(slot);
  if (found == impl_->slots.end()) return unknown("wait.closed");
  return s < found->second.size() ? found->second[s] : unknown("wait.no_counter");
}

double Predictor::crowd(int slot) const {
  const forward::Situation& day = impl_->situation;
  const Policy& policy = impl_->branch->policy;
  const auto in_slot = [&](int from) {
    double people = 0;
    for (int m = from; m < from + policy.slot_minutes; ++m)
      if (m >= 0 && m < static_cast<int>(day.per_hour.size())) people += day.per_hour[static_cast<std::size_t>(m)] / 60;
    return people;
  };
  double places = 0;
  for (const Service& service : impl_->branch->services)
    places += impl_->branch->capacity(service.id);
  const double peak =
      day.per_hour.empty() ? 0 : *std::max_element(day.per_hour.begin(), day.per_hour.end()) * policy.slot_minutes / 60;
  const double full = peak + std::min(places, peak); // bookings are a part of the day, never most of it
  if (full <= 0) return 0;
  double people = in_slot(slot);
  if (const auto found = impl_->booked.find(slot); found != impl_->booked.end()) people += found->second;
  const double begins = day.midnight + slot * 60.0;
  if (begins <= 0 && 0 < begins + policy.slot_minutes * 60.0)
    for (const auto& waiting : day.lines)
      people += static_cast<double>(waiting.size());
  return std::clamp(people / full, 0.0, 1.0);
}

} // namespace lobby
