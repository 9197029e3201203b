#include "core/visit/call_order.hpp"
#include "ui/manage/views.hpp"
#include "ui/manage/words.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace manage {

using app::tr;

namespace {

constexpr int lengths[] = {30, 60, 120, 0}; ///< of the question; 0: until closing

int counters_in(const lobby::Day& day, lobby::CounterState::State state) {
  return static_cast<int>(std::count_if(day.counters.begin(), day.counters.end(),
                                        [state](const lobby::CounterState& one) { return one.state == state; }));
}

/// A paused one will be back: there is none to open.
bool none_closed(const Context& context) {
  using State = lobby::CounterState::State;
  return counters_in(context.day(), State::open) + counters_in(context.day(), State::paused) ==
         static_cast<int>(context.branch.counters.size());
}

/// The counters will open with the doors; until then what one of them would change says nothing.
bool is_before_opening(const Context& context, const lobby::Outlook& outlook) {
  const std::vector<lobby::Opening>& hours = context.branch.hours(context.day().date);
  return outlook.why == "staffing.no_counter_open" && !hours.empty() && context.minute < hours.front().open;
}

/// A figure with its name below.
void draw_figure(const std::string& value, const std::string& name, kit::Tone tone) {
  const kit::Card card(kit::CardStyle::inset, name);
  kit::text(value, kit::TextStyle::numeral, tone);
  kit::text(name, kit::TextStyle::small, kit::Tone::muted);
}

std::string why_longest(const Context& context, const lobby::Ticket& ticket, lobby::LongestWait::Why why) {
  using Why = lobby::LongestWait::Why;
  switch (why) {
  case Why::no_counter:
    return tr("manage.longest.no_counter");
  case Why::booked:
    return tr("manage.longest.booked", {{"time", app::minute_text(ticket.slot)}});
  case Why::line:
    break;
  }
  lobby::demand::CounterSet serving = 0;
  for (std::size_t c = 0; c < context.branch.counters.size() && c < lobby::demand::most_counters; ++c) {
    const lobby::CounterState* state = context.day().counter(context.branch.counters[c].id);
    if (state && state->state == lobby::CounterState::State::open &&
        lobby::may_call(context.branch, context.branch.counters[c], ticket))
      serving |= lobby::demand::CounterSet{1} << c;
  }
  return tr("manage.longest.line", {{"counters", counter_names(context.branch, serving)}});
}

/// A plan with one more opening; what of the same counter it meets becomes one with it.
std::vector<lobby::Shift> with(std::vector<lobby::Shift> plan, lobby::Shift opening) {
  for (const lobby::Shift& one : plan)
    if (one.counter == opening.counter && one.from <= opening.until && opening.from <= one.until) {
      opening.from = std::min(opening.from, one.from);
      opening.until = std::max(opening.until, one.until);
    }
  std::erase_if(plan, [&](const lobby::Shift& one) {
    return one.counter == opening.counter && opening.from <= one.from && one.until <= opening.until;
  });
  plan.push_back(std::move(opening));
  return plan;
}

std::string answer_text(const lobby::WhatIf& answer) {
  const std::string waits = tr("manage.whatif.answer", {{"before", wait_minutes_text(answer.before)},
                                                        {"after", wait_minutes_text(answer.after)}});
  const double more = std::round(answer.served_more);
  if (more == 0) return waits;
  return waits + " · " +
         tr(more > 0 ? "manage.whatif.served_more" : "manage.whatif.served_less", {{"n", number_text(std::abs(more))}});
}

} // namespace

void NowView::draw(const Context& context) {
  draw_figures(context);
  if (context.advice.history().loaded()) {
    const lobby::Advisor* advisor = context.advice.advisor();
    if (advisor && is_before_opening(context, advisor->outlook())) {
      draw_before_opening(context);
      return;
    }
    draw_warning(context);
    draw_unserved(context);
    draw_suggestions(context);
    draw_question(context);
  } else if (context.advice.history().problem().empty()) {
    kit::skeleton(4);
  }
}

