// Customers a second on one core, for a plain M/M/c line and for a branch's day with everything on.

#include "core/simulate/simulate.hpp"

#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>

namespace {

using namespace lobby;

/// Ten counters, nine of them busy on average, for a day of a hundred hours.
simulate::Plan plain() {
  simulate::Plan plan;
  plan.closes = plan.until = 360'000;
  plan.services = {{simulate::Distribution::exponential(180), 0, 0}};
  for (int c = 0; c < 10; ++c)
    plan.counters.push_back({1, {{0, plan.until}}, 1, {}});
  simulate::Stream stream;
  stream.step = plan.until;
  stream.per_hour = {180};
  plan.streams = {stream};
  return plan;
}

/// As the bank file has it: walk-ins, priorities, no-shows, patience and people sent on; beside that a booking in every
/// slot of every bookable service, and counters open in shifts, as the arrivals of each hour call for.
simulate::Plan branch_day(const Branch& branch, Date date) {
  simulate::Plan plan = simulate::plan_of(branch, date, prior_experience(branch));
  const std::vector<Opening>& hours = branch.hours(date);
  const demand::Arrivals arrivals(branch, date);
  const std::vector<double> shares = demand::shares(branch);
  const std::vector<double> each = demand::mean_hours(branch);
  std::vector<demand::CounterSet> open;
  for (int hour = 0; hour < 24; ++hour) {
    std::vector<double> load(shares.size());
    for (std::size_t s = 0; s < load.size(); ++s)
      load[s] = (shares[s] * arrivals.per_hour(hour * 60 + 30) + (branch.services[s].bookable ? 1 : 0)) * each[s];
    open.push_back(demand::plan(demand::servers(branch), load, 0.85, 0, ~demand::CounterSet{0}));
  }
  simulate::set_open(plan, open, 0, 3600, hours);
  for (const Opening& opening : hours)
    for (int slot = opening.open; slot + branch.policy.slot_minutes <= opening.close;
         slot += branch.policy.slot_minutes)
      for (std::size_t s = 0; s < shares.size(); ++s)
        if (branch.services[s].bookable && shares[s] > 0)
          plan.appointments.push_back({s, slot * 60.0, (slot + static_cast<int>(s)) % 10 == 0});
  return plan;
}

void measure(const char* name, const simulate::Plan& plan) {
  constexpr double enough = 1.0; // seconds
  simulate::Simulator simulator(plan);
  simulate::Tally tally(plan);
  const std::clock_t begin = std::clock(); // of this program alone: the machine may be busy
  double passed = 0;
  double people = 0;
  int days = 0;
  for (; passed < enough; ++days) {
    people += simulator.day(static_cast<std::uint64_t>(days), tally);
    passed = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  }
  const simulate::Summary summary = tally.summary(days);
  passed = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::printf("%-28s %9.0f customers/s  (%d days of %.0f; wait mean %.1f min, p90 %.1f min, busy %.0f %%)\n", name,
              people / passed, days, summary.day.arrivals, summary.day.mean / 60, summary.day.p90 / 60,
              100 * summary.day.utilisation);
}

} // namespace

int main() {
  std::ifstream file(LOBBY_SOURCE_DIR "/assets/demo-bank.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const BankResult result = read_bank(text);
  if (!result.bank) {
    std::fprintf(stderr, "the demo bank cannot be read\n");
    return 1;
  }
  measure("M/M/10", plain());
  for (const Branch& branch : result.bank->branches)
    measure(branch.id.c_str(), branch_day(branch, {2026, 1, 5}));
}
