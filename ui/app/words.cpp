#include "ui/app/bridge.hpp"
#include "ui/app/internal.hpp"

#include <rapidjson/document.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <unordered_map>

namespace app {

namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using Texts = std::unordered_map<std::string, std::string, Hash, std::equal_to<>>;

struct Words {
  Language language = Language::zh;
  std::array<Texts, 2> texts;
};

Words& words() {
  static Words all;
  return all;
}

const std::string* find_text(std::string_view key) {
  const Texts& texts = words().texts[static_cast<std::size_t>(words().language)];
  const auto found = texts.find(key);
  return found == texts.end() ? nullptr : &found->second;
}

/// The n-th of a text that lists things with commas between them.
std::string nth(const std::string& list, int n) {
  std::size_t from = 0;
  for (; n > 0; --n) {
    const std::size_t comma = list.find(',', from);
    if (comma == std::string::npos) {
      return {};
    }
    from = comma + 1;
  }
  return list.substr(from, list.find(',', from) - from);
}

std::string hours_minutes(int minutes) {
  std::array<char, 16> out{};
  const int hour = minutes == 24 * 60 ? 24 : minutes / 60 % 24; // midnight at the end of a day
  std::snprintf(out.data(), out.size(), "%02d:%02d", hour, minutes % 60);
  return out.data();
}

} // namespace

namespace internal {

std::string_view language_name() { return words().language == Language::zh ? "zh" : "en"; }

void choose_first_language() {
  words().language = bridge::answer(host_language()) == "zh" ? Language::zh : Language::en;
}

void strings_arrived(Language language, std::string_view json) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  if (!document.IsObject()) {
    return;
  }
  Texts texts;
  const rapidjson::Value& all = document;
  for (auto member = all.MemberBegin(); member != all.MemberEnd(); ++member) {
    if (member->value.IsString()) {
      texts.emplace(member->name.GetString(), member->value.GetString());
    }
  }
  words().texts[static_cast<std::size_t>(language)] = std::move(texts);
  words().language = language;
}

} // namespace internal

Language language() { return words().language; }

void set_language(Language language) {
  if (language == words().language) {
    return;
  }
  const char* name = language == Language::zh ? "zh" : "en";
  store("language", name);
  if (words().texts[static_cast<std::size_t>(language)].empty()) {
    host_strings(name); // the page changes over when they are here
  } else {
    words().language = language;
    host_wake();
  }
}

bool has_text(std::string_view key) { return find_text(key) != nullptr; }

std::string tr(std::string_view key, Args args) {
  const std::string* text = find_text(key);
  if (!text) {
    return std::string(key);
  }
  std::string out;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    const std::size_t close = rest.find('}', open == std::string_view::npos ? rest.size() : open);
    out += rest.substr(0, open);
    if (close == std::string_view::npos) {
      out += open == std::string_view::npos ? std::string_view() : rest.substr(open);
      break;
    }
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    const auto found = std::find_if(args.begin(), args.end(), [name](const auto& arg) { return arg.first == name; });
    out += found == args.end() ? rest.substr(open, close - open + 1) : std::string_view(found->second);
    rest.remove_prefix(close + 1);
  }
  return out;
}

const std::string& tr(const lobby::Text& text) {
  return words().language == Language::zh || text.en.empty() ? text.zh : text.en;
}

std::string clock_text(lobby::Time time, int utc_offset_minutes) {
  return hours_minutes(lobby::local_minute(time, utc_offset_minutes));
}

std::string minute_text(int minute_of_day) { return minute_of_day < 0 ? std::string() : hours_minutes(minute_of_day); }

std::string date_text(lobby::Date date) {
  return tr("app.date", {{"day", std::to_string(date.day)},
                         {"month", nth(tr("app.months"), date.month - 1)},
                         {"weekday", nth(tr("app.weekdays"), lobby::iso_weekday(date) - 1)}});
}

std::string wait_text(const lobby::Forecast& forecast) {
  if (!forecast.known) {
    return tr(forecast.why.empty() ? std::string_view("wait.unknown") : forecast.why);
  }
  const auto [from, to] = lobby::spoken(forecast.p10, forecast.p90);
  if (to <= 1) {
    return tr("wait.now");
  }
  if (from == 0) {
    return tr("wait.up_to", {{"minutes", std::to_string(to)}});
  }
  if (from == to) {
    return tr("wait.about", {{"minutes", std::to_string(to)}});
  }
  return tr("wait.range", {{"from", std::to_string(from)}, {"to", std::to_string(to)}});
}

std::string wait_clock_text(const lobby::Forecast& forecast, lobby::Time now, int utc_offset_minutes) {
  if (!forecast.known) {
    return {};
  }
  const auto at = [&](double seconds) {
    return clock_text(now + static_cast<lobby::Duration>(seconds * lobby::second), utc_offset_minutes);
  };
  const std::string from = at(forecast.p10);
  const std::string to = at(forecast.p90);
  return from == to ? from : tr("wait.clock_range", {{"from", from}, {"to", to}});
}

std::string cause_text(const lobby::Cause& cause) {
  const std::string key = "wait.cause." + std::string(lobby::name(cause.kind));
  return tr(key, {{"n", std::to_string(cause.people)},
                  {"counter", cause.subject},
                  {"time", cause.minute < 0 ? std::string() : minute_text(cause.minute)}});
}

std::string record_text(const lobby::Record& record) {
  constexpr int enough = 20; // fewer say nothing about how right the next will be
  if (record.judged < enough) {
    return {};
  }
  const int tenths = (20 * record.shown_held + record.judged) / (2 * record.judged);
  return tr("wait.record", {{"n", std::to_string(std::min(tenths, record.shown_held < record.judged ? 9 : 10))}});
}

} // namespace app
