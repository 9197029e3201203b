#include "ui/trainer/report_parts.hpp"
#include "ui/trainer/reviews.hpp"
#include "ui/trainer/views.hpp"
#include "ui/trainer/words.hpp"

namespace trainer {

using app::tr;

std::string quote_text(const app::Json& evidence) {
  const std::string quote = evidence["quote"].text();
  lobby::speech::Action action{};
  return lobby::speech::parse(quote, action) ? family_text("action.", quote) : tr("train.quote", {{"words", quote}});
}

std::string result_text(std::string_view result) {
  if (result == "met") return tr("train.result.met");
  if (result == "partly") return tr("train.result.partly");
  return result == "violated" ? tr("train.result.violated") : tr("train.result.missed");
}

app::Json review_of(const Attempt& attempt, std::string_view check) {
  app::Json last;
  for (std::size_t i = 0; i < attempt.reviews.size(); ++i)
    if (attempt.reviews[i]["check"].text() == check &&
        (last.is_null() || attempt.reviews[i]["at"].number() >= last["at"].number()))
      last = attempt.reviews[i];
  return last;
}

namespace {

std::string in_language(const app::Json& text) {
  return app::language() == app::Language::zh ? text["zh"].text() : text["en"].text();
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

/// What the rubric makes of a trainer's results, beside the machine's.
void draw_reviewed(const Attempt& attempt) {
  if (!attempt.reviewed) return;
  kit::banner("reviewed",
              tr("train.reviewed", {{"total", number_text(attempt.reviewed_total)},
                                    {"grade", grade_text(attempt.reviewed_grade)},
                                    {"passed", attempt.reviewed_passed ? tr("train.passed") : tr("train.not_passed")},
                                    {"machine", number_text(attempt.report["total"].number())}}),
              kit::Tone::accent, tr("train.reviewed_title"));
}

void draw_saved(const Attempt& attempt, const Scene* scene) {
  if (attempt.at > 0)
    kit::text(attempt.number > 0
                  ? tr("train.saved", {{"n", std::to_string(attempt.number)}, {"time", moment_text(attempt.at)}})
                  : tr("train.not_saved_yet"),
              kit::TextStyle::small, kit::Tone::muted);
  if (scene) kit::text(tr(scene->card.title), kit::TextStyle::strong);
  if (attempt.staff != app::staff().id && !attempt.name.empty())
    kit::icon_text(kit::Icon::person, tr("train.report_of", {{"name", attempt.name}}));
  if (attempt.exam) kit::badge(tr("train.report_exam"), kit::Tone::accent);
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

/// The machine's result and a person's, side by side.
void draw_review(const app::Json& check, const app::Json& review) {
  if (review.is_null()) return;
  const std::string machine = check["result"].text(), person = review["result"].text();
  const std::string name = review["name"].text(review["by"].text());
  kit::icon_text(kit::Icon::person,
                 machine == person
                     ? tr("train.review_agrees", {{"name", name}, {"result", result_text(person)}})
                     : tr("train.review_differs",
                          {{"name", name}, {"result", result_text(person)}, {"machine", result_text(machine)}}),
                 kit::TextStyle::body, tone_of(person));
  if (const std::string reason = review["reason"].text(); !reason.empty())
    kit::text(tr("train.review_reason", {{"reason", reason}}), kit::TextStyle::small, kit::Tone::muted);
}

/// What it rests on and what would have been better, under its name.
void draw_check_detail(const Attempt& attempt, const Findings& findings, Reviewer& reviewer, const app::Json& check) {
  const std::string result = check["result"].text();
  if (result != "met") draw_meaning("act.", check["act"].text());
  draw_evidence(check["evidence"]);
  if (result == "met" && check["evidence"].size() == 0)
    kit::text(tr("train.met_silently"), kit::TextStyle::small, kit::Tone::muted);
  if (const std::string better = better_text(findings, check); result != "met" && !better.empty())
    kit::icon_text(kit::Icon::star, tr("train.would_earn", {{"text", better}}), kit::TextStyle::body,
                   kit::Tone::accent);
  draw_review(check, review_of(attempt, check["id"].text()));
  kit::text(tr("train.standard", {{"key", check["key"].text()}}), kit::TextStyle::small, kit::Tone::muted);
  reviewer.draw(check);
}

/// Beside icon and points where there is room, else below them.
void draw_check(const Attempt& attempt, const Findings& findings, Reviewer& reviewer, const app::Json& check) {
  const std::string result = check["result"].text();
  const bool narrow = kit::viewport().narrow;
  {
    kit::Row row({0, 1, 0}, false, kit::Gap::medium);
    row.next();
    kit::icon(icon_of(result), 22, tone_of(result), result_text(result));
    row.next();
    kit::text(family_text("check.", check["id"].text()), kit::TextStyle::strong);
    if (!narrow) draw_check_detail(attempt, findings, reviewer, check);
    row.next();
    kit::text(tr("train.points",
                 {{"points", number_text(check["points"].number())}, {"max", number_text(check["max"].number())}}),
              kit::TextStyle::strong, tone_of(result));
  }
  if (narrow) draw_check_detail(attempt, findings, reviewer, check);
}

std::size_t count_checks(const app::Json& checks, bool met) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < checks.size(); ++i)
    if ((checks[i]["result"].text() == "met") == met && checks[i]["result"].text() != "not_applicable") ++count;
  return count;
}

void draw_checks(const Attempt& attempt, const Findings& findings, Reviewer& reviewer, bool met,
                 const std::string& label) {
  const app::Json checks = attempt.report["checks"];
  kit::List list(label);
  bool first = true;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const std::string result = checks[i]["result"].text();
    if (result == "not_applicable" || (result == "met") != met) continue;
    if (!first) kit::divider();
    first = false;
    list.item();
    const kit::IdScope scope(checks[i]["id"].text());
    draw_check(attempt, findings, reviewer, checks[i]);
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

// ---------------------------------------------------------------- paper and file

void draw_sharing(const Attempt& attempt, const Scene* scene, const Retelling& told, const Findings& findings) {
  kit::spacer(kit::Gap::medium);
  kit::Row row({1, 1}, true);
  row.next();
  if (kit::button("print", tr("train.print"), {.icon = kit::Icon::print, .wide = true}))
    app::print_document(report_markup(attempt, scene, findings), report_style());
  row.next();
  if (kit::button("download", tr("train.download"), {.icon = kit::Icon::download, .wide = true})) {
    const std::string number = attempt.number > 0 ? "-" + std::to_string(attempt.number) : std::string();
    app::download("lobby-" + attempt.scenario + number + ".html", "text/html;charset=utf-8",
                  report_file(attempt, scene, told, findings));
  }
}

} // namespace

void draw_report(const Attempt& attempt, const Scene* scene, const Retelling& told, const Findings& findings,
                 Reviewer& reviewer) {
  const app::Json& report = attempt.report;
  kit::heading(1, tr("train.report"));
  draw_saved(attempt, scene);
  kit::Row row({1, 1.4F}, true, kit::Gap::large);
  row.next();
  draw_total(report);
  draw_reviewed(attempt);
  draw_gates(report);
  draw_comparison(attempt);
  draw_mood(findings);
  draw_phases(findings);
  row.next();
  draw_faults(report["faults"]);
  const app::Json checks = report["checks"];
  if (const std::size_t open = count_checks(checks, false); open > 0) {
    const std::string title = tr("train.to_improve", {{"n", std::to_string(open)}});
    kit::heading(2, title);
    draw_checks(attempt, findings, reviewer, false, title);
    kit::spacer(kit::Gap::medium);
  }
  if (const std::size_t done = count_checks(checks, true); done > 0) {
    const std::string title = tr("train.done_well", {{"n", std::to_string(done)}});
    kit::heading(2, title);
    draw_checks(attempt, findings, reviewer, true, title);
  }
  draw_unsure(findings);
  draw_sharing(attempt, scene, told, findings);
  reviewer.draw_dialog();
}

} // namespace trainer
