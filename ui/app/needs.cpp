#include "ui/app/needs.hpp"

#include "core/wire/wire.hpp"

namespace app {

std::string need_key(lobby::Need need) { return std::string(lobby::wire::name(need)); }

kit::Icon need_icon(lobby::Need need) {
  switch (need) {
  case lobby::Need::none:
    return kit::Icon::none;
  case lobby::Need::elderly:
    return kit::Icon::elderly;
  case lobby::Need::disabled:
    return kit::Icon::wheelchair;
  case lobby::Need::pregnant:
    return kit::Icon::pregnant;
  case lobby::Need::child:
    return kit::Icon::child;
  case lobby::Need::ill:
    return kit::Icon::hand;
  }
  return kit::Icon::none;
}

} // namespace app
