#include "ui/app/colleagues.hpp"
#include "ui/desk/views.hpp"
#include "ui/desk/words.hpp"

namespace desk {

using app::tr;

namespace {

/// Whom the counter is busy with, and since when.
std::string doing_text(const Context& context, const lobby::CounterState& state) {
  if (state.state == lobby::CounterState::State::paused) return tr("desk.counter_paused");
  const lobby::Ticket* ticket = context.day().ticket(state.ticket);
  if (!ticket) return tr("desk.counter_free");
  const bool serving = ticket->state == lobby::Ticket::State::serving;
  const std::string time = minutes_text(context.now - (serving ? ticket->started_at : ticket->called_at));
  return serving ? tr("desk.counter_serves", {{"number", ticket->number}, {"time", time}})
                 : tr("desk.counter_calls", {{"number", ticket->number}, {"time", time}});
}

bool is_open(const lobby::CounterState* state) { return state && state->state != lobby::CounterState::State::closed; }

void draw_open_counters(const Context& context) {
  kit::Table table("counters", tr("desk.counters"),
                   {{tr("desk.column.counter"), 1.2F}, {tr("desk.column.teller"), 1}, {tr("desk.column.doing"), 1.4F}});
  for (const lobby::Counter& counter : context.branch.counters) {
    const lobby::CounterState* state = context.day().counter(counter.id);
    if (!is_open(state)) continue;
    table.row(counter.id == context.counter ? kit::Tone::accent : kit::Tone::normal);
    table.cell(app::counter_text(counter.id));
    table.cell(app::name_of_staff(context.branch.id, state->teller));
    table.cell(doing_text(context, *state));
  }
}

} // namespace

void draw_counters(const Context& context) {
  kit::heading(2, tr("desk.counters"));
  std::string closed; // in a line: a table of them would be long and say nothing
  bool any = false;
  for (const lobby::Counter& counter : context.branch.counters) {
    const bool open = is_open(context.day().counter(counter.id));
    any = any || open;
    if (!open) closed += (closed.empty() ? "" : tr("desk.and")) + counter.id;
  }
  if (any) draw_open_counters(context);
  if (!closed.empty())
    kit::text(tr("desk.counters_closed", {{"counters", closed}}), kit::TextStyle::small, kit::Tone::muted);
}

} // namespace desk
