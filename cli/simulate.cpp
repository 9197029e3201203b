#include "cli/commands.hpp"
#include "cli/figures.hpp"
#include "cli/options.hpp"
#include "core/branch/branch.hpp"
#include "core/wait/wait.hpp"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>
#include <vector>

namespace {

constexpr std::string_view usage =
    R"(Usage: lobby simulate BANK [--branch ID] [--days N] [--seed S] [--from DATE] [--summary FILE]

Lives through days of a branch with simulated customers and tellers. Writes the event log to standard output as
CSV (date,time,event,who,service,priority,counter; events: join, start, end, leave, gone) and a summary to standard
error: of every day and of all how many came, were served, left and did not come when called, the mean wait and the one
that nine of ten do not exceed, the busiest half-hour; and of every counter. The same arguments give the same log.

  BANK            bank file (JSON)
  --branch ID     branch of the bank; the first one when left out
  --days N        calendar days, 1-3650; days on which the branch is closed bring nothing (default 1)
  --seed S        0-9007199254740991 (default 1)
  --from DATE     first day (default 2026-01-05, a Monday)
  --summary FILE  the days' figures go there, as CSV with waits in seconds, and not to standard error
)";

struct Wanted {
  std::string_view bank;
  std::string branch;
  int days = 1;
  std::uint64_t seed = 1;
  lobby::Date from{2026, 1, 5};
  std::optional<std::string> summary;
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
  if (const auto file = options.value("--summary")) wanted.summary = *file;
  return {};
}

void write(const lobby::LogRow& row) {
  const int seconds = static_cast<int>(row.seconds);
  char time[16];
  std::snprintf(time, sizeof time, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  std::cout << lobby::to_string(row.date) << ',' << time << ',' << row.event << ',' << row.who << ',' << row.service
            << ',' << row.priority << ',' << row.counter << '\n';
}

} // namespace

int run_simulate(cli::Args args) {
  constexpr std::string_view known[] = {"--branch", "--days", "--seed", "--from", "--summary"};
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

  std::ofstream summary;
  if (wanted.summary) { // before the work, not after it
    summary.open(*wanted.summary, std::ios::binary);
    if (!summary) {
      std::cerr << "lobby simulate: cannot write " << *wanted.summary << "\n";
      return cli::failed;
    }
  }
  cli::Figures figures(*branch);
  std::cout << "date,time,event,who,service,priority,counter\n";
  for (int i = 0; i < wanted.days && std::cout; ++i) {
    const lobby::Date date = lobby::date_of_day_number(lobby::day_number(wanted.from) + i);
    const std::vector<lobby::Event> events = lobby::simulate_day(*branch, date, wanted.seed);
    const std::vector<lobby::LogRow> rows = lobby::log_of(events);
    for (const lobby::LogRow& row : rows)
      write(row);
    figures.add(date, events, rows);
  }
  figures.write(std::cerr, !wanted.summary);
  if (!wanted.summary) return cli::done;
  figures.write_days(summary);
  summary.close();
  if (summary) return cli::done;
  std::cerr << "lobby simulate: cannot write " << *wanted.summary << "\n";
  return cli::failed;
}
