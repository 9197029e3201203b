/// The parts of a report, on the screen and on paper. Private to ui/trainer.
#pragma once

#include "ui/trainer/findings.hpp"

#include <string>
#include <vector>

namespace trainer {

// mood_plot.cpp
/// Where between `left` and `right` each mood is marked: by its time, but moved aside where it would cover the mark
/// before it, as when lines are picked within a second; where all do not fit, everything moves together as far as it
/// must.
std::vector<float> mood_places(const std::vector<MoodStep>& moods, float left, float right);
/// Moods over the scene, from top (calm) to bottom (furious), each change with its number.
void draw_mood_plot(const std::vector<MoodStep>& moods, std::string_view label);

// report_course.cpp: what is told beside the checks
void draw_comparison(const Attempt& attempt);
void draw_mood(const Findings& findings);
void draw_phases(const Findings& findings);
void draw_unsure(const Findings& findings);

// report_paper.cpp: the report as HTML
std::string report_markup(const Attempt& attempt, const Scene* scene, const Findings& findings);
std::string report_style(); ///< for one sheet of paper
/// A file of its own: the report, then the conversation.
std::string report_file(const Attempt& attempt, const Scene* scene, const Retelling& told, const Findings& findings);

// report.cpp
std::string result_text(std::string_view result);
/// An action's evidence is its name; a text's the words.
std::string quote_text(const app::Json& evidence);
/// A trainer's result for a check, the last given; null when nobody has judged it.
app::Json review_of(const Attempt& attempt, std::string_view check);

} // namespace trainer
