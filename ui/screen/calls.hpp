/// The calls of a Day in the order in which a hall wants to see and hear them. Private to ui/screen.
#pragma once

#include "core/visit/visit.hpp"

#include <vector>

namespace screen {

/// Tickets called or being served, the newest call first.
std::vector<const lobby::Ticket*> now_serving(const lobby::Day& day);

/// Tells calls that have not been announced yet. Calls older than `too_old` at first sight (a reload, a long
/// interruption) are taken as heard: nobody wants to hear ten old numbers in a row.
class Announcer {
public:
  /// The new calls, the oldest first.
  std::vector<const lobby::Ticket*> fresh(const lobby::Day& day, lobby::Time now);

private:
  static constexpr lobby::Duration too_old = 30 * lobby::second;
  lobby::Time heard_until_ = -1;
  lobby::Date date_;
};

} // namespace screen
