// A booked visit before it has a ticket: the card, check-in, another time, cancelling.
#include "ui/customer/views.hpp"

namespace customer {

using app::tr;

namespace {

/// "483 920" is easier to read out and to type than "483920".
std::string spaced(const std::string& code) {
  return code.size() == 6 ? code.substr(0, 3) + " " + code.substr(3) : code;
}

void over(const std::string& title, const std::string& detail, const std::string& again_address) {
  const StepPage page(title, "/");
  kit::text(detail);
  kit::spacer(kit::Gap::medium);
  const kit::ButtonOptions again = look(kit::ButtonStyle::primary, kit::Icon::calendar, true);
  if (kit::button("again", tr("customer.booking.again"), again)) app::go(again_address);
}

} // namespace

void VisitView::booking(const Scene& scene) {
  using State = lobby::Appointment::State;
  const std::string again = "/b/" + scene.branch.id + "/" + scene.service.id;
  if (scene.appointment->state == State::expired || scene.appointment->state == State::no_show) visit_is_over();
  switch (scene.appointment->state) {
  case State::held: {
    const Hold hold = stored_hold();
    const bool mine = hold.link == link_ && hold.alive();
    return over(tr("customer.booking.held"), tr("customer.booking.held_detail"), mine ? again + "/details" : again);
  }
  case State::cancelled:
    if (!looked_again_) { // moved from another page? then the link already leads to the new day
      looked_again_ = true;
      load();
    }
    if (asking_) return loading_page(tr("customer.visit.title"), "/");
    visit_is_over();
    return over(tr("customer.booking.cancelled"), tr("customer.booking.cancelled_detail"), again);
  case State::expired:
    return over(tr("customer.booking.expired"), tr("customer.booking.expired_detail"), again);
  case State::no_show:
    return over(tr("customer.booking.missed"), tr("customer.booking.missed_detail"), again);
  case State::checked_in:
    return loading_page(tr("customer.visit.title"), "/"); // the ticket is the next event
  case State::booked:
    return booked(scene);
  }
}

void VisitView::booked(const Scene& scene) {
  const StepPage page(tr("customer.booking.title"), "/");
  if (fresh_ == link_) {
    const bool moved_now = fresh_kind_ == Fresh::moved;
    kit::banner("fresh", tr("customer.booking.fresh_detail"), kit::Tone::success,
                moved_now ? tr("customer.booking.moved") : tr("customer.booking.fresh"));
  }
  as_of(scene);
  error_banner();
  check_in_part(scene);
  booking_card(scene);
  kit::spacer(kit::Gap::medium);
  if (!scene.service.papers.empty()) {
    const kit::Card card(kit::CardStyle::plain, tr("customer.papers.heading"));
    papers_list(scene.branch, scene.service, true);
  }
  kit::spacer(kit::Gap::medium);
  change_part();
  ask_dialog(scene);
}

void VisitView::booking_card(const Scene& scene) {
  const kit::Card card(kit::CardStyle::raised, tr("customer.booking.title"));
  kit::heading(2, app::date_text(scene.live.day.date) + " " + app::minute_text(scene.appointment->slot));
  kit::text(tr(scene.service.name), kit::TextStyle::strong);
  kit::icon_text(kit::Icon::branch, tr(scene.branch.name));
  kit::icon_text(kit::Icon::pin, tr(scene.branch.address));
  if (!scene.visit.name.empty()) {
    kit::icon_text(kit::Icon::person, scene.visit.name + "  " + scene.visit.phone);
  }
  if (scene.appointment->need != lobby::Need::none) {
    kit::icon_text(kit::Icon::hand, need_text(scene.appointment->need));
  }
  kit::divider();
  kit::text(tr("customer.booking.code"), kit::TextStyle::small, kit::Tone::muted, kit::Align::center);
  kit::text(spaced(scene.visit.code), kit::TextStyle::numeral, kit::Tone::normal, kit::Align::center);
  load_qr(scene, "code");
  if (!qr_.empty()) {
    const kit::Centered centered(200);
    kit::qr(qr_, tr("customer.booking.qr"), 200);
  }
  kit::text(tr("customer.booking.how"), kit::TextStyle::small, kit::Tone::muted, kit::Align::center);
}

void VisitView::check_in_part(const Scene& scene) {
  const lobby::Policy& policy = scene.branch.policy;
  const lobby::Time begins = lobby::at(scene.live.day.date, scene.appointment->slot, scene.offset);
  const lobby::Time from = begins - policy.check_in_early_minutes * lobby::minute;
  const lobby::Time until = begins + policy.check_in_late_minutes * lobby::minute;
  const lobby::Time now = app::now();
  if (app::today(scene.branch) != scene.live.day.date) return;
  if (now < from) {
    kit::icon_text(kit::Icon::clock, tr("customer.check_in.from", {{"time", app::clock_text(from, scene.offset)}}));
    kit::wake_after(static_cast<double>(from - now) / static_cast<double>(lobby::second));
    return;
  }
  if (now >= until) return; // the server marks it as missed within moments
  const kit::Card card(kit::CardStyle::accent, tr("customer.check_in.title"));
  kit::text(tr("customer.check_in.title"), kit::TextStyle::strong);
  kit::text(tr("customer.check_in.until", {{"time", app::clock_text(until, scene.offset)}}));
  kit::ButtonOptions options = look(kit::ButtonStyle::primary, kit::Icon::check, true);
  options.busy = busy_;
  if (kit::button("check-in", tr("customer.check_in.do"), options)) {
    send(scene, lobby::command::CheckIn{scene.appointment->id});
  }
}

void VisitView::change_part() {
  kit::heading(2, tr("customer.booking.keep"));
  const std::string lang = app::language() == app::Language::zh ? "zh" : "en";
  kit::link("calendar", tr("customer.booking.calendar"),
            app::origin() + "/api/visits/" + link_ + "/calendar.ics?lang=" + lang, kit::Icon::calendar);
  keep_link();
  kit::spacer(kit::Gap::medium);
  kit::heading(2, tr("customer.booking.change"));
  if (kit::button("move", tr("customer.booking.move"), look(kit::ButtonStyle::secondary, kit::Icon::edit, true))) {
    app::go("/v/" + link_ + "/move");
  }
  kit::ButtonOptions cancel = look(kit::ButtonStyle::quiet, kit::Icon::trash, true);
  cancel.busy = busy_;
  if (kit::button("cancel", tr("customer.booking.cancel"), cancel)) ask_ = Ask::cancel;
}

// ---------------------------------------------------------------- another time

void VisitView::move(const Scene& scene) {
  const StepPage page(tr("customer.move.title"), "/v/" + link_);
  kit::text(tr("customer.move.now", {{"service", tr(scene.service.name)},
                                     {"day", app::date_text(scene.live.day.date)},
                                     {"time", app::minute_text(scene.appointment->slot)}}),
            kit::TextStyle::body, kit::Tone::muted);
  error_banner();
  picker_.draw(scene.branch, scene.service, "/v/" + link_ + "/move", nullptr);
  kit::spacer(kit::Gap::medium);
  const kit::BottomBar bar;
  kit::ButtonOptions options = look(kit::ButtonStyle::primary, kit::Icon::check, true);
  options.enabled = picker_.chosen() >= 0;
  options.busy = busy_;
  const std::string label = picker_.chosen() < 0
                                ? tr("customer.slots.choose")
                                : tr("customer.move.do", {{"day", app::date_text(picker_.date())},
                                                          {"time", app::minute_text(picker_.chosen())}});
  if (kit::button("move", label, options)) send_move(scene);
}

void VisitView::send_move(const Scene& scene) {
  busy_ = true;
  error_.clear();
  const lobby::Date date = picker_.date();
  const int slot = picker_.chosen();
  const Remembered next{link_, scene.branch.id, scene.service.id, date, slot};
  const app::Then then = [this, next](const app::Reply& reply) { moved(next, reply); };
  if (date == scene.live.day.date) {
    const app::JsonObject proof = app::JsonObject().add("link", link_);
    app::command(scene.branch.id, date, lobby::command::RescheduleAppointment{scene.appointment->id, slot}, &proof,
                 then);
    return;
  }
  app::post("/api/moves",
            app::JsonObject()
                .add("id", app::new_id())
                .add("link", link_)
                .add("date", lobby::to_string(date))
                .add("service", scene.service.id)
                .add("slot", slot)
                .str(),
            then);
}

void VisitView::moved(const Remembered& next, const app::Reply& reply) {
  busy_ = false;
  picker_.clear();
  if (!reply.ok()) {
    error_ = app::problem_text(reply);
    kit::announce_now(error_);
    return;
  }
  remember(next);
  if (link_ != next.link) return;
  fresh_ = link_;
  fresh_kind_ = Fresh::moved;
  looked_again_ = false;
  qr_of_.clear(); // another day, perhaps another code
  load();
  app::replace("/v/" + link_);
}

} // namespace customer
