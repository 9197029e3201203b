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

/// What tells one state from another. What was said and the clock do not: a state has those of the first way to it.
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
        const std::string previous = empty(beat.line) ? "" : beat.line[0].front().zh;
        moments_.back().push_back(moment_of(turn, speech::read(turn.text, previous)));
      }
    }
  }

  /// False when there are more states than are looked at.
  bool explore() {
    Play first;
    begin(scenario_, 0, first);
    index_of(first);
    for (std::size_t at = 0; at < states_.size(); ++at) {
      if (states_.size() > most_states) return false;
      const Play from = states_[at];
      if (!from.ending.empty()) continue;
      for (std::size_t offer = 0; offer < moments_[from.beat].size(); ++offer) {
        Play to = from;
        Moment now = moments_[from.beat][offer];
        now.at = from.at + seconds_per_turn;
        answer(scenario_, 0, to, now);
        const auto reached = index_of(to);
        if (came_from_[reached].empty()) offers_[reached] = offer;
        came_from_[reached].push_back(at);
      }
    }
    return true;
  }

  std::set<std::size_t> beats_seen() const {
    std::set<std::size_t> seen;
    for (const auto& play : states_)
      seen.insert(play.beat);
    return seen;
  }
  std::set<std::string> endings_seen() const {
    std::set<std::string> seen;
    for (const auto& play : states_)
      if (!play.ending.empty()) seen.insert(play.ending);
    return seen;
  }
  /// Beats by their place in the file, each with a way of playing that leads there.
  using Ways = std::map<std::size_t, std::string>;

  /// States from which no end can be reached.
  Ways dead_ends() const {
    std::vector<bool> ends(states_.size());
    std::deque<std::size_t> open;
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (!states_[i].ending.empty()) ends[i] = true, open.push_back(i);
    for (; !open.empty(); open.pop_front())
      for (const auto from : came_from_[open.front()])
        if (!ends[from]) ends[from] = true, open.push_back(from);
    return ways_to([&](std::size_t i) { return !ends[i]; });
  }
  /// Ends by which the customer goes after an answer, because no beat was left.
  Ways ends_for_want_of_beats() const {
    return ways_to([&](std::size_t i) {
      const auto& play = states_[i];
      return !play.ending.empty() && play.done.contains(scenario_.beats[play.beat].id) && play.misses <= moves_on_after;
    });
  }
  Ways ends_solved_and_furious() const {
    return ways_to([&](std::size_t i) {
      return states_[i].ending == "solved" && states_[i].mood == static_cast<int>(Mood::furious);
    });
  }
  std::size_t states() const { return states_.size(); }

private:
  template <typename Meant> Ways ways_to(Meant meant) const {
    Ways ways;
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (meant(i)) ways.try_emplace(states_[i].beat, way_to(i));
    return ways;
  }

  /// "arrival: good, need: poor": the first way of playing by which the state was found.
  std::string way_to(std::size_t state) const {
    std::string way;
    for (; state != 0; state = came_from_[state].front()) {
      const auto& beat = scenario_.beats[states_[came_from_[state].front()].beat];
      const auto& offer = beat.offers[offers_[state]];
      way = beat.id + ": " + std::string(name(offer.quality)) + (way.empty() ? "" : ", ") + way;
    }
    return way;
  }

  std::size_t index_of(const Play& play) {
    const auto [found, added] = numbers_.try_emplace(key_of(play), states_.size());
    if (added) {
      states_.push_back(play);
      came_from_.emplace_back();
      offers_.push_back(0);
    }
    return found->second;
  }

  const Scenario& scenario_;
  std::vector<std::vector<Moment>> moments_;
  std::map<std::string, std::size_t> numbers_;
  std::vector<Play> states_;
  std::vector<std::vector<std::size_t>> came_from_; ///< per state, the first way first
  std::vector<std::size_t> offers_;                 ///< per state: the suggestion of that first way
};

/// One scene played by always choosing the first suggestion of one quality.
struct Walk {
  std::string transcript, ending;
  std::string way; ///< the beats, in the order they came
  score::Report report;
  std::map<int, const Offer*> offers; ///< by the turn's index in the transcript
};

Walk walk(const Scenario& scenario, Quality quality, std::uint64_t seed) {
  // The session owns its scenario; this one outlives it.
  Session session(std::shared_ptr<const Scenario>(std::shared_ptr<const Scenario>(), &scenario), seed);
  Walk walked;
  for (int turn = 0; turn < longest_walk && !session.ended(); ++turn) {
    const auto& beat = scenario.beats[session.beat()];
    const auto& offer =
        *std::find_if(beat.offers.begin(), beat.offers.end(), [&](const Offer& one) { return one.quality == quality; });
    walked.offers[session.turns()] = &offer;
    walked.way += (turn == 0 ? "" : ", ") + beat.id;
    walked.ending =
        session.say({offer.suggestion.text.zh, offer.suggestion.actions, (turn + 1) * seconds_per_turn}).ending;
  }
  walked.transcript = session.transcript_json();
  auto scored = score::score_json(walked.transcript);
  if (auto* report = std::get_if<score::Report>(&scored)) walked.report = std::move(*report);
  return walked;
}

