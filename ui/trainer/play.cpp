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
constexpr std::string_view voice_key = "trainer-voice";

/// In which language the customer is heard: the page's, where the scene is in it.
std::string_view voice_of(const Scene& scene) {
  return app::language() == app::Language::en && scene.card.in_english ? "en-GB" : "zh-CN";
}

bool voice_wanted() { return app::stored(voice_key) == "1"; }

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
    spoken_ = playing.said_anything() ? playing.lines().size() : 0; // of a scene taken up again the words are old
  }
  voice_ = voice_of(scene);
  speak_new(playing);
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
  draw_rewinding(playing);
  if (!playing.ended()) kit::wake_after(1.0); // the stopwatch shows seconds
  return report;
}

void Play::draw_customer(const Scene& scene, const Playing& playing) {
  const roleplay::CustomerTurn& last = playing.last();
  const Stage stage = stage_at(scene.card, last, kit::viewport().narrow ? 170.0F : 320.0F);
  draw_stage(stage, stage_text(stage));
  draw_state(playing);
  if (playing.only_here() && app::connection() == app::Link::offline)
    kit::icon_text(kit::Icon::offline, tr("train.kept_here"), kit::TextStyle::small, kit::Tone::warning);
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
    if (playing.exam() && playing.ended()) return;
    if (playing.exam()) {
      kit::badge(tr("train.exam"), kit::Tone::accent);
      return;
    }
    const roleplay::Mood mood = playing.last().mood;
    kit::progress(tr("train.mood_label", {{"mood", mood_text(mood)}}), 1 - static_cast<float>(mood) / 5);
  };
  const auto draw_rest = [&](kit::Row& row) {
    row.next();
    kit::icon_text(kit::Icon::clock, stopwatch_text(playing.seconds()), kit::TextStyle::strong, kit::Tone::muted);
    row.next();
    if (app::can_speak(voice_)) {
      const bool on = voice_wanted();
      if (kit::icon_button("voice", on ? kit::Icon::sound : kit::Icon::sound_off, tr("train.voice"), on)) {
        app::store(voice_key, on ? "0" : "1");
        app::hush();
        if (!on) app::speak(tr(playing.last().text), voice_); // heard at once, and the press that browsers ask for
      }
    }
    row.next();
    if (!playing.ended() &&
        kit::button("leave", tr("train.end_scene"), {.style = kit::ButtonStyle::quiet, .icon = kit::Icon::stop}))
      leaving_ = true;
  };
  if (kit::viewport().narrow && kit::viewport().large) {
    draw_mood();
    kit::Row row({1, 0, 0}, false, kit::Gap::medium, kit::Align::center);
    draw_rest(row);
  } else {
    kit::Row row({1, 0, 0, 0}, false, kit::Gap::small, kit::Align::center);
    row.next();
    draw_mood();
    draw_rest(row);
  }
}

// ---------------------------------------------------------------- the employee's turn

