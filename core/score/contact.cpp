#include "core/score/contact.hpp"

#include "core/json/json.hpp"
#include "core/score/rubrics.hpp"
#include "core/speech/normalise.hpp"

#include <algorithm>

namespace lobby::score {
namespace {

constexpr std::size_t most_turns = 2000;
constexpr std::size_t longest_text = 4000; // code points of one turn

/// Thrown inside this file only, to leave the reader at the first thing wrong.
struct Wrong {
  std::string reason;
};

[[noreturn]] void wrong(const std::string& place, const std::string& what) {
  throw Wrong{place.empty() ? what : place + ": " + what};
}

void only_members(const json::Value& object, const std::string& place, std::initializer_list<std::string_view> known) {
  for (const auto& member : object.members)
    if (std::find(known.begin(), known.end(), member.name) == known.end())
      wrong(place.empty() ? member.name : place + "." + member.name, "unknown member");
}

std::vector<std::string> read_strings(const json::Value& value, const std::string& place) {
  if (!value.is_array()) wrong(place, "must be a list of texts");
  std::vector<std::string> out;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (!value.items[i].is_string()) wrong(place + "[" + std::to_string(i) + "]", "must be a text");
    out.push_back(value.items[i].text);
  }
  return out;
}

Turn read_turn(const json::Value& value, const std::string& place, double not_before) {
  if (!value.is_object()) wrong(place, "must be an object");
  only_members(value, place, {"who", "text", "actions", "at", "mood", "narration", "ending"});
  Turn turn;
  const auto who = value["who"].string_or("");
  if (who != "customer" && who != "staff") wrong(place + ".who", "must be \"customer\" or \"staff\"");
  turn.staff = who == "staff";
  if (const auto* text = value.find("text")) {
    if (!text->is_string()) wrong(place + ".text", "must be a text");
    turn.text = text->text;
  } else if (!value.find("actions")) {
    wrong(place + ".text", "is missing");
  }
  if (speech::decode(turn.text).size() > longest_text)
    wrong(place + ".text", "must have at most " + std::to_string(longest_text) + " characters");
  if (const auto* actions = value.find("actions")) {
    const auto names = read_strings(*actions, place + ".actions");
    for (std::size_t i = 0; i < names.size(); ++i) {
      speech::Action action{};
      if (!speech::parse(names[i], action))
        wrong(place + ".actions[" + std::to_string(i) + "]", json::quoted(names[i]) + " is no action");
      turn.actions.push_back(action);
    }
    if (!turn.staff && !names.empty()) wrong(place + ".actions", "only staff turns have actions");
  }
  turn.at = not_before;
  if (const auto* at = value.find("at")) {
    if (!at->is_number() || at->number < 0) wrong(place + ".at", "must be a number of seconds, 0 or more");
    if (at->number < not_before) wrong(place + ".at", "must not be before the turn before");
    turn.at = at->number;
  }
  turn.normal = speech::normalise(turn.text).text;
  return turn;
}

void read_turns(const json::Value& value, Contact& contact) {
  if (!value.is_array()) wrong("turns", "must be a list");
  if (value.items.empty()) wrong("turns", "must not be empty");
  if (value.items.size() > most_turns) wrong("turns", "must have at most " + std::to_string(most_turns) + " entries");
  std::string previous;
  double at = 0;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    auto turn = read_turn(value.items[i], "turns[" + std::to_string(i) + "]", at);
    at = turn.at;
    if (turn.staff)
      turn.reading = speech::read(turn.text, previous);
    else
      previous = turn.text;
    contact.turns.push_back(std::move(turn));
  }
}

void read_context(const json::Value& root, Contact& contact) {
  const auto* context = root.find("context");
  if (!context) {
    contact.context = infer_context(contact);
    return;
  }
  const auto given = read_strings(*context, "context");
  for (std::size_t i = 0; i < given.size(); ++i)
    if (std::find(context_names.begin(), context_names.end(), given[i]) == context_names.end())
      wrong("context[" + std::to_string(i) + "]", json::quoted(given[i]) + " is no context");
  for (const auto name : context_names)
    if (std::find(given.begin(), given.end(), name) != given.end()) contact.context.emplace_back(name);
}

Contact read(const json::Value& root, std::string_view rubric) {
  if (!root.is_object()) wrong("", "a transcript must be an object");
  only_members(
      root, "",
      {"rubric", "context", "turns", "scenario", "seed", "papers", "checks", "ending", "language", "staff", "version"});
  Contact contact;
  if (const auto* own = root.find("rubric"); own && !own->is_string()) wrong("rubric", "must be a text");
  contact.rubric = rubric.empty() ? std::string(root["rubric"].string_or("")) : std::string(rubric);
  if (contact.rubric.empty()) wrong("rubric", "is missing: counter, lobby, vip, complaint or phone");
  if (!parse_rubric(contact.rubric))
    wrong("rubric", json::quoted(contact.rubric) + " is none of counter, lobby, vip, complaint, phone");
  if (const auto* papers = root.find("papers")) contact.papers = read_strings(*papers, "papers");
  const auto* turns = root.find("turns");
  if (!turns) wrong("turns", "is missing");
  read_turns(*turns, contact);
  read_context(root, contact);
  if (const auto* checks = root.find("checks")) contact.checks = read_strings(*checks, "checks");
  for (std::size_t i = 0; i < contact.checks.size(); ++i)
    if (!applies(contact.checks[i], contact.rubric, contact.context))
      wrong("checks[" + std::to_string(i) + "]",
            json::quoted(contact.checks[i]) + " is no check of this rubric and context");
  return contact;
}