void NowView::draw_before_opening(const Context& context) {
  const std::vector<lobby::Opening>& hours = context.branch.hours(context.day().date);
  kit::spacer(kit::Gap::medium);
  kit::banner("why", tr("manage.not_open_yet", {{"time", app::minute_text(hours.front().open)}}), kit::Tone::normal);
  kit::link("plan", tr("manage.now.to_plan"), "/manage/" + context.branch.id + "/plan", kit::Icon::calendar);
}

void NowView::draw_figures(const Context& context) {
  const kit::Region region(kit::Landmark::region, tr("manage.now.figures"));
  const lobby::Day& day = context.day();
  const auto waiting = std::count_if(day.tickets.begin(), day.tickets.end(), [](const lobby::Ticket& one) {
    return one.state == lobby::Ticket::State::waiting;
  });
  const lobby::LongestWait longest = lobby::longest_wait(context.branch, day, context.now);
  draw_numerals(context, waiting, longest);
  draw_longest(context, longest);
}

void NowView::draw_numerals(const Context& context, std::ptrdiff_t waiting, const lobby::LongestWait& longest) {
  const double longest_seconds = static_cast<double>(longest.waited) / lobby::second;
  kit::Grid grid(150, kit::Gap::small);
  grid.next();
  draw_figure(std::to_string(waiting), tr("manage.now.waiting"), kit::Tone::normal);
  grid.next();
  draw_figure(waiting == 0 ? "–" : wait_minutes_text(longest_seconds), tr("manage.now.longest"),
              tone_of_wait(longest_seconds, context.branch));
  grid.next();
  const lobby::Advisor* advisor = context.advice.advisor();
  const bool known = advisor && advisor->outlook().known;
  const double mean = known ? advisor->outlook().mean_wait : 0;
  draw_figure(known ? wait_minutes_text(mean) : "–",
              tr("manage.now.mean", {{"n", std::to_string(context.branch.policy.target_wait_minutes)}}),
              tone_of_wait(mean, context.branch));
  grid.next();
  using State = lobby::CounterState::State;
  const int paused = counters_in(context.day(), State::paused);
  draw_figure(tr("manage.now.of", {{"n", std::to_string(counters_in(context.day(), State::open))},
                                   {"all", std::to_string(context.branch.counters.size())}}),
              paused == 0 ? tr("manage.now.open") : tr("manage.now.paused", {{"n", std::to_string(paused)}}),
              kit::Tone::normal);
}

/// Whose wait it is, and what they wait for: the mean of all may be short all the same.
void NowView::draw_longest(const Context& context, const lobby::LongestWait& longest) {
  const lobby::Day& day = context.day();
  const lobby::Ticket* ticket = day.ticket(longest.ticket);
  if (!ticket || longest.waited < context.branch.policy.target_wait_minutes * lobby::minute) return;
  const lobby::Service* service = context.branch.service(ticket->service);
  kit::icon_text(kit::Icon::clock,
                 tr("manage.longest.who", {{"number", ticket->number},
                                           {"service", service ? tr(service->name) : ticket->service},
                                           {"why", why_longest(context, *ticket, longest.why)}}),
                 kit::TextStyle::small, kit::Tone::muted);
}

