#include "ui/trainer/stage.hpp"
#include "ui/trainer/views.hpp"
#include "ui/trainer/words.hpp"

namespace trainer {

using app::tr;

namespace {

std::string in_language(const app::Json& text) {
  return app::language() == app::Language::zh ? text["zh"].text() : text["en"].text();
}

/// An action's evidence is its name; a text's the words.
std::string quote_text(const app::Json& evidence) {
  const std::string quote = evidence["quote"].text();
  lobby::speech::Action action{};
  return lobby::speech::parse(quote, action) ? family_text("action.", quote) : tr("train.quote", {{"words", quote}});
}

kit::Tone tone_of(std::string_view result) {
  if (result == "met") return kit::Tone::success;
  if (result == "partly") return kit::Tone::warning;
  return result == "violated" ? kit::Tone::danger : kit::Tone::muted;
}

kit::Icon icon_of(std::string_view result) {
  if (result == "met") return kit::Icon::check;
  if (result == "partly") return kit::Icon::minus;
  return result == "violated" ? kit::Icon::warning : kit::Icon::close;
}

std::string result_text(std::string_view result) {
  if (result == "met") return tr("train.result.met");
  if (result == "partly") return tr("train.result.partly");
  return result == "violated" ? tr("train.result.violated") : tr("train.result.missed");
}

// ---------------------------------------------------------------- the total

void draw_gates(const app::Json& report) {
  const app::Json gates = report["gates"];
  std::string names;
  for (std::size_t i = 0; i < gates.size(); ++i)
    names += (i ? tr("train.and") : "") + family_text("fault.", gates[i].text());
  if (report["nobody_greeted"].flag()) names += (names.empty() ? "" : tr("train.and")) + tr("train.nobody_greeted");
  if (!names.empty())
    kit::banner("gates", tr("train.gate_detail", {{"faults", names}}), kit::Tone::danger, tr("train.gate_title"));
}

void draw_total(const app::Json& report) {
  const bool passed = report["passed"].flag();
  const std::string grade = report["grade"].text();
  const kit::IdScope scope("total");
  const kit::Card card(passed ? kit::CardStyle::success : kit::CardStyle::warning, tr("train.total"));
  kit::Row row({0, 1}, false, kit::Gap::large, kit::Align::center);
  row.next();
  kit::text(number_text(report["total"].number()), kit::TextStyle::display);
  row.next();
  kit::text(passed ? tr("train.passed") : tr("train.not_passed"), kit::TextStyle::heading,
            passed ? kit::Tone::success : kit::Tone::warning);
  kit::text(tr("train.of_100", {{"grade", grade_text(grade)}}), kit::TextStyle::small, kit::Tone::muted);
}

void draw_saved(const Attempt& attempt, const Scene* scene) {
  if (attempt.at > 0)
    kit::text(attempt.number > 0
                  ? tr("train.saved", {{"n", std::to_string(attempt.number)}, {"time", moment_text(attempt.at)}})
                  : tr("train.not_saved_yet"),
              kit::TextStyle::small, kit::Tone::muted);
  if (scene) kit::text(tr(scene->card.title), kit::TextStyle::strong);
}

// ---------------------------------------------------------------- checks and faults

/// What was asked for or went wrong, in a sentence below its name.
void draw_meaning(std::string_view family, std::string_view name) {
  if (const std::string meaning = meaning_text(family, name); !meaning.empty())
    kit::text(meaning, kit::TextStyle::small, kit::Tone::muted);
}

void draw_evidence(const app::Json& evidence) {
  for (std::size_t i = 0; i < evidence.size(); ++i)
    kit::text(quote_text(evidence[i]), kit::TextStyle::body, kit::Tone::normal);
}

/// What it rests on and what would have been better, under its name.
void draw_check_detail(const app::Json& check) {
  const std::string result = check["result"].text();
  if (result != "met") draw_meaning("act.", check["act"].text());
  draw_evidence(check["evidence"]);
  if (const std::string better = in_language(check["better"]); result != "met" && !better.empty())
    kit::icon_text(kit::Icon::star, tr("train.better", {{"text", better}}), kit::TextStyle::body, kit::Tone::accent);
  kit::text(tr("train.standard", {{"key", check["key"].text()}}), kit::TextStyle::small, kit::Tone::muted);
}

/// Beside icon and points where there is room, else below them.
void draw_check(const app::Json& check) {
  const std::string result = check["result"].text();
  const bool narrow = kit::viewport().narrow;
  {
    kit::Row row({0, 1, 0}, false, kit::Gap::medium);
    row.next();
    kit::icon(icon_of(result), 22, tone_of(result), result_text(result));
    row.next();
    kit::text(family_text("check.", check["id"].text()), kit::TextStyle::strong);
    if (!narrow) draw_check_detail(check);
    row.next();
    kit::text(tr("train.points",
                 {{"points", number_text(check["points"].number())}, {"max", number_text(check["max"].number())}}),
              kit::TextStyle::strong, tone_of(result));
  }
  if (narrow) draw_check_detail(check);
}

std::size_t count_checks(const app::Json& checks, bool met) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < checks.size(); ++i)
    if ((checks[i]["result"].text() == "met") == met && checks[i]["result"].text() != "not_applicable") ++count;
  return count;
}

