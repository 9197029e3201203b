// The customer: age, woman or man, what they carry or wear, and a face that shows the mood.
#include "ui/trainer/stage_parts.hpp"

#include <algorithm>

namespace trainer::drawing {

namespace {

using lobby::roleplay::Figure;
using lobby::roleplay::Mood;
using Age = Figure::Age;
using With = Figure::With;

bool has(const Figure& figure, With with) {
  return std::find(figure.with.begin(), figure.with.end(), with) != figure.with.end();
}

Ink hair_of(const Figure& figure) { return figure.age == Age::old ? Ink::muted : Ink::hair; }

Ink clothes_of(const Figure& figure) {
  switch (figure.age) {
  case Age::young:
    return figure.woman ? Ink::success : Ink::warning;
  case Age::grown:
    return figure.woman ? Ink::accent : Ink::cloth;
  case Age::old:
    break;
  }
  return figure.woman ? Ink::danger : Ink::cloth;
}

// ---------------------------------------------------------------- the body

void draw_collar(const Brush& brush, const Figure& figure) {
  brush.shape({-5, 60, 5, 60, 0, 69}, Ink::skin);
  if (figure.age == Age::young && !figure.woman) { // a hood
    brush.arc(0, 57, 10, 0.12F * pi, 0.88F * pi, Ink::hair, 2.2F);
    brush.line(-3, 68, -3, 76, Ink::surface, 0.9F);
    brush.line(3, 68, 3, 76, Ink::surface, 0.9F);
    return;
  }
  if (figure.woman && figure.age == Age::young) { // a round neck
    brush.circle(0, 60, 6.4F, Ink::skin);
    return;
  }
  brush.shape({-6.5F, 59, -0.5F, 68.5F, -7, 71, -10, 62}, Ink::surface);
  brush.shape({6.5F, 59, 0.5F, 68.5F, 7, 71, 10, 62}, Ink::surface);
  if (figure.age == Age::old) {
    brush.line(0, 70, 0, 100, Ink::surface, 0.8F); // a cardigan
    for (const float button : {76.0F, 84.0F, 92.0F})
      brush.circle(2.6F, button, 0.9F, Ink::surface);
  } else if (figure.woman) { // a blouse under a jacket
    brush.shape({-3, 66, 3, 66, 0, 86}, Ink::surface);
  } else {
    for (const float button : {76.0F, 84.0F, 92.0F})
      brush.circle(0, button, 0.8F, Ink::surface);
  }
}

void draw_body(const Brush& brush, const Figure& figure) {
  const Ink clothes = clothes_of(figure);
  const float shoulder = figure.woman ? 19.5F : 22.5F;
  brush.rect(-5, 50, 10, 14, Ink::skin, 3);
  brush.shape({-11, 60, 11, 60, shoulder - 3, 63.5F, shoulder, 68, shoulder + 4, 101, -shoulder - 4, 101, -shoulder, 68,
               -shoulder + 3, 63.5F},
              clothes);
  for (const float side : {-1.0F, 1.0F}) // sleeves
    brush.line(side * (shoulder - 7), 76, side * (shoulder - 5), 100, Ink::hair, 0.5F);
  draw_collar(brush, figure);
  if (has(figure, With::big_belly)) {
    brush.circle(0, 92, 17.5F, clothes);
    brush.arc(0, 92, 17, -0.12F * pi, 0.42F * pi, Ink::hair, 0.6F);
    brush.line(-22, 84, -10, 94, clothes, 6); // a hand upon it
    brush.circle(-8, 94, 3.2F, Ink::skin);
  }
  if (has(figure, With::tie)) {
    brush.shape({-2.2F, 66, 2.2F, 66, 1.4F, 70, -1.4F, 70}, Ink::danger);
    brush.shape({-1.4F, 70, 1.4F, 70, 3, 86, 0, 90, -3, 86}, Ink::danger);
  }
  if (has(figure, With::bag)) {
    brush.line(-shoulder + 6, 63, shoulder - 1, 90, Ink::hair, 1.8F);
    brush.rect(shoulder - 8, 86, 22, 18, Ink::warning, 3);
    brush.rect(shoulder - 8, 86, 22, 6, Ink::hair, 3);
    brush.circle(shoulder + 3, 93, 1.2F, Ink::surface);
  }
}

// ---------------------------------------------------------------- the head

/// What falls behind the head.
void draw_hair_behind(const Brush& brush, const Figure& figure) {
  const Ink hair = hair_of(figure);
  if (!figure.woman) return;
  switch (figure.age) {
  case Age::young: // long
    brush.rect(-18.5F, 34, 37, 40, hair, 10);
    break;
  case Age::grown: // to the shoulder
    brush.rect(-19.5F, 30, 39, 30, hair, 9);
    break;
  case Age::old: // a bun
    brush.circle(0, 17.5F, 6.6F, hair);
    break;
  }
}

void draw_fringe(const Brush& brush, const Figure& figure) {
  const Ink hair = hair_of(figure);
  if (figure.woman) {
    if (figure.age == Age::old)
      brush.shape({-15.6F, 35, -9, 25, 0, 22, 9, 25, 15.6F, 35, 9, 29.5F, 0, 28, -9, 29.5F}, hair);
    else if (figure.age == Age::young)
      brush.shape({-16, 40, -15, 28, -5, 22, 6, 22, 15, 28, 16, 40, 11, 32, 2, 30, -10, 33}, hair);
    else // parted at the side
      brush.shape({-16.4F, 42, -15, 28, -4, 22, 6, 22, 15, 28, 16.4F, 42, 12, 33, 4, 26.5F, -6, 32, -12, 34}, hair);
    return;
  }
  if (figure.age == Age::young)
    brush.shape({-16, 35, -15, 24, -6, 16.5F, 9, 17, 16, 25, 16, 35, 12, 29, 2, 31, -6, 27, -11, 30}, hair);
  else if (figure.age == Age::grown)
    brush.shape({-15.6F, 35, -14, 26, -4, 21.5F, 6, 21.5F, 14, 26, 15.6F, 35, 9, 29, -5, 28}, hair);
}

void draw_lines_of_age(const Brush& brush) {
  brush.line(-7, 29, 7, 29, Ink::muted, 0.6F);
  for (const float side : {-1.0F, 1.0F}) {
    brush.arc(side * 8, 47, 3.6F, side < 0 ? 0.6F * pi : 0.1F * pi, side < 0 ? 0.9F * pi : 0.4F * pi, Ink::muted, 0.6F);
    brush.line(side * 12.5F, 38, side * 14.5F, 37, Ink::muted, 0.5F);
  }
}

void draw_head(const Brush& brush, const Figure& figure) {
  const Ink hair = hair_of(figure);
  if (!figure.woman && figure.age == Age::old) { // hair at the sides only
    brush.circle(-14.5F, 36, 5, hair);
    brush.circle(14.5F, 36, 5, hair);
  } else {
    brush.circle(0, 37, 18.4F, hair);
  }
  brush.circle(-16.2F, 42, 3.1F, Ink::skin);
  brush.circle(16.2F, 42, 3.1F, Ink::skin);
  brush.circle(0, 41, 16.4F, Ink::skin);
  draw_fringe(brush, figure);
  if (figure.age == Age::old) draw_lines_of_age(brush);
  if (figure.woman && figure.age != Age::young)
    for (const float side : {-1.0F, 1.0F})
      brush.circle(side * 16.4F, 46.4F, 1.1F, Ink::warning);
  if (has(figure, With::helmet)) {
    brush.shape({-19, 34, -18, 26, -12, 18.5F, 0, 15.5F, 12, 18.5F, 18, 26, 19, 34}, Ink::warning);
    brush.rect(-20.5F, 31, 41, 4, Ink::warning, 2);
    brush.rect(-2, 17, 4, 14, Ink::surface, 1);
    brush.line(-16, 35, -8, 56, Ink::hair, 0.9F);
    brush.line(16, 35, 8, 56, Ink::hair, 0.9F);
  }
}

void draw_glasses(const Brush& brush) {
  brush.ring(-6.5F, 40.4F, 4.8F, Ink::hair, 0.9F);
  brush.ring(6.5F, 40.4F, 4.8F, Ink::hair, 0.9F);
  brush.line(-1.8F, 40, 1.8F, 40, Ink::hair, 0.9F);
  brush.line(-11.3F, 39.6F, -15.6F, 39, Ink::hair, 0.8F);
  brush.line(11.3F, 39.6F, 15.6F, 39, Ink::hair, 0.8F);
}

// ---------------------------------------------------------------- the face

struct Face {
  float brow_inner; ///< lower (positive) = angrier
  float brow_outer;
  float mouth; ///< > 0 smiles, < 0 sulks
  float eye;
  bool open_mouth;
  bool flush;
};

Face face_of(Mood mood) {
  switch (mood) {
  case Mood::calm:
    return {0, 0, 1, 1.5F, false, false};
  case Mood::uneasy:
    return {-1.6F, 0.8F, 0, 1.6F, false, false};
  case Mood::annoyed:
    return {1.2F, -0.6F, -0.6F, 1.5F, false, false};
  case Mood::angry:
    return {2.2F, -1.4F, -1, 1.7F, false, true};
  case Mood::furious:
    return {2.8F, -2.2F, -1, 1.9F, true, true};
  }
  return {};
}

void draw_mouth(const Brush& brush, const Face& face) {
  if (face.open_mouth) {
    brush.circle(0, 50.5F, 3.4F, Ink::hair);
    brush.circle(0, 51.8F, 1.8F, Ink::danger);
  } else if (face.mouth > 0) {
    brush.arc(0, 46.5F, 5.4F, 0.2F * pi, 0.8F * pi, Ink::hair, 1.1F);
  } else if (face.mouth < 0) {
    brush.arc(0, 54.5F, 5.2F, 1.22F * pi, 1.78F * pi, Ink::hair, 1.1F);
  } else {
    brush.line(-4, 50.4F, 4, 50.4F, Ink::hair, 1.1F);
  }
}

void draw_face(const Brush& brush, Mood mood) {
  const Face face = face_of(mood);
  if (face.flush) {
    brush.circle(-10, 46.4F, 2.4F, Ink::danger);
    brush.circle(10, 46.4F, 2.4F, Ink::danger);
  }
  brush.circle(-6.5F, 40.4F, face.eye, Ink::hair);
  brush.circle(6.5F, 40.4F, face.eye, Ink::hair);
  const float brow = 34.4F;
  brush.line(-10, brow + face.brow_outer, -3.4F, brow + face.brow_inner, Ink::hair, 1.2F);
  brush.line(10, brow + face.brow_outer, 3.4F, brow + face.brow_inner, Ink::hair, 1.2F);
  brush.line(-0.6F, 44.6F, 0.8F, 45, Ink::hair, 0.6F); // the nose
  draw_mouth(brush, face);
  if (mood != Mood::furious) return;
  for (const float side : {-1.0F, 1.0F}) { // steam
    brush.line(side * 21, 22, side * 27, 16, Ink::danger, 1.4F);
    brush.line(side * 23, 29, side * 31, 27, Ink::danger, 1.4F);
  }
}

// ---------------------------------------------------------------- beside them

void draw_wheelchair(const Brush& brush) {
  brush.rect(-27, 62, 54, 40, Ink::line, 5);
  for (const float side : {-1.0F, 1.0F}) {
    brush.line(side * 25, 60, side * 34, 57, Ink::hair, 2.6F); // handles
    brush.ring(side * 31, 96, 15, Ink::hair, 2.2F);
    brush.ring(side * 31, 96, 11, Ink::line, 1);
    brush.circle(side * 31, 96, 2, Ink::hair);
  }
}

void draw_stick(const Brush& brush) {
  brush.line(35, 70, 35, 100, Ink::hair, 1.8F);
  brush.arc(31.5F, 70, 3.5F, pi, 2 * pi, Ink::hair, 1.8F);
  brush.circle(33, 68.4F, 3, Ink::skin); // the hand that holds it
}

void draw_child(const Brush& brush) {
  brush.shape({-12, 62, 12, 62, 20, 70, 24, 112, -24, 112, -20, 70}, Ink::danger);
  brush.circle(0, 58, 5, Ink::skin);
  brush.circle(0, 37, 18.6F, Ink::hair);
  brush.circle(-17, 22, 5.4F, Ink::hair); // two tufts
  brush.circle(17, 22, 5.4F, Ink::hair);
  brush.circle(0, 41, 16.4F, Ink::skin);
  brush.shape({-15, 36, -9, 25, 9, 25, 15, 36, 8, 31, -8, 31}, Ink::hair);
  brush.circle(-6, 42, 2, Ink::hair);
  brush.circle(6, 42, 2, Ink::hair);
  brush.arc(0, 47, 4.4F, 0.2F * pi, 0.8F * pi, Ink::hair, 1.4F);
}

} // namespace

void draw_customer(const Brush& around, const Figure& figure, Mood mood) {
  const bool sits = has(figure, With::wheelchair);
  const Brush brush = sits ? around.at(0, 7, 1) : around;
  if (sits) draw_wheelchair(around);
  draw_hair_behind(brush, figure);
  draw_body(brush, figure);
  draw_head(brush, figure);
  draw_face(brush, mood);
  if (has(figure, With::glasses)) draw_glasses(brush);
  if (has(figure, With::stick)) draw_stick(brush);
  if (has(figure, With::child)) draw_child(around.at(-36, 48, 0.5F));
}

} // namespace trainer::drawing
