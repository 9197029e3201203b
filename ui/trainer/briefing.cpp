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

void Briefing::draw(const Scene& scene, Playing& playing) {
  const std::string title = tr(scene.card.title);
  kit::heading(1, title);
  draw_stage({.position = scene.card.position, .gone = true, .height = 180},
             tr("train.stage_empty", {{"position", position_text(scene.card.position)}}));
  kit::text(tr(scene.card.summary));
  {
    const kit::IdScope scope("card");
    const kit::Card card(kit::CardStyle::plain, tr("train.briefing"));
    kit::heading(2, tr("train.briefing"));
    kit::fact(tr("train.where"), position_text(scene.card.position));
    kit::fact(tr("train.scored_by"), family_text("rubric.", scene.card.rubric));
    kit::fact(tr("train.goal"), tr("train.goal_text"));
    kit::fact(tr("train.length"), tr("train.minutes", {{"n", std::to_string(scene.card.minutes)}}));
  }
  int mode = typing_preferred() ? 1 : 0;
  if (kit::segmented("mode", tr("train.mode"), {tr("train.mode_pick"), tr("train.mode_type")}, mode))
    prefer_typing(mode == 1);
  kit::text(mode == 1 ? tr("train.mode_type_detail") : tr("train.mode_pick_detail"), kit::TextStyle::small,
            kit::Tone::muted);
  if (app::language() == app::Language::en) kit::banner("chinese", tr("train.scored_in_chinese"), kit::Tone::accent);
  const bool remembered = Playing::remembered(scene.id);
  const kit::BottomBar bar;
  if (remembered && kit::button("continue", tr("train.continue"),
                                {.style = kit::ButtonStyle::primary, .icon = kit::Icon::play, .wide = true}))
    app::go("/train/" + scene.id + "/play");
  if (kit::button("begin", remembered ? tr("train.begin_again") : tr("train.begin"),
                  {.style = remembered ? kit::ButtonStyle::secondary : kit::ButtonStyle::primary,
                   .icon = remembered ? kit::Icon::refresh : kit::Icon::play,
                   .wide = true})) {
    playing.begin(scene);
    app::go("/train/" + scene.id + "/play");
  }
}

} // namespace trainer
