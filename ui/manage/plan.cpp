#include "ui/manage/views.hpp"
#include "ui/manage/words.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace manage {

using app::tr;

namespace {

/// Open now by the plan's half hour that `minute` lies in; null when there is none.
const lobby::StaffingPlan::Half* half_at(const lobby::StaffingPlan& plan, int minute) {
  for (const lobby::StaffingPlan::Half& half : plan.halves)
    if (minute >= half.minute && minute < half.minute + lobby::half_hour_minutes) return &half;
  return nullptr;
}

lobby::demand::CounterSet open_now(const lobby::Branch& branch, const lobby::Day& day) {
  lobby::demand::CounterSet open = 0;
  for (std::size_t c = 0; c < branch.counters.size() && c < lobby::demand::most_counters; ++c) {
    const lobby::CounterState* state = day.counter(branch.counters[c].id);
    if (state && state->state != lobby::CounterState::State::closed) open |= lobby::demand::CounterSet{1} << c;
  }
  return open;
}

std::string hours_text(double hours) {
  const long tenths = std::lround(hours * 10);
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
}

std::string summary_text(const lobby::StaffingPlan& plan) {
  return tr("manage.plan.summary", {{"people", number_text(plan.people)}, {"hours", hours_text(plan.counter_hours)}});
}

void draw_held(const lobby::Branch& branch, const lobby::StaffingPlan& plan) {
  if (plan.held) return;
  const std::string services = service_names(branch, plan.short_services);
  // A list of nearly everything says less than "at times".
  const bool most = 2 * plan.short_services.size() > branch.services.size();
  kit::banner("short",
              services.empty() || most ? tr("manage.plan.short") : tr("manage.plan.short_of", {{"services", services}}),
              kit::Tone::warning);
}

void draw_shifts(const lobby::StaffingPlan& plan) {
  kit::List list(tr("manage.plan.shifts"));
  std::string before;
  std::string line;
  const auto flush = [&] {
    if (line.empty()) return;
    list.item();
    kit::fact(app::counter_text(before), line);
    line.clear();
  };
  for (const lobby::Shift& shift : plan.shifts) {
    if (shift.counter != before) flush();
    before = shift.counter;
    line += (line.empty() ? "" : tr("desk.and")) + app::from_to_text(shift);
  }
  flush();
}

/// The counters agreed for some of the half hour.
lobby::demand::CounterSet agreed_in(const lobby::Branch& branch, const lobby::Day& day, int half) {
  lobby::demand::CounterSet agreed = 0;
  for (std::size_t c = 0; c < branch.counters.size() && c < lobby::demand::most_counters; ++c)
    for (const lobby::Shift& one : day.planned)
      if (one.counter == branch.counters[c].id && one.from < half + lobby::half_hour_minutes && half < one.until)
        agreed |= lobby::demand::CounterSet{1} << c;
  return agreed;
}

/// The day's plan when this suggestion is taken at a minute of the day: what is agreed until it begins, and from then
/// on what it says. A suggestion begins with the half hour that runs; who is not there yet can only open now.
std::vector<lobby::Shift> taken(const lobby::Day& day, const lobby::StaffingPlan& plan, int minute) {
  std::vector<lobby::Shift> all;
  for (lobby::Shift one : day.planned) {
    if (!plan.halves.empty()) one.until = std::min(one.until, plan.halves.front().minute);
    if (one.from < one.until) all.push_back(one);
  }
  for (lobby::Shift one : plan.shifts) {
    const lobby::CounterState* state = day.counter(one.counter);
    if (!state || state->state == lobby::CounterState::State::closed) one.from = std::max(one.from, minute);
    if (one.from < one.until) all.push_back(one);
  }
  return all;
}

/// Whether the suggestion is what is agreed from a minute of the day on.
bool is_agreed(const lobby::Day& day, const lobby::StaffingPlan& plan, int minute) {
  const auto rest = [minute](std::vector<lobby::Shift> shifts) {
    for (lobby::Shift& one : shifts)
      one.from = std::max(one.from, minute);
    std::erase_if(shifts, [](const lobby::Shift& one) { return one.from >= one.until; });
    return shifts;
  };
  return rest(day.planned) == rest(plan.shifts);
}

void draw_halves(const lobby::Branch& branch, const lobby::Day& day, const lobby::StaffingPlan& plan,
                 lobby::demand::CounterSet now_open, int minute) {
  // The mean alone does not tell: it may be short while some wait too long.
  if (std::any_of(plan.halves.begin(), plan.halves.end(), [](const auto& half) { return !half.held; }))
    kit::text(tr("manage.plan.missed_note"), kit::TextStyle::small, kit::Tone::muted);
  const bool narrow = kit::viewport().narrow; // three columns fit a phone without being stacked
  std::vector<kit::Column> columns;
  if (narrow)
    columns = {{tr("manage.column.time"), 1},
               {tr("manage.column.which"), 1.1F},
               {tr("manage.column.wait"), 1.2F, kit::Align::end}};
  else
    columns = {{tr("manage.column.time"), 0.8F},      {tr("manage.column.people"), 0.8F, kit::Align::end},
               {tr("manage.column.counters"), 3.25F}, {tr("manage.column.which"), 0.9F},
               {tr("manage.column.agreed"), 0.9F},    {tr("manage.column.wait"), 1.1F, kit::Align::end}};
  kit::Table table("halves", tr("manage.plan.halves"), columns);
  for (const lobby::StaffingPlan::Half& half : plan.halves) {
    const bool here = minute >= half.minute && minute < half.minute + lobby::half_hour_minutes;
    const kit::Tone differs = here && half.open != now_open ? kit::Tone::warning : kit::Tone::normal;
    table.row(here ? kit::Tone::accent : kit::Tone::normal);
    table.cell(here ? tr("manage.plan.now", {{"time", app::minute_text(half.minute)}}) : app::minute_text(half.minute));
    if (narrow) {
      table.cell(counter_names(branch, half.open), differs);
    } else {
      table.cell(number_text(half.people));
      table.cell(counters_text(branch, half.open), differs);
      table.cell(counter_names(branch, half.open), kit::Tone::muted);
      const auto agreed = agreed_in(branch, day, half.minute);
      table.cell(counter_names(branch, agreed), agreed == half.open ? kit::Tone::success : kit::Tone::muted);
    }
    const std::string wait = wait_minutes_text(half.mean_wait);
    if (half.held)
      table.cell(wait);
    else
      table.cell(tr("manage.plan.missed", {{"wait", wait}}), kit::Tone::warning);
  }
}

} // namespace

