#include "ui/trainer/courses.hpp"

#include "core/time/time.hpp"
#include "ui/trainer/words.hpp"

#include <algorithm>
#include <cmath>

namespace trainer {

using app::tr;

namespace {

constexpr std::size_t most_missed = 6; // checks that are shown
constexpr double pass_mark = 70;       // of every rubric
constexpr double hardly_missed = 0.15; // what is missed less often is not worth a line
const std::string courses_address = "/api/training/courses";

const CourseKind& kind_of(std::string_view course) {
  const auto found = std::find_if(course_kinds.begin(), course_kinds.end(),
                                  [&](const CourseKind& kind) { return kind.name == course; });
  return found == course_kinds.end() ? course_kinds.front() : *found; // the server has no others
}

lobby::Date date_of(std::string_view iso) {
  lobby::Date date;
  lobby::parse_date(iso, date);
  return date;
}

bool over(const app::Json& course) { return course["complete"].flag() || course["failed"].flag(); }

/// A step that waits and is due by today.
bool due(const app::Json& step, const std::string& today) {
  return !step["done"].flag() && step["due"].text() <= today;
}

std::size_t drills_done(const app::Json& morning) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < morning.size(); ++i)
    done += morning[i]["best"].is_null() ? 0 : 1;
  return done;
}

/// At once: a drill needs no briefing.
void begin_drill(const std::string& scenario) { app::go("/train/" + scenario + "/play?begin=1"); }

std::string count_text(std::size_t done, std::size_t all) {
  return tr("course.count", {{"done", std::to_string(done)}, {"all", std::to_string(all)}});
}

/// What is to be said of a course in a word: overdue, passed, how far.
void mark(kit::ChoiceOptions& options, const app::Json& course, const std::string& today) {
  options.trailing = count_text(static_cast<std::size_t>(course["done"].number()), course["steps"].size());
  if (!course["certificate"].is_null() || course["complete"].flag()) {
    options.badge = tr("course.complete");
    options.badge_tone = kit::Tone::success;
  } else if (course["failed"].flag()) {
    options.badge = tr("course.failed");
    options.badge_tone = kit::Tone::danger;
  } else if (course["due"].text() < today) {
    options.badge = tr("course.overdue");
    options.badge_tone = kit::Tone::danger;
  }
}

} // namespace

std::string course_text(std::string_view course) { return tr(kind_of(course).title); }

std::string day_text(std::string_view iso) { return app::date_text(date_of(iso)); }

std::string share_text(double share) { return std::to_string(std::lround(share * 100)) + "%"; }

std::string language_name() { return app::language() == app::Language::zh ? "zh" : "en"; }

std::string days_from_today(int days) {
  const lobby::Bank* bank = app::bank();
  const lobby::Branch* home = bank ? bank->branch(app::staff().branch) : nullptr;
  if (!home && bank && !bank->branches.empty()) home = &bank->branches.front();
  const lobby::Date today = home ? app::today(*home) : lobby::local_date(app::now(), 0);
  return lobby::to_string(lobby::date_of_day_number(lobby::day_number(today) + days));
}

// ---------------------------------------------------------------- what is known

void Courses::again() {
  courses_.again();
  error_.clear();
  leaving_ = false;
}

bool Courses::known() { return courses_.draw(courses_address, tr("course.load_failed"), 5); }

std::string Courses::title(const std::string& scenario) const {
  const Scene* scene = scenes_.find(scenario);
  return scene ? tr(scene->card.title) : scenario;
}

void Courses::take_change(const app::Reply& reply, const std::string& then) {
  busy_ = false;
  again();
  if (!reply.ok()) {
    error_ = app::problem_text(reply);
    return;
  }
  if (!then.empty()) app::go(then);
}

void Courses::start(const std::string& course) {
  busy_ = true;
  const std::string id = app::new_id();
  app::post("/api/training/assignments",
            app::JsonObject()
                .add("id", id)
                .add("course", course)
                .raw("staff", "[\"" + app::staff().id + "\"]")
                .add("due", days_from_today(kind_of(course).days))
                .str(),
            [this, id](const app::Reply& reply) { take_change(reply, "/train/courses/" + id); });
}

