/// The subcommands of `lobby`: each gets the words after its name and answers the exit code of the process.
#pragma once

#include <span>
#include <string_view>

namespace cli {

using Args = std::span<const std::string_view>;

/// Exit codes: done; the input was read and is not right; the command line was not understood.
inline constexpr int done = 0;
inline constexpr int failed = 1;
inline constexpr int misused = 2;

} // namespace cli

int run_simulate(cli::Args args);
int run_waits(cli::Args args);
int run_play(cli::Args args);
int run_check(cli::Args args);
int run_score(cli::Args args);
int run_acts(cli::Args args);
