#include "core/roleplay/check.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"

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

Checks scenario files: syntax, schema, names, and by playing every way their suggestions allow. Problems are written
as file:line:column: message. Of a folder all *.json but *.schema.json are checked. Exit code 1 when there are problems.
)";

/// The scenario files meant by the words, in order; false when a word is no file or folder.
bool collect(const std::vector<std::string_view>& words, std::vector<std::string>& files) {
  for (const auto word : words) {
    std::error_code error;
    if (!std::filesystem::is_directory(word, error)) {
      files.emplace_back(word);
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

/// The problems found in one file; `ids` are those of the files before.
std::size_t check_file(const std::string& file, std::map<std::string, std::string>& ids) {
  const auto text = cli::read_file(file);
  if (!text) {
    std::cout << file << ": cannot be read\n";
    return 1;
  }
  const auto read = lobby::roleplay::read_scenario(*text);
  auto problems = read.problems;
  lobby::roleplay::CheckSummary summary;
  if (read.scenario) problems = lobby::roleplay::check_scenario(*read.scenario, &summary);
  for (const auto& problem : problems)
    std::cout << lobby::to_string(file, problem) << "\n";
  std::size_t count = problems.size();
  if (!read.scenario) return count;
  const auto card = lobby::roleplay::card(*read.scenario);
  if (const auto [other, fresh] = ids.try_emplace(card.id, file); !fresh) {
    std::cout << file << ": the id " << card.id << " is that of " << other->second << ", too\n";
    ++count;
  }
  std::cerr << file << ": " << summary.beats << " beats, " << summary.states << " states played, best "
            << points(summary.best) << ", worst " << points(summary.worst) << ", endings:";
  for (const auto& ending : summary.endings)
    std::cerr << ' ' << ending;
  std::cerr << "\n";
  return count;
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
  std::size_t problems = 0;
  std::map<std::string, std::string> ids;
  for (const auto& file : files)
    problems += check_file(file, ids);
  if (files.empty()) std::cout << "no scenario files found\n";
  std::cout << files.size() << (files.size() == 1 ? " scenario, " : " scenarios, ") << problems
            << (problems == 1 ? " problem\n" : " problems\n");
  return problems == 0 && !files.empty() ? cli::done : cli::failed;
}
