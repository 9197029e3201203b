// The hall's seven posts, each with what stands there, and the room from which a call is answered.
#include "ui/trainer/stage_parts.hpp"

namespace trainer::drawing {

namespace {

void draw_room(const Brush& brush, float half_width) {
  brush.rect(-half_width, 0, 2 * half_width, 100, Ink::accent_soft, 6);
  brush.rect(-half_width, 78, 2 * half_width, 22, Ink::faint, 6); // the floor, square where it meets the wall
  brush.rect(-half_width, 78, 2 * half_width, 10, Ink::faint, 0);
}

void draw_window(const Brush& brush, float left) {
  brush.rect(left, 12, 36, 34, Ink::surface, 2);
  brush.rect(left + 2, 14, 15, 14, Ink::accent_soft, 1);
  brush.rect(left + 19, 14, 15, 14, Ink::accent_soft, 1);
  brush.rect(left + 2, 30, 15, 14, Ink::accent_soft, 1);
  brush.rect(left + 19, 30, 15, 14, Ink::accent_soft, 1);
}

void draw_plant(const Brush& brush, float at) {
  for (const float lean : {-9.0F, -4.0F, 0.0F, 4.0F, 9.0F}) {
    const float tip = 44 + (lean < 0 ? -lean : lean) * 0.7F;
    brush.line(at, 70, at + lean, tip, Ink::success, 1.3F);
    brush.circle(at + lean, tip, 3.4F, Ink::success);
    brush.circle(at + lean * 0.6F, (tip + 70) / 2, 2.4F, Ink::success);
  }
  brush.shape({at - 6, 68, at + 6, 68, at + 4, 84, at - 4, 84}, Ink::muted);
  brush.rect(at - 7, 66, 14, 3.4F, Ink::muted, 1);
}

void draw_door(const Brush& brush, float left) {
  brush.rect(left, 8, 44, 71, Ink::line, 2);
  for (const float leaf : {2.0F, 23.0F}) {
    brush.rect(left + leaf, 10, 19, 68, Ink::surface, 1);
    brush.line(left + leaf + 4, 40, left + leaf + 14, 22, Ink::accent_soft, 1.4F);
    brush.line(left + leaf + 4, 50, left + leaf + 15, 30, Ink::accent_soft, 1.4F);
  }
  brush.line(left + 20, 42, left + 20, 54, Ink::muted, 1.6F);
  brush.line(left + 24, 42, left + 24, 54, Ink::muted, 1.6F);
}

/// The machine that gives tickets, a slip just coming out of it.
void draw_ticket_machine(const Brush& brush, float left) {
  brush.rect(left + 4, 66, 18, 18, Ink::line, 1);
  brush.rect(left, 32, 26, 36, Ink::surface, 3);
  brush.rect(left + 3, 36, 20, 16, Ink::accent, 2);
  for (const float row : {39.0F, 43.0F, 47.0F})
    brush.rect(left + 6, row, row > 40 ? 9 : 14, 2, Ink::accent_soft, 0.6F);
  brush.rect(left + 6, 56, 14, 2, Ink::line, 1);
  brush.rect(left + 8, 57, 10, 8, Ink::surface, 0);
  brush.line(left + 10, 60, left + 16, 60, Ink::muted, 1);
  brush.line(left + 10, 62.5F, left + 14, 62.5F, Ink::muted, 1);
  brush.rect(left - 2, 82, 30, 3, Ink::muted, 1);
}

/// A machine for cash, with a hood, keys and a ledge.
void draw_machine(const Brush& brush, float left) {
  brush.rect(left, 20, 34, 64, Ink::surface, 3);
  brush.rect(left, 20, 34, 8, Ink::accent, 3);
  brush.rect(left, 24, 34, 4, Ink::accent);
  brush.rect(left + 4, 32, 18, 15, Ink::accent_soft, 1);
  brush.rect(left + 7, 35, 12, 2, Ink::accent, 0.6F);
  brush.rect(left + 7, 39, 8, 2, Ink::accent, 0.6F);
  brush.rect(left + 25, 34, 6, 2, Ink::muted, 0.6F);
  brush.rect(left + 25, 40, 6, 5, Ink::line, 0.6F);
  brush.rect(left + 3, 52, 28, 9, Ink::faint, 1);
  for (const float row : {53.5F, 57.0F})
    for (const float key : {5.0F, 10.0F, 15.0F})
      brush.rect(left + key, row, 3.4F, 2.4F, Ink::muted, 0.5F);
  brush.rect(left + 21, 55, 8, 2, Ink::hair, 0.6F);
  brush.rect(left + 5, 66, 24, 3, Ink::line, 1);
}

void draw_chairs(const Brush& brush, float left) {
  for (int i = 0; i < 3; ++i) {
    const float at = left + static_cast<float>(i) * 16;
    brush.rect(at, 50, 14, 16, Ink::cloth, 3);
    brush.rect(at - 0.5F, 68, 15, 5, Ink::cloth, 2);
    brush.line(at + 2, 73, at + 2, 82, Ink::muted, 1.2F);
    brush.line(at + 12, 73, at + 12, 82, Ink::muted, 1.2F);
  }
  brush.rect(left - 2, 66, 50, 2, Ink::muted, 1);
}

/// Where the numbers that are called light up.
void draw_call_board(const Brush& brush, float left) {
  brush.rect(left, 8, 40, 18, Ink::hair, 2);
  for (const float row : {11.0F, 18.5F}) {
    brush.rect(left + 4, row, 16, 4.4F, Ink::warning, 1);
    brush.rect(left + 26, row, 9, 4.4F, Ink::success, 1);
  }
}

void draw_poster(const Brush& brush, float left) {
  brush.rect(left, 12, 26, 36, Ink::surface, 2);
  brush.rect(left + 3, 15, 20, 14, Ink::accent, 1);
  brush.shape({left + 5, 27, left + 11, 20, left + 15, 24, left + 18, 18, left + 21, 27}, Ink::accent_soft);
  for (const float row : {33.0F, 37.0F, 41.0F})
    brush.rect(left + 3, row, row > 40 ? 12 : 20, 1.8F, Ink::faint, 0.6F);
}

void draw_lamp(const Brush& brush, float at) {
  brush.line(at, 30, at, 80, Ink::muted, 1.2F);
  brush.shape({at - 5, 16, at + 5, 16, at + 9, 31, at - 9, 31}, Ink::warning);
  brush.rect(at - 7, 80, 14, 3, Ink::muted, 1.4F);
}

void draw_painting(const Brush& brush, float left) {
  brush.rect(left, 10, 44, 26, Ink::warning, 1);
  brush.rect(left + 2, 12, 40, 22, Ink::surface);
  brush.shape({left + 2, 34, left + 14, 20, left + 22, 28, left + 31, 16, left + 42, 30, left + 42, 34}, Ink::muted);
  brush.circle(left + 12, 17, 2.6F, Ink::danger);
}

void draw_sofa(const Brush& brush) {
  brush.rect(-50, 46, 100, 44, Ink::cloth, 10);
  brush.line(0, 50, 0, 74, Ink::line, 0.8F);
  brush.rect(-60, 60, 18, 32, Ink::cloth, 7);
  brush.rect(42, 60, 18, 32, Ink::cloth, 7);
}

/// What is written on: a top seen from a little above, and its front.
void draw_desk(const Brush& brush, float left, float right, float above) {
  brush.shape({left + 5, above, right - 5, above, right, above + 7, left, above + 7}, Ink::surface);
  brush.rect(left, above + 7, right - left, 3, Ink::accent, 1);
  brush.rect(left + 2, above + 10, right - left - 4, 90 - above, Ink::surface);
  brush.rect(left + 2, above + 10, right - left - 4, 1.6F, Ink::faint);
}

void draw_low_counter(const Brush& brush) {
  draw_desk(brush, -72, 72, 77);
  brush.rect(41, 54, 27, 18, Ink::hair, 2); // the screen
  brush.rect(43, 56, 23, 14, Ink::accent, 1);
  brush.rect(45, 59, 12, 2, Ink::accent_soft, 0.6F);
  brush.rect(45, 63, 16, 2, Ink::accent_soft, 0.6F);
  brush.rect(53, 72, 3, 5, Ink::hair);
  brush.rect(47, 77, 15, 2.4F, Ink::hair, 1);
}

void draw_high_counter(const Brush& brush, bool vip) {
  const Ink trim = vip ? Ink::warning : Ink::line;
  brush.rect(-58, 8, 3, 68, trim, 1); // the glass and its posts
  brush.rect(55, 8, 3, 68, trim, 1);
  brush.rect(-60, 5, 120, 4, trim, 1);
  brush.line(-48, 58, -24, 20, Ink::surface, 1);
  brush.line(-42, 66, -30, 46, Ink::surface, 1);
  brush.line(40, 34, 50, 18, Ink::surface, 1);
  draw_desk(brush, -70, 70, 75);
  if (vip) brush.rect(-70, 82, 140, 3, Ink::warning, 1);
  brush.rect(-15, 92, 30, 5, Ink::faint, 2); // the tray
  for (const float at : {-4.0F, 0.0F, 4.0F})
    brush.circle(at, 70, 0.9F, Ink::muted); // what is spoken through
}

void draw_form_desk(const Brush& brush) {
  draw_desk(brush, -74, 6, 78);
  brush.line(-66, 77, -62, 66, Ink::muted, 1); // pens on their stand
  brush.line(-63, 77, -61, 67, Ink::accent, 1);
  brush.rect(-69, 74, 10, 4, Ink::muted, 1);
}

void draw_tea_table(const Brush& brush) {
  brush.shape({-56, 83, 56, 83, 64, 90, -64, 90}, Ink::surface);
  brush.rect(-64, 90, 128, 3, Ink::warning, 1);
  brush.rect(-54, 93, 4, 7, Ink::muted);
  brush.rect(50, 93, 4, 7, Ink::muted);
}

} // namespace

void draw_hall(const Brush& brush, int position, float half_width) {
  draw_room(brush, half_width);
  const bool wide = half_width > 90;
  const float left = -half_width + (wide ? 16 : 6), right = half_width - (wide ? 16 : 6);
  switch (position) {
  case 1:
    draw_door(brush, left + 2);
    draw_ticket_machine(brush, right - 30);
    break;
  case 2:
    draw_machine(brush, left);
    if (wide) draw_machine(brush, left + 38);
    draw_machine(brush, right - 34);
    break;
  case 3:
    draw_call_board(brush, left + 2);
    draw_chairs(brush, right - 50);
    if (wide) draw_plant(brush, left + 52);
    break;
  case 4:
    draw_poster(brush, left + 4);
    draw_window(brush, right - 38);
    if (wide) draw_plant(brush, left + 42);
    break;
  case 7:
    draw_painting(brush, left + (wide ? 8 : 2));
    draw_lamp(brush, right - (wide ? 16 : 9));
    draw_sofa(brush);
    break;
  case 6:
    draw_painting(brush, left);
    draw_plant(brush, right - 10);
    break;
  default:
    draw_window(brush, left + 2);
    draw_window(brush, right - 38);
    if (wide) draw_plant(brush, right - 52);
  }
}

void draw_in_front(const Brush& brush, int position) {
  switch (position) {
  case 1:
    draw_desk(brush, -76, -18, 78); // the reception desk
    return;
  case 2:
    draw_desk(brush, -72, -16, 78);
    return;
  case 3:
    draw_form_desk(brush);
    return;
  case 4:
    draw_low_counter(brush);
    return;
  case 5:
  case 6:
    draw_high_counter(brush, position == 6);
    return;
  case 7:
    draw_tea_table(brush);
    return;
  default:
    return;
  }
}

Top top_of(int position) {
  switch (position) {
  case 1:
    return {-72, -22, 84};
  case 2:
    return {-68, -20, 84};
  case 3:
    return {-54, 2, 84};
  case 4:
    return {-64, 36, 83};
  case 7:
    return {-54, 54, 88};
  default:
    return {-62, 62, 81};
  }
}

// ---------------------------------------------------------------- a call

Brush caller(const Brush& brush) { return brush.at(26, 13, 0.8F); }

void draw_call(const Brush& brush, float half_width, bool hung_up) {
  draw_room(brush, half_width);
  if (half_width > 110) draw_plant(brush, -half_width + 18);
  draw_desk(brush, -86, -8, 82);
  // The telephone, its handset taken off while somebody speaks.
  brush.shape({-74, 66, -44, 66, -38, 85, -80, 85}, Ink::hair);
  brush.rect(-70, 69, 13, 4, Ink::success, 1);
  for (const float row : {75.0F, 78.4F, 81.8F})
    for (const float key : {-64.0F, -59.0F, -54.0F})
      brush.rect(key, row, 3, 2, Ink::surface, 0.6F);
  const float lift = hung_up ? 0 : -22;
  brush.arc(-59, 78 + lift, 18, 1.2F * pi, 1.8F * pi, Ink::cloth, 5);
  brush.circle(-73, 66.5F + lift, 4.6F, Ink::cloth);
  brush.circle(-45, 66.5F + lift, 4.6F, Ink::cloth);
  if (hung_up) return;
  for (int i = 0; i < 5; ++i) // the cord
    brush.ring(-77 - (i % 2 ? 1.0F : 0.0F), 52 + static_cast<float>(i) * 5, 2.4F, Ink::cloth, 1);
  for (const float radius : {6.0F, 11.0F, 16.0F}) // the voice
    brush.arc(-44, 42, radius, -0.28F * pi, 0.22F * pi, Ink::accent, 1.6F);
  // The bubble the caller is seen in, and where it comes from.
  brush.shape({-14, 40, -24, 45, -14, 52}, Ink::surface);
  brush.rect(-16, 6, 84, 88, Ink::surface, 9);
  brush.rect(-11, 11, 74, 78, Ink::accent_soft, 6);
}

/// What the caller is cut off by.
void draw_call_frame(const Brush& brush) {
  brush.rect(-11, 89, 74, 5, Ink::surface, 0);
  brush.rect(-16, 86, 84, 8, Ink::surface, 8);
  brush.rect(-11, 94, 74, 6, Ink::faint);
}

} // namespace trainer::drawing
