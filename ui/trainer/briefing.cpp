#include "ui/trainer/stage.hpp"
#include "ui/trainer/views.hpp"
#include "ui/trainer/words.hpp"

namespace trainer {

using app::tr;

namespace {
constexpr std::string_view typing_key = "trainer-typing";
}

bool typing_preferred() { return app::stored(typing_key) == "1"; }

void prefer_typing(bool typing) { app::store(typing_key, typing ? "1" : "0"); }

/// Practice or examination, and in practice how to answer.
void Briefing::draw_modes(bool must) {
  if (must) exam_ = true;
  int exam = exam_ ? 1 : 0;
  if (!must && kit::segmented("exam", tr("train.hints"), {tr("train.hints_on"), tr("train.hints_off")}, exam))
    exam_ = exam == 1;
  if (exam_) {
    kit::text(tr("train.hints_off_detail"), kit::TextStyle::small, kit::Tone::muted);
    return;
  }
  int mode = typing_preferred() ? 1 : 0;
  if (kit::segmented("mode", tr("train.mode"), {tr("train.mode_pick"), tr("train.mode_type")}, mode))
    prefer_typing(mode == 1);
  kit::text(mode == 1 ? tr("train.mode_type_detail") : tr("train.mode_pick_detail"), kit::TextStyle::small,
            kit::Tone::muted);
}

void Briefing::draw(const Scene& scene, const Run* run, bool examined, Playing& playing) {
  if (scenario_ != scene.id) {
    *this = Briefing();
    scenario_ = scene.id;
  }
  const std::string title = tr(scene.card.title);
  kit::heading(1, title);
  const Stage stage = empty_stage(scene.card, 180);
  draw_stage(stage, stage_text(stage));
  kit::text(tr(scene.card.summary));
  {
    const kit::IdScope scope("card");
    const kit::Card card(kit::CardStyle::plain, tr("train.briefing"));
    kit::heading(2, tr("train.briefing"));
    kit::fact(tr("train.where"),
              scene.card.rubric == "phone" ? tr("train.position.telephone") : position_text(scene.card.position));
    kit::fact(tr("train.scored_by"), family_text("rubric.", scene.card.rubric));
    kit::fact(tr("train.goal"), tr("train.goal_text"));
    if (!scene.card.checks.empty()) {
      std::string checks;
      for (const std::string& check : scene.card.checks)
        checks += (checks.empty() ? "" : tr("train.and")) + family_text("check.", check);
      kit::fact(tr("train.drill_checks"), checks);
    }
    kit::fact(tr("train.length"), tr("train.minutes", {{"n", std::to_string(scene.card.minutes)}}));
  }
  const bool binding = run && run->binding();
  if (!binding) draw_modes(examined || app::query("mode") == "exam"); // as a course says
  if (app::language() == app::Language::en && !scene.card.in_english)
    kit::banner("chinese", tr("train.chinese_only_detail"), kit::Tone::warning);
  else if (app::language() == app::Language::en)
    kit::banner("chinese", tr("train.scored_in_chinese"), kit::Tone::accent);
  if (run)
    kit::banner("running",
                run->exam ? tr("train.running_exam", {{"n", std::to_string(run->turns.size())}})
                          : tr("train.running_detail", {{"n", std::to_string(run->turns.size())}}),
                kit::Tone::accent);
  const kit::BottomBar bar;
  if (run && kit::button("continue", tr("train.continue"),
                         {.style = kit::ButtonStyle::primary, .icon = kit::Icon::play, .wide = true}))
    app::go("/train/" + scene.id + "/play");
  if (!binding && kit::button("begin", run ? tr("train.begin_again") : tr("train.begin"),
                              {.style = run ? kit::ButtonStyle::secondary : kit::ButtonStyle::primary,
                               .icon = run ? kit::Icon::refresh : kit::Icon::play,
                               .wide = true})) {
    playing.begin(scene, exam_);
    app::go("/train/" + scene.id + "/play");
  }
}

} // namespace trainer
