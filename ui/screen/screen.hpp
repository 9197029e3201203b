/// The wall screen of a hall: who is called to which counter, who is next, how long each service waits; calls are
/// spoken.
///
/// Addresses: `/screen` chooses the branch, `/screen/{branch}` shows it. Public data only.
#pragma once

#include "ui/app/app.hpp"

#include <memory>

namespace screen {

std::unique_ptr<app::Place> make_screen();

} // namespace screen
