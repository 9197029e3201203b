#include "cli/commands.hpp"
#include "cli/lines.hpp"
#include "cli/options.hpp"
#include "cli/words.hpp"
#include "core/roleplay/roleplay.hpp"
#include "core/score/score.hpp"

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
using lobby::speech::Action;

constexpr std::string_view usage =
    R"(Usage: lobby play SCENARIO [--seed S] [--lang zh|en]

Plays a scene in the terminal and scores it at the end. Each line of input is one turn of the employee:
  some words          said to the customer (scoring reads Chinese)
  2                   the second suggestion
  /smile /stand …     actions, before the words, a number or alone; /? names them all
  /end                leave the scene: what was said so far is scored

At the end of the input (Ctrl-D) the scene is left, too.

  SCENARIO       scenario file (JSON)
  --seed S       0-9007199254740991: which wordings and order (default 1)
  --lang zh|en   language of what is shown (default zh); a scene that is only in Chinese says so and is shown in Chinese
)";

/// The terminal's own sentences; names come from the page's texts.
struct Sentences {
  std::string_view suggestions, actions, unknown_action, no_suggestion, total, better, faults, ending, left,
      left_unsaid, separator;
};
constexpr Sentences chinese = {
    "可选的说法",
    "可用的动作",
    "没有这个动作",
    "没有这个序号",
    "总分",
    "更好的说法",
    "扣分",
    "结局",
    "场景没有演完，您中途离开了。以下只按已经说过的话评分，没做到的项目不得分。",
    "您还没有开口就离开了，这次不评分。",
    "、",
};
constexpr Sentences english = {
    "Suggestions",
    "Actions",
    "no such action",
    "no suggestion with that number",
    "Total",
    "Better",
    "Faults",
    "Ending",
    "You left the scene before its end. Scored is only what was said; what had not come yet earns nothing.",
    "You left before saying anything: nothing is scored.",
    ", ",
};

class Table {
public:
  Table(Session session, bool zh)
      : session_(std::move(session)), zh_(zh), words_(zh), sentences_(zh ? chinese : english) {}

  void play() {
    begun_ = std::chrono::steady_clock::now();
    show(session_.opening());
    cli::Lines lines(std::cin, std::cerr, {.command = "play", .longest = 65536});
    std::string line;
    bool said = false;
    while (!session_.ended()) {
      const auto offers = session_.suggestions();
      show(offers);
      if (std::cout << "> " << std::flush; !lines.next(line)) break;
      StaffTurn turn;
      if (!understand(line, offers, turn)) continue;
      if (left_) break;
      turn.at_seconds = static_cast<int>(
          std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun_).count());
      show(session_.say(turn));
      said = true;
    }
    // Leaving is the employee's doing: no customer walks out for it.
    if (!session_.ended()) std::cout << "\n" << (said ? sentences_.left : sentences_.left_unsaid) << "\n";
    if (said) report();
  }

private:
  const std::string& pick(const Text& text) const { return zh_ ? text.zh : text.en; }

  void show(const CustomerTurn& turn) const {
    std::cout << "\n";
    if (!pick(turn.narration).empty()) std::cout << "  (" << pick(turn.narration) << ")\n";
    if (!pick(turn.text).empty())
      std::cout << words_["train.customer"] << " [" << words_.name("mood.", name(turn.mood)) << "]: " << pick(turn.text)
                << "\n";
    if (turn.ended) std::cout << sentences_.ending << ": " << words_.name("ending.", turn.ending) << "\n";
  }

  void show(const std::vector<lobby::roleplay::Suggestion>& offers) const {
    std::cout << "\n" << sentences_.suggestions << ":\n";
    for (std::size_t i = 0; i < offers.size(); ++i) {
      std::cout << "  " << i + 1 << ". ";
      std::string actions;
      for (const auto action : offers[i].actions)
        actions += (actions.empty() ? "" : std::string(sentences_.separator)) +
                   words_.name("action.", lobby::speech::name(action));
      if (!actions.empty()) std::cout << "[" << actions << "] ";
      std::cout << pick(offers[i].text) << "\n";
    }
  }

  void show_actions() const {
    std::cout << sentences_.actions << ":\n";
    for (int i = 0; i < lobby::speech::action_count; ++i) {
      const auto id = lobby::speech::name(static_cast<Action>(i));
      std::cout << "  /" << id << "  " << words_.name("action.", id) << "\n";
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
      Action action{};
      if (!lobby::speech::parse(word, action)) {
        if (word != "?") std::cout << sentences_.unknown_action << ": /" << word << "\n";
        show_actions();
        return false;
      }
      turn.actions.push_back(action);
    }
    if (const auto number = cli::read_number(line, 0, 99)) {
      if (*number < 1 || *number > static_cast<long long>(offers.size())) {
        std::cout << sentences_.no_suggestion << "\n";
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

  std::string quoted(const lobby::score::Evidence& evidence) const {
    Action action{};
    return "“" +
           (lobby::speech::parse(evidence.quote, action) ? words_.name("action.", evidence.quote) : evidence.quote) +
           "”";
  }

  void show(const lobby::score::CheckResult& check) const {
    std::cout << "  " << words_.name("train.result.", name(check.result)) << "\t" << points(check.points) << "/"
              << points(check.max) << "\t" << words_.name("check.", check.id) << " (" << check.key << ")";
    for (const auto& evidence : check.evidence)
      std::cout << "  " << quoted(evidence);
    std::cout << "\n";
    if (check.act && check.result != lobby::score::Result::met)
      std::cout << "\t\t" << words_.name("meaning.act.", lobby::speech::name(*check.act)) << "\n";
    if (!pick(check.better).empty()) std::cout << "\t\t" << sentences_.better << ": " << pick(check.better) << "\n";
  }

  void report() const {
    const auto result = lobby::score::score_json(session_.transcript_json());
    const auto* report = std::get_if<lobby::score::Report>(&result);
    if (!report) {
      std::cout << std::get<lobby::score::Malformed>(result).reason << "\n";
      return;
    }
    std::cout << "\n"
              << sentences_.total << " " << points(report->total) << "/100 – "
              << words_[report->passed ? "train.passed" : "train.not_passed"] << sentences_.separator
              << words_.name("train.grade.", report->grade) << "\n";
    for (const auto& check : report->checks)
      show(check);
    if (!report->faults.empty()) std::cout << sentences_.faults << ":\n";
    for (const auto& fault : report->faults)
      std::cout << "  −" << points(fault.points) << (fault.gate ? " !" : "") << "\t"
                << words_.name("fault.", lobby::speech::name(fault.fault)) << "  " << quoted(fault.evidence) << "\n\t\t"
                << words_.name("meaning.fault.", lobby::speech::name(fault.fault)) << "\n\t\t" << sentences_.better
                << ": " << pick(fault.better) << "\n";
  }

  Session session_;
  bool zh_;
  cli::Words words_;
  const Sentences& sentences_;
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
  const bool in_english = language == "en" && card(*read.scenario).in_english;
  if (language == "en" && !in_english) std::cout << "This scene is only in Chinese: it is shown in Chinese.\n";
  Table(Session(read.scenario, static_cast<std::uint64_t>(*seed)), !in_english).play();
  return cli::done;
}
