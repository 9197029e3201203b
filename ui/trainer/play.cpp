#include "ui/trainer/stage.hpp"
#include "ui/trainer/views.hpp"
#include "ui/trainer/words.hpp"

#include <algorithm>

namespace trainer {

using app::tr;
namespace roleplay = lobby::roleplay;
namespace speech = lobby::speech;

namespace {

constexpr int longest_turn = 400; ///< characters of one typed turn

/// Whether there is anything to score: at least one Han character (U+4E00–U+9FFF and extension A, in UTF-8).
bool has_chinese(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0xE4 && byte <= 0xE9) return true;
    if (byte == 0xE3 && static_cast<unsigned char>(text[i + 1]) >= 0x90) return true;
  }
  return false;
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// What the employee did in the last turn, above the customer's answer.
void draw_own_words(const Playing& playing) {
  const std::vector<Line>& lines = playing.lines();
  const auto own = std::find_if(lines.rbegin(), lines.rend(), [](const Line& line) { return line.staff; });
  if (own == lines.rend()) return;
  const std::string actions = actions_text(own->actions);
  if (!own->text.zh.empty())
    kit::text(tr("train.you_said", {{"text", tr(own->text)}}), kit::TextStyle::small, kit::Tone::muted);
  if (!actions.empty()) kit::icon_text(kit::Icon::hand, actions, kit::TextStyle::small, kit::Tone::muted);
}

} // namespace

bool Play::draw(const Scene& scene, Playing& playing) {
  if (scenario_ != scene.id) {
    *this = Play();
    scenario_ = scene.id;
  }
  kit::heading(1, tr(scene.card.title));
  bool report = false;
  {
    kit::Row row({1, 1}, true, kit::Gap::large);
    row.next();
    draw_customer(scene, playing);
    row.next();
    if (playing.ended())
      report = draw_ending(playing);
    else
      draw_answer(playing);
    draw_history(playing);
  }
  draw_leaving(playing);
  if (!playing.ended()) kit::wake_after(1.0); // the stopwatch shows seconds
  return report;
}

void Play::draw_customer(const Scene& scene, const Playing& playing) {
  const roleplay::CustomerTurn& last = playing.last();
  const std::string mood = mood_text(last.mood);
  const bool gone = last.ended && last.ending == "walked_out";
  draw_stage({.position = scene.card.position,
              .mood = last.mood,
              .elderly = playing.special_customer(),
              .gone = gone,
              .height = kit::viewport().narrow ? 150.0F : 320.0F},
             gone ? tr("train.stage_left")
                  : tr("train.stage_label", {{"position", position_text(scene.card.position)}, {"mood", mood}}));
  draw_state(playing);
  draw_own_words(playing);
  if (const std::string& narration = tr(last.narration); !narration.empty())
    kit::text(narration, kit::TextStyle::small, kit::Tone::muted);
  if (!tr(last.text).empty()) {
    const kit::IdScope scope("bubble");
    const kit::Card bubble(kit::CardStyle::raised, tr("train.customer_says"));
    kit::status("customer", tr(last.text), kit::TextStyle::subheading);
  }
}

/// Mood, time, and the way out; in large type on a phone they need two lines.
void Play::draw_state(const Playing& playing) {
  const auto draw_mood = [&] {
    const roleplay::Mood mood = playing.last().mood;
    kit::progress(tr("train.mood_label", {{"mood", mood_text(mood)}}), 1 - static_cast<float>(mood) / 5);
  };
  const auto draw_rest = [&](kit::Row& row) {
    row.next();
    kit::icon_text(kit::Icon::clock, stopwatch_text(playing.seconds()), kit::TextStyle::strong, kit::Tone::muted);
    row.next();
    if (!playing.ended() &&
        kit::button("leave", tr("train.end_scene"), {.style = kit::ButtonStyle::quiet, .icon = kit::Icon::stop}))
      leaving_ = true;
  };
  if (kit::viewport().narrow && kit::viewport().large) {
    draw_mood();
    kit::Row row({1, 0}, false, kit::Gap::medium, kit::Align::center);
    draw_rest(row);
  } else {
    kit::Row row({1, 0, 0}, false, kit::Gap::medium, kit::Align::center);
    row.next();
    draw_mood();
    draw_rest(row);
  }
}

// ---------------------------------------------------------------- the employee's turn

void Play::draw_answer(Playing& playing) {
  if (typing_preferred()) {
    draw_typing(playing);
  } else {
    draw_suggestions(playing);
    draw_actions(false);
  }
  if (playing.ended()) return; // with this very turn
  kit::spacer(kit::Gap::medium);
  int mode = typing_preferred() ? 1 : 0;
  if (kit::segmented("mode", tr("train.mode"), {tr("train.mode_pick"), tr("train.mode_type")}, mode))
    prefer_typing(mode == 1);
  if (app::language() == app::Language::en)
    kit::text(tr("train.scored_in_chinese"), kit::TextStyle::small, kit::Tone::muted);
}

std::vector<speech::Action> Play::chosen_actions() const {
  std::vector<speech::Action> chosen;
  for (int i = 0; i < speech::action_count; ++i)
    if (actions_[i]) chosen.push_back(static_cast<speech::Action>(i));
  return chosen;
}

