// How long one refresh of the predictor takes with 100 people waiting at the demo bank's largest branch; also with a
// plan that opens and closes every counter twice more.
#include "core/branch/branch.hpp"
#include "core/wait/wait.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using namespace lobby;

void act(const Branch& branch, Day& day, const Command& command, Time now) {
  const Decision decision = decide(branch, day, command, now);
  if (const auto* events = std::get_if<std::vector<Event>>(&decision))
    for (const Event& event : *events)
      apply(day, event);
}

/// Short services come more often than long ones: the i-th of a mix in which all take the same time together.
const Service& everyday(const Branch& branch, int i) {
  double sum = 0;
  for (const Service& one : branch.services)
    sum += 1 / one.typical_minutes;
  double left = sum * (i * 0.6180339887 - std::floor(i * 0.6180339887)); // golden ratio: evenly mixed
  for (const Service& one : branch.services)
    if ((left -= 1 / one.typical_minutes) < 0) return one;
  return branch.services.front();
}

/// A quarter of an hour after the opening: every counter open and busy, `people` still waiting.
Day crowded(const Branch& branch, Date date, int people, Time now) {
  Day day;
  day.date = date;
  act(branch, day, command::OpenDay{0}, now);
  for (const Counter& counter : branch.counters)
    act(branch, day, command::OpenCounter{counter.id, "t" + counter.id}, now);
  const auto busy = static_cast<int>(branch.counters.size());
  for (int i = 0; i < people + busy; ++i) {
    const Service& service = everyday(branch, i);
    const Segment segment = i % 17 == 0 ? Segment::vip : Segment::ordinary;
    act(branch, day, command::TakeTicket{service.id, segment, i % 11 == 0 ? Need::elderly : Need::none, Origin::kiosk},
        now + i * second);
  }
  const Time later = now + 5 * minute;
  for (const Counter& counter : branch.counters) {
    act(branch, day, command::CallNext{counter.id}, later);
    if (const CounterState* state = day.counter(counter.id))
      act(branch, day, command::StartService{state->ticket}, later);
  }
  return day;
}

/// Every counter as it is until an hour after the opening, then closed for a while, twice.
Day planned(const Branch& branch, Day day, Time now) {
  const Opening& hours = branch.hours(day.date).front();
  command::PlanCounters plan;
  for (std::size_t c = 0; c < branch.counters.size(); ++c) {
    const int from = hours.open + 60 + 5 * static_cast<int>(c);
    for (const auto& [begin, end] : {std::pair{hours.open, from}, {from + 15, from + 60}, {from + 75, from + 120}})
      plan.shifts.push_back({branch.counters[c].id, begin, end});
  }
  act(branch, day, plan, now);
  return day;
}

template <class Work> double best_ms(int times, Work work) {
  double best = 1e9;
  for (int i = 0; i < times; ++i) {
    const std::clock_t begin = std::clock(); // of this process: others on the machine do not count
    work();
    best = std::min(best, 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return best;
}

} // namespace

int main() {
  std::ifstream file(LOBBY_SOURCE_DIR "/assets/demo-bank.json", std::ios::binary);
  const std::string json{std::istreambuf_iterator<char>(file), {}};
  const BankResult bank = read_bank(json);
  if (!bank.bank) {
    std::fprintf(stderr, "assets/demo-bank.json cannot be read\n");
    return 1;
  }
  const std::vector<Branch>& branches = bank.bank->branches;
  const auto largest = std::max_element(branches.begin(), branches.end(), [](const Branch& a, const Branch& b) {
    return a.counters.size() < b.counters.size();
  });
  const Date date{2026, 11, 23};
  const Time opening = at(date, largest->hours(date).front().open, 0);
  const Day day = crowded(*largest, date, 100, opening);
  const auto waiting = std::count_if(day.tickets.begin(), day.tickets.end(),
                                     [](const Ticket& one) { return one.state == Ticket::State::waiting; });
  Predictor predictor(*largest, prior_experience(*largest));
  const double refresh = best_ms(20, [&] { predictor.refresh(day, opening + 6 * minute); });
  const double outlook = best_ms(20, [&] {
    predictor.refresh(day, opening + 6 * minute);
    static_cast<void>(predictor.slot(largest->services.front().id, largest->hours(date).front().open + 60));
  });
  const Day with_plan = planned(*largest, day, opening + 6 * minute);
  const double refresh_planned = best_ms(20, [&] { predictor.refresh(with_plan, opening + 6 * minute); });
  predictor.refresh(day, opening + 6 * minute);
  const Forecast last = predictor.ticket(static_cast<TicketId>(day.tickets.size()));
  std::printf("%zu counters, %d waiting: refresh %.2f ms, first slot of a refresh %.2f ms (best of 20)\n",
              largest->counters.size(), static_cast<int>(waiting), refresh, outlook - refresh);
  std::printf("%zu openings agreed: refresh %.2f ms\n", with_plan.planned.size(), refresh_planned);
  std::printf("the last in line: %.0f, %.0f, %.0f s, %d ahead\n", last.p10, last.p50, last.p90, last.ahead);
}
