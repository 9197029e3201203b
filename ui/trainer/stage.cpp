#include "ui/trainer/stage.hpp"

#include "ui/trainer/stage_parts.hpp"
#include "ui/trainer/words.hpp"

namespace trainer {

using app::tr;
using drawing::Brush;
namespace roleplay = lobby::roleplay;

namespace {

using Figure = roleplay::Figure;

std::string with_text(Figure::With with) {
  switch (with) {
  case Figure::With::stick:
    return tr("train.with.stick");
  case Figure::With::glasses:
    return tr("train.with.glasses");
  case Figure::With::wheelchair:
    return tr("train.with.wheelchair");
  case Figure::With::child:
    return tr("train.with.child");
  case Figure::With::big_belly:
    return tr("train.with.big_belly");
  case Figure::With::bag:
    return tr("train.with.bag");
  case Figure::With::helmet:
    return tr("train.with.helmet");
  case Figure::With::tie:
    return tr("train.with.tie");
  }
  return {};
}

std::string figure_text(const Figure& figure) {
  std::string who;
  switch (figure.age) {
  case Figure::Age::young:
    who = figure.woman ? tr("train.figure.young_woman") : tr("train.figure.young_man");
    break;
  case Figure::Age::grown:
    who = figure.woman ? tr("train.figure.woman") : tr("train.figure.man");
    break;
  case Figure::Age::old:
    who = figure.woman ? tr("train.figure.old_woman") : tr("train.figure.old_man");
    break;
  }
  std::string all;
  for (const Figure::With with : figure.with)
    all += (all.empty() ? "" : tr("train.and")) + with_text(with);
  return all.empty() ? who : tr("train.figure.with", {{"who", who}, {"with", all}});
}

std::string things_text(const std::vector<roleplay::Thing>& things) {
  std::string all;
  for (const roleplay::Thing thing : things)
    all += (all.empty() ? "" : tr("train.and")) + family_text("thing.", roleplay::name(thing));
  return all;
}

} // namespace

void draw_stage(const Stage& stage, std::string_view label) {
  kit::Picture picture(0, stage.height, label);
  const Brush brush{picture, picture.height() / 100, picture.width() / 2};
  const float half_width = brush.middle / brush.unit;
  if (stage.call) {
    drawing::draw_call(brush, half_width, stage.gone);
    if (stage.gone) return;
    drawing::draw_customer(drawing::caller(brush), stage.figure, stage.mood);
    drawing::draw_call_frame(brush);
    return;
  }
  drawing::draw_hall(brush, stage.position, half_width);
  if (!stage.gone) drawing::draw_customer(brush, stage.figure, stage.mood);
  drawing::draw_in_front(brush, stage.position);
  drawing::draw_things(brush, stage.on_counter, drawing::top_of(stage.position));
}

Stage empty_stage(const roleplay::ScenarioCard& card, float height) {
  Stage stage;
  stage.position = card.position;
  stage.call = card.rubric == "phone";
  stage.figure = card.figure;
  stage.gone = true;
  stage.height = height;
  return stage;
}

Stage stage_at(const roleplay::ScenarioCard& card, const roleplay::CustomerTurn& turn, float height) {
  Stage stage = empty_stage(card, height);
  stage.mood = turn.mood;
  stage.gone = turn.ended && turn.ending == "walked_out";
  if (!stage.call) stage.on_counter = turn.on_counter;
  return stage;
}

std::string stage_text(const Stage& stage) {
  const std::string where = stage.call ? tr("train.stage_call") : position_text(stage.position);
  std::string text =
      stage.gone ? tr("train.stage_nobody", {{"position", where}})
                 : tr("train.stage_label",
                      {{"position", where}, {"customer", figure_text(stage.figure)}, {"mood", mood_text(stage.mood)}});
  if (!stage.on_counter.empty()) text += tr("train.stage_things", {{"things", things_text(stage.on_counter)}});
  return text;
}

} // namespace trainer
