/// Special needs as every place names and pictures them.
#pragma once

#include "core/visit/visit.hpp"
#include "ui/kit/kit.hpp"

#include <array>
#include <string>

namespace app {

/// In the order in which they are offered; `none` first.
inline constexpr std::array<lobby::Need, 6> needs = {lobby::Need::none,     lobby::Need::elderly, lobby::Need::disabled,
                                                     lobby::Need::pregnant, lobby::Need::child,   lobby::Need::ill};
/// The end of its message keys: "elderly" for "kiosk.need.elderly". Each place has words of its own for its reader.
std::string need_key(lobby::Need need);
kit::Icon need_icon(lobby::Need need); ///< `none` for no need

} // namespace app
