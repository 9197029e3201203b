#include "ui/app/bridge.hpp"
#include "ui/app/internal.hpp"

#include "ui/kit/frame.hpp"
#include "ui/kit/semantics.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>
#include <cmath>

namespace app::internal {

namespace {

using kit::semantics::Node;
using kit::semantics::Role;
using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

/// In the order of Role; web/semantics.js knows these names.
constexpr std::array role_names = {
    "main",     "banner", "navigation", "contentinfo",  "region",     "group",  "heading", "paragraph",  "status",
    "alert",    "button", "link",       "checkbox",     "radiogroup", "radio",  "textbox", "combobox",   "list",
    "listitem", "table",  "row",        "columnheader", "cell",       "dialog", "image",   "progressbar"};
static_assert(role_names.size() == static_cast<std::size_t>(Role::progressbar) + 1);

void text(Writer& out, const char* name, const std::string& value) {
  if (value.empty()) {
    return;
  }
  out.Key(name);
  out.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void whole(Writer& out, const char* name, int value, int absent) {
  if (value == absent) {
    return;
  }
  out.Key(name);
  out.Int(value);
}

void flag(Writer& out, const char* name, bool value) {
  if (!value) {
    return;
  }
  out.Key(name);
  out.Bool(true);
}

/// Tenths of a pixel are enough, and keep the text short.
void rect(Writer& out, const char* name, const kit::semantics::Rect& value) {
  out.Key(name);
  out.StartArray();
  for (const float edge : {value.x, value.y, value.width, value.height}) {
    const double tenths = std::round(static_cast<double>(edge) * 10) / 10;
    if (tenths == std::floor(tenths) && std::fabs(tenths) < 1e9) {
      out.Int(static_cast<int>(tenths));
    } else {
      out.Double(std::isfinite(tenths) ? tenths : 0);
    }
  }
  out.EndArray();
}

void write_state(Writer& out, const Node& node) {
  flag(out, "disabled", node.disabled);
  flag(out, "invalid", node.invalid);
  flag(out, "required", node.required);
  flag(out, "busy", node.busy);
  flag(out, "modal", node.modal);
  flag(out, "assertive", node.assertive);
  whole(out, "checked", node.checked, -1);
  whole(out, "pressed", node.pressed, -1);
  whole(out, "expanded", node.expanded, -1);
  whole(out, "current", node.current, -1);
}

void write_field(Writer& out, const Node& node) {
  text(out, "type", node.type);
  text(out, "autocomplete", node.autocomplete);
  text(out, "placeholder", node.placeholder);
  whole(out, "maxLength", node.max_length, 0);
  whole(out, "rows", node.rows, 1);
  whole(out, "fontSize", static_cast<int>(std::lround(node.font_size * 10)), 160);
}

void write_node(Writer& out, const Node& node) {
  out.StartObject();
  out.Key("id");
  out.Uint(node.id);
  if (node.parent) {
    out.Key("parent");
    out.Uint(node.parent);
  }
  out.Key("role");
  out.String(role_names[static_cast<std::size_t>(node.role)]);
  text(out, "name", node.name);
  text(out, "value", node.value);
  text(out, "description", node.description);
  if (!node.options.empty()) {
    out.Key("options");
    out.StartArray();
    for (const std::string& option : node.options) {
      out.String(option.data(), static_cast<unsigned>(option.size()));
    }
    out.EndArray();
  }
  whole(out, "level", node.level, 0);
  whole(out, "index", node.index, -1);
  if (node.role == Role::progressbar) {
    whole(out, "now", static_cast<int>(std::lround(node.now * 100)), -100);
  }
  write_state(out, node);
  text(out, "href", node.href);
  text(out, "lang", node.lang);
  if (node.role == Role::textbox || node.role == Role::combobox) {
    write_field(out, node);
  }
  rect(out, "rect", node.rect);
  rect(out, "clip", node.clip);
  out.EndObject();
}

std::uint64_t fnv(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  }
  return hash;
}

void send_document() {
  static std::string sent;
  const std::string language(language_name());
  std::string now = language + (dark() ? "1" : "0") + kit::page_title();
  if (now == sent) {
    return;
  }
  sent = std::move(now);
  host_document(kit::page_title().c_str(), language == "zh" ? "zh-CN" : "en", dark() ? 1 : 0);
}

} // namespace

void send_mirror() {
  static std::uint64_t sent = 0;
  rapidjson::StringBuffer json;
  Writer out(json);
  out.StartArray();
  for (const Node& node : kit::semantics::tree()) {
    write_node(out, node);
  }
  out.EndArray();
  send_document();
  if (const std::uint64_t hash = fnv({json.GetString(), json.GetSize()}); hash != sent) {
    sent = hash;
    host_mirror(json.GetString());
  }
  for (const auto& announcement : kit::semantics::take_announcements()) {
    host_announce(announcement.text.c_str(), announcement.assertive ? 1 : 0);
  }
  if (const std::uint32_t id = kit::semantics::take_focus_request()) {
    host_focus(static_cast<int>(id));
  }
}

} // namespace app::internal
