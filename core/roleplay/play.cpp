#include "core/roleplay/play.hpp"

#include "core/speech/numbers.hpp"

#include <algorithm>
#include <cmath>

namespace lobby::roleplay {
namespace {

constexpr int furious = static_cast<int>(Mood::furious);
constexpr int longest_promise = 60;       ///< minutes; what is due later is not due in this scene
constexpr std::size_t promise_covers = 3; ///< beats after which what was promised has come or is forgotten

// ---- the words of one answer

class Reply {
public:
  Reply(const Scenario& scenario, std::uint64_t seed, Play& play) : scenario_(scenario), seed_(seed), play_(play) {}

  void say(const Line& line) {
    if (empty(line)) return;
    const auto& wordings = line[play_.mood >= 3 ? 2 : play_.mood == 2 ? 1 : 0];
    const auto& text = wordings[mixed(seed_, play_.picks++) % wordings.size()];
    join(turn_.text, text);
  }
  void tell(const Text& narration) { join(turn_.narration, narration); }
  void finish(std::string_view ending) {
    play_.ending = ending;
    if (const auto found = scenario_.endings.find(ending); found != scenario_.endings.end()) {
      say(found->second.line);
      tell(found->second.narration);
    }
  }
  bool silent() const { return turn_.text.zh.empty(); }

  CustomerTurn turn() {
    turn_.mood = static_cast<Mood>(play_.mood);
    turn_.on_counter = play_.on_counter;
    turn_.ended = !play_.ending.empty();
    turn_.ending = play_.ending;
    return std::move(turn_);
  }

private:
  static void join(Text& all, const Text& more) {
    if (more.zh.empty()) return;
    all.zh += more.zh;
    if (!all.en.empty()) all.en += ' ';
    all.en += more.en;
  }

