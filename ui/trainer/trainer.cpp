#include "ui/trainer/trainer.hpp"

#include "ui/kit/kit.hpp"
#include "ui/trainer/certificates.hpp"
#include "ui/trainer/courses.hpp"
#include "ui/trainer/overview.hpp"
#include "ui/trainer/reviews.hpp"
#include "ui/trainer/settings.hpp"
#include "ui/trainer/views.hpp"

#include <charconv>

namespace trainer {

using app::tr;

namespace {

class Trainer final : public app::Place {
public:
  void draw() override;

private:
  struct Where {
    enum class Kind {
      chooser,
      briefing,
      play,
      report,
      replay,
      unknown,
      courses,
      course,
      morning,
      certificate,
      overview,
      missed,
      agreement,
      settings
    };
    Kind kind = Kind::unknown;
    std::string scenario;         ///< empty when the attempt is a stored one
    int number = 0;               ///< of the stored attempt, or the certificate
    std::string parent;           ///< where "back" leads
    std::string course{};         ///< the assignment
    std::string staff{}, check{}; ///< whose, and what was missed
  };
  static Where where();
  static Where where_of_courses();

  void hold_runs(const Where& place);
  void draw_place(const Where& place);
  void draw_scene(const Where& place);
  void draw_play(const Scene& scene);
  void draw_local_report(const Where& place);
  void draw_stored(const Where& place);
  void draw_attempt(const Where& place, const Attempt& attempt);
  void look_again();
  bool draw_courses(const Where& place);
  const Retelling& told(const Attempt& attempt, const Scene* scene);

