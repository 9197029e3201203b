#include "core/roleplay/check.hpp"

#include "core/roleplay/play.hpp"
#include "core/score/score.hpp"

#include <algorithm>
#include <deque>

namespace lobby::roleplay {
namespace {

constexpr std::size_t most_states = 20000;
constexpr int seconds_per_turn = 12;
constexpr int longest_walk = 200;

/// All of a state that decides what may follow.
std::string key_of(const Play& play) {
  std::string key = std::to_string(play.beat) + '/' + std::to_string(play.mood) + '/' + std::to_string(play.patience) +
                    '/' + std::to_string(play.misses) + '/' + std::to_string(play.warmth) + play.ending;
  for (const auto* set : {&play.done, &play.facts, &play.flags}) {
    key += '/';
    for (const auto& entry : *set)
      key += entry + ',';
  }
  return key;
}

class Explorer {
public:
  explicit Explorer(const Scenario& scenario) : scenario_(scenario) {
    for (const auto& beat : scenario.beats) {
      moments_.emplace_back();
      for (const auto& offer : beat.offers) {
        StaffTurn turn{offer.suggestion.text.zh, offer.suggestion.actions, 0};
        moments_.back().push_back(moment_of(turn, speech::read(turn.text)));
      }
    }
  }

  void explore() {
    Play first;
    begin(scenario_, 0, first);
    index_of(first);
    for (std::size_t at = 0; at < states_.size() && states_.size() < most_states; ++at) {
      explored_ = at + 1;
      const Play from = states_[at];
      if (!from.ending.empty()) continue;
      for (const auto& moment : moments_[from.beat]) {
        Play to = from;
        Moment now = moment;
        now.at = from.at + seconds_per_turn;
        answer(scenario_, 0, to, now);
        const auto reached = index_of(to);
        came_from_[reached].push_back(at);
      }
    }
  }

  std::set<std::string> beats_seen() const {
    std::set<std::string> seen;
    for (const auto& play : states_) {
      seen.insert(scenario_.beats[play.beat].id);
      seen.insert(play.done.begin(), play.done.end());
    }
    return seen;
  }
  std::set<std::string> endings_seen() const {
    std::set<std::string> seen;
    for (const auto& play : states_)
      if (!play.ending.empty()) seen.insert(play.ending);
    return seen;
  }
  /// The beats of states from which no end can be reached.
  std::set<std::string> dead_ends() const {
    std::vector<bool> ends(states_.size());
    std::deque<std::size_t> open;
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (!states_[i].ending.empty() || i >= explored_)
        ends[i] = true, open.push_back(i); // what was not looked at is not accused
    for (; !open.empty(); open.pop_front())
      for (const auto from : came_from_[open.front()])
        if (!ends[from]) ends[from] = true, open.push_back(from);
    std::set<std::string> dead;
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (!ends[i]) dead.insert(scenario_.beats[states_[i].beat].id);
    return dead;
  }
  std::size_t states() const { return states_.size(); }

private:
  std::size_t index_of(const Play& play) {
    const auto [found, added] = numbers_.try_emplace(key_of(play), states_.size());
    if (added) {
      states_.push_back(play);
      came_from_.emplace_back();
    }
    return found->second;
  }

