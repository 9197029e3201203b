/// The people of a branch as the places of the staff name them.
#pragma once

#include <string>
#include <string_view>

namespace app {

std::string_view simulated_number(std::string_view staff); ///< "06" of one of the demo's tellers, empty of others
/// "李敏", "Simulated teller 06". The id itself while the names are not known, and of whoever is no staff of the
/// branch.
std::string name_of_staff(std::string_view branch, std::string_view id);

} // namespace app
