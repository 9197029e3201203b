#include "core/json/json.hpp"
#include "core/json/rapid.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

// RapidJSON's own validator stops at the first error and names only the keyword that failed. This one walks document
// and schema together, so that it can go on, say what was expected, and point at the very value.

namespace lobby::json {
namespace {

using Kind = Value::Kind;

std::string_view kind_name(Kind kind) {
  switch (kind) {
  case Kind::null:
    return "null";
  case Kind::boolean:
    return "true or false";
  case Kind::number:
    return "a number";
  case Kind::string:
    return "a text";
  case Kind::array:
    return "a list";
  case Kind::object:
    return "an object";
  }
  return "";
}

std::string_view type_sentence(std::string_view type) {
  if (type == "integer") return "a whole number";
  if (type == "number") return "a number";
  if (type == "string") return "a text in double quotes";
  if (type == "boolean") return "true or false";
  if (type == "array") return "a list";
  if (type == "object") return "an object";
  return "null";
}

bool is_whole(const Value& value) { return value.whole || value.number == std::floor(value.number); }

bool has_type(const Value& value, std::string_view type) {
  switch (value.kind) {
  case Kind::null:
    return type == "null";
  case Kind::boolean:
    return type == "boolean";
  case Kind::number:
    return type == "number" || (type == "integer" && is_whole(value));
  case Kind::string:
    return type == "string";
  case Kind::array:
    return type == "array";
  case Kind::object:
    return type == "object";
  }
  return false;
}

bool equal(const Value& a, const Value& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
  case Kind::null:
    return true;
  case Kind::boolean:
    return a.boolean == b.boolean;
  case Kind::number:
    return a.whole && b.whole ? a.integer == b.integer : a.number == b.number;
  case Kind::string:
    return a.text == b.text;
  case Kind::array:
    return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), equal);
  case Kind::object:
    return a.members.size() == b.members.size() &&
           std::all_of(a.members.begin(), a.members.end(), [&](const Member& member) {
             const Value* other = b.find(member.name);
             return other && equal(member.value, *other);
           });
  }
  return false;
}

std::string number_text(const Value& value) {
  if (value.whole || value.number == std::floor(value.number))
    return std::to_string(value.whole ? value.integer : static_cast<std::int64_t>(value.number));
  std::string text = std::to_string(value.number);
  while (text.size() > 1 && text.back() == '0')
    text.pop_back();
  return text;
}

/// How a value of the schema is shown to the author.
std::string shown(const Value& value) {
  switch (value.kind) {
  case Kind::string:
    return quoted(value.text);
  case Kind::number:
    return number_text(value);
  case Kind::boolean:
    return value.boolean ? "true" : "false";
  default:
    return std::string(kind_name(value.kind));
  }
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// The whole expression language of schemas is not needed: RapidJSON's own engine runs in linear time, without locale.
bool matches(const std::string& text, const std::string& pattern) {
  if (text.find('\0') != std::string::npos) return false; // the engine would stop there
  const rapid::internal::Regex regex(pattern.c_str());
  return regex.IsValid() && regex.Search(text.c_str());
}

/// Least number of letters to change, add or drop to make one name of the other.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return row[b.size()];
}

/// ", did you mean "name"?" when a known name is near.
std::string suggestion(std::string_view name, const Value& properties) {
  const Member* nearest = nullptr;
  std::size_t least = 3;
  if (name.size() > 40) return {};
  for (const Member& known : properties.members)
    if (const std::size_t changes = distance(name, known.name); changes < least && changes < known.name.size())
      nearest = &known, least = changes;
  return nearest ? ", did you mean " + quoted(nearest->name) + "?" : std::string();
}

class Checker {
public:
  Checker(const Document& document, const Document& schema) : document_(document), schema_(schema) {}

  std::vector<Problem> run() {
    value(document_.root(), schema_.root(), "", 0);
    return std::move(problems_);
  }

private:
  void report(const Value& at, const std::string& path, std::string message) {
    problems_.push_back(document_.problem_at(at.offset, path, std::move(message)));
  }