void Play::draw_answer(Playing& playing) {
  if (playing.exam()) {
    draw_typing(playing);
    return;
  }
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
    std::string detail = tr(suggestion.text) == suggestion.text.zh ? std::string() : suggestion.text.zh;
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
  if (!kit::viewport().touch) options.hint = tr("train.type_hint");
  options.error = draft_error_;
  options.placeholder = tr("train.type_placeholder");
  options.autocomplete = "off";
  options.max_length = longest_turn;
  options.focus = !kit::viewport().touch;
  hear();
  const kit::FieldResult result = kit::field("words", tr("train.your_words"), draft_, options);
  if (result.changed) {
    draft_error_.clear();
    ear_ = false; // who corrects what was heard has the last word
    app::stop_listening();
  }
  const bool narrow = kit::viewport().narrow;
  if (!narrow) draw_actions(true);
  const bool pressed =
      kit::button("say", tr("train.say"), {.style = kit::ButtonStyle::primary, .icon = kit::Icon::chat, .wide = true});
  draw_listening();
  if (narrow) draw_actions(false);
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

/// What is heard stands in the field and can be corrected.
void Play::hear() {
  if (!ear_) return;
  const app::Heard heard = app::heard();
  draft_ = before_ear_ + heard.text;
  ear_ = heard.listening;
}

/// Speaking instead of typing, where the browser can.
void Play::draw_listening() {
  if (!app::can_listen()) return;
  const app::Heard heard = app::heard();
  if (kit::button("speak", heard.listening ? tr("train.stop_listening") : tr("train.listen"),
                  {.icon = heard.listening ? kit::Icon::stop : kit::Icon::mic, .wide = true})) {
    if (heard.listening) {
      app::stop_listening();
    } else {
      app::hush(); // or the customer would be heard
      before_ear_ = draft_;
      ear_ = true;
      draft_error_.clear();
      app::listen("zh-CN");
    }
  }
  if (heard.listening)
    kit::status("ear", tr("train.listening"), kit::TextStyle::small, kit::Tone::accent);
  else if (!heard.trouble.empty())
    kit::status("ear", heard.trouble == "not-allowed" ? tr("train.no_microphone") : tr("train.not_heard"),
                kit::TextStyle::small, kit::Tone::warning);
}

/// The customer's newest words, aloud, when that is wanted.
void Play::speak_new(const Playing& playing) {
  const std::size_t lines = playing.lines().size();
  if (lines == 1 && spoken_ > 1) spoken_ = 0; // begun again
  if (lines > spoken_ && voice_wanted() && app::can_speak(voice_)) {
    app::hush();
    app::speak(tr(playing.last().text), voice_);
  }
  spoken_ = lines;
}

void Play::say(Playing& playing, const std::string& text, std::vector<speech::Action> actions) {
  playing.say(text, std::move(actions));
  if (ear_) app::stop_listening();
  ear_ = false;
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
  int turn = -1;
  for (const Line& line : playing.lines()) {
    if (line.staff) ++turn;
    if (tr(line.text).empty() && line.actions.empty()) continue;
    list.item();
    const std::string who = line.staff ? tr("train.you") : tr("train.customer");
    const std::string words = tr(line.text).empty() ? actions_text(line.actions) : tr(line.text);
    const std::string text = tr("train.line", {{"time", stopwatch_text(line.at)}, {"who", who}, {"text", words}});
    if (!line.staff || playing.exam()) {
      kit::text(text, kit::TextStyle::small, line.staff ? kit::Tone::accent : kit::Tone::normal);
      continue;
    }
    const kit::IdScope scope(turn);
    kit::Row row({1, 0}, false, kit::Gap::small, kit::Align::center);
    row.next();
    kit::text(text, kit::TextStyle::small, kit::Tone::accent);
    row.next();
    if (kit::icon_button("rewind", kit::Icon::history, tr("train.rewind_to", {{"text", words}}))) rewinding_ = turn;
  }
}

bool Play::draw_ending(Playing& playing) {
  const roleplay::CustomerTurn& last = playing.last();
  const bool good = last.ending == "solved" || last.ending == "follow_up";
  const kit::IdScope scope("over");
  const kit::Card card(good ? kit::CardStyle::success : kit::CardStyle::warning, tr("train.scene_over"));
  kit::heading(2, tr("train.scene_over"));
  kit::text(family_text("ending.", last.ending));
  const bool report =
      kit::button("report", tr("train.see_report"),
                  {.style = kit::ButtonStyle::primary, .icon = kit::Icon::chart, .wide = true, .shortcut = "Enter"});
  if (!playing.exam() && playing.said_anything() &&
      kit::button("rewind", tr("train.rewind_last"), {.icon = kit::Icon::history, .wide = true})) {
    playing.rewind(playing.staff_turns() - 1);
    return false;
  }
  return report;
}

/// What comes after the turn would be lost, so it is asked once.
void Play::draw_rewinding(Playing& playing) {
  if (rewinding_ < 0) return;
  kit::Dialog dialog("rewinding", tr("train.rewind_title"));
  kit::text(tr("train.rewind_detail"));
  kit::Row row({1, 1});
  row.next();
  if (kit::button("stay", tr("train.leave_no"), {.wide = true}) || dialog.close_requested()) rewinding_ = -1;
  row.next();
  if (kit::button("rewind", tr("train.rewind_yes"),
                  {.style = kit::ButtonStyle::primary, .icon = kit::Icon::history, .wide = true})) {
    playing.rewind(static_cast<std::size_t>(rewinding_));
    rewinding_ = -1;
  }
}

void Play::draw_leaving(Playing& playing) {
  if (!leaving_) return;
  kit::Dialog dialog("leaving", tr("train.leave_title"));
  kit::text(!playing.said_anything() ? tr("train.leave_nothing_said")
            : playing.exam()         ? tr("train.leave_exam")
                                     : tr("train.leave_detail"));
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
