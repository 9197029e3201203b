#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "core/roleplay/roleplay.hpp"
#include "core/score/score.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <string>
#include <variant>

namespace {

using lobby::Text;
using lobby::roleplay::CustomerTurn;
using lobby::roleplay::Session;
using lobby::roleplay::StaffTurn;

constexpr std::string_view usage =
    R"(Usage: lobby play SCENARIO [--seed S] [--lang zh|en]

Plays a scene in the terminal and scores it at the end. Each line of input is one turn of the employee:
  some words          said to the customer (scoring reads Chinese)
  2                   the second suggestion
  /smile /stand …     actions, before the words, a number or alone
  /end                leave the scene

  SCENARIO       scenario file (JSON)
  --seed S       0-9007199254740991: which wordings and order (default 1)
  --lang zh|en   language of what is shown (default zh)
)";

/// The terminal's words in both languages.
struct Words {
  std::string_view customer, suggestions, actions, unknown_action, no_suggestion, total, passed, failed, evidence,
      better, faults, bye;
};
constexpr Words chinese = {"客户", "可选的说法", "可用的动作", "没有这个动作", "没有这个序号", "总分",
                           "合格", "不合格",     "依据",       "更好的说法",   "扣分",         "结局"};
constexpr Words english = {"Customer", "Suggestions", "Actions",    "no such action", "no suggestion with that number",
                           "Total",    "passed",      "not passed", "Words",          "Better",
                           "Faults",   "Ending"};

class Table {
public:
  Table(Session session, bool zh) : session_(std::move(session)), zh_(zh), words_(zh ? chinese : english) {}

  void play() {
    begun_ = std::chrono::steady_clock::now();
    show(session_.opening());
    std::string line;
    while (!session_.ended()) {
      const auto offers = session_.suggestions();
      show(offers);
      if (std::cout << "> " << std::flush; !std::getline(std::cin, line)) break;
      StaffTurn turn;
      if (!understand(line, offers, turn)) continue;
      if (left_) break;
      turn.at_seconds = static_cast<int>(
          std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun_).count());
      show(session_.say(turn));
    }
    if (!session_.ended()) show(session_.end());
    report();
  }

private:
  const std::string& pick(const Text& text) const { return zh_ ? text.zh : text.en; }

  void show(const CustomerTurn& turn) const {
    std::cout << "\n";
    if (!pick(turn.narration).empty()) std::cout << "  (" << pick(turn.narration) << ")\n";
    if (!pick(turn.text).empty())
      std::cout << words_.customer << " [" << name(turn.mood) << "]: " << pick(turn.text) << "\n";
    if (turn.ended) std::cout << words_.bye << ": " << turn.ending << "\n";
  }

  void show(const std::vector<lobby::roleplay::Suggestion>& offers) const {
    std::cout << "\n" << words_.suggestions << ":\n";
    for (std::size_t i = 0; i < offers.size(); ++i) {
      std::cout << "  " << i + 1 << ". ";
      for (const auto action : offers[i].actions)
        std::cout << "/" << lobby::speech::name(action) << " ";
      std::cout << pick(offers[i].text) << "\n";
    }
  }

  /// False when the line was not understood; says so.
  bool understand(std::string line, const std::vector<lobby::roleplay::Suggestion>& offers, StaffTurn& turn) {
    while (line.starts_with("/")) {
      const auto end = std::min(line.find(' '), line.size());
      const auto word = line.substr(1, end - 1);
      line.erase(0, std::min(line.find_first_not_of(' ', end), line.size()));
      if (word == "end") {
        left_ = true;
        return true;
      }
      lobby::speech::Action action{};
      if (!lobby::speech::parse(word, action)) {
        std::cout << words_.unknown_action << ": /" << word << "\n" << words_.actions << ":";
        for (int i = 0; i < lobby::speech::action_count; ++i)
          std::cout << " /" << lobby::speech::name(static_cast<lobby::speech::Action>(i));
        std::cout << "\n";
        return false;
      }
      turn.actions.push_back(action);
    }
    if (const auto number = cli::read_number(line, 0, 99)) {
      if (*number < 1 || *number > static_cast<long long>(offers.size())) {
        std::cout << words_.no_suggestion << "\n";
        return false;
      }
      const auto& offer = offers[static_cast<std::size_t>(*number - 1)];
      line = offer.text.zh; // scoring reads Chinese
      turn.actions.insert(turn.actions.end(), offer.actions.begin(), offer.actions.end());
    }
    turn.text = line;
    return !turn.text.empty() || !turn.actions.empty();
  }

  static std::string points(double value) {
    const auto tenths = std::llround(value * 10);
    return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
  }

  void report() const {
    const auto result = lobby::score::score_json(session_.transcript_json());
    const auto* report = std::get_if<lobby::score::Report>(&result);
    if (!report) {
      std::cout << std::get<lobby::score::Malformed>(result).reason << "\n"; // nothing was said
      return;
    }
    std::cout << "\n"
              << words_.total << " " << points(report->total) << "/100 – "
              << (report->passed ? words_.passed : words_.failed) << ", " << report->grade << "\n";
    for (const auto& check : report->checks) {
      std::cout << "  " << name(check.result) << "\t" << points(check.points) << "/" << points(check.max) << "\t"
                << check.id << " (" << check.key << ")";
      for (const auto& evidence : check.evidence)
        std::cout << "  “" << evidence.quote << "”";
      std::cout << "\n";
      if (!pick(check.better).empty()) std::cout << "\t\t" << words_.better << ": " << pick(check.better) << "\n";
    }
    if (!report->faults.empty()) std::cout << words_.faults << ":\n";
    for (const auto& fault : report->faults)
      std::cout << "  −" << points(fault.points) << (fault.gate ? " !" : "") << "\t" << lobby::speech::name(fault.fault)
                << "  “" << fault.evidence.quote << "”\n\t\t" << words_.better << ": " << pick(fault.better) << "\n";
  }

  Session session_;
  bool zh_;
  const Words& words_;
  bool left_ = false;
  std::chrono::steady_clock::time_point begun_;
};

} // namespace

int run_play(cli::Args args) {
  constexpr std::string_view known[] = {"--seed", "--lang"};
  const cli::Options options = cli::read_options(args, known);
  if (options.help) {
    std::cout << usage;
    return cli::done;
  }
  if (!options.error.empty()) return cli::misuse("play", options.error);
  if (options.files.size() != 1) return cli::misuse("play", "needs one scenario");
  const auto seed = cli::read_number(options.value("--seed").value_or("1"), 0, 9007199254740991);
  if (!seed) return cli::misuse("play", "--seed must be a whole number from 0 to 9007199254740991");
  const auto language = options.value("--lang").value_or("zh");
  if (language != "zh" && language != "en") return cli::misuse("play", "--lang must be zh or en");
  const std::string file(options.files.front());
  const auto text = cli::read_file(file);
  if (!text) {
    std::cerr << "lobby play: cannot read " << file << "\n";
    return cli::failed;
  }
  auto read = lobby::roleplay::read_scenario(*text);
  for (const auto& problem : read.problems)
    std::cerr << lobby::to_string(file, problem) << "\n";
  if (!read.scenario) return cli::failed;
  Table(Session(read.scenario, static_cast<std::uint64_t>(*seed)), language == "zh").play();
  return cli::done;
}
