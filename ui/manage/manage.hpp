/// The manager's place: how the branch is doing against its target and what would help, today's and the coming days'
/// plans, who stands at the hall's seven positions, and how good forecasts have been.
///
/// Addresses: /manage (the home branch), /manage/{branch}, /manage/{branch}/plan, /positions, /record.
#pragma once

#include "ui/app/app.hpp"

#include <memory>

namespace manage {

std::unique_ptr<app::Place> make_manage();

} // namespace manage