  const Scenario& scenario_;
  std::uint64_t seed_;
  Play& play_;
  CustomerTurn turn_;
};

// ---- what a turn does to the customer

void change(Play& play, const Scenario& scenario, int mood, int patience) {
  play.mood = std::clamp(play.mood + mood, 0, furious);
  play.patience = std::clamp(play.patience + patience, 0, scenario.patience);
}

void apply(const Effects& effects, const Scenario& scenario, Play& play) {
  change(play, scenario, effects.mood, effects.patience);
  play.facts.insert(effects.disclose.begin(), effects.disclose.end());
  play.flags.insert(effects.set.begin(), effects.set.end());
  for (const auto& flag : effects.clear)
    play.flags.erase(flag);
}

/// How much a fault hurts: the dearer ones of the rubric weigh more.
int weight(Fault fault) {
  using enum Fault;
  switch (fault) {
  case vague:
  case skip_reading:
    return 1;
  case pass_buck:
  case provoke:
  case overpromise:
  case press_sale:
  case deny_feeling:
    return 3;
  case promise_return:
  case private_sale:
  case leak_privacy:
  case refuse_complaint:
    return 4;
  default:
    return 2;
  }
}

const std::set<Act>& won_by(Kind kind) {
  using enum Act;
  static const std::array<std::set<Act>, 8> all = {{
      {address_by_name, assist, comfort, greet},     // elderly: respect
      {assist, guide, comfort},                      // special: help
      {offer_solution, own_it, comfort},             // seeking help: warmth
      {greet, explain, guide},                       // from elsewhere: kindness
      {explain, assist, clarify},                    // unfamiliar with banking: patience
      {set_expectation, apologise, offer_solution},  // impatient: calm
      {empathise, restate, offer_choice},            // unreasonable: forbearance
      {invite_to_speak, empathise, restate, record}, // complaining: listening
  }};
  return all[static_cast<std::size_t>(kind)];
}

/// What is kind the first time; said again it is only words.
const std::set<Act>& soothing() {
  using enum Act;
  static const std::set<Act> all = {apologise,       empathise, comfort,         assist,      own_it,
                                    invite_to_speak, restate,   offer_solution,  commit,      address_by_name,
                                    set_expectation, record,    protect_privacy, offer_choice};
  return all;
}

int kindness(const Scenario& scenario, const Play& play, const Moment& moment) {
  int sum = 0;
  for (const Act act : moment.acts) {
    const bool first = !play.acts.contains(act);
    sum += static_cast<int>(first && soothing().contains(act)) + static_cast<int>(won_by(scenario.kind).contains(act));
  }
  for (const Action action : {Action::offer_seat, Action::pour_water, Action::move_to_quiet_room})
    sum += static_cast<int>(moment.actions.contains(action) && !play.actions.contains(action));
  return sum;
}

void feel(const Scenario& scenario, Play& play, const Moment& moment) {
  int hurt = 0;
  for (const Fault fault : moment.faults)
    hurt += weight(fault);
  if (hurt > 0) {
    play.warmth = 0;
    change(play, scenario, std::min((hurt + 1) / 2, 2), -std::min(hurt, 5));
    return;
  }
  play.warmth += kindness(scenario, play, moment);
  if (play.warmth < 3) return;
  change(play, scenario, -1, 1);
  play.warmth = 0;
}

// ---- what the customer remembers

void remember_promise(Play& play, const Moment& moment) {
  const bool promises = moment.acts.contains(Act::set_expectation) || moment.acts.contains(Act::commit);
  const auto days = promises ? speech::longest_time(moment.said) : std::nullopt;
  if (!days || *days * speech::minutes_a_day > longest_promise) return;
  // Half as much again, and a minute, is still forgiven.
  const auto forgiven = static_cast<int>(std::lround(*days * speech::minutes_a_day * 90)) + 60;
  play.promise = Promise{moment.at + forgiven, play.done.size()};
}

void check_promise(const Scenario& scenario, Play& play, const Moment& moment, Reply& reply) {
  if (!play.promise) return;
  if (play.done.size() >= play.promise->beats_done + promise_covers) {
    play.promise.reset();
  } else if (moment.at > play.promise->due) {
    play.promise.reset();
    change(play, scenario, 1, -1);
    reply.say(scenario.promise_broken);
  }
}

void notice_silence(const Scenario& scenario, Play& play, const Moment& moment, Reply& reply) {
  const int silent = moment.at - play.at;
  if (silent <= scenario.silence_seconds) return;
  change(play, scenario, 1, -std::min(silent / scenario.silence_seconds, 3));
  reply.say(scenario.silence);
}

/// What the customer was asked for comes out; what was asked before is resented.
bool answer_questions(const Scenario& scenario, Play& play, const Moment& moment, Reply& reply) {
  bool resented = moment.acts.contains(Act::ask_need) && play.acts.contains(Act::ask_need) && play.turns >= 3;
  bool told = false;
  for (const auto& fact : scenario.facts) {
    if (!holds(fact.asked, play, moment)) continue;
    if (play.facts.insert(fact.id).second) {
      if (!told) reply.say(fact.line);
      told = true;
    } else {
      resented = true;
    }
  }
  if (resented && !told) {
    change(play, scenario, 1, -1);
    reply.say(scenario.asked_twice);
  }
  return told || resented;
}

// ---- what happens next

const Reaction* reaction_to(const Scenario& scenario, Play& play, const Moment& moment) {
  for (const auto& reaction : scenario.reactions) {
    if (reaction.once && play.reacted.contains(reaction.id)) continue;
    if (!holds(reaction.when, play, moment)) continue;
    play.reacted.insert(reaction.id);
    return &reaction;
  }
  return nullptr;
}

const Answer* answer_to(const Beat& beat, const Play& play, const Moment& moment) {
  for (const auto& answer : beat.answers)
    if (!answer.when || holds(*answer.when, play, moment)) return &answer;
  return nullptr;
}

/// The first beat that may come now, interruptions before the others; its place in the list, or the list's size.
std::size_t next_beat(const Scenario& scenario, Play& play, const Moment& moment) {
  const auto& beats = scenario.beats;
  for (const bool interruption : {true, false})
    for (std::size_t i = 0; i < beats.size(); ++i) {
      const auto& beat = beats[i];
      if (beat.interruption.has_value() != interruption || play.done.contains(beat.id)) continue;
      if (beat.when && !holds(*beat.when, play, moment)) continue;
      if (beat.skip_when && holds(*beat.skip_when, play, moment)) {
        play.done.insert(beat.id);
        return next_beat(scenario, play, moment); // what is done now may open an earlier one
      }
      return i;
    }
  return beats.size();
}

void lay_out(const Beat& beat, Play& play) {
  if (beat.on_counter) play.on_counter = *beat.on_counter;
}

void go_on(const Scenario& scenario, Play& play, const Moment& moment, Reply& reply) {
  play.done.insert(scenario.beats[play.beat].id);
  const auto next = next_beat(scenario, play, moment);
  if (next == scenario.beats.size()) return reply.finish(scenario.out_of_patience);
  play.misses = 0;
  play.beat = next;
  lay_out(scenario.beats[next], play);
  reply.tell(scenario.beats[next].narration);
  reply.say(scenario.beats[next].line);
}

void take(const Answer& answer, const Scenario& scenario, Play& play, Reply& reply, bool aloud) {
  apply(answer.effects, scenario, play);
  reply.tell(answer.narration);
  if (aloud) reply.say(answer.line);
  if (!answer.end.empty()) reply.finish(answer.end);
}

/// Neither an answer nor a question: the customer is puzzled, and after a while goes on alone.
void miss(const Scenario& scenario, Play& play, const Moment& moment, Reply& reply, bool aloud) {
  if (++play.misses > moves_on_after) return go_on(scenario, play, moment, reply);
  change(play, scenario, 0, -1);
  const auto& beat = scenario.beats[play.beat];
  if (aloud) reply.say(empty(beat.otherwise) ? scenario.puzzled : beat.otherwise);
}

} // namespace

std::uint64_t mixed(std::uint64_t seed, std::uint64_t count) {
  auto x = seed + (count + 1) * 0x9E3779B97F4A7C15ULL; // splitmix64
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

CustomerTurn begin(const Scenario& scenario, std::uint64_t seed, Play& play) {
  play.mood = static_cast<int>(scenario.mood);
  play.patience = scenario.patience;
  lay_out(scenario.beats.front(), play);
  Reply reply(scenario, seed, play);
  reply.tell(scenario.beats.front().narration);
  reply.say(scenario.beats.front().line);
  return reply.turn();
}

CustomerTurn answer(const Scenario& scenario, std::uint64_t seed, Play& play, const Moment& moment) {
  Reply reply(scenario, seed, play);
  ++play.turns;
  notice_silence(scenario, play, moment, reply);
  check_promise(scenario, play, moment, reply);
  feel(scenario, play, moment);
  const auto* reaction = reaction_to(scenario, play, moment);
  if (reaction) take(reaction->answer, scenario, play, reply, true);
  if (play.ending.empty()) {
    const bool asked = !reaction && answer_questions(scenario, play, moment, reply);
    const auto* found = answer_to(scenario.beats[play.beat], play, moment);
    if (found) take(*found, scenario, play, reply, !reaction);
    if (play.patience <= 0 && play.ending.empty()) reply.finish(scenario.out_of_patience);
    if (play.ending.empty()) {
      if (found && !found->stay) go_on(scenario, play, moment, reply);
      if (!found && !asked) miss(scenario, play, moment, reply, !reaction);
      if (play.patience <= 0 && play.ending.empty()) reply.finish(scenario.out_of_patience);
    }
  }
  play.acts.insert(moment.acts.begin(), moment.acts.end());
  play.actions.insert(moment.actions.begin(), moment.actions.end());
  remember_promise(play, moment);
  play.at = moment.at;
  return reply.turn();
}

CustomerTurn leave(const Scenario& scenario, std::uint64_t seed, Play& play) {
  Reply reply(scenario, seed, play);
  reply.finish(scenario.out_of_patience);
  return reply.turn();
}

} // namespace lobby::roleplay
