#include "core/roleplay/scenario.hpp"
#include "core/score/score.hpp"

#include <algorithm>

namespace lobby::roleplay {
namespace {

using json::Value;

/// Names that are told somewhere, to be compared with those that are used.
struct Names {
  std::set<std::string, std::less<>> beats, facts, flags_set, flags_read;
};

class References {
public:
  References(const json::Document& document, const Names& names, std::vector<Problem>& problems)
      : document_(document), names_(names), problems_(problems) {}

  /// Visits every condition and effect of the file by their member names.
  void walk(const Value& value, const std::string& pointer) {
    for (std::size_t i = 0; i < value.items.size(); ++i)
      walk(value.items[i], pointer + "/" + std::to_string(i));
    for (const auto& member : value.members) {
      const auto place = pointer + "/" + json::pointer_step(member.name);
      if (member.name == "beats" && pointer != "")
        each(member.value, place, names_.beats, "is no beat of this scenario");
      if (member.name == "facts" && pointer != "/customer")
        each(member.value, place, names_.facts, "is no fact of the customer");
      if (member.name == "disclose") each(member.value, place, names_.facts, "is no fact of the customer");
      if (member.name == "flags" || member.name == "clear")
        each(member.value, place, names_.flags_set, "is set by nothing");
      if (member.name == "set") each(member.value, place, names_.flags_read, "is read by nothing");
      walk(member.value, place);
    }
  }

private:
  void each(const Value& list, const std::string& pointer, const std::set<std::string, std::less<>>& known,
            const char* complaint) {
    for (std::size_t i = 0; i < list.items.size(); ++i)
      if (!known.contains(list.items[i].text))
        problems_.push_back(
            document_.problem(pointer + "/" + std::to_string(i), json::quoted(list.items[i].text) + " " + complaint));
  }

  const json::Document& document_;
  const Names& names_;
  std::vector<Problem>& problems_;
};

/// The names in every list of the file that is called `list`.
void collect(const Value& value, std::string_view list, std::set<std::string, std::less<>>& names) {
  for (const auto& item : value.items)
    collect(item, list, names);
  for (const auto& member : value.members) {
    if (member.name == list)
      for (const auto& item : member.value.items)
        names.insert(item.text);
    collect(member.value, list, names);
  }
}

template <typename List>
void insert_unique(const json::Document& document, const List& list, std::set<std::string, std::less<>>& names,
                   std::vector<Problem>& problems) {
  for (const auto& entry : list)
    if (!names.insert(entry.id).second)
      problems.push_back(document.problem(entry.pointer + "/id", json::quoted(entry.id) + " is used twice"));
}

void check_endings(const json::Document& document, const Value& value, const std::string& pointer,
                   const Scenario& scenario, std::vector<Problem>& problems) {
  for (std::size_t i = 0; i < value.items.size(); ++i)
    check_endings(document, value.items[i], pointer + "/" + std::to_string(i), scenario, problems);
  for (const auto& member : value.members) {
    const auto place = pointer + "/" + json::pointer_step(member.name);
    const bool names_ending = member.name == "end" || (pointer.empty() && member.name == "out_of_patience");
    if (names_ending && !scenario.endings.contains(member.value.text))
      problems.push_back(
          document.problem(place, json::quoted(member.value.text) + " has no last words under /endings"));
    check_endings(document, member.value, place, scenario, problems);
  }
}

/// Title, summary, place, name and goal are in both languages; the rest in those the scene says it has.
void check_languages(const json::Document& document, const Value& value, const std::string& pointer, bool english,
                     std::vector<Problem>& problems) {
  for (std::size_t i = 0; i < value.items.size(); ++i)
    check_languages(document, value.items[i], pointer + "/" + std::to_string(i), english, problems);
  constexpr std::string_view always[] = {"/title", "/summary", "/place", "/customer/name", "/customer/goal"};
  const bool wanted = english || std::find(std::begin(always), std::end(always), pointer) != std::end(always);
  if (wanted && value.find("zh") && !value.find("en"))
    problems.push_back(document.problem(pointer, english
                                                     ? "\"en\" is missing: the scene is to be complete in English"
                                                     : "\"en\" is missing: what a chooser shows is in both languages"));
  for (const auto& member : value.members)
    check_languages(document, member.value, pointer + "/" + json::pointer_step(member.name), english, problems);
}

void check_checks(const json::Document& document, const Scenario& scenario, std::vector<Problem>& problems) {
  for (std::size_t i = 0; i < scenario.checks.size(); ++i)
    if (!score::applies(scenario.checks[i], scenario.rubric, scenario.context))
      problems.push_back(
          document.problem("/checks/" + std::to_string(i),
                           json::quoted(scenario.checks[i]) + " is no check of this rubric and context"));
}

} // namespace

std::vector<Problem> check_references(const json::Document& document, const Scenario& scenario) {
  std::vector<Problem> problems;
  Names names;
  insert_unique(document, scenario.beats, names.beats, problems);
  insert_unique(document, scenario.facts, names.facts, problems);
  std::set<std::string, std::less<>> reactions; // read by no condition
  insert_unique(document, scenario.reactions, reactions, problems);
  collect(document.root(), "set", names.flags_set);
  collect(document.root(), "flags", names.flags_read);
  References(document, names, problems).walk(document.root(), "");
  check_endings(document, document.root(), "", scenario, problems);
  check_languages(document, document.root(), "", scenario.in_english, problems);
  check_checks(document, scenario, problems);
  if (empty(scenario.beats.front().line))
    problems.push_back(document.problem("/beats/0", "the first beat must have a \"line\": the customer speaks first"));
  if (const auto& last = scenario.beats.back(); last.skip_when)
    problems.push_back(
        document.problem(last.pointer + "/skip_when",
                         "the last beat must not be skipped: with no beat left the customer goes without a cause"));
  for (const auto& beat : scenario.beats)
    for (const auto quality : {Quality::good, Quality::mediocre, Quality::poor})
      if (std::none_of(beat.offers.begin(), beat.offers.end(),
                       [&](const Offer& offer) { return offer.quality == quality; }))
        problems.push_back(
            document.problem(beat.pointer + "/suggestions", "must have a good, a mediocre and a poor one"));
  return problems;
}

} // namespace lobby::roleplay
