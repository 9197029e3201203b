#include "core/roleplay/play.hpp"

#include "core/speech/normalise.hpp"

#include <algorithm>

namespace lobby::roleplay {
namespace {

template <typename Label> bool any_in(const std::vector<Label>& wanted, const std::set<Label>& present) {
  return std::any_of(wanted.begin(), wanted.end(), [&](Label label) { return present.contains(label); });
}
template <typename Set> bool all_in(const std::vector<std::string>& wanted, const Set& present) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& entry) { return present.contains(entry); });
}
template <typename Label>
bool ever(const std::vector<Label>& wanted, const std::set<Label>& before, const std::set<Label>& now) {
  return any_in(wanted, before) || any_in(wanted, now);
}
bool says_any(const std::vector<std::u32string>& words, const std::u32string& said) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::u32string& word) { return said.find(word) != said.npos; });
}

bool turn_fits(const Condition& c, const Moment& m) {
  if (!c.any_act.empty() && !any_in(c.any_act, m.acts)) return false;
  if (!std::all_of(c.all_acts.begin(), c.all_acts.end(), [&](Act act) { return m.acts.contains(act); })) return false;
  if (!c.any_action.empty() && !any_in(c.any_action, m.actions)) return false;
  if (!c.any_fault.empty() && !any_in(c.any_fault, m.faults)) return false;
  if (c.fault && *c.fault == m.faults.empty()) return false;
  if (!c.says.empty() && !says_any(c.says, m.said)) return false;
  return std::all_of(c.says_all.begin(), c.says_all.end(), [&](auto& words) { return says_any(words, m.said); });
}

bool state_fits(const Condition& c, const Play& play, const Moment& m) {
  if (!c.ever_act.empty() && !ever(c.ever_act, play.acts, m.acts)) return false;
  if (!c.ever_action.empty() && !ever(c.ever_action, play.actions, m.actions)) return false;
  if (c.mood_at_least && play.mood < static_cast<int>(*c.mood_at_least)) return false;
  if (c.mood_at_most && play.mood > static_cast<int>(*c.mood_at_most)) return false;
  if (c.patience_at_most && play.patience > *c.patience_at_most) return false;
  if (c.seconds_at_least && m.at < *c.seconds_at_least) return false;
  if (c.turns_at_least && play.turns < *c.turns_at_least) return false;
  return all_in(c.facts, play.facts) && all_in(c.beats, play.done) && all_in(c.flags, play.flags);
}

} // namespace

Moment moment_of(const StaffTurn& turn, const speech::Reading& reading) {
  Moment m;
  for (const auto& found : reading.acts)
    m.acts.insert(found.act);
  for (const auto& found : reading.faults)
    m.faults.insert(found.fault);
  m.actions.insert(turn.actions.begin(), turn.actions.end());
  m.said = speech::normalise(turn.text).text;
  m.at = turn.at_seconds;
  return m;
}

bool holds(const Condition& c, const Play& play, const Moment& m) {
  const auto one_holds = [&](const Condition& part) { return holds(part, play, m); };
  return turn_fits(c, m) && state_fits(c, play, m) &&
         (c.any.empty() || std::any_of(c.any.begin(), c.any.end(), one_holds)) &&
         std::none_of(c.none.begin(), c.none.end(), one_holds);
}

} // namespace lobby::roleplay
