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

/// Sums over those who serve.
struct Serving {
  double count = 0, for_me = 0;                                  ///< agents
  double passed = 0, longest = 0;                                ///< seconds that the services have lasted
  double over30 = 0, over60 = 0, over180 = 0, over60_for_me = 0; ///< services that are expected to end so soon
  double pace = 0;                                               ///< services a second
  double my_share = 0;                                           ///< of my service among what they did today

  void add(const Agent& agent, const Past& past, double lasted, bool does_mine, std::size_t mine) {
    const Lengths& lengths = past.service_length(agent.service);
    const double soon = lengths.over_within(lasted, 60);
    count += 1;
    for_me += does_mine;
    passed += lasted;
    longest = std::max(longest, lasted);
    over30 += lengths.over_within(lasted, 30);
    over60 += soon;
    over60_for_me += does_mine ? soon : 0;
    over180 += lengths.over_within(lasted, 180);
    pace += 1 / (10 + lengths.mean());
    my_share += agent.calls > 0 ? static_cast<double>(agent.kinds[mine]) / agent.calls : 0;
  }
};

void of_the_agents(Writer& write, const Hall& hall, const Past& past, std::size_t place) {
  const std::size_t mine = hall.line[place].service;
  Serving serving;
  double active1 = 0, active5 = 0, active15 = 0, for_me = 0, shortest_idle = unknown, back = 0, served = 0, ended = 0;
  for (const Agent& agent : hall.agents) {
    const double passed = seconds_since(hall, agent.since);
    if (passed > 7200) continue;
    const bool busy = agent.busy();
    const bool does_mine = (kinds_of(agent, past) >> mine & 1) != 0;
    served += agent.served;
    ended += agent.calls - (busy ? 1 : 0);
    active1 += busy || passed <= 60;
    active5 += busy || passed <= 300;
    active15 += busy || passed <= 900;
    for_me += does_mine && (busy || passed <= 300);
    if (busy) {
      serving.add(agent, past, passed, does_mine, mine);
    } else {
      shortest_idle = std::isnan(shortest_idle) ? passed : std::min(shortest_idle, passed);
      if (passed <= 300) back += past.pause.over_within(passed, 60);
    }
  }
  write("active 1 min", active1);
  write("active 5 min", active5);
  write("active 15 min", active15);
  write("active for me", for_me);
  write("busy", serving.count);
  write("busy for me", serving.for_me);
  write("share of my service", serving.count > 0 ? serving.my_share / serving.count : unknown);
  write("over in 30 s", serving.over30);
  write("over in 60 s", serving.over60);
  write("over in 60 s for me", serving.over60_for_me);
  write("over in 180 s", serving.over180);
  write("back in 60 s", back);
  write("pace by services", serving.pace);
  write("served for", serving.count > 0 ? serving.passed / serving.count : unknown);
  write("longest served", serving.longest);
  write("shortest idle", shortest_idle);
  write("mean service today", ended > 5 ? served / ended : unknown);
}

/// Waits of those who were called within the hour, the latest first.
struct Waits {
  double last = unknown, last_at = unknown; ///< seconds; seconds ago
  double of_service = unknown, of_service_at = unknown;
  double of_priority = unknown; ///< the same for my service, my priority
  double eighth_at = unknown;
  double count = 0, five = 0, priority_count = 0, priority_five = 0, ratio = 0;

  Waits(const Hall& hall, const Waiting& me) {
    for (auto one = hall.called.rbegin(); one != hall.called.rend() && one->at >= hall.now - 3600; ++one)
      add(*one, me, seconds_since(hall, one->at));
  }

  void add(const Begun& one, const Waiting& me, double ago) {
    const auto wait = static_cast<double>(one.wait);
    if (count == 0) last = wait, last_at = ago;
    if (count < 5) five += wait;
    if (count < 20) ratio += one.ratio;
    count += 1;
    if (count == 8) eighth_at = ago;
    if (one.service == me.service && std::isnan(of_service)) of_service = wait, of_service_at = ago;
    if (one.priority != me.priority) return;
    if (priority_count == 0) of_priority = wait;
    if (priority_count < 5) priority_five += wait;
    priority_count += 1;
  }
};

void of_the_waits(Writer& write, const Hall& hall, const Waiting& me) {
  const Waits waits(hall, me);
  const auto mean = [](double sum, double count, double most) {
    return count > 0 ? sum / std::min(count, most) : unknown;
  };
  write("last wait", waits.last);
  write("last called", waits.last_at);
  write("last wait same priority", waits.of_priority);
  write("last wait same service", waits.of_service);
  write("last called same service", waits.of_service_at);
  write("mean of last 5", mean(waits.five, waits.count, 5));
  write("mean of last 5 same priority", mean(waits.priority_five, waits.priority_count, 5));
  write("last 8 called in", waits.eighth_at);
  write("waits against plain", mean(waits.ratio, waits.count, 20));
}

void of_the_pace(Writer& write, const Hall& hall, const Waiting& me) {
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
  of_the_waits(write, hall, hall.line[place]);
  of_the_pace(write, hall, hall.line[place]);
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
