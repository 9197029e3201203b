// How long the manager's questions take at the demo bank's largest branch with 40 people waiting: looking at the hall,
// one what-if, all suggestions, one step of a plan and the whole of it. Under node (BUILD=build/web) it runs in the
// engine that Chromium has.
#include "core/staffing/staffing.hpp"
#include "core/branch/branch.hpp"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

namespace {

using namespace lobby;

void act(const Branch& branch, Day& day, const Command& command, Time now) {
  const Decision decision = decide(branch, day, command, now);
  if (const auto* events = std::get_if<std::vector<Event>>(&decision))
    for (const Event& event : *events)
      apply(day, event);
}

template <class Work> double milliseconds(Work work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

int main() {
  std::ifstream file(LOBBY_SOURCE_DIR "/assets/demo-bank.json");
  const BankResult read = read_bank(std::string(std::istreambuf_iterator<char>(file), {}));
  if (!read.bank) return 1;
  const Branch& branch = read.bank->branches.front();
  const Date date{2026, 11, 23};
  const Time now = at(date, 10 * 60 + 30, 0);
  Day day;
  day.date = date;
  act(branch, day, command::OpenDay{0}, now - 10 * minute);
  for (std::size_t c = 0; c < branch.counters.size(); c += 2)
    act(branch, day, command::OpenCounter{branch.counters[c].id, "t" + branch.counters[c].id}, now - 10 * minute);
  for (int i = 0; i < 40; ++i)
    act(branch, day,
        command::TakeTicket{branch.services[static_cast<std::size_t>(i * 7) % branch.services.size()].id, {}, {}, {}},
        now - 10 * minute + i * 10 * second);
  const Experience experience = prior_experience(branch);
  const Footfall footfall;
  const StaffingCase about{branch, experience, footfall, day, now, rules_of(branch)};

  std::printf("look at the hall  %6.1f ms\n", milliseconds([&] { Advisor looked(about); }));
  const Advisor advisor(about);
  WhatIf answer;
  const double asked = milliseconds([&] {
    answer = advisor.ask({Change::Kind::open, branch.counters[1].id, 10 * 60 + 30, 30});
  });
  std::printf("one what-if       %6.1f ms   (open counter %s for 30 min: wait %.1f -> %.1f min)\n", asked,
              branch.counters[1].id.c_str(), answer.before / 60, answer.after / 60);
  std::size_t count = 0;
  const double all = milliseconds([&] { count = advisor.suggestions().size(); });
  std::printf("all suggestions   %6.1f ms   (%zu)\n", all, count);
  Planner planner(about);
  std::printf("a step of a plan  %6.1f ms   (4 ways)\n", milliseconds([&] { planner.advance(4); }));
  const double open = planner.plan().counter_hours;
  const double whole = milliseconds([&] {
    while (!planner.advance(50)) {
    }
  });
  std::printf("a whole plan      %6.0f ms   (%d ways, %.1f -> %.1f counter hours)\n", whole, planner.tried(), open,
              planner.plan().counter_hours);
}
