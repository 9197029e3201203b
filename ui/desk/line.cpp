#include "ui/desk/views.hpp"
#include "ui/desk/words.hpp"

#include <algorithm>

namespace desk {

using app::tr;

namespace {

constexpr std::size_t shown_at_first = 8;

struct Entry {
  const lobby::Ticket* ticket;
  lobby::Forecast forecast;
  Urgency urgency;
  bool ours; ///< this counter may call it
};

Entry entry(const Context& context, lobby::TicketId id) {
  const lobby::Ticket* ticket = context.day().ticket(id);
  const lobby::Forecast forecast = context.live.predictor().ticket(id);
  const lobby::Counter* counter = context.branch.counter(context.counter);
  const bool ours = !counter || (context.branch.serves(*counter, ticket->service) &&
                                 (ticket->only_counter.empty() || ticket->only_counter == counter->id));
  return {ticket, forecast, urgency(context.branch, context.day(), *ticket, forecast, context.now), ours};
}

kit::Tone tone(Urgency urgency) {
  switch (urgency) {
  case Urgency::normal:
    return kit::Tone::normal;
  case Urgency::soon:
    return kit::Tone::warning;
  case Urgency::overdue:
    return kit::Tone::danger;
  }
  return kit::Tone::normal;
}

/// Colour alone says nothing to some: the urgency stands in the words too.
std::string waited_text(const Context& context, const Entry& entry) {
  const std::string waited = minutes_text(context.now - entry.ticket->taken_at);
  switch (entry.urgency) {
  case Urgency::normal:
    return waited;
  case Urgency::soon:
    return tr("desk.waited_soon", {{"time", waited}});
  case Urgency::overdue:
    return tr("desk.waited_overdue", {{"time", waited}});
  }
  return waited;
}

std::string name_of(const Context& context, const lobby::Ticket& ticket) {
  const People::Person* person = context.people.of_ticket(context.day(), ticket.id);
  return person ? person->name : std::string();
}

/// "现金业务 · 长者 · 张女士"
std::string about_text(const Context& context, const lobby::Ticket& ticket) {
  std::string about = service_name(context.branch, ticket.service);
  for (const std::string& more : {badges_text(ticket), name_of(context, ticket)})
    if (!more.empty()) about += " · " + more;
  return about;
}

void draw_overdue_banner(const Context& context, const std::vector<lobby::TicketId>& line) {
  const auto overdue = std::count_if(
      line.begin(), line.end(), [&](lobby::TicketId id) { return entry(context, id).urgency == Urgency::overdue; });
  if (overdue > 0)
    kit::banner("overdue",
                tr("desk.line.overdue", {{"n", std::to_string(overdue)},
                                         {"minutes", std::to_string(context.branch.policy.limit_wait_minutes)}}),
                kit::Tone::warning);
}

} // namespace

void LineView::draw(const Context& context) {
  const kit::Region region(kit::Landmark::region, tr("desk.line"));
  const std::vector<lobby::TicketId> line = lobby::line(context.branch, context.day(), context.day_now());
  kit::heading(2, tr("desk.line.title", {{"n", std::to_string(line.size())}}));
  if (line.empty()) {
    kit::empty_state(kit::Icon::people, tr("desk.line.empty"), tr("desk.line.empty_detail"));
  } else {
    draw_overdue_banner(context, line);
    if (kit::viewport().narrow)
      draw_cards(context, line);
    else
      draw_table(context, line);
    if (line.size() > shown_at_first &&
        kit::button("all", all_ ? tr("desk.line.fewer") : tr("desk.line.all", {{"n", std::to_string(line.size())}}),
                    {.style = kit::ButtonStyle::quiet}))
      all_ = !all_;
  }
  draw_parked(context);
}

void LineView::draw_table(const Context& context, const std::vector<lobby::TicketId>& line) {
  kit::Table table("line", tr("desk.line"),
                   {{tr("desk.column.number"), 0.7F},
                    {tr("desk.column.service"), 2},
                    {tr("desk.column.waited"), 1.7F},
                    {tr("desk.column.expected"), 1.4F}});
  const std::size_t count = all_ ? line.size() : std::min(line.size(), shown_at_first);
  for (std::size_t i = 0; i < count; ++i) {
    const Entry row = entry(context, line[i]);
    const kit::Tone quiet = row.ours ? kit::Tone::normal : kit::Tone::muted;
    table.row();
    table.cell(row.ticket->number, quiet, kit::TextStyle::strong);
    table.cell(about_text(context, *row.ticket), quiet);
    table.cell(waited_text(context, row), row.urgency == Urgency::normal ? quiet : tone(row.urgency));
    table.cell(app::wait_text(row.forecast), kit::Tone::muted);
  }
}

void LineView::draw_cards(const Context& context, const std::vector<lobby::TicketId>& line) {
  kit::List list(tr("desk.line"));
  const std::size_t count = all_ ? line.size() : std::min(line.size(), shown_at_first);
  for (std::size_t i = 0; i < count; ++i) {
    const Entry row = entry(context, line[i]);
    list.item();
    const kit::Card card(kit::CardStyle::inset);
    kit::fact(tr("desk.line.entry", {{"number", row.ticket->number}, {"about", about_text(context, *row.ticket)}}),
              waited_text(context, row), tone(row.urgency));
    kit::text(tr("desk.line.expected", {{"wait", app::wait_text(row.forecast)}}), kit::TextStyle::small,
              kit::Tone::muted);
  }
}

void LineView::draw_parked(const Context& context) {
  std::vector<const lobby::Ticket*> parked;
  for (const lobby::Ticket& ticket : context.day().tickets)
    if (ticket.state == lobby::Ticket::State::parked) parked.push_back(&ticket);
  if (parked.empty()) return;
  kit::heading(2, tr("desk.parked.title", {{"n", std::to_string(parked.size())}}));
  context.presses.draw_refusal({"unpark"});
  kit::List list(tr("desk.parked"));
  for (const lobby::Ticket* ticket : parked) {
    list.item();
    const kit::IdScope scope(ticket->id);
    kit::Row row({1, 0}, false, kit::Gap::medium, kit::Align::center);
    row.next();
    kit::text(tr("desk.line.entry", {{"number", ticket->number}, {"about", about_text(context, *ticket)}}));
    row.next();
    if (kit::button("unpark", tr("desk.unpark"),
                    {.icon = kit::Icon::play,
                     .busy = context.presses.busy("unpark"),
                     .describe = tr("desk.unpark_describe", {{"number", ticket->number}})}))
      context.presses.send("unpark", context.live, lobby::command::Unpark{ticket->id});
  }
}

} // namespace desk
