#include "ui/kiosk/kiosk.hpp"

#include "ui/kiosk/machine.hpp"

#include <chrono>
#include <cmath>

namespace kiosk {

using app::tr;

namespace {

constexpr double idle_seconds = 20;  ///< without a touch, back to the start
constexpr double asked_seconds = 10; ///< of them the last, with the question whether somebody is still there

std::string title_of(Step step) {
  switch (step) {
  case Step::services:
    return tr("kiosk.services.title");
  case Step::check_in:
    return tr("kiosk.check_in.title");
  case Step::ticket:
    return tr("kiosk.ticket.title");
  case Step::trouble:
    return tr("kiosk.trouble.title");
  case Step::welcome:
    break;
  }
  return tr("kiosk.title");
}

/// The language in which the machine was set up: a reload in the middle of a customer's English does not change it.
app::Language stored_home_language() {
  if (app::stored("kiosk/language").empty()) {
    app::store("kiosk/language", app::language() == app::Language::zh ? "zh" : "en");
  }
  return app::stored("kiosk/language") == "zh" ? app::Language::zh : app::Language::en;
}

} // namespace

double steady_seconds() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

void Machine::draw() {
  if (!home_language_known_) {
    home_language_known_ = true;
    home_language_ = stored_home_language();
  }
  if (enrolled_ != Enrolled::yes) return enrol_page();
  const lobby::Bank* bank = app::bank();
  const lobby::Branch* branch = bank != nullptr ? bank->branch(branch_) : nullptr;
  kit::PageOptions options;
  options.title = title_of(step_);
  options.hide_heading = true;
  options.form = kit::Form::kiosk;
  options.max_width = 960;
  options.fills_screen = true;
  const kit::Page page(options);
  if (branch == nullptr) {
    kit::skeleton(6);
    return;
  }
  step(app::watch(branch->id, app::today(*branch)));
}

void Machine::step(const app::Live& live) {
  if (live.state == app::Live::State::loading) {
    kit::heading(1, tr("kiosk.title"), kit::Align::center);
    kit::spinner(app::connection() == app::Link::offline ? tr("kiosk.offline") : tr("kiosk.loading"));
    return;
  }
  if (live.state == app::Live::State::failed) {
    kit::heading(1, tr("kiosk.trouble.title"), kit::Align::center);
    kit::banner("failed", live.error, kit::Tone::warning);
    return;
  }
  switch (step_) {
  case Step::welcome:
    welcome(live);
    break;
  case Step::services:
    services(live);
    break;
  case Step::check_in:
    check_in(live);
    break;
  case Step::ticket:
    ticket(live);
    break;
  case Step::trouble:
    trouble();
    break;
  }
  watch_idle();
}

// ---------------------------------------------------------------- steps and the clock

void Machine::touched() { touched_at_ = steady_seconds(); }

void Machine::go(Step step) {
  step_ = step;
  focus_code_ = true;
  touched();
}

void Machine::start_over() {
  ++customer_;
  step_ = Step::welcome;
  focus_code_ = true;
  need_ = lobby::Need::none;
  need_open_ = false;
  code_.clear();
  code_error_.clear();
  busy_ = false;
  trouble_.clear();
  ticket_ = 0;
  number_.clear();
  link_.clear();
  qr_.clear();
  printed_ = false;
  app::set_language(home_language_);
}

void Machine::watch_idle() {
  const bool at_start = step_ == Step::welcome && code_.empty() && code_error_.empty() && !need_open_ &&
                        app::language() == home_language_;
  const double left = idle_seconds - (steady_seconds() - touched_at_);
  if (busy_) return watch_answer(left);
  if (at_start) return;
  if (left <= 0) return start_over();
  if (left > asked_seconds) return kit::wake_after(left - asked_seconds);
  kit::wake_after(left - std::floor(left) + 0.01);
  still_there_dialog(left);
}

/// No answer for as long as that: the customer is told, and an answer that comes later finds nobody.
void Machine::watch_answer(double left) {
  if (left > 0) return kit::wake_after(left);
  ++customer_;
  busy_ = false;
  trouble_ = tr("kiosk.trouble.network");
  kit::announce_now(trouble_);
  go(Step::trouble);
}

void Machine::still_there_dialog(double left) {
  const std::string seconds = std::to_string(static_cast<int>(std::ceil(left)));
  const kit::Dialog dialog("still-there", tr("kiosk.idle.title"));
  kit::text(tr("kiosk.idle.detail", {{"n", seconds}}), kit::TextStyle::heading);
  kit::progress(tr("kiosk.idle.left"), static_cast<float>(left / asked_seconds));
  kit::spacer(kit::Gap::medium);
  kit::ButtonOptions more;
  more.style = kit::ButtonStyle::primary;
  more.big = true;
  more.wide = true;
  const bool wanted = kit::button("more", tr("kiosk.idle.more"), more);
  if (wanted || dialog.close_requested()) {
    focus_code_ = true;
    touched();
  }
  kit::ButtonOptions end;
  end.big = true;
  end.wide = true;
  if (kit::button("end", tr("kiosk.idle.end"), end)) start_over();
}

void Machine::language_button() {
  kit::ButtonOptions options;
  options.icon = kit::Icon::language;
  options.big = true;
  if (kit::button("language", tr("kiosk.other_language"), options)) {
    const bool zh = app::language() == app::Language::zh;
    app::set_language(zh ? app::Language::en : app::Language::zh);
    focus_code_ = true;
    touched();
  }
}

void Machine::back_button() {
  kit::ButtonOptions options;
  options.icon = kit::Icon::back;
  options.big = true;
  if (kit::button("back", tr("kiosk.back"), options)) start_over();
}

void Machine::fail(const app::Reply& reply) {
  busy_ = false;
  trouble_ = reply.status == 0 ? tr("kiosk.trouble.network") : app::problem_text(reply);
  if (reply.status == 401) enrolled_ = Enrolled::unknown; // the device was struck off
  go(Step::trouble);
  kit::announce_now(trouble_);
}

// ---------------------------------------------------------------- commands

void Machine::take(const lobby::Branch& branch, lobby::Date date, const std::string& service) {
  busy_ = true;
  touched();
  lobby::command::TakeTicket command;
  command.service = service;
  command.need = need_;
  command.origin = lobby::Origin::kiosk;
  app::command(branch.id, date, command, nullptr, [this, customer = customer_](const app::Reply& reply) {
    if (customer != customer_) return;
    if (reply.ok()) {
      ticket_taken(reply);
    } else {
      fail(reply);
    }
  });
}

void Machine::ticket_taken(const app::Reply& reply) {
  busy_ = false;
  const app::Json json = app::Json::parse(reply.body);
  const app::Json events = json["events"];
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i]["type"].text() != "ticket.taken") continue;
    ticket_ = static_cast<lobby::TicketId>(events[i]["data"]["ticket"].number());
    number_ = events[i]["data"]["number"].text();
  }
  link_ = json["link"].text();
  qr_.clear();
  printed_ = false;
  taken_at_ = steady_seconds();
  load_qr();
  go(Step::ticket);
}

std::unique_ptr<app::Place> make_kiosk() { return std::make_unique<Machine>(); }

} // namespace kiosk