void Courses::finish(const std::string& id) {
  busy_ = true;
  app::post("/api/training/assignments/" + id + "/done", "{}", [this](const app::Reply& reply) {
    const app::Json certificate = app::Json::parse(reply.body);
    take_change(reply, "/train/certificates/" + std::to_string(static_cast<int>(certificate["number"].number())));
  });
}

void Courses::withdraw(const std::string& id) {
  busy_ = true;
  app::del("/api/training/assignments/" + id,
           [this](const app::Reply& reply) { take_change(reply, "/train/courses"); });
}

// ---------------------------------------------------------------- what is due

void Courses::draw_today() {
  const app::Json all = courses_.json();
  const std::string today = all["today"].text();
  const app::Json morning = all["morning"], courses = all["courses"];
  const std::size_t drills = drills_done(morning);
  kit::List list(tr("course.today"));
  bool any = false;
  if (drills < morning.size()) {
    any = true;
    list.item();
    kit::ChoiceOptions options;
    options.icon = kit::Icon::cup;
    options.detail = tr("course.morning_detail");
    options.trailing = count_text(drills, morning.size());
    if (kit::choice("morning", tr("course.morning"), options)) app::go("/train/courses/morning");
  }
  for (std::size_t i = 0; i < courses.size(); ++i) {
    const app::Json course = courses[i], steps = course["steps"];
    if (over(course) || course["course"].text() == "morning") continue;
    const kit::IdScope scope(course["id"].text());
    for (std::size_t j = 0; j < steps.size(); ++j) {
      if (!due(steps[j], today)) continue;
      any = true;
      list.item();
      draw_step(course, steps[j], true);
    }
  }
  if (any) return;
  const bool drilled = morning.size() > 0;
  kit::icon_text(kit::Icon::success, drilled ? tr("course.all_done") : tr("course.nothing_due"), kit::TextStyle::body,
                 kit::Tone::muted);
}

void Courses::draw_due() {
  const kit::IdScope scope("due");
  const kit::Card card(kit::CardStyle::plain, tr("course.today"));
  kit::heading(2, tr("course.today"));
  if (known()) draw_today();
  kit::link("courses", tr("course.to_courses"), "/train/courses", kit::Icon::calendar);
}

void Courses::draw_page() {
  kit::heading(1, tr("course.title"));
  if (!error_.empty()) kit::banner("error", error_, kit::Tone::danger);
  if (!known()) return;
  {
    const kit::IdScope scope("today");
    kit::heading(2, tr("course.today"));
    draw_today();
  }
  kit::spacer(kit::Gap::large);
  draw_list();
  kit::spacer(kit::Gap::large);
  draw_offers();
  kit::spacer(kit::Gap::large);
  draw_missed();
}

void Courses::draw_list() {
  const kit::IdScope scope("mine");
  const app::Json all = courses_.json();
  const std::string today = all["today"].text();
  kit::heading(2, tr("course.mine"));
  const app::Json courses = all["courses"];
  if (courses.size() == 0) {
    kit::empty_state(kit::Icon::calendar, tr("course.none"), tr("course.none_detail"));
    return;
  }
  kit::List list(tr("course.mine"));
  for (std::size_t i = 0; i < courses.size(); ++i) {
    const app::Json course = courses[i];
    list.item();
    kit::ChoiceOptions options;
    options.icon = kind_of(course["course"].text()).icon;
    const std::string until = day_text(course["due"].text());
    options.detail = course["own"].flag()
                         ? tr("course.own_until", {{"date", until}})
                         : tr("course.by_until", {{"name", course["by_name"].text()}, {"date", until}});
    mark(options, course, today);
    const std::size_t steps = course["steps"].size();
    options.meter = steps ? static_cast<float>(course["done"].number()) / static_cast<float>(steps) : 0.0F;
    options.meter_tone = course["failed"].flag() ? kit::Tone::danger : kit::Tone::accent;
    const std::string id = course["id"].text();
    if (kit::choice(id, course_text(course["course"].text()), options)) app::go("/train/courses/" + id);
  }
}

