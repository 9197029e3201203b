// A customer's link: loading what stands behind it, and what all its scenes share.
#include "ui/customer/views.hpp"

namespace customer {

using app::tr;

namespace {

/// Enough to show the visit again while the network is down; no name, no phone.
void keep_for_offline(const Visit& visit) {
  app::store("customer/visit." + visit.link, app::JsonObject()
                                                 .add("branch", visit.branch)
                                                 .add("date", lobby::to_string(visit.date))
                                                 .add("appointment", static_cast<double>(visit.appointment))
                                                 .add("ticket", static_cast<double>(visit.ticket))
                                                 .add("code", visit.code)
                                                 .str());
}

std::optional<Visit> visit_from(const std::string& link, const std::string& body) {
  const app::Json json = app::Json::parse(body);
  Visit visit;
  if (!lobby::parse_date(json["date"].text(), visit.date)) return std::nullopt;
  visit.link = link;
  visit.branch = json["branch"].text();
  visit.code = json["code"].text();
  visit.name = json["name"].text();
  visit.phone = json["phone_masked"].text();
  visit.appointment = static_cast<lobby::AppointmentId>(json["appointment"].number());
  visit.ticket = static_cast<lobby::TicketId>(json["ticket"].number());
  return visit;
}

} // namespace

void VisitView::just_booked(const std::string& link) {
  fresh_ = link;
  fresh_kind_ = Fresh::booked;
  if (link_ == link) load();
}

void VisitView::begin(const std::string& link) {
  link_ = link;
  visit_.reset();
  status_ = 0;
  load_error_.clear();
  error_.clear();
  busy_ = false;
  ask_ = Ask::none;
  qr_.clear();
  qr_of_.clear();
  copied_ = false;
  picker_.clear();
  alarmed_at_ = -1;
  ahead_before_ = -1;
  looked_again_ = false;
  forgotten_ = false;
  over_ = false;
  stars_ = 0;
  load();
}

void VisitView::load() {
  asking_ = true;
  const std::string link = link_;
  app::get("/api/visits/" + link, [this, link](const app::Reply& reply) {
    if (link == link_) read(reply);
  });
}

void VisitView::read(const app::Reply& reply) {
  asking_ = false;
  status_ = reply.status;
  if (reply.ok()) {
    visit_ = visit_from(link_, reply.body);
    if (visit_) keep_for_offline(*visit_);
    return;
  }
  load_error_ = app::problem_text(reply);
  if (reply.status == 404 || reply.status == 410) {
    visit_.reset();
    forget(link_);
    app::store("customer/visit." + link_, "");
  } else if (!visit_) {
    visit_ = visit_from(link_, app::stored("customer/visit." + link_));
  }
}

void VisitView::not_loaded() {
  if (asking_) return loading_page(tr("customer.visit.title"), "/");
  if (status_ == 404) {
    return dead_end_page(tr("customer.visit.unknown"), tr("customer.visit.unknown_detail"), tr("customer.nowhere.home"),
                         "/");
  }
  if (status_ == 410) {
    return dead_end_page(tr("customer.visit.expired"), tr("customer.visit.expired_detail"), tr("customer.visit.new"),
                         "/");
  }
  const StepPage page(tr("customer.visit.title"), "/");
  kit::banner("load-error", load_error_, kit::Tone::warning, tr("customer.visit.failed"));
  if (kit::button("retry", tr("customer.retry"), look(kit::ButtonStyle::primary, kit::Icon::refresh))) load();
}

void VisitView::draw(const std::string& link, bool moving) {
  if (link != link_) begin(link);
  const lobby::Bank* bank = app::bank();
  if (!visit_ || bank == nullptr) return not_loaded();
  const lobby::Branch* branch = bank->branch(visit_->branch);
  if (branch == nullptr) {
    return dead_end_page(tr("customer.visit.unknown"), tr("customer.visit.unknown_detail"), tr("customer.nowhere.home"),
                         "/");
  }
  const app::Live& live = app::watch(branch->id, visit_->date);
  const bool loading = live.state == app::Live::State::loading;
  if (loading && app::connection() == app::Link::offline) return without_day(*branch, tr("customer.visit.offline"));
  if (loading) return loading_page(tr("customer.visit.title"), "/");
  if (live.state == app::Live::State::failed) return without_day(*branch, live.error);
  const lobby::Appointment* appointment =
      visit_->appointment != 0 ? live.day.appointment(visit_->appointment) : nullptr;
  lobby::TicketId ticket_id = visit_->ticket;
  if (ticket_id == 0 && appointment != nullptr) ticket_id = appointment->ticket;
  const lobby::Ticket* ticket = ticket_id != 0 ? live.day.ticket(ticket_id) : nullptr;
  const std::string service_id = ticket != nullptr        ? ticket->service
                                 : appointment != nullptr ? appointment->service
                                                          : "";
  const lobby::Service* service = branch->service(service_id);
  if (service == nullptr) return loading_page(tr("customer.visit.title"), "/"); // its event is still on the way
  stage({*visit_, live, *branch, *service, appointment, ticket, live.day.utc_offset_minutes}, moving);
}

void VisitView::without_day(const lobby::Branch& branch, const std::string& why) {
  const StepPage page(tr("customer.visit.title"), "/");
  kit::banner("without-day", why, kit::Tone::warning, tr("customer.visit.failed"));
  const kit::Card card(kit::CardStyle::raised, tr("customer.visit.title"));
  kit::fact(tr("customer.fact.branch"), tr(branch.name));
  kit::fact(tr("customer.fact.date"), app::date_text(visit_->date));
  if (!visit_->code.empty()) kit::fact(tr("customer.booking.code"), visit_->code);
}

void VisitView::stage(const Scene& scene, bool moving) {
  if (scene.ticket != nullptr) {
    line(scene);
  } else if (moving && scene.appointment->state == lobby::Appointment::State::booked) {
    move(scene);
  } else {
    booking(scene);
  }
}

// ---------------------------------------------------------------- shared by the scenes

void VisitView::send(const Scene& scene, const lobby::Command& command) {
  busy_ = true;
  error_.clear();
  const app::JsonObject proof = app::JsonObject().add("link", link_);
  app::command(scene.branch.id, scene.live.day.date, command, &proof, [this](const app::Reply& reply) {
    busy_ = false;
    if (reply.ok()) return; // the event arrives with the live Day
    error_ = app::problem_text(reply);
    kit::announce_now(error_);
  });
}

void VisitView::ask_dialog(const Scene& scene) {
  if (ask_ == Ask::none) return;
  const bool leave = ask_ == Ask::leave;
  const std::string title = leave ? tr("customer.leave.title") : tr("customer.cancel.title");
  const kit::Dialog dialog("ask", title);
  kit::text(leave ? tr("customer.leave.detail") : tr("customer.cancel.detail"));
  kit::spacer(kit::Gap::medium);
  const std::string yes = leave ? tr("customer.leave.yes") : tr("customer.cancel.yes");
  const std::string no = leave ? tr("customer.leave.no") : tr("customer.cancel.no");
  if (kit::button("no", no, look(kit::ButtonStyle::secondary, kit::Icon::none, true))) ask_ = Ask::none;
  if (kit::button("yes", yes, look(kit::ButtonStyle::danger, kit::Icon::none, true))) {
    ask_ = Ask::none;
    if (leave) {
      send(scene, lobby::command::Leave{scene.ticket->id});
    } else {
      send(scene, lobby::command::CancelAppointment{scene.appointment->id, "customer"});
    }
  }
  if (dialog.close_requested()) ask_ = Ask::none;
}

void VisitView::load_qr(const Scene& scene, std::string_view what) {
  const std::string address =
      "/api/visits/" + scene.visit.link + "/qr" + (what.empty() ? "" : "?what=") + std::string(what);
  if (qr_of_ == address) return;
  qr_of_ = address;
  qr_.clear();
  app::get(address, [this, address](const app::Reply& reply) {
    if (!reply.ok() || qr_of_ != address) return;
    const app::Json modules = app::Json::parse(reply.body)["modules"];
    for (std::size_t i = 0; i < modules.size(); ++i)
      qr_.push_back(modules[i].text());
  });
}

void VisitView::error_banner() {
  if (!error_.empty()) kit::banner("error", error_, kit::Tone::danger, tr("customer.visit.not_done"));
}

void VisitView::as_of(const Scene& scene) {
  if (scene.live.state != app::Live::State::stale) return;
  kit::icon_text(kit::Icon::offline,
                 tr("customer.as_of", {{"time", app::clock_text(scene.live.heard_at, scene.offset)}}),
                 kit::TextStyle::small, kit::Tone::warning);
}

void VisitView::visit_is_over() {
  if (over_) return;
  over_ = true;
  forget(link_); // the start page no longer lists it; the link itself still works
}

void VisitView::keep_link() {
  const std::string url = app::origin() + "/v/" + link_;
  kit::text(tr("customer.link.lead"), kit::TextStyle::small, kit::Tone::muted);
  const std::string label = copied_ ? tr("customer.link.copied") : tr("customer.link.share");
  if (kit::button("share", label,
                  look(kit::ButtonStyle::secondary, copied_ ? kit::Icon::check : kit::Icon::share, true)) &&
      !app::share_link(tr("customer.visit.title"), url)) {
    app::copy_text(url);
    copied_ = true;
    kit::announce(tr("customer.link.copied"));
  }
}

} // namespace customer
