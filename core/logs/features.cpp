#include "core/logs/features.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lobby::logs {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Collects the values. Their names are for the reader.
class Writer {
public:
  explicit Writer(std::vector<float>& values) : values_(values) {}
  void operator()(std::string_view, double value) { values_.push_back(static_cast<float>(value)); }

private:
  std::vector<float>& values_;
};

double seconds_since(const Hall& hall, Moment at) { return static_cast<double>(std::max<Moment>(0, hall.now - at)); }

template <class Kept, class Test> double count_within(const Kept& kept, Moment from, Test test) {
  double count = 0;
  for (auto one = kept.rbegin(); one != kept.rend() && one->at >= from; ++one)
    count += test(*one);
  return count;
}

double moments_within(const std::deque<Moment>& moments, Moment from) {
  return static_cast<double>(moments.end() - std::lower_bound(moments.begin(), moments.end(), from));
}

void of_the_person(Writer& write, const Hall& hall, const Waiting& me) {
  const Moment second = hall.now % day_seconds;
  write("service", static_cast<double>(me.service));
  write("priority", me.priority);
  write("time", static_cast<double>(second));
  const Moment day = hall.now / day_seconds;
  write("weekday", static_cast<double>((day + 3) % 7 + 1));
}

void of_the_line(Writer& write, const Hall& hall, const Past& past, std::size_t place) {
  const Waiting& me = hall.line[place];
  double same = 0, prior = 0, age = 0, work = 0, oldest = 0, oldest_same = 0;
  for (std::size_t i = 0; i < place; ++i) {
    const Waiting& one = hall.line[i];
    const double waited = seconds_since(hall, one.joined);
    age += waited;
    oldest = std::max(oldest, waited);
    prior += one.priority > me.priority;
    work += past.service_length(one.service).mean();
    if (one.service != me.service) continue;
    same += 1;
    oldest_same = std::max(oldest_same, waited);
  }
  const auto ahead = static_cast<double>(place);
  write("line", static_cast<double>(hall.line.size()) - 1);
  write("ahead", ahead);
  write("ahead same service", same);
  write("ahead prior", prior);
  write("age of those ahead", place > 0 ? age / ahead : 0);
  write("oldest ahead", oldest);
  write("oldest ahead same service", oldest_same);
  write("age of first", place > 0 ? seconds_since(hall, hall.line.front().joined) : 0);
  write("work ahead", work);
  write("line since", seconds_since(hall, hall.line_since));
}

void of_the_agents(Writer& write, const Hall& hall, const Past& past, std::size_t place) {
  const Waiting& me = hall.line[place];
  double active[3] = {}, busy = 0, mine = 0, busy_mine = 0, rest30 = 0, rest60 = 0, rest180 = 0, mine60 = 0;
  double idle_short = unknown, idle = 0, served = 0, ended = 0, served_for = 0, longest = 0, expected = 0;
  double pausing = 0, mine_share = 0;
  for (const Agent& agent : hall.agents) {
    const double passed = seconds_since(hall, agent.since);
    if (passed > 7200) continue;
    served += agent.served;
    ended += agent.calls - (agent.busy() ? 1 : 0);
    const bool does = (kinds_of(agent, past) >> me.service & 1) != 0;
    for (int i = 0; i < 3; ++i)
      active[i] += agent.busy() || passed <= (i == 0 ? 60 : i == 1 ? 300 : 900);
    mine += does && (agent.busy() || passed <= 300);
    if (agent.busy()) {
      const Lengths& lengths = past.service_length(agent.service);
      busy += 1;
      busy_mine += does;
      served_for += passed;
      longest = std::max(longest, passed);
      rest30 += lengths.over_within(passed, 30);
      const double soon = lengths.over_within(passed, 60);
      rest60 += soon;
      mine60 += does ? soon : 0;
      rest180 += lengths.over_within(passed, 180);
      expected += 1 / (10 + lengths.mean());
      mine_share += agent.calls > 0 ? static_cast<double>(agent.kinds[me.service]) / agent.calls : 0;
    } else {
      idle_short = idle > 0 ? std::min(idle_short, passed) : passed;
      idle += 1;
      if (passed <= 300) pausing += past.pause.over_within(passed, 60);
    }
  }
  write("active 1 min", active[0]);
  write("active 5 min", active[1]);
  write("active 15 min", active[2]);
  write("active for me", mine);
  write("busy", busy);
  write("busy for me", busy_mine);
  write("share of my service", busy > 0 ? mine_share / busy : unknown);
  write("over in 30 s", rest30);
  write("over in 60 s", rest60);
  write("over in 60 s for me", mine60);
  write("over in 180 s", rest180);
  write("back in 60 s", pausing);
  write("pace by services", expected);
  write("served for", busy > 0 ? served_for / busy : unknown);
  write("longest served", longest);
  write("shortest idle", idle_short);
  write("mean service today", ended > 5 ? served / ended : unknown);
}

