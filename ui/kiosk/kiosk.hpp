/// The page of a kiosk: enrolled once, then takes tickets and checks in bookings, goes back to its start when left
/// alone, and leads nowhere else.
///
/// Address: `/kiosk`. Its steps have no addresses of their own, so that nobody can leave them by the browser's history.
#pragma once

#include "ui/app/app.hpp"

#include <memory>

namespace kiosk {

std::unique_ptr<app::Place> make_kiosk();

} // namespace kiosk