  /// True when the value keeps the schema; leaves no problem behind.
  bool keeps(const Value& at, const Value& schema, int depth) {
    Checker trial(document_, schema_);
    trial.value(at, schema, "", depth);
    return trial.problems_.empty();
  }

  void value(const Value& at, const Value& schema, const std::string& path, int depth) {
    if (depth > max_depth * 2) return report(at, path, "the schema refers to itself without end");
    if (const Value* ref = schema.find("$ref")) {
      const std::string_view target = ref->string_or("");
      const Value* meant = target.substr(0, 1) == "#" ? schema_.at(target.substr(1)) : nullptr;
      if (!meant) return report(at, path, "the schema has no " + quoted(target));
      return value(at, *meant, path, depth + 1);
    }
    if (!type(at, schema, path) || !allowed(at, schema, path)) return; // the rest would only repeat it
    if (at.kind == Kind::string) text(at, schema, path);
    if (at.kind == Kind::number) number(at, schema, path);
    if (at.kind == Kind::array) list(at, schema, path, depth);
    if (at.kind == Kind::object) object(at, schema, path, depth);
    combinations(at, schema, path, depth);
  }

  bool type(const Value& at, const Value& schema, const std::string& path) {
    const Value* type = schema.find("type");
    if (!type) return true;
    std::string wanted;
    if (type->is_string()) {
      if (has_type(at, type->text)) return true;
      wanted = type_sentence(type->text);
    }
    for (const Value& one : type->items) {
      if (has_type(at, one.text)) return true;
      (wanted += wanted.empty() ? "" : " or ") += type_sentence(one.text);
    }
    const std::string found = at.is_number() ? number_text(at) : std::string(kind_name(at.kind));
    report(at, path, "must be " + wanted + ", not " + found);
    return false;
  }

  bool allowed(const Value& at, const Value& schema, const std::string& path) {
    const Value* choices = schema.find("enum");
    if (!choices) return true;
    const auto& all = choices->items;
    if (std::any_of(all.begin(), all.end(), [&](const Value& one) { return equal(at, one); })) return true;
    std::string words;
    for (const Value& one : all)
      (words += words.empty() ? "" : ", ") += shown(one);
    report(at, path, (all.size() == 1 ? "must be " : "must be one of ") + words);
    return false;
  }

  void text(const Value& at, const Value& schema, const std::string& path) {
    const auto length = static_cast<std::int64_t>(code_points(at.text));
    const std::int64_t shortest = schema["minLength"].integer_or(0);
    if (length < shortest)
      return report(at, path,
                    length == 0 ? "must not be empty"
                                : "must have at least " + std::to_string(shortest) + " characters");
    if (const std::int64_t longest = schema["maxLength"].integer_or(INT64_MAX); length > longest)
      return report(at, path, "must have at most " + std::to_string(longest) + " characters");
    if (const Value* pattern = schema.find("pattern"); pattern && !matches(at.text, pattern->text))
      report(at, path, says(schema, "match " + pattern->text));
  }

  void number(const Value& at, const Value& schema, const std::string& path) {
    if (const Value* least = schema.find("minimum")) {
      const bool excluded = schema["exclusiveMinimum"].boolean_or(false);
      if (at.number < least->number || (excluded && at.number == least->number))
        return report(at, path, (excluded ? "must be more than " : "must be at least ") + number_text(*least));
    }
    if (const Value* most = schema.find("maximum")) {
      const bool excluded = schema["exclusiveMaximum"].boolean_or(false);
      if (at.number > most->number || (excluded && at.number == most->number))
        return report(at, path, (excluded ? "must be less than " : "must be at most ") + number_text(*most));
    }
    if (const Value* step = schema.find("multipleOf"); step && step->number > 0) {
      const double times = at.number / step->number;
      if (times != std::floor(times)) report(at, path, "must be a multiple of " + number_text(*step));
    }
  }

