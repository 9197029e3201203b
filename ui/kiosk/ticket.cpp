// The ticket: number, people ahead, wait, and a QR code with which the phone goes on watching; printed by itself.
#include "ui/kiosk/machine.hpp"

namespace kiosk {

using app::tr;

namespace {

constexpr double qr_patience = 3; ///< seconds to wait for the QR code before the slip is printed without it

std::string ahead_text(int ahead) {
  if (ahead == 0) return tr("kiosk.ticket.next");
  return tr("kiosk.ticket.ahead", {{"n", std::to_string(ahead)}});
}

} // namespace

void Machine::load_qr() {
  if (link_.empty()) return;
  app::get("/api/visits/" + link_ + "/qr", [this, link = link_](const app::Reply& reply) {
    if (!reply.ok() || link != link_) return;
    const app::Json modules = app::Json::parse(reply.body)["modules"];
    for (std::size_t i = 0; i < modules.size(); ++i)
      qr_.push_back(modules[i].text());
  });
}

void Machine::print(const app::Live& live, const lobby::Ticket& ticket) {
  const lobby::Service* service = live.branch->service(ticket.service);
  const int ahead = lobby::people_ahead(*live.branch, live.day, ticket.id, app::now());
  std::vector<std::string> lines = {tr(live.branch->name), ticket.number};
  if (service != nullptr) lines.push_back(tr(service->name));
  lines.push_back(ahead_text(ahead));
  lines.push_back(tr("kiosk.ticket.wait", {{"wait", app::wait_text(live.predictor().ticket(ticket.id))}}));
  lines.push_back(app::date_text(live.day.date) + " " + app::clock_text(ticket.taken_at, live.day.utc_offset_minutes));
  if (!qr_.empty()) lines.push_back(tr("kiosk.ticket.scan"));
  app::print_ticket(lines, qr_);
}

void Machine::ticket(const app::Live& live) {
  const lobby::Ticket* mine = live.day.ticket(ticket_);
  kit::heading(1, tr("kiosk.ticket.title"), kit::Align::center);
  kit::text(number_, kit::TextStyle::display, kit::Tone::accent, kit::Align::center);
  if (mine == nullptr) { // its event is still on the way
    kit::spinner(tr("kiosk.busy"));
    return;
  }
  const double waited = steady_seconds() - taken_at_;
  if (!printed_ && (!qr_.empty() || waited >= qr_patience)) {
    printed_ = true;
    print(live, *mine);
  } else if (!printed_) {
    kit::wake_after(qr_patience - waited);
  }
  const int ahead = lobby::people_ahead(*live.branch, live.day, mine->id, app::now());
  const lobby::Service* service = live.branch->service(mine->service);
  if (service != nullptr) kit::text(tr(service->name), kit::TextStyle::heading, kit::Tone::normal, kit::Align::center);
  kit::text(ahead_text(ahead), kit::TextStyle::heading, kit::Tone::normal, kit::Align::center);
  kit::text(tr("kiosk.ticket.wait", {{"wait", app::wait_text(live.predictor().ticket(mine->id))}}),
            kit::TextStyle::heading, kit::Tone::muted, kit::Align::center);
  if (mine->need != lobby::Need::none) {
    kit::text(tr("kiosk.ticket.priority"), kit::TextStyle::body, kit::Tone::success, kit::Align::center);
  }
  kit::spacer(kit::Gap::large);
  if (!qr_.empty()) {
    const kit::Centered centered(360);
    kit::qr(qr_, tr("kiosk.ticket.qr"), 360);
  }
  kit::text(tr("kiosk.ticket.scan"), kit::TextStyle::body, kit::Tone::muted, kit::Align::center);
  kit::fill();
  kit::ButtonOptions done;
  done.style = kit::ButtonStyle::primary;
  done.icon = kit::Icon::check;
  done.big = true;
  done.wide = true;
  if (kit::button("done", tr("kiosk.ticket.done"), done)) return start_over();
  kit::ButtonOptions again;
  again.icon = kit::Icon::print;
  again.big = true;
  again.wide = true;
  if (kit::button("print", tr("kiosk.ticket.print"), again)) {
    touched();
    print(live, *mine);
  }
}

} // namespace kiosk
