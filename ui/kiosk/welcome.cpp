// The start: two ways, and a field in which a scanner can type at once.
#include "ui/kiosk/machine.hpp"

namespace kiosk {

using app::tr;

namespace {

constexpr double looks_at_the_clock = 20; ///< seconds: doors open and close without an event

/// What both ways show: an icon that is seen from afar, a line about it, and a button as wide as the card.
bool way(std::string_view id, kit::Icon icon, const std::string& title, const std::string& detail, bool enabled) {
  {
    const kit::Centered centered(480);
    kit::icon(icon, 88, enabled ? kit::Tone::accent : kit::Tone::muted);
  }
  kit::text(detail, kit::TextStyle::heading, kit::Tone::muted, kit::Align::center);
  kit::ButtonOptions options;
  options.style = kit::ButtonStyle::primary;
  options.big = true;
  options.wide = true;
  options.enabled = enabled;
  return kit::button(id, title, options);
}

} // namespace

void Machine::welcome(const app::Live& live) {
  const bool open = lobby::is_open(*live.branch, live.day, app::now());
  {
    kit::Row row({1, 0});
    row.next();
    kit::heading(1, tr("kiosk.welcome.title", {{"branch", tr(live.branch->name)}}));
    row.next();
    language_button();
  }
  kit::text(open ? tr("kiosk.welcome.lead") : tr("kiosk.welcome.closed", {{"closed", app::closed_text(*live.branch)}}),
            kit::TextStyle::heading, open ? kit::Tone::muted : kit::Tone::warning);
  app::demo_note();
  kit::wake_after(looks_at_the_clock);
  if (live.state == app::Live::State::stale) kit::banner("stale", tr("kiosk.offline"), kit::Tone::warning);
  kit::fill();
  bool take = false, check_in = false;
  {
    const kit::Card card(kit::CardStyle::raised, tr("kiosk.welcome.take"));
    take = way("take", kit::Icon::ticket, tr("kiosk.welcome.take"), tr("kiosk.welcome.take_detail"),
               open && live.state == app::Live::State::live);
  }
  kit::spacer(kit::Gap::large);
  {
    const kit::Card card(kit::CardStyle::raised, tr("kiosk.welcome.booking"));
    check_in =
        way("booking", kit::Icon::calendar, tr("kiosk.welcome.booking"), tr("kiosk.welcome.booking_detail"), true);
    kit::spacer(kit::Gap::small);
    code_field(*live.branch, live.day.date, focus_code_);
    focus_code_ = false;
  }
  if (take) go(Step::services);
  if (check_in) {
    code_error_.clear();
    go(Step::check_in);
  }
  kit::fill();
  kit::icon_text(kit::Icon::hand, tr("kiosk.welcome.help"), kit::TextStyle::body, kit::Tone::muted);
}

} // namespace kiosk
