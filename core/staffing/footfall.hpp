/// Who comes when, learned from the days a branch has seen: walk-ins by weekday and half hour, bookings, what they come
/// for, and the dates of the month that differ, such as pay days.
#pragma once

#include "core/branch/branch.hpp"
#include "core/visit/visit.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace lobby {

inline constexpr int half_hour_minutes = 30;
inline constexpr int half_hours = 24 * 60 / half_hour_minutes; ///< of a day
inline constexpr int weekdays = 7;
inline constexpr int dates_of_month = 31;

/// What happened on one Day, half hour by half hour of those in which the branch is open.
struct DayRecord {
  struct Half {
    int minute = 0;      ///< begin, minute of the local day; whole half hours of the clock
    int walk_ins = 0;    ///< took a ticket in it; who came before an opening counts in its first half hour
    int booked = 0;      ///< checked in with an appointment in it
    int called = 0;      ///< of these, those who were called
    double waited = 0;   ///< seconds until the first call, see waits_from; all of `called` together
    int late = 0;        ///< of `called`, those who waited longer than Policy::target_wait_minutes
    double counters = 0; ///< open and not paused, mean over the half hour
  };
  struct ServiceCount {
    std::string service;
    int people = 0;
  };
  Date date;
  std::vector<Half> halves;           ///< in order of time; empty when closed all day
  std::vector<ServiceCount> services; ///< in the order of the branch
  std::vector<Shift> open; ///< counters as they really were open, pauses included, whole minutes; in order of closing,
                           ///< those still open last; empty in records older than this
};

/// The record of a Day from all its events, as far as it got by `until`. Events that are not a Day's answer a record
/// without half hours.
DayRecord record_of(const Branch& branch, const std::vector<Event>& events, Time until);

/// What has been learned of who comes; everything zero: nothing yet. Counts are aged, old days weigh less.
struct Footfall {
  struct Cell {
    double people = 0;   ///< walk-ins seen
    double expected = 0; ///< walk-ins that the bank file and the date's own factor had said
    double booked = 0;   ///< with an appointment, mean per day
  };
  struct OfDate {
    double days = 0;  ///< seen
    double ratio = 0; ///< sum over them of people seen ÷ people expected without this date's factor
  };
  struct OfService {
    std::string service;
    double people = 0;
  };
  std::array<Cell, static_cast<std::size_t>(weekdays* half_hours)> week{}; ///< Monday 00:00 first
  std::array<double, weekdays> days{};                                     ///< seen, by weekday
  std::array<OfDate, dates_of_month> dates{};
  std::vector<OfService> services;
};

/// Learns from a Day that has ended. A Day on which nobody took a ticket teaches nothing: the branch was closed, or did
/// without Lobby.
void learn(Footfall& footfall, const Branch& branch, const DayRecord& record);

/// Who is expected on a date.
struct Expected {
  std::array<double, half_hours> walk_ins{}; ///< people by half hour of the day
  std::array<double, half_hours> booked{};   ///< with an appointment, as usual; what is booked already is not in it
  std::vector<double> shares;                ///< of the branch's services among them; sums to 1, or all 0
  double date_factor = 1;                    ///< what the date of the month makes of it: 1.4 on a strong pay day
  double people() const;                     ///< walk-ins and booked of the whole day
};

/// Before anything was seen: the bank file's arrivals (core/wait/demand.hpp). What was seen moves level, half hour and
/// weekday, in this order of trust: each is a mean shrunk towards the one before (Gamma–Poisson, the shape parameter
/// being the number of people that the coarser figure counts for).
Expected expected(const Branch& branch, const Footfall& footfall, Date date);

/// What a manager's page is given of a branch: GET /api/branches/{id}/history.
struct BranchHistory {
  Footfall footfall;
  DayRecord today;             ///< so far
  std::vector<DayRecord> days; ///< that have ended, oldest first
};

/// As they travel: one line of JSON. Reading answers false, with `problem` in words, when the text is not that.
std::string to_json(const DayRecord& record);
std::string to_json(const Footfall& footfall);
bool read_json(std::string_view json, DayRecord& record, std::string& problem);
bool read_json(std::string_view json, Footfall& footfall, std::string& problem);
bool read_json(std::string_view json, BranchHistory& history, std::string& problem);

} // namespace lobby