void PlanView::draw(const Context& context) {
  openings_.draw(context, agreeing_);
  const History& history = context.advice.history();
  if (!history.loaded() && !history.problem().empty()) return; // which is told above: no plan is on its way
  kit::spacer(kit::Gap::large);
  draw_today(context);
  kit::spacer(kit::Gap::large);
  draw_coming(context);
}

void PlanView::draw_limit(const Context& context, const lobby::StaffingRules& rules) {
  const std::vector<int> limits = Advice::limits(context.branch);
  std::vector<std::string> names;
  int chosen = 0;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    names.push_back(tr("desk.minutes", {{"n", std::to_string(limits[i])}}));
    if (limits[i] == rules.limit_minutes) chosen = static_cast<int>(i);
  }
  const std::string label = tr("manage.plan.limit", {{"share", number_text(rules.within_limit * 100)}});
  if (kit::segmented("limit", label, names, chosen))
    context.advice.choose_limit(limits[static_cast<std::size_t>(chosen)]);
}

void PlanView::draw_today(const Context& context) {
  const kit::Region region(kit::Landmark::region, tr("manage.plan.today"));
  kit::heading(2, tr("manage.plan.today"));
  const PlanOf& today = context.advice.today(context.live, context.now);
  if (!today.begun()) {
    kit::skeleton(6);
    return;
  }
  const lobby::StaffingPlan& plan = today.plan();
  if (!plan.known) {
    kit::empty_state(kit::Icon::calendar, why_text(plan.why), tr("manage.plan.none_detail"));
    return;
  }
  const lobby::StaffingRules rules = context.advice.rules(context.branch);
  kit::text(tr("manage.plan.rules", {{"target", std::to_string(rules.target_minutes)},
                                     {"share", number_text(rules.within_limit * 100)},
                                     {"limit", std::to_string(rules.limit_minutes)},
                                     {"stretch", std::to_string(rules.min_stretch_minutes)}}),
            kit::TextStyle::small, kit::Tone::muted);
  draw_limit(context, rules);
  kit::text(summary_text(plan), kit::TextStyle::strong);
  if (plan.date_factor > 1.1)
    kit::icon_text(kit::Icon::calendar,
                   tr("manage.plan.busy_date", {{"percent", number_text((plan.date_factor - 1) * 100)}}));
  if (today.done())
    kit::text(tr("manage.plan.worked_out",
                 {{"time", app::clock_text(context.advice.planned_at(), context.day().utc_offset_minutes)},
                  {"n", std::to_string(Advice::plan_kept / lobby::minute)}}),
              kit::TextStyle::small, kit::Tone::muted);
  else
    kit::spinner(tr("manage.plan.working"));
  draw_held(context.branch, plan);
  const auto now_open = open_now(context.branch, context.day());
  const lobby::StaffingPlan::Half* half = half_at(plan, context.minute);
  if (today.done() && half && half->open != now_open)
    kit::banner("differs",
                tr("manage.plan.differs", {{"open", counters_text(context.branch, now_open)},
                                           {"plan", counters_text(context.branch, half->open)}}),
                std::popcount(now_open) < std::popcount(half->open) ? kit::Tone::warning : kit::Tone::normal);
  draw_halves(context.branch, context.day(), plan, now_open, context.minute);
  {
    const kit::Disclosure shifts("shifts", tr("manage.plan.shifts"));
    if (shifts) draw_shifts(plan);
  }
  {
    kit::Row row({0, 0}, false, kit::Gap::medium, kit::Align::center);
    row.next();
    if (is_agreed(context.day(), plan, context.minute))
      kit::icon_text(kit::Icon::check, tr("manage.plan.is_agreed"), kit::TextStyle::body, kit::Tone::success);
    else if (kit::button("agree", tr("manage.plan.agree"),
                         {.style = kit::ButtonStyle::primary, .enabled = today.done(), .busy = agreeing_.busy()}))
      agreeing_.agree(context.day(), taken(context.day(), plan, context.minute), Agreeing::Where::suggestion);
    row.next();
    if (kit::button("again", tr("manage.plan.again"), {.icon = kit::Icon::refresh})) context.advice.plan_again();
  }
  agreeing_.draw_outcome(context.day(), Agreeing::Where::suggestion);
}