void NowView::draw_warning(const Context& context) {
  const lobby::Advisor* advisor = context.advice.advisor();
  if (!advisor) return;
  const lobby::Outlook& outlook = advisor->outlook();
  const std::string target = std::to_string(context.branch.policy.target_wait_minutes);
  const bool agreed = is_agreed_ahead(context.day(), context.minute);
  const bool all_open = none_closed(context);
  kit::spacer(kit::Gap::medium);
  if (!outlook.known) {
    const bool open = outlook.why == "staffing.no_counter_open";
    kit::banner("why", why_text(outlook.why), open ? kit::Tone::warning : kit::Tone::normal);
  } else if (outlook.past_target_now) {
    kit::banner(
        "past",
        tr("manage.now.past", {{"n", target}, {"hint", tr(all_open ? "manage.now.all_open" : "manage.now.open_one")}}),
        kit::Tone::danger);
  } else if (outlook.passes_target_at >= 0) {
    kit::banner("passes",
                tr(agreed ? "manage.now.passes_agreed" : "manage.now.passes",
                   {{"time", app::minute_text(outlook.passes_target_at)},
                    {"in", in_minutes_text(outlook.passes_target_at - context.minute)},
                    {"n", target},
                    {"hint", tr(all_open && !agreed ? "manage.now.all_open" : "manage.now.in_time")}}),
                kit::Tone::warning);
  } else {
    kit::banner("fine", tr(agreed ? "manage.now.fine_agreed" : "manage.now.fine", {{"n", target}}), kit::Tone::success);
  }
}

void NowView::draw_unserved(const Context& context) {
  const lobby::Advisor* advisor = context.advice.advisor();
  if (!advisor || !advisor->outlook().known || advisor->outlook().unserved_services.empty()) return;
  const std::string services = service_names(context.branch, advisor->outlook().unserved_services);
  kit::banner("unserved",
              tr(is_agreed_ahead(context.day(), context.minute) ? "manage.now.unserved_agreed" : "manage.now.unserved",
                 {{"n", number_text(std::max(1.0, std::round(advisor->outlook().unserved)))}, {"services", services}}),
              kit::Tone::warning);
}

void NowView::draw_suggestions(const Context& context) {
  const std::vector<lobby::WhatIf>& all = context.advice.suggestions();
  if (all.empty()) {
    const lobby::Advisor* advisor = context.advice.advisor();
    const bool wanted = advisor && (advisor->outlook().past_target_now || advisor->outlook().passes_target_at >= 0);
    if (wanted && !none_closed(context))
      kit::text(tr("manage.now.nothing_helps"), kit::TextStyle::small, kit::Tone::muted);
    return;
  }
  kit::heading(2, tr("manage.whatif.title"));
  kit::text(tr("manage.whatif.detail"), kit::TextStyle::small, kit::Tone::muted);
  kit::List list(tr("manage.whatif.title"));
  for (const lobby::WhatIf& one : all) {
    list.item();
    const kit::IdScope scope(change_text(one.change, context.minute));
    const kit::Card card(kit::CardStyle::inset);
    kit::Row row({1, 1, 0}, true, kit::Gap::medium, kit::Align::center);
    row.next();
    kit::text(change_text(one.change, context.minute), kit::TextStyle::strong);
    row.next();
    const bool better = std::round(one.served_more) > 0 || one.after < one.before;
    kit::text(answer_text(one), kit::TextStyle::body, better ? kit::Tone::success : kit::Tone::muted);
    row.next();
    if (kit::button("take", tr("manage.whatif.take"),
                    {.icon = kit::Icon::search,
                     .describe = tr("manage.whatif.take_what", {{"change", change_text(one.change, context.minute)}})}))
      take(context, one.change);
  }
}

/// Puts a suggestion into the question, where it can be varied, and asks it.
void NowView::take(const Context& context, const lobby::Change& change) {
  const auto& counters = context.branch.counters;
  const auto found = std::find_if(counters.begin(), counters.end(),
                                  [&](const lobby::Counter& one) { return one.id == change.counter; });
  counter_ = static_cast<int>(found - counters.begin());
  close_ = change.kind == lobby::Change::Kind::close ? 1 : 0;
  start_ = change.from <= context.minute ? 0 : change.from;
  for (std::size_t i = 0; i < std::size(lengths); ++i)
    if (lengths[i] == change.minutes) length_ = static_cast<int>(i);
  ask(context, change);
  show_answer_ = true;
}

