#include "ui/manage/words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace manage {

using app::tr;

bool is_agreed_ahead(const lobby::Day& day, int minute) {
  return std::any_of(day.planned.begin(), day.planned.end(),
                     [minute](const lobby::Shift& one) { return one.until > minute; });
}

std::string service_names(const lobby::Branch& branch, const std::vector<std::string>& services) {
  std::string names;
  for (const std::string& id : services)
    if (const lobby::Service* service = branch.service(id))
      names += (names.empty() ? "" : tr("manage.and")) + tr(service->name);
  return names;
}

std::string shift_text(const lobby::Shift& shift) {
  return tr("manage.agreed.opening",
            {{"counter", app::counter_text(shift.counter)}, {"times", app::from_to_text(shift)}});
}

std::string number_text(double value) { return std::to_string(static_cast<long>(std::lround(value))); }

std::string wait_minutes_text(double seconds) {
  constexpr int most_hours = 3; // more says only that nobody will be called for long
  if (seconds > most_hours * 3600) return tr("manage.over_hours", {{"n", std::to_string(most_hours)}});
  return seconds < 30 ? tr("desk.under_a_minute") : tr("desk.minutes", {{"n", number_text(seconds / 60)}});
}

std::string counters_text(const lobby::Branch& branch, lobby::demand::CounterSet open) {
  std::array<int, 4> count{};
  for (auto rest = open; rest != 0; rest &= rest - 1)
    ++count[static_cast<std::size_t>(branch.counters[static_cast<std::size_t>(std::countr_zero(rest))].kind)];
  std::string text;
  for (std::size_t kind = 0; kind < count.size(); ++kind) {
    if (count[kind] == 0) continue;
    if (!text.empty()) text += " · ";
    text += tr("manage.count_of_kind",
               {{"n", std::to_string(count[kind])}, {"kind", app::kind_text(static_cast<lobby::CounterKind>(kind))}});
  }
  return text.empty() ? tr("manage.no_counter") : text;
}

std::string counter_names(const lobby::Branch& branch, lobby::demand::CounterSet open) {
  constexpr int run = 3; // neighbours from so many on are told as "4–9"
  std::string text;
  for (auto rest = open; rest != 0;) {
    const int first = std::countr_zero(rest);
    const int count = std::countr_one(rest >> first);
    const int told = count < run ? 1 : count;
    const auto id = [&](int at) -> const std::string& { return branch.counters[static_cast<std::size_t>(at)].id; };
    if (!text.empty()) text += tr("manage.and");
    text += told == 1 ? id(first) : tr("wait.clock_range", {{"from", id(first)}, {"to", id(first + told - 1)}});
    rest &= ~(((lobby::demand::CounterSet{1} << told) - 1) << first);
  }
  return text.empty() ? tr("manage.no_counter") : text;
}

std::string change_text(const lobby::Change& change, int minute_now) {
  const std::string counter = app::counter_text(change.counter);
  const std::string time = app::minute_text(change.from);
  const bool now = change.from <= minute_now;
  if (change.kind == lobby::Change::Kind::close)
    return now ? tr("manage.change.close_now", {{"counter", counter}})
               : tr("manage.change.close_at", {{"counter", counter}, {"time", time}});
  const std::string minutes = std::to_string(change.minutes);
  if (change.minutes == 0)
    return now ? tr("manage.change.open_now_on", {{"counter", counter}})
               : tr("manage.change.open_at_on", {{"counter", counter}, {"time", time}});
  return now ? tr("manage.change.open_now", {{"counter", counter}, {"minutes", minutes}})
             : tr("manage.change.open_at", {{"counter", counter}, {"time", time}, {"minutes", minutes}});
}

std::string in_minutes_text(int minutes) {
  constexpr int most = 90;
  if (minutes <= most) return tr("manage.in_minutes", {{"n", std::to_string(minutes)}});
  const long halves = std::lround(minutes / 30.0);
  return tr("manage.in_hours", {{"n", std::to_string(halves / 2) + (halves % 2 == 0 ? "" : ".5")}});
}

kit::Tone tone_of_wait(double seconds, const lobby::Branch& branch) {
  if (seconds > branch.policy.limit_wait_minutes * 60.0) return kit::Tone::danger;
  return seconds > branch.policy.target_wait_minutes * 60.0 ? kit::Tone::warning : kit::Tone::normal;
}

std::string why_text(const std::string& why) { return tr(why); }

} // namespace manage
