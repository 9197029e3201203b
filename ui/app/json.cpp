#include "ui/app/app.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

namespace app {

namespace {

const rapidjson::Value& as_value(const void* value) { return *static_cast<const rapidjson::Value*>(value); }

std::string quoted(std::string_view text) {
  rapidjson::StringBuffer out;
  rapidjson::Writer<rapidjson::StringBuffer> writer(out);
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  return {out.GetString(), out.GetSize()};
}

} // namespace

Json::Json() = default;

Json Json::parse(std::string_view text) {
  auto document = std::make_shared<rapidjson::Document>();
  document->Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
  Json json;
  if (!document->HasParseError()) {
    json.value_ = document.get();
    json.document_ = document;
  }
  return json;
}

bool Json::is_null() const { return !value_ || as_value(value_).IsNull(); }

Json Json::operator[](std::string_view name) const {
  Json member;
  if (!value_ || !as_value(value_).IsObject()) {
    return member;
  }
  const rapidjson::Value key(rapidjson::StringRef(name.data(), name.size()));
  const auto found = as_value(value_).FindMember(key);
  if (found != as_value(value_).MemberEnd()) {
    member.document_ = document_;
    member.value_ = &found->value;
  }
  return member;
}

Json Json::operator[](std::size_t index) const {
  Json element;
  if (!value_ || !as_value(value_).IsArray() || index >= as_value(value_).Size()) {
    return element;
  }
  element.document_ = document_;
  element.value_ = &as_value(value_)[static_cast<rapidjson::SizeType>(index)];
  return element;
}

std::size_t Json::size() const {
  if (!value_) {
    return 0;
  }
  if (as_value(value_).IsArray()) {
    return as_value(value_).Size();
  }
  if (as_value(value_).IsObject()) {
    return as_value(value_).MemberCount();
  }
  return 0;
}

std::string Json::text(std::string_view otherwise) const {
  if (!value_ || !as_value(value_).IsString()) {
    return std::string(otherwise);
  }
  return {as_value(value_).GetString(), as_value(value_).GetStringLength()};
}

double Json::number(double otherwise) const {
  return value_ && as_value(value_).IsNumber() ? as_value(value_).GetDouble() : otherwise;
}

bool Json::flag(bool otherwise) const {
  return value_ && as_value(value_).IsBool() ? as_value(value_).GetBool() : otherwise;
}

std::vector<std::string> Json::names() const {
  std::vector<std::string> names;
  if (!value_ || !as_value(value_).IsObject()) {
    return names;
  }
  for (const auto& member : as_value(value_).GetObject()) {
    names.emplace_back(member.name.GetString(), member.name.GetStringLength());
  }
  return names;
}

JsonObject& JsonObject::raw(std::string_view name, std::string_view json) {
  if (out_.size() > 1) {
    out_ += ',';
  }
  out_ += quoted(name);
  out_ += ':';
  out_ += json;
  return *this;
}

JsonObject& JsonObject::add(std::string_view name, std::string_view value) { return raw(name, quoted(value)); }

JsonObject& JsonObject::add(std::string_view name, double value) {
  rapidjson::StringBuffer out;
  rapidjson::Writer<rapidjson::StringBuffer> writer(out);
  const bool whole = std::floor(value) == value && std::fabs(value) < 9e15;
  if (whole) {
    writer.Int64(static_cast<std::int64_t>(value));
  } else {
    writer.Double(std::isfinite(value) ? value : 0);
  }
  return raw(name, {out.GetString(), out.GetSize()});
}

JsonObject& JsonObject::add(std::string_view name, int value) { return raw(name, std::to_string(value)); }

JsonObject& JsonObject::add(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }

std::string JsonObject::str() const { return out_ + "}"; }

} // namespace app
