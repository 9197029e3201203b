#include "core/wait/record.hpp"
#include "core/wait/chance.hpp"

#include <algorithm>
#include <cmath>

namespace lobby {

namespace {

using Calibration = Experience::Calibration;

/// How far one wait moves a factor's logarithm at most. A drift of 20 % is followed within some thirty calls, and
/// chance alone keeps a factor within some percent.
constexpr double step = 0.05;
/// Below this there was nothing to wait for, and nothing to be right about.
constexpr double worth_judging = 60;
/// "Now" is right up to so many seconds.
constexpr double now_lasts = 90;

double waited(const Ticket& ticket) { return static_cast<double>(ticket.called_at - ticket.taken_at) / second; }

/// Called in the turn that they were told of: neither moved to another line nor put back later.
bool was_called(const Ticket& ticket) {
  return ticket.told.known && ticket.called_at != 0 && ticket.in_line_since == ticket.taken_at &&
         ticket.called_at >= ticket.taken_at;
}

bool counts(const Ticket& ticket) { return ticket.told.p90 >= worth_judging || waited(ticket) >= worth_judging; }

/// Moves one factor: `share` of all waits should be shorter than what it makes.
void follow(double& factor, bool longer, double share) {
  factor = std::clamp(factor + step * (longer ? share : share - 1), -Calibration::furthest, Calibration::furthest);
}

} // namespace

SpokenWait spoken(double p10, double p90) {
  if (p90 < now_lasts) return {0, 1};
  const auto minutes = [](double seconds, bool up) {
    const double exact = seconds / 60;
    const double unit = exact > 30 ? 5 : 1;
    return static_cast<int>((up ? std::ceil(exact / unit) : std::floor(exact / unit)) * unit);
  };
  return {minutes(p10, false), minutes(p90, true)};
}

namespace record {

void judge(Experience& experience, const Day& day) {
  std::vector<const Ticket*> called;
  for (const Ticket& one : day.tickets)
    if (was_called(one) && counts(one)) called.push_back(&one);
  if (called.empty()) return;
  std::sort(called.begin(), called.end(), [](const Ticket* a, const Ticket* b) {
    return a->called_at != b->called_at ? a->called_at < b->called_at : a->id < b->id;
  });
  Record today;
  today.date = day.date;
  for (const Ticket* one : called) {
    const double wait = waited(*one);
    const ToldWait& told = one->told;
    const SpokenWait shown = spoken(told.p10, told.p90);
    ++today.judged;
    today.held += told.p10 <= wait && wait <= told.p90;
    today.shown_held += shown.from * 60 <= wait && wait <= std::max(now_lasts, shown.to * 60.0);
    today.error += std::fabs(wait - told.p50);
    follow(experience.calibration.low, wait > told.p10, 0.1);
    follow(experience.calibration.middle, wait > told.p50, 0.5);
    follow(experience.calibration.high, wait > told.p90, 0.9);
  }
  experience.record.push_back(today);
  if (experience.record.size() > Experience::most_days) experience.record.erase(experience.record.begin());
}

void calibrate(const Calibration& calibration, double limit, Forecast& forecast) {
  const auto whole = [=](double seconds, double factor) {
    return std::floor(std::clamp(seconds * chance::exponential(factor), 0.0, limit) + 0.5);
  };
  forecast.p50 = whole(forecast.p50, calibration.middle);
  forecast.p10 = std::min(forecast.p50, whole(forecast.p10, calibration.low));
  forecast.p90 = std::max(forecast.p50, whole(forecast.p90, calibration.high));
}

} // namespace record

Decision decide_and_tell(const Branch& branch, const Day& day, const Command& command, const Experience& experience,
                         Time now) {
  Decision decision = decide(branch, day, command, now);
  auto* events = std::get_if<std::vector<Event>>(&decision);
  const bool taken = events && std::any_of(events->begin(), events->end(), [](const Event& one) {
                       return std::holds_alternative<event::TicketTaken>(one.body);
                     });
  if (!taken) return decision;
  Day then = day;
  for (const Event& one : *events)
    if (!apply(then, one)) return decision;
  Predictor predictor(branch, experience);
  predictor.refresh(then, now);
  const TicketId ticket = then.tickets.back().id;
  const Forecast forecast = predictor.ticket(ticket);
  if (!forecast.known) return decision;
  const auto seconds = [](double value) { return static_cast<int>(value); };
  const command::TellWait tell{ticket, seconds(forecast.p10), seconds(forecast.p50), seconds(forecast.p90)};
  const Decision told = decide(branch, then, tell, now);
  if (const auto* more = std::get_if<std::vector<Event>>(&told))
    events->insert(events->end(), more->begin(), more->end());
  return decision;
}

} // namespace lobby
