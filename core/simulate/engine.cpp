#include "core/simulate/simulate.hpp"

#include "core/wait/chance.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <stdexcept>
#include <utility>

namespace lobby::simulate {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double due_early_seconds = static_cast<double>(due_early) / second;
constexpr double seconds_of_hour = 3600;

// What a customer's luck is drawn for, so that no two share it.
enum : std::uint64_t { going_first = 1, patience, keeping, arriving, missing, coming, length, moving, moved, tidying };
// Whose luck it is: streams have the numbers from 0.
enum : std::uint64_t { of_appointments = std::uint64_t{1} << 32, of_waiting, of_counters };

std::uint64_t bit(std::size_t place) { return std::uint64_t{1} << place; }
std::size_t lowest(std::uint64_t set) { return static_cast<std::size_t>(std::countr_zero(set)); }
std::uint64_t draw(std::uint64_t luck, std::uint64_t what) { return chance::mix(luck ^ (what << 56)); }

/// Somebody in a line.
struct Waiter {
  double joined = 0;
  double gives_up = never;
  double slot = 0;
  std::uint64_t luck = 0;
  std::uint32_t who = 0;
  std::uint32_t service = 0;
  std::uint32_t leg = 0;
  bool booked = false;
};

/// People of one rank whom the same counters may call: only the first of them can be next.
class Lane {
public:
  bool empty() const { return head_ == people_.size(); }
  const Waiter& front() const { return people_[head_]; }
  void clear() {
    people_.clear();
    head_ = 0;
  }
  void pop() {
    ++head_;
    if (head_ == people_.size()) {
      clear();
    } else if (head_ >= 64 && head_ * 2 >= people_.size()) { // half of it is past: each is moved once on average
      people_.erase(people_.begin(), people_.begin() + static_cast<std::ptrdiff_t>(head_));
      head_ = 0;
    }
  }
  void push(const Waiter& one) { people_.push_back(one); }
  /// By slot, whoever came first.
  void push_by_slot(const Waiter& one) {
    people_.push_back(one);
    for (std::size_t i = people_.size() - 1; i > head_ && people_[i - 1].slot > people_[i].slot; --i)
      std::swap(people_[i - 1], people_[i]);
  }

private:
  std::vector<Waiter> people_;
  std::size_t head_ = 0; ///< all before have gone
};

/// The walk-ins of one stream, one after the other.
class Source {
public:
  explicit Source(const Stream& stream) : stream_(&stream) {}

  void begin(std::uint64_t seed, std::uint64_t number, double from) {
    base_ = chance::draw(seed, number);
    count_ = 0;
    piece_ = 0;
    time_ = stream_->from;
    do
      advance();
    while (next_ < from);
  }
  double next() const { return next_; }
  std::uint64_t luck() const { return luck_; }
  const Stream& stream() const { return *stream_; }

  /// Goes on by one gap, which passes as fast as people are expected.
  void advance() {
    luck_ = chance::mix(base_ ^ ++count_);
    double people = stream_->gap(draw(luck_, arriving));
    for (; piece_ < stream_->per_hour.size(); ++piece_) {
      const double per_second = stream_->per_hour[piece_] / seconds_of_hour;
      const double end = stream_->from + static_cast<double>(piece_ + 1) * stream_->step;
      const double until_end = (end - time_) * per_second;
      if (people < until_end) {
        time_ += people / per_second;
        next_ = time_;
        return;
      }
      people -= until_end;
      time_ = end;
    }
    next_ = never;
  }

private:
  const Stream* stream_;
  std::uint64_t base_ = 0, count_ = 0, luck_ = 0;
  std::size_t piece_ = 0;
  double time_ = 0;
  double next_ = never;
};

/// A counter during a day.
struct Desk {
  double next = never; ///< something ends: service, or tidying up
  double idle_since = 0;
  bool on_shift = false;
  bool sends_on = false; ///< at `next`, `guest` joins another line
  int appointments_in_a_row = 0;
  double tidy = 0; ///< seconds from then to the next call
  Waiter guest;
};

struct RosterChange {
  double at = 0;
  std::size_t desk = 0;
  bool opens = false;
};

struct Coming {
  double at = 0;
  std::size_t place = 0; ///< in Plan::appointments
};

} // namespace

struct Simulator::Impl {
  explicit Impl(Plan given);

  void begin(std::uint64_t seed);
  void meet_waiting();
  void draw_appointments();
  void busy_desk(std::size_t d);
  void run();
  void roster_change();
  void desk_event(std::size_t d);
  void walk_in(Source& source);
  void check_in(const Coming& coming);
  void join(Waiter one, Rank rank);
  void call_next(std::size_t d);
  void receive(std::size_t d, const Waiter& one, Rank rank);
  Lane* first(Rank rank, std::size_t d);
  void leave(const Waiter& one, Rank rank, Visit::End end, double at);
  void go_home();
  std::size_t lane_of(Rank rank, std::size_t line) const { return static_cast<std::size_t>(rank) * lines + line; }
  void soonest_desk();
  void soonest_source();

  const Plan plan;
  // Services that the same counters do share their lines.
  std::size_t lines = 0;
  std::vector<std::size_t> line_of_service;
  std::vector<CounterSet> servers_of_line;
  std::vector<std::uint64_t> lines_of_desk; ///< one bit for each line
  std::vector<RosterChange> roster;

  // one day
  Sink* sink = nullptr;
  std::uint64_t seed = 0;
  double now = 0;
  std::vector<Source> sources;
  std::vector<Lane> lanes;
  std::array<std::uint64_t, ranks> somebody{}; ///< by rank: lines with people
  std::vector<Desk> desks;
  CounterSet idle = 0;
  std::vector<Coming> appointments;
  std::size_t next_change = 0, next_appointment = 0;
  std::size_t desk = 0, source = 0; ///< whose event is next
  double desk_next = never, source_next = never;
  std::uint32_t people = 0;
};