void PlanView::draw_coming(const Context& context) {
  const kit::Region region(kit::Landmark::region, tr("manage.plan.coming"));
  kit::heading(2, tr("manage.plan.coming"));
  if (!context.advice.history().loaded()) {
    kit::skeleton(4);
    return;
  }
  for (const auto& day : context.advice.coming(context.live)) {
    const kit::IdScope scope(lobby::day_number(day->date));
    const kit::Card card(kit::CardStyle::inset);
    kit::heading(3, app::date_text(day->date));
    if (!day->problem.empty()) {
      kit::text(day->problem, kit::TextStyle::body, kit::Tone::danger);
      continue;
    }
    if (!day->plan.begun()) { // one after the other: a week takes a minute on a slow machine
      kit::text(tr("manage.plan.queued"), kit::TextStyle::body, kit::Tone::muted);
      continue;
    }
    const lobby::StaffingPlan& plan = day->plan.plan();
    if (!plan.known) {
      const bool closed = plan.why == "staffing.closed"; // whose words are of today
      kit::text(closed ? tr("manage.plan.closed_day") : why_text(plan.why), kit::TextStyle::body, kit::Tone::muted);
      continue;
    }
    kit::text(summary_text(plan));
    if (plan.date_factor > 1.1)
      kit::icon_text(kit::Icon::calendar,
                     tr("manage.plan.busy_date", {{"percent", number_text((plan.date_factor - 1) * 100)}}));
    if (!day->plan.done()) kit::spinner(tr("manage.plan.working"));
    draw_held(context.branch, plan);
    const auto look_again = [date = day->date, &advice = context.advice] { advice.look_again(date); };
    if (is_agreed(day->day, plan, 0))
      kit::icon_text(kit::Icon::check, tr("manage.plan.is_agreed"), kit::TextStyle::body, kit::Tone::success);
    else if (kit::button("agree", tr("manage.plan.agree"), {.enabled = day->plan.done(), .busy = agreeing_.busy()}))
      agreeing_.agree(day->day, plan.shifts, Agreeing::Where::suggestion, look_again);
    agreeing_.draw_outcome(day->day, Agreeing::Where::suggestion, look_again);
    const kit::Disclosure more("more", tr("manage.plan.details"));
    if (more) {
      draw_halves(context.branch, day->day, plan, 0, -1);
      draw_shifts(plan);
    }
  }
}

} // namespace manage
