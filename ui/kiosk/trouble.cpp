// Something did not work: said in large, friendly words, with one way on.
#include "ui/kiosk/machine.hpp"

namespace kiosk {

using app::tr;

void Machine::trouble() {
  kit::spacer(kit::Gap::huge);
  kit::heading(1, tr("kiosk.trouble.title"), kit::Align::center);
  kit::spacer(kit::Gap::large);
  {
    const kit::Card card(kit::CardStyle::warning, tr("kiosk.trouble.title"));
    kit::text(trouble_, kit::TextStyle::heading);
    kit::text(tr("kiosk.trouble.help"), kit::TextStyle::body, kit::Tone::muted);
  }
  kit::spacer(kit::Gap::large);
  kit::ButtonOptions options;
  options.style = kit::ButtonStyle::primary;
  options.icon = kit::Icon::home;
  options.big = true;
  options.wide = true;
  if (kit::button("start", tr("kiosk.trouble.start"), options)) start_over();
}

} // namespace kiosk
