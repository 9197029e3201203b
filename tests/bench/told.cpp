// How the waits that people are told hold, on simulated days of the demo bank: with and without the correction by the
// branch's own record; and where the day's plan is agreed on, which the simulated tellers keep to, told by who knows it
// and by who does not. The simulated people are not what the predictor believes of them.
#include "core/branch/branch.hpp"
#include "core/staffing/staffing.hpp"
#include "core/wait/wait.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>

namespace {

using namespace lobby;

constexpr int days = 8;   ///< that are lived through
constexpr int judged = 4; ///< of them, the last

struct Way {
  const char* name;
  bool corrected = true;
  bool agreed = false; ///< the suggested plan, in the morning
  bool known = true;   ///< to who tells the waits
};

void act(const Branch& branch, Day& day, const Command& command, const Experience& experience, Time now,
         bool known = true) {
  std::vector<Shift> plan;
  if (!known) plan.swap(day.planned);
  const Decision decision = decide_and_tell(branch, day, command, experience, now);
  if (!known) plan.swap(day.planned);
  if (const auto* events = std::get_if<std::vector<Event>>(&decision))
    for (const Event& event : *events)
      apply(day, event);
}

/// What the manager's page suggests before the opening.
command::PlanCounters suggested(const Branch& branch, const Day& day, const Experience& experience, Time now) {
  const Footfall nothing_yet;
  Planner planner({branch, experience, nothing_yet, day, now, rules_of(branch)});
  while (!planner.advance(100)) {
  }
  return {planner.plan().shifts};
}

/// A day from half an hour before the opening to three hours after closing, second by second.
Day lived(const Branch& branch, Date date, const Experience& experience, const Way& way) {
  Day day;
  day.date = date;
  const std::vector<Opening>& hours = branch.hours(date);
  if (hours.empty()) return day;
  const Time begin = std::max(at(date, 0, 0), at(date, hours.front().open - 30, 0));
  const Time end = std::min(at(date, 24 * 60 - 1, 0), at(date, hours.back().close + 180, 0));
  act(branch, day, command::OpenDay{0}, experience, begin);
  if (way.agreed) act(branch, day, suggested(branch, day, experience, begin), experience, begin);
  Actors actors(branch, 7);
  for (Time now = begin; now < end; now += second) {
    if (now % (30 * second) == 0) act(branch, day, command::Tick{}, experience, now);
    for (const Command& command : actors.step(day, now))
      act(branch, day, command, experience, now, way.known);
  }
  return day;
}

/// Seconds between the middle that was told and what became of it, by day and ticket.
using Errors = std::map<std::pair<int, TicketId>, double>;

void add_errors(const Day& day, int number, Errors& errors) {
  for (const Ticket& one : day.tickets)
    if (one.told.known && one.called_at != 0 && one.in_line_since == one.taken_at)
      errors[{number, one.id}] = std::abs(one.told.p50 - static_cast<double>(one.called_at - one.taken_at) / second);
}

Errors print(const Branch& branch, const Way& way) {
  Experience experience = prior_experience(branch);
  Record sum;
  Errors errors;
  for (int i = 0; i < days; ++i) {
    const Date date = date_of_day_number(day_number({2026, 11, 16}) + i);
    const std::size_t before = experience.record.size();
    const Day lived_through = lived(branch, date, experience, way);
    learn(experience, branch, lived_through);
    if (!way.corrected) experience.calibration = {};
    if (i < days - judged || experience.record.size() == before) continue;
    add_errors(lived_through, i, errors);
    const Record& day = experience.record.back();
    sum.judged += day.judged;
    sum.held += day.held;
    sum.shown_held += day.shown_held;
    sum.error += day.error;
  }
  const auto percent = [&](int count) { return 100.0 * count / std::max(1, sum.judged); };
  std::printf("%-18s %-21s %5d judged, p10-p90 held %.0f %%, shown minutes held %.0f %%, mean error %.1f min\n",
              branch.id.c_str(), way.name, sum.judged, percent(sum.held), percent(sum.shown_held),
              sum.error / 60 / std::max(1, sum.judged));
  return errors;
}

/// Who knows the plan tells some a wait whom the other tells none: only those told by both can be compared.
void print_both(const Branch& branch, const Errors& unknown, const Errors& known) {
  int people = 0;
  double without = 0, with = 0;
  for (const auto& [who, error] : unknown) {
    const auto found = known.find(who);
    if (found == known.end()) continue;
    ++people;
    without += error;
    with += found->second;
  }
  std::printf("%-18s told either way       %5d people, mean error %.1f min unknown, %.1f min known\n",
              branch.id.c_str(), people, without / 60 / std::max(1, people), with / 60 / std::max(1, people));
}

} // namespace

int main() {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  std::ifstream file(LOBBY_SOURCE_DIR "/assets/demo-bank.json", std::ios::binary);
  const std::string json{std::istreambuf_iterator<char>(file), {}};
  const BankResult bank = read_bank(json);
  if (!bank.bank) {
    std::fprintf(stderr, "assets/demo-bank.json cannot be read\n");
    return 1;
  }
  for (const Branch& branch : bank.bank->branches) {
    print(branch, {"raw", false});
    print(branch, {"corrected"});
    const Errors unknown = print(branch, {"plan agreed, unknown", true, true, false});
    print_both(branch, unknown, print(branch, {"plan agreed, known", true, true, true}));
  }
}