/// Courses one may begin by oneself: those that are not running.
void Courses::draw_offers() {
  const kit::IdScope scope("offers");
  const app::Json courses = courses_.json()["courses"];
  const auto running = [&](std::string_view name) {
    for (std::size_t i = 0; i < courses.size(); ++i)
      if (courses[i]["course"].text() == name && !over(courses[i])) return true;
    return false;
  };
  bool any = false;
  for (const CourseKind& kind : course_kinds)
    any = any || !running(kind.name);
  if (!any) return;
  kit::heading(2, tr("course.begin"));
  kit::Grid grid(320);
  for (const CourseKind& kind : course_kinds) {
    if (running(kind.name)) continue;
    grid.next();
    kit::ChoiceOptions options;
    options.icon = kind.icon;
    options.detail = tr(kind.detail);
    options.enabled = !busy_;
    if (kit::choice(kind.name, tr(kind.title), options)) start(std::string(kind.name));
  }
}

void Courses::draw_missed() {
  const kit::IdScope scope("missed");
  kit::heading(2, tr("course.missed"));
  const app::Json missed = courses_.json()["missed"];
  if (missed.size() == 0) {
    kit::text(tr("course.missed_none"), kit::TextStyle::body, kit::Tone::muted);
    return;
  }
  kit::text(tr("course.missed_detail"), kit::TextStyle::small, kit::Tone::muted);
  std::size_t shown = 0;
  kit::List list(tr("course.missed"));
  for (std::size_t i = 0; i < missed.size() && shown < most_missed; ++i) {
    const double share = missed[i]["share"].number();
    if (share < hardly_missed && shown > 0) break;
    ++shown;
    list.item();
    const std::string name = family_text("check.", missed[i]["check"].text());
    kit::progress(name, static_cast<float>(share), share_text(share),
                  share >= 0.5 ? kit::Tone::danger : kit::Tone::normal);
  }
}

// ---------------------------------------------------------------- one course

/// A scene to play, or what came of it; among steps of other courses it says of which it is.
void Courses::draw_step(const app::Json& course, const app::Json& step, bool among_others) {
  const std::string scenario = step["scenario"].text(), today = courses_.json()["today"].text();
  const bool exam = course["course"].text() == "exam", done = step["done"].flag();
  const double best = step["best"].number();
  kit::ChoiceOptions options;
  options.icon = done ? kit::Icon::success : exam ? kit::Icon::star : kit::Icon::chat;
  options.detail = exam ? tr("course.due_by", {{"date", day_text(course["due"].text())}})
                        : tr("course.due_on", {{"date", day_text(step["due"].text())}});
  if (among_others) options.detail = course_text(course["course"].text()) + " · " + options.detail;
  if (best > 0 || done) {
    options.trailing = tr("train.points_of_100", {{"total", number_text(best)}});
    options.trailing_tone = done ? kit::Tone::success : kit::Tone::warning;
  }
  if (!done && step["due"].text() < today && !exam) {
    options.badge = tr("course.overdue");
    options.badge_tone = kit::Tone::danger;
  }
  options.enabled = !(exam && done); // the first time counts, and there is no second
  if (kit::choice(scenario, title(scenario), options)) app::go("/train/" + scenario + (exam ? "?mode=exam" : ""));
}

void Courses::draw_steps(const app::Json& course) {
  const app::Json steps = course["steps"];
  const std::string kind = course["course"].text(), today = courses_.json()["today"].text();
  if (steps.size() == 0) {
    kit::empty_state(kit::Icon::chat, tr("course.no_steps"), tr("course.no_steps_detail"));
    return;
  }
  const std::int64_t start = lobby::day_number(date_of(course["start"].text()));
  const std::int64_t first_week = (start + 3) / 7; // day 0 was a Thursday: weeks from Monday
  std::int64_t week = -1;
  kit::List list(tr("course.steps"));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const app::Json step = steps[i];
    const std::int64_t now = (lobby::day_number(date_of(step["due"].text())) + 3) / 7 - first_week;
    if (kind == "newcomer" && now != week) {
      week = now;
      list.item();
      kit::heading(3, tr("course.week", {{"n", std::to_string(std::max<std::int64_t>(0, now) + 1)}}));
    }
    list.item();
    if (kind != "morning") {
      draw_step(course, step, false);
      continue;
    }
    const bool done = step["done"].flag();
    kit::Row row({0, 1, 0}, false, kit::Gap::medium, kit::Align::center);
    row.next();
    kit::icon(done ? kit::Icon::success : kit::Icon::clock, 22, done ? kit::Tone::success : kit::Tone::muted,
              done ? tr("course.done") : tr("course.open"));
    row.next();
    kit::text(tr("course.morning_number", {{"n", std::to_string(i + 1)}}));
    row.next();
    kit::text(done ? tr("train.points_of_100", {{"total", number_text(step["best"].number())}})
                   : day_text(step["due"].text()),
              kit::TextStyle::small, done ? kit::Tone::success : kit::Tone::muted);
  }
}

