#include "ui/app/colleagues.hpp"
#include "ui/desk/views.hpp"
#include "ui/desk/words.hpp"

#include <algorithm>

namespace desk {

using app::tr;

namespace {

/// Reasons travel by these names in the public log, so that nobody types a customer's affairs into it.
constexpr std::string_view transfer_reasons[] = {"other_service", "needs_low_counter", "needs_authorisation",
                                                 "customer_wish", "other"};
constexpr std::string_view park_reasons[] = {"fills_form", "fetches_paper", "waits_for_approval", "waits_for_somebody",
                                             "other"};

std::vector<std::string> transfer_texts() {
  return {tr("desk.reason.other_service"), tr("desk.reason.needs_low_counter"), tr("desk.reason.needs_authorisation"),
          tr("desk.reason.customer_wish"), tr("desk.reason.other")};
}

std::vector<std::string> park_texts() {
  return {tr("desk.reason.fills_form"), tr("desk.reason.fetches_paper"), tr("desk.reason.waits_for_approval"),
          tr("desk.reason.waits_for_somebody"), tr("desk.reason.other")};
}

/// What else some counter of the branch serves.
std::vector<const lobby::Service*> other_services(const Context& context, std::string_view service) {
  std::vector<const lobby::Service*> found;
  for (const lobby::Service& other : context.branch.services) {
    const bool served =
        std::any_of(context.branch.counters.begin(), context.branch.counters.end(),
                    [&](const lobby::Counter& counter) { return context.branch.serves(counter, other.id); });
    if (other.id != service && served) found.push_back(&other);
  }
  return found;
}

/// Counters that a ticket of this service can be handed to.
std::vector<const lobby::Counter*> targets(const Context& context, std::string_view service) {
  std::vector<const lobby::Counter*> found;
  for (const lobby::Counter& counter : context.branch.counters)
    if (counter.id != context.counter && context.branch.serves(counter, service)) found.push_back(&counter);
  return found;
}

std::string target_detail(const Context& context, const lobby::Counter& counter) {
  const lobby::CounterState* state = context.day().counter(counter.id);
  if (!state || state->state == lobby::CounterState::State::closed) return tr("desk.counter_closed");
  if (state->state == lobby::CounterState::State::paused) return tr("desk.counter_paused");
  return app::name_of_staff(context.branch.id, state->teller);
}

} // namespace

void HandOver::open(Kind kind, lobby::TicketId ticket) {
  *this = HandOver();
  kind_ = kind;
  ticket_ = ticket;
}

void HandOver::draw(const Context& context) {
  if (!kind_) return;
  const lobby::Ticket* ticket = context.day().ticket(ticket_);
  const bool ours = ticket && ticket->counter == context.counter &&
                    (ticket->state == lobby::Ticket::State::called || ticket->state == lobby::Ticket::State::serving);
  if (!ours) { // done, here or in another tab
    kind_.reset();
    return;
  }
  const bool transfer = *kind_ == Kind::transfer;
  kit::Dialog dialog("hand_over", transfer ? tr("desk.transfer.title", {{"number", ticket->number}})
                                           : tr("desk.park.title", {{"number", ticket->number}}));
  if (transfer)
    draw_target(context, *ticket);
  else
    kit::text(tr("desk.park.detail"), kit::TextStyle::body, kit::Tone::muted);
  const bool reason = draw_reasons();
  context.presses.draw_refusal({"hand_over"});
  const bool has_target = to_counter_ == 0 ? !other_services(context, ticket->service).empty() : counter_ >= 0;
  const bool ready = reason && (!transfer || has_target);
  kit::Row row({1, 1});
  row.next();
  const bool cancel = kit::button("cancel", tr("desk.cancel"), {.wide = true});
  row.next();
  if (kit::button("send", transfer ? tr("desk.transfer.send") : tr("desk.park.send"),
                  {.style = kit::ButtonStyle::primary,
                   .icon = transfer ? kit::Icon::transfer : kit::Icon::park,
                   .enabled = ready,
                   .wide = true,
                   .busy = context.presses.busy("hand_over"),
                   .shortcut = "Ctrl+Enter"}))
    send(context, *ticket);
  if (cancel || dialog.close_requested()) kind_.reset();
}

void HandOver::draw_target(const Context& context, const lobby::Ticket& ticket) {
  kit::segmented("to", tr("desk.transfer.to"), {tr("desk.transfer.to_service"), tr("desk.transfer.to_counter")},
                 to_counter_);
  if (to_counter_ == 0) {
    std::vector<std::string> names;
    for (const lobby::Service* service : other_services(context, ticket.service))
      names.push_back(tr(service->name));
    kit::select("service", tr("desk.transfer.service"), names, service_);
    return;
  }
  const std::vector<const lobby::Counter*> counters = targets(context, ticket.service);
  if (counters.empty()) {
    kit::text(tr("desk.transfer.no_counter"), kit::TextStyle::body, kit::Tone::warning);
    counter_ = -1;
    return;
  }
  const kit::Region group(kit::Landmark::region, tr("desk.transfer.to_counter"));
  for (int i = 0; i < static_cast<int>(counters.size()); ++i)
    if (kit::choice(counters[static_cast<std::size_t>(i)]->id,
                    app::counter_text(counters[static_cast<std::size_t>(i)]->id),
                    {.icon = kit::Icon::counter,
                     .detail = target_detail(context, *counters[static_cast<std::size_t>(i)]),
                     .selected = counter_ == i,
                     .radio = true,
                     .arrow = false}))
      counter_ = i;
}

bool HandOver::draw_reasons() {
  const std::vector<std::string> texts = *kind_ == Kind::transfer ? transfer_texts() : park_texts();
  std::vector<std::string> options{tr("desk.reason.choose")};
  options.insert(options.end(), texts.begin(), texts.end());
  int chosen = reason_ + 1;
  if (kit::select("reason", tr("desk.reason.label"), options, chosen)) reason_ = chosen - 1;
  return reason_ >= 0;
}

void HandOver::send(const Context& context, const lobby::Ticket& ticket) {
  const auto reason = static_cast<std::size_t>(reason_);
  if (*kind_ == Kind::park) {
    context.presses.send("hand_over", context.live, lobby::command::Park{ticket.id, std::string(park_reasons[reason])});
    return;
  }
  lobby::command::Transfer transfer{ticket.id, ticket.service, {}, std::string(transfer_reasons[reason])};
  if (to_counter_ == 0)
    transfer.service = other_services(context, ticket.service)[static_cast<std::size_t>(service_)]->id;
  else
    transfer.counter = targets(context, ticket.service)[static_cast<std::size_t>(counter_)]->id;
  context.presses.send("hand_over", context.live, transfer);
}

} // namespace desk
