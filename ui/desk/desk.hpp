/// The teller's place: a counter opened, customers called and served, the line kept in sight; and the hall's tools of
/// the lobby staff — all from the live Day, so that any number of tabs and tellers see the same.
///
/// Addresses: /desk (the counter, at the home branch), /desk/{branch}, /desk/{branch}/hall (the lobby staff's tools).
#pragma once

#include "ui/app/app.hpp"

#include <memory>

namespace desk {

std::unique_ptr<app::Place> make_desk();

} // namespace desk
