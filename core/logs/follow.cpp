#include "core/logs/follow.hpp"

#include <algorithm>
#include <limits>

namespace lobby::logs {

namespace {

/// So many earlier lines in a row are no slip: the clock was set back, or another log begins.
constexpr int believed_after = 20;
constexpr double longest_service = 4 * 3600;

} // namespace

Followed Follower::take(const Line& line) {
  Followed followed;
  set_clock(line);
  hall_.forget();
  switch (line.what) {
  case What::join:
    followed.joined = join(line);
    break;
  case What::start:
    start(line, followed);
    break;
  case What::end:
    end(line);
    break;
  case What::leave:
  case What::gone:
    depart(line);
    break;
  }
  return followed;
}

void Follower::set_clock(const Line& line) {
  const Moment moment = day_number(line.date) * day_seconds + line.second;
  if (running_ && moment < hall_.now) {
    ++odd_.out_of_order;
    if (++earlier_ < believed_after) return;
    ++odd_.clock_set_back;
    set_back(moment);
    return;
  }
  earlier_ = 0;
  if (running_ && moment / day_seconds != hall_.now / day_seconds) end_day();
  running_ = true;
  hall_.now = moment;
}

void Follower::set_back(Moment moment) {
  earlier_ = 0;
  if (moment / day_seconds != hall_.now / day_seconds) end_day();
  hall_.begun.clear();
  hall_.called.clear();
  hall_.joins.clear();
  hall_.leaves.clear();
  hall_.now = moment;
}

void Follower::end_day() {
  odd_.never_ended += hall_.line.size();
  for (const Agent& agent : hall_.agents)
    odd_.never_closed += agent.busy();
  std::move_backward(past_.day_wait.begin(), past_.day_wait.end() - 1, past_.day_wait.end());
  past_.day_wait.front() = day_called_ >= 20 ? day_wait_ / day_called_ : std::numeric_limits<double>::quiet_NaN();
  day_wait_ = day_called_ = 0;
  const Moment now = hall_.now;
  hall_ = {};
  hall_.now = now;
}

std::size_t Follower::kind(std::string_view service) {
  const auto known = std::find(services_.begin(), services_.end(), service);
  if (known != services_.end()) return static_cast<std::size_t>(known - services_.begin());
  if (services_.size() + 1 == most_services) return most_services - 1;
  services_.emplace_back(service);
  return services_.size() - 1;
}

std::size_t Follower::join(const Line& line) {
  if (hall_.take(line.who)) ++odd_.joined_twice;
  if (hall_.line.size() == most_waiting) {
    ++odd_.never_ended;
    const auto first = std::min_element(hall_.line.begin(), hall_.line.end(),
                                        [](const Waiting& a, const Waiting& b) { return a.joined < b.joined; });
    hall_.line.erase(first);
  }
  const auto serving = [&](const Agent& agent) { return agent.busy() || hall_.now - agent.since <= 3600; };
  odd_.no_counter_open += std::none_of(hall_.agents.begin(), hall_.agents.end(), serving);
  hall_.joins.push_back(hall_.now);
  hall_.joined_today += 1;
  return hall_.add({std::string(line.who), kind(line.service), line.priority, hall_.now, ++joins_, {}});
}

void Follower::left_line(double wait, bool gave_up) {
  constexpr double keep = 0.9995;
  past_.waited = past_.waited * keep + wait;
  past_.left = past_.left * keep + (gave_up ? 1 : 0);
}

void Follower::start(const Line& line, Followed& followed) {
  const std::size_t service = kind(line.service);
  if (Agent* before = hall_.serving(line.who)) { // served twice at once: the first service is over
    ++odd_.counter_taken;
    before->who.clear();
    before->since = hall_.now;
  }
  Agent& agent = hall_.agent_or_new(line.counter);
  if (agent.busy())
    ++odd_.counter_taken;
  else if (agent.calls > 0 && !hall_.line.empty() && hall_.line_since <= agent.since)
    past_.pause.add(static_cast<double>(hall_.now - agent.since));
  agent.who = line.who;
  agent.service = service;
  agent.since = hall_.now;
  agent.calls += 1;
  agent.kinds[service] += 1;
  for (double& share : past_.share)
    share *= 0.999;
  past_.share[service] += 0.001;

  Begun begun{hall_.now, -1, 1, service, line.priority};
  followed.called = hall_.take(line.who);
  if (followed.called) {
    begun.wait = followed.wait = std::max<Moment>(0, hall_.now - followed.called->joined);
    begun.priority = followed.called->priority;
    const auto wait = static_cast<double>(begun.wait);
    begun.ratio = (wait + 10) / (followed.called->said.plain + 10);
    left_line(wait, false);
    hall_.called.push_back(begun);
    day_wait_ += wait;
    day_called_ += 1;
  }
  hall_.begun.push_back(begun);
}

void Follower::end(const Line& line) {
  Agent* agent = line.counter.empty() ? hall_.serving(line.who) : hall_.agent(line.counter);
  if (agent == nullptr || agent->who != line.who) agent = hall_.serving(line.who);
  if (agent == nullptr) {
    ++odd_.nobody_known;
    return;
  }
  const auto lasted = static_cast<double>(std::max<Moment>(0, hall_.now - agent->since));
  if (lasted <= longest_service) {
    past_.add_service(agent->service, lasted);
    agent->served += lasted;
  } else {
    ++odd_.long_services;
  }
  agent->who.clear();
  agent->since = hall_.now;
}

void Follower::depart(const Line& line) {
  const auto left = hall_.take(line.who);
  if (!left) {
    ++odd_.nobody_known;
    return;
  }
  left_line(static_cast<double>(std::max<Moment>(0, hall_.now - left->joined)), line.what == What::leave);
  hall_.leaves.push_back(hall_.now);
  hall_.left_today += 1;
}

} // namespace lobby::logs