  const Scenario& scenario_;
  std::vector<std::vector<Moment>> moments_;
  std::map<std::string, std::size_t> numbers_;
  std::vector<Play> states_;
  std::vector<std::vector<std::size_t>> came_from_;
  std::size_t explored_ = 0;
};

/// Plays on by always choosing the first suggestion of one quality.
std::pair<std::string, std::string> walk(const Scenario& scenario, Quality quality) {
  // The session owns its scenario; this one outlives it.
  Session session(std::shared_ptr<const Scenario>(std::shared_ptr<const Scenario>(), &scenario), 1);
  Play play;
  begin(scenario, 1, play);
  std::string ending, previous = session.opening().text.zh;
  for (int turn = 0; turn < longest_walk && !session.ended(); ++turn) {
    const auto& offers = scenario.beats[play.beat].offers;
    const auto& offer =
        *std::find_if(offers.begin(), offers.end(), [&](const Offer& one) { return one.quality == quality; });
    const StaffTurn said{offer.suggestion.text.zh, offer.suggestion.actions, (turn + 1) * seconds_per_turn};
    answer(scenario, 1, play, moment_of(said, speech::read(said.text, previous)));
    const auto heard = session.say(said);
    if (!heard.text.zh.empty()) previous = heard.text.zh;
    ending = heard.ending;
  }
  return {session.transcript_json(), ending};
}

std::string list(const std::vector<std::string>& entries) {
  std::string out;
  for (const auto& entry : entries)
    out += (out.empty() ? "" : ", ") + entry;
  return out;
}

void check_walks(const Scenario& scenario, const json::Document& file, std::vector<Problem>& problems,
                 CheckSummary& summary) {
  const auto best = score::score_json(walk(scenario, Quality::good).first);
  const auto worst = score::score_json(walk(scenario, Quality::poor).first);
  if (const auto* report = std::get_if<score::Report>(&best)) {
    summary.best = report->total;
    std::vector<std::string> lost;
    for (const auto& check : report->checks)
      if (check.result != score::Result::met) lost.push_back(check.id);
    for (const auto& fault : report->faults)
      lost.push_back("fault " + std::string(speech::name(fault.fault)) + " in \"" + fault.evidence.quote + "\"");
    if (!lost.empty() || !report->passed)
      problems.push_back(
          file.problem("/beats", "the good suggestions must earn every check of the rubric; they lose " + list(lost)));
  }
  if (const auto* report = std::get_if<score::Report>(&worst)) {
    summary.worst = report->total;
    if (report->passed) problems.push_back(file.problem("/beats", "the poor suggestions must not pass"));
  }
}

void check_good_suggestions(const Scenario& scenario, const json::Document& file, std::vector<Problem>& problems) {
  for (const auto& beat : scenario.beats)
    for (const auto& offer : beat.offers) {
      if (offer.quality != Quality::good) continue;
      for (const auto& fault : speech::read(offer.suggestion.text.zh).faults)
        problems.push_back(file.problem(offer.pointer + "/text/zh", "a good suggestion must have no fault: " +
                                                                        std::string(speech::name(fault.fault))));
    }
}

} // namespace

std::vector<Problem> check_scenario(const Scenario& scenario, CheckSummary* told) {
  std::vector<Problem> problems;
  CheckSummary summary;
  const auto& file = *scenario.document;
  Explorer explorer(scenario);
  explorer.explore();
  const auto beats = explorer.beats_seen();
  for (const auto& beat : scenario.beats)
    if (!beats.contains(beat.id))
      problems.push_back(file.problem(beat.pointer + "/id", "no way of playing reaches this beat"));
  const auto endings = explorer.endings_seen();
  for (const auto& [name, words] : scenario.endings)
    if (!endings.contains(name))
      problems.push_back(file.problem(words.pointer, "no way of playing reaches this ending"));
  for (const auto& dead : explorer.dead_ends()) {
    const auto beat =
        std::find_if(scenario.beats.begin(), scenario.beats.end(), [&](const Beat& one) { return one.id == dead; });
    problems.push_back(file.problem(beat->pointer + "/answers", "from here no end can be reached"));
  }
  check_good_suggestions(scenario, file, problems);
  check_walks(scenario, file, problems, summary);
  summary.states = static_cast<int>(explorer.states());
  summary.beats = static_cast<int>(scenario.beats.size());
  summary.endings.assign(endings.begin(), endings.end());
  if (told) *told = summary;
  std::stable_sort(problems.begin(), problems.end(),
                   [](auto& a, auto& b) { return a.line != b.line ? a.line < b.line : a.column < b.column; });
  return problems;
}

} // namespace lobby::roleplay
