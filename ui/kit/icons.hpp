/// The icons of the kit as path data on a grid of 24. Private to the kit.
#pragma once

#include "ui/kit/kit.hpp"

namespace kit::detail {

/// Empty for Icon::none only.
const char* icon_path(Icon icon);

} // namespace kit::detail