std::string list(const std::vector<std::string>& entries) {
  std::string out;
  for (const auto& entry : entries)
    out += (out.empty() ? "" : ", ") + entry;
  return out;
}

void check_best(const Walk& best, const json::Document& file, std::uint64_t seed, std::vector<Problem>& problems) {
  const auto played = ", played " + best.way + (seed == 1 ? "" : " with the wordings of seed " + std::to_string(seed));
  std::vector<std::string> lost;
  for (const auto& check : best.report.checks)
    if (check.result != score::Result::met) lost.push_back(check.id);
  for (const auto& fault : best.report.faults)
    lost.push_back("fault " + std::string(speech::name(fault.fault)) + " in \"" + fault.evidence.quote + "\"");
  if (!lost.empty() || !best.report.passed)
    problems.push_back(file.problem("/beats", "the good suggestions must earn every check of the rubric; they lose " +
                                                  list(lost) + played));
  if (best.ending != "solved" && best.ending != "follow_up")
    problems.push_back(file.problem("/beats", "the good suggestions must end well, not in " + best.ending + played));
}

void check_walks(const Scenario& scenario, const json::Document& file, std::vector<Problem>& problems,
                 CheckSummary& summary) {
  summary.best = 100;
  // The same words are heard after other words of the customer: some of the wordings that seeds choose.
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto best = walk(scenario, Quality::good, seed);
    summary.best = std::min(summary.best, best.report.total);
    const auto before = problems.size();
    check_best(best, file, seed, problems);
    if (problems.size() > before) break;
  }
  const auto worst = walk(scenario, Quality::poor, 1);
  summary.worst = worst.report.total;
  if (worst.report.passed)
    problems.push_back(file.problem("/beats", "the poor suggestions must not pass, played " + worst.way));
}

void check_good_suggestions(const Scenario& scenario, const json::Document& file, std::vector<Problem>& problems) {
  for (const auto& beat : scenario.beats)
    for (const auto& offer : beat.offers) {
      if (offer.quality != Quality::good) continue;
      for (const auto& fault : speech::read(offer.suggestion.text.zh).faults)
        problems.push_back(file.problem(offer.pointer + "/text/zh", "a good suggestion must have no fault: " +
                                                                        std::string(speech::name(fault.fault))));
      if (scenario.rubric != "complaint") continue;
      if (const auto words = score::breaks_deadline(offer.suggestion.text.zh); !words.empty())
        problems.push_back(file.problem(offer.pointer + "/text/zh",
                                        "longer than the regulation allows for the answer to a complaint: " + words));
    }
}

void check_states(const Scenario& scenario, const Explorer& explorer, const json::Document& file,
                  std::vector<Problem>& problems) {
  const auto beats = explorer.beats_seen();
  for (std::size_t i = 0; i < scenario.beats.size(); ++i)
    if (!beats.contains(i))
      problems.push_back(file.problem(scenario.beats[i].pointer + "/id", "no way of playing reaches this beat"));
  const auto endings = explorer.endings_seen();
  for (const auto& [name, words] : scenario.endings)
    if (!endings.contains(name))
      problems.push_back(file.problem(words.pointer, "no way of playing reaches this ending"));
  const auto tell = [&](const Explorer::Ways& ways, const std::string& complaint) {
    for (const auto& [beat, way] : ways)
      problems.push_back(file.problem(scenario.beats[beat].pointer + "/answers", complaint + ", played " + way));
  };
  tell(explorer.dead_ends(), "from here no end can be reached");
  tell(explorer.ends_for_want_of_beats(),
       "the answer has no \"end\", but no beat is left: the customer goes without a cause");
  tell(explorer.ends_solved_and_furious(), "ends solved while the customer is furious");
}

} // namespace

std::vector<ModelLine> model_lines(const Scenario& scenario) {
  const auto best = walk(scenario, Quality::good, 1);
  std::vector<ModelLine> lines;
  for (const auto& check : best.report.checks)
    for (const auto& evidence : check.evidence)
      if (const auto said = best.offers.find(evidence.turn); said != best.offers.end()) {
        lines.push_back({check.id, said->second->suggestion});
        break;
      }
  return lines;
}

std::vector<Problem> check_scenario(const Scenario& scenario, CheckSummary* told) {
  std::vector<Problem> problems;
  CheckSummary summary;
  const auto& file = *scenario.document;
  Explorer explorer(scenario);
  if (explorer.explore())
    check_states(scenario, explorer, file, problems);
  else
    problems.push_back(file.problem("/beats", "more than " + std::to_string(most_states) +
                                                  " states: too many to play them all; use fewer flags"));
  check_good_suggestions(scenario, file, problems);
  check_walks(scenario, file, problems, summary);
  summary.states = static_cast<int>(explorer.states());
  summary.beats = static_cast<int>(scenario.beats.size());
  const auto endings = explorer.endings_seen();
  summary.endings.assign(endings.begin(), endings.end());
  if (told) *told = summary;
  std::stable_sort(problems.begin(), problems.end(),
                   [](auto& a, auto& b) { return a.line != b.line ? a.line < b.line : a.column < b.column; });
  return problems;
}

} // namespace lobby::roleplay