void of_the_calls(Writer& write, const Hall& hall, std::size_t place) {
  const Waiting& me = hall.line[place];
  double last = unknown, same_priority = unknown, same_service = unknown, last_age = unknown, same_age = unknown;
  double five = 0, five_same = 0, fives = 0, fives_same = 0, ratio = 0, ratios = 0, age8 = unknown;
  for (auto one = hall.called.rbegin(); one != hall.called.rend(); ++one) {
    const auto wait = static_cast<double>(one->wait);
    if (one->at < hall.now - 3600) break;
    if (fives == 0) last = wait, last_age = seconds_since(hall, one->at);
    if (fives < 5) five += wait;
    fives += 1;
    if (fives == 8) age8 = seconds_since(hall, one->at);
    if (fives <= 20) ratio += one->ratio, ratios += 1;
    if (one->service == me.service && same_service != same_service)
      same_service = wait, same_age = seconds_since(hall, one->at);
    if (one->priority != me.priority) continue;
    if (fives_same == 0) same_priority = wait;
    if (fives_same < 5) five_same += wait;
    fives_same += 1;
  }
  write("last wait", last);
  write("last called", last_age);
  write("last wait same priority", same_priority);
  write("last wait same service", same_service);
  write("last called same service", same_age);
  write("mean of last 5", fives > 0 ? five / std::min(fives, 5.0) : unknown);
  write("mean of last 5 same priority", fives_same > 0 ? five_same / std::min(fives_same, 5.0) : unknown);
  write("last 8 called in", age8);
  write("waits against plain", ratios > 0 ? ratio / ratios : unknown);
  const auto waited = [](const Begun& one) { return one.wait >= 0; };
  const auto at_once = [](const Begun& one) { return one.wait < 0; };
  const auto mine = [&](const Begun& one) { return one.wait >= 0 && one.service == me.service; };
  write("called 1 min", count_within(hall.begun, hall.now - 60, waited));
  write("called 3 min", count_within(hall.begun, hall.now - 180, waited));
  write("called 10 min", count_within(hall.begun, hall.now - 600, waited));
  write("called 10 min same service", count_within(hall.begun, hall.now - 600, mine));
  write("called 30 min", count_within(hall.begun, hall.now - 1800, waited));
  write("at once 5 min", count_within(hall.begun, hall.now - 300, at_once));
  write("at once 30 min", count_within(hall.begun, hall.now - 1800, at_once));
  write("joins 2 min", moments_within(hall.joins, hall.now - 120));
  write("joins 10 min", moments_within(hall.joins, hall.now - 600));
  write("joins 30 min", moments_within(hall.joins, hall.now - 1800));
  write("leaves 3 min", moments_within(hall.leaves, hall.now - 180));
  write("leaves 15 min", moments_within(hall.leaves, hall.now - 900));
}

void of_other_days(Writer& write, const Hall& hall, const Past& past) {
  write("wait yesterday", past.day_wait[0]);
  double week = 0, days = 0;
  for (int i = 0; i < 7; ++i)
    if (past.day_wait[static_cast<std::size_t>(i)] == past.day_wait[static_cast<std::size_t>(i)])
      week += past.day_wait[static_cast<std::size_t>(i)], days += 1;
  write("wait of the week", days > 0 ? week / days : unknown);
  write("left today", hall.joined_today > 5 ? hall.left_today / hall.joined_today : unknown);
}

} // namespace

Features features_of(const Hall& hall, const Past& past, std::size_t place) {
  Features features;
  Writer write(features.values);
  of_the_person(write, hall, hall.line[place]);
  of_the_line(write, hall, past, place);
  of_the_agents(write, hall, past, place);
  of_the_calls(write, hall, place);
  of_other_days(write, hall, past);
  features.rehearsal = rehearse(hall, past, place);
  write("rehearsed p10", features.rehearsal.p10);
  write("rehearsed p25", features.rehearsal.p25);
  write("rehearsed p50", features.rehearsal.p50);
  write("rehearsed p75", features.rehearsal.p75);
  write("rehearsed p90", features.rehearsal.p90);
  write("rehearsed mean", features.rehearsal.mean);
  double active = 0;
  for (const Agent& agent : hall.agents)
    active += agent.busy() || hall.now - agent.since <= 300;
  features.plain = (static_cast<double>(place) + 1) * (past.any_service.mean() + 10) / std::max(1.0, active);
  write("plain", features.plain);
  return features;
}

} // namespace lobby::logs
