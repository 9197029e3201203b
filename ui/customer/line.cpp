// A visit with a ticket: in the line, called, being served, finished, or gone.
#include "ui/customer/views.hpp"

#include <algorithm>

namespace customer {

using app::tr;

namespace {

constexpr int near_ahead = 2; ///< with so few ahead it is time to come closer

void number_text(const lobby::Ticket& ticket) {
  kit::text(tr("customer.line.number"), kit::TextStyle::small, kit::Tone::muted);
  kit::text(ticket.number, kit::TextStyle::display, kit::Tone::accent);
}

std::string ahead_text(int ahead) {
  if (ahead == 0) return tr("customer.line.ahead_none");
  if (ahead == 1) return tr("customer.line.ahead_one");
  return tr("customer.line.ahead", {{"n", std::to_string(ahead)}});
}

/// How many counters that serve this ticket are open.
int counters_for(const lobby::Branch& branch, const lobby::Day& day, const lobby::Ticket& ticket) {
  return static_cast<int>(
      std::count_if(day.counters.begin(), day.counters.end(), [&](const lobby::CounterState& state) {
        const lobby::Counter* counter = branch.counter(state.id);
        return state.state == lobby::CounterState::State::open && counter != nullptr &&
               branch.serves(*counter, ticket.service);
      }));
}

/// The number called last for the same kind of business; empty when none was.
std::string last_called(const lobby::Day& day, const lobby::Ticket& mine) {
  const lobby::Ticket* last = nullptr;
  for (const lobby::Ticket& ticket : day.tickets) {
    if (ticket.service != mine.service || ticket.last_called_at == 0) continue;
    if (last == nullptr || ticket.last_called_at > last->last_called_at) last = &ticket;
  }
  return last != nullptr ? last->number : "";
}

void ended(const std::string& title, const std::string& detail, const lobby::Ticket& ticket, const std::string& again) {
  const StepPage page(title, "/");
  kit::text(detail);
  kit::fact(tr("customer.line.number"), ticket.number);
  kit::spacer(kit::Gap::medium);
  const kit::ButtonOptions options = look(kit::ButtonStyle::primary, kit::Icon::ticket, true);
  if (kit::button("again", tr("customer.line.again"), options)) app::go(again);
}

} // namespace

void VisitView::line(const Scene& scene) {
  using State = lobby::Ticket::State;
  const lobby::Ticket& ticket = *scene.ticket;
  const std::string again = "/b/" + scene.branch.id + "/" + scene.service.id;
  const bool past = scene.live.day.date < app::today(scene.branch);
  if (past || ticket.state == State::left || ticket.rating > 0) visit_is_over();
  switch (ticket.state) {
  case State::waiting:
    if (past) return ended(tr("customer.line.past"), tr("customer.line.past_detail"), ticket, again);
    return waiting(scene);
  case State::called:
  case State::serving:
    if (past) return finished(scene);
    return called(scene);
  case State::parked:
    return parked(scene);
  case State::finished:
    return finished(scene);
  case State::left:
    return ended(tr("customer.line.left"), tr("customer.line.left_detail"), ticket, again);
  case State::no_show:
    return ended(tr("customer.line.missed"),
                 tr("customer.line.missed_detail",
                    {{"time", app::clock_text(ticket.last_called_at, scene.offset)}, {"counter", ticket.counter}}),
                 ticket, again);
  }
}

// ---------------------------------------------------------------- waiting

void VisitView::waiting(const Scene& scene) {
  const lobby::Ticket& ticket = *scene.ticket;
  const int ahead = lobby::people_ahead(scene.branch, scene.live.day, ticket.id, app::now());
  near_turn(ahead);
  const StepPage page(tr("customer.line.title"), "/");
  as_of(scene);
  error_banner();
  wait_card(scene, ahead);
  kit::spacer(kit::Gap::medium);
  tell_me();
  kit::spacer(kit::Gap::medium);
  {
    const kit::Card card(kit::CardStyle::plain, tr("customer.line.state"));
    kit::heading(2, tr("customer.line.state"));
    kit::fact(tr("customer.fact.service"), tr(scene.service.name));
    kit::fact(tr("customer.fact.branch"), tr(scene.branch.name));
    if (!ticket.only_counter.empty()) kit::fact(tr("customer.line.only_counter"), ticket.only_counter);
    kit::fact(tr("customer.line.counters"), std::to_string(counters_for(scene.branch, scene.live.day, ticket)));
    const std::string last = last_called(scene.live.day, ticket);
    if (!last.empty()) kit::fact(tr("customer.line.last_called"), last);
    kit::fact(tr("customer.line.taken_at"), app::clock_text(ticket.taken_at, scene.offset));
  }
  kit::spacer(kit::Gap::medium);
  if (!scene.service.papers.empty()) {
    const kit::Disclosure papers("papers", tr("customer.papers.heading"));
    if (papers) papers_list(scene.branch, scene.service, false);
  }
  kit::spacer(kit::Gap::medium);
  keep_link();
  kit::ButtonOptions leave = look(kit::ButtonStyle::quiet, kit::Icon::logout, true);
  leave.busy = busy_;
  if (kit::button("leave", tr("customer.line.leave"), leave)) ask_ = Ask::leave;
  ask_dialog(scene);
}

void VisitView::wait_card(const Scene& scene, int ahead) {
  const lobby::Forecast forecast = scene.live.predictor().ticket(scene.ticket->id);
  const kit::Card card(kit::CardStyle::raised, tr("customer.line.title"));
  number_text(*scene.ticket);
  kit::status("ahead", ahead_text(ahead), kit::TextStyle::heading);
  kit::divider();
  kit::text(tr("customer.line.wait"), kit::TextStyle::small, kit::Tone::muted);
  kit::text(app::wait_text(forecast), kit::TextStyle::subheading);
  if (forecast.known) {
    const lobby::Time from = lobby::Predictor::moment(scene.live.day, app::now());
    const std::string clock = app::wait_clock_text(forecast, from, scene.offset);
    kit::icon_text(kit::Icon::clock, tr("customer.line.wait_clock", {{"time", clock}}));
    explain(scene, forecast);
  }
  if (const std::string record = app::record_text(scene.live.predictor().week()); !record.empty()) {
    kit::text(record, kit::TextStyle::small, kit::Tone::muted);
  }
}

/// Says why, when the call has moved by more than people would put up with in silence.
void VisitView::explain(const Scene& scene, const lobby::Forecast& forecast) {
  const lobby::Time moment = lobby::Predictor::moment(scene.live.day, app::now());
  const lobby::Time call = moment + static_cast<lobby::Duration>(forecast.p50 * lobby::second);
  const lobby::Standing now = lobby::standing(scene.branch, scene.live.day, scene.ticket->id, moment, call);
  const lobby::Duration moved = call - expected_.call;
  const lobby::Duration much = std::max(2 * lobby::minute, (expected_.call - moment) / 5);
  if (expected_.ticket != scene.ticket->id || expected_.link != link_) {
    expected_ = {link_, scene.ticket->id, call, now, {}};
  } else if (moved >= much || -moved >= much) {
    std::string why;
    for (const lobby::Cause& cause : lobby::causes(scene.live.day, expected_.standing, now, moved > 0))
      why += (why.empty() ? "" : tr("wait.and")) + app::cause_text(cause);
    const auto minutes = std::to_string((std::abs(moved) + lobby::minute / 2) / lobby::minute);
    const std::string_view key = moved > 0 ? "wait.longer" : "wait.shorter";
    expected_ = {link_, scene.ticket->id, call, now, tr(key, {{"minutes", minutes}, {"why", why}})};
  }
  if (!expected_.change.empty()) kit::status("change", expected_.change, kit::TextStyle::small, kit::Tone::warning);
}

void VisitView::near_turn(int ahead) {
  const bool came_near = ahead_before_ > near_ahead && ahead <= near_ahead;
  ahead_before_ = ahead;
  if (!came_near) return;
  const std::string text = tr("customer.line.near");
  kit::announce(text);
  app::vibrate();
  app::notify(text, ahead_text(ahead));
}

void VisitView::tell_me() {
  switch (app::notification_permission()) {
  case app::Permission::unasked:
    if (kit::button("tell-me", tr("customer.tell.ask"), look(kit::ButtonStyle::primary, kit::Icon::bell, true))) {
      app::ask_notification_permission();
    }
    return;
  case app::Permission::granted:
    kit::icon_text(kit::Icon::bell, tr("customer.tell.on"), kit::TextStyle::small, kit::Tone::success);
    return;
  case app::Permission::denied:
  case app::Permission::unsupported:
    kit::icon_text(kit::Icon::sound, tr("customer.tell.keep_open"), kit::TextStyle::small, kit::Tone::muted);
    return;
  }
}

// ---------------------------------------------------------------- called, being served

void VisitView::raise_alarm(const Scene& scene) {
  const lobby::Ticket& ticket = *scene.ticket;
  if (alarmed_at_ == ticket.last_called_at) return;
  alarmed_at_ = ticket.last_called_at;
  const std::string text = tr("customer.called.go", {{"counter", ticket.counter}});
  app::chime();
  app::vibrate();
  app::flash_title(text);
  app::notify(tr("customer.called.title", {{"number", ticket.number}}), text);
  kit::announce_now(tr("customer.called.title", {{"number", ticket.number}}) + " " + text);
}

void VisitView::called(const Scene& scene) {
  const lobby::Ticket& ticket = *scene.ticket;
  const bool serving = ticket.state == lobby::Ticket::State::serving;
  if (!serving) raise_alarm(scene);
  const std::string title =
      serving ? tr("customer.serving.title") : tr("customer.called.title", {{"number", ticket.number}});
  const StepPage page(title, "/", true, true);
  kit::fill();
  call_card(scene, title);
  as_of(scene);
  kit::fill();
}

void VisitView::call_card(const Scene& scene, const std::string& title) {
  const lobby::Ticket& ticket = *scene.ticket;
  const bool serving = ticket.state == lobby::Ticket::State::serving;
  const kit::Card card(serving ? kit::CardStyle::raised : kit::CardStyle::success, title);
  {
    const kit::Centered centered(96);
    kit::icon(serving ? kit::Icon::smile : kit::Icon::bell, 64, serving ? kit::Tone::accent : kit::Tone::success);
  }
  kit::heading(1, title, kit::Align::center);
  kit::text(ticket.number, kit::TextStyle::display, kit::Tone::normal, kit::Align::center);
  kit::text(serving ? tr("customer.serving.at", {{"counter", ticket.counter}})
                    : tr("customer.called.go", {{"counter", ticket.counter}}),
            kit::TextStyle::title, kit::Tone::normal, kit::Align::center);
  kit::spacer(kit::Gap::medium);
  if (serving) {
    kit::text(tr("customer.serving.detail"), kit::TextStyle::body, kit::Tone::muted, kit::Align::center);
    return;
  }
  const std::string since = app::clock_text(ticket.called_at, scene.offset);
  kit::text(tr("customer.called.detail", {{"time", since}}), kit::TextStyle::body, kit::Tone::normal,
            kit::Align::center);
}

void VisitView::parked(const Scene& scene) {
  const StepPage page(tr("customer.parked.title"), "/");
  as_of(scene);
  const kit::Card card(kit::CardStyle::warning, tr("customer.parked.title"));
  number_text(*scene.ticket);
  kit::text(tr("customer.parked.detail", {{"counter", scene.ticket->counter}}));
}

// ---------------------------------------------------------------- finished

void VisitView::finished(const Scene& scene) {
  const lobby::Ticket& ticket = *scene.ticket;
  const StepPage page(tr("customer.finished.title"), "/");
  as_of(scene);
  error_banner();
  if (ticket.rating > 0) {
    const kit::Card card(kit::CardStyle::success, tr("customer.rate.thanks"));
    kit::heading(2, tr("customer.rate.thanks"));
    kit::text(ticket.rating <= 2 ? tr("customer.rate.sorry") : tr("customer.rate.thanks_detail"));
  } else if (ticket.state == lobby::Ticket::State::finished) {
    const kit::Card card(kit::CardStyle::raised, tr("customer.rate.question"));
    kit::heading(2, tr("customer.rate.question"));
    kit::text(tr("customer.rate.detail"), kit::TextStyle::body, kit::Tone::muted);
    kit::stars("stars", tr("customer.rate.stars"), stars_);
    kit::ButtonOptions options = look(kit::ButtonStyle::primary, kit::Icon::check, true);
    options.enabled = stars_ > 0;
    options.busy = busy_;
    if (kit::button("rate", tr("customer.rate.send"), options)) {
      send(scene, lobby::command::Rate{ticket.id, stars_});
    }
  }
  kit::spacer(kit::Gap::medium);
  kit::fact(tr("customer.line.number"), ticket.number);
  kit::fact(tr("customer.fact.service"), tr(scene.service.name));
  kit::fact(tr("customer.fact.branch"), tr(scene.branch.name));
  if (ticket.finished_at != 0) {
    kit::fact(tr("customer.finished.at"), app::clock_text(ticket.finished_at, scene.offset));
  }
  kit::spacer(kit::Gap::medium);
  forget_me(scene);
}

void VisitView::forget_me(const Scene& scene) {
  if (forgotten_) {
    kit::status("forgotten", tr("customer.forget.done"), kit::TextStyle::small, kit::Tone::success);
    return;
  }
  if (scene.visit.name.empty() && scene.visit.phone.empty()) return;
  kit::text(tr("customer.forget.detail"), kit::TextStyle::small, kit::Tone::muted);
  if (!kit::button("forget", tr("customer.forget.do"), look(kit::ButtonStyle::quiet, kit::Icon::trash))) return;
  error_.clear();
  app::del("/api/visits/" + link_ + "/person", [this](const app::Reply& reply) {
    if (reply.ok()) {
      forgotten_ = true;
    } else {
      error_ = app::problem_text(reply);
    }
  });
}

} // namespace customer
