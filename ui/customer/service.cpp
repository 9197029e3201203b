// The second step: what does the customer want done? Quick matters first, each with its wait.
#include "ui/customer/views.hpp"

#include <algorithm>

namespace customer {

using app::tr;

namespace {

bool always_open(const lobby::Branch& branch, lobby::Date date) {
  const auto& hours = branch.hours(date);
  return hours.size() == 1 && hours.front().open == 0 && hours.front().close == 24 * 60;
}

std::string hours_text(const lobby::Branch& branch, lobby::Date date) {
  std::string text;
  for (const lobby::Opening& opening : branch.hours(date)) {
    if (!text.empty()) text += tr("customer.hours.and");
    text += app::minute_text(opening.open) + "–" + app::minute_text(opening.close);
  }
  return text.empty() ? tr("customer.hours.closed") : text;
}

void about(const lobby::Branch& branch, const BranchNow* now) {
  const kit::Card card(kit::CardStyle::plain, tr("customer.service.about"));
  if (now != nullptr) {
    const OpenWords open = open_words(branch, *now);
    kit::badge(open.text, open.tone, kit::Icon::clock);
  }
  const lobby::Date today = app::today(branch);
  if (!always_open(branch, today)) // the badge says it already
    kit::icon_text(kit::Icon::clock, tr("customer.hours.today", {{"hours", hours_text(branch, today)}}));
  if (const lobby::SpecialDay* special = branch.special_day(today)) {
    kit::icon_text(kit::Icon::info, tr(special->name), kit::TextStyle::body, kit::Tone::warning);
  }
  kit::icon_text(kit::Icon::pin, tr(branch.address));
  if (!branch.phone.empty()) kit::link("phone", branch.phone, "tel:" + branch.phone, kit::Icon::phone);
}

bool can(const lobby::Service& service, lobby::Channel channel) {
  return std::find(service.channels.begin(), service.channels.end(), channel) != service.channels.end();
}

/// Where else it can be done; empty when only at the counter.
std::string elsewhere_text(const lobby::Service& service) {
  const bool phone = can(service, lobby::Channel::phone), machine = can(service, lobby::Channel::self_service);
  if (phone && machine) return tr("customer.service.also_both");
  if (phone) return tr("customer.service.also_phone");
  return machine ? tr("customer.service.also_machine") : std::string();
}

void service_choice(const lobby::Branch& branch, const lobby::Service& service, const BranchNow* now) {
  kit::ChoiceOptions options;
  options.detail = tr(service.hint);
  if (const std::string elsewhere = elsewhere_text(service); !elsewhere.empty())
    options.detail += (options.detail.empty() ? "" : "\n") + elsewhere;
  const ServiceNow* state = now != nullptr ? now->service(service.id) : nullptr;
  if (state != nullptr && now->open) {
    options.trailing = app::wait_text(state->wait);
    options.trailing_tone = state->wait.known ? kit::Tone::accent : kit::Tone::muted;
  }
  if (kit::choice(service.id, tr(service.name), options)) app::go("/b/" + branch.id + "/" + service.id);
}

void group(const lobby::Branch& branch, const BranchNow* now, lobby::Complexity complexity, const std::string& title) {
  bool any = false;
  for (const lobby::Service& service : branch.services)
    any = any || service.complexity == complexity;
  if (!any) return;
  kit::heading(2, title);
  kit::List list(title);
  for (const lobby::Service& service : branch.services) {
    if (service.complexity != complexity) continue;
    list.item();
    service_choice(branch, service, now);
  }
  kit::spacer(kit::Gap::large);
}

} // namespace

void ServiceView::draw(NowBoard& board, const lobby::Branch& branch) {
  board.keep_fresh();
  const BranchNow* now = board.branch(branch.id);
  const StepPage page(tr(branch.name), "/");
  about(branch, now);
  kit::spacer(kit::Gap::large);
  if (branch.services.empty()) {
    kit::empty_state(kit::Icon::document, tr("customer.service.none"), tr("customer.service.none_detail"));
    return;
  }
  kit::text(now == nullptr || now->open ? tr("customer.service.lead") : tr("customer.service.lead_closed"),
            kit::TextStyle::body, kit::Tone::muted);
  kit::spacer(kit::Gap::medium);
  group(branch, now, lobby::Complexity::simple, tr("customer.service.simple"));
  group(branch, now, lobby::Complexity::complex, tr("customer.service.complex"));
}

} // namespace customer
