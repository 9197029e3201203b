#include "ui/manage/openings.hpp"

#include "core/wait/agreed.hpp"
#include "ui/manage/plots.hpp"
#include "ui/manage/views.hpp"
#include "ui/manage/words.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace manage {

using app::tr;

// ---------------------------------------------------------------- changing the plan

void Agreeing::agree(const lobby::Day& day, std::vector<lobby::Shift> plan, Where where, std::function<void()> done) {
  if (busy_) return;
  where_ = where;
  last_.reset();
  send(day, std::move(plan), false, std::move(done));
}

void Agreeing::send(const lobby::Day& day, std::vector<lobby::Shift> plan, bool undone, std::function<void()> done) {
  busy_ = true;
  branch_ = day.branch;
  date_ = day.date;
  problem_.clear();
  app::command(
      day.branch, day.date, lobby::command::PlanCounters{std::move(plan)}, nullptr,
      [this, branch = day.branch, before = day.planned, undone, done = std::move(done)](const app::Reply& reply) {
        if (branch != branch_) return; // another one is looked at by now
        busy_ = false;
        if (!reply.ok()) {
          problem_ = app::problem_text(reply);
          return;
        }
        last_.reset();
        const app::Json answer = app::Json::parse(reply.body);
        if (answer["events"].size() == 0) return; // it was the plan already
        last_ = {before, undone, static_cast<std::uint64_t>(answer["number"].number()), {}};
        moves_focus_ = where_ != Where::form;
        if (done) done();
      });
}

void Agreeing::draw_outcome(const lobby::Day& day, Where where, std::function<void()> done) {
  if (day.date != date_ || where != where_) return;
  if (!problem_.empty()) kit::banner("refused", problem_, kit::Tone::danger);
  if (!last_) return;
  const bool here = day.number >= last_->number;
  if (here && !last_->after) last_->after = day.planned;
  if (here && *last_->after != day.planned) { // somebody else has changed it since
    last_.reset();
    return;
  }
  kit::Row row({0, 0}, false, kit::Gap::medium, kit::Align::center);
  row.next();
  kit::status("agreed", tr(last_->undone ? "manage.agreed.undone" : "manage.agreed.done"), kit::TextStyle::small,
              kit::Tone::success);
  row.next();
  // One button that leads back and forth, so that the keyboard stays where it is.
  if (kit::button("undo", tr(last_->undone ? "manage.agreed.redo" : "manage.agreed.undo"),
                  {.style = kit::ButtonStyle::quiet,
                   .icon = last_->undone ? kit::Icon::refresh : kit::Icon::history,
                   .busy = busy_ || !here}))
    send(day, last_->before, !last_->undone, std::move(done));
  if (std::exchange(moves_focus_, false)) kit::focus("undo");
}

// ---------------------------------------------------------------- beside what really was

namespace {

using Ink = kit::Picture::Ink;

constexpr int step = 15; ///< minutes: openings begin and end at quarters of an hour
constexpr float row_height = 28, left = 36, right = 26, top = 24, bottom = 26;
constexpr float label_width = 52; ///< of an hour along the bottom

/// What the history knows, and what has happened since it was asked for.
std::vector<lobby::Shift> really_open(const Context& context) {
  std::vector<lobby::Shift> all = context.advice.history().today().open;
  const lobby::Day& day = context.day();
  for (const lobby::CounterState& state : day.counters) {
    if (state.state == lobby::CounterState::State::closed) continue;
    const int since = lobby::local_minute(state.since, day.utc_offset_minutes);
    const auto last = std::find_if(all.rbegin(), all.rend(), [&](const lobby::Shift& one) {
      return one.counter == state.id && one.until >= since;
    });
    if (last != all.rend())
      last->until = std::max(last->until, context.minute);
    else if (since < context.minute)
      all.push_back({state.id, since, context.minute});
  }
  return all;
}

std::string times_text(const std::vector<lobby::Shift>& shifts, std::string_view counter) {
  std::string text;
  for (const lobby::Shift& one : shifts)
    if (one.counter == counter) text += (text.empty() ? "" : tr("desk.and")) + app::from_to_text(one);
  return text.empty() ? "–" : text;
}

/// Those that are on the plan or were open, in the branch's order.
std::vector<std::string> counters_of(const lobby::Branch& branch, const std::vector<lobby::Shift>& planned,
                                     const std::vector<lobby::Shift>& open) {
  std::vector<std::string> counters;
  for (const lobby::Counter& counter : branch.counters) {
    const auto here = [&](const lobby::Shift& one) { return one.counter == counter.id; };
    if (std::any_of(planned.begin(), planned.end(), here) || std::any_of(open.begin(), open.end(), here))
      counters.push_back(counter.id);
  }
  return counters;
}

void draw_key() {
  kit::Row row({0}, false, kit::Gap::medium, kit::Align::center);
  for (const bool agreed : {true, false}) {
    row.next();
    kit::Row one({0, 0}, false, kit::Gap::tiny, kit::Align::center);
    one.next();
    const std::string name = agreed ? tr("manage.agreed.key_agreed") : tr("manage.agreed.key_open");
    {
      kit::Picture mark(18, 14, name);
      mark.rect(1, agreed ? 1.0F : 4.0F, 16, agreed ? 12.0F : 6.0F, Ink::accent, 3, !agreed);
    }
    one.next();
    kit::text(name, kit::TextStyle::small, kit::Tone::muted);
  }
}

bool is_open(const lobby::Day& day, std::string_view counter) {
  const lobby::CounterState* state = day.counter(counter);
  return state && state->state != lobby::CounterState::State::closed;
}

/// How an agreed opening that has not ended stands, and whether something is wrong with it.
std::pair<std::string, kit::Tone> standing_of(const Context& context, const lobby::Shift& one) {
  const bool early = context.minute < one.from;
  if (is_open(context.day(), one.counter))
    return {early ? tr("manage.agreed.open_early") : tr("manage.agreed.open"), kit::Tone::muted};
  if (early) return {tr("manage.agreed.coming"), kit::Tone::muted};
  const auto ahead = lobby::agreed::ahead(context.branch, context.day(), one.counter, context.now).openings;
  if (std::find(ahead.begin(), ahead.end(), one) == ahead.end())
    return {tr("manage.agreed.not_counted"), kit::Tone::warning};
  return {tr("manage.agreed.late", {{"minutes", std::to_string(context.minute - one.from)}}), kit::Tone::warning};
}

} // namespace

