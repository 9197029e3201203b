#include "ui/app/colleagues.hpp"
#include "ui/desk/views.hpp"
#include "ui/desk/words.hpp"

#include <utility>

namespace desk {

using app::tr;

namespace {

std::string served_text(const lobby::Branch& branch, const lobby::Counter& counter) {
  std::string all;
  for (const std::string& service : counter.serves)
    all += (all.empty() ? "" : tr("desk.and")) + service_name(branch, service);
  return all;
}

int waiting_for(const Context& context, const lobby::Counter& counter) {
  int waiting = 0;
  for (const lobby::Ticket& ticket : context.day().tickets)
    if (ticket.state == lobby::Ticket::State::waiting && context.branch.serves(counter, ticket.service)) ++waiting;
  return waiting;
}

/// Somebody simulated who sits there, and gives way to a real one.
bool held_by_simulated(const lobby::CounterState* state) {
  return state && state->state != lobby::CounterState::State::closed && !app::simulated_number(state->teller).empty();
}

/// The customer that a simulated teller is serving, who is not sent away for a change of tellers; else null.
const lobby::Ticket* being_served(const lobby::Day& day, const lobby::CounterState* state) {
  const lobby::Ticket* ticket = held_by_simulated(state) ? day.ticket(state->ticket) : nullptr;
  return ticket && ticket->state == lobby::Ticket::State::serving ? ticket : nullptr;
}

/// What opens the counter for this member of staff; a simulated teller goes, whoever was only called keeps the place.
std::vector<lobby::Command> opening(const lobby::Day& day, const std::string& counter) {
  std::vector<lobby::Command> commands;
  if (const lobby::CounterState* state = day.counter(counter); held_by_simulated(state)) {
    if (state->ticket != 0) commands.emplace_back(lobby::command::ReturnToLine{state->ticket});
    commands.emplace_back(lobby::command::CloseCounter{counter});
  }
  commands.emplace_back(lobby::command::OpenCounter{counter, app::staff().id});
  return commands;
}

} // namespace

void CounterChooser::draw(const Context& context) {
  const kit::IdScope scope("choose");
  kit::heading(1, tr("desk.choose.title"));
  kit::text(tr("desk.choose.detail", {{"branch", tr(context.branch.name)}}), kit::TextStyle::body, kit::Tone::muted);
  context.presses.draw_refusal({"open"});
  wait_for_counter(context);
  if (context.branch.counters.empty()) {
    kit::empty_state(kit::Icon::counter, tr("desk.choose.none"), tr("desk.choose.none_detail"));
    return;
  }
  kit::Grid grid(300, kit::Gap::medium);
  for (const lobby::Counter& counter : context.branch.counters) {
    grid.next();
    draw_counter(context, counter);
  }
}

/// Opens the counter that was asked for as soon as its customer has been served.
void CounterChooser::wait_for_counter(const Context& context) {
  const lobby::CounterState* state = wanted_.empty() ? nullptr : context.day().counter(wanted_);
  if (!held_by_simulated(state)) {
    wanted_.clear(); // nobody waits, or somebody real was quicker
    return;
  }
  const lobby::Ticket* ticket = being_served(context.day(), state);
  if (!ticket) {
    if (context.presses.any_busy()) return;
    const std::string counter = std::exchange(wanted_, {});
    context.presses.send_in_turn("open", context.live, opening(context.day(), counter));
    return;
  }
  const kit::Card card(kit::CardStyle::accent);
  kit::status("coming",
              tr("desk.choose.coming", {{"counter", app::counter_text(wanted_)},
                                        {"teller", app::name_of_staff(context.branch.id, state->teller)},
                                        {"number", ticket->number}}),
              kit::TextStyle::strong);
  kit::text(tr("desk.choose.coming_detail", {{"time", minutes_text(context.now - ticket->started_at)}}));
  if (kit::button("cancel", tr("desk.cancel"), {.icon = kit::Icon::close})) wanted_.clear();
}

void CounterChooser::draw_counter(const Context& context, const lobby::Counter& counter) {
  const lobby::CounterState* state = context.day().counter(counter.id);
  const bool taken = state && state->state != lobby::CounterState::State::closed;
  const bool simulated = held_by_simulated(state);
  const lobby::Ticket* ticket = being_served(context.day(), state);
  kit::ChoiceOptions options;
  options.icon = kit::Icon::counter;
  const std::string teller = taken ? app::name_of_staff(context.branch.id, state->teller) : "";
  options.detail = ticket      ? tr("desk.choose.take_over_later", {{"teller", teller}, {"number", ticket->number}})
                   : simulated ? tr("desk.choose.take_over", {{"teller", teller}})
                   : taken     ? tr("desk.choose.taken", {{"teller", teller}})
                               : tr("desk.choose.serves", {{"services", served_text(context.branch, counter)}});
  if (const std::string agreed = agreed_text(context.day(), counter.id, context.now); !agreed.empty())
    options.detail = tr("desk.choose.with_agreed", {{"detail", options.detail}, {"agreed", agreed}});
  options.trailing = app::kind_text(counter.kind);
  if (const int waiting = waiting_for(context, counter); !taken && waiting > 0) {
    options.badge = tr("desk.choose.waiting", {{"n", std::to_string(waiting)}});
    options.badge_tone = kit::Tone::accent;
  }
  options.arrow = !taken || simulated;
  options.enabled = options.arrow && !context.presses.any_busy();
  if (!kit::choice(counter.id, app::counter_text(counter.id), options)) return;
  if (ticket)
    wanted_ = counter.id;
  else
    context.presses.send_in_turn("open", context.live, opening(context.day(), counter.id));
}

} // namespace desk
