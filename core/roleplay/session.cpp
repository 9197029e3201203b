#include "core/roleplay/play.hpp"
#include "core/speech/normalise.hpp"

#include <algorithm>

namespace lobby::roleplay {

struct Session::State {
  struct Said {
    bool staff = false;
    std::string text;
    std::vector<Action> actions;
    int at = 0;
  };

  std::shared_ptr<const Scenario> scenario;
  std::uint64_t seed = 0;
  Play play;
  CustomerTurn opening, last;
  std::vector<Said> said;

  void hear(const CustomerTurn& turn) {
    if (!turn.text.zh.empty()) said.push_back({false, turn.text.zh, {}, play.at});
    last = turn;
  }
};

Session::Session(std::shared_ptr<const Scenario> scenario, std::uint64_t seed) : state_(std::make_unique<State>()) {
  state_->scenario = std::move(scenario);
  state_->seed = seed;
  state_->opening = begin(*state_->scenario, seed, state_->play);
  state_->hear(state_->opening);
}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

const CustomerTurn& Session::opening() const { return state_->opening; }
bool Session::ended() const { return !state_->play.ending.empty(); }
Mood Session::mood() const { return static_cast<Mood>(state_->play.mood); }

std::size_t Session::beat() const { return state_->play.beat; }
int Session::turns() const { return static_cast<int>(state_->said.size()); }

std::vector<Suggestion> Session::suggestions() const {
  std::vector<Suggestion> out;
  if (ended()) return out;
  for (const auto& offer : state_->scenario->beats[state_->play.beat].offers)
    out.push_back(offer.suggestion);
  // An order of its own for every seed and turn; numbers of picks would give away what was said.
  const auto turn = static_cast<std::uint64_t>(state_->play.turns) << 32;
  for (std::size_t i = out.size(); i > 1; --i)
    std::swap(out[i - 1], out[mixed(state_->seed ^ 0x5EED, turn + i) % i]);
  return out;
}

CustomerTurn Session::say(const StaffTurn& turn) {
  if (ended()) return state_->last;
  StaffTurn clean = turn;
  clean.text =
      speech::slice(turn.text, 0, speech::longest_turn); // bytes that are no UTF-8 must not spoil the transcript
  clean.at_seconds = std::max(turn.at_seconds, state_->play.at);
  std::string previous;
  if (!state_->said.empty() && !state_->said.back().staff) previous = state_->said.back().text;
  const auto moment = moment_of(clean, speech::read(clean.text, previous));
  state_->said.push_back({true, clean.text, clean.actions, clean.at_seconds});
  state_->hear(answer(*state_->scenario, state_->seed, state_->play, moment));
  return state_->last;
}

CustomerTurn Session::end() {
  if (!ended()) state_->hear(leave(*state_->scenario, state_->seed, state_->play));
  return state_->last;
}

std::string Session::transcript_json() const {
  const auto& s = *state_->scenario;
  const auto list = [](const auto& entries, auto text_of) {
    std::string out = "[";
    for (const auto& entry : entries)
      out += (out.size() > 1 ? "," : "") + json::quoted(text_of(entry));
    return out + "]";
  };
  const auto itself = [](const std::string& text) { return text; };
  std::string out = "{\"scenario\":" + json::quoted(s.id) + ",\"seed\":" + std::to_string(state_->seed) +
                    ",\"rubric\":" + json::quoted(s.rubric) + ",\"context\":" + list(s.context, itself);
  if (!s.checks.empty()) out += ",\"checks\":" + list(s.checks, itself);
  if (!s.papers.empty()) out += ",\"papers\":" + list(s.papers, itself);
  out += ",\"turns\":[";
  bool first = true;
  for (const auto& turn : state_->said) {
    out += first ? "{" : ",{";
    first = false;
    out +=
        std::string("\"who\":") + (turn.staff ? "\"staff\"" : "\"customer\"") + ",\"text\":" + json::quoted(turn.text);
    if (turn.staff) out += ",\"actions\":" + list(turn.actions, [](Action action) { return speech::name(action); });
    out += ",\"at\":" + std::to_string(turn.at) + "}";
  }
  return out + "]}";
}

std::uint64_t Session::hash() const {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : transcript_json())
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

} // namespace lobby::roleplay
