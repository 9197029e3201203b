#include "core/staffing/hall.hpp"
#include "core/staffing/staffing.hpp"
#include "core/wait/agreed.hpp"

#include <algorithm>
#include <cmath>

namespace lobby {

namespace {

using hall::Hall;
using hall::Outcome;
using hall::Staffing;
using hall::Waits;
using hall::Window;

constexpr int paths = 100;
constexpr double looked_ahead = 3600; ///< from when a change begins
constexpr double back_after = 600;    ///< a pause lasts so long
constexpr double overtime = 6 * 3600;
constexpr int point_minutes = 15;
constexpr int lengths[] = {30, 60, 120}; ///< of an opening, minutes, tried in this order
/// What changes the wait by less is not worth a word.
constexpr double worth_seconds = 30;
constexpr double worth_people = 0.5;

/// Of those who are called: how long they wait whom nobody calls is a figure of ours, and would drown the others.
double mean(const Waits& waits) {
  const double served = waits.people - waits.unserved;
  return served > 0 ? (waits.waited - waits.unserved_waited) / served : 0;
}

/// People in the rest of the day, over all paths.
double unserved(const Outcome& outcome) {
  double sum = 0;
  for (const Waits& one : outcome.of_service)
    sum += one.unserved;
  return sum;
}

bool helps(const WhatIf& answer) {
  return answer.before - answer.after >= worth_seconds || answer.served_more >= worth_people;
}

/// Opens or closes within [from, until), whatever was there.
void set(std::vector<Window>& windows, double from, double until, bool open) {
  std::vector<Window> out;
  for (const Window& one : windows) {
    if (one.from < from) out.push_back({one.from, std::min(one.until, from)});
    if (one.until > until) out.push_back({std::max(one.from, until), one.until});
  }
  if (open) out.push_back({from, until});
  std::sort(out.begin(), out.end(), [](const Window& a, const Window& b) { return a.from < b.from; });
  windows.clear();
  for (const Window& one : out) {
    if (!windows.empty() && windows.back().until >= one.from)
      windows.back().until = std::max(windows.back().until, one.until);
    else
      windows.push_back(one);
  }
}

} // namespace

struct Advisor::Impl {
  explicit Impl(const StaffingCase& of);

  void go_on(std::size_t c);
  bool open_at(std::size_t c, int minute_of_day) const;
  void look();
  int passing(const Outcome& outcome) const;
  Staffing only_in_openings(Staffing staffing) const;
  Staffing with(const Change& change) const;
  std::size_t place(std::string_view counter) const;
  WhatIf ask(const Change& change) const;
  std::vector<WhatIf> openings_at(int from) const;
  bool within_target(const WhatIf& answer) const {
    return answer.known && answer.after <= of.rules.target_minutes * 60;
  }

