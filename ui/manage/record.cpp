#include "ui/manage/plots.hpp"
#include "ui/manage/views.hpp"
#include "ui/manage/words.hpp"

#include <algorithm>

namespace manage {

using app::tr;

namespace {

using Ink = kit::Picture::Ink;

std::optional<double> mean_minutes(const lobby::DayRecord::Half& half) {
  if (half.called == 0) return {};
  return half.waited / half.called / 60;
}

/// The places of a plot of a day: its half hours.
struct Halves {
  std::vector<int> minutes;
  std::vector<std::string> names;
  std::optional<double> now; ///< see Plot
};

Halves halves_of(const lobby::DayRecord& record, int minute) {
  Halves halves;
  for (const lobby::DayRecord::Half& half : record.halves) {
    if (minute >= half.minute) // in a break it is the end of the last half hour before it
      halves.now = static_cast<double>(halves.minutes.size()) +
                   std::min(1.0, static_cast<double>(minute - half.minute) / lobby::half_hour_minutes);
    halves.minutes.push_back(half.minute);
    halves.names.push_back(app::minute_text(half.minute));
  }
  if (!halves.minutes.empty() && minute >= halves.minutes.back() + lobby::half_hour_minutes) halves.now.reset();
  return halves;
}

/// Minutes of the wait that counts, as it was told: the mean of those who took a ticket in each half hour.
std::vector<std::optional<double>> told_minutes(const lobby::Day& day, const std::vector<int>& halves) {
  std::vector<double> sums(halves.size()), people(halves.size());
  const lobby::Time midnight = lobby::at(day.date, 0, day.utc_offset_minutes);
  for (const lobby::Ticket& one : day.tickets) {
    const int minute = lobby::local_minute(one.taken_at, day.utc_offset_minutes);
    const auto after = std::upper_bound(halves.begin(), halves.end(), minute);
    if (!one.told.known || after == halves.begin()) continue;
    const auto half = static_cast<std::size_t>(after - halves.begin() - 1);
    const lobby::Time call = one.taken_at + one.told.p50 * lobby::second;
    const lobby::Duration wait = call - lobby::waits_from(midnight, one.taken_at, one.slot);
    sums[half] += static_cast<double>(std::max<lobby::Duration>(0, wait)) / lobby::minute;
    people[half] += 1;
  }
  std::vector<std::optional<double>> means(halves.size());
  for (std::size_t i = 0; i < halves.size(); ++i)
    if (people[i] > 0) means[i] = sums[i] / people[i];
  return means;
}

} // namespace

void RecordView::draw(const Context& context) {
  const History& history = context.advice.history();
  if (!history.loaded()) {
    if (history.problem().empty()) kit::skeleton(6);
    return;
  }
  if (history.today().halves.empty()) {
    kit::empty_state(kit::Icon::chart, tr("staffing.closed"), tr("manage.record.closed_detail"));
  } else {
    draw_waits(context);
    kit::spacer(kit::Gap::large);
    draw_arrivals(context);
  }
  kit::spacer(kit::Gap::large);
  draw_days(context);
  kit::spacer(kit::Gap::large);
  draw_promises(context);
}

void RecordView::draw_waits(const Context& context) {
  const lobby::DayRecord& today = context.advice.history().today();
  const Halves halves = halves_of(today, context.minute);
  Series actual{tr("manage.record.actual_wait"), Ink::accent, false, {}};
  Series expected{tr("manage.record.expected_wait"), Ink::text, false, told_minutes(context.day(), halves.minutes)};
  double worst = 0;
  std::string worst_at;
  for (const lobby::DayRecord::Half& half : today.halves) {
    actual.values.push_back(half.minute <= context.minute ? mean_minutes(half) : std::nullopt);
    if (actual.values.back() && *actual.values.back() > worst) {
      worst = *actual.values.back();
      worst_at = app::minute_text(half.minute);
    }
  }
  if (const lobby::Advisor* advisor = context.advice.advisor())
    for (std::size_t i = 0; i < halves.minutes.size(); ++i) {
      if (halves.minutes[i] + lobby::half_hour_minutes <= context.minute) continue; // what was told stands
      double people = 0, waited = 0;
      for (const lobby::Outlook::Point& point : advisor->outlook().points)
        if (point.minute >= halves.minutes[i] && point.minute < halves.minutes[i] + lobby::half_hour_minutes) {
          people += point.people;
          waited += point.people * point.mean_wait;
        }
      if (people > 0) expected.values[i] = waited / people / 60;
    }
  const double target = context.branch.policy.target_wait_minutes;
  Plot plot;
  plot.id = "waits";
  plot.title = tr("manage.record.waits");
  plot.summary = worst_at.empty() ? tr("manage.record.waits_none")
                                  : tr("manage.record.waits_summary", {{"n", number_text(worst)}, {"time", worst_at}});
  plot.places_title = tr("manage.column.time");
  plot.places = halves.names;
  plot.series = {actual, expected};
  plot.limit = target;
  plot.limit_name = tr("manage.record.target");
  plot.now = halves.now;
  plot.now_name = tr("manage.plan.now", {{"time", app::minute_text(context.minute)}});
  manage::draw(plot);
  kit::text(tr(is_agreed_ahead(context.day(), context.minute) ? "manage.record.expected_agreed"
                                                              : "manage.record.expected_as_now"),
            kit::TextStyle::small, kit::Tone::muted);
}

void RecordView::draw_arrivals(const Context& context) {
  const History& history = context.advice.history();
  const Halves halves = halves_of(history.today(), context.minute);
  const lobby::Expected day = lobby::expected(context.branch, history.footfall(), context.day().date);
  Series came{tr("manage.record.came"), Ink::accent, true, {}};
  Series forecast{tr("manage.record.forecast"), Ink::text, false, {}};
  double so_far = 0, expected_so_far = 0;
  for (const lobby::DayRecord::Half& half : history.today().halves) {
    const auto place = static_cast<std::size_t>(half.minute / lobby::half_hour_minutes);
    const double people = day.walk_ins[place] + day.booked[place];
    forecast.values.emplace_back(people);
    if (half.minute <= context.minute) {
      came.values.emplace_back(half.walk_ins + half.booked);
      so_far += half.walk_ins + half.booked;
      const double passed = std::min(1.0, (context.minute - half.minute) / 30.0);
      expected_so_far += people * passed;
    } else {
      came.values.emplace_back();
    }
  }
  Plot plot;
  plot.id = "arrivals";
  plot.title = tr("manage.record.arrivals");
  plot.summary =
      tr("manage.record.arrivals_summary", {{"n", number_text(so_far)}, {"expected", number_text(expected_so_far)}});
  plot.places_title = tr("manage.column.time");
  plot.places = halves.names;
  plot.series = {came, forecast};
  plot.now = halves.now;
  plot.now_name = tr("manage.plan.now", {{"time", app::minute_text(context.minute)}});
  manage::draw(plot);
}

void RecordView::draw_days(const Context& context) {
  const std::vector<lobby::DayRecord>& days = context.advice.history().days();
  if (days.empty()) {
    kit::heading(2, tr("manage.record.days"));
    kit::empty_state(kit::Icon::history, tr("manage.record.no_days"), tr("manage.record.no_days_detail"));
    return;
  }
  Series waits{tr("manage.record.actual_wait"), Ink::accent, false, {}};
  std::vector<std::string> names;
  double people = 0, called = 0, late = 0;
  for (const lobby::DayRecord& day : days) {
    double waited = 0, of_day = 0;
    for (const lobby::DayRecord::Half& half : day.halves) {
      people += half.walk_ins + half.booked;
      waited += half.waited;
      of_day += half.called;
      late += half.late;
    }
    called += of_day;
    names.push_back(app::date_text(day.date));
    waits.values.push_back(of_day > 0 ? std::optional<double>(waited / of_day / 60) : std::nullopt);
  }
  Plot plot;
  plot.id = "days";
  plot.title = tr("manage.record.days");
  plot.summary = tr("manage.record.days_summary", {{"days", std::to_string(days.size())},
                                                   {"people", number_text(people / static_cast<double>(days.size()))},
                                                   {"percent", number_text(called > 0 ? 100 * (1 - late / called) : 0)},
                                                   {"n", std::to_string(context.branch.policy.target_wait_minutes)}});
  plot.places_title = tr("manage.column.date");
  plot.places = names;
  plot.series = {waits};
  plot.limit = context.branch.policy.target_wait_minutes;
  plot.limit_name = tr("manage.record.target");
  manage::draw(plot);
  kit::text(plot.summary, kit::TextStyle::small, kit::Tone::muted);
}

/// How the waits told have held, day by day.
void RecordView::draw_promises(const Context& context) {
  Series held{tr("manage.promises.held"), Ink::accent, false, {}};
  std::vector<std::string> names;
  int judged = 0, kept = 0;
  for (const lobby::Record& one : context.live.experience.record) {
    if (one.judged == 0) continue;
    names.push_back(app::date_text(one.date));
    held.values.emplace_back(100.0 * one.held / one.judged);
    judged += one.judged;
    kept += one.held;
  }
  if (judged == 0) {
    kit::heading(2, tr("manage.promises.title"));
    kit::empty_state(kit::Icon::history, tr("manage.promises.none"), tr("manage.promises.none_detail"));
    return;
  }
  Plot plot;
  plot.id = "promises";
  plot.title = tr("manage.promises.title");
  plot.summary =
      tr("manage.promises.summary", {{"n", std::to_string(judged)}, {"percent", number_text(100.0 * kept / judged)}});
  plot.places_title = tr("manage.column.date");
  plot.places = names;
  plot.series = {held};
  plot.limit = 80;
  plot.limit_name = tr("manage.promises.aim");
  manage::draw(plot);
  kit::text(plot.summary, kit::TextStyle::small, kit::Tone::muted);
}

} // namespace manage
