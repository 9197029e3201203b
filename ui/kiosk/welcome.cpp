// The start: two ways, and a field in which a scanner can type at once.
#include "ui/kiosk/machine.hpp"

namespace kiosk {

using app::tr;

void Machine::welcome(const app::Live& live) {
  const bool open = lobby::is_open(*live.branch, live.day, app::now());
  {
    kit::Row row({1, 0});
    row.next();
    kit::heading(1, tr("kiosk.welcome.title", {{"branch", tr(live.branch->name)}}));
    row.next();
    language_button();
  }
  kit::text(open ? tr("kiosk.welcome.lead") : tr("kiosk.welcome.closed"), kit::TextStyle::heading,
            open ? kit::Tone::muted : kit::Tone::warning);
  if (live.state == app::Live::State::stale) kit::banner("stale", tr("kiosk.offline"), kit::Tone::warning);
  kit::spacer(kit::Gap::huge);

  kit::ChoiceOptions ticket;
  ticket.icon = kit::Icon::ticket;
  ticket.big = true;
  ticket.enabled = open;
  ticket.detail = open ? tr("kiosk.welcome.take_detail") : tr("kiosk.welcome.closed");
  if (kit::choice("take", tr("kiosk.welcome.take"), ticket)) go(Step::services);
  kit::spacer(kit::Gap::large);

  kit::ChoiceOptions booking;
  booking.icon = kit::Icon::calendar;
  booking.big = true;
  booking.detail = tr("kiosk.welcome.booking_detail");
  if (kit::choice("booking", tr("kiosk.welcome.booking"), booking)) {
    code_error_.clear();
    go(Step::check_in);
  }
  kit::spacer(kit::Gap::huge);
  code_field(*live.branch, live.day.date, focus_code_);
  focus_code_ = false;
  kit::fill();
  kit::icon_text(kit::Icon::hand, tr("kiosk.welcome.help"), kit::TextStyle::body, kit::Tone::muted);
}

} // namespace kiosk
