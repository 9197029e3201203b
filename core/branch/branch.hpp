/// What a bank's branches are: services, counters, positions, opening hours and policies — the facts that
/// do not change during a Day — and how they are read from a bank file.
#pragma once

#include "core/json/problem.hpp"
#include "core/time/time.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lobby {

/// A text in the product's two languages. Both are always present.
struct Text {
  std::string zh;
  std::string en;
};

enum class Complexity { simple, complex };                ///< V5: decided when the ticket is taken
enum class CounterKind { high, low, vip_high, vip_room }; ///< 高柜 (cash), 低柜 (non-cash), positions 6 and 7
enum class Channel { counter, self_service, phone };      ///< where a service can be done (V6, V13)
enum class Segment { ordinary, vip, business };           ///< V14

/// One paper a customer must bring (V9).
struct Paper {
  std::string id;
  Text name;
  Text note; ///< who needs it or what counts; may be empty
  bool required = true;
};

struct Service {
  std::string id;
  std::string prefix; ///< of the ticket number, 1–2 capital letters; services may share one
  Text name;
  Text hint; ///< one line under the name
  Complexity complexity = Complexity::simple;
  std::vector<Channel> channels;
  Text elsewhere; ///< what can be done without coming, in one or two sentences; empty when nothing can
  std::vector<Paper> papers;
  bool bookable = true;
  double typical_minutes = 8; ///< prior median of the service time, > 0
  double spread = 0.5;        ///< prior sigma of its logarithm, 0.05–2
};

struct Counter {
  std::string id; ///< what the screen shows: "1", "2", …
  CounterKind kind = CounterKind::high;
  int position = 5;                ///< H1: 1–7
  std::vector<std::string> serves; ///< service ids
};

/// Minutes of the local day, [open, close).
struct Opening {
  int open = 9 * 60;
  int close = 17 * 60;
};

/// When the doors open next.
struct NextOpening {
  Date date;
  int minute = 0; ///< of the local day
  bool operator==(const NextOpening&) const = default;
};

/// A date whose hours differ from the week's: none = closed.
struct SpecialDay {
  Date date;
  Text name;
  std::vector<Opening> hours;
};

struct SlotCapacity {
  std::string service;
  int per_slot = 1; ///< appointments that may begin in one slot, 0–99
};

struct Policy {
  int slot_minutes = 30;              ///< 5–240
  std::vector<SlotCapacity> capacity; ///< a bookable service without an entry has capacity 1
  int days_ahead = 14;                ///< today counts as 0
  int min_lead_minutes = 15;          ///< a slot is offered until so long before it begins
  int hold_seconds = 300;             ///< how long a slot is kept while the form is filled
  int check_in_early_minutes = 30;    ///< check-in opens so long before the slot
  int check_in_late_minutes = 15;     ///< an appointment is lost so long after its slot began
  int no_show_seconds = 120;          ///< a called ticket may be marked as no-show after so long
  int max_recalls = 3;
  int appointments_in_a_row = 2; ///< then one walk-in is called, if any waits
  bool vip_first = true;         ///< VIP tickets go before the rest where a counter serves both
  bool special_first = true;     ///< V11: elderly, disabled, pregnant before the rest
  bool remote_join = true;       ///< a customer may take a ticket from anywhere
  int target_wait_minutes = 10;  ///< V3
  int limit_wait_minutes = 30;   ///< the desk shows longer waits as overdue
};

struct Branch {
  std::string id; ///< in addresses: a–z, 0–9, "-"
  Text name;
  Text address;
  std::string phone;
  std::string time_zone = "Asia/Shanghai"; ///< IANA name; the offset of a day is passed in (see Day)
  std::vector<Service> services;
  std::vector<Counter> counters;
  std::array<std::vector<Opening>, 7> week; ///< Monday first; the gap between two openings is lunch
  std::vector<SpecialDay> special_days;
  Policy policy;
  double arrivals_per_hour = 20; ///< prior; used by the simulator and until the branch has its own record

  const Service* service(std::string_view id) const;
  const Counter* counter(std::string_view id) const;
  bool serves(const Counter& counter, std::string_view service) const;
  /// Openings of a date, special days applied; empty when closed.
  const std::vector<Opening>& hours(Date date) const;
  const SpecialDay* special_day(Date date) const;
  /// The first opening that begins after `minute_of_day` on `date`, looked for up to five weeks ahead; nothing when
  /// none does.
  std::optional<NextOpening> opens_next(Date date, int minute_of_day) const;
  int capacity(std::string_view service) const; ///< per slot
};

struct Bank {
  std::string id;
  Text name;
  std::vector<Branch> branches;
  const Branch* branch(std::string_view id) const;
};

/// Reads a bank file (JSON, checked against `bank_schema()`, then against what a schema cannot say:
/// ids unique, every served service exists, every bookable service has a counter, openings in order …).
/// Answers the bank, or every problem found, with line and column.
struct BankResult {
  std::optional<Bank> bank;
  std::vector<Problem> problems;
};
BankResult read_bank(std::string_view json);
/// The JSON schema (draft 4) of the bank file.
std::string_view bank_schema();

} // namespace lobby
