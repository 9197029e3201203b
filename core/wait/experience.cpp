#include "core/wait/chance.hpp"
#include "core/wait/record.hpp"
#include "core/wait/wait.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace lobby {

namespace {

/// The bank file's typical minutes and spread count as much as so many services.
constexpr double prior_count = 10;
/// Older services fade away: about so many are remembered for each service.
constexpr double memory = 400;
/// Shorter is a slip of the finger, longer a counter that nobody told that the customer had gone.
constexpr Duration shortest = 15 * second;
constexpr Duration longest = 4 * hour;

Experience::ServiceTime prior(const Service& service) {
  return {service.id, prior_count, chance::logarithm(service.typical_minutes * 60),
          prior_count * service.spread * service.spread};
}

/// Sisters that have seen fewer services of a kind, all together, say no more than the bank file.
constexpr double enough_of_sisters = 30;

/// All that the sisters know of a service as one; nothing when that is too little.
std::optional<Experience::ServiceTime> pooled(const std::string& service, const std::vector<Experience>& sisters) {
  double count = 0;
  double sum = 0;
  double squares = 0;
  for (const Experience& sister : sisters) {
    for (const Experience::ServiceTime& one : sister.services) {
      if (one.service != service || one.count <= prior_count) continue;
      count += one.count;
      sum += one.count * one.mean_log;
      squares += one.m2_log + one.count * one.mean_log * one.mean_log;
    }
  }
  if (!(count >= enough_of_sisters)) return std::nullopt;
  const double mean = sum / count;
  return Experience::ServiceTime{service, prior_count, mean,
                                 prior_count * std::max(0.0, squares / count - mean * mean)};
}

void observe(Experience::ServiceTime& time, double log_seconds) {
  const double kept = 1 - 1 / memory;
  time.count *= kept;
  time.m2_log *= kept;
  // Welford 1962, with weights
  time.count += 1;
  const double before = log_seconds - time.mean_log;
  time.mean_log += before / time.count;
  time.m2_log += before * (log_seconds - time.mean_log);
}

} // namespace

ServiceLength service_length(const Service& service, const Experience& experience) {
  // Experience may come from elsewhere: what is no number, or beyond reason, counts as nothing learned.
  const auto sound = [](const Experience::ServiceTime& time) {
    return time.count >= 1 && time.count < 1e9 && time.mean_log > 0 && time.mean_log < 12 && time.m2_log >= 0 &&
           time.m2_log < 1e9;
  };
  const auto known = std::find_if(experience.services.begin(), experience.services.end(),
                                  [&](const Experience::ServiceTime& one) { return one.service == service.id; });
  const bool learned = known != experience.services.end() && sound(*known);
  const Experience::ServiceTime time = learned ? *known : prior(service);
  return {std::clamp(time.mean_log, 0.0, 10.0), std::clamp(std::sqrt(time.m2_log / time.count), 0.05, 2.0), time.count};
}

Experience prior_experience(const Branch& branch, const std::vector<Experience>& sisters) {
  Experience experience;
  for (const Service& service : branch.services)
    experience.services.push_back(pooled(service.id, sisters).value_or(prior(service)));
  return experience;
}

void learn(Experience& experience, const Branch& branch, const Day& day) {
  for (const Ticket& ticket : day.tickets) {
    const Duration took = ticket.finished_at - ticket.started_at;
    if (ticket.state != Ticket::State::finished || took < shortest || took > longest) continue;
    const Service* service = branch.service(ticket.service);
    if (service == nullptr) continue; // the bank file has changed since
    auto time = std::find_if(experience.services.begin(), experience.services.end(),
                             [&](const Experience::ServiceTime& one) { return one.service == ticket.service; });
    if (time == experience.services.end()) time = experience.services.insert(time, prior(*service));
    observe(*time, chance::logarithm(static_cast<double>(took) / second));
  }
  record::judge(experience, day);
}

} // namespace lobby
