// What lies between employee and customer, each thing recognisable at a glance.
#include "ui/trainer/stage_parts.hpp"

#include <algorithm>

namespace trainer::drawing {

namespace {

using lobby::roleplay::Thing;

// Each stands on y = 0, about 20 wide, around x = 0.

void draw_paper(const Brush& brush, float half, float height) {
  brush.rect(-half - 0.5F, -height - 0.5F, 2 * half + 1, height + 1, Ink::line, 1);
  brush.rect(-half, -height, 2 * half, height, Ink::surface, 0.8F);
}

void draw_writing(const Brush& brush, float left, float right, std::initializer_list<float> rows) {
  for (const float row : rows)
    brush.line(left, row, right, row, Ink::muted, 0.8F);
}

void draw_id_card(const Brush& brush) {
  draw_paper(brush, 10, 13);
  brush.rect(3, -11, 5.4F, 7.4F, Ink::accent_soft, 0.6F);
  brush.circle(5.7F, -8.6F, 1.5F, Ink::skin);
  brush.rect(3.4F, -6.6F, 4.6F, 2.6F, Ink::cloth, 1);
  draw_writing(brush, -8, 0, {-10, -7.4F});
  brush.line(-8, -4.8F, -2, -4.8F, Ink::muted, 0.8F);
  brush.line(-8, -2, 8, -2, Ink::accent, 0.9F);
}

void draw_bank_card(const Brush& brush) {
  brush.rect(-10, -13, 20, 13, Ink::accent, 2);
  brush.rect(-7.4F, -9.4F, 4.4F, 3.6F, Ink::warning, 0.8F);
  brush.circle(5, -10, 1.6F, Ink::surface);
  brush.circle(7, -10, 1.6F, Ink::danger);
  for (const float group : {-7.4F, -3.6F, 0.2F, 4.0F})
    brush.line(group, -3.4F, group + 2.4F, -3.4F, Ink::surface, 1);
}

void draw_passbook(const Brush& brush) {
  brush.rect(-8, -15, 16, 15, Ink::cloth, 1);
  brush.rect(-8, -15, 3, 15, Ink::hair, 1);
  brush.rect(-3, -12, 9, 4, Ink::surface, 0.6F);
  brush.ring(1.5F, -4, 2, Ink::surface, 0.8F);
}

void draw_certificate(const Brush& brush) {
  draw_paper(brush, 11, 14);
  brush.rect(-9.6F, -12.6F, 19.2F, 11.2F, Ink::success, 0.6F, false);
  brush.line(-5, -10, 5, -10, Ink::success, 1.3F);
  draw_writing(brush, -7, 2, {-7, -4.4F});
  brush.circle(6, -4.8F, 2.6F, Ink::danger);
  brush.circle(6, -4.8F, 1.1F, Ink::surface);
}

void draw_cash(const Brush& brush) {
  for (int i = 0; i < 3; ++i) {
    const float up = static_cast<float>(i) * -2.2F, shift = static_cast<float>(i) * 0.8F;
    brush.rect(-11 + shift, -9 + up, 21, 9, Ink::surface, 0.8F);
    brush.rect(-10.5F + shift, -8.6F + up, 20, 8.2F, Ink::danger, 0.6F);
  }
  brush.circle(-1, -8.9F, 2.4F, Ink::surface);
  brush.rect(5, -12, 3.6F, 1.6F, Ink::surface, 0.4F);
  brush.rect(-7.6F, -7.2F, 3.6F, 1.6F, Ink::surface, 0.4F);
}

void draw_form(const Brush& brush) {
  draw_paper(brush, 8, 18);
  brush.line(-4, -15.6F, 4, -15.6F, Ink::text, 1.1F);
  for (const float row : {-12.6F, -9.0F, -5.4F}) {
    brush.rect(-6, row, 2, 2, Ink::accent, 0.3F);
    brush.line(-2.6F, row + 1, 6, row + 1, Ink::muted, 0.8F);
  }
  brush.line(4, -1.6F, 12, -11, Ink::accent, 1.5F); // a pen
  brush.line(4, -1.6F, 5.2F, -3, Ink::hair, 1.5F);
}

void draw_receipt(const Brush& brush) {
  brush.shape(
      {-5.4F, -18.4F, 5.4F, -18.4F, 5.4F, 0.4F, 3.6F, -1, 1.8F, 0.4F, 0, -1, -1.8F, 0.4F, -3.6F, -1, -5.4F, 0.4F},
      Ink::line);
  brush.shape({-5, -18, 5, -18, 5, -0.6F, 3.6F, -1.8F, 1.8F, -0.4F, 0, -1.8F, -1.8F, -0.4F, -3.6F, -1.8F, -5, -0.6F},
              Ink::surface);
  brush.line(-2.4F, -15.6F, 2.4F, -15.6F, Ink::text, 1);
  draw_writing(brush, -3.4F, 3.4F, {-12.4F, -10});
  draw_writing(brush, -3.4F, 0.6F, {-7.6F});
  brush.line(-3.4F, -4.4F, 3.4F, -4.4F, Ink::danger, 1);
}

void draw_phone(const Brush& brush) {
  brush.rect(-5, -18, 10, 18, Ink::hair, 2);
  brush.rect(-4, -16, 8, 13, Ink::accent_soft, 0.6F);
  brush.rect(-2.6F, -14, 5.2F, 3.4F, Ink::accent, 0.8F);
  draw_writing(brush, -2.4F, 2.4F, {-8.4F, -6.2F});
  brush.circle(0, -1.5F, 0.8F, Ink::line);
}

void draw_tea(const Brush& brush) {
  brush.rect(-9, -1.6F, 18, 1.8F, Ink::line, 0.8F);
  brush.ring(6.6F, -6.4F, 2.8F, Ink::line, 1.4F);
  brush.shape({-7, -11, 6.4F, -11, 5, -1.6F, -5.6F, -1.6F}, Ink::line);
  brush.shape({-6.2F, -10.2F, 5.6F, -10.2F, 4.4F, -2.2F, -5, -2.2F}, Ink::surface);
  brush.rect(-6.4F, -11, 12.2F, 1.8F, Ink::success, 0.6F);
  for (const float at : {-3.0F, 0.0F, 3.0F}) {
    brush.arc(at, -14.4F, 1.5F, 0.5F * pi, 1.5F * pi, Ink::muted, 0.7F);
    brush.arc(at, -17.2F, 1.5F, -0.5F * pi, 0.5F * pi, Ink::muted, 0.7F);
  }
}

void draw_contract(const Brush& brush) {
  brush.rect(-9, -19, 19, 19, Ink::cloth, 1); // in its cover
  draw_paper(brush.at(0.6F, -1.4F, 1), 7.6F, 16);
  brush.line(-3.4F, -15, 4.6F, -15, Ink::text, 1.2F);
  draw_writing(brush, -5, 6, {-12, -9.6F, -7.2F});
  brush.circle(5, -4.2F, 2.4F, Ink::danger);
  brush.line(-5, -3.8F, -3, -5.2F, Ink::accent, 0.9F); // a signature
  brush.line(-3, -5.2F, -2, -3.4F, Ink::accent, 0.9F);
  brush.line(-2, -3.4F, 0.6F, -4.8F, Ink::accent, 0.9F);
}

void draw_thing(const Brush& brush, Thing thing) {
  switch (thing) {
  case Thing::id_card:
    return draw_id_card(brush);
  case Thing::bank_card:
    return draw_bank_card(brush);
  case Thing::passbook:
    return draw_passbook(brush);
  case Thing::certificate:
    return draw_certificate(brush);
  case Thing::cash:
    return draw_cash(brush);
  case Thing::form:
    return draw_form(brush);
  case Thing::receipt:
    return draw_receipt(brush);
  case Thing::phone:
    return draw_phone(brush);
  case Thing::tea:
    return draw_tea(brush);
  case Thing::contract:
    return draw_contract(brush);
  }
}

} // namespace

void draw_things(const Brush& brush, const std::vector<Thing>& things, const Top& top) {
  if (things.empty()) return;
  constexpr float apart = 27, widest = 24; // of one thing as drawn
  const float count = static_cast<float>(things.size());
  const float scale = std::min(1.0F, (top.right - top.left) / (apart * count - (apart - widest)));
  const float middle = (top.left + top.right) / 2;
  for (std::size_t i = 0; i < things.size(); ++i) {
    const float at = middle + (static_cast<float>(i) - (count - 1) / 2) * apart * scale;
    draw_thing(brush.at(at, top.edge, scale), things[i]);
  }
}

} // namespace trainer::drawing
