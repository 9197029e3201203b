#include "ui/manage/manage.hpp"

#include "ui/manage/views.hpp"
#include "ui/manage/words.hpp"

namespace manage {

using app::tr;

namespace {

constexpr std::string_view places[] = {"", "plan", "positions", "record"};

/// What is known, asked and chosen of one branch; forgotten together when another branch is looked at.
struct OfBranch {
  std::string branch;
  Advice advice;
  NowView now;
  PlanView plan;
  FloorView floor;
  RecordView record;
};

class Manage final : public app::Place {
public:
  void draw() override;

private:
  const lobby::Branch* branch() const;
  static int view();
  static void draw_day(const lobby::Branch& chosen, const app::Live& live);
  void draw_where(const lobby::Branch& chosen);
  void draw_body(const app::Live& live);
  void draw_staff(const lobby::Branch& chosen);

  OfBranch of_;
};

std::string address_of(std::string_view branch, int view) {
  const std::string_view place = places[static_cast<std::size_t>(view)];
  return "/manage/" + std::string(branch) + (place.empty() ? "" : "/") + std::string(place);
}

int Manage::view() {
  for (int i = 1; i < static_cast<int>(std::size(places)); ++i)
    if (app::path().size() > 2 && app::path()[2] == places[static_cast<std::size_t>(i)]) return i;
  return 0;
}

/// The one in the address, else the home branch, else the bank's first.
const lobby::Branch* Manage::branch() const {
  const lobby::Bank* bank = app::bank();
  if (app::path().size() > 1) return bank->branch(app::path()[1]);
  const lobby::Branch* home = bank->branch(app::staff().branch);
  return home || bank->branches.empty() ? home : &bank->branches.front();
}

void Manage::draw() {
  if (!app::require_staff({"manager"}, "manage.title")) return;
  kit::PageOptions options;
  options.title = tr("manage.title");
  options.hide_heading = true;
  options.max_width = 1200;
  app::top_bar();
  const kit::Page page(options);
  if (!app::bank()) {
    kit::skeleton(6);
    return;
  }
  const lobby::Branch* chosen = branch();
  kit::heading(1, chosen ? tr("manage.title_of", {{"branch", tr(chosen->name)}}) : tr("manage.title"));
  if (!chosen) {
    kit::banner("unknown", tr("desk.unknown_branch"), kit::Tone::danger);
    kit::link("home", tr("desk.to_home_branch"), "/manage", kit::Icon::home);
    return;
  }
  const app::Live& live = app::watch(chosen->id, app::today(*chosen));
  draw_day(*chosen, live);
  draw_where(*chosen);
  kit::spacer(kit::Gap::large);
  draw_body(live);
  draw_staff(*chosen);
}

std::string hours_text(const std::vector<lobby::Opening>& hours) {
  if (hours.empty()) return tr("staffing.closed");
  if (hours.front().close - hours.front().open == 24 * 60) return tr("manage.hours_always");
  std::string text;
  for (const lobby::Opening& one : hours)
    text += (text.empty() ? "" : tr("manage.and")) + app::from_to_text({{}, one.open, one.close});
  return tr("manage.hours", {{"hours", text}});
}

/// Whose day it is, how fresh what is shown is, and the day's hours.
void Manage::draw_day(const lobby::Branch& chosen, const app::Live& live) {
  const lobby::Date date = app::today(chosen);
  const bool stale = live.state == app::Live::State::stale && live.heard_at > 0;
  const std::string time = app::clock_text(stale ? live.heard_at : app::now(), app::utc_offset(chosen, date));
  kit::Row row({0, 0}, false, kit::Gap::medium); // on a phone one below the other
  row.next();
  kit::icon_text(kit::Icon::calendar, tr("manage.as_of", {{"date", app::date_text(date)}, {"time", time}}),
                 kit::TextStyle::small, kit::Tone::muted);
  row.next();
  kit::icon_text(kit::Icon::clock, hours_text(chosen.hours(date)), kit::TextStyle::small, kit::Tone::muted);
}

void Manage::draw_where(const lobby::Branch& chosen) {
  const kit::Region nav(kit::Landmark::nav, tr("manage.nav"));
  kit::Row row({1, 0}, true);
  row.next();
  if (const lobby::Branch* other = app::choose_branch(chosen)) app::go(address_of(other->id, view()));
  row.next();
  int shown = view();
  if (kit::segmented("view", tr("manage.view"),
                     {tr("manage.view_now"), tr("manage.view_plan"), tr("manage.view_floor"), tr("manage.view_record")},
                     shown))
    app::go(address_of(chosen.id, shown));
}

void Manage::draw_body(const app::Live& live) {
  if (live.state == app::Live::State::loading) {
    kit::skeleton(6);
    return;
  }
  if (live.state == app::Live::State::failed) {
    kit::banner("failed", live.error, kit::Tone::danger, tr("desk.failed"));
    return;
  }
  const lobby::Time now = app::now() > live.day.last_at ? app::now() : live.day.last_at;
  if (of_.branch != live.branch->id) {
    of_ = OfBranch();
    of_.branch = live.branch->id;
  }
  of_.advice.refresh(live, now);
  if (!of_.advice.history().problem().empty())
    kit::banner("history", of_.advice.history().problem(), kit::Tone::danger, tr("manage.history_failed"));
  const Context context{live, *live.branch, now, lobby::local_minute(now, live.day.utc_offset_minutes), of_.advice};
  switch (view()) {
  case 1:
    of_.plan.draw(context);
    break;
  case 2:
    of_.floor.draw(context);
    break;
  case 3:
    of_.record.draw(context);
    break;
  default:
    of_.now.draw(context);
  }
  kit::wake_after(10.0); // waits are shown in minutes
}

/// Who is logged in, and the way out.
void Manage::draw_staff(const lobby::Branch& chosen) {
  kit::spacer(kit::Gap::large);
  kit::divider();
  kit::Row row({0}, false, kit::Gap::medium, kit::Align::center);
  row.next();
  kit::icon_text(kit::Icon::person, tr("desk.logged_in", {{"name", app::staff().name}, {"branch", tr(chosen.name)}}),
                 kit::TextStyle::small, kit::Tone::muted);
  row.next();
  kit::link("desk", tr("manage.to_desk"), "/desk/" + chosen.id, kit::Icon::counter);
  row.next();
  if (kit::button("log_out", tr("desk.log_out"), {.style = kit::ButtonStyle::quiet, .icon = kit::Icon::logout}))
    app::log_out();
}

} // namespace

std::unique_ptr<app::Place> make_manage() { return std::make_unique<Manage>(); }

} // namespace manage
