#include "core/simulate/engine.hpp"

#include <algorithm>
#include <stdexcept>

namespace lobby::simulate {

namespace {

CounterSet servers_of(const Plan& plan, std::size_t service) {
  CounterSet servers = 0;
  for (std::size_t c = 0; c < plan.counters.size(); ++c)
    if ((plan.counters[c].serves & bit(service)) != 0) servers |= bit(c);
  return servers;
}

/// People join their lines in this order.
Plan in_order(Plan plan) {
  std::stable_sort(plan.waiting.begin(), plan.waiting.end(),
                   [](const Person& a, const Person& b) { return a.since < b.since; });
  return plan;
}

} // namespace

Simulator::Impl::Impl(Plan given) : plan(in_order(std::move(given))) {
  if (const std::string problem = problem_of(plan); !problem.empty()) throw std::invalid_argument(problem);
  for (std::size_t s = 0; s < plan.services.size(); ++s)
    line_of_service.push_back(line_of(servers_of(plan, s)));
  for (const Person& one : plan.waiting)
    line_of_waiting.push_back(line_of(servers_of(plan, one.service) & one.only));
  if (servers_of_line.size() > most_services) throw std::invalid_argument("waiting: for too many different counters");
  lines = servers_of_line.size();
  lanes.resize(lines * ranks);
  desks.resize(plan.counters.size());
  lines_of_desk.assign(desks.size(), 0);
  for (std::size_t c = 0; c < desks.size(); ++c) {
    for (std::size_t line = 0; line < lines; ++line)
      if ((servers_of_line[line] & bit(c)) != 0) lines_of_desk[c] |= bit(line);
    for (const Shift& shift : plan.counters[c].shifts) {
      if (shift.until <= plan.from && shift.until < plan.closes) continue;
      roster.push_back({std::max(shift.from, plan.from), c, true});
      if (shift.until < plan.closes) roster.push_back({shift.until, c, false});
    }
  }
  std::stable_sort(roster.begin(), roster.end(), [](const RosterChange& a, const RosterChange& b) {
    return a.at != b.at ? a.at < b.at : a.opens < b.opens;
  });
  for (const Stream& stream : plan.streams)
    sources.emplace_back(stream);
  appointments.reserve(plan.appointments.size());
}

std::uint32_t Simulator::Impl::line_of(CounterSet servers) {
  const auto same = std::find(servers_of_line.begin(), servers_of_line.end(), servers);
  const auto place = static_cast<std::uint32_t>(same - servers_of_line.begin());
  if (same == servers_of_line.end()) servers_of_line.push_back(servers);
  return place;
}

void Simulator::Impl::begin(std::uint64_t of_day) {
  seed = of_day;
  now = plan.from;
  people = 0;
  idle = 0;
  somebody = {};
  for (Lane& lane : lanes)
    lane.clear();
  for (std::size_t k = 0; k < sources.size(); ++k)
    sources[k].begin(seed, k, plan.from);
  soonest_source();
  for (std::size_t d = 0; d < desks.size(); ++d) {
    desks[d] = {};
    if (plan.counters[d].busy) busy_desk(d);
  }
  soonest_desk();
  next_change = 0;
  draw_appointments();
  meet_waiting();
}

/// The rest of a service is that of one that lasts longer than this one has lasted.
void Simulator::Impl::busy_desk(std::size_t d) {
  const Counter::Busy& busy = *plan.counters[d].busy;
  std::uint64_t luck = chance::draw(seed, of_counters, d);
  double rest = busy.elapsed / 10; // longer than anything known
  for (int tries = 0; tries < 64; ++tries, luck = chance::mix(luck)) {
    const double whole = plan.services[busy.service].length(luck) * plan.counters[d].pace;
    if (whole <= busy.elapsed) continue;
    rest = whole - busy.elapsed;
    break;
  }
  desks[d].next = now + rest + seconds(plan.turnaround, draw(luck, tidying));
}

void Simulator::Impl::meet_waiting() {
  for (std::size_t i = 0; i < plan.waiting.size(); ++i) {
    const Person& one = plan.waiting[i];
    Waiter waiter;
    waiter.joined = one.since;
    waiter.luck = chance::draw(seed, of_waiting, i);
    // Who has waited so long is somebody who did not give up before.
    std::uint64_t luck = draw(waiter.luck, patience);
    waiter.gives_up = now;
    for (int tries = 0; tries < 64 && waiter.gives_up <= now; ++tries, luck = chance::mix(luck))
      waiter.gives_up = one.since + seconds(plan.patience, luck);
    if (waiter.gives_up <= now) waiter.gives_up = now + seconds(plan.patience, luck); // nobody is known to wait so long
    waiter.booked = one.slot.has_value();
    waiter.slot = one.slot.value_or(0);
    waiter.who = people++;
    waiter.service = static_cast<std::uint32_t>(one.service);
    waiter.line = line_of_waiting[i];
    join(waiter, one.rank);
  }
}

void Simulator::Impl::draw_appointments() {
  appointments.clear();
  next_appointment = 0;
  for (std::size_t i = 0; i < plan.appointments.size(); ++i) {
    const std::uint64_t luck = chance::draw(seed, of_appointments, i);
    if (chance::uniform(draw(luck, keeping)) >= plan.show) continue;
    const double after = std::clamp(plan.punctuality(draw(luck, arriving)), plan.earliest, plan.latest);
    appointments.push_back({std::max(plan.from, plan.appointments[i].slot + after), i});
  }
  std::sort(appointments.begin(), appointments.end(),
            [](const Coming& a, const Coming& b) { return a.at != b.at ? a.at < b.at : a.place < b.place; });
}

} // namespace lobby::simulate
