#include "ui/app/needs.hpp"

namespace app {

std::string need_key(lobby::Need need) {
  switch (need) {
  case lobby::Need::none:
    return "none";
  case lobby::Need::elderly:
    return "elderly";
  case lobby::Need::disabled:
    return "disabled";
  case lobby::Need::pregnant:
    return "pregnant";
  case lobby::Need::child:
    return "child";
  case lobby::Need::ill:
    return "ill";
  }
  return {};
}

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
