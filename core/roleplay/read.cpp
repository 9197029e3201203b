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

// In the order of their enumerations.
constexpr std::string_view mood_names[] = {"calm", "uneasy", "annoyed", "angry", "furious"};
constexpr std::string_view thing_names[] = {"id_card", "bank_card", "passbook", "certificate", "cash",
                                            "form",    "receipt",   "phone",    "tea",         "contract"};
constexpr std::string_view interruption_names[] = {"customer", "phone", "system", "colleague"};
constexpr std::string_view quality_names[] = {"good", "mediocre", "poor"};
constexpr std::string_view age_names[] = {"young", "grown", "old"};
constexpr std::string_view with_names[] = {"stick",     "glasses", "wheelchair", "child",
                                           "big_belly", "bag",     "helmet",     "tie"};
constexpr std::string_view kind_names[] = {"elderly",    "special",   "seeking_help", "from_elsewhere",
                                           "unfamiliar", "impatient", "unreasonable", "complaining"};

template <typename Enum, std::size_t count>
std::optional<Enum> read_name(const Value& value, const std::string_view (&names)[count]) {
  const auto found = std::find(std::begin(names), std::end(names), value.string_or(""));
  if (found == std::end(names)) return std::nullopt;
  return static_cast<Enum>(found - std::begin(names));
}

template <typename Enum, std::size_t count>
std::vector<Enum> read_names_of(const Value& value, const std::string_view (&names)[count]) {
  std::vector<Enum> out;
  for (const auto& item : value.items)
    if (const auto one = read_name<Enum>(item, names)) out.push_back(*one);
  return out;
}

std::optional<Mood> read_mood(const Value& value) { return read_name<Mood>(value, mood_names); }

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

Beat read_beat(const Value& value, const std::string& pointer) {
  Beat beat;
  beat.id = value["id"].string_or("");
  beat.when = read_optional(value["when"]);
  beat.skip_when = read_optional(value["skip_when"]);
  beat.interruption = read_name<Interruption>(value["interruption"], interruption_names);
  if (const auto* things = value.find("on_counter")) beat.on_counter = read_names_of<Thing>(*things, thing_names);
  beat.narration = read_text(value["narration"]);
  beat.line = read_line(value["line"]);
  const auto& suggestions = value["suggestions"].items;
  for (std::size_t i = 0; i < suggestions.size(); ++i)
    beat.offers.push_back({read_name<Quality>(suggestions[i]["quality"], quality_names).value_or(Quality::poor),
                           {read_text(suggestions[i]["text"]), read_labels<Action>(suggestions[i]["actions"])},
                           pointer + "/suggestions/" + std::to_string(i)});
  for (const auto& answer : value["answers"].items)
    beat.answers.push_back(read_answer(answer));
  beat.otherwise = read_line(value["otherwise"]);
  beat.pointer = pointer;
  return beat;
}

/// Without a figure of its own the customer looks like most of the kind.
Figure read_figure(const Value& value, Kind kind) {
  if (!value.is_object())
    return kind == Kind::elderly ? Figure{Figure::Age::old, false, {Figure::With::stick, Figure::With::glasses}}
                                 : Figure{};
  return {read_name<Figure::Age>(value["age"], age_names).value_or(Figure::Age::grown),
          value["sex"].string_or("") == "woman", read_names_of<Figure::With>(value["with"], with_names)};
}

void read_customer(const Value& value, Scenario& out) {
  out.kind = read_name<Kind>(value["kind"], kind_names).value_or(Kind::elderly);
  out.figure = read_figure(value["figure"], out.kind);
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
  out.checks = read_names(root["checks"]);
  out.papers = read_names(root["papers"]);
  const auto languages = read_names(root["languages"]);
  out.in_english = languages.empty() || std::find(languages.begin(), languages.end(), "en") != languages.end();
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
  const auto& reactions = root["reactions"].items;
  for (std::size_t i = 0; i < reactions.size(); ++i)
    out.reactions.push_back({std::string(reactions[i]["id"].string_or("")), read_condition(reactions[i]["when"]),
                             read_answer(reactions[i]), reactions[i]["once"].boolean_or(false),
                             "/reactions/" + std::to_string(i)});
  for (const auto& ending : root["endings"].members)
    out.endings[ending.name] = {read_line(ending.value["line"]), read_text(ending.value["narration"]),
                                "/endings/" + ending.name};
  return out;
}

} // namespace

std::string_view name(Mood mood) { return mood_names[static_cast<std::size_t>(mood)]; }
std::string_view name(Quality quality) { return quality_names[static_cast<std::size_t>(quality)]; }
std::string_view name(Thing thing) { return thing_names[static_cast<std::size_t>(thing)]; }

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
  return {scenario.id,       scenario.title,   scenario.summary,    scenario.rubric, scenario.checks,
          scenario.position, scenario.minutes, scenario.in_english, scenario.figure};
}

} // namespace lobby::roleplay
