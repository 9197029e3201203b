#include "ui/desk/views.hpp"
#include "ui/desk/words.hpp"

#include "ui/app/needs.hpp"

#include <algorithm>

namespace desk {

using app::tr;

namespace {

constexpr lobby::Segment segments[] = {lobby::Segment::ordinary, lobby::Segment::vip, lobby::Segment::business};

constexpr std::size_t most_appointments = 8;

/// Booked and not yet here, by slot.
std::vector<const lobby::Appointment*> expected(const lobby::Day& day) {
  std::vector<const lobby::Appointment*> booked;
  for (const lobby::Appointment& appointment : day.appointments)
    if (appointment.state == lobby::Appointment::State::booked) booked.push_back(&appointment);
  std::stable_sort(booked.begin(), booked.end(), [](const auto* a, const auto* b) { return a->slot < b->slot; });
  return booked;
}

std::string name_of(const Context& context, const lobby::Appointment& appointment) {
  const People::Person* person = context.people.of_appointment(appointment.id);
  return person && !person->name.empty() ? person->name : tr("desk.hall.no_name");
}

/// Open counters with nobody in front of them that may serve the ticket.
std::vector<const lobby::CounterState*> free_counters(const Context& context, const lobby::Ticket& ticket) {
  std::vector<const lobby::CounterState*> found;
  for (const lobby::CounterState& state : context.day().counters) {
    const lobby::Counter* counter = context.branch.counter(state.id);
    if (counter && state.state == lobby::CounterState::State::open && state.ticket == 0 &&
        context.branch.serves(*counter, ticket.service))
      found.push_back(&state);
  }
  return found;
}

} // namespace

void HallView::draw(const Context& context) {
  const kit::IdScope scope("hall");
  kit::heading(1, tr("desk.hall.title"));
  kit::Row row({1, 1}, true, kit::Gap::large);
  row.next();
  draw_ticket_form(context);
  kit::spacer(kit::Gap::medium);
  draw_check_in(context);
  row.next();
  draw_out_of_turn(context);
  kit::spacer(kit::Gap::medium);
  draw_kiosk_code(context);
  kit::spacer(kit::Gap::medium);
  draw_counters(context);
}

void HallView::draw_ticket_form(const Context& context) {
  const kit::IdScope scope("ticket");
  const kit::Card card(kit::CardStyle::plain, tr("desk.hall.ticket"));
  kit::heading(2, tr("desk.hall.ticket"));
  std::vector<std::string> services, need_names, segment_names;
  for (const lobby::Service& service : context.branch.services)
    services.push_back(tr(service.name));
  for (const lobby::Need need : app::needs)
    need_names.push_back(need == lobby::Need::none ? tr("desk.need.none") : need_text(need));
  for (const lobby::Segment segment : segments)
    segment_names.push_back(segment == lobby::Segment::ordinary ? tr("desk.segment.ordinary") : segment_text(segment));
  kit::select("service", tr("desk.hall.service"), services, service_);
  kit::select("need", tr("desk.hall.need"), need_names, need_);
  kit::select("segment", tr("desk.hall.segment"), segment_names, segment_);
  context.presses.draw_refusal({"take"});
  if (kit::button("take", tr("desk.hall.take"),
                  {.style = kit::ButtonStyle::primary,
                   .icon = kit::Icon::ticket,
                   .enabled = !services.empty(),
                   .wide = true,
                   .busy = context.presses.busy("take")})) {
    taken_.clear();
    context.presses.send("take", context.live,
                         lobby::command::TakeTicket{context.branch.services[static_cast<std::size_t>(service_)].id,
                                                    segments[segment_], app::needs[static_cast<std::size_t>(need_)],
                                                    lobby::Origin::desk},
                         [this](const app::Json& reply) {
                           taken_ = reply["events"][0]["data"]["number"].text();
                           need_ = segment_ = 0;
                         });
  }
  const lobby::Ticket* ticket = taken_.empty() ? nullptr : context.day().ticket_by_number(taken_);
  if (!ticket) return;
  const int ahead = lobby::people_ahead(context.branch, context.day(), ticket->id, context.day_now());
  kit::banner("taken",
              tr("desk.hall.taken_detail",
                 {{"n", std::to_string(ahead)}, {"wait", app::wait_text(context.live.predictor().ticket(ticket->id))}}),
              kit::Tone::success, tr("desk.hall.taken", {{"number", ticket->number}}));
}

void HallView::draw_check_in(const Context& context) {
  const kit::IdScope card_scope("appointments");
  const kit::Card card(kit::CardStyle::plain, tr("desk.hall.check_in_title"));
  kit::heading(2, tr("desk.hall.check_in_title"));
  const std::vector<const lobby::Appointment*> booked = expected(context.day());
  if (booked.empty()) {
    kit::empty_state(kit::Icon::calendar, tr("desk.hall.no_appointments"), tr("desk.hall.no_appointments_detail"));
    return;
  }
  kit::field("search", tr("desk.hall.search"), search_, {.type = kit::FieldType::search, .autocomplete = "off"});
  context.presses.draw_refusal({"check_in"});
  kit::List list(tr("desk.hall.check_in_title"));
  std::size_t shown = 0, found = 0;
  for (const lobby::Appointment* appointment : booked) {
    const std::string name = name_of(context, *appointment);
    const People::Person* person = context.people.of_appointment(appointment->id);
    if (!search_.empty() && name.find(search_) == std::string::npos &&
        (!person || person->phone.find(search_) == std::string::npos))
      continue;
    if (++found > most_appointments) continue;
    ++shown;
    list.item();
    const kit::IdScope scope(appointment->id);
    kit::Row row({1, 0}, false, kit::Gap::medium, kit::Align::center);
    row.next();
    kit::text(tr("desk.hall.appointment", {{"time", app::minute_text(appointment->slot)}, {"name", name}}),
              kit::TextStyle::strong);
    kit::text(service_name(context.branch, appointment->service), kit::TextStyle::small, kit::Tone::muted);
    row.next();
    if (kit::button("check_in", tr("desk.hall.check_in"),
                    {.icon = kit::Icon::check,
                     .busy = context.presses.busy("check_in"),
                     .describe = tr("desk.hall.check_in_describe",
                                    {{"time", app::minute_text(appointment->slot)},
                                     {"name", name},
                                     {"service", service_name(context.branch, appointment->service)}})}))
      context.presses.send("check_in", context.live, lobby::command::CheckIn{appointment->id});
  }
  if (found == 0)
    kit::text(tr("desk.hall.none_found"), kit::TextStyle::body, kit::Tone::muted);
  else if (found > shown)
    kit::text(tr("desk.hall.more", {{"n", std::to_string(found - shown)}}), kit::TextStyle::small, kit::Tone::muted);
}

void HallView::draw_out_of_turn(const Context& context) {
  const kit::IdScope scope("out_of_turn");
  const kit::Card card(kit::CardStyle::plain, tr("desk.hall.out_of_turn"));
  kit::heading(2, tr("desk.hall.out_of_turn"));
  kit::text(tr("desk.hall.out_of_turn_detail"), kit::TextStyle::small, kit::Tone::muted);
  const std::vector<lobby::TicketId> line = lobby::line(context.branch, context.day(), context.day_now());
  if (line.empty()) {
    kit::empty_state(kit::Icon::people, tr("desk.line.empty"), tr("desk.line.empty_detail"));
    return;
  }
  std::vector<std::string> tickets{tr("desk.hall.choose_ticket")};
  int chosen = 0;
  for (const lobby::TicketId id : line) {
    const lobby::Ticket* ticket = context.day().ticket(id);
    const std::string badges = badges_text(*ticket);
    tickets.push_back(tr("desk.hall.ticket_option", {{"number", ticket->number},
                                                     {"service", service_name(context.branch, ticket->service)},
                                                     {"time", minutes_text(context.now - ticket->taken_at)}}) +
                      (badges.empty() ? "" : " · " + badges));
    if (id == ticket_) chosen = static_cast<int>(tickets.size()) - 1;
  }
  if (kit::select("ticket", tr("desk.hall.which_ticket"), tickets, chosen) || chosen == 0) {
    ticket_ = chosen == 0 ? 0 : line[static_cast<std::size_t>(chosen) - 1];
    counter_ = 0;
  }
  const lobby::Ticket* ticket = context.day().ticket(ticket_);
  const std::vector<const lobby::CounterState*> counters =
      ticket ? free_counters(context, *ticket) : std::vector<const lobby::CounterState*>();
  if (ticket && counters.empty()) kit::text(tr("desk.hall.no_free_counter"), kit::TextStyle::body, kit::Tone::warning);
  if (!counters.empty()) {
    std::vector<std::string> names;
    for (const lobby::CounterState* state : counters)
      names.push_back(app::counter_text(state->id));
    counter_ = std::min(counter_, static_cast<int>(counters.size()) - 1);
    kit::select("counter", tr("desk.hall.which_counter"), names, counter_);
  }
  context.presses.draw_refusal({"call_ticket"});
  if (kit::button("call_ticket", tr("desk.hall.call"),
                  {.icon = kit::Icon::bell,
                   .enabled = !counters.empty(),
                   .wide = true,
                   .busy = context.presses.busy("call_ticket")}))
    context.presses.send("call_ticket", context.live,
                         lobby::command::CallTicket{counters[static_cast<std::size_t>(counter_)]->id, ticket_});
}

void HallView::draw_kiosk_code(const Context& context) {
  const kit::IdScope scope("kiosk_code");
  const kit::Card card(kit::CardStyle::plain, tr("desk.hall.kiosk"));
  kit::heading(2, tr("desk.hall.kiosk"));
  kit::text(tr("desk.hall.kiosk_detail"), kit::TextStyle::small, kit::Tone::muted);
  const bool valid = !kiosk_code_.empty() && context.now < kiosk_code_expires_;
  if (valid) {
    kit::status("code", kiosk_code_, kit::TextStyle::numeral, kit::Tone::accent);
    kit::text(tr("desk.hall.kiosk_expires",
                 {{"time", app::clock_text(kiosk_code_expires_, context.day().utc_offset_minutes)}}),
              kit::TextStyle::small, kit::Tone::muted);
    kit::wake_after(static_cast<double>(kiosk_code_expires_ - context.now) / lobby::second);
  }
  context.presses.draw_refusal({"kiosk"});
  if (!kit::button("kiosk", valid ? tr("desk.hall.kiosk_again") : tr("desk.hall.kiosk_code"),
                   {.icon = kit::Icon::kiosk, .wide = true, .busy = context.presses.busy("kiosk")}))
    return;
  context.presses.begin("kiosk");
  app::post("/api/kiosk-codes", app::JsonObject().add("branch", context.branch.id).str(),
            [this, &presses = context.presses](const app::Reply& reply) {
              presses.end("kiosk", reply);
              if (!reply.ok()) return;
              const app::Json answer = app::Json::parse(reply.body);
              kiosk_code_ = answer["code"].text();
              kiosk_code_expires_ = static_cast<lobby::Time>(answer["expires"].number());
            });
}

} // namespace desk
