/// Branches and counters as the places of the staff name and choose them.
#pragma once

#include "core/branch/branch.hpp"
#include "core/visit/visit.hpp"

#include <string>
#include <string_view>

namespace app {

std::string kind_text(lobby::CounterKind kind);      ///< "cash", "VIP room"
std::string counter_text(std::string_view counter);  ///< "3 号窗口", "Counter 3"
std::string from_to_text(const lobby::Shift& shift); ///< "11:30–13:00"
/// A list of the bank's branches; answers the one chosen now, null while it stays `chosen`.
const lobby::Branch* choose_branch(const lobby::Branch& chosen);

} // namespace app
