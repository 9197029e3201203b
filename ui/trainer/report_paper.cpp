// The report as HTML: on one sheet of paper, and as a file that needs nothing else.
#include "ui/trainer/markup.hpp"
#include "ui/trainer/report_parts.hpp"
#include "ui/trainer/words.hpp"

namespace trainer {

using app::tr;
using markup::element;
using markup::escaped;
using markup::of_class;

namespace {

std::string cell(std::string_view text) { return element("td", text); }

std::string head(const Attempt& attempt, const Scene* scene) {
  const app::Json& report = attempt.report;
  std::string out = element("h1", scene ? tr(scene->card.title) : attempt.scenario);
  std::string about = attempt.staff == app::staff().id ? app::staff().name : attempt.name;
  if (attempt.number > 0)
    about += " · " + tr("train.saved", {{"n", std::to_string(attempt.number)}, {"time", moment_text(attempt.at)}});
  about += " · " + (attempt.exam ? tr("train.exam_done") : tr("train.practice_done"));
  out += element("p", about);
  const bool passed = report["passed"].flag();
  out += "<p class=\"total\"><b>" + number_text(report["total"].number()) + "</b> " +
         escaped(tr("train.of_100", {{"grade", grade_text(report["grade"].text())}})) + " · " +
         escaped(passed ? tr("train.passed") : tr("train.not_passed")) + "</p>";
  if (attempt.reviewed)
    out += element(
        "p", tr("train.reviewed", {{"total", number_text(attempt.reviewed_total)},
                                   {"grade", grade_text(attempt.reviewed_grade)},
                                   {"passed", attempt.reviewed_passed ? tr("train.passed") : tr("train.not_passed")},
                                   {"machine", number_text(report["total"].number())}}));
  std::string gates;
  for (std::size_t i = 0; i < report["gates"].size(); ++i)
    gates += (i ? tr("train.and") : "") + family_text("fault.", report["gates"][i].text());
  if (!gates.empty()) out += of_class("p", "bad", tr("train.gate_title") + tr("train.colon") + gates);
  return out;
}

std::string check_row(const Attempt& attempt, const Findings& findings, const app::Json& check) {
  const std::string result = check["result"].text();
  std::string words;
  if (check["evidence"].size() > 0) words = quote_text(check["evidence"][0]);
  if (result != "met")
    words += (words.empty() ? "" : " ") + tr("train.would_earn", {{"text", better_text(findings, check)}});
  const app::Json review = review_of(attempt, check["id"].text());
  std::string told = result_text(result);
  if (!review.is_null() && review["result"].text() != result)
    told += " → " + result_text(review["result"].text()) + " (" + review["reason"].text() + ")";
  return "<tr class=\"" + escaped(result) + "\">" + cell(family_text("check.", check["id"].text())) + cell(told) +
         cell(tr("train.points",
                 {{"points", number_text(check["points"].number())}, {"max", number_text(check["max"].number())}})) +
         cell(words) + cell(check["key"].text()) + "</tr>";
}

std::string checks(const Attempt& attempt, const Findings& findings) {
  std::string out = "<table><thead><tr>";
  for (const std::string& title : {tr("train.paper.check"), tr("train.paper.result"), tr("train.paper.points"),
                                   tr("train.paper.words"), tr("train.paper.standard")})
    out += element("th", title);
  out += "</tr></thead><tbody>";
  const app::Json all = attempt.report["checks"];
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i]["result"].text() != "not_applicable") out += check_row(attempt, findings, all[i]);
  return out + "</tbody></table>";
}

std::string faults(const app::Json& all) {
  if (all.size() == 0) return {};
  std::string out = element("h2", tr("train.faults", {{"n", std::to_string(all.size())}})) + "<ul>";
  for (std::size_t i = 0; i < all.size(); ++i) {
    const app::Json better = all[i]["better"];
    out += element(
        "li", family_text("fault.", all[i]["id"].text()) + tr("train.colon") + quote_text(all[i]["evidence"]) + " " +
                  tr("train.deducted", {{"points", number_text(all[i]["points"].number())}}) + " " +
                  tr("train.better",
                     {{"text", app::language() == app::Language::zh ? better["zh"].text() : better["en"].text()}}));
  }
  return out + "</ul>";
}

