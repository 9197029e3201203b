// cereal's JSON archive comes first: it decides how RapidJSON's assertions behave in this file.
#include <cereal/archives/json.hpp>
#include <cereal/cereal.hpp>

#include "core/wire/fields.hpp"
#include "core/wire/names.hpp"

#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <sstream>
#include <type_traits>

namespace lobby::wire {
namespace {

using Archive = cereal::JSONOutputArchive;

template <class Body> struct Data;

/// A list as cereal sees it.
template <class T> struct Items {
  std::vector<T>& all;
  template <class A> void save(A& archive) const {
    archive(cereal::make_size_tag(static_cast<cereal::size_type>(all.size())));
    for (T& one : all)
      archive(Data<T>{one});
  }
};

/// Hands members to the archive, enums and dates by name.
class Members {
public:
  explicit Members(Archive& archive) : archive_(archive) {}

  template <class T> void operator()(const char* name, T& member) {
    if constexpr (std::is_enum_v<T>) {
      archive_(cereal::make_nvp(name, std::string(names<T>.at(static_cast<std::size_t>(member)))));
    } else if constexpr (std::is_same_v<T, Date>) {
      archive_(cereal::make_nvp(name, to_string(member)));
    } else if constexpr (is_list<T>::value) {
      archive_(cereal::make_nvp(name, Items<typename T::value_type>{member}));
    } else {
      archive_(cereal::make_nvp(name, member));
    }
  }

private:
  Archive& archive_;
};

/// A body as cereal sees it.
template <class Body> struct Data {
  Body& body;
  template <class A> void save(A& archive) const {
    Members members(archive);
    fields(members, body);
  }
};

/// cereal breaks lines even without indentation; the wire wants one line without spaces.
std::string packed(const std::string& json) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  rapidjson::StringStream stream(json.c_str());
  rapidjson::Reader reader;
  reader.Parse<rapidjson::kParseFullPrecisionFlag>(stream, writer);
  return {buffer.GetString(), buffer.GetSize()};
}

template <class Fill> std::string written(const Fill& fill) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  {
    Archive archive(text, Archive::Options::NoIndent());
    fill(archive);
  } // the archive's end completes the text
  return packed(text.str());
}

} // namespace

std::string to_json(const Event& event) {
  return written([&](Archive& archive) {
    archive(cereal::make_nvp("v", version), cereal::make_nvp("number", event.number), cereal::make_nvp("at", event.at));
    std::visit(
        [&](auto body) {
          archive(cereal::make_nvp("type", std::string(type<decltype(body)>)));
          archive(cereal::make_nvp("data", Data<decltype(body)>{body}));
        },
        event.body);
  });
}

std::string to_json(const Command& command) {
  return written([&](Archive& archive) {
    std::visit(
        [&](auto body) {
          archive(cereal::make_nvp("type", std::string(type<decltype(body)>)));
          archive(cereal::make_nvp("data", Data<decltype(body)>{body}));
        },
        command);
  });
}

std::string_view name(Segment segment) { return names<Segment>.at(static_cast<std::size_t>(segment)); }
std::string_view name(Need need) { return names<Need>.at(static_cast<std::size_t>(need)); }
std::string_view name(Appointment::State state) {
  return names<Appointment::State>.at(static_cast<std::size_t>(state));
}

std::string_view type_name(const Event& event) {
  return std::visit([](const auto& body) { return type<std::decay_t<decltype(body)>>; }, event.body);
}

} // namespace lobby::wire
