/// How the desk puts services, needs, waits and counters into words. Private to ui/desk.
#pragma once

#include "ui/app/app.hpp"
#include "ui/app/branches.hpp"
#include "ui/kit/kit.hpp"

#include <string>
#include <string_view>

namespace desk {

std::string service_name(const lobby::Branch& branch, std::string_view service);
std::string need_text(lobby::Need need);            ///< empty for none
std::string segment_text(lobby::Segment segment);   ///< empty for ordinary
std::string minutes_text(lobby::Duration length);   ///< whole minutes, "12 分钟"
std::string stopwatch_text(lobby::Duration length); ///< "3:07"

/// "已定 11:30–13:00": the counter's agreed openings that have not ended; empty when there are none.
std::string agreed_text(const lobby::Day& day, std::string_view counter, lobby::Time now);

/// Badges of need, segment and appointment, in a line.
void draw_badges(const lobby::Ticket& ticket);
bool has_badges(const lobby::Ticket& ticket);
/// The same as words, for a cell or a choice: "长者 · 预约 10:30"; empty when there are none.
std::string badges_text(const lobby::Ticket& ticket);

/// How pressing a wait is: overdue (danger), will be overdue before it is likely to be called (warning), or normal.
enum class Urgency { normal, soon, overdue };
Urgency urgency(const lobby::Branch& branch, const lobby::Day& day, const lobby::Ticket& ticket,
                const lobby::Forecast& forecast, lobby::Time now);

} // namespace desk