void draw_checks(const app::Json& checks, bool met, const std::string& label) {
  kit::List list(label);
  bool first = true;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const std::string result = checks[i]["result"].text();
    if (result == "not_applicable" || (result == "met") != met) continue;
    if (!first) kit::divider();
    first = false;
    list.item();
    const kit::IdScope scope(checks[i]["id"].text());
    draw_check(checks[i]);
  }
}

void draw_faults(const app::Json& faults) {
  if (faults.size() == 0) return;
  const std::string title = tr("train.faults", {{"n", std::to_string(faults.size())}});
  kit::heading(2, title);
  kit::List list(title);
  for (std::size_t i = 0; i < faults.size(); ++i) {
    const app::Json fault = faults[i];
    const bool gate = fault["gate"].flag();
    list.item();
    const kit::IdScope scope(static_cast<std::int64_t>(i));
    const kit::Card card(gate ? kit::CardStyle::danger : kit::CardStyle::warning);
    {
      kit::Row row({1, 0});
      row.next();
      kit::text(family_text("fault.", fault["id"].text()), kit::TextStyle::strong);
      row.next();
      kit::text(tr("train.deducted", {{"points", number_text(fault["points"].number())}}), kit::TextStyle::strong,
                gate ? kit::Tone::danger : kit::Tone::warning);
    }
    draw_meaning("fault.", fault["id"].text());
    kit::text(quote_text(fault["evidence"]));
    if (const std::string better = in_language(fault["better"]); !better.empty())
      kit::icon_text(kit::Icon::star, tr("train.better", {{"text", better}}), kit::TextStyle::body, kit::Tone::accent);
  }
}

// ---------------------------------------------------------------- mood

std::vector<std::string> mood_names() {
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i)
    names.push_back(mood_text(static_cast<lobby::roleplay::Mood>(i)));
  return names;
}

void draw_mood(const Retelling& told) {
  kit::heading(2, tr("train.mood_title"));
  if (!told.complete) {
    kit::text(tr("train.mood_unknown"), kit::TextStyle::body, kit::Tone::muted);
    return;
  }
  std::vector<lobby::roleplay::Mood> moods;
  std::vector<int> seconds;
  std::string words;
  for (const Line& line : told.lines) {
    if (line.staff) continue;
    if (moods.empty() || moods.back() != line.turn.mood)
      words += (words.empty() ? "" : " → ") + mood_text(line.turn.mood);
    moods.push_back(line.turn.mood);
    seconds.push_back(line.at);
  }
  if (!moods.empty()) draw_mood_plot(moods, seconds, mood_names(), tr("train.mood_course", {{"moods", words}}));
}

} // namespace

void draw_report(const Attempt& attempt, const Scene* scene, const Retelling& told) {
  const app::Json& report = attempt.report;
  kit::heading(1, tr("train.report"));
  draw_saved(attempt, scene);
  kit::Row row({1, 1.4F}, true, kit::Gap::large);
  row.next();
  draw_total(report);
  draw_gates(report);
  draw_mood(told);
  row.next();
  draw_faults(report["faults"]);
  const app::Json checks = report["checks"];
  if (const std::size_t open = count_checks(checks, false); open > 0) {
    const std::string title = tr("train.to_improve", {{"n", std::to_string(open)}});
    kit::heading(2, title);
    draw_checks(checks, false, title);
    kit::spacer(kit::Gap::medium);
  }
  if (const std::size_t done = count_checks(checks, true); done > 0) {
    const std::string title = tr("train.done_well", {{"n", std::to_string(done)}});
    kit::heading(2, title);
    draw_checks(checks, true, title);
  }
}

} // namespace trainer
