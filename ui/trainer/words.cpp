#include "ui/trainer/words.hpp"

#include <cmath>

namespace trainer {

using app::tr;
using lobby::roleplay::Mood;

std::string family_text(std::string_view family, std::string_view name) {
  const std::string key = std::string(family) + std::string(name);
  return app::has_text(key) ? tr(key) : std::string(name);
}

std::string meaning_text(std::string_view family, std::string_view name) {
  const std::string key = "meaning." + std::string(family) + std::string(name);
  return app::has_text(key) ? tr(key) : std::string();
}

std::string mood_text(Mood mood) { return family_text("mood.", lobby::roleplay::name(mood)); }

kit::Tone mood_tone(Mood mood) {
  switch (mood) {
  case Mood::calm:
    return kit::Tone::success;
  case Mood::uneasy:
    return kit::Tone::accent;
  case Mood::annoyed:
    return kit::Tone::warning;
  case Mood::angry:
  case Mood::furious:
    return kit::Tone::danger;
  }
  return kit::Tone::normal;
}

std::string actions_text(const std::vector<lobby::speech::Action>& actions) {
  std::string all;
  for (const lobby::speech::Action action : actions)
    all += (all.empty() ? "" : tr("train.and")) + family_text("action.", lobby::speech::name(action));
  return all;
}

std::string position_text(int position) {
  switch (position) {
  case 1:
    return tr("train.position.greeting");
  case 2:
    return tr("train.position.self_service");
  case 3:
    return tr("train.position.forms");
  case 4:
    return tr("train.position.low_counter");
  case 5:
    return tr("train.position.high_counter");
  case 6:
    return tr("train.position.vip_counter");
  case 7:
    return tr("train.position.vip_room");
  default:
    return tr("train.position.hall");
  }
}

std::string grade_text(std::string_view grade) {
  if (grade == "gold") return tr("train.grade.gold");
  if (grade == "silver") return tr("train.grade.silver");
  if (grade == "bronze") return tr("train.grade.bronze");
  return tr("train.grade.none");
}

kit::Tone grade_tone(std::string_view grade) {
  if (grade == "gold" || grade == "silver") return kit::Tone::success;
  return grade == "bronze" ? kit::Tone::warning : kit::Tone::muted;
}

std::string stopwatch_text(int seconds) {
  const std::string rest = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + ":" + (rest.size() < 2 ? "0" + rest : rest);
}

std::string number_text(double value) {
  const long tenths = std::lround(value * 10);
  const std::string sign = tenths < 0 ? "−" : "";
  const long size = std::labs(tenths);
  const std::string whole = sign + std::to_string(size / 10);
  return size % 10 == 0 ? whole : whole + "." + std::to_string(size % 10);
}

std::string moment_text(lobby::Time at) {
  int offset = 0;
  const lobby::Bank* bank = app::bank();
  if (const lobby::Branch* home = bank ? bank->branch(app::staff().branch) : nullptr)
    offset = app::utc_offset(*home, app::today(*home));
  return app::date_text(lobby::local_date(at, offset)) + " " + app::clock_text(at, offset);
}

} // namespace trainer