namespace {

/// People join their lines in this order.
Plan in_order(Plan plan) {
  std::stable_sort(plan.waiting.begin(), plan.waiting.end(),
                   [](const Person& a, const Person& b) { return a.since < b.since; });
  return plan;
}

} // namespace

Simulator::Impl::Impl(Plan given) : plan(in_order(std::move(given))) {
  if (const std::string problem = problem_of(plan); !problem.empty()) throw std::invalid_argument(problem);
  for (std::size_t s = 0; s < plan.services.size(); ++s) {
    CounterSet servers = 0;
    for (std::size_t c = 0; c < plan.counters.size(); ++c)
      if ((plan.counters[c].serves & bit(s)) != 0) servers |= bit(c);
    const auto same = std::find(servers_of_line.begin(), servers_of_line.end(), servers);
    line_of_service.push_back(static_cast<std::size_t>(same - servers_of_line.begin()));
    if (same == servers_of_line.end()) servers_of_line.push_back(servers);
  }
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
    return a.at != b.at ? a.at < b.at : a.opens < b.opens; // who goes makes room first
  });
  for (const Stream& stream : plan.streams)
    sources.emplace_back(stream);
  appointments.reserve(plan.appointments.size());
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
  desks[d].next = now + rest + plan.turnaround(draw(luck, tidying));
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
      waiter.gives_up = one.since + plan.patience(luck);
    waiter.booked = one.slot.has_value();
    waiter.slot = one.slot.value_or(0);
    waiter.who = people++;
    waiter.service = static_cast<std::uint32_t>(one.service);
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

/// At the same moment: first who sits down or gets up, then who becomes free, then who comes.
void Simulator::Impl::run() {
  for (;;) {
    const double change = next_change < roster.size() ? roster[next_change].at : never;
    const double booked = next_appointment < appointments.size() ? appointments[next_appointment].at : never;
    const double next = std::min({change, desk_next, booked, source_next});
    if (next >= plan.until) return;
    now = next;
    if (next == change)
      roster_change();
    else if (next == desk_next)
      desk_event(desk);
    else if (next == source_next)
      walk_in(sources[source]);
    else
      check_in(appointments[next_appointment++]);
  }
}

void Simulator::Impl::soonest_desk() {
  desk_next = never;
  for (std::size_t d = 0; d < desks.size(); ++d) {
    if (desks[d].next >= desk_next) continue;
    desk_next = desks[d].next;
    desk = d;
  }
}

void Simulator::Impl::soonest_source() {
  source_next = never;
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
  else if (at.next == never)
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
  at.next = never;
  if (at.on_shift) call_next(d);
  soonest_desk();
}

void Simulator::Impl::walk_in(Source& from) {
  const Stream& stream = from.stream();
  Waiter one;
  one.joined = now;
  one.luck = from.luck();
  one.gives_up = now + plan.patience(draw(one.luck, patience));
  one.who = people++;
  one.service = static_cast<std::uint32_t>(stream.service);
  const bool first = stream.priority > 0 && chance::uniform(draw(one.luck, going_first)) < stream.priority;
  from.advance();
  soonest_source();
  join(one, first ? Rank::priority : Rank::ordinary);
}

void Simulator::Impl::check_in(const Coming& coming) {
  const Appointment& appointment = plan.appointments[coming.place];
  Waiter one;
  one.joined = now;
  one.luck = chance::draw(seed, of_appointments, coming.place);
  one.gives_up = now + plan.patience(draw(one.luck, patience));
  one.slot = appointment.slot;
  one.who = people++;
  one.service = static_cast<std::uint32_t>(appointment.service);
  one.booked = true;
  join(one, appointment.priority ? Rank::priority : Rank::appointment);
}

void Simulator::Impl::join(Waiter one, Rank rank) {
  const std::size_t line = line_of_service[one.service];
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
  if (lane.empty()) somebody[static_cast<std::size_t>(*rank)] &= ~bit(line_of_service[one.service]);
  idle &= ~bit(d);
  receive(d, one, *rank);
}

void Simulator::Impl::receive(std::size_t d, const Waiter& one, Rank rank) {
  Desk& at = desks[d];
  const Service& service = plan.services[one.service];
  at.appointments_in_a_row = one.booked ? at.appointments_in_a_row + 1 : 0;
  at.tidy = plan.turnaround(draw(one.luck, tidying));
  Visit visit{one.who, one.leg, one.service, static_cast<int>(d), rank, one.booked};
  visit.slot = one.slot;
  visit.joined = one.joined;
  visit.called = now;
  if (plan.absent > 0 && chance::uniform(draw(one.luck, missing)) < plan.absent) {
    visit.end = Visit::End::absent;
    visit.started = visit.ended = now + plan.no_show;
  } else {
    visit.started = now + plan.coming(draw(one.luck, coming));
    visit.ended = visit.started + service.length(draw(one.luck, length)) * plan.counters[d].pace;
    at.sends_on = one.leg == 0 && service.sent_on > 0 && chance::uniform(draw(one.luck, moving)) < service.sent_on;
  }
  at.next = visit.ended + at.tidy;
  if (at.sends_on) {
    visit.end = Visit::End::sent_on;
    at.next = visit.ended;
    at.guest = one;
    at.guest.joined = visit.ended;
    at.guest.luck = draw(one.luck, moved);
    at.guest.gives_up = visit.ended + plan.patience(draw(at.guest.luck, patience));
    at.guest.service = static_cast<std::uint32_t>(service.sent_to);
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
