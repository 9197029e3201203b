// The third step: what can be done without coming, what to bring, and the two ways on: book a time or join the line.
#include "ui/customer/views.hpp"

namespace customer {

using app::tr;

namespace {

void without_coming(const lobby::Service& service) {
  if (service.elsewhere.zh.empty()) return;
  const kit::Card card(kit::CardStyle::accent, tr("customer.papers.elsewhere"));
  kit::heading(2, tr("customer.papers.elsewhere"));
  kit::text(tr(service.elsewhere));
}

void what_to_bring(const lobby::Branch& branch, const lobby::Service& service) {
  if (service.papers.empty()) {
    kit::heading(2, tr("customer.papers.heading"));
    kit::icon_text(kit::Icon::success, tr("customer.papers.none"), kit::TextStyle::body, kit::Tone::success);
    return;
  }
  const kit::Card card(kit::CardStyle::plain, tr("customer.papers.heading"));
  papers_list(branch, service, true);
}

void help_needed(const lobby::Branch& branch) {
  std::vector<std::string> options;
  int selected = 0;
  const lobby::Need chosen = stored_need();
  for (const lobby::Need need : app::needs) {
    if (need == chosen) selected = static_cast<int>(options.size());
    options.push_back(need_text(need));
  }
  if (kit::select("need", tr("customer.need.question"), options, selected)) {
    store_need(app::needs[static_cast<std::size_t>(selected)]);
  }
  if (selected != 0 && branch.policy.special_first) {
    kit::icon_text(kit::Icon::hand, tr("customer.need.first"), kit::TextStyle::small, kit::Tone::success);
  }
}

/// Why joining from afar is not possible now; empty when it is.
std::string why_not_join(const BranchNow* now, const lobby::Branch& branch) {
  if (!branch.policy.remote_join) return tr("customer.join.not_here");
  if (now == nullptr) return tr("customer.join.unknown");
  if (!now->open) return tr("customer.join.closed", {{"closed", app::closed_text(branch)}});
  return {};
}

void line_now(const BranchNow* now, const lobby::Branch& branch, const lobby::Service& service) {
  if (!service.bookable) kit::icon_text(kit::Icon::info, tr("customer.papers.not_bookable"));
  const std::string why_not = why_not_join(now, branch);
  const ServiceNow* state = now != nullptr ? now->service(service.id) : nullptr;
  if (!why_not.empty()) {
    kit::icon_text(kit::Icon::info, why_not);
  } else if (state != nullptr) {
    std::string text = tr("customer.join.wait", {{"wait", app::wait_text(state->wait)}});
    if (state->wait.known) text += tr("customer.join.ahead", {{"n", std::to_string(state->wait.ahead)}});
    kit::icon_text(kit::Icon::clock, text);
  }
}

} // namespace

void PapersView::join(const lobby::Branch& branch, const lobby::Service& service, lobby::Date date) {
  joining_ = true;
  error_.clear();
  lobby::command::TakeTicket take;
  take.service = service.id;
  take.need = stored_need();
  take.origin = lobby::Origin::remote;
  Remembered visit;
  visit.branch = branch.id;
  visit.service = service.id;
  visit.date = date;
  app::command(branch.id, date, take, nullptr, [this, visit](const app::Reply& reply) mutable {
    joining_ = false;
    visit.link = reply.ok() ? app::Json::parse(reply.body)["link"].text() : "";
    if (visit.link.empty()) {
      error_ = app::problem_text(reply);
      return;
    }
    remember(visit);
    app::go("/v/" + visit.link);
  });
}

void PapersView::ways_on(const BranchNow* now, const lobby::Branch& branch, const lobby::Service& service) {
  const kit::BottomBar bar;
  kit::Row row({1, 1}, kit::viewport().large, kit::Gap::small); // large type needs the width
  row.next();
  kit::ButtonOptions book;
  book.style = kit::ButtonStyle::primary;
  book.icon = kit::Icon::calendar;
  book.wide = true;
  book.enabled = service.bookable;
  if (kit::button("book", tr("customer.papers.book"), book)) app::go("/b/" + branch.id + "/" + service.id + "/time");
  row.next();
  kit::ButtonOptions join_now;
  join_now.icon = kit::Icon::ticket;
  join_now.wide = true;
  join_now.enabled = why_not_join(now, branch).empty();
  join_now.busy = joining_;
  if (kit::button("join", tr("customer.papers.join"), join_now)) {
    join(branch, service, now->date);
  }
}

void PapersView::draw(NowBoard& board, const lobby::Branch& branch, const lobby::Service& service) {
  board.keep_fresh();
  if (of_ != service.id) {
    of_ = service.id;
    error_.clear();
  }
  const BranchNow* now = board.branch(branch.id);
  const StepPage page(tr(service.name), "/b/" + branch.id);
  kit::text(tr(branch.name), kit::TextStyle::body, kit::Tone::muted);
  if (!error_.empty()) kit::banner("error", error_, kit::Tone::danger, tr("customer.join.failed"));
  line_now(now, branch, service);
  kit::spacer(kit::Gap::medium);
  without_coming(service);
  kit::spacer(kit::Gap::medium);
  what_to_bring(branch, service);
  kit::spacer(kit::Gap::medium);
  help_needed(branch);
  kit::spacer(kit::Gap::large);

  ways_on(now, branch, service);
}

} // namespace customer