void NowView::ask(const Context& context, const lobby::Change& change) {
  const lobby::WhatIf answer = context.advice.advisor()->ask(change);
  asked_ = change_text(change, context.minute);
  answer_ = answer.known ? answer_text(answer) : tr("manage.ask.no_answer");
  opening_.reset();
  if (!answer.known || change.kind != lobby::Change::Kind::open) return;
  const std::vector<lobby::Opening>& hours = context.branch.hours(context.day().date);
  const int close = hours.back().close;
  opening_ = lobby::Shift{change.counter, std::max(change.from, hours.front().open),
                          change.minutes == 0 ? close : std::min(change.from + change.minutes, close)};
}

/// The way from the answer to the plan.
void NowView::draw_agree(const Context& context) {
  if (opening_) {
    const std::vector<lobby::Shift>& planned = context.day().planned;
    const bool there = std::any_of(planned.begin(), planned.end(), [&](const lobby::Shift& one) {
      return one.counter == opening_->counter && one.from <= opening_->from && opening_->until <= one.until;
    });
    if (!there && kit::button("agree", tr("manage.agreed.add"), {.icon = kit::Icon::plus, .busy = agreeing_.busy()}))
      agreeing_.agree(context.day(), with(planned, *opening_), Agreeing::Where::list);
  }
  agreeing_.draw_outcome(context.day(), Agreeing::Where::list);
}

/// Any counter, opened for longer or closed, at once or at one of the next half hours.
void NowView::draw_question(const Context& context) {
  const lobby::Advisor* advisor = context.advice.advisor();
  const bool answers = advisor && (advisor->outlook().known || advisor->outlook().why == "staffing.no_counter_open");
  if (!answers || context.branch.counters.empty()) return;
  const kit::Card card(kit::CardStyle::plain, tr("manage.ask.title"));
  kit::heading(2, tr("manage.ask.title"));
  std::vector<std::string> counters;
  for (const lobby::Counter& counter : context.branch.counters)
    counters.push_back(
        tr("desk.counter_title", {{"counter", app::counter_text(counter.id)}, {"kind", app::kind_text(counter.kind)}}));
  std::vector<std::string> starts = {tr("manage.ask.now")};
  std::vector<int> minutes = {0};
  const int end = context.branch.hours(context.day().date).back().close;
  int start = 0;
  for (int minute = (context.minute / lobby::half_hour_minutes + 1) * lobby::half_hour_minutes; minute < end;
       minute += lobby::half_hour_minutes) {
    if (minute == start_) start = static_cast<int>(starts.size());
    starts.push_back(app::minute_text(minute));
    minutes.push_back(minute);
  }
  counter_ = std::min(counter_, static_cast<int>(counters.size()) - 1);
  {
    kit::Grid grid(200, kit::Gap::small);
    grid.next();
    kit::select("what", tr("manage.ask.what"), {tr("manage.ask.open"), tr("manage.ask.close")}, close_);
    grid.next();
    kit::select("counter", tr("manage.ask.which"), counters, counter_);
    grid.next();
    kit::select("start", tr("manage.ask.when"), starts, start);
    start_ = minutes[static_cast<std::size_t>(start)];
    if (close_ == 0) {
      grid.next();
      kit::select("length", tr("manage.ask.how_long"),
                  {tr("desk.minutes", {{"n", "30"}}), tr("desk.minutes", {{"n", "60"}}),
                   tr("desk.minutes", {{"n", "120"}}), tr("manage.ask.to_the_end")},
                  length_);
    }
  }
  if (kit::button("ask", tr("manage.ask.ask"), {.style = kit::ButtonStyle::primary, .icon = kit::Icon::search}))
    ask(context, {close_ == 1 ? lobby::Change::Kind::close : lobby::Change::Kind::open,
                  context.branch.counters[static_cast<std::size_t>(counter_)].id, start_ == 0 ? context.minute : start_,
                  close_ == 1 ? 0 : lengths[length_]});
  if (std::exchange(show_answer_, false)) kit::focus("ask");
  if (!answer_.empty()) kit::status("answer", tr("manage.ask.result", {{"change", asked_}, {"answer", answer_}}));
  draw_agree(context);
}

} // namespace manage
