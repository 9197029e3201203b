#include "core/simulate/engine.hpp"

#include <algorithm>

namespace lobby::simulate {

namespace {

constexpr double due_early_seconds = static_cast<double>(due_early) / second;

} // namespace

/// At the same moment: first who gets up, then who comes (so that the doors open for all who stand before them), then
/// who becomes free, then who sits down.
void Simulator::Impl::run() {
  for (;;) {
    const double change = next_change < roster.size() ? roster[next_change].at : forever;
    const double booked = next_appointment < appointments.size() ? appointments[next_appointment].at : forever;
    const double next = std::min({change, desk_next, booked, source_next});
    if (next >= plan.until) return;
    now = next;
    if (next == change && !roster[next_change].opens)
      roster_change();
    else if (next == booked)
      check_in(appointments[next_appointment++]);
    else if (next == source_next)
      walk_in(sources[source]);
    else if (next == desk_next)
      desk_event(desk);
    else
      roster_change();
  }
}

void Simulator::Impl::soonest_desk() {
  desk_next = forever;
  for (std::size_t d = 0; d < desks.size(); ++d) {
    if (desks[d].next >= desk_next) continue;
    desk_next = desks[d].next;
    desk = d;
  }
}

void Simulator::Impl::soonest_source() {
  source_next = forever;
  for (std::size_t k = 0; k < sources.size(); ++k) {
    if (sources[k].next() >= source_next) continue;
    source_next = sources[k].next();
    source = k;
  }
}

void Simulator::Impl::roster_change() {
  const RosterChange& change = roster[next_change++];
  Desk& at = desks[change.desk];
  at.on_shift = change.opens;
  if (!change.opens)
    idle &= ~bit(change.desk);
  else if (at.next == forever)
    call_next(change.desk);
}

void Simulator::Impl::desk_event(std::size_t d) {
  Desk& at = desks[d];
  if (at.sends_on) {
    at.sends_on = false;
    at.next = now + at.tidy;
    soonest_desk();
    join(at.guest, Rank::returned);
    return;
  }
  at.next = forever;
  if (at.on_shift) call_next(d);
  soonest_desk();
}

void Simulator::Impl::walk_in(Source& from) {
  const Stream& stream = from.stream();
  Waiter one;
  one.joined = now;
  one.luck = from.luck();
  one.gives_up = now + seconds(plan.patience, draw(one.luck, patience));
  one.who = people++;
  one.service = static_cast<std::uint32_t>(stream.service);
  one.line = line_of_service[one.service];
  one.booked = stream.booked;
  one.slot = now;
  const bool first = stream.priority > 0 && chance::uniform(draw(one.luck, going_first)) < stream.priority;
  from.advance();
  soonest_source();
  join(one, first ? Rank::priority : one.booked ? Rank::appointment : Rank::ordinary);
}

void Simulator::Impl::check_in(const Coming& coming) {
  const Appointment& appointment = plan.appointments[coming.place];
  Waiter one;
  one.joined = now;
  one.luck = chance::draw(seed, of_appointments, coming.place);
  one.gives_up = now + seconds(plan.patience, draw(one.luck, patience));
  one.slot = appointment.slot;
  one.who = people++;
  one.service = static_cast<std::uint32_t>(appointment.service);
  one.line = line_of_service[one.service];
  one.booked = true;
  join(one, appointment.priority ? Rank::priority : Rank::appointment);
}

void Simulator::Impl::join(Waiter one, Rank rank) {
  const std::size_t line = one.line;
  Lane& lane = lanes[lane_of(rank, line)];
  if (rank == Rank::appointment)
    lane.push_by_slot(one);
  else
    lane.push(one);
  somebody[static_cast<std::size_t>(rank)] |= bit(line);
  const CounterSet free = idle & servers_of_line[line];
  if (free == 0) return;
  std::size_t longest = lowest(free);
  for (CounterSet rest = free & (free - 1); rest != 0; rest &= rest - 1)
    if (desks[lowest(rest)].idle_since < desks[longest].idle_since) longest = lowest(rest);
  call_next(longest);
}

/// The lane of a rank whose first this counter may call before the others'; those who have given up by now go.
Lane* Simulator::Impl::first(Rank rank, std::size_t d) {
  Lane* best = nullptr;
  std::uint64_t& any = somebody[static_cast<std::size_t>(rank)];
  for (std::uint64_t rest = any & lines_of_desk[d]; rest != 0; rest &= rest - 1) {
    const std::size_t line = lowest(rest);
    Lane& lane = lanes[lane_of(rank, line)];
    while (!lane.empty() && lane.front().gives_up <= now) {
      leave(lane.front(), rank, Visit::End::left, lane.front().gives_up);
      lane.pop();
    }
    if (lane.empty()) {
      any &= ~bit(line);
      continue;
    }
    const auto key = [rank](const Waiter& one) {
      return std::pair(rank == Rank::appointment ? one.slot : one.joined, one.who);
    };
    if (best == nullptr || key(lane.front()) < key(best->front())) best = &lane;
  }
  return best;
}

void Simulator::Impl::call_next(std::size_t d) {
  Desk& at = desks[d];
  std::array<Lane*, ranks> firsts{};
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    if ((somebody[rank] & lines_of_desk[d]) == 0) continue;
    firsts[rank] = first(static_cast<Rank>(rank), d);
    if (firsts[rank] != nullptr && rank <= static_cast<std::size_t>(Rank::priority)) break; // nobody else's turn
  }
  const Lane* booked = firsts[static_cast<std::size_t>(Rank::appointment)];
  const lobby::Waiting who{firsts[0] != nullptr, firsts[1] != nullptr, booked != nullptr, firsts[3] != nullptr,
                           booked != nullptr && now >= booked->front().slot - due_early_seconds};
  const std::optional<Rank> rank = next_rank(who, at.appointments_in_a_row, plan.most_in_a_row);
  if (!rank) {
    if ((idle & bit(d)) == 0) at.idle_since = now;
    idle |= bit(d);
    return;
  }
  Lane& lane = *firsts[static_cast<std::size_t>(*rank)];
  const Waiter one = lane.front();
  lane.pop();
  if (lane.empty()) somebody[static_cast<std::size_t>(*rank)] &= ~bit(one.line);
  idle &= ~bit(d);
  receive(d, one, *rank);
}

