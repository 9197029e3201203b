#include "core/wait/tellers.hpp"

#include "core/visit/call_order.hpp"
#include "core/wait/agreed.hpp"
#include "core/wait/usual.hpp"

#include <algorithm>

namespace lobby::sim {

namespace {

enum : std::uint64_t { opening = 101, coming, serving, pace, gap, pause_after, pause_length, transferring, noticing };

/// The plan keeps counters at most so busy: the rest is what keeps waits short.
constexpr double target = 0.9;
/// A line that is there already should be gone in about so many hours.
constexpr double hours_to_clear = 1.2;
constexpr Duration staffing_interval = 2 * minute;
constexpr Duration shortest_turn = 30 * minute; ///< nobody opens a counter for less
constexpr Duration away_after = hour;           ///< an agreed opening, unless another is agreed
constexpr Duration patience_with_refusals = 15 * second;

std::string teller_name(std::size_t c) {
  const std::string number = std::to_string(c + 1);
  return "sim:" + std::string(number.size() < 2 ? 1 : 0, '0') + number;
}

double between(double least, double most, double luck) { return least + (most - least) * luck; }

demand::CounterSet bit(std::size_t c) { return demand::CounterSet{1} << c; }

} // namespace

Tellers::Tellers(const Branch& branch, const chance::Normal& normal, std::uint64_t seed)
    : branch_(&branch), normal_(&normal), base_seed_(seed), shares_(demand::shares(branch)),
      hours_(demand::mean_hours(branch)), servers_(demand::servers(branch)) {
  const std::size_t counters = std::min<std::size_t>(branch.counters.size(), demand::most_counters);
  for (std::size_t c = 0; c < counters; ++c)
    desks_.push_back({teller_name(c), 0, 0, 0, 0, 0, 0});
}

double Tellers::luck(std::uint64_t what, std::uint64_t who) const {
  return chance::uniform(chance::draw(seed_, what, who));
}

Tellers::Hall Tellers::look(const Day& day, Time now) const {
  Hall hall;
  for (const Ticket& one : day.tickets)
    hall.waiting += one.state == Ticket::State::waiting;
  for (const CounterState& one : day.counters) {
    hall.open += one.state == CounterState::State::open;
    hall.paused += one.state == CounterState::State::paused;
  }
  const std::vector<Opening>& hours = branch_->hours(day.date);
  if (hours.empty()) return hall;
  hall.opens = at(day.date, hours.front().open, day.utc_offset_minutes);
  hall.closes = at(day.date, hours.back().close, day.utc_offset_minutes);
  for (const Opening& one : hours)
    if (hall.shuts <= now) hall.shuts = at(day.date, one.close, day.utc_offset_minutes);
  hall.rest = break_at(*branch_, day, now);
  return hall;
}

void Tellers::step(const Day& day, const Customers& customers, Time now, std::vector<Command>& commands) {
  if (day.date != date_) {
    date_ = day.date;
    seed_ = chance::draw(base_seed_, static_cast<std::uint64_t>(day_number(date_)));
    arrivals_.emplace(*branch_, date_);
    staffed_at_ = 0;
  }
  if (local_date(now, day.utc_offset_minutes) < day.date) return; // nobody sits there days before
  const Hall hall = look(day, now);
  look_at_plan(day, now);
  if (now - staffed_at_ >= staffing_interval) staff(day, hall, now);
  called_ = false;
  for (std::size_t c = 0; c < desks_.size(); ++c) {
    Desk& desk = desks_[c];
    const CounterState* state = day.counter(branch_->counters[c].id);
    const bool closed = state == nullptr || state->state == CounterState::State::closed;
    if (!closed && !state->teller.starts_with("sim:")) continue; // somebody real sits there
    // What was refused is not asked again and again: wait for something to happen, or a while.
    if (now - desk.asked_at < patience_with_refusals && desk.asked_number == day.number) continue;
    const std::size_t before = commands.size();
    if (closed)
      open(day, hall, c, now, commands);
    else if (state->ticket == 0)
      idle(day, hall, *state, c, now, commands);
    else
      attend(day, customers, *state, c, now, commands);
    if (commands.size() != before) {
      desk.asked_at = now;
      desk.asked_number = day.number;
    }
  }
}

void Tellers::staff(const Day& day, const Hall& hall, Time now) {
  staffed_at_ = now;
  const int m = std::min(local_minute(now, day.utc_offset_minutes) + 3, 24 * 60 - 1); // a little ahead
  std::vector<double> load(shares_.size());
  for (std::size_t i = 0; i < load.size(); ++i)
    load[i] = shares_[i] * arrivals_->per_hour(m) * hours_[i];
  for (const Ticket& one : day.tickets) {
    if (one.state != Ticket::State::waiting) continue;
    for (std::size_t i = 0; i < load.size(); ++i)
      if (branch_->services[i].id == one.service) load[i] += hours_[i] / hours_to_clear;
  }
  demand::CounterSet others = 0; // held by real tellers: they come and go as they like
  demand::CounterSet mine = 0;
  for (std::size_t c = 0; c < desks_.size(); ++c) {
    const CounterState* state = day.counter(branch_->counters[c].id);
    if (state == nullptr || state->state == CounterState::State::closed) continue;
    if (state->teller.starts_with("sim:"))
      mine |= bit(c);
    else
      others |= bit(c);
  }
  const demand::CounterSet enough = demand::plan(servers_, load, target, others | (mine & agreed_), mine & ~gone_);
  const bool over = hall.closes != 0 && now >= hall.closes;
  const bool first = mine == 0;
  wanted_ = demand::plan(servers_, load, target, enough | agreed_, over && !first ? 0 : ~gone_);
  spare_ = mine & ~enough;
}

/// What the manager has agreed on: who opens at its time and stays, and who goes at the end and is not back at once.
void Tellers::look_at_plan(const Day& day, Time now) {
  agreed_ = gone_ = 0;
  for (const Shift& one : day.planned) {
    const Time from = at(day.date, one.from, day.utc_offset_minutes);
    const Time until = at(day.date, one.until, day.utc_offset_minutes);
    const std::optional<int> last = agreed::last_call(branch_->hours(day.date), one.until);
    const Time gone = last ? at(day.date, *last, day.utc_offset_minutes) : now + 1;
    for (std::size_t c = 0; c < desks_.size(); ++c) {
      if (branch_->counters[c].id != one.counter) continue;
      if (from <= now && now < until) agreed_ |= bit(c);
      if (gone <= now && now < gone + away_after) gone_ |= bit(c);
    }
  }
  gone_ &= ~agreed_;
}

void Tellers::open(const Day& day, const Hall& hall, std::size_t c, Time now, std::vector<Command>& commands) {
  const bool wanted = (((wanted_ & ~gone_) | agreed_) & bit(c)) != 0;
  if (hall.closes == 0 || hall.rest || !wanted) return;
  // In the morning everybody comes in their own time, around the opening.
  const auto sits_down = static_cast<Duration>((-2 + 3 * luck(opening, c)) * minute);
  if (now < hall.opens + sits_down || (now >= hall.closes && hall.waiting == 0)) return;
  for (const CounterState& one : day.counters)
    if (one.teller == desks_[c].teller) return;
  commands.push_back(command::OpenCounter{branch_->counters[c].id, desks_[c].teller});
}

/// Whom this counter may call, from before the doors were shut.
bool Tellers::somebody_inside(const Day& day, Time shut, std::size_t c) const {
  return std::any_of(day.tickets.begin(), day.tickets.end(), [&](const Ticket& one) {
    return one.state == Ticket::State::waiting && one.taken_at < shut && may_call(*branch_, branch_->counters[c], one);
  });
}

/// A teller with nobody to serve does other work, and looks up so much later.
Duration Tellers::notices(TicketId ticket) const {
  return static_cast<Duration>((2 + 8 * luck(noticing, ticket)) * second);
}

void Tellers::idle(const Day& day, const Hall& hall, const CounterState& state, std::size_t c, Time now,
                   std::vector<Command>& commands) {
  const std::uint64_t turn = static_cast<std::uint64_t>(state.since) ^ c; // known after a restart, too
  const Duration sat = now - state.since;
  if (state.state == CounterState::State::paused) {
    const auto length = static_cast<Duration>((7 + 8 * luck(pause_length, turn)) * minute);
    if ((gone_ & bit(c)) != 0)
      commands.push_back(command::CloseCounter{state.id});
    else if (!hall.rest && (sat >= length || hall.waiting > 4 * hall.open))
      commands.push_back(command::ResumeCounter{state.id});
    return;
  }
  if (hall.rest && !somebody_inside(day, hall.rest->from, c)) {
    if (sat > minute) commands.push_back(command::PauseCounter{state.id});
    return;
  }
  const Ticket* work = hall.waiting > 0 ? day.ticket(next_for(*branch_, day, state.id, now).ticket) : nullptr;
  if (!work && now >= hall.closes) {
    commands.push_back(command::CloseCounter{state.id});
  } else if ((gone_ & bit(c)) != 0) {
    commands.push_back(command::CloseCounter{state.id});
  } else if (!work && (spare_ & bit(c)) != 0 && sat >= shortest_turn && now >= hall.opens) {
    spare_ = 0; // one at a time
    commands.push_back(command::CloseCounter{state.id});
  } else if (!work && sat > static_cast<Duration>((100 + 50 * luck(pause_after, turn)) * minute) &&
             hall.waiting <= hall.open && hall.paused == 0 && hall.open > 1 && now + 30 * minute < hall.shuts) {
    commands.push_back(command::PauseCounter{state.id});
  } else if (work && !called_ && now >= desks_[c].ready_at && now >= hall.opens &&
             now - work->in_line_since >= notices(work->id)) {
    called_ = true;
    commands.push_back(command::CallNext{state.id});
  }
}

void Tellers::attend(const Day& day, const Customers& customers, const CounterState& state, std::size_t c, Time now,
                     std::vector<Command>& commands) {
  const Ticket* ticket = day.ticket(state.ticket);
  if (ticket == nullptr) return;
  if (ticket->state == Ticket::State::serving) {
    if (finish(day, *ticket, c, now, commands))
      desks_[c].ready_at =
          now + static_cast<Duration>(between(usual::gap_least, usual::gap_most, luck(gap, ticket->id)) * second);
    return;
  }
  const Duration called = now - ticket->called_at;
  const Policy& policy = branch_->policy;
  if (customers.stays_away(ticket->id)) {
    const Duration gone = policy.no_show_seconds * second;
    if (called >= gone)
      commands.push_back(command::MarkNoShow{ticket->id});
    else if (called >= gone / 2 && ticket->calls == 1 && policy.max_recalls > 0)
      commands.push_back(command::Recall{ticket->id});
    return;
  }
  // A real person reads the phone, stands up and looks for the counter.
  const double later = customers.ours(ticket->id) ? 0 : 10;
  const double comes = between(usual::coming_least, usual::coming_most, luck(coming, ticket->id)) + later;
  if (called >= static_cast<Duration>(comes * second)) commands.push_back(command::StartService{ticket->id});
}

Duration Tellers::takes(const Ticket& ticket, const Service& service, std::size_t c) const {
  const double z = (*normal_)(chance::draw(seed_, serving, ticket.id ^ (chance::of_name(ticket.service) << 1)));
  const double speed = between(usual::pace_least, usual::pace_most, luck(pace, c));
  const double minutes = service.typical_minutes * speed * chance::exponential(service.spread * z);
  return static_cast<Duration>(std::clamp(minutes, 0.75, 90.0) * minute);
}

bool Tellers::finish(const Day& day, const Ticket& ticket, std::size_t c, Time now, std::vector<Command>& commands) {
  const Service* service = branch_->service(ticket.service);
  if (service == nullptr) return false;
  Desk& desk = desks_[c];
  if (desk.serving != ticket.id || desk.serving_since != ticket.started_at) {
    desk.serving = ticket.id;
    desk.serving_since = ticket.started_at;
    desk.takes = takes(ticket, *service, c);
  }
  if (now - ticket.started_at < desk.takes) return false;
  if (luck(transferring, ticket.id) < usual::sent_on) {
    for (const Service& other : branch_->services) {
      const bool again = other.prefix == service->prefix || other.id == ticket.service;
      const bool staffed = std::any_of(day.counters.begin(), day.counters.end(), [&](const CounterState& one) {
        const Counter* counter = branch_->counter(one.id);
        return one.state == CounterState::State::open && counter != nullptr && branch_->serves(*counter, other.id) &&
               counter->id != ticket.counter;
      });
      if (again || !staffed || ticket.in_line_since != ticket.taken_at) continue;
      commands.push_back(command::Transfer{ticket.id, other.id, "", "other_service"});
      return true;
    }
  }
  commands.push_back(command::FinishService{ticket.id});
  return true;
}

} // namespace lobby::sim
