/// What every view of the desk is handed: the Day as it is now, who looks at it, and where presses go. Private to
/// ui/desk.
#pragma once

#include "ui/app/app.hpp"
#include "ui/desk/people.hpp"
#include "ui/desk/presses.hpp"

#include <string>

namespace desk {

struct Context {
  const app::Live& live;
  const lobby::Branch& branch;
  lobby::Time now = 0;
  std::string counter; ///< opened by this member of staff; empty = none
  Presses& presses;
  const People& people;

  const lobby::Day& day() const { return live.day; }
  /// The same moment by the Day's rules: never before its last event.
  lobby::Time day_now() const { return now > live.day.last_at ? now : live.day.last_at; }
};

} // namespace desk
