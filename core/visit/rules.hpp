/// The rules that deciding, folding and asking share; private to core/visit.
#pragma once

#include "core/visit/visit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lobby::rules {

/// A server's clock may be so far behind another's.
inline constexpr Duration clock_tolerance = hour;
/// Moments outside 1970–9999 are not taken from anybody; inside, no sum of times overflows.
inline constexpr Time last_moment = Time{253402300799} * second;
/// Local time is at most so far from UTC (the world uses −12 h … +14 h).
inline constexpr int widest_offset_minutes = 18 * 60;
inline constexpr int minutes_of_day = 24 * 60;
/// No wait told is longer, in seconds.
inline constexpr int longest_told = 24 * 3600;

/// No plan of a day has more openings: what a message can carry.
inline constexpr std::size_t most_shifts = 500;

/// What can have been told: an ordered range within a day.
inline bool tellable(int p10, int p50, int p90) { return 0 <= p10 && p10 <= p50 && p50 <= p90 && p90 <= longest_told; }

inline bool plausible(Time time) { return time >= 0 && time <= last_moment; }

/// "10:30"
std::string clock_text(int minute_of_day);

/// Moment at which a slot of the day begins.
Time slot_start(const Day& day, int slot);
/// True when a slot of the branch's day begins at this minute: whole slots, counted from the start of each opening.
bool is_slot(const Branch& branch, const Day& day, int slot);
/// Appointments of the service that take a place in the slot at `now`.
int taken(const Day& day, std::string_view service, int slot, Time now);
/// The first opening of the day that begins after `now`, as "13:30"; empty when there is none.
std::string next_opening(const Branch& branch, const Day& day, Time now);

/// A ticket's number in two parts, "A" and 12 of "A012"; running is 0 when it is not a ticket number.
struct Number {
  std::string_view prefix;
  int running = 0;
};
Number parse_number(std::string_view number);
std::string format_number(std::string_view prefix, int running);
/// The running number that the next ticket with this prefix gets.
int next_running(const Day& day, std::string_view prefix);

bool anybody_serves(const Branch& branch, std::string_view service);

/// True when these openings can be a Day's plan, whatever the branch: in order, no two of a counter touch.
bool is_plan(const std::vector<Shift>& shifts);

} // namespace lobby::rules
