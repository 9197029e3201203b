#include "ui/desk/views.hpp"
#include "ui/desk/words.hpp"

#include <algorithm>

namespace desk {

using app::tr;

namespace {

void draw_name(const Context& context, const lobby::Ticket& ticket) {
  if (const People::Person* person = context.people.of_ticket(context.day(), ticket.id);
      person && !person->name.empty())
    kit::icon_text(kit::Icon::person, person->name, kit::TextStyle::strong);
}

void draw_papers(const lobby::Service* service) {
  if (!service || service->papers.empty()) return;
  kit::heading(4, tr("desk.papers"));
  kit::List list(tr("desk.papers"));
  for (const lobby::Paper& paper : service->papers) {
    list.item();
    const std::string note = tr(paper.note);
    kit::icon_text(paper.required ? kit::Icon::document : kit::Icon::info,
                   note.empty() ? tr(paper.name)
                                : tr("desk.paper_with_note", {{"paper", tr(paper.name)}, {"note", note}}),
                   kit::TextStyle::body, paper.required ? kit::Tone::normal : kit::Tone::muted);
  }
}

/// Of every press on a customer: the state may have changed under it (another tab, the hall), and with it the buttons.
void draw_refusals(const Context& context) {
  context.presses.draw_refusal({"call", "start", "recall", "no_show", "return", "finish"});
}

} // namespace

void CustomerView::draw(const Context& context) {
  const lobby::CounterState* state = context.day().counter(context.counter);
  const lobby::Ticket* ticket = state ? context.day().ticket(state->ticket) : nullptr;
  const kit::Region region(kit::Landmark::region, tr("desk.customer"));
  kit::heading(2, tr("desk.customer"));
  if (ticket)
    draw_customer(context, *ticket);
  else
    draw_next(context);
  hand_over_.draw(context);
}

void CustomerView::draw_next(const Context& context) {
  const lobby::CounterState* state = context.day().counter(context.counter);
  if (state && state->state == lobby::CounterState::State::paused) {
    const kit::Card card(kit::CardStyle::warning);
    kit::empty_state(kit::Icon::pause, tr("desk.paused.title"), tr("desk.paused.detail"));
    if (kit::button("resume", tr("desk.resume"),
                    {.style = kit::ButtonStyle::primary,
                     .icon = kit::Icon::play,
                     .wide = true,
                     .busy = context.presses.busy("counter"),
                     .shortcut = "F2"}))
      context.presses.send("counter", context.live, lobby::command::ResumeCounter{context.counter});
    context.presses.draw_refusal({"counter"});
    return;
  }
  const lobby::Choice next = lobby::next_for(context.branch, context.day(), context.counter, context.day_now());
  const lobby::Ticket* ticket = context.day().ticket(next.ticket);
  const kit::Card card(ticket ? kit::CardStyle::accent : kit::CardStyle::plain);
  if (ticket) {
    kit::text(tr("desk.next.title"), kit::TextStyle::small, kit::Tone::muted);
    kit::heading(3, tr("desk.next.who",
                       {{"number", ticket->number}, {"service", service_name(context.branch, ticket->service)}}));
    draw_badges(*ticket);
    kit::icon_text(kit::Icon::info, tr(next.why));
    kit::icon_text(kit::Icon::clock, tr("desk.waited", {{"time", minutes_text(context.now - ticket->taken_at)}}),
                   kit::TextStyle::body, kit::Tone::muted);
  } else {
    kit::empty_state(kit::Icon::people, tr("desk.next.nobody"), tr("desk.next.nobody_detail"));
  }
  if (kit::button("call", tr("desk.call_next"),
                  {.style = kit::ButtonStyle::primary,
                   .icon = kit::Icon::bell,
                   .enabled = ticket != nullptr,
                   .wide = true,
                   .busy = context.presses.busy("call"),
                   .big = true,
                   .shortcut = "F2"}))
    context.presses.send("call", context.live, lobby::command::CallNext{context.counter});
  draw_refusals(context);
}

void CustomerView::draw_customer(const Context& context, const lobby::Ticket& ticket) {
  const bool serving = ticket.state == lobby::Ticket::State::serving;
  {
    const kit::Card card(serving ? kit::CardStyle::success : kit::CardStyle::accent);
    {
      kit::Row row({1, 0}, false, kit::Gap::medium, kit::Align::center);
      row.next();
      kit::status("state", serving ? tr("desk.serving") : tr("desk.called"), kit::TextStyle::strong,
                  serving ? kit::Tone::success : kit::Tone::accent);
      kit::text(ticket.number, kit::TextStyle::display);
      row.next();
      kit::text(stopwatch_text(context.now - (serving ? ticket.started_at : ticket.last_called_at)),
                kit::TextStyle::numeral);
    }
    kit::heading(3, service_name(context.branch, ticket.service));
    draw_name(context, ticket);
    draw_badges(ticket);
    const lobby::Time until_called = ticket.called_at;
    kit::fact(tr("desk.waited_label"), minutes_text(until_called - ticket.taken_at));
    if (ticket.calls > 1)
      kit::fact(tr("desk.calls_label"),
                tr("desk.calls", {{"n", std::to_string(ticket.calls)},
                                  {"max", std::to_string(context.branch.policy.max_recalls + 1)}}));
    draw_papers(context.branch.service(ticket.service));
  }
  kit::spacer(kit::Gap::small);
  if (serving)
    draw_serving_actions(context, ticket);
  else
    draw_called_actions(context, ticket);
  kit::wake_after(1.0); // the stopwatch shows seconds
}

void CustomerView::draw_called_actions(const Context& context, const lobby::Ticket& ticket) {
  Presses& presses = context.presses;
  if (kit::button("start", tr("desk.start"),
                  {.style = kit::ButtonStyle::primary,
                   .icon = kit::Icon::play,
                   .wide = true,
                   .busy = presses.busy("start"),
                   .big = true,
                   .shortcut = "F8"}))
    presses.send("start", context.live, lobby::command::StartService{ticket.id});
  draw_refusals(context);
  kit::Grid grid(170, kit::Gap::small);
  grid.next();
  const int left = context.branch.policy.max_recalls + 1 - ticket.calls;
  if (kit::button("recall", tr("desk.recall"),
                  {.icon = kit::Icon::bell,
                   .enabled = left > 0,
                   .wide = true,
                   .busy = presses.busy("recall"),
                   .describe = tr("desk.recall_describe", {{"n", std::to_string(std::max(0, left))}}),
                   .shortcut = "F4"}))
    presses.send("recall", context.live, lobby::command::Recall{ticket.id});
  grid.next();
  const lobby::Time no_show_at = ticket.called_at + context.branch.policy.no_show_seconds * lobby::second;
  const lobby::Duration wait = no_show_at - context.now;
  if (kit::button("no_show",
                  wait > 0 ? tr("desk.no_show_in", {{"time", stopwatch_text(wait + lobby::second - 1)}})
                           : tr("desk.no_show"),
                  {.icon = kit::Icon::walk,
                   .enabled = wait <= 0,
                   .wide = true,
                   .busy = presses.busy("no_show"),
                   .shortcut = "Alt+N"}))
    presses.send("no_show", context.live, lobby::command::MarkNoShow{ticket.id});
  grid.next();
  if (kit::button("return", tr("desk.return"),
                  {.icon = kit::Icon::back,
                   .wide = true,
                   .busy = presses.busy("return"),
                   .describe = tr("desk.return_describe"),
                   .shortcut = "Alt+Z"}))
    presses.send("return", context.live, lobby::command::ReturnToLine{ticket.id});
  grid.next();
  if (kit::button("transfer", tr("desk.transfer"), {.icon = kit::Icon::transfer, .wide = true, .shortcut = "Alt+T"}))
    hand_over_.open(HandOver::Kind::transfer, ticket.id);
}

void CustomerView::draw_serving_actions(const Context& context, const lobby::Ticket& ticket) {
  Presses& presses = context.presses;
  if (kit::button("finish", tr("desk.finish"),
                  {.style = kit::ButtonStyle::primary,
                   .icon = kit::Icon::check,
                   .wide = true,
                   .busy = presses.busy("finish"),
                   .big = true,
                   .shortcut = "F9"}))
    presses.send("finish", context.live, lobby::command::FinishService{ticket.id});
  draw_refusals(context);
  kit::Grid grid(170, kit::Gap::small);
  grid.next();
  if (kit::button("transfer", tr("desk.transfer"), {.icon = kit::Icon::transfer, .wide = true, .shortcut = "Alt+T"}))
    hand_over_.open(HandOver::Kind::transfer, ticket.id);
  grid.next();
  if (kit::button("park", tr("desk.park"), {.icon = kit::Icon::park, .wide = true, .shortcut = "Alt+P"}))
    hand_over_.open(HandOver::Kind::park, ticket.id);
}

} // namespace desk