std::string number(float value) {
  return std::to_string(static_cast<int>(value * 10) / 10) + "." + std::to_string(static_cast<int>(value * 10) % 10);
}

/// The mood over time as a small drawing.
std::string plot(const std::vector<MoodStep>& moods) {
  constexpr float left = 60, right = 590, top = 10, step_down = 18;
  const std::vector<float> xs = mood_places(moods, left, right);
  const auto y_of = [&](lobby::roleplay::Mood mood) { return top + step_down * static_cast<float>(mood); };
  std::string out = "<svg viewBox=\"0 0 600 104\" role=\"img\">", path, marks;
  for (int i = 0; i < 5; ++i) {
    const auto mood = static_cast<lobby::roleplay::Mood>(i);
    out += "<line class=\"grid\" x1=\"60\" x2=\"590\" y1=\"" + number(y_of(mood)) + "\" y2=\"" + number(y_of(mood)) +
           "\"/><text x=\"0\" y=\"" + number(y_of(mood) + 4) + "\">" + escaped(mood_text(mood)) + "</text>";
  }
  int count = 0;
  for (std::size_t i = 0; i < moods.size(); ++i) {
    const std::string x = number(xs[i]);
    if (i > 0) path += x + "," + number(y_of(moods[i - 1].mood)) + " ";
    path += x + "," + number(y_of(moods[i].mood)) + " ";
    if (moods[i].change == 0) continue;
    marks += "<circle cx=\"" + x + "\" cy=\"" + number(y_of(moods[i].mood)) + "\" r=\"7\"/><text class=\"mark\" x=\"" +
             x + "\" y=\"" + number(y_of(moods[i].mood) + 3.5F) + "\">" + std::to_string(++count) + "</text>";
  }
  return out + "<polyline points=\"" + path + "\"/>" + marks + "<text x=\"560\" y=\"102\">" +
         stopwatch_text(moods.back().at) + "</text></svg>";
}

std::string course(const Findings& findings) {
  if (findings.moods.empty()) return {};
  std::string out = element("h2", tr("train.mood_title")) + plot(findings.moods) + "<p>";
  int count = 0;
  for (const MoodStep& step : findings.moods)
    if (step.change != 0)
      out += escaped((count ? tr("train.semicolon") : "") + std::to_string(count + 1) + " " + stopwatch_text(step.at) +
                     " " + mood_text(step.mood) + tr("train.colon") + causes_text(step)),
          ++count;
  return out + "</p>";
}

std::string times(const Findings& findings) {
  std::string out;
  for (int i = 0; i < phase_count; ++i)
    if (findings.seconds[i] > 0)
      out += (out.empty() ? "" : tr("train.and")) +
             tr("train.phase_time",
                {{"phase", phase_text(static_cast<Phase>(i))}, {"time", stopwatch_text(findings.seconds[i])}});
  return out.empty() ? out : element("p", tr("train.phases") + tr("train.colon") + out);
}

std::string comparison(const Attempt& attempt) {
  if (attempt.compare.is_null()) return {};
  const app::Json own = attempt.compare["own"], branch = attempt.compare["branch"];
  std::string out, totals;
  for (std::size_t i = 0; i < own.size(); ++i)
    totals += (i ? tr("train.and") : "") + number_text(own[i].number());
  if (!totals.empty()) out = tr("train.compare_own") + tr("train.colon") + totals;
  if (!branch["mean"].is_null())
    out += (out.empty() ? "" : tr("train.semicolon")) +
           tr("train.compare_branch", {{"n", number_text(branch["n"].number())}}) + tr("train.colon") +
           number_text(branch["mean"].number()) + tr("train.semicolon") + tr("train.compare_best") + tr("train.colon") +
           number_text(branch["best_quartile"].number());
  return out.empty() ? out : element("p", out);
}

