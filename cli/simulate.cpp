#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "core/branch/branch.hpp"
#include "core/wait/wait.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <vector>

namespace {

constexpr std::string_view usage =
    R"(Usage: lobby simulate BANK [--branch ID] [--days N] [--seed S] [--from DATE]

Lives through days of a branch with simulated customers and tellers. Writes the event log to standard output as
CSV (date,time,event,who,service,priority,counter; events: join, start, end, leave, gone) and a summary to standard
error. The same arguments give the same log.

  BANK         bank file (JSON)
  --branch ID  branch of the bank; the first one when left out
  --days N     calendar days, 1-3650; days on which the branch is closed bring nothing (default 1)
  --seed S     0-9007199254740991 (default 1)
  --from DATE  first day (default 2026-01-05, a Monday)
)";

struct Wanted {
  std::string_view bank;
  std::string branch;
  int days = 1;
  std::uint64_t seed = 1;
  lobby::Date from{2026, 1, 5};
};

/// Fills `wanted`; answers what is wrong with the command line, or nothing.
std::string read(const cli::Options& options, Wanted& wanted) {
  if (!options.error.empty()) return options.error;
  if (options.files.empty()) return "which bank file?";
  if (options.files.size() > 1) return "one bank file, please, not also " + std::string(options.files[1]);
  wanted.bank = options.files.front();
  if (const auto branch = options.value("--branch")) wanted.branch = *branch;
  if (const auto text = options.value("--days")) {
    const auto days = cli::read_number(*text, 1, 3650);
    if (!days) return "--days must be a whole number from 1 to 3650, not \"" + std::string(*text) + "\"";
    wanted.days = static_cast<int>(*days);
  }
  if (const auto text = options.value("--seed")) {
    const auto seed = cli::read_number(*text, 0, 9007199254740991);
    if (!seed) return "--seed must be a whole number from 0 to 9007199254740991, not \"" + std::string(*text) + "\"";
    wanted.seed = static_cast<std::uint64_t>(*seed);
  }
  if (const auto text = options.value("--from"); text && !lobby::parse_date(*text, wanted.from))
    return "--from must be a date such as 2026-01-05, not \"" + std::string(*text) + "\"";
  return {};
}

void write(const lobby::LogRow& row) {
  const int seconds = static_cast<int>(row.seconds);
  char time[16];
  std::snprintf(time, sizeof time, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  std::cout << lobby::to_string(row.date) << ',' << time << ',' << row.event << ',' << row.who << ',' << row.service
            << ',' << row.priority << ',' << row.counter << '\n';
}

/// What the days came to.
struct Summary {
  struct Counter {
    double busy = 0; ///< seconds with a customer, from call to end
    double open = 0; ///< seconds open, pauses left out
  };
  int days = 0, joined = 0, left = 0, gone = 0;
  std::vector<double> waits; ///< seconds until service began
  std::map<std::string, Counter> counters;

  void add(const std::vector<lobby::LogRow>& rows) {
    std::map<std::uint32_t, double> since;
    for (const lobby::LogRow& row : rows) {
      if (row.event == "join") since[row.who] = row.seconds;
      joined += row.event == "join";
      left += row.event == "leave";
      gone += row.event == "gone";
      if (row.event == "start") waits.push_back(row.seconds - since[row.who]);
    }
  }

  /// Folds the events to see how long counters were open and with somebody.
  void add(const std::vector<lobby::Event>& events) {
    lobby::Day day;
    if (!events.empty()) day.date = std::get<lobby::event::DayOpened>(events.front().body).date;
    lobby::Time before = 0;
    for (const lobby::Event& event : events) {
      const double passed = static_cast<double>(event.at - before) / lobby::second;
      for (const lobby::CounterState& one : day.counters) {
        if (one.state == lobby::CounterState::State::open) counters[one.id].open += passed;
        if (one.ticket != 0) counters[one.id].busy += passed;
      }
      before = event.at;
      lobby::apply(day, event);
    }
  }

  void write(const lobby::Branch& branch) {
    std::ranges::sort(waits);
    double sum = 0;
    for (const double one : waits)
      sum += one;
    const double mean = waits.empty() ? 0 : sum / static_cast<double>(waits.size());
    const double p90 = waits.empty() ? 0 : waits[(waits.size() - 1) * 9 / 10];
    std::fprintf(stderr, "%s: %d days open\n", branch.id.c_str(), days);
    std::fprintf(stderr, "customers  %d joined, %d served, %d gave up, %d did not come when called\n", joined,
                 static_cast<int>(waits.size()), left, gone);
    std::fprintf(stderr, "wait       mean %.1f min, p90 %.1f min\n", mean / 60, p90 / 60);
    for (const lobby::Counter& one : branch.counters) {
      const Counter& was = counters[one.id];
      std::fprintf(stderr, "counter %-3s open %.1f h a day, busy %.0f %%\n", one.id.c_str(),
                   days > 0 ? was.open / 3600 / days : 0, was.open > 0 ? 100 * was.busy / was.open : 0);
    }
  }
};

} // namespace

int run_simulate(cli::Args args) {
  constexpr std::string_view known[] = {"--branch", "--days", "--seed", "--from"};
  const cli::Options options = cli::read_options(args, known);
  if (options.help) {
    std::cout << usage;
    return cli::done;
  }
  Wanted wanted;
  if (const std::string wrong = read(options, wanted); !wrong.empty()) return cli::misuse("simulate", wrong);

  const auto text = cli::read_file(wanted.bank);
  if (!text) {
    std::cerr << "lobby simulate: cannot read " << wanted.bank << "\n";
    return cli::failed;
  }
  const lobby::BankResult result = lobby::read_bank(*text);
  for (const lobby::Problem& problem : result.problems)
    std::cerr << to_string(wanted.bank, problem) << "\n";
  if (!result.bank || result.bank->branches.empty()) return cli::failed;
  const lobby::Branch* branch =
      wanted.branch.empty() ? &result.bank->branches.front() : result.bank->branch(wanted.branch);
  if (branch == nullptr) {
    std::string ids;
    for (const lobby::Branch& one : result.bank->branches)
      ids += " " + one.id;
    return cli::misuse("simulate", "no branch \"" + wanted.branch + "\"; there are:" + ids);
  }

  Summary summary;
  std::cout << "date,time,event,who,service,priority,counter\n";
  for (int i = 0; i < wanted.days; ++i) {
    const lobby::Date date = lobby::date_of_day_number(lobby::day_number(wanted.from) + i);
    const std::vector<lobby::Event> events = lobby::simulate_day(*branch, date, wanted.seed);
    const std::vector<lobby::LogRow> rows = lobby::log_of(events);
    for (const lobby::LogRow& row : rows)
      write(row);
    summary.days += !events.empty();
    summary.add(rows);
    summary.add(events);
  }
  summary.write(*branch);
  return cli::done;
}
