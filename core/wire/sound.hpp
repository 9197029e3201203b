/// Whether values that came as bytes can be believed: what every Day that was folded from events is, this Day is, too;
/// private to core/wire.
#pragma once

#include "core/wire/wire.hpp"

#include <string>

namespace lobby::wire {

/// Why it cannot be believed; empty when it can.
std::string unsound(const Snapshot& snapshot);
std::string unsound(const Experience& experience);

} // namespace lobby::wire
