#include "core/roleplay/scenario.hpp"

#include "core/speech/normalise.hpp"

#include <algorithm>

namespace lobby::roleplay {
namespace {

using json::Value;

// The schema has been checked before: everything that is there is of its kind.

Text read_text(const Value& value) {
  return {std::string(value["zh"].string_or("")), std::string(value["en"].string_or(""))};
}

std::vector<Text> read_wordings(const Value& value) {
  std::vector<Text> out;
  if (value.is_object()) out.push_back(read_text(value));
  for (const auto& item : value.items)
    out.push_back(read_text(item));
  return out;
}

Line read_line(const Value& value) {
  if (!value.is_object()) return {};
  return {read_wordings(value["calm"]), read_wordings(value["annoyed"]), read_wordings(value["angry"])};
}

std::vector<std::string> read_names(const Value& value) {
  std::vector<std::string> out;
  for (const auto& item : value.items)
    out.push_back(item.text);
  return out;
}

template <typename Label> std::vector<Label> read_labels(const Value& value) {
  std::vector<Label> out;
  for (const auto& item : value.items)
    if (Label label{}; speech::parse(item.text, label)) out.push_back(label);
  return out;
}

std::vector<std::u32string> read_words(const Value& value) {
  std::vector<std::u32string> out;
  for (const auto& item : value.items)
    out.push_back(speech::normalise(item.text).text);
  return out;
}

std::optional<Mood> read_mood(const Value& value) {
  for (int i = 0; i < 5; ++i)
    if (name(static_cast<Mood>(i)) == value.string_or("")) return static_cast<Mood>(i);
  return std::nullopt;
}

std::optional<int> read_int(const Value& value) {
  return value.is_number() ? std::optional<int>(static_cast<int>(value.integer_or(0))) : std::nullopt;
}

Condition read_condition(const Value& value) {
  Condition c;
  c.any_act = read_labels<Act>(value["any_act"]);
  c.all_acts = read_labels<Act>(value["all_acts"]);
  c.ever_act = read_labels<Act>(value["ever_act"]);
  c.any_action = read_labels<Action>(value["any_action"]);
  c.ever_action = read_labels<Action>(value["ever_action"]);
  c.any_fault = read_labels<Fault>(value["any_fault"]);
  if (const auto* fault = value.find("fault")) c.fault = fault->boolean_or(true);
  c.says = read_words(value["says"]);
  for (const auto& list : value["says_all"].items)
    c.says_all.push_back(read_words(list));
  c.mood_at_least = read_mood(value["mood_at_least"]);
  c.mood_at_most = read_mood(value["mood_at_most"]);
  c.patience_at_most = read_int(value["patience_at_most"]);
  c.seconds_at_least = read_int(value["seconds_at_least"]);
  c.turns_at_least = read_int(value["turns_at_least"]);
  c.facts = read_names(value["facts"]);
  c.beats = read_names(value["beats"]);
  c.flags = read_names(value["flags"]);
  for (const auto& item : value["any"].items)
    c.any.push_back(read_condition(item));
  if (const auto* none = value.find("not")) c.none.push_back(read_condition(*none));
  return c;
}

std::optional<Condition> read_optional(const Value& value) {
  return value.is_object() ? std::optional<Condition>(read_condition(value)) : std::nullopt;
}

Effects read_effects(const Value& value) {
  return {static_cast<int>(value["mood"].integer_or(0)), static_cast<int>(value["patience"].integer_or(0)),
          read_names(value["disclose"]), read_names(value["set"]), read_names(value["clear"])};
}

Answer read_answer(const Value& value) {
  return {read_optional(value["when"]),   read_line(value["line"]),        read_text(value["narration"]),
          read_effects(value["effects"]), value["stay"].boolean_or(false), std::string(value["end"].string_or(""))};
}

Quality read_quality(std::string_view name) {
  return name == "good" ? Quality::good : name == "poor" ? Quality::poor : Quality::mediocre;
}

Beat read_beat(const Value& value, const std::string& pointer) {
  Beat beat;
  beat.id = value["id"].string_or("");
  beat.when = read_optional(value["when"]);
  beat.skip_when = read_optional(value["skip_when"]);
  beat.interruption = value["interruption"].boolean_or(false);
  beat.narration = read_text(value["narration"]);
  beat.line = read_line(value["line"]);
  const auto& suggestions = value["suggestions"].items;
  for (std::size_t i = 0; i < suggestions.size(); ++i)
    beat.offers.push_back({read_quality(suggestions[i]["quality"].string_or("")),
                           {read_text(suggestions[i]["text"]), read_labels<Action>(suggestions[i]["actions"])},
                           pointer + "/suggestions/" + std::to_string(i)});
  for (const auto& answer : value["answers"].items)
    beat.answers.push_back(read_answer(answer));
  beat.otherwise = read_line(value["otherwise"]);
  beat.pointer = pointer;
  return beat;
}

Kind read_kind(std::string_view wanted) {
  constexpr std::string_view names[] = {"elderly",    "special",   "seeking_help", "from_elsewhere",
                                        "unfamiliar", "impatient", "unreasonable", "complaining"};
  return static_cast<Kind>(std::find(std::begin(names), std::end(names), wanted) - std::begin(names));
}

void read_customer(const Value& value, Scenario& out) {
  out.kind = read_kind(value["kind"].string_or(""));
  out.customer_name = read_text(value["name"]);
  out.surname = value["surname"].string_or("");
  out.goal = read_text(value["goal"]);
  out.mood = read_mood(value["mood"]).value_or(Mood::calm);
  out.patience = static_cast<int>(value["patience"].integer_or(10));
  const auto& facts = value["facts"].items;
  for (std::size_t i = 0; i < facts.size(); ++i)
    out.facts.push_back({std::string(facts[i]["id"].string_or("")), read_condition(facts[i]["asked"]),
                         read_line(facts[i]["line"]), "/customer/facts/" + std::to_string(i)});
}

Scenario read_all(const Value& root) {
  Scenario out;
  out.id = root["id"].string_or("");
  out.title = read_text(root["title"]);
  out.summary = read_text(root["summary"]);
  out.place = read_text(root["place"]);
  out.rubric = root["rubric"].string_or("");
  out.context = read_names(root["context"]);
  out.papers = read_names(root["papers"]);
  out.position = static_cast<int>(root["position"].integer_or(0));
  out.minutes = static_cast<int>(root["minutes"].integer_or(5));
  read_customer(root["customer"], out);
  out.silence_seconds = static_cast<int>(root["silence"]["seconds"].integer_or(30));
  out.silence = read_line(root["silence"]["line"]);
  out.asked_twice = read_line(root["asked_twice"]);
  out.promise_broken = read_line(root["promise_broken"]);
  out.puzzled = read_line(root["puzzled"]);
  out.out_of_patience = root["out_of_patience"].string_or("");
  const auto& beats = root["beats"].items;
  for (std::size_t i = 0; i < beats.size(); ++i)
    out.beats.push_back(read_beat(beats[i], "/beats/" + std::to_string(i)));
  for (const auto& reaction : root["reactions"].items)
    out.reactions.push_back({std::string(reaction["id"].string_or("")), read_condition(reaction["when"]),
                             read_answer(reaction), reaction["once"].boolean_or(false)});
  for (const auto& ending : root["endings"].members)
    out.endings[ending.name] = {read_line(ending.value["line"]), read_text(ending.value["narration"]),
                                "/endings/" + ending.name};
  return out;
}

// ---- what a schema cannot say

/// Names that are told somewhere, to be compared with those that are used.
struct Names {
  std::set<std::string, std::less<>> beats, facts, flags;
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
        each(member.value, place, names_.flags, "is set by nothing");
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

void collect_flags(const Value& value, std::set<std::string, std::less<>>& flags) {
  for (const auto& item : value.items)
    collect_flags(item, flags);
  for (const auto& member : value.members) {
    if (member.name == "set")
      for (const auto& item : member.value.items)
        flags.insert(item.text);
    collect_flags(member.value, flags);
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

std::vector<Problem> check_references(const json::Document& document, const Scenario& scenario) {
  std::vector<Problem> problems;
  Names names;
  insert_unique(document, scenario.beats, names.beats, problems);
  insert_unique(document, scenario.facts, names.facts, problems);
  collect_flags(document.root(), names.flags);
  References(document, names, problems).walk(document.root(), "");
  check_endings(document, document.root(), "", scenario, problems);
  if (empty(scenario.beats.front().line))
    problems.push_back(document.problem("/beats/0", "the first beat must have a \"line\": the customer speaks first"));
  for (const auto& beat : scenario.beats)
    for (const auto quality : {Quality::good, Quality::mediocre, Quality::poor})
      if (std::none_of(beat.offers.begin(), beat.offers.end(),
                       [&](const Offer& offer) { return offer.quality == quality; }))
        problems.push_back(
            document.problem(beat.pointer + "/suggestions", "must have a good, a mediocre and a poor one"));
  return problems;
}

} // namespace

std::string_view name(Mood mood) {
  constexpr std::string_view names[] = {"calm", "uneasy", "annoyed", "angry", "furious"};
  return names[static_cast<std::size_t>(mood)];
}

ScenarioResult read_scenario(std::string_view text) {
  auto parsed = json::parse(text);
  if (!parsed.document) return {nullptr, std::move(parsed.problems)};
  auto problems = json::check(*parsed.document, scenario_schema());
  if (!problems.empty()) return {nullptr, std::move(problems)};
  auto scenario = std::make_shared<Scenario>(read_all(parsed.document->root()));
  problems = check_references(*parsed.document, *scenario);
  if (!problems.empty()) return {nullptr, std::move(problems)};
  scenario->document = std::move(parsed.document);
  return {std::move(scenario), {}};
}

ScenarioCard card(const Scenario& scenario) {
  return {scenario.id, scenario.title, scenario.summary, scenario.rubric, scenario.position, scenario.minutes};
}

} // namespace lobby::roleplay
