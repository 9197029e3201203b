#include "cli/commands.hpp"
#include "cli/options.hpp"

#include <algorithm>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace {

struct Subcommand {
  std::string_view name;
  std::string_view summary;
  int (*run)(cli::Args);
};

/// In the order in which help names them.
constexpr Subcommand subcommands[] = {
    {"simulate", "live through days of a branch and write its event log", run_simulate},
    {"waits", "forecast waits from a log, line by line", run_waits},
    {"play", "play a scene in the terminal and be scored", run_play},
    {"check", "check bank files and scenarios, these also by playing them", run_check},
    {"score", "score a transcript", run_score},
    {"acts", "name what staff sentences do, line by line", run_acts},
};

void help(std::ostream& out) {
  out << "lobby – tools of Lobby, the bank hall: what the core knows, without server or browser.\n\n"
         "Usage: lobby COMMAND [ARGUMENTS]\n       lobby COMMAND --help\n       lobby --help | "
         "--version\n\nCommands:\n";
  for (const Subcommand& one : subcommands)
    out << "  " << one.name << std::string(12 - std::min<std::size_t>(11, one.name.size()), ' ') << one.summary << "\n";
}

int run(cli::Args args) {
  if (args.empty()) {
    help(std::cerr);
    return cli::misused;
  }
  const std::string_view first = args.front();
  if (first == "--help" || first == "-h" || first == "help") {
    help(std::cout);
    return cli::done;
  }
  if (first == "--version") {
    std::cout << "lobby " LOBBY_VERSION "\n";
    return cli::done;
  }
  for (const Subcommand& one : subcommands)
    if (one.name == first) return one.run(args.subspan(1));
  const char* kind = first.starts_with("-") ? "unknown option " : "unknown command ";
  return cli::misuse("", kind + std::string(first));
}

} // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> args(argv + std::min(argc, 1), argv + argc);
  try {
    const int code = run(args);
    std::cout.flush();
    if (!std::cout) {
      std::cerr << "lobby: cannot write the output\n";
      return cli::failed;
    }
    return code;
  } catch (const std::exception& problem) {
    std::cerr << "lobby: " << problem.what() << "\n";
    return cli::failed;
  }
}