void Openings::draw(const Context& context, Agreeing& agreeing) {
  const std::vector<lobby::Opening>& hours = context.branch.hours(context.day().date);
  if (hours.empty()) return;
  const kit::Region region(kit::Landmark::region, tr("manage.agreed.title"));
  const kit::IdScope scope("openings");
  kit::heading(2, tr("manage.agreed.title"));
  kit::text(tr("manage.agreed.detail"), kit::TextStyle::small, kit::Tone::muted);
  draw_picture(context);
  agreeing.draw_outcome(context.day(), Agreeing::Where::list); // above the list, which may be long
  draw_list(context, agreeing);
  if (context.minute < hours.back().close) draw_form(context, agreeing);
}

void Openings::draw_picture(const Context& context) {
  const std::vector<lobby::Shift>& planned = context.day().planned;
  const std::vector<lobby::Shift> open = really_open(context);
  const std::vector<std::string> counters = counters_of(context.branch, planned, open);
  if (counters.empty()) return;
  const std::vector<lobby::Opening>& hours = context.branch.hours(context.day().date);
  int first = hours.front().open, last = hours.back().close;
  for (const lobby::Shift& one : open) {
    first = std::min(first, one.from);
    last = std::max(last, one.until);
  }
  draw_key();
  {
    const float end = top + row_height * static_cast<float>(counters.size());
    kit::Picture picture(0, end + bottom, tr("manage.agreed.picture"));
    const float width = picture.width() - left - right;
    const auto x = [&](int minute) {
      return left + width * static_cast<float>(minute - first) / static_cast<float>(last - first);
    };
    const auto apart = static_cast<int>(std::ceil(label_width * static_cast<float>(last - first) / 60 / width));
    for (int hour = (first + 59) / 60; hour * 60 <= last; ++hour) {
      picture.line(x(hour * 60), top, x(hour * 60), end, Ink::faint, 1);
      if (hour % std::max(1, apart) == 0)
        picture.label(x(hour * 60), end + 4, app::minute_text(hour * 60), Ink::muted, kit::TextStyle::small,
                      kit::Align::center);
    }
    for (std::size_t i = 0; i < counters.size(); ++i) {
      const float y = top + row_height * static_cast<float>(i);
      picture.label(left - 8, y + 5, counters[i], Ink::text, kit::TextStyle::small, kit::Align::end);
      picture.line(left, y + row_height, left + width, y + row_height, Ink::faint, 1);
      const auto bar = [&](const lobby::Shift& one, float inset, bool filled) {
        if (one.counter == counters[i])
          picture.rect(x(one.from) + 1, y + inset, std::max(2.0F, x(one.until) - x(one.from) - 2),
                       row_height - 2 * inset, Ink::accent, 4, filled);
      };
      for (const lobby::Shift& one : open)
        bar(one, 10, true);
      for (const lobby::Shift& one : planned)
        bar(one, 4, false);
    }
    if (context.minute >= first && context.minute <= last)
      draw_now(picture, x(context.minute), top, end,
               tr("manage.plan.now", {{"time", app::minute_text(context.minute)}}));
  }
  const kit::Disclosure figures("figures", tr("manage.plot.figures"));
  if (!figures) return;
  kit::Table table("open", tr("manage.agreed.picture"),
                   {{tr("desk.column.counter"), 0.7F},
                    {tr("manage.agreed.key_agreed"), 1.2F},
                    {tr("manage.agreed.key_open"), 1.2F}});
  for (const std::string& counter : counters) {
    table.row();
    table.cell(app::counter_text(counter));
    table.cell(times_text(planned, counter));
    table.cell(times_text(open, counter));
  }
}

