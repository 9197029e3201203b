#include "core/score/score.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"

#include <iostream>
#include <variant>

namespace {

constexpr std::string_view usage =
    R"(Usage: lobby score [--rubric RUBRIC] TRANSCRIPT.json

Scores a transcript and writes the report as JSON to standard output.

  TRANSCRIPT.json  {"rubric","context":[…],"turns":[{"who":"customer|staff","text","actions":[…],"at":seconds}]}
  --rubric RUBRIC  counter, lobby, vip, complaint or phone, in place of the transcript's own
)";

} // namespace

int run_score(cli::Args args) {
  constexpr std::string_view known[] = {"--rubric"};
  const cli::Options options = cli::read_options(args, known);
  if (options.help) {
    std::cout << usage;
    return cli::done;
  }
  if (!options.error.empty()) return cli::misuse("score", options.error);
  if (options.files.size() != 1) return cli::misuse("score", "needs one transcript");
  const auto text = cli::read_file(options.files.front());
  if (!text) {
    std::cerr << "lobby score: cannot read " << options.files.front() << "\n";
    return cli::failed;
  }
  const auto result = lobby::score::score_json(*text, options.value("--rubric").value_or(""));
  if (const auto* malformed = std::get_if<lobby::score::Malformed>(&result)) {
    std::cerr << options.files.front() << ": " << malformed->reason << "\n";
    return cli::failed;
  }
  std::cout << lobby::score::to_json(std::get<lobby::score::Report>(result)) << "\n";
  return cli::done;
}
