#include "ui/desk/views.hpp"
#include "ui/desk/words.hpp"

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

/// What opens the counter for this member of staff; a simulated teller first serves out and goes.
std::vector<lobby::Command> opening(const lobby::Day& day, const std::string& counter) {
  std::vector<lobby::Command> commands;
  const lobby::CounterState* state = day.counter(counter);
  if (state && state->state != lobby::CounterState::State::closed) {
    if (const lobby::Ticket* ticket = day.ticket(state->ticket)) {
      if (ticket->state == lobby::Ticket::State::called)
        commands.emplace_back(lobby::command::ReturnToLine{ticket->id});
      else
        commands.emplace_back(lobby::command::FinishService{ticket->id});
    }
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

void CounterChooser::draw_counter(const Context& context, const lobby::Counter& counter) {
  const lobby::CounterState* state = context.day().counter(counter.id);
  const bool taken = state && state->state != lobby::CounterState::State::closed;
  const bool simulated = taken && is_simulated(state->teller); // gives way to a real one
  kit::ChoiceOptions options;
  options.icon = kit::Icon::counter;
  options.detail = simulated ? tr("desk.choose.take_over", {{"teller", name_of_teller(state->teller)}})
                   : taken   ? tr("desk.choose.taken", {{"teller", name_of_teller(state->teller)}})
                             : tr("desk.choose.serves", {{"services", served_text(context.branch, counter)}});
  options.trailing = kind_text(counter.kind);
  if (const int waiting = waiting_for(context, counter); !taken && waiting > 0) {
    options.badge = tr("desk.choose.waiting", {{"n", std::to_string(waiting)}});
    options.badge_tone = kit::Tone::accent;
  }
  options.arrow = !taken || simulated;
  options.enabled = options.arrow && !context.presses.any_busy();
  if (kit::choice(counter.id, counter_text(counter.id), options))
    context.presses.send_in_turn("open", context.live, opening(context.day(), counter.id));
}

} // namespace desk
