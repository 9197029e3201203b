#include "core/json/json.hpp"
#include "core/wire/fields.hpp"
#include "core/wire/names.hpp"

#include <limits>
#include <type_traits>
#include <utility>

namespace lobby::wire {
namespace {

/// Longest event or command that is read, and longest text in one, in bytes.
constexpr std::size_t longest_message = std::size_t{64} * 1024;
constexpr std::size_t longest_text = 1000;

template <class Body> Body read_body(const json::Value& object, std::string path, std::string& reason);

/// Takes an object's members by name; remembers the first thing that is wrong, with the key's full name.
class Members {
public:
  Members(const json::Value& object, std::string path, std::string& reason)
      : object_(object), path_(std::move(path)), reason_(reason) {
    if (!object_.is_object()) fail(path_.empty() ? "the message" : path_, "must be an object");
  }

  template <class T> void operator()(const char* name, T& member) {
    ++asked_;
    if (!reason_.empty()) return;
    const json::Value* value = object_.find(name);
    const std::string key = path_.empty() ? name : path_ + "." + name;
    if (!value) return fail(key, "is missing");
    if constexpr (std::is_enum_v<T>)
      read_enum(key, *value, member);
    else if constexpr (std::is_same_v<T, std::string>)
      read_text(key, *value, member);
    else if constexpr (std::is_same_v<T, Date>)
      read_date(key, *value, member);
    else if constexpr (is_list<T>::value)
      read_list(key, *value, member);
    else
      read_number(key, *value, member);
  }

  /// The object itself, for what is nested.
  const json::Value& at(const char* name) {
    ++asked_;
    const json::Value* value = object_.find(name);
    if (!value) fail(path_.empty() ? name : path_ + "." + name, "is missing");
    return object_[name];
  }

  /// Refuses what nobody asked for. `known` visits the names once more.
  template <class Known> void refuse_others(const Known& known) {
    if (!reason_.empty() || object_.members.size() == asked_) return;
    for (const json::Member& member : object_.members)
      if (!known(member.name))
        return fail(path_.empty() ? member.name : path_ + "." + member.name, "is not known here");
  }

private:
  void fail(const std::string& key, const std::string& what) {
    if (reason_.empty()) reason_ = key + " " + what;
  }

  template <class Enum> void read_enum(const std::string& key, const json::Value& value, Enum& member) {
    std::string all;
    for (std::size_t i = 0; i < names<Enum>.size(); ++i) {
      if (value.is_string() && value.text == names<Enum>[i]) {
        member = static_cast<Enum>(i);
        return;
      }
      (all += all.empty() ? "" : ", ") += names<Enum>[i];
    }
    fail(key, "must be one of " + all);
  }

  void read_text(const std::string& key, const json::Value& value, std::string& member) {
    if (!value.is_string()) return fail(key, "must be a text");
    if (value.text.size() > longest_text)
      return fail(key, "must have at most " + std::to_string(longest_text) + " bytes");
    member = value.text;
  }

  template <class T> void read_list(const std::string& key, const json::Value& value, std::vector<T>& all) {
    if (!value.is_array()) return fail(key, "must be a list");
    for (const json::Value& item : value.items)
      all.push_back(read_body<T>(item, key + "[" + std::to_string(all.size()) + "]", reason_));
  }

  void read_date(const std::string& key, const json::Value& value, Date& member) {
    if (!value.is_string() || !parse_date(value.text, member)) fail(key, "must be a date such as 2026-11-21");
  }

  template <class Number> void read_number(const std::string& key, const json::Value& value, Number& member) {
    if (!value.is_number() || !value.whole) return fail(key, "must be a whole number");
    if (!std::in_range<Number>(value.integer)) return fail(key, "is out of range");
    member = static_cast<Number>(value.integer);
  }

  const json::Value& object_;
  std::string path_;
  std::string& reason_;
  std::size_t asked_ = 0;
};

/// Only says whether a name is among the members of a body.
struct HasName {
  std::string_view wanted;
  bool found = false;
  template <class T> void operator()(const char* name, T&) { found = found || wanted == name; }
};

template <class Body> Body read_body(const json::Value& object, std::string path, std::string& reason) {
  Body body;
  Members members(object, std::move(path), reason);
  fields(members, body);
  members.refuse_others([&](std::string_view name) {
    HasName has{name};
    fields(has, body);
    return has.found;
  });
  return body;
}

/// The alternative of the variant that is called `name`.
template <class Variant, std::size_t index = 0>
Variant read_named(std::string_view name, const json::Value& data, std::string& reason) {
  if constexpr (index == std::variant_size_v<Variant>) {
    reason = "type " + json::quoted(name.substr(0, 40)) + " is not known";
    return {};
  } else {
    using Body = std::variant_alternative_t<index, Variant>;
    if (type<Body> == name) return read_body<Body>(data, "data", reason);
    return read_named<Variant, index + 1>(name, data, reason);
  }
}

json::Parsed parsed(std::string_view text, std::string& reason) {
  json::Parsed result;
  if (text.size() > longest_message) {
    reason = "longer than " + std::to_string(longest_message) + " bytes";
    return result;
  }
  result = json::parse(text);
  if (!result.document && !result.problems.empty()) {
    const Problem& first = result.problems.front();
    reason = "not JSON, line " + std::to_string(first.line) + " column " + std::to_string(first.column) + ": " +
             first.message;
  }
  return result;
}

} // namespace

Read<Event> event_from_json(std::string_view text) {
  std::string reason;
  const json::Parsed source = parsed(text, reason);
  if (!source.document) return Malformed{reason};
  Event event;
  int v = 0;
  std::string type_name;
  Members members(source.document->root(), "", reason);
  members("v", v);
  if (reason.empty() && v != version)
    return Malformed{"v is " + std::to_string(v) + ", only " + std::to_string(version) + " can be read"};
  members("number", event.number);
  members("at", event.at);
  members("type", type_name);
  const json::Value& data = members.at("data");
  members.refuse_others([](std::string_view name) {
    return name == "v" || name == "number" || name == "at" || name == "type" || name == "data";
  });
  if (reason.empty()) event.body = read_named<EventBody>(type_name, data, reason);
  if (!reason.empty()) return Malformed{reason};
  return event;
}

Read<Command> command_from_json(std::string_view text) {
  std::string reason;
  const json::Parsed source = parsed(text, reason);
  if (!source.document) return Malformed{reason};
  Command command;
  std::string type_name;
  Members members(source.document->root(), "", reason);
  members("type", type_name);
  const json::Value& data = members.at("data");
  members.refuse_others([](std::string_view name) { return name == "type" || name == "data"; });
  if (reason.empty()) command = read_named<Command>(type_name, data, reason);
  if (!reason.empty()) return Malformed{reason};
  return command;
}

} // namespace lobby::wire