void Courses::draw_course(const std::string& id) {
  app::Json course;
  if (courses_.ask(courses_address) == Answer::State::ready) {
    const app::Json all = courses_.json()["courses"];
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i]["id"].text() == id) course = all[i];
  }
  kit::heading(1, course.is_null() ? tr("course.title") : course_text(course["course"].text()));
  if (!error_.empty()) kit::banner("error", error_, kit::Tone::danger);
  if (!known()) return;
  if (course.is_null()) {
    kit::banner("unknown", tr("course.unknown"), kit::Tone::warning);
    kit::link("all", tr("course.to_courses"), "/train/courses", kit::Icon::back);
    return;
  }
  kit::text(tr(kind_of(course["course"].text()).detail), kit::TextStyle::body, kit::Tone::muted);
  const std::size_t done = static_cast<std::size_t>(course["done"].number()), all = course["steps"].size();
  {
    const kit::IdScope scope("card");
    const kit::Card card(kit::CardStyle::plain, tr("course.progress"));
    if (all > 0)
      kit::progress(tr("course.progress"), static_cast<float>(done) / static_cast<float>(all), count_text(done, all));
    kit::fact(tr("course.begun"), day_text(course["start"].text()));
    kit::fact(tr("course.due"), day_text(course["due"].text()),
              !over(course) && course["due"].text() < courses_.json()["today"].text() ? kit::Tone::danger
                                                                                      : kit::Tone::normal);
    kit::fact(tr("course.by"), course["own"].flag() ? tr("course.myself") : course["by_name"].text());
  }
  draw_end(course);
  kit::heading(2, tr("course.steps"));
  if (course["course"].text() == "exam" && !over(course))
    kit::banner("exam", tr("course.exam_rules"), kit::Tone::accent, tr("course.exam_title"));
  draw_steps(course);
  const bool counts = course["course"].text() == "exam" && done > 0; // the server knows of scenes that are running
  if (!course["own"].flag() || !course["certificate"].is_null() || counts) return;
  kit::spacer(kit::Gap::large);
  if (kit::button("give_up", tr("course.give_up"), {.style = kit::ButtonStyle::quiet, .icon = kit::Icon::trash}))
    leaving_ = true;
  if (!leaving_) return;
  const kit::Dialog dialog("leaving", tr("course.give_up"));
  kit::text(tr("course.give_up_detail"));
  if (kit::button("yes", tr("course.give_up"), {.style = kit::ButtonStyle::danger, .wide = true, .busy = busy_}))
    withdraw(id);
  if (dialog.close_requested()) leaving_ = false;
}

/// What follows when nothing is left to be done.
void Courses::draw_end(const app::Json& course) {
  if (!course["certificate"].is_null()) {
    const std::string number = std::to_string(static_cast<int>(course["certificate"].number()));
    kit::banner("complete", tr("course.complete_detail"), kit::Tone::success, tr("course.complete"));
    kit::link("certificate", tr("course.to_certificate"), "/train/certificates/" + number, kit::Icon::star_filled);
  } else if (course["complete"].flag()) {
    kit::banner("complete", tr("course.complete_detail"), kit::Tone::success, tr("course.complete"));
    if (kit::button("finish", tr("course.finish"),
                    {.style = kit::ButtonStyle::primary, .icon = kit::Icon::star_filled, .wide = true, .busy = busy_}))
      finish(course["id"].text());
  } else if (course["failed"].flag()) {
    kit::banner("failed", tr("course.failed_detail"), kit::Tone::warning, tr("course.failed"));
    if (kit::button("again", tr("course.exam_again"), {.icon = kit::Icon::refresh, .wide = true, .busy = busy_}))
      start(course["course"].text());
  }
}

