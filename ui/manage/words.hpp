/// How the manager's page puts counters, waits and times into words. Private to ui/manage.
#pragma once

#include "core/staffing/staffing.hpp"
#include "ui/app/app.hpp"
#include "ui/app/branches.hpp"
#include "ui/kit/kit.hpp"

#include <string>
#include <vector>

namespace manage {

/// Whether the rest of the day is expected by what the manager has agreed, not only by the counters open now.
bool is_agreed_ahead(const lobby::Day& day, int minute);

std::string shift_text(const lobby::Shift& shift); ///< "Counter 4, 11:30–13:00"
std::string wait_minutes_text(double seconds);     ///< whole minutes: "9 min", "under 1 min", "over 3 hours"
std::string number_text(double value);             ///< whole number
/// "Loans, wealth advice"
std::string service_names(const lobby::Branch& branch, const std::vector<std::string>& services);
/// "3 cash · 2 advice"; "none".
std::string counters_text(const lobby::Branch& branch, lobby::demand::CounterSet open);
/// "Counters 1, 2, 4"
std::string counter_names(const lobby::Branch& branch, lobby::demand::CounterSet open);
/// "Open counter 4 now for 30 min"
std::string change_text(const lobby::Change& change, int minute_now);
std::string in_minutes_text(int minutes); ///< "in 40 min", "in about 4 hours"
kit::Tone tone_of_wait(double seconds, const lobby::Branch& branch);
/// "staffing.…" in words.
std::string why_text(const std::string& why);

} // namespace manage