// ---------------------------------------------------------------- what is still to come

void Openings::draw_list(const Context& context, Agreeing& agreeing) {
  const std::vector<lobby::Shift>& planned = context.day().planned;
  const auto ended = [&](const lobby::Shift& one) { return one.until <= context.minute; };
  const auto to_come = std::count_if(planned.begin(), planned.end(), std::not_fn(ended));
  if (to_come == 0) {
    kit::text(tr("manage.agreed.none"), kit::TextStyle::body, kit::Tone::muted);
    return;
  }
  constexpr int few = 6; // more would push away what follows, and the picture shows them all
  const kit::Disclosure all("all", tr("manage.agreed.all", {{"n", std::to_string(to_come)}}), to_come <= few);
  if (!all) return;
  kit::Table table("openings", tr("manage.agreed.title"),
                   {{tr("manage.agreed.column_opening"), 1.2F},
                    {tr("manage.agreed.column_state"), 1.4F},
                    {tr("manage.agreed.column_change"), 0}});
  for (std::size_t i = 0; i < planned.size(); ++i) {
    const lobby::Shift& one = planned[i];
    if (ended(one)) continue;
    table.row();
    table.cell(shift_text(one), kit::Tone::normal, kit::TextStyle::strong);
    const auto [standing, tone] = standing_of(context, one);
    table.cell(standing, tone, kit::TextStyle::small);
    table.cell_begin();
    // Not by its place: who has removed one by keyboard must not find the focus on the next one.
    const kit::IdScope scope(one.counter + " " + std::to_string(one.from));
    if (kit::icon_button("off", kit::Icon::trash, tr("manage.agreed.off", {{"opening", shift_text(one)}}))) {
      std::vector<lobby::Shift> rest = planned;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      agreeing.agree(context.day(), std::move(rest), Agreeing::Where::list);
    }
  }
}

void Openings::draw_form(const Context& context, Agreeing& agreeing) {
  const kit::Card card(kit::CardStyle::inset, tr("manage.agreed.add_title"));
  kit::heading(3, tr("manage.agreed.add_title"));
  const std::vector<lobby::Opening>& hours = context.branch.hours(context.day().date);
  const auto choose = [](const char* id, const std::string& label, int first, int last, int wanted, int& chosen) {
    std::vector<int> minutes;
    std::vector<std::string> names;
    int selected = 0;
    for (int minute = first;; minute = std::min(minute + step, last)) {
      if (minute <= (chosen < 0 ? wanted : chosen)) selected = static_cast<int>(minutes.size());
      minutes.push_back(minute);
      names.push_back(app::minute_text(minute));
      if (minute >= last) break;
    }
    if (kit::select(id, label, names, selected)) chosen = minutes[static_cast<std::size_t>(selected)];
    return minutes[static_cast<std::size_t>(selected)];
  };
  std::vector<std::string> counters;
  for (const lobby::Counter& counter : context.branch.counters)
    counters.push_back(app::counter_text(counter.id) + " · " + app::kind_text(counter.kind));
  counter_ = std::min(counter_, static_cast<int>(counters.size()) - 1);
  const int first = std::max(hours.front().open, context.minute / step * step);
  const int last = hours.back().close;
  // What is offered lies in one opening of the branch, not in the break, when nobody comes.
  const auto opening = [&](int minute) {
    return *std::find_if(hours.begin(), hours.end() - 1, [=](const lobby::Opening& one) { return minute < one.close; });
  };
  const int soon = std::max(first + 2 * step, opening(first + 2 * step).open);
  int from = 0, until = 0;
  {
    kit::Grid grid(160, kit::Gap::small);
    grid.next();
    kit::select("counter", tr("manage.agreed.counter"), counters, counter_);
    grid.next();
    from = choose("from", tr("manage.agreed.from"), first, std::max(first, last - step), soon, from_);
    grid.next();
    until = choose("until", tr("manage.agreed.until"), std::min(from + step, last), last,
                   std::min(from + 60, opening(from).close), until_);
  }
  if (kit::button("add", tr("manage.agreed.add"), {.icon = kit::Icon::plus, .busy = agreeing.busy()})) {
    std::vector<lobby::Shift> plan = context.day().planned;
    plan.push_back({context.branch.counters[static_cast<std::size_t>(counter_)].id, from, until});
    from_ = from; // what was asked for stays when it is refused, whatever the time is by then
    until_ = until;
    agreeing.agree(context.day(), std::move(plan), Agreeing::Where::form, [this] { from_ = until_ = -1; });
  }
  agreeing.draw_outcome(context.day(), Agreeing::Where::form);
}

} // namespace manage
