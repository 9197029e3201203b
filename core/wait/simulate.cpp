#include "core/wait/wait.hpp"

#include <algorithm>

namespace lobby {

namespace {

/// The Day and its events so far; refused commands leave no trace.
class Log {
public:
  Log(const Branch& branch, Date date) : branch_(&branch) { day_.date = date; }

  void tell(const Command& command, Time now) {
    const Decision decision = decide(*branch_, day_, command, now);
    const auto* decided = std::get_if<std::vector<Event>>(&decision);
    if (decided == nullptr) return;
    for (const Event& event : *decided) {
      apply(day_, event);
      events_.push_back(event);
    }
  }
  const Day& day() const { return day_; }
  std::vector<Event> take() { return std::move(events_); }

private:
  const Branch* branch_;
  Day day_;
  std::vector<Event> events_;
};

/// Everybody has gone home.
bool over(const Day& day) {
  const auto inside = [](const Ticket& one) {
    return one.state == Ticket::State::waiting || one.state == Ticket::State::called ||
           one.state == Ticket::State::serving;
  };
  const auto staffed = [](const CounterState& one) { return one.state != CounterState::State::closed; };
  return std::none_of(day.tickets.begin(), day.tickets.end(), inside) &&
         std::none_of(day.counters.begin(), day.counters.end(), staffed);
}

int priority(const event::TicketTaken& taken) { return taken.segment == Segment::vip || taken.need != Need::none; }

} // namespace

std::vector<Event> simulate_day(const Branch& branch, Date date, std::uint64_t seed) {
  const std::vector<Opening>& hours = branch.hours(date);
  if (hours.empty()) return {};
  const Time begin = at(date, std::max(0, hours.front().open - 30), 0);
  const Time closes = at(date, hours.back().close, 0);
  const Time end = closes + 3 * hour;
  Log log(branch, date);
  Actors actors(branch, seed);
  log.tell(command::OpenDay{0}, begin);
  for (Time now = begin; now < end && (now < closes || !over(log.day())); now += second) {
    if (now % (30 * second) == 0) log.tell(command::Tick{}, now);
    for (const Command& command : actors.step(log.day(), now))
      log.tell(command, now);
  }
  return log.take();
}

namespace {

/// Writes the rows of one Day's events.
class Writer {
public:
  explicit Writer(const event::DayOpened& opened)
      : date_(opened.date), midnight_(at(opened.date, 0, opened.utc_offset_minutes)) {}

  std::vector<LogRow> take() { return std::move(rows_); }
  void write(const Event& event) {
    now_ = event.at;
    std::visit([this](const auto& body) { tell(body); }, event.body);
  }

private:
  struct Visitor {
    std::string service;
    int priority = 0;
    std::string counter;
    bool served = false; ///< at this moment
    bool gone = false;   ///< called, and did not come
  };

  template <class Body> void tell(const Body&) {} // the log tells of people only

  void tell(const event::TicketTaken& taken) {
    visitors_.resize(std::max<std::size_t>(visitors_.size(), taken.ticket));
    if (Visitor* who = find(taken.ticket)) *who = {taken.service, priority(taken), "", false, false};
    add("join", taken.ticket, false);
  }
  void tell(const event::TicketCalled& called) {
    if (Visitor* who = find(called.ticket)) who->counter = called.counter;
  }
  void tell(const event::ServiceStarted& started) {
    if (Visitor* who = find(started.ticket)) who->served = true;
    add("start", started.ticket, true);
  }
  void tell(const event::ServiceFinished& finished) { end(finished.ticket); }
  void tell(const event::TicketParked& parked) { end(parked.ticket); }
  void tell(const event::TicketUnparked& back) { add("join", back.ticket, false); }
  void tell(const event::TicketTransferred& moved) {
    const bool was_served = end(moved.ticket);
    if (Visitor* who = find(moved.ticket)) who->service = moved.service;
    if (was_served) add("join", moved.ticket, false);
  }
  void tell(const event::TicketLeft& left) { add("leave", left.ticket, false); }
  void tell(const event::TicketMissed& missed) {
    if (Visitor* who = find(missed.ticket)) who->gone = true;
    add("gone", missed.ticket, true);
  }
  void tell(const event::TicketReturned& back) {
    if (Visitor* who = find(back.ticket); who != nullptr && who->gone) add("join", back.ticket, false);
  }

  Visitor* find(TicketId ticket) {
    return ticket >= 1 && ticket <= visitors_.size() ? &visitors_[ticket - 1] : nullptr;
  }
  bool end(TicketId ticket) {
    Visitor* who = find(ticket);
    if (who == nullptr || !who->served) return false;
    add("end", ticket, true);
    who->served = false;
    return true;
  }
  void add(std::string_view what, TicketId ticket, bool at_counter) {
    const Visitor* who = find(ticket);
    if (who == nullptr) return;
    rows_.push_back({date_, static_cast<double>(now_ - midnight_) / second, std::string(what), ticket, who->service,
                     who->priority, at_counter ? who->counter : ""});
  }

  Date date_;
  Time midnight_ = 0;
  Time now_ = 0;
  std::vector<Visitor> visitors_; ///< by ticket
  std::vector<LogRow> rows_;
};

} // namespace

std::vector<LogRow> log_of(const std::vector<Event>& events) {
  const auto* opened = events.empty() ? nullptr : std::get_if<event::DayOpened>(&events.front().body);
  if (opened == nullptr) return {};
  Writer writer(*opened);
  for (const Event& event : events)
    writer.write(event);
  return writer.take();
}

std::vector<LogRow> simulate_days(const Branch& branch, Date first, int days, std::uint64_t seed) {
  std::vector<LogRow> all;
  const std::int64_t begin = day_number(first);
  for (int i = 0; i < days; ++i) {
    const std::vector<LogRow> rows = log_of(simulate_day(branch, date_of_day_number(begin + i), seed));
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

} // namespace lobby
