#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/snapshots.hpp"

#include <algorithm>
#include <iostream>
#include <vector>

namespace {

constexpr std::string_view usage =
    R"(Usage: lobby waits --snapshots

Reads the log of queue screens on standard input, line by line, and answers every row with somebody waiting at once:
office,queue,date,time,p10,p50,p90 in minutes until the last in line is called. Learns from what it has read so far.

  --snapshots  the log has the columns office,date,time,queue,letter,queue_name,ordinal,status,screen_service_min,
               open_counters,waiting,current_ticket
)";

} // namespace

int run_waits(cli::Args args) {
  std::vector<std::string_view> words(args.begin(), args.end());
  const bool snapshots = std::erase(words, "--snapshots") > 0;
  const cli::Options options = cli::read_options(words, {});
  if (options.help) {
    std::cout << usage;
    return cli::done;
  }
  if (!options.error.empty()) return cli::misuse("waits", options.error);
  if (!options.files.empty()) return cli::misuse("waits", "reads standard input, not " + std::string(options.files[0]));
  if (!snapshots) return cli::misuse("waits", "say --snapshots");
  return run_snapshots(std::cin, std::cout, std::cerr);
}
