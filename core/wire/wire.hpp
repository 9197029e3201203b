/// How the core's values travel: events and commands as JSON (API, store, live stream), Days and experience as compact
/// bytes. Versioned; anything malformed is refused with a reason and never crashes.
#pragma once

#include "core/visit/visit.hpp"
#include "core/wait/wait.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace lobby::wire {

/// Of events and commands. A reader refuses other versions by name.
inline constexpr int version = 1;
/// Of snapshots and experience, likewise; they are made anew when it changes.
inline constexpr int bytes_version = 4;

/// Why something could not be read, in English, for a log or an API error.
struct Malformed {
  std::string reason;
};
template <class T> using Read = std::variant<T, Malformed>;

/// {"v":1,"number":12,"at":1795000000000,"type":"ticket.taken","data":{…}} — one line, keys in this order.
/// Event types: day.opened slot.held appointment.booked appointment.rescheduled appointment.cancelled
/// appointment.expired appointment.missed appointment.checked_in ticket.taken ticket.told ticket.called ticket.recalled
/// service.started ticket.transferred ticket.parked ticket.unparked service.finished ticket.missed ticket.returned
/// ticket.left ticket.rated counter.opened counter.paused counter.resumed counter.closed counters.planned. Enums
/// travel by their C++ names ("vip", "elderly", "kiosk"), dates as "2026-11-21", openings of counters as
/// {"counter":"4","from":690,"until":780}.
std::string to_json(const Event& event);
Read<Event> event_from_json(std::string_view json);
std::string_view type_name(const Event& event);

/// The names by which these travel: "vip", "elderly", "checked_in".
std::string_view name(Segment segment);
std::string_view name(Need need);
std::string_view name(Appointment::State state);

/// {"type":"ticket.take","data":{"service":"cash","segment":"ordinary","need":"none","origin":"kiosk"}}. Command types:
/// day.open slot.hold appointment.book appointment.reschedule appointment.cancel appointment.check_in ticket.take
/// ticket.call_next ticket.call ticket.recall service.start ticket.transfer ticket.park ticket.unpark service.finish
/// ticket.no_show ticket.return ticket.leave ticket.rate counter.open counter.pause counter.resume counter.close
/// counters.plan tick. A key that is missing or of the wrong type is named in the reason; unknown keys are refused too.
std::string to_json(const Command& command);
Read<Command> command_from_json(std::string_view json);

/// A Day and what was learned, for a page that begins to watch: cereal portable binary behind a magic and a version.
struct Snapshot {
  Day day;
  Experience experience;
};
std::string to_bytes(const Snapshot& snapshot);
Read<Snapshot> snapshot_from_bytes(std::string_view bytes);

/// Just the experience, for the store.
std::string to_bytes(const Experience& experience);
Read<Experience> experience_from_bytes(std::string_view bytes);

} // namespace lobby::wire