// ---- inference

bool any_act(const Contact& contact, std::initializer_list<speech::Act> acts) {
  for (const auto& turn : contact.turns)
    for (const auto& found : turn.reading.acts)
      if (std::find(acts.begin(), acts.end(), found.act) != acts.end()) return true;
  return false;
}

bool any_action(const Contact& contact, std::initializer_list<speech::Action> actions) {
  for (const auto& turn : contact.turns)
    for (const auto action : turn.actions)
      if (std::find(actions.begin(), actions.end(), action) != actions.end()) return true;
  return false;
}

bool anyone_says(const Contact& contact, std::initializer_list<std::u32string_view> words, bool customer_only) {
  for (const auto& turn : contact.turns)
    if (!(customer_only && turn.staff) && says_any(turn.normal, words)) return true;
  return false;
}

} // namespace

const std::vector<std::string_view> context_names = {
    "cash",         "identity", "papers_incomplete", "special_customer", "waiting",
    "interruption", "product",  "handed_over",       "unsettled",        "actions"};

bool says_any(const std::u32string& text, std::initializer_list<std::u32string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::u32string_view word) { return text.find(word) != text.npos; });
}

bool Contact::has(std::string_view name) const {
  return std::find(context.begin(), context.end(), name) != context.end();
}

bool Contact::scores(std::string_view check) const {
  return checks.empty() || std::find(checks.begin(), checks.end(), check) != checks.end();
}

int Contact::first_staff() const {
  for (std::size_t i = 0; i < turns.size(); ++i)
    if (turns[i].staff) return static_cast<int>(i);
  return -1;
}

int Contact::last_staff() const {
  for (std::size_t i = turns.size(); i-- > 0;)
    if (turns[i].staff) return static_cast<int>(i);
  return -1;
}

std::vector<std::string> infer_context(const Contact& contact) {
  using enum speech::Act;
  using enum speech::Action;
  std::vector<std::string> out;
  const auto add = [&](bool arises, const char* name) {
    if (arises) out.emplace_back(name);
  };
  add(any_act(contact, {count_aloud}) || any_action(contact, {count_notes}) ||
          anyone_says(contact, {U"取钱", U"取款", U"存钱", U"现金", U"取点钱", U"换零钱", U"取出来"}, true),
      "cash");
  add(any_act(contact, {verify_identity}) || any_action(contact, {check_id}) ||
          anyone_says(contact,
                      {U"取钱", U"取款", U"挂失", U"改密码", U"开户", U"销户", U"补卡", U"密码忘", U"办卡", U"查余额"},
                      true),
      "identity");
  add(any_act(contact, {list_materials}) ||
          anyone_says(contact, {U"没带", U"忘带", U"忘了带", U"没有带", U"忘在家"}, true),
      "papers_incomplete");
  add(anyone_says(contact, {U"腿脚",     U"拐杖",   U"听不清", U"听不见", U"耳朵不好", U"耳朵背",   U"眼花",
                            U"眼睛不好", U"怀孕",   U"怀着孕", U"轮椅",   U"抱着孩子", U"带着孩子", U"老花",
                            U"残疾",     U"岁的人", U"多岁",   U"年纪大", U"岁数大",   U"不识字"},
                  true),
      "special_customer");
  add(anyone_says(contact,
                  {U"等了", U"排队", U"排了", U"要等", U"等多久", U"还要多久", U"前面还有", U"等这么久", U"等太久"},
                  true),
      "waiting");
  add(anyone_says(contact, {U"接一下电话", U"接个电话", U"离开一下", U"失陪", U"走开一下", U"去拿一下", U"去一下"},
                  false),
      "interruption");
  add(any_act(contact, {offer_product}) || anyone_says(contact, {U"理财", U"基金", U"保险", U"国债"}, true), "product");
  add(any_act(contact, {refer}) || any_action(contact, {use_intercom, fill_referral}), "handed_over");
  add(any_act(contact, {commit}) ||
          anyone_says(contact,
                      {U"什么时候答复", U"什么时候给我", U"给我个说法", U"等你们消息", U"等结果", U"什么时候能有"},
                      true),
      "unsettled");
  add(std::any_of(contact.turns.begin(), contact.turns.end(), [](const Turn& turn) { return !turn.actions.empty(); }),
      "actions");
  return out;
}

std::variant<Contact, Malformed> read_contact(std::string_view text, std::string_view rubric) {
  const auto parsed = json::parse(text);
  if (!parsed.document) {
    const auto& first = parsed.problems.front();
    return Malformed{"line " + std::to_string(first.line) + ", column " + std::to_string(first.column) + ": " +
                     first.message};
  }
  try {
    return read(parsed.document->root(), rubric);
  } catch (const Wrong& problem) {
    return Malformed{problem.reason};
  }
}

} // namespace lobby::score