// ---------------------------------------------------------------- the morning drill

void Courses::draw_morning() {
  kit::heading(1, tr("course.morning"));
  if (!known()) return;
  const app::Json morning = courses_.json()["morning"];
  if (morning.size() == 0) {
    kit::empty_state(kit::Icon::cup, tr("course.no_drills"), tr("course.no_drills_detail"));
    return;
  }
  const std::size_t done = drills_done(morning);
  const bool practised = courses_.json()["practised"].flag();
  kit::text(practised ? tr("course.morning_intro") : tr("course.morning_intro_new"), kit::TextStyle::body,
            kit::Tone::muted);
  kit::progress(count_text(done, morning.size()), static_cast<float>(done) / static_cast<float>(morning.size()));
  std::string next;
  double sum = 0;
  {
    kit::List list(tr("course.morning"));
    for (std::size_t i = 0; i < morning.size(); ++i) {
      const std::string scenario = morning[i]["scenario"].text();
      const bool played = !morning[i]["best"].is_null();
      if (!played && next.empty()) next = scenario;
      sum += morning[i]["best"].number();
      list.item();
      kit::ChoiceOptions options;
      options.icon = played ? kit::Icon::success : kit::Icon::chat;
      options.detail = played ? tr("course.played_today") : std::string();
      if (played) {
        const double best = morning[i]["best"].number();
        options.trailing = tr("train.points_of_100", {{"total", number_text(best)}});
        options.trailing_tone = best >= pass_mark ? kit::Tone::success : kit::Tone::warning;
      }
      if (kit::choice(scenario, title(scenario), options)) begin_drill(scenario);
    }
  }
  if (next.empty()) {
    const kit::IdScope scope("summary");
    const kit::Card card(kit::CardStyle::success, tr("course.summary"));
    kit::heading(2, tr("course.summary"));
    kit::fact(tr("course.mean"),
              tr("train.points_of_100", {{"total", number_text(sum / static_cast<double>(morning.size()))}}));
    const app::Json missed = courses_.json()["missed"];
    if (missed.size() > 0) kit::fact(tr("course.work_on"), family_text("check.", missed[0]["check"].text()));
    kit::text(tr("course.tomorrow"), kit::TextStyle::small, kit::Tone::muted);
  }
  const kit::BottomBar bar;
  if (next.empty()) {
    kit::link("done", tr("course.to_courses"), "/train/courses", kit::Icon::calendar);
  } else if (kit::button("start", done == 0 ? tr("course.morning_start") : tr("course.morning_next"),
                         {.style = kit::ButtonStyle::primary, .icon = kit::Icon::play, .wide = true})) {
    begin_drill(next);
  }
}

bool Courses::examined(const std::string& scenario) {
  if (courses_.ask(courses_address) != Answer::State::ready) return false;
  const app::Json courses = courses_.json()["courses"];
  for (std::size_t i = 0; i < courses.size(); ++i) {
    const app::Json steps = courses[i]["steps"];
    if (courses[i]["course"].text() != "exam" || over(courses[i])) continue;
    for (std::size_t j = 0; j < steps.size(); ++j)
      if (steps[j]["scenario"].text() == scenario && !steps[j]["done"].flag()) return true;
  }
  return false;
}

bool Courses::draw_next_drill(const std::string& scenario) {
  if (courses_.ask(courses_address) != Answer::State::ready) return false;
  const app::Json morning = courses_.json()["morning"];
  bool among = false;
  std::string next;
  for (std::size_t i = 0; i < morning.size(); ++i) {
    among = among || morning[i]["scenario"].text() == scenario;
    if (morning[i]["best"].is_null() && morning[i]["scenario"].text() != scenario && next.empty())
      next = morning[i]["scenario"].text();
  }
  if (!among) return false;
  const kit::ButtonOptions options{.style = kit::ButtonStyle::primary, .icon = kit::Icon::next, .wide = true};
  if (next.empty()) {
    if (kit::button("summary", tr("course.to_summary"), options)) app::go("/train/courses/morning");
  } else if (kit::button("next", tr("course.morning_next"), options)) {
    begin_drill(next);
  }
  return true;
}

} // namespace trainer