std::string unsure(const Findings& findings) {
  if (findings.unsure.empty()) return {};
  std::string out;
  for (const Unsure& one : findings.unsure)
    out += (out.empty() ? "" : tr("train.semicolon")) + family_text(one.family, one.id) +
           tr("train.quote", {{"words", one.words}});
  return element("p", tr("train.unsure", {{"n", std::to_string(findings.unsure.size())}}) + tr("train.colon") + out);
}

std::string conversation(const Retelling& told) {
  std::string out = element("h2", tr("train.conversation")) + "<ol>";
  for (const Line& line : told.lines) {
    std::string text = tr(line.text);
    if (const std::string actions = actions_text(line.actions); !actions.empty())
      text += (text.empty() ? "" : " · ") + actions;
    out += of_class("li", line.staff ? "staff" : "customer",
                    tr("train.line", {{"time", stopwatch_text(line.at)},
                                      {"who", line.staff ? tr("train.you") : tr("train.customer")},
                                      {"text", text}}));
  }
  return out + "</ol>";
}

constexpr std::string_view look = R"css(
#paper { font: 9pt/1.4 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #18212c; background: #fff; }
#paper h1 { font-size: 15pt; margin: 0 0 1mm; } #paper h2 { font-size: 10.5pt; margin: 3mm 0 1mm; }
#paper p { margin: .8mm 0; } #paper .total b { font-size: 22pt; } #paper .bad { color: #b3261e; font-weight: bold; }
#paper table { border-collapse: collapse; width: 100%; margin-top: 2mm; }
#paper th, #paper td { text-align: start; vertical-align: top; padding: .5mm 1.5mm; border-bottom: .2mm solid #c9cdd2; }
#paper td:nth-child(-n+3), #paper th { white-space: nowrap; } #paper td:last-child { color: #55606d; white-space: nowrap; }
#paper tr.met td:nth-child(2) { color: #1a6a3b; } #paper tr.partly td:nth-child(2) { color: #855000; }
#paper tr.missed td:nth-child(2), #paper tr.violated td:nth-child(2) { color: #b3261e; }
#paper ul, #paper ol { margin: 1mm 0; padding-inline-start: 5mm; } #paper .staff { color: #0a656c; }
#paper svg { width: 100%; max-width: 160mm; display: block; } #paper svg text { font-size: 10px; fill: #55606d; }
#paper svg .grid { stroke: #e3dfd7; } #paper svg polyline { fill: none; stroke: #0a656c; stroke-width: 2; }
#paper svg circle { fill: #fff; stroke: #0a656c; } #paper svg .mark { text-anchor: middle; fill: #18212c; }
)css";

} // namespace

std::string report_markup(const Attempt& attempt, const Scene* scene, const Findings& findings) {
  return head(attempt, scene) + comparison(attempt) + times(findings) + checks(attempt, findings) +
         faults(attempt.report["faults"]) + course(findings) + unsure(findings);
}

std::string report_style() { return markup::sheet_style(look); }

std::string report_file(const Attempt& attempt, const Scene* scene, const Retelling& told, const Findings& findings) {
  const std::string language = app::language() == app::Language::zh ? "zh-CN" : "en";
  return "<!doctype html>\n<html lang=\"" + language + "\"><head><meta charset=\"utf-8\">" +
         "<meta name=\"viewport\" content=\"width=device-width\">" + element("title", tr("train.report")) + "<style>" +
         std::string(look) + "#paper { max-width: 190mm; margin: 8mm auto; padding: 0 4mm; }</style></head>" +
         "<body><article id=\"paper\">" + report_markup(attempt, scene, findings) + conversation(told) +
         "</article></body></html>\n";
}

} // namespace trainer
