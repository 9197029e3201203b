#include "core/score/score.hpp"
#include "cli/commands.hpp"
#include "cli/lines.hpp"
#include "cli/options.hpp"
#include "core/score/summary.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <optional>
#include <random>
#include <string>
#include <variant>
#include <vector>

namespace {

constexpr std::string_view usage =
    R"(Usage: lobby score [--rubric RUBRIC] TRANSCRIPT.json
       lobby score --batch CONTACTS.jsonl [--rubric RUBRIC] [--sample N] [--seed S] [--summary FILE]

Scores a transcript and writes the report as JSON to standard output.

  TRANSCRIPT.json  {"rubric","context":[…],"turns":[{"who":"customer|staff","text","actions":[…],"at":seconds}]}
  --rubric RUBRIC  counter, lobby, vip, complaint or phone, in place of the transcript's own

Recorded contacts, thousands of them, a transcript a line:

  --batch FILE     JSON lines; - is standard input. Answers a line each, {"line":number,"report":{…}}; a line that
                   cannot be scored is named on standard error and left out
  --sample N       only N of the lines, drawn by chance but always the same for the same seed
  --seed S         another draw; 1 without it
  --summary FILE   how often each check was met, faults, gates, grades and the mean of all, as JSON
)";

constexpr long long most_sampled = 10'000'000;
constexpr std::size_t longest_contact = 4 << 20;

struct Contact {
  std::int64_t line = 0;
  std::string text;
};

/// All contacts, or `count` of them drawn as they come (Vitter 1985, "Random sampling with a reservoir", algorithm R).
std::vector<Contact> draw(cli::Lines& lines, std::optional<long long> count, std::uint64_t seed) {
  std::vector<Contact> drawn;
  std::mt19937_64 chance(seed); // the engine's sequence is the standard's
  std::uint64_t seen = 0;
  for (std::string line; lines.next(line);) {
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    ++seen;
    if (!count || drawn.size() < static_cast<std::size_t>(*count))
      drawn.push_back({lines.number(), line});
    else if (const auto at = chance() % seen; at < drawn.size())
      drawn[at] = {lines.number(), line};
  }
  std::sort(drawn.begin(), drawn.end(), [](const Contact& a, const Contact& b) { return a.line < b.line; });
  return drawn;
}

int score_batch(std::istream& in, const cli::Options& options) {
  const auto sample = options.value("--sample"), seed = options.value("--seed");
  const auto count = sample ? cli::read_number(*sample, 1, most_sampled) : std::nullopt;
  if (sample && !count) return cli::misuse("score", "--sample must be a whole number from 1 to 10000000");
  const auto chance = seed ? cli::read_number(*seed, 0, 1'000'000'000) : 1;
  if (!chance) return cli::misuse("score", "--seed must be a whole number from 0 to 1000000000");
  cli::Lines lines(in, std::cerr, {.command = "score", .longest = longest_contact});
  lobby::score::Summary summary;
  bool refused = false;
  for (const auto& contact : draw(lines, count, static_cast<std::uint64_t>(*chance))) {
    const auto result = lobby::score::score_json(contact.text, options.value("--rubric").value_or(""));
    if (const auto* malformed = std::get_if<lobby::score::Malformed>(&result)) {
      std::cerr << "lobby score: line " << contact.line << ": " << malformed->reason << '\n';
      refused = true;
      continue;
    }
    const auto& report = std::get<lobby::score::Report>(result);
    summary.add(report);
    std::cout << "{\"line\":" << contact.line << ",\"report\":" << lobby::score::to_json(report) << "}\n";
  }
  if (const auto file = options.value("--summary")) {
    std::ofstream out{std::string(*file)};
    out << summary.json() << '\n';
    if (!out.flush()) {
      std::cerr << "lobby score: cannot write " << *file << "\n";
      return cli::failed;
    }
  }
  return refused || lines.refused() > 0 ? cli::failed : cli::done;
}

int score_one(std::string_view file, std::string_view rubric) {
  const auto text = cli::read_file(file);
  if (!text) {
    std::cerr << "lobby score: cannot read " << file << "\n";
    return cli::failed;
  }
  const auto result = lobby::score::score_json(*text, rubric);
  if (const auto* malformed = std::get_if<lobby::score::Malformed>(&result)) {
    std::cerr << file << ": " << malformed->reason << "\n";
    return cli::failed;
  }
  std::cout << lobby::score::to_json(std::get<lobby::score::Report>(result)) << "\n";
  return cli::done;
}

} // namespace

int run_score(cli::Args args) {
  constexpr std::string_view known[] = {"--rubric", "--batch", "--sample", "--seed", "--summary"};
  const cli::Options options = cli::read_options(args, known);
  if (options.help) {
    std::cout << usage;
    return cli::done;
  }
  if (!options.error.empty()) return cli::misuse("score", options.error);
  if (const auto batch = options.value("--batch")) {
    if (!options.files.empty()) return cli::misuse("score", "--batch needs no other file");
    std::ios::sync_with_stdio(false);
    if (*batch == "-") return score_batch(std::cin, options);
    std::ifstream in{std::string(*batch), std::ios::binary};
    if (in) return score_batch(in, options);
    std::cerr << "lobby score: cannot read " << *batch << "\n";
    return cli::failed;
  }
  if (options.value("--sample") || options.value("--summary") || options.value("--seed"))
    return cli::misuse("score", "--sample, --seed and --summary belong to --batch");
  if (options.files.size() != 1) return cli::misuse("score", "needs one transcript");
  return score_one(options.files.front(), options.value("--rubric").value_or(""));
}
