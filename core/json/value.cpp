#include "core/json/json.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace lobby {

std::string to_string(std::string_view file, const Problem& problem) {
  std::string text(file);
  if (problem.line > 0) text += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
  text += ": ";
  if (!problem.path.empty()) text += problem.path + ": ";
  return text + problem.message;
}

namespace json {

const Value* Value::find(std::string_view name) const {
  const auto found = std::find_if(members.begin(), members.end(), [=](const Member& one) { return one.name == name; });
  return found == members.end() ? nullptr : &found->value;
}

const Value& Value::operator[](std::string_view name) const {
  static const Value absent;
  const Value* found = find(name);
  return found ? *found : absent;
}

std::string_view Value::string_or(std::string_view otherwise) const {
  return kind == Kind::string ? std::string_view(text) : otherwise;
}

bool Value::boolean_or(bool otherwise) const { return kind == Kind::boolean ? boolean : otherwise; }

double Value::number_or(double otherwise) const { return kind == Kind::number ? number : otherwise; }

std::int64_t Value::integer_or(std::int64_t otherwise) const {
  return kind == Kind::number && whole ? integer : otherwise;
}

Document::Document(std::string text, Value root) : text_(std::move(text)), root_(std::move(root)), lines_{0} {
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') lines_.push_back(i + 1);
}

Place Document::place(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
  const std::size_t line = static_cast<std::size_t>(next - lines_.begin());
  const auto is_start = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
  const auto from = text_.begin() + static_cast<std::ptrdiff_t>(lines_[line - 1]);
  const auto before = std::count_if(from, text_.begin() + static_cast<std::ptrdiff_t>(offset), is_start);
  return {static_cast<int>(line), static_cast<int>(before) + 1};
}

namespace {

/// Follows a pointer as far as it leads; `whole_way` says whether that was to its end.
const Value& follow(const Value& root, std::string_view pointer, bool& whole_way) {
  const Value* value = &root;
  whole_way = pointer.empty() || pointer[0] == '/';
  while (whole_way && !pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    const std::string_view step = pointer.substr(0, end);
    const Value* next = nullptr;
    if (value->is_array()) {
      std::size_t index = 0;
      const auto [rest, error] = std::from_chars(step.data(), step.data() + step.size(), index);
      if (error == std::errc{} && rest == step.data() + step.size() && index < value->items.size())
        next = &value->items[index];
    }
    for (const Member& member : value->members)
      if (pointer_step(member.name) == step) next = &member.value;
    whole_way = next != nullptr;
    if (next) value = next;
    pointer.remove_prefix(end);
  }
  return *value;
}

} // namespace

const Value* Document::at(std::string_view pointer) const {
  bool whole_way = false;
  const Value& found = follow(root_, pointer, whole_way);
  return whole_way ? &found : nullptr;
}

Place Document::locate(std::string_view pointer) const {
  bool whole_way = false;
  return place(follow(root_, pointer, whole_way));
}

Problem Document::problem(std::string_view pointer, std::string message) const {
  const Place where = locate(pointer);
  return {where.line, where.column, std::string(pointer), std::move(message)};
}

Problem Document::problem_at(std::size_t offset, std::string_view pointer, std::string message) const {
  const Place where = place(offset);
  return {where.line, where.column, std::string(pointer), std::move(message)};
}

std::string pointer_step(std::string_view name) {
  std::string step;
  for (const char one : name) {
    if (one == '~')
      step += "~0";
    else if (one == '/')
      step += "~1";
    else
      step += one;
  }
  return step;
}

std::string quoted(std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char one : text) {
    const auto byte = static_cast<unsigned char>(one);
    if (one == '"' || one == '\\')
      (out += '\\') += one;
    else if (one == '\n')
      out += "\\n";
    else if (one == '\t')
      out += "\\t";
    else if (byte < 0x20)
      (((out += "\\u00") += hex[byte >> 4U])) += hex[byte & 15U];
    else
      out += one;
  }
  return out + "\"";
}

} // namespace json
} // namespace lobby
