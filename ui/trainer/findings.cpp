#include "ui/trainer/findings.hpp"

#include "ui/trainer/words.hpp"

#include <algorithm>
#include <array>

namespace trainer {

using app::tr;
namespace roleplay = lobby::roleplay;

namespace {

using Causes = std::vector<std::pair<std::string, std::string>>;

struct PhaseOfCheck {
  std::string_view check;
  Phase phase;
};
/// Every other check belongs to the handling of the business.
constexpr std::array<PhaseOfCheck, 23> phases{{
    {"greet_first", Phase::welcome}, {"rise_and_smile", Phase::welcome}, {"says_who", Phase::welcome},
    {"ask_need", Phase::understand}, {"triage", Phase::understand},      {"restate", Phase::understand},
    {"by_name", Phase::understand},  {"identity", Phase::understand},    {"explores", Phase::understand},
    {"owns", Phase::resolve},        {"quiet_place", Phase::resolve},    {"empathises", Phase::resolve},
    {"apologises", Phase::resolve},  {"records", Phase::resolve},        {"solves", Phase::resolve},
    {"commits", Phase::resolve},     {"says_deadline", Phase::resolve},  {"tells_channels", Phase::resolve},
    {"ask_check", Phase::farewell},  {"ask_more", Phase::farewell},      {"invite_rating", Phase::farewell},
    {"farewell", Phase::farewell},   {"sees_off", Phase::farewell},
}};

Phase phase_of(std::string_view check) {
  const auto* found =
      std::find_if(phases.begin(), phases.end(), [&](const PhaseOfCheck& one) { return one.check == check; });
  return found == phases.end() ? Phase::handle : found->phase;
}

/// A turn belongs to the phase of most of what was found in it; one in which nothing was found to that of the turn
/// before. Its time is that since the turn before.
void add_times(const Attempt& attempt, Findings& findings) {
  const app::Json turns = attempt.transcript["turns"], checks = attempt.report["checks"];
  std::vector<std::array<int, phase_count>> found(turns.size());
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const auto phase = static_cast<std::size_t>(phase_of(checks[i]["id"].text()));
    const app::Json evidence = checks[i]["evidence"];
    for (std::size_t k = 0; k < evidence.size(); ++k)
      if (const auto turn = static_cast<std::size_t>(evidence[k]["turn"].number()); turn < found.size())
        ++found[turn][phase];
  }
  std::size_t phase = 0;
  int before = 0;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    const auto most = std::max_element(found[i].begin(), found[i].end());
    if (*most > 0) phase = static_cast<std::size_t>(most - found[i].begin());
    const int at = static_cast<int>(turns[i]["at"].number());
    findings.seconds[phase] += std::max(0, at - before);
    before = std::max(before, at);
  }
}

app::Json reading_of(const app::Json& report, std::size_t turn) {
  const app::Json turns = report["turns"];
  for (std::size_t i = 0; i < turns.size(); ++i)
    if (static_cast<std::size_t>(turns[i]["turn"].number(-1)) == turn) return turns[i];
  return {};
}

Causes names_in(const app::Json& found, std::string_view family) {
  Causes names;
  for (std::size_t i = 0; i < found.size(); ++i)
    names.emplace_back(std::string(family), found[i]["id"].text());
  return names;
}

Causes causes_of(const app::Json& reading, const Line* said, bool worse) {
  if (!said) return {};
  if (worse) return names_in(reading["faults"], "fault.");
  Causes causes = names_in(reading["acts"], "act.");
  for (const lobby::speech::Action action : said->actions)
    causes.emplace_back("action.", std::string(lobby::speech::name(action)));
  return causes;
}

void add_moods(const Attempt& attempt, const Retelling& told, Findings& findings) {
  const Line* said = nullptr;
  std::size_t said_at = 0;
  for (std::size_t i = 0; i < told.lines.size(); ++i) {
    const Line& line = told.lines[i];
    if (line.staff) {
      said = &line;
      said_at = i;
      continue;
    }
    MoodStep step{line.at, line.turn.mood, 0, {}};
    if (!findings.moods.empty())
      step.change = static_cast<int>(step.mood) - static_cast<int>(findings.moods.back().mood);
    if (step.change != 0) step.causes = causes_of(reading_of(attempt.report, said_at), said, step.change > 0);
    findings.moods.push_back(std::move(step));
  }
}

bool is_fault(std::string_view id) {
  lobby::speech::Fault fault{};
  return lobby::speech::parse(id, fault);
}

void add_unsure(const Attempt& attempt, Findings& findings) {
  const app::Json readings = attempt.report["turns"], turns = attempt.transcript["turns"];
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const app::Json said = turns[static_cast<std::size_t>(readings[i]["turn"].number())];
    const app::Json unsure = readings[i]["unsure"];
    for (std::size_t k = 0; k < unsure.size(); ++k) {
      const app::Json span = unsure[k]["span"];
      const std::string id = unsure[k]["id"].text();
      findings.unsure.push_back(
          {is_fault(id) ? "fault." : "act.", id,
           slice(said["text"].text(), static_cast<int>(span[0].number()), static_cast<int>(span[1].number())),
           static_cast<int>(said["at"].number())});
    }
  }
}

} // namespace

std::string slice(const std::string& text, int from, int to) {
  int at = -1;
  std::string out;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++at;
    if (at >= from && at < to) out += c;
  }
  return out;
}

std::string phase_text(Phase phase) {
  switch (phase) {
  case Phase::welcome:
    return tr("train.phase.welcome");
  case Phase::understand:
    return tr("train.phase.understand");
  case Phase::handle:
    return tr("train.phase.handle");
  case Phase::resolve:
    return tr("train.phase.resolve");
  case Phase::farewell:
    return tr("train.phase.farewell");
  }
  return {};
}

Findings findings_of(const Attempt& attempt, const Scene* scene, const Retelling& told) {
  Findings findings;
  add_times(attempt, findings);
  if (told.complete) add_moods(attempt, told, findings);
  add_unsure(attempt, findings);
  if (scene && scene->scenario)
    for (roleplay::ModelLine& line : roleplay::model_lines(*scene->scenario))
      findings.model.emplace(line.check, std::move(line.said));
  return findings;
}

std::string causes_text(const MoodStep& step) {
  std::string all;
  for (const auto& [family, id] : step.causes)
    all += (all.empty() ? "" : tr("train.and")) + family_text(family, id);
  if (!all.empty()) return all;
  return step.change > 0 ? tr("train.moved.nothing_done") : tr("train.moved.by_itself");
}

std::string better_text(const Findings& findings, const app::Json& check) {
  const auto found = findings.model.find(check["id"].text());
  if (found == findings.model.end())
    return app::language() == app::Language::zh ? check["better"]["zh"].text() : check["better"]["en"].text();
  const roleplay::Suggestion& said = found->second;
  const std::string actions = actions_text(said.actions);
  if (tr(said.text).empty()) return actions;
  const std::string words = tr("train.quote", {{"words", tr(said.text)}});
  return actions.empty() ? words : tr("train.with_actions", {{"words", words}, {"actions", actions}});
}

} // namespace trainer