  void list(const Value& at, const Value& schema, const std::string& path, int depth) {
    const auto size = static_cast<std::int64_t>(at.items.size());
    const std::int64_t least = schema["minItems"].integer_or(0);
    const std::int64_t most = schema["maxItems"].integer_or(INT64_MAX);
    if (size < least)
      report(at, path, size == 0 ? "must not be empty" : "must have at least " + std::to_string(least) + " entries");
    if (size > most) report(at, path, "must have at most " + std::to_string(most) + " entries");
    const Value* each = schema.find("items");
    const bool unique = schema["uniqueItems"].boolean_or(false);
    for (std::size_t i = 0; i < at.items.size(); ++i) {
      const std::string here = path + "/" + std::to_string(i);
      const auto first = at.items.begin();
      const auto current = first + static_cast<std::ptrdiff_t>(i);
      if (unique && std::any_of(first, current, [&](const Value& before) { return equal(before, *current); }))
        report(*current, here, "stands in the list already");
      if (each) value(*current, *each, here, depth + 1);
    }
  }

  void object(const Value& at, const Value& schema, const std::string& path, int depth) {
    const auto size = static_cast<std::int64_t>(at.members.size());
    const std::int64_t most = schema["maxProperties"].integer_or(INT64_MAX);
    if (size < schema["minProperties"].integer_or(0)) report(at, path, "has too few members");
    if (size > most) report(at, path, "must have at most " + std::to_string(most) + " members");
    for (const Value& name : schema["required"].items)
      if (!at.find(name.text)) report(at, path, "is missing the required member " + quoted(name.text));
    for (const Member& member : at.members)
      this->member(member, schema, path, depth);
  }

  void member(const Member& member, const Value& schema, const std::string& path, int depth) {
    const std::string here = path + "/" + pointer_step(member.name);
    bool known = false;
    if (const Value* property = schema["properties"].find(member.name)) {
      known = true;
      value(member.value, *property, here, depth + 1);
    }
    for (const Member& pattern : schema["patternProperties"].members)
      if (matches(member.name, pattern.name)) {
        known = true;
        value(member.value, pattern.value, here, depth + 1);
      }
    const Value* others = schema.find("additionalProperties");
    if (known || !others) return;
    if (others->is_object()) return value(member.value, *others, here, depth + 1);
    if (!others->boolean_or(true))
      problems_.push_back(document_.problem_at(member.offset, here,
                                               "unknown member " + quoted(member.name) +
                                                   suggestion(member.name, schema["properties"])));
  }

  void combinations(const Value& at, const Value& schema, const std::string& path, int depth) {
    for (const Value& one : schema["allOf"].items)
      value(at, one, path, depth + 1);
    const auto kept = [&](const Value& list) {
      return std::count_if(list.items.begin(), list.items.end(),
                           [&](const Value& one) { return keeps(at, one, depth + 1); });
    };
    if (const Value* any = schema.find("anyOf"); any && kept(*any) == 0)
      report(at, path, says(schema, "have one of the forms that the schema allows"));
    if (const Value* one = schema.find("oneOf"); one && kept(*one) != 1)
      report(at, path, says(schema, "have exactly one of the forms that the schema allows"));
    if (const Value* none = schema.find("not"); none && keeps(at, *none, depth + 1))
      report(at, path, says(schema, "not have this form"));
  }

  static std::string says(const Value& schema, const std::string& otherwise) {
    const Value* words = schema.find("x-says");
    return words ? "must be " + words->text : "must " + otherwise;
  }

  const Document& document_;
  const Document& schema_;
  std::vector<Problem> problems_;
};

} // namespace

std::vector<Problem> check(const Document& document, std::string_view schema) {
  Parsed parsed = parse(schema);
  if (!parsed.document) {
    for (Problem& problem : parsed.problems) {
      problem.message = "in the schema, line " + std::to_string(problem.line) + ": " + problem.message;
      problem.line = problem.column = 0;
    }
    return parsed.problems;
  }
  std::vector<Problem> problems = Checker(document, *parsed.document).run();
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return problems;
}

} // namespace lobby::json
