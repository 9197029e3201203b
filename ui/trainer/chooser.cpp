#include "ui/trainer/courses.hpp"
#include "ui/trainer/views.hpp"
#include "ui/trainer/words.hpp"

#include <algorithm>

namespace trainer {

using app::tr;

namespace {

constexpr std::size_t shown_attempts = 20;
constexpr std::size_t shown_others = 6; // the overview has them all

/// The best attempt at a scene; null when there is none.
const Attempts::Entry* best(const Attempts::Listing& own, std::string_view scenario) {
  const Attempts::Entry* found = nullptr;
  for (const Attempts::Entry& entry : own.entries)
    if (entry.scenario == scenario && (!found || entry.total > found->total)) found = &entry;
  return found;
}

void draw_scene(const Scene& scene, const Attempts::Listing& own, const Runs& runs) {
  if (!scene.error.empty()) {
    kit::banner(scene.id, scene.error, kit::Tone::warning, scene.id);
    return;
  }
  kit::ChoiceOptions options;
  options.icon = scene.card.rubric == "complaint" ? kit::Icon::chat
                 : scene.card.rubric == "phone"   ? kit::Icon::phone
                                                  : kit::Icon::counter;
  options.detail = tr(scene.card.summary);
  options.trailing = tr("train.minutes", {{"n", std::to_string(scene.card.minutes)}});
  if (app::language() == app::Language::en && !scene.card.in_english)
    options.trailing = tr("train.chinese_only", {{"length", options.trailing}});
  if (runs.of(scene.id)) {
    options.badge = tr("train.running");
    options.badge_tone = kit::Tone::accent;
  } else if (const Attempts::Entry* entry = best(own, scene.id)) {
    options.badge = tr("train.best", {{"total", number_text(entry->total)}});
    options.badge_tone = entry->passed ? kit::Tone::success : kit::Tone::warning;
  }
  if (kit::choice(scene.id, tr(scene.card.title), options)) app::go("/train/" + scene.id);
}

template <class Which>
void draw_section(const Scenes& scenes, const Attempts::Listing& own, const Runs& runs, const Which& which) {
  kit::Grid grid(340);
  for (const Scene& scene : scenes.all()) {
    if (!which(scene)) continue;
    grid.next();
    draw_scene(scene, own, runs);
  }
}

void draw_scenes(Scenes& scenes, const Attempts::Listing& own, const Runs& runs) {
  const Scenes::State state = scenes.state();
  if (state == Scenes::State::loading) {
    kit::skeleton(4);
    return;
  }
  if (state == Scenes::State::failed) {
    kit::banner("scenes", scenes.error(), kit::Tone::danger, tr("train.scenes_failed"));
    if (kit::button("retry", tr("train.retry"), {.icon = kit::Icon::refresh})) scenes.retry();
    return;
  }
  if (scenes.all().empty()) {
    kit::empty_state(kit::Icon::chat, tr("train.no_scenes"), tr("train.no_scenes_detail"));
    return;
  }
  const auto drill = [](const Scene& scene) { return !scene.card.checks.empty(); };
  for (const std::string_view rubric : {"counter", "lobby", "vip", "phone", "complaint"}) {
    const auto of_rubric = [&](const Scene& scene) { return !drill(scene) && scene.card.rubric == rubric; };
    if (std::none_of(scenes.all().begin(), scenes.all().end(), of_rubric)) continue;
    kit::heading(3, family_text("rubric.", rubric));
    draw_section(scenes, own, runs, of_rubric);
  }
  const auto broken = [](const Scene& scene) { return !scene.error.empty() && scene.card.rubric.empty(); };
  draw_section(scenes, own, runs, broken);
  if (std::none_of(scenes.all().begin(), scenes.all().end(), drill)) return;
  kit::spacer(kit::Gap::medium);
  kit::heading(3, tr("train.drills"));
  kit::text(tr("train.drills_detail"), kit::TextStyle::small, kit::Tone::muted);
  draw_section(scenes, own, runs, drill);
}

/// With `name`, whose it is.
void draw_attempt(const Scenes& scenes, const Attempts::Entry& entry, const std::string& name) {
  const Scene* scene = scenes.find(entry.scenario);
  kit::ChoiceOptions options;
  options.icon = entry.passed ? kit::Icon::success : kit::Icon::history;
  options.detail = name.empty() ? moment_text(entry.at) : name + " · " + moment_text(entry.at);
  if (entry.exam) options.detail += " · " + tr("train.report_exam");
  options.trailing = tr("train.points_of_100", {{"total", number_text(entry.total)}});
  options.trailing_tone = entry.passed ? kit::Tone::success : kit::Tone::warning;
  options.badge = entry.passed ? grade_text(entry.grade) : tr("train.not_passed");
  options.badge_tone = entry.passed ? grade_tone(entry.grade) : kit::Tone::warning;
  const std::string number = std::to_string(entry.number);
  if (kit::choice(number, scene ? tr(scene->card.title) : entry.scenario, options))
    app::go("/train/attempts/" + number);
}

/// False when it could not be loaded: then there is a button to try again.
bool draw_listing_state(const Attempts::Listing& listing, Attempts& attempts) {
  if (listing.state == Attempts::State::loading) kit::skeleton(3);
  if (listing.state != Attempts::State::failed) return listing.state == Attempts::State::ready;
  kit::banner("attempts", listing.error, kit::Tone::danger, tr("train.attempts_failed"));
  if (kit::button("retry_attempts", tr("train.retry"), {.icon = kit::Icon::refresh})) attempts.refresh();
  return false;
}

void draw_own(const Scenes& scenes, Attempts& attempts) {
  const kit::IdScope scope("own");
  kit::heading(2, tr("train.attempts"));
  if (const std::size_t waiting = attempts.waiting(); waiting > 0)
    kit::banner("waiting", tr("train.attempts_waiting", {{"n", std::to_string(waiting)}}), kit::Tone::warning);
  const Attempts::Listing& own = attempts.own();
  if (!draw_listing_state(own, attempts)) return;
  if (own.entries.empty()) {
    kit::empty_state(kit::Icon::history, tr("train.no_attempts"), tr("train.no_attempts_detail"));
    return;
  }
  kit::List list(tr("train.attempts"));
  for (std::size_t i = 0; i < std::min(own.entries.size(), shown_attempts); ++i) {
    list.item();
    draw_attempt(scenes, own.entries[i], {});
  }
}

/// For training officers: what their colleagues played, newest first.
void draw_others(const Scenes& scenes, Attempts& attempts) {
  const kit::IdScope scope("others");
  kit::spacer(kit::Gap::large);
  kit::heading(2, tr("train.others"));
  const Attempts::Listing& others = attempts.others();
  if (!draw_listing_state(others, attempts)) return;
  const auto mine = [](const Attempts::Entry& entry) { return entry.staff == app::staff().id; };
  if (std::all_of(others.entries.begin(), others.entries.end(), mine)) {
    kit::empty_state(kit::Icon::people, tr("train.no_others"), tr("train.no_others_detail"));
    return;
  }
  kit::List list(tr("train.others"));
  std::size_t shown = 0;
  for (const Attempts::Entry& entry : others.entries) {
    if (mine(entry)) continue;
    if (++shown > shown_others) break;
    list.item();
    draw_attempt(scenes, entry, entry.name);
  }
}

/// For trainers and managers: where they look after the others.
void draw_keepers() {
  const bool trainer = app::staff().has("trainer");
  if (!trainer && !app::staff().has("manager")) return;
  const kit::Region nav(kit::Landmark::nav, tr("course.keepers"));
  kit::Grid grid(200);
  grid.next();
  if (kit::button("overview", tr("course.overview"), {.icon = kit::Icon::chart, .wide = true}))
    app::go("/train/overview");
  if (!trainer) return;
  grid.next();
  if (kit::button("agreement", tr("course.agreement"), {.icon = kit::Icon::people, .wide = true}))
    app::go("/train/agreement");
  grid.next();
  if (kit::button("settings", tr("course.settings"), {.icon = kit::Icon::settings, .wide = true}))
    app::go("/train/settings");
}

void draw_staff() {
  kit::spacer(kit::Gap::large);
  kit::divider();
  kit::Row row({0}, false, kit::Gap::medium, kit::Align::center);
  row.next();
  kit::icon_text(kit::Icon::person, tr("train.logged_in", {{"name", app::staff().name}}), kit::TextStyle::small,
                 kit::Tone::muted);
  if (app::staff().has("teller") || app::staff().has("lobby")) {
    row.next();
    kit::link("desk", tr("train.to_desk"), "/desk", kit::Icon::counter);
  }
  row.next();
  if (kit::button("log_out", tr("train.log_out"), {.style = kit::ButtonStyle::quiet, .icon = kit::Icon::logout}))
    app::log_out();
}

} // namespace

void draw_chooser(Scenes& scenes, Attempts& attempts, const Runs& runs, Courses& courses) {
  courses.draw_due();
  draw_keepers();
  if (app::staff().has("trainer")) draw_others(scenes, attempts);
  kit::heading(2, tr("course.scenes"));
  kit::text(tr("train.intro"), kit::TextStyle::body, kit::Tone::muted);
  kit::spacer(kit::Gap::small);
  draw_scenes(scenes, attempts.own(), runs);
  kit::spacer(kit::Gap::large);
  draw_own(scenes, attempts);
  draw_staff();
}

} // namespace trainer
