// Which service? Simple and complex matters apart; priority is one press away and never asked of everybody.
#include "ui/kiosk/machine.hpp"

#include "ui/app/needs.hpp"

#include <utility>

namespace kiosk {

using app::tr;

namespace {

std::string need_text(lobby::Need need) { return tr("kiosk.need." + app::need_key(need)); }

/// Answers true when one was chosen or the dialog was closed.
bool need_dialog(lobby::Need& need) {
  const kit::Dialog dialog("need", tr("kiosk.need.title"));
  kit::text(tr("kiosk.need.detail"), kit::TextStyle::body, kit::Tone::muted);
  bool done = dialog.close_requested();
  for (const lobby::Need one : {lobby::Need::elderly, lobby::Need::disabled, lobby::Need::pregnant, lobby::Need::child,
                                lobby::Need::ill, lobby::Need::none}) {
    kit::ButtonOptions options;
    options.icon = app::need_icon(one);
    options.big = true;
    options.wide = true;
    options.style = one == need && one != lobby::Need::none ? kit::ButtonStyle::primary : kit::ButtonStyle::secondary;
    if (kit::button("need-" + std::to_string(static_cast<int>(one)), need_text(one), options)) {
      need = one;
      done = true;
    }
  }
  return done;
}

} // namespace

void Machine::service_tile(const app::Live& live, const lobby::Service& service) {
  const lobby::Forecast forecast = live.predictor().walk_in(service.id);
  kit::ChoiceOptions options;
  options.big = true;
  options.enabled = !busy_;
  options.detail = tr(service.hint);
  options.trailing = app::wait_text(forecast);
  options.trailing_tone = forecast.known ? kit::Tone::accent : kit::Tone::muted;
  if (kit::choice(service.id, tr(service.name), options)) take(*live.branch, live.day.date, service.id);
}

void Machine::services(const app::Live& live) {
  {
    kit::Row row({0, 1, 0});
    row.next();
    back_button();
    row.next();
    row.next();
    language_button();
  }
  kit::spacer(kit::Gap::medium);
  kit::heading(1, tr("kiosk.services.title"));
  kit::ButtonOptions priority;
  priority.icon = need_ == lobby::Need::none ? kit::Icon::hand : app::need_icon(need_);
  priority.big = true;
  if (kit::button("need", need_ == lobby::Need::none ? tr("kiosk.need.ask") : need_text(need_), priority)) {
    need_open_ = true;
    touched();
  }
  for (const auto& [complexity, title] : {std::pair{lobby::Complexity::simple, tr("kiosk.services.simple")},
                                          std::pair{lobby::Complexity::complex, tr("kiosk.services.complex")}}) {
    bool any = false;
    for (const lobby::Service& service : live.branch->services)
      any = any || service.complexity == complexity;
    if (!any) continue;
    kit::spacer(kit::Gap::medium);
    kit::heading(2, title);
    kit::Grid grid(260);
    for (const lobby::Service& service : live.branch->services) {
      if (service.complexity != complexity) continue;
      grid.next();
      service_tile(live, service);
    }
  }
  if (busy_) kit::spinner(tr("kiosk.busy"));
  if (need_open_ && need_dialog(need_)) {
    need_open_ = false;
    touched();
  }
}

} // namespace kiosk
