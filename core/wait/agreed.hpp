/// What the Day's agreed plan says of a counter from a moment on; shared by everything that looks ahead.
#pragma once

#include "core/visit/visit.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace lobby::agreed {

/// An agreed opening comes about so late at the latest, and a counter that is open so long after its agreed end goes
/// on.
inline constexpr Duration latest = 10 * minute;
/// Share of the agreed openings that come about at all.
inline constexpr double come_about = 0.95;

struct Ahead {
  /// The agreed opening that an open or paused counter is in, begun early or not, or has ended within `latest`.
  std::optional<Shift> current;
  std::optional<int> ends;     ///< the counter calls nobody more from this minute on, see last_call
  std::vector<Shift> openings; ///< still to come about, in order of time; the first may be late already
};
/// Minute from which a counter calls nobody more whose agreed opening ends at `until`. Where that is the end of an
/// opening of the branch, those inside are served first: it is the begin of the next one, and none after the last.
std::optional<int> last_call(const std::vector<Opening>& hours, int until);

/// A counter that was closed within its agreed opening is not expected back in it.
Ahead ahead(const Branch& branch, const Day& day, std::string_view counter, Time now);

} // namespace lobby::agreed
