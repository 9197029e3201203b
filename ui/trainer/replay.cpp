#include "ui/trainer/stage.hpp"
#include "ui/trainer/views.hpp"
#include "ui/trainer/words.hpp"

#include <algorithm>

namespace trainer {

using app::tr;

namespace {

/// Code points [from, to) of a UTF-8 text.
std::string slice(const std::string& text, int from, int to) {
  int at = -1;
  std::string out;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++at;
    if (at >= from && at < to) out += c;
  }
  return out;
}

/// What the reader of words found in a turn; null when it found nothing.
app::Json reading_of(const app::Json& report, std::size_t turn) {
  const app::Json turns = report["turns"];
  for (std::size_t i = 0; i < turns.size(); ++i)
    if (static_cast<std::size_t>(turns[i]["turn"].number(-1)) == turn) return turns[i];
  return {};
}

void draw_found(const app::Json& found, std::string_view family, const std::string& text, kit::Tone tone,
                kit::Icon icon) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    const app::Json one = found[i];
    const app::Json span = one["span"];
    const std::string words = slice(text, static_cast<int>(span[0].number()), static_cast<int>(span[1].number()));
    kit::icon_text(icon,
                   tr("train.found", {{"name", family_text(family, one["id"].text())},
                                      {"quote", tr("train.quote", {{"words", words}})}}),
                   kit::TextStyle::body, tone);
    kit::text(meaning_text(family, one["id"].text()), kit::TextStyle::small, kit::Tone::muted);
  }
}

void draw_staff_turn(const Line& line, const app::Json& reading) {
  const kit::IdScope scope("staff");
  const kit::Card card(kit::CardStyle::accent, tr("train.you"));
  kit::text(tr("train.you"), kit::TextStyle::small, kit::Tone::muted);
  if (!line.text.zh.empty()) kit::text(tr(line.text), kit::TextStyle::subheading);
  if (app::language() == app::Language::en && line.text.en != line.text.zh)
    kit::text(line.text.zh, kit::TextStyle::small, kit::Tone::muted);
  if (!line.actions.empty()) kit::icon_text(kit::Icon::hand, actions_text(line.actions));
  kit::heading(2, tr("train.what_it_did"));
  const app::Json acts = reading["acts"], faults = reading["faults"];
  draw_found(faults, "fault.", line.text.zh, kit::Tone::danger, kit::Icon::warning);
  draw_found(acts, "act.", line.text.zh, kit::Tone::success, kit::Icon::check);
  if (acts.size() == 0 && faults.size() == 0)
    kit::text(tr("train.nothing_found"), kit::TextStyle::body, kit::Tone::muted);
}

void draw_customer_turn(const Line& line) {
  const kit::IdScope scope("customer");
  const kit::Card card(kit::CardStyle::raised, tr("train.customer"));
  kit::text(tr("train.customer"), kit::TextStyle::small, kit::Tone::muted);
  if (const std::string& narration = tr(line.turn.narration); !narration.empty())
    kit::text(narration, kit::TextStyle::small, kit::Tone::muted);
  kit::text(tr(line.text), kit::TextStyle::subheading);
}

/// The customer as seen at a step: the mood of the last of the customer's turns up to it.
lobby::roleplay::Mood mood_at(const Retelling& told, std::size_t step) {
  lobby::roleplay::Mood mood{};
  for (std::size_t i = 0; i <= step; ++i)
    if (!told.lines[i].staff) mood = told.lines[i].turn.mood;
  return mood;
}

} // namespace

void Replay::draw(const Attempt& attempt, const Scene* scene, const Retelling& told,
                  const std::string& report_address) {
  if (of_ != report_address) {
    of_ = report_address;
    step_ = 0;
  }
  kit::heading(1, tr("train.replay"));
  if (told.lines.empty()) {
    kit::empty_state(kit::Icon::history, tr("train.replay_empty"), tr("train.replay_empty_detail"));
    return;
  }
  const std::size_t last = told.lines.size() - 1;
  step_ = std::min(step_, last);
  const Line& line = told.lines[step_];
  kit::status(
      "step",
      tr("train.step",
         {{"n", std::to_string(step_ + 1)}, {"of", std::to_string(last + 1)}, {"time", stopwatch_text(line.at)}}),
      kit::TextStyle::small, kit::Tone::muted);
  if (told.complete) {
    const lobby::roleplay::Mood mood = mood_at(told, step_);
    const int position = scene ? scene->card.position : 0;
    draw_stage({.position = position,
                .mood = mood,
                .elderly = told.special_customer,
                .height = kit::viewport().narrow ? 170.0F : 220.0F},
               tr("train.stage_label", {{"position", position_text(position)}, {"mood", mood_text(mood)}}));
    kit::badge(mood_text(mood), mood_tone(mood));
  }
  if (line.staff)
    draw_staff_turn(line, reading_of(attempt.report, step_));
  else
    draw_customer_turn(line);
  const kit::BottomBar bar;
  kit::Row row({1, 1});
  row.next();
  if (kit::button("previous", tr("train.previous"), {.icon = kit::Icon::back, .enabled = step_ > 0, .wide = true}) ||
      (step_ > 0 && kit::key_pressed("ArrowLeft")))
    --step_;
  row.next();
  if (kit::button(
          "next", tr("train.next"),
          {.style = kit::ButtonStyle::primary, .icon = kit::Icon::forward, .enabled = step_ < last, .wide = true}) ||
      (step_ < last && kit::key_pressed("ArrowRight")))
    ++step_;
}

} // namespace trainer
