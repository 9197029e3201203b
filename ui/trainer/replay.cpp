#include "ui/trainer/findings.hpp"
#include "ui/trainer/stage.hpp"
#include "ui/trainer/views.hpp"
#include "ui/trainer/words.hpp"

#include <algorithm>

namespace trainer {

using app::tr;

namespace {

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

/// What is too unsure to count: shown as that, and left to a person.
void draw_unsure(const app::Json& unsure, const std::string& text) {
  for (std::size_t i = 0; i < unsure.size(); ++i) {
    const std::string id = unsure[i]["id"].text();
    lobby::speech::Fault fault{};
    const app::Json span = unsure[i]["span"];
    const std::string words = slice(text, static_cast<int>(span[0].number()), static_cast<int>(span[1].number()));
    kit::icon_text(
        kit::Icon::info,
        tr("train.found_unsure", {{"name", family_text(lobby::speech::parse(id, fault) ? "fault." : "act.", id)},
                                  {"quote", tr("train.quote", {{"words", words}})}}),
        kit::TextStyle::small, kit::Tone::muted);
  }
}

void draw_staff_turn(const Line& line, const app::Json& reading) {
  const kit::IdScope scope("staff");
  const kit::Card card(kit::CardStyle::accent, tr("train.you"));
  kit::text(tr("train.you"), kit::TextStyle::small, kit::Tone::muted);
  if (!line.text.zh.empty()) kit::text(tr(line.text), kit::TextStyle::subheading);
  if (tr(line.text) != line.text.zh) kit::text(line.text.zh, kit::TextStyle::small, kit::Tone::muted);
  if (!line.actions.empty()) kit::icon_text(kit::Icon::hand, actions_text(line.actions));
  kit::heading(2, tr("train.what_it_did"));
  const app::Json acts = reading["acts"], faults = reading["faults"];
  draw_found(faults, "fault.", line.text.zh, kit::Tone::danger, kit::Icon::warning);
  draw_found(acts, "act.", line.text.zh, kit::Tone::success, kit::Icon::check);
  draw_unsure(reading["unsure"], line.text.zh);
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

/// The customer as seen at a step: the last of the customer's turns up to it.
lobby::roleplay::CustomerTurn customer_at(const Retelling& told, std::size_t step) {
  lobby::roleplay::CustomerTurn turn;
  for (std::size_t i = 0; i <= step; ++i)
    if (!told.lines[i].staff) turn = told.lines[i].turn;
  return turn;
}

} // namespace

bool Replay::draw(const Attempt& attempt, const Scene* scene, const Retelling& told,
                  const std::string& report_address) {
  if (of_ != report_address) {
    of_ = report_address;
    step_ = 0;
  }
  kit::heading(1, tr("train.replay"));
  if (told.lines.empty()) {
    kit::empty_state(kit::Icon::history, tr("train.replay_empty"), tr("train.replay_empty_detail"));
    return false;
  }
  const std::size_t last = told.lines.size() - 1;
  step_ = std::min(step_, last);
  const Line& line = told.lines[step_];
  kit::status(
      "step",
      tr("train.step",
         {{"n", std::to_string(step_ + 1)}, {"of", std::to_string(last + 1)}, {"time", stopwatch_text(line.at)}}),
      kit::TextStyle::small, kit::Tone::muted);
  if (told.complete && scene) {
    const lobby::roleplay::CustomerTurn customer = customer_at(told, step_);
    const Stage stage = stage_at(scene->card, customer, kit::viewport().narrow ? 180.0F : 260.0F);
    draw_stage(stage, stage_text(stage));
    kit::badge(mood_text(customer.mood), mood_tone(customer.mood));
  }
  if (line.staff)
    draw_staff_turn(line, reading_of(attempt.report, step_));
  else
    draw_customer_turn(line);
  staff_turns_ = static_cast<std::size_t>(std::count_if(told.lines.begin(),
                                                        told.lines.begin() + static_cast<std::ptrdiff_t>(step_),
                                                        [](const Line& before) { return before.staff; }));
  const bool again = line.staff && told.complete && scene &&
                     kit::button("from_here", tr("train.from_here"), {.icon = kit::Icon::history, .wide = true});
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
  return again;
}

} // namespace trainer
