#include "core/roleplay/check.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "core/branch/branch.hpp"
#include "core/json/json.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <system_error>
#include <vector>

namespace {

constexpr std::string_view usage =
    R"(Usage: lobby check DIR|FILE…

Checks bank files and scenario files: syntax, schema, names; scenarios also by playing every way their suggestions
allow. A file with "branches" is a bank file. Problems are written as file:line:column: message. Of a folder all *.json
are checked; *.schema.json never. Exit code 1 when there are problems.
)";

/// The files meant by the words, in order; false when a word is no file or folder.
bool collect(const std::vector<std::string_view>& words, std::vector<std::string>& files) {
  for (const auto word : words) {
    std::error_code error;
    if (!std::filesystem::is_directory(word, error)) {
      if (!word.ends_with(".schema.json")) files.emplace_back(word); // comes along with *.json
      continue;
    }
    std::vector<std::string> found;
    for (auto entry = std::filesystem::directory_iterator(word, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
      const auto name = entry->path().string();
      if (name.ends_with(".json") && !name.ends_with(".schema.json")) found.push_back(name);
    }
    if (error) {
      std::cerr << "lobby check: cannot read the folder " << word << ": " << error.message() << "\n";
      return false;
    }
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  return true;
}

std::string points(double value) {
  const auto text = std::to_string(value);
  return text.substr(0, text.find('.') + 2);
}

/// What was checked so far.
struct Tally {
  std::size_t scenarios = 0, banks = 0, problems = 0;
  std::map<std::string, std::string> scenario_files; ///< by the scenario's id
};

void tell(const std::string& file, const std::vector<lobby::Problem>& problems, Tally& tally) {
  for (const auto& problem : problems)
    std::cout << lobby::to_string(file, problem) << "\n";
  tally.problems += problems.size();
}

void check_bank(const std::string& file, const std::string& text, Tally& tally) {
  const auto read = lobby::read_bank(text);
  ++tally.banks;
  tell(file, read.problems, tally);
  if (!read.bank) return;
  std::cerr << file << ": a bank with the branches";
  for (const auto& branch : read.bank->branches)
    std::cerr << ' ' << branch.id;
  std::cerr << "\n";
}

void check_scenario(const std::string& file, const std::string& text, Tally& tally) {
  const auto read = lobby::roleplay::read_scenario(text);
  ++tally.scenarios;
  lobby::roleplay::CheckSummary summary;
  tell(file, read.scenario ? lobby::roleplay::check_scenario(*read.scenario, &summary) : read.problems, tally);
  if (!read.scenario) return;
  const auto card = lobby::roleplay::card(*read.scenario);
  if (const auto [other, fresh] = tally.scenario_files.try_emplace(card.id, file); !fresh) {
    std::cout << file << ": the id " << card.id << " is that of " << other->second << ", too\n";
    ++tally.problems;
  }
  std::cerr << file << ": " << summary.beats << " beats, " << summary.states << " states played, best "
            << points(summary.best) << ", worst " << points(summary.worst) << ", endings:";
  for (const auto& ending : summary.endings)
    std::cerr << ' ' << ending;
  std::cerr << "\n";
}

/// A bank file is known by its branches; everything else is taken for a scenario.
bool is_bank(const std::string& text) {
  const auto parsed = lobby::json::parse(text);
  return parsed.document && parsed.document->root().find("branches") != nullptr;
}

void check_file(const std::string& file, Tally& tally) {
  const auto text = cli::read_file(file);
  if (!text) {
    std::cout << file << ": cannot be read\n";
    ++tally.problems;
  } else if (is_bank(*text)) {
    check_bank(file, *text, tally);
  } else {
    check_scenario(file, *text, tally);
  }
}

std::string counted(std::size_t count, std::string_view one) {
  return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

/// "2 scenarios, 1 bank, 0 problems": only the kinds that were there.
std::string summary(const Tally& tally) {
  std::string out;
  if (tally.scenarios > 0) out += counted(tally.scenarios, "scenario") + ", ";
  if (tally.banks > 0) out += counted(tally.banks, "bank") + ", ";
  return out + counted(tally.problems, "problem") + "\n";
}

} // namespace

int run_check(cli::Args args) {
  const cli::Options options = cli::read_options(args, {});
  if (options.help) {
    std::cout << usage;
    return cli::done;
  }
  if (!options.error.empty()) return cli::misuse("check", options.error);
  if (options.files.empty()) return cli::misuse("check", "needs a folder or files");
  std::vector<std::string> files;
  if (!collect(options.files, files)) return cli::failed;
  if (files.empty()) {
    std::cout << "nothing to check: no *.json files there\n";
    return cli::failed;
  }
  Tally tally;
  for (const auto& file : files)
    check_file(file, tally);
  std::cout << summary(tally);
  return tally.problems == 0 ? cli::done : cli::failed;
}
