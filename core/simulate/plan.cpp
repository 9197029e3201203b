#include "core/simulate/plan.hpp"

#include "core/wait/chance.hpp"
#include "core/wait/usual.hpp"

#include <algorithm>
#include <cmath>

namespace lobby::simulate {

namespace {

constexpr double seconds_of_minute = 60;
constexpr int minutes_of_piece = 30;
/// Nobody stays longer after closing.
constexpr double latest_after_closing = 3 * 60 * seconds_of_minute;

/// The service that those need who are sent on: the first that is called from another line and that somebody does.
std::size_t other_service(const Branch& branch, const std::vector<CounterSet>& servers, std::size_t from) {
  for (std::size_t s = 0; s < branch.services.size() && s < most_services; ++s)
    if (servers[s] != 0 && branch.services[s].prefix != branch.services[from].prefix) return s;
  return from;
}

std::vector<Service> services_of(const Branch& branch, const Experience& experience,
                                 const std::vector<CounterSet>& servers) {
  std::vector<Service> made;
  for (std::size_t s = 0; s < branch.services.size() && s < most_services; ++s) {
    const ServiceLength length = service_length(branch.services[s], experience);
    Service one;
    one.length = Distribution::log_normal(chance::exponential(length.mean_log), length.sigma);
    one.sent_to = other_service(branch, servers, s);
    if (one.sent_to != s) one.sent_on = usual::sent_on;
    made.push_back(std::move(one));
  }
  return made;
}

std::vector<Stream> streams_of(const Branch& branch, Date date, std::size_t services) {
  const demand::Arrivals arrivals(branch, date);
  const std::vector<double> shares = demand::shares(branch);
  std::vector<Stream> made;
  for (std::size_t s = 0; s < services; ++s) {
    Stream one;
    one.service = s;
    one.step = minutes_of_piece * seconds_of_minute;
    one.priority = usual::priority(branch.policy);
    for (int minute = 0; minute < 24 * 60; minute += minutes_of_piece) {
      double sum = 0;
      for (int i = minute; i < minute + minutes_of_piece; ++i)
        sum += arrivals.per_hour(i);
      one.per_hour.push_back(shares[s] * sum / minutes_of_piece);
    }
    if (shares[s] > 0) made.push_back(std::move(one));
  }
  return made;
}

} // namespace

Plan plan_of(const Branch& branch, Date date, const Experience& experience) {
  const std::vector<Opening>& hours = branch.hours(date);
  const std::vector<CounterSet> servers = demand::servers(branch);
  Plan plan;
  plan.services = services_of(branch, experience, servers);
  for (std::size_t c = 0; c < branch.counters.size() && c < most_counters; ++c) {
    Counter one;
    for (std::size_t s = 0; s < plan.services.size(); ++s)
      if ((servers[s] & (CounterSet{1} << c)) != 0) one.serves |= ServiceSet{1} << s;
    plan.counters.push_back(std::move(one));
  }
  plan.show = (1 - usual::cancelled) * (1 - usual::forgotten);
  plan.punctuality =
      Distribution::normal(usual::punctual_mean * seconds_of_minute, usual::punctual_deviation * seconds_of_minute);
  plan.earliest = -branch.policy.check_in_early_minutes * seconds_of_minute;
  plan.latest = branch.policy.check_in_late_minutes * seconds_of_minute;
  plan.patience = Distribution::log_normal(usual::patience_median * seconds_of_minute, usual::patience_sigma);
  plan.absent = usual::absent;
  plan.no_show = branch.policy.no_show_seconds;
  plan.coming = Distribution::uniform(usual::coming_least, usual::coming_most);
  plan.turnaround = Distribution::uniform(usual::gap_least, usual::gap_most);
  plan.most_in_a_row = branch.policy.appointments_in_a_row;
  plan.target = branch.policy.target_wait_minutes * seconds_of_minute;
  if (hours.empty()) return plan;
  plan.from = hours.front().open * seconds_of_minute;
  plan.closes = hours.back().close * seconds_of_minute;
  plan.until = plan.closes + latest_after_closing;
  plan.streams = streams_of(branch, date, plan.services.size());
  set_open(plan, std::vector<CounterSet>{~CounterSet{0}}, plan.from, plan.closes - plan.from, hours);
  return plan;
}

void set_open(Plan& plan, std::span<const CounterSet> open, double from, double step,
              const std::vector<Opening>& hours) {
  for (std::size_t c = 0; c < plan.counters.size(); ++c) {
    std::vector<Shift>& shifts = plan.counters[c].shifts;
    shifts.clear();
    for (const Opening& opening : hours) {
      for (std::size_t i = 0; i < open.size(); ++i) {
        if ((open[i] & (CounterSet{1} << c)) == 0) continue;
        const double begin = std::max(from + static_cast<double>(i) * step, opening.open * seconds_of_minute);
        const double end = std::min(from + static_cast<double>(i + 1) * step, opening.close * seconds_of_minute);
        if (begin >= end) continue;
        if (!shifts.empty() && shifts.back().until == begin)
          shifts.back().until = end;
        else
          shifts.push_back({begin, end});
      }
    }
  }
}

namespace {

bool is_share(double value) { return value >= 0 && value <= 1; }

/// "name[place]"
std::string at(const char* name, std::size_t place) { return std::string(name) + "[" + std::to_string(place) + "]"; }

std::string problem_of_counter(const Counter& counter, std::size_t services, const std::string& where) {
  if (services < most_services && (counter.serves >> services) != 0) return where + ".serves: an unknown service";
  if (!(counter.pace > 0 && std::isfinite(counter.pace))) return where + ".pace: above 0";
  if (counter.busy && counter.busy->service >= services) return where + ".busy.service: unknown";
  if (counter.busy && !(counter.busy->elapsed >= 0)) return where + ".busy.elapsed: 0 or more";
  double before = -HUGE_VAL;
  for (std::size_t i = 0; i < counter.shifts.size(); ++i) {
    const Shift& one = counter.shifts[i];
    if (!(one.from < one.until) || !std::isfinite(one.from)) return where + "." + at("shifts", i) + ": from < until";
    if (one.from < before) return where + "." + at("shifts", i) + ": begins before the end of the one before";
    before = one.until;
  }
  return {};
}

std::string problem_of_stream(const Stream& stream, std::size_t services, const std::string& where) {
  if (stream.service >= services) return where + ".service: unknown";
  if (!std::isfinite(stream.from)) return where + ".from: a time";
  if (!(stream.step > 0 && std::isfinite(stream.step))) return where + ".step: above 0";
  if (!is_share(stream.priority)) return where + ".priority: 0-1";
  if (!(std::abs(stream.gap.mean() - 1) < 1e-9)) return where + ".gap: of mean 1";
  for (std::size_t i = 0; i < stream.per_hour.size(); ++i)
    if (!(stream.per_hour[i] >= 0 && stream.per_hour[i] < 1e9)) return where + "." + at("per_hour", i) + ": 0 to 1e9";
  return {};
}

} // namespace

std::string problem_of(const Plan& plan) {
  const std::size_t services = plan.services.size();
  if (!std::isfinite(plan.from) || !std::isfinite(plan.until) || plan.until < plan.from)
    return "until: not before from";
  if (!std::isfinite(plan.closes)) return "closes: a time";
  if (!(plan.interval > 0) || (plan.until - plan.from) / plan.interval > 1e6) return "interval: at most a million";
  if (services > most_services) return "services: at most 64";
  if (plan.counters.size() > most_counters) return "counters: at most 64";
  for (std::size_t i = 0; i < services; ++i) {
    if (!is_share(plan.services[i].sent_on)) return at("services", i) + ".sent_on: 0-1";
    if (plan.services[i].sent_to >= services) return at("services", i) + ".sent_to: unknown";
    if (!std::isfinite(plan.services[i].length.mean())) return at("services", i) + ".length: ends some day";
  }
  for (std::size_t i = 0; i < plan.counters.size(); ++i)
    if (auto problem = problem_of_counter(plan.counters[i], services, at("counters", i)); !problem.empty())
      return problem;
  for (std::size_t i = 0; i < plan.streams.size(); ++i)
    if (auto problem = problem_of_stream(plan.streams[i], services, at("streams", i)); !problem.empty()) return problem;
  for (std::size_t i = 0; i < plan.appointments.size(); ++i)
    if (plan.appointments[i].service >= services || !std::isfinite(plan.appointments[i].slot))
      return at("appointments", i) + ": an unknown service or slot";
  for (std::size_t i = 0; i < plan.waiting.size(); ++i)
    if (plan.waiting[i].service >= services || !(plan.waiting[i].since <= plan.from))
      return at("waiting", i) + ": an unknown service, or not there yet";
  if (!is_share(plan.show)) return "show: 0-1";
  if (!is_share(plan.absent)) return "absent: 0-1";
  if (!(plan.no_show >= 0 && std::isfinite(plan.no_show))) return "no_show: 0 or more";
  if (!std::isfinite(plan.coming.mean())) return "coming: ends some day";
  if (!std::isfinite(plan.turnaround.mean())) return "turnaround: ends some day";
  if (!(plan.earliest <= plan.latest)) return "earliest: not after latest";
  return {};
}

} // namespace lobby::simulate