void Simulator::Impl::receive(std::size_t d, const Waiter& one, Rank rank) {
  Desk& at = desks[d];
  const Service& service = plan.services[one.service];
  at.appointments_in_a_row = in_a_row_after(rank, at.appointments_in_a_row);
  at.tidy = seconds(plan.turnaround, draw(one.luck, tidying));
  Visit visit{one.who, one.leg, one.service, static_cast<int>(d), rank, one.booked};
  visit.slot = one.slot;
  visit.joined = one.joined;
  visit.called = now;
  if (plan.absent > 0 && chance::uniform(draw(one.luck, missing)) < plan.absent) {
    visit.end = Visit::End::absent;
    visit.started = visit.ended = now + plan.no_show;
  } else {
    visit.started = now + seconds(plan.coming, draw(one.luck, coming));
    visit.ended = visit.started + seconds(service.length, draw(one.luck, length)) * plan.counters[d].pace;
    at.sends_on = one.leg == 0 && service.sent_on > 0 && chance::uniform(draw(one.luck, moving)) < service.sent_on;
  }
  at.next = visit.ended + at.tidy;
  if (at.sends_on) {
    visit.end = Visit::End::sent_on;
    at.next = visit.ended;
    at.guest = one;
    at.guest.joined = visit.ended;
    at.guest.luck = draw(one.luck, moved);
    at.guest.gives_up = visit.ended + seconds(plan.patience, draw(at.guest.luck, patience));
    at.guest.service = static_cast<std::uint32_t>(service.sent_to);
    at.guest.line = line_of_service[service.sent_to];
    at.guest.leg = one.leg + 1;
  }
  if (at.next < desk_next) {
    desk_next = at.next;
    desk = d;
  }
  sink->visit(visit);
}

void Simulator::Impl::leave(const Waiter& one, Rank rank, Visit::End end, double at) {
  Visit visit{one.who, one.leg, one.service, -1, rank, one.booked};
  visit.end = end;
  visit.slot = one.slot;
  visit.joined = one.joined;
  visit.ended = at;
  sink->visit(visit);
}

void Simulator::Impl::go_home() {
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const auto rank = static_cast<Rank>(i / lines);
    for (; !lanes[i].empty(); lanes[i].pop()) {
      const Waiter& one = lanes[i].front();
      const bool gone = one.gives_up <= plan.until;
      leave(one, rank, gone ? Visit::End::left : Visit::End::waiting, gone ? one.gives_up : plan.until);
    }
  }
}

Simulator::Simulator(Plan plan) : impl_(std::make_unique<Impl>(std::move(plan))) {}
Simulator::~Simulator() = default;
Simulator::Simulator(Simulator&&) noexcept = default;
Simulator& Simulator::operator=(Simulator&&) noexcept = default;

const Plan& Simulator::plan() const { return impl_->plan; }

std::uint32_t Simulator::day(std::uint64_t seed, Sink& sink) {
  impl_->sink = &sink;
  impl_->begin(seed);
  impl_->run();
  impl_->go_home();
  return impl_->people;
}

} // namespace lobby::simulate
