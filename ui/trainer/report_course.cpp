// What a report tells beside the checks: how it compares, how the mood went, where the time went, what is unsure.
#include "ui/kit/kit.hpp"
#include "ui/trainer/report_parts.hpp"
#include "ui/trainer/words.hpp"

#include <algorithm>

namespace trainer {

using app::tr;

// ---------------------------------------------------------------- beside oneself and the branch

void draw_comparison(const Attempt& attempt) {
  const app::Json own = attempt.compare["own"], branch = attempt.compare["branch"];
  if (attempt.compare.is_null()) return;
  kit::heading(2, tr("train.compare"));
  if (own.size() == 0) {
    kit::text(tr("train.compare_first"), kit::TextStyle::body, kit::Tone::muted);
  } else {
    std::string totals;
    for (std::size_t i = 0; i < own.size(); ++i)
      totals += (i ? tr("train.and") : "") + number_text(own[i].number());
    kit::fact(tr("train.compare_own"), totals);
    const double change = attempt.report["total"].number() - own[own.size() - 1].number();
    kit::fact(tr("train.compare_change"), (change > 0 ? "+" : "") + number_text(change),
              change > 0   ? kit::Tone::success
              : change < 0 ? kit::Tone::warning
                           : kit::Tone::normal);
  }
  const int n = static_cast<int>(branch["n"].number());
  if (branch["mean"].is_null()) {
    kit::text(tr("train.compare_few"), kit::TextStyle::small, kit::Tone::muted);
    return;
  }
  kit::fact(tr("train.compare_branch", {{"n", std::to_string(n)}}), number_text(branch["mean"].number()));
  kit::fact(tr("train.compare_best"), number_text(branch["best_quartile"].number()));
}

// ---------------------------------------------------------------- the mood

namespace {

std::string change_text(const MoodStep& step) {
  const std::string mood = mood_text(step.mood), causes = causes_text(step);
  return step.change < 0 ? tr("train.moved.calmer", {{"mood", mood}, {"causes", causes}})
                         : tr("train.moved.angrier", {{"mood", mood}, {"causes", causes}});
}

} // namespace

void draw_mood(const Findings& findings) {
  kit::heading(2, tr("train.mood_title"));
  if (findings.moods.empty()) {
    kit::text(tr("train.mood_unknown"), kit::TextStyle::body, kit::Tone::muted);
    return;
  }
  std::string course = mood_text(findings.moods.front().mood);
  for (const MoodStep& step : findings.moods)
    if (step.change != 0) course += " → " + mood_text(step.mood);
  draw_mood_plot(findings.moods, tr("train.mood_course", {{"moods", course}}));
  kit::List list(tr("train.moved"));
  int number = 0;
  for (const MoodStep& step : findings.moods) {
    if (step.change == 0) continue;
    list.item();
    kit::text(tr("train.moved.line",
                 {{"n", std::to_string(++number)}, {"time", stopwatch_text(step.at)}, {"what", change_text(step)}}),
              kit::TextStyle::small, step.change < 0 ? kit::Tone::success : kit::Tone::danger);
  }
}

// ---------------------------------------------------------------- the time

void draw_phases(const Findings& findings) {
  int all = 0;
  for (const int seconds : findings.seconds)
    all += seconds;
  if (all == 0) return;
  kit::heading(2, tr("train.phases"));
  for (int i = 0; i < phase_count; ++i) {
    const int seconds = findings.seconds[i];
    if (seconds == 0) continue;
    kit::progress(
        tr("train.phase_time", {{"phase", phase_text(static_cast<Phase>(i))}, {"time", stopwatch_text(seconds)}}),
        static_cast<float>(seconds) / static_cast<float>(all));
  }
}

// ---------------------------------------------------------------- for a person to decide

void draw_unsure(const Findings& findings) {
  if (findings.unsure.empty()) return;
  const std::string title = tr("train.unsure", {{"n", std::to_string(findings.unsure.size())}});
  const kit::Disclosure disclosure("unsure", title);
  if (!disclosure) return;
  kit::text(tr("train.unsure_detail"), kit::TextStyle::small, kit::Tone::muted);
  kit::List list(title);
  for (const Unsure& one : findings.unsure) {
    list.item();
    kit::text(tr("train.unsure_line", {{"time", stopwatch_text(one.at)},
                                       {"name", family_text(one.family, one.id)},
                                       {"quote", tr("train.quote", {{"words", one.words}})}}),
              kit::TextStyle::small);
  }
}

} // namespace trainer