  Scenes scenes_;
  Attempts attempts_;
  Runs runs_;
  Playing playing_{runs_};
  Briefing briefing_;
  Play play_;
  Replay replay_;
  Retelling told_;
  Findings findings_; ///< of the same
  Reviewer reviewer_;
  std::string told_of_; ///< which attempt `told_` tells
  std::string open_;    ///< the scene that is being played before one's eyes
  Where::Kind kind_ = Where::Kind::unknown;
  Courses courses_{scenes_};
  Certificates certificates_;
  Overview overview_{scenes_};
  Agreement agreement_;
  Settings settings_;
  std::string looked_at_; ///< the address, and what waited to be saved, for which the server was asked
};

/// /train/courses[/morning|/{assignment}], /train/certificates/{n}, /train/overview[/{staff}/{check}],
/// /train/agreement, /train/settings.
Trainer::Where Trainer::where_of_courses() {
  const std::vector<std::string>& path = app::path();
  using Kind = Where::Kind;
  const std::string& first = path[1];
  const auto at = [](Kind kind, std::string parent) { return Where{kind, {}, 0, std::move(parent)}; };
  if (path.size() == 2) {
    if (first == "courses") return at(Kind::courses, "/train");
    if (first == "overview") return at(Kind::overview, "/train");
    if (first == "agreement") return at(Kind::agreement, "/train");
    if (first == "settings") return at(Kind::settings, "/train");
  }
  if (path.size() == 3 && first == "courses") {
    Where place = at(path[2] == "morning" ? Kind::morning : Kind::course, "/train/courses");
    place.course = path[2];
    return place;
  }
  if (path.size() == 3 && first == "certificates") {
    Where place = at(Kind::certificate, "/train/courses");
    std::from_chars(path[2].data(), path[2].data() + path[2].size(), place.number);
    return place;
  }
  if (path.size() == 4 && first == "overview") {
    Where place = at(Kind::missed, "/train/overview");
    place.staff = path[2];
    place.check = path[3];
    return place;
  }
  return {};
}

/// Reads the address: /train[/{scenario}[/play|report[/replay]]] or /train/attempts/{n}[/replay].
Trainer::Where Trainer::where() {
  const std::vector<std::string>& path = app::path();
  using Kind = Where::Kind;
  const auto at = [&](std::size_t i) { return i < path.size() ? std::string_view(path[i]) : std::string_view(); };
  if (path.size() == 1) return {Kind::chooser, {}, 0, "/"};
  if (Where place = where_of_courses(); place.kind != Kind::unknown) return place;
  if (at(1) == "attempts") {
    int number = 0;
    const std::string_view digits = at(2);
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (number <= 0 || path.size() > 4 || (path.size() == 4 && at(3) != "replay"))
      return {Kind::unknown, {}, 0, "/train"};
    const std::string report = "/train/attempts/" + std::to_string(number);
    return path.size() == 4 ? Where{Kind::replay, {}, number, report} : Where{Kind::report, {}, number, "/train"};
  }
  const std::string scenario(at(1)), briefing = "/train/" + scenario;
  if (path.size() == 2) return {Kind::briefing, scenario, 0, "/train"};
  if (path.size() == 3 && at(2) == "play") return {Kind::play, scenario, 0, briefing};
  if (path.size() == 3 && at(2) == "report") return {Kind::report, scenario, 0, "/train"};
  if (path.size() == 4 && at(2) == "report" && at(3) == "replay")
    return {Kind::replay, scenario, 0, briefing + "/report"};
  return {Kind::unknown, {}, 0, "/train"};
}

std::string title_of(const Scenes& scenes, const std::string& scenario) {
  const Scene* scene = scenes.find(scenario);
  return scene ? tr(scene->card.title) : tr("train.title");
}

void Trainer::draw() {
  if (!app::require_staff({"teller", "lobby", "manager", "trainer"}, "train.title")) return;
  attempts_.send_waiting();
  const Where place = where();
  hold_runs(place);
  kit::PageOptions options;
  options.title = place.scenario.empty() ? tr("train.title") : title_of(scenes_, place.scenario);
  options.hide_heading = place.kind != Where::Kind::chooser;
  const bool wide =
      place.kind == Where::Kind::play || place.kind == Where::Kind::report || place.kind == Where::Kind::overview;
  options.max_width = wide ? 1160 : 760;
  app::top_bar(place.parent);
  const kit::Page page(options);
  draw_place(place);
}

/// Other devices' turns are looked for on the way to a scene, not while it is open.
void Trainer::hold_runs(const Where& place) {
  const std::string open = place.kind == Where::Kind::play ? place.scenario : std::string();
  if (open != open_ || (open.empty() && place.kind != kind_)) {
    if (open.empty()) runs_.look_again();
    runs_.hold(open);
  }
  open_ = open;
  kind_ = place.kind;
  runs_.step();
}

/// What was known of courses and overviews is asked for anew on every other page, and when something was saved.
void Trainer::look_again() {
  std::string here = std::to_string(attempts_.waiting());
  for (const std::string& part : app::path())
    here += "/" + part;
  if (here == looked_at_) return;
  looked_at_ = here;
  courses_.again();
  certificates_.again();
  overview_.again();
  agreement_.again();
  settings_.again();
}

/// Answers false when the address is none of courses and their keepers.
bool Trainer::draw_courses(const Where& place) {
  const bool trainer = app::staff().has("trainer");
  const bool keeper = place.kind == Where::Kind::overview || place.kind == Where::Kind::missed;
  const bool trainers_only = place.kind == Where::Kind::agreement || place.kind == Where::Kind::settings;
  if ((trainers_only && !trainer) || (keeper && !trainer && !app::staff().has("manager"))) {
    kit::heading(1, tr("train.title"));
    kit::banner("role", tr("course.wrong_role"), kit::Tone::warning);
    kit::link("all", tr("train.all_scenes"), "/train", kit::Icon::back);
    return true;
  }
  scenes_.state(); // titles
  switch (place.kind) {
  case Where::Kind::courses:
    courses_.draw_page();
    kit::spacer(kit::Gap::large);
    certificates_.draw_list();
    return true;
  case Where::Kind::course:
    courses_.draw_course(place.course);
    return true;
  case Where::Kind::morning:
    courses_.draw_morning();
    return true;
  case Where::Kind::certificate:
    certificates_.draw_page(place.number);
    return true;
  case Where::Kind::overview:
    overview_.draw_page();
    return true;
  case Where::Kind::missed:
    overview_.draw_missed(place.staff, place.check);
    return true;
  case Where::Kind::agreement:
    agreement_.draw_page();
    return true;
  case Where::Kind::settings:
    settings_.draw_page();
    return true;
  default:
    return false;
  }
}

void Trainer::draw_place(const Where& place) {
  // Each view has ids of its own: a widget keeps its element only within one view.
  const kit::IdScope scope(static_cast<std::int64_t>(place.kind));
  look_again();
  if (draw_courses(place)) return;
  switch (place.kind) {
  case Where::Kind::chooser:
    draw_chooser(scenes_, attempts_, runs_, courses_);
    return;
  case Where::Kind::briefing:
  case Where::Kind::play:
    draw_scene(place);
    return;
  case Where::Kind::report:
  case Where::Kind::replay:
    scenes_.state(); // titles and moods come from the scenes
    if (place.number > 0)
      draw_stored(place);
    else
      draw_local_report(place);
    return;
  default:
    kit::heading(1, tr("train.title"));
    kit::banner("unknown", tr("train.unknown_address"), kit::Tone::warning);
    kit::link("all", tr("train.all_scenes"), "/train", kit::Icon::back);
    return;
  }
}

void Trainer::draw_scene(const Where& place) {
  const Scenes::State state = scenes_.state();
  const Scene* scene = scenes_.wanted(place.scenario);
  if (state == Scenes::State::ready && scene && scene->scenario) {
    if (place.kind == Where::Kind::play)
      draw_play(*scene);
    else
      briefing_.draw(*scene, runs_.of(scene->id), courses_.examined(scene->id), playing_);
    return;
  }
  kit::heading(1, tr("train.title"));
  if (state == Scenes::State::failed || (scene && !scene->error.empty())) {
    kit::banner("scene", scene ? scene->error : scenes_.error(), kit::Tone::danger, tr("train.scenes_failed"));
    if (kit::button("retry", tr("train.retry"), {.icon = kit::Icon::refresh})) scenes_.retry();
  } else if (state == Scenes::State::ready && !scene) {
    kit::banner("unknown", tr("train.unknown_scene"), kit::Tone::warning);
    kit::link("all", tr("train.all_scenes"), "/train", kit::Icon::back);
  } else {
    kit::skeleton(5);
  }
}

void Trainer::draw_play(const Scene& scene) {
  if (!playing_.running(scene) && !playing_.resume(scene)) {
    if (runs_.asking()) { // it may be on another device
      kit::heading(1, tr(scene.card.title));
      kit::skeleton(5);
      return;
    }
    if (app::query("begin") != "1") { // nothing to go on with: from the briefing
      app::replace("/train/" + scene.id);
      return;
    }
    playing_.begin(scene, courses_.examined(scene.id));
  }
  if (!play_.draw(scene, playing_)) return;
  if (!playing_.said_anything()) { // nothing to score
    playing_.forget();
    app::replace("/train");
    return;
  }
  attempts_.add(playing_.attempt());
  playing_.finish();
  app::replace("/train/" + scene.id + "/report");
}

void Trainer::draw_local_report(const Where& place) {
  const Attempt* attempt = attempts_.last(place.scenario);
  if (!attempt) {
    app::replace("/train/" + place.scenario);
    return;
  }
  if (attempt->number > 0) { // saved meanwhile: the lasting address
    app::rename("/train/attempts/" + std::to_string(attempt->number) +
                (place.kind == Where::Kind::replay ? "/replay" : ""));
    return;
  }
  if (!attempts_.refused().empty())
    kit::banner("refused", attempts_.refused(), kit::Tone::danger, tr("train.not_saved"));
  draw_attempt(place, *attempt);
}

void Trainer::draw_stored(const Where& place) {
  const Attempts::Lookup& lookup = attempts_.lookup(place.number);
  if (lookup.state == Attempts::State::ready) {
    draw_attempt(place, lookup.attempt);
    return;
  }
  kit::heading(1, tr("train.report"));
  if (lookup.state == Attempts::State::loading) {
    kit::skeleton(6);
    return;
  }
  kit::banner("attempt", lookup.error, kit::Tone::danger, tr("train.attempt_failed"));
  if (kit::button("retry", tr("train.retry"), {.icon = kit::Icon::refresh})) attempts_.retry_lookup(place.number);
}

const Retelling& Trainer::told(const Attempt& attempt, const Scene* scene) {
  const std::string key = std::to_string(attempt.number) + attempt.id + (scene && scene->scenario ? "+" : "-");
  if (key != told_of_) {
    told_ = retell(scene, attempt);
    findings_ = findings_of(attempt, scene, told_);
    told_of_ = key;
  }
  return told_;
}

void Trainer::draw_attempt(const Where& place, const Attempt& attempt) {
  const Scene* scene = scenes_.wanted(attempt.scenario);
  const Retelling& retelling = told(attempt, scene);
  if (place.kind == Where::Kind::replay) {
    if (replay_.draw(attempt, scene, retelling, place.parent)) {
      const Run* run = runs_.of(scene->id);
      if ((run && run->binding()) || courses_.examined(scene->id)) { // first that one
        app::go("/train/" + scene->id);
        return;
      }
      playing_.begin_from(*scene, attempt, replay_.staff_turns());
      app::go("/train/" + scene->id + "/play");
    }
    return;
  }
  reviewer_.of(attempt, [this](int number) { attempts_.retry_lookup(number); });
  draw_report(attempt, scene, retelling, findings_, reviewer_);
  const std::string address = attempt.number > 0 ? "/train/attempts/" + std::to_string(attempt.number)
                                                 : "/train/" + attempt.scenario + "/report";
  const kit::BottomBar bar;
  const auto draw_to_replay = [&address] {
    if (kit::button("replay", tr("train.replay"), {.icon = kit::Icon::history, .wide = true}))
      app::go(address + "/replay");
  };
  if (attempt.staff != app::staff().id) {
    draw_to_replay();
    return;
  }
  kit::Row row({1, 1});
  row.next();
  draw_to_replay();
  row.next();
  if (courses_.draw_next_drill(attempt.scenario)) return;
  if (kit::button("again", tr("train.play_again"),
                  {.style = kit::ButtonStyle::primary, .icon = kit::Icon::refresh, .wide = true}))
    app::go("/train/" + attempt.scenario);
}

} // namespace

std::unique_ptr<app::Place> make_trainer() { return std::make_unique<Trainer>(); }

} // namespace trainer