void Play::draw_actions(bool open_at_first) {
  const std::string chosen = actions_text(chosen_actions());
  const std::string title = chosen.empty() ? tr("train.actions") : tr("train.actions_chosen", {{"actions", chosen}});
  const kit::Disclosure disclosure("actions", title, open_at_first);
  if (!disclosure) return;
  kit::Grid grid(150, kit::Gap::small);
  for (int i = 0; i < speech::action_count; ++i) {
    const std::string_view name = speech::name(static_cast<speech::Action>(i));
    grid.next();
    kit::checkbox(name, family_text("action.", name), actions_[i]);
  }
}

void Play::draw_suggestions(Playing& playing) {
  kit::heading(2, tr("train.your_turn"));
  kit::List list(tr("train.your_turn"));
  int index = 0;
  for (const roleplay::Suggestion& suggestion : playing.suggestions()) {
    list.item();
    const kit::IdScope scope(index++);
    std::string detail = app::language() == app::Language::en ? suggestion.text.zh : std::string();
    if (const std::string actions = actions_text(suggestion.actions); !actions.empty())
      detail += (detail.empty() ? "" : " · ") + actions;
    if (!kit::choice("line", tr(suggestion.text), {.icon = kit::Icon::chat, .detail = detail, .arrow = false}))
      continue;
    std::vector<speech::Action> actions = suggestion.actions;
    for (const speech::Action more : chosen_actions())
      if (std::find(actions.begin(), actions.end(), more) == actions.end()) actions.push_back(more);
    say(playing, suggestion.text.zh, std::move(actions));
    return; // the suggestions are those of the turn before
  }
}

void Play::draw_typing(Playing& playing) {
  kit::FieldOptions options;
  options.type = kit::FieldType::multiline;
  options.hint = tr("train.type_hint");
  options.error = draft_error_;
  options.placeholder = tr("train.type_placeholder");
  options.autocomplete = "off";
  options.max_length = longest_turn;
  options.focus = !kit::viewport().touch;
  const kit::FieldResult result = kit::field("words", tr("train.your_words"), draft_, options);
  if (result.changed) draft_error_.clear();
  draw_actions(!kit::viewport().narrow);
  const bool pressed =
      kit::button("say", tr("train.say"), {.style = kit::ButtonStyle::primary, .icon = kit::Icon::chat, .wide = true});
  if (!pressed && !result.submitted) return;
  const std::vector<speech::Action> actions = chosen_actions();
  if (blank(draft_) && actions.empty()) {
    draft_error_ = tr("train.say_something");
    kit::focus("words");
  } else if (!blank(draft_) && !has_chinese(draft_)) {
    draft_error_ = tr("train.in_chinese_please");
    kit::focus("words");
  } else {
    say(playing, blank(draft_) ? std::string() : draft_, actions);
    kit::focus("words");
  }
}

void Play::say(Playing& playing, const std::string& text, std::vector<speech::Action> actions) {
  playing.say(text, std::move(actions));
  draft_.clear();
  draft_error_.clear();
  std::fill(std::begin(actions_), std::end(actions_), false);
}

// ---------------------------------------------------------------- around it

void Play::draw_history(const Playing& playing) {
  if (playing.lines().size() < 3) return;
  kit::spacer(kit::Gap::medium);
  const kit::Disclosure disclosure("history", tr("train.conversation"), !kit::viewport().narrow);
  if (!disclosure) return;
  kit::List list(tr("train.conversation"));
  for (const Line& line : playing.lines()) {
    if (tr(line.text).empty() && line.actions.empty()) continue;
    list.item();
    const std::string who = line.staff ? tr("train.you") : tr("train.customer");
    const std::string words = tr(line.text).empty() ? actions_text(line.actions) : tr(line.text);
    kit::text(tr("train.line", {{"time", stopwatch_text(line.at)}, {"who", who}, {"text", words}}),
              kit::TextStyle::small, line.staff ? kit::Tone::accent : kit::Tone::normal);
  }
}

bool Play::draw_ending(const Playing& playing) {
  const roleplay::CustomerTurn& last = playing.last();
  const bool good = last.ending == "solved" || last.ending == "follow_up";
  const kit::IdScope scope("over");
  const kit::Card card(good ? kit::CardStyle::success : kit::CardStyle::warning, tr("train.scene_over"));
  kit::heading(2, tr("train.scene_over"));
  kit::text(family_text("ending.", last.ending));
  return kit::button("report", tr("train.see_report"),
                     {.style = kit::ButtonStyle::primary, .icon = kit::Icon::chart, .wide = true, .shortcut = "Enter"});
}

void Play::draw_leaving(Playing& playing) {
  if (!leaving_) return;
  kit::Dialog dialog("leaving", tr("train.leave_title"));
  kit::text(playing.said_anything() ? tr("train.leave_detail") : tr("train.leave_nothing_said"));
  kit::Row row({1, 1});
  row.next();
  if (kit::button("stay", tr("train.leave_no"), {.wide = true}) || dialog.close_requested()) leaving_ = false;
  row.next();
  if (kit::button("end", tr("train.leave_yes"),
                  {.style = kit::ButtonStyle::primary, .icon = kit::Icon::stop, .wide = true})) {
    leaving_ = false;
    playing.end();
  }
}

} // namespace trainer
