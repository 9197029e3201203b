/// How the trainer puts moods, positions, grades and times into words. Private to ui/trainer.
#pragma once

#include "core/roleplay/roleplay.hpp"
#include "ui/app/app.hpp"
#include "ui/kit/kit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace trainer {

/// By the names in core/roleplay and core/speech: "mood." "ending." "action." "act." "fault." "check." "rubric.".
std::string family_text(std::string_view family, std::string_view name);
/// What an act or a fault is, in a sentence; "" where there is none. `family`: "act." or "fault.".
std::string meaning_text(std::string_view family, std::string_view name);
std::string mood_text(lobby::roleplay::Mood mood);
kit::Tone mood_tone(lobby::roleplay::Mood mood);
std::string actions_text(const std::vector<lobby::speech::Action>& actions);
std::string position_text(int position); ///< H1: 1–7
std::string grade_text(std::string_view grade);
kit::Tone grade_tone(std::string_view grade);
std::string stopwatch_text(int seconds); ///< "3:07"
std::string number_text(double value);   ///< "7", "2.5": points, at most one decimal
std::string moment_text(lobby::Time at); ///< date and time of day at the home branch

} // namespace trainer
