#include "core/staffing/footfall.hpp"

#include <algorithm>

namespace lobby {

namespace {

/// Folds the events of a Day into its record.
class Recorder {
public:
  Recorder(const Branch& branch, const event::DayOpened& opened)
      : branch_(branch), midnight_(at(opened.date, 0, opened.utc_offset_minutes)) {
    record_.date = opened.date;
    std::array<bool, half_hours> open{};
    for (const Opening& opening : branch.hours(opened.date))
      for (int m = std::max(0, opening.open); m < std::min(opening.close, 24 * 60); ++m)
        open[static_cast<std::size_t>(m / half_hour_minutes)] = true;
    for (int h = 0; h < half_hours; ++h) {
      if (!open[static_cast<std::size_t>(h)]) continue;
      record_.halves.emplace_back();
      record_.halves.back().minute = h * half_hour_minutes;
    }
    for (const Service& service : branch.services)
      record_.services.push_back({service.id, 0});
  }

  void tell(const Event& event) {
    const int open = static_cast<int>(std::count(open_.begin(), open_.end(), true));
    count_counters(open, event.at);
    std::visit([&](const auto& body) { take(body, event.at); }, event.body);
  }

  DayRecord finish(Time until) {
    count_counters(static_cast<int>(std::count(open_.begin(), open_.end(), true)), until);
    for (const Shift& one : since_)
      add_open(one, until);
    return std::move(record_);
  }

private:
  struct Visitor {
    Time waits_from = 0;
    DayRecord::Half* half = nullptr;
    bool called = false;
  };

  template <class Body> void take(const Body&, Time) {} // nobody comes, is called or opens

  void take(const event::TicketTaken& taken, Time now) {
    DayRecord::Half* half = half_of(now);
    if (half == nullptr) return;
    ++(taken.slot >= 0 ? half->booked : half->walk_ins);
    for (DayRecord::ServiceCount& one : record_.services)
      one.people += one.service == taken.service;
    visitors_.resize(std::max<std::size_t>(visitors_.size(), taken.ticket + std::size_t{1}));
    visitors_[taken.ticket] = {waits_from(midnight_, now, taken.slot), half, false};
  }
  void take(const event::TicketCalled& called, Time now) {
    if (called.ticket >= visitors_.size()) return;
    Visitor& who = visitors_[called.ticket];
    if (who.half == nullptr || who.called) return;
    who.called = true;
    const double waited = std::max(0.0, static_cast<double>(now - who.waits_from) / second);
    ++who.half->called;
    who.half->waited += waited;
    who.half->late += waited > branch_.policy.target_wait_minutes * 60.0;
  }
  void take(const event::CounterOpened& one, Time now) {
    set(one.counter, true);
    since_.push_back({one.counter, minute_of(now), 0});
  }
  void take(const event::CounterResumed& one, Time) { set(one.counter, true); }
  void take(const event::CounterPaused& one, Time) { set(one.counter, false); }
  void take(const event::CounterClosed& one, Time now) {
    set(one.counter, false);
    const auto found =
        std::find_if(since_.begin(), since_.end(), [&](const Shift& open) { return open.counter == one.counter; });
    if (found == since_.end()) return;
    add_open(*found, now);
    since_.erase(found);
  }

  int minute_of(Time time) const {
    return static_cast<int>(std::clamp<Duration>((time - midnight_) / minute, 0, 24 * 60));
  }
  void add_open(const Shift& since, Time until) {
    if (const int end = minute_of(until); since.from < end) record_.open.push_back({since.counter, since.from, end});
  }

  void set(std::string_view counter, bool open) {
    open_.resize(branch_.counters.size());
    for (std::size_t c = 0; c < branch_.counters.size(); ++c)
      if (branch_.counters[c].id == counter) open_[c] = open;
  }

  /// In which somebody counts who comes now: of the opening that it is, or the next one; after closing, the last.
  DayRecord::Half* half_of(Time now) {
    const auto m = static_cast<int>((now - midnight_) / minute);
    for (DayRecord::Half& half : record_.halves)
      if (m < half.minute + half_hour_minutes) return &half;
    return record_.halves.empty() ? nullptr : &record_.halves.back();
  }

  void count_counters(int open, Time until) {
    for (DayRecord::Half& half : record_.halves) {
      const Time from = midnight_ + half.minute * minute;
      const Time to = from + half_hour_minutes * minute;
      const Duration both = std::min(to, until) - std::max(from, counted_until_);
      if (both > 0) half.counters += open * static_cast<double>(both) / static_cast<double>(to - from);
    }
    counted_until_ = std::max(counted_until_, until);
  }

  const Branch& branch_;
  Time midnight_;
  DayRecord record_;
  std::vector<Visitor> visitors_; ///< by ticket id
  std::vector<bool> open_;        ///< by place in branch.counters
  std::vector<Shift> since_;      ///< those that have opened and not closed; `until` is not known
  Time counted_until_ = 0;
};

} // namespace

DayRecord record_of(const Branch& branch, const std::vector<Event>& events, Time until) {
  const auto* opened = events.empty() ? nullptr : std::get_if<event::DayOpened>(&events.front().body);
  if (opened == nullptr) return {};
  Recorder recorder(branch, *opened);
  for (const Event& event : events)
    recorder.tell(event);
  return recorder.finish(until);
}

} // namespace lobby