  const StaffingCase of;
  Hall hall;
  int minute_now = 0;
  Staffing as_is;
  Outcome outcome;
  Outlook outlook;
};

Advisor::Impl::Impl(const StaffingCase& about)
    : of(about),
      hall(about.branch, about.experience, expected(about.branch, about.footfall, about.day.date), about.day, about.now,
           paths,
           chance::draw(chance::of_name(about.branch.id), static_cast<std::uint64_t>(day_number(about.day.date)), 1),
           about.rules.limit_minutes * 60.0) {
  if (hall.closes() <= 0 || hall.begins() >= hall.closes()) {
    outlook.why = hall.closes() <= 0 ? "staffing.closed" : "staffing.over";
    return;
  }
  minute_now = static_cast<int>(hall.begins() / 60);
  as_is.resize(std::min<std::size_t>(of.branch.counters.size(), demand::most_counters));
  bool any = false;
  for (std::size_t c = 0; c < as_is.size(); ++c) {
    go_on(c);
    any = any || !as_is[c].empty();
  }
  outlook.known = any;
  if (!any) outlook.why = "staffing.no_counter_open";
  outcome = hall.live(as_is);
  if (any) look();
}

/// As the counter is now, and as is agreed for it.
void Advisor::Impl::go_on(std::size_t c) {
  const double end = hall.closes() + overtime;
  const std::string& id = of.branch.counters[c].id;
  const agreed::Ahead plan = agreed::ahead(of.branch, of.day, id, of.now);
  const CounterState* state = of.day.counter(id);
  if (state != nullptr && state->state != CounterState::State::closed) {
    double from = hall.begins();
    if (state->state == CounterState::State::paused) {
      const std::optional<Break> rest = break_at(of.branch, of.day, of.now); // at table
      from += rest ? static_cast<double>(rest->until - of.now) / second : back_after;
    }
    const double until = plan.ends ? *plan.ends * 60.0 : end;
    if (from < until) as_is[c].push_back({from, until});
  }
  for (const Shift& one : plan.openings) {
    const std::optional<int> last = agreed::last_call(of.branch.hours(of.day.date), one.until);
    set(as_is[c], std::max(hall.begins(), one.from * 60.0), last ? *last * 60.0 : end, true);
  }
}

bool Advisor::Impl::open_at(std::size_t c, int minute_of_day) const {
  const double time = std::max(hall.begins(), minute_of_day * 60.0);
  return std::any_of(as_is[c].begin(), as_is[c].end(),
                     [=](const Window& one) { return one.from <= time + back_after && time < one.until; });
}

/// For what a counter costs: nobody need be there for new customers before the opening and in the lunch gap.
Staffing Advisor::Impl::only_in_openings(Staffing staffing) const {
  double closed_from = 0;
  for (const Window& opening : hall.openings()) {
    for (std::vector<Window>& windows : staffing)
      set(windows, closed_from, opening.from, false);
    closed_from = opening.until;
  }
  return staffing;
}

void Advisor::Impl::look() {
  const double begin = minute_now / point_minutes * point_minutes * 60.0;
  for (double from = begin; from < hall.closes(); from += point_minutes * 60) {
    const Waits waits = outcome.between(from, from + point_minutes * 60);
    const auto in = [from](const Window& one) { return from + point_minutes * 60 > one.from && from < one.until; };
    if (std::none_of(hall.openings().begin(), hall.openings().end(), in)) continue;
    outlook.points.push_back({static_cast<int>(from / 60), waits.people / hall.paths(), mean(waits)});
  }
  outlook.mean_wait = mean(outcome.between(hall.begins(), hall.begins() + looked_ahead));
  for (std::size_t s = 0; s < outcome.of_service.size(); ++s) {
    if (outcome.of_service[s].unserved < worth_people * hall.paths()) continue;
    outlook.unserved += outcome.of_service[s].unserved / hall.paths();
    outlook.unserved_services.push_back(of.branch.services[s].id);
  }
  outlook.passes_target_at = passing(outcome);
  outlook.past_target_now = outlook.passes_target_at >= 0 && outlook.passes_target_at <= minute_now;
}

/// From when on those who come wait longer than the target, two quarters of an hour in a row: one alone is chance.
int Advisor::Impl::passing(const Outcome& of_outcome) const {
  const double target = of.rules.target_minutes * 60.0;
  const double quarter = point_minutes * 60;
  bool before = false;
  for (double from = minute_now / point_minutes * quarter; from < hall.closes(); from += quarter) {
    const bool past = mean(of_outcome.between(from, from + quarter)) > target;
    if (past && before) return std::max(minute_now, static_cast<int>((from - quarter) / 60));
    before = past;
  }
  return -1;
}

std::size_t Advisor::Impl::place(std::string_view counter) const {
  std::size_t c = 0;
  while (c < as_is.size() && of.branch.counters[c].id != counter)
    ++c;
  return c;
}

Staffing Advisor::Impl::with(const Change& change) const {
  Staffing staffing = as_is;
  const double from = std::max(hall.begins(), change.from * 60.0);
  const double end = hall.closes() + overtime;
  std::vector<Window>& windows = staffing[place(change.counter)];
  if (change.kind == Change::Kind::close)
    set(windows, from, end, false);
  else
    set(windows, from, change.minutes > 0 ? std::min(end, from + change.minutes * 60.0) : end, true);
  return staffing;
}

WhatIf Advisor::Impl::ask(const Change& change) const {
  WhatIf answer;
  answer.change = change;
  answer.change.from = std::max(minute_now, change.from);
  const std::size_t c = place(change.counter);
  if (c >= as_is.size() || answer.change.from * 60.0 >= hall.closes()) return answer;
  const Staffing changed = with(answer.change);
  const auto minutes_of = [&](const std::vector<Window>& windows) {
    double sum = 0;
    for (const Window& one : windows)
      sum += std::max(0.0, std::min(one.until, hall.closes()) - one.from) / 60;
    return sum;
  };
  answer.cost_minutes = minutes_of(only_in_openings(changed)[c]) - minutes_of(only_in_openings(as_is)[c]);
  if (answer.cost_minutes == 0) return answer;
  const double from = std::max(hall.begins(), answer.change.from * 60.0);
  const Outcome after = hall.live(changed);
  answer.known = true;
  answer.before = mean(outcome.between(from, from + looked_ahead));
  answer.after = mean(after.between(from, from + looked_ahead));
  answer.served_more = (unserved(outcome) - unserved(after)) / hall.paths();
  answer.passes_target_at = passing(after);
  return answer;
}

/// One answer for each kind of counter that is closed then.
std::vector<WhatIf> Advisor::Impl::openings_at(int from) const {
  std::vector<WhatIf> answers;
  std::vector<const std::vector<std::string>*> asked;
  for (std::size_t c = 0; c < as_is.size(); ++c) {
    const Counter& counter = of.branch.counters[c];
    const auto same = [&](const std::vector<std::string>* serves) { return *serves == counter.serves; };
    if (open_at(c, from) || std::any_of(asked.begin(), asked.end(), same)) continue;
    asked.push_back(&counter.serves);
    WhatIf best;
    for (const int length : lengths) {
      const WhatIf one = ask({Change::Kind::open, counter.id, from, length});
      // As long as it takes to bring the wait within the target; an hour for those whom nobody serves.
      const bool enough = within_target(one) && one.served_more < worth_people;
      if (length == 60 || enough) best = one;
      if (enough || (length >= 60 && !helps(one))) break;
    }
    if (best.known && helps(best)) answers.push_back(best);
  }
  std::stable_sort(answers.begin(), answers.end(), [](const WhatIf& a, const WhatIf& b) {
    const double more = std::round(a.served_more) - std::round(b.served_more);
    return more != 0 ? more > 0 : a.after < b.after;
  });
  return answers;
}

Advisor::Advisor(const StaffingCase& of) : impl_(std::make_unique<Impl>(of)) {}
Advisor::~Advisor() = default;
Advisor::Advisor(Advisor&&) noexcept = default;
Advisor& Advisor::operator=(Advisor&&) noexcept = default;
const Outlook& Advisor::outlook() const { return impl_->outlook; }
WhatIf Advisor::ask(const Change& change) const { return impl_->ask(change); }

std::vector<WhatIf> Advisor::suggestions() const {
  const Impl& now = *impl_;
  if (now.as_is.empty()) return {};
  std::vector<WhatIf> all = now.openings_at(now.minute_now);
  const int passes = now.outlook.passes_target_at;
  if (passes > now.minute_now) {
    const int half = passes / half_hour_minutes * half_hour_minutes; // a shift begins at a half hour
    std::vector<WhatIf> later = now.openings_at(std::max(half, now.minute_now));
    if (!later.empty()) all.insert(all.begin() + std::min<std::ptrdiff_t>(1, std::ssize(all)), later.front());
  }
  std::vector<const std::vector<std::string>*> asked;
  for (std::size_t c = 0; c < now.as_is.size(); ++c) {
    const Counter& counter = now.of.branch.counters[c];
    const auto same = [&](const std::vector<std::string>* serves) { return *serves == counter.serves; };
    if (!now.open_at(c, now.minute_now) || std::any_of(asked.begin(), asked.end(), same)) continue;
    asked.push_back(&counter.serves);
    const WhatIf one = now.ask({Change::Kind::close, counter.id, now.minute_now, 0});
    if (now.within_target(one) && one.passes_target_at < 0 && one.served_more > -worth_people) all.push_back(one);
  }
  return all;
}

} // namespace lobby
