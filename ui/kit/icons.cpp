// The icons: line drawings of our own on a grid of 24, written as paths, and the small machine that draws them.
//
// M x y, L x y, H x, V y, C x1 y1 x2 y2 x y, Q x1 y1 x y, Z: as in SVG, absolute coordinates only.
// O x y r: a circle. D x y r: a filled dot. R x y w h r: a rectangle with round corners.
// A x y r from to: an arc, in degrees clockwise from east. F: the path before it is filled, not stroked.
#include "ui/kit/icons.hpp"

#include "ui/kit/paint.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace kit::detail {

const char* icon_path(Icon icon) {
  switch (icon) {
  case Icon::none:
    return "";
  case Icon::back:
    return "M14.5 5 L7.5 12 L14.5 19";
  case Icon::forward:
    return "M9.5 5 L16.5 12 L9.5 19";
  case Icon::close:
    return "M6 6 L18 18 M18 6 L6 18";
  case Icon::check:
    return "M5 12.5 L10 17.5 L19.5 7";
  case Icon::plus:
    return "M12 5 V19 M5 12 H19";
  case Icon::minus:
    return "M5 12 H19";
  case Icon::search:
    return "O10.5 10.5 6.5 M15.5 15.5 L20.5 20.5";
  case Icon::branch: // a bank: pediment, columns, steps
    return "M3.5 9.5 L12 4 L20.5 9.5 Z M6 10 V17 M10 10 V17 M14 10 V17 M18 10 V17 M3.5 20 H20.5";
  case Icon::pin:
    return "M12 21 C8 16.5 5.5 13.2 5.5 9.8 C5.5 6 8.4 3.2 12 3.2 C15.6 3.2 18.5 6 18.5 9.8 C18.5 13.2 16 16.5 12 21 Z "
           "O12 9.8 2.4";
  case Icon::clock:
    return "O12 12 8.7 M12 7 V12 L15.4 14.2";
  case Icon::calendar:
    return "R3.8 5 16.4 15.5 2.5 M3.8 10 H20.2 M8.2 3 V7 M15.8 3 V7";
  case Icon::ticket:
    return "M5.3 6 H18.7 Q20.7 6 20.7 8 V9.7 A20.7 12 2.3 270 90 V16 Q20.7 18 18.7 18 H5.3 Q3.3 18 3.3 16 V14.3 "
           "A3.3 12 2.3 90 -90 V8 Q3.3 6 5.3 6 Z M14 9.2 V10.4 M14 13.6 V14.8";
  case Icon::people:
    return "O9 8 3.4 M2.8 19.5 C2.8 15.8 5.5 13.9 9 13.9 C12.5 13.9 15.2 15.8 15.2 19.5 M15.5 4.9 A15.4 8 3.2 -80 80 "
           "M17.6 14.4 C19.8 15.1 21.2 16.8 21.2 19.5";
  case Icon::person:
    return "O12 8 3.9 M4.8 20 C4.8 16 8 14.2 12 14.2 C16 14.2 19.2 16 19.2 20";
  case Icon::phone:
    return "R6.8 2.8 10.4 18.4 2.4 M10.8 18.2 H13.2";
  case Icon::bell:
    return "M6 16.5 C7 15 7 13.5 7 10.5 C7 7.4 9.1 5 12 5 C14.9 5 17 7.4 17 10.5 C17 13.5 17 15 18 16.5 Z "
           "M12 3 V5 M10 19.6 Q12 21.4 14 19.6";
  case Icon::bell_off:
    return "M8.5 6.2 C9.4 5.4 10.6 5 12 5 C14.9 5 17 7.4 17 10.5 C17 12 17 13.1 17.2 14 M14.8 16.5 H6 C7 15 7 13.5 7 "
           "10.5 C7 9.7 7.1 9.1 7.4 8.4 M12 3 V5 M10 19.6 Q12 21.4 14 19.6 M4 4 L20 20";
  case Icon::sound:
    return "M4 9.5 V14.5 H7.5 L12 18.5 V5.5 L7.5 9.5 Z A12 12 4 -45 45 A12 12 7.8 -45 45";
  case Icon::sound_off:
    return "M4 9.5 V14.5 H7.5 L12 18.5 V5.5 L7.5 9.5 Z M16 9.5 L21 14.5 M21 9.5 L16 14.5";
  case Icon::star:
    return "M12 3.6 L14.6 9 L20.5 9.8 L16.2 13.9 L17.3 19.8 L12 17 L6.7 19.8 L7.8 13.9 L3.5 9.8 L9.4 9 Z";
  case Icon::star_filled:
    return "M12 3.6 L14.6 9 L20.5 9.8 L16.2 13.9 L17.3 19.8 L12 17 L6.7 19.8 L7.8 13.9 L3.5 9.8 L9.4 9 Z F "
           "M12 3.6 L14.6 9 L20.5 9.8 L16.2 13.9 L17.3 19.8 L12 17 L6.7 19.8 L7.8 13.9 L3.5 9.8 L9.4 9 Z";
  case Icon::info:
    return "O12 12 8.7 M12 11.2 V16.4 D12 7.9 1.15";
  case Icon::warning:
    return "M12 4.2 L21 19.6 H3 Z M12 10 V14.2 D12 16.9 1.15";
  case Icon::error:
    return "O12 12 8.7 M12 7.4 V12.8 D12 16.1 1.15";
  case Icon::success:
    return "O12 12 8.7 M8 12.4 L10.9 15.2 L16.2 9.4";
  case Icon::edit:
    return "M4.5 19.5 L5.4 15.4 L15.8 5 Q17.2 3.8 18.6 5.1 L18.9 5.4 Q20.2 6.8 19 8.2 L8.6 18.6 Z M13.8 7 L17 10.2";
  case Icon::trash:
    return "M4.5 6.8 H19.5 M9.5 6.8 V4.8 Q9.5 4 10.3 4 H13.7 Q14.5 4 14.5 4.8 V6.8 M6.2 6.8 L7 18.6 Q7.1 20.2 8.7 20.2 "
           "H15.3 Q16.9 20.2 17 18.6 L17.8 6.8 M10.2 10.6 V16.2 M13.8 10.6 V16.2";
  case Icon::refresh:
    return "A12 12 7.8 -155 -20 M19.8 4.6 V9.3 H15.1 A12 12 7.8 25 160 M4.2 19.4 V14.7 H8.9";
  case Icon::print:
    return "M7 8.5 V3.8 H17 V8.5 M7 17 H5.8 Q3.8 17 3.8 15 V10.5 Q3.8 8.5 5.8 8.5 H18.2 Q20.2 8.5 20.2 10.5 V15 Q20.2 "
           "17 "
           "18.2 17 H17 M7 14 H17 V20.2 H7 Z D16.8 11.3 0.9";
  case Icon::download:
    return "M12 4 V15 M7.3 10.5 L12 15.2 L16.7 10.5 M4.5 19.5 H19.5";
  case Icon::share:
    return "M12 15 V4 M7.8 7.9 L12 3.7 L16.2 7.9 M8 11 H6.8 Q5 11 5 12.8 V18.4 Q5 20.2 6.8 20.2 H17.2 Q19 20.2 19 18.4 "
           "V12.8 Q19 11 17.2 11 H16";
  case Icon::link:
    return "M10.2 14.1 C8.6 12.5 8.6 10.6 10.2 9 L12.9 6.2 C14.5 4.6 16.6 4.6 18 6 C19.4 "
           "7.4 19.4 9.5 17.8 11.1 L16.4 12.5 M13.8 9.9 C15.4 11.5 15.4 13.4 13.8 15 L11.1 17.8 C9.5 19.4 7.4 19.4 6 "
           "18 C4.6 "
           "16.6 4.6 14.5 6.2 12.9 L7.6 11.5";
  case Icon::language: // 文 and A
    return "M3.5 6 H12.5 M8 3.8 V6 M10.6 6 C9.8 9.6 7.2 12.6 3.8 14.2 M5.4 6 C6.2 9 8.6 11.8 11.4 13 "
           "M11.8 20.2 L16.2 10.2 L20.6 20.2 M13.4 16.8 H19";
  case Icon::moon:
    return "M19.8 14.2 C18.8 14.6 17.8 14.8 16.7 14.8 C12.4 14.8 9.2 11.6 9.2 7.3 C9.2 6.2 9.4 5.1 9.8 4.1 C6.4 5.1 4 "
           "8.2 4 "
           "11.9 C4 16.4 7.6 20 12.1 20 C15.7 20 18.8 17.6 19.8 14.2 Z";
  case Icon::sun:
    return "O12 12 4 M12 2.8 V5 M12 19 V21.2 M2.8 12 H5 M19 12 H21.2 M5.5 5.5 L7 7 M17 17 L18.5 18.5 M18.5 5.5 L17 7 "
           "M7 17 "
           "L5.5 18.5";
  case Icon::text_size:
    return "M2.8 18.5 L8.2 5.5 L13.6 18.5 M4.8 14 H11.6 M14.6 18.5 L17.9 10.5 L21.2 18.5 M15.8 15.8 H20";
  case Icon::menu:
    return "M4 6.5 H20 M4 12 H20 M4 17.5 H20";
  case Icon::settings: // sliders
    return "M4 7 H11.6 M16.4 7 H20 O14 7 2.4 M4 17 H7.6 M12.4 17 H20 O10 17 2.4";
  case Icon::logout:
    return "M10.5 4.2 H6.8 Q4.8 4.2 4.8 6.2 V17.8 Q4.8 19.8 6.8 19.8 H10.5 M10.2 12 H20 M16 8 L20 12 L16 16";
  case Icon::login:
    return "M13.5 4.2 H17.2 Q19.2 4.2 19.2 6.2 V17.8 Q19.2 19.8 17.2 19.8 H13.5 M4 12 H14 M10 8 L14 12 L10 16";
  case Icon::play:
    return "M7.5 5 L18.8 12 L7.5 19 Z";
  case Icon::pause:
    return "R6.6 5 3.4 14 1.2 R14 5 3.4 14 1.2";
  case Icon::stop:
    return "R6 6 12 12 2";
  case Icon::next: // call the next one: megaphone
    return "M4 10 V14 Q4 15 5 15 H8 L17.5 19 V5 L8 9 H5 Q4 9 4 10 Z M8.2 15 L9.4 20 H11.8 L11 16.3 A17.2 12 3.6 -55 55";
  case Icon::skip:
    return "M5.5 5.5 L15 12 L5.5 18.5 Z M18.5 5.5 V18.5";
  case Icon::transfer:
    return "M4 8.2 H19.5 M15.8 4.5 L19.5 8.2 L15.8 11.9 M20 16 H4.5 M8.2 12.3 L4.5 16 L8.2 19.7";
  case Icon::park: // put aside, come back later
    return "O12 12 8.7 M10 8.7 V15.3 M14 8.7 V15.3";
  case Icon::counter: // a person behind a counter
    return "O12 6.8 3 M6.6 15 C6.8 12.2 9 10.9 12 10.9 C15 10.9 17.2 12.2 17.4 15 M3 15 H21 M4.6 15 V20.2 M19.4 15 "
           "V20.2";
  case Icon::document:
    return "M7 3.5 H13.8 L19 8.7 V18.5 Q19 20.5 17 20.5 H7 Q5 20.5 5 18.5 V5.5 Q5 3.5 7 3.5 Z M13.6 3.8 V9 H18.8 M8.6 "
           "13 H15.4 "
           "M8.6 16.6 H13";
  case Icon::card:
    return "R3 5.5 18 13 2.5 M3 9.8 H21 M6.5 14.8 H10";
  case Icon::cash:
    return "R2.8 6.5 18.4 11 2 O12 12 2.6 M6 12 H6.1 M18 12 H18.1";
  case Icon::globe:
    return "O12 12 8.7 M3.3 12 H20.7 M12 3.3 C9.6 5.7 8.4 8.7 8.4 12 C8.4 15.3 9.6 18.3 12 20.7 M12 3.3 C14.4 5.7 15.6 "
           "8.7 15.6 "
           "12 C15.6 15.3 14.4 18.3 12 20.7";
  case Icon::chat:
    return "M6 4.5 H18 Q20.5 4.5 20.5 7 V14 Q20.5 16.5 18 16.5 H11.5 L7 20.3 V16.5 H6 Q3.5 16.5 3.5 14 V7 Q3.5 4.5 6 "
           "4.5 Z M8 "
           "9 H16 M8 12.4 H13";
  case Icon::hand:
    return "M8.2 12.5 V6.2 A9.6 6.2 1.4 180 360 V11 M11 10.5 V4.6 A12.4 4.6 1.4 180 360 V10.5 M13.8 10.8 V6 A15.2 6 "
           "1.4 180 360 "
           "V12 M16.6 12 V9 A18 9 1.4 180 360 V14.5 C19.4 18.4 17 21 13.4 21 C10.4 21 9 19.8 7.6 17.6 L4.9 13.6 C4.3 "
           "12.5 5.6 "
           "11.4 6.7 12.2 L8.2 13.8";
  case Icon::chair:
    return "M7 3.8 V13 M7 13 H16.2 Q17.4 13 17.4 14.2 V20.2 M7 13 V20.2 M7 16.6 H17.4 M7 5 H9.6 Q10.6 5 10.6 6 V13";
  case Icon::cup:
    return "M5 8.5 H16.5 V15 Q16.5 19.5 12 19.5 H9.5 Q5 19.5 5 15 Z M16.5 10 H17.8 A17.8 12.4 2.4 -90 90 H16.5 M8.6 "
           "3.2 V5.6 M12.8 "
           "3.2 V5.6";
  case Icon::id_card:
    return "R3 5 18 14 2.5 O8.8 10.4 2 M5.8 15.8 C6 13.9 7.2 13.2 8.8 13.2 C10.4 13.2 11.6 13.9 11.8 15.8 M14.6 9.8 "
           "H18 M14.6 13.6 "
           "H18";
  case Icon::walk:
    return "O13.2 4.6 1.7 M8 11.8 L9.4 9 L12.6 7.8 L13.6 11.2 L16.6 12.8 M12.6 7.8 L11.2 13.8 L14.2 16.6 L15.2 21 M11 "
           "14.4 L9.8 "
           "17.8 L7.2 20.8";
  case Icon::smile:
    return "O12 12 8.7 A12 11.6 4.6 25 155 D9 9.6 1.15 D15 9.6 1.15";
  case Icon::eye:
    return "M2.8 12 C5 7.6 8.3 5.4 12 5.4 C15.7 5.4 19 7.6 21.2 12 C19 16.4 15.7 18.6 12 18.6 C8.3 18.6 5 16.4 2.8 12 "
           "Z O12 12 2.9";
  case Icon::keyboard:
    return "R2.8 6 18.4 12 2.2 D6.6 9.7 0.95 D10.2 9.7 0.95 D13.8 9.7 0.95 D17.4 9.7 0.95 D6.6 14.3 0.95 D17.4 14.3 "
           "0.95 M9.6 14.3 "
           "H14.4";
  case Icon::mic:
    return "R9 3 6 11.4 3 M5.8 11.4 A12 11.4 6.2 180 0 M12 17.6 V20.8 M8.8 20.8 H15.2";
  case Icon::history:
    return "A12 12 8.4 -150 165 M4 4.2 V8.8 H8.6 M12 7.6 V12 L15 14";
  case Icon::chart:
    return "M4 20 H20 M6.6 20 V13 M12 20 V5 M17.4 20 V9.6";
  case Icon::screen:
    return "R3 4.2 18 12.6 2.2 M12 16.8 V20.2 M8 20.2 H16";
  case Icon::kiosk:
    return "R6.6 3 10.8 12 2 M12 15 V17.4 M8.8 21 L9.8 17.4 H14.2 L15.2 21 Z M9.8 7 H14.2 M9.8 10.6 H12.4";
  case Icon::home:
    return "M3.8 11.4 L12 4.2 L20.2 11.4 M6 9.6 V18.2 Q6 20 7.8 20 H16.2 Q18 20 18 18.2 V9.6 M10 20 V14.6 H14 V20";
  case Icon::offline:
    return "M3.4 9.4 C5 7.9 6.9 6.8 9 6.3 M13 6 C16 6.2 18.6 7.5 20.6 9.4 M6.6 13 C7.6 12 8.9 11.3 10.3 11 M14.6 11.4 "
           "C15.7 "
           "11.8 16.6 12.3 17.4 13 M10 16.4 C11.2 15.4 12.8 15.4 14 16.4 D12 19.4 1.3 M4 4 L20 20";
  case Icon::elderly:
    return "O11 4.8 1.8 M8.2 20.6 L9.6 15.6 V10.2 Q9.8 8.4 11.4 8.6 Q13 8.8 13.4 10.6 L14.2 12.6 L16.4 13.4 M12.4 14.4 "
           "L13.2 20.6 "
           "M17.8 20.6 V13.6 A16.5 13.6 1.3 180 360";
  case Icon::wheelchair:
    return "O10 4.6 1.8 M10 8 V13.4 H15 L17.2 18.6 H19 M10 10.6 H14.2 A10.6 16 4.8 195 20";
  case Icon::pregnant:
    return "O11 4.6 1.8 M9.6 20.6 V15.2 L8.8 11.4 Q8.8 8.4 11 8.4 Q12.8 8.4 13.2 10 C15.2 10.8 15.8 12.2 15.4 13.6 Q15 "
           "15 13.2 15.2 "
           "V20.6";
  case Icon::child:
    return "O12 7 3.4 M7 20.4 V17 Q7 13.4 12 13.4 Q17 13.4 17 17 V20.4 M10.6 3.9 Q12 2.4 13.4 3.9 D10.9 7 0.7 D13.1 7 "
           "0.7";
  case Icon::vip: // a crown
    return "M4 8 L8 12 L12 5.5 L16 12 L20 8 L18.6 17 H5.4 Z M5.6 20.2 H18.4";
  case Icon::business: // a briefcase
    return "R3.4 7.4 17.2 12 2.2 M8.8 7.4 V6 Q8.8 4.2 10.6 4.2 H13.4 Q15.2 4.2 15.2 6 V7.4 M3.4 12.4 H20.6 M12 11.4 "
           "V13.6";
  }
  return "";
}

namespace {

/// Walks over path data and strokes or fills what it says.
class Pen {
public:
  Pen(const char* data, float x, float y, float size, Colour colour)
      : at_(data), x_(x), y_(y), unit_(size / 24), colour_(colour), thickness_(1.75f * unit_) {
    if (thickness_ < 1.4f) thickness_ = 1.4f;
  }
  void run() {
    for (char command = next(); command; command = next())
      step(command);
    stroke();
  }

private:
  char next() {
    while (*at_ == ' ')
      ++at_;
    return *at_ ? *at_++ : '\0';
  }
  float number() {
    char* end = nullptr;
    const float value = std::strtof(at_, &end);
    at_ = end;
    return value;
  }
  float px() { return x_ + number() * unit_; }
  float py() { return y_ + number() * unit_; }
  void to(float x, float y) {
    path_.push_back(x);
    path_.push_back(y);
  }
  float last_x() const { return path_[path_.size() - 2]; }
  float last_y() const { return path_.back(); }

  void stroke() {
    if (path_.size() >= 4) stroke_path(path_, colour_, closed_, thickness_);
    path_.clear();
    closed_ = false;
  }

  void cubic(float x1, float y1, float x2, float y2, float x, float y) {
    const float x0 = last_x(), y0 = last_y();
    constexpr int pieces = 10;
    for (int i = 1; i <= pieces; ++i) {
      const float t = static_cast<float>(i) / pieces, u = 1 - t;
      const float a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
      to(a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y);
    }
  }

  void arc(float cx, float cy, float radius, float from, float until) {
    const float turn = std::numbers::pi_v<float> / 180;
    const int pieces = std::max(4, static_cast<int>(std::abs(until - from) / 15));
    for (int i = 0; i <= pieces; ++i) {
      const float angle = (from + (until - from) * static_cast<float>(i) / static_cast<float>(pieces)) * turn;
      to(cx + radius * std::cos(angle), cy + radius * std::sin(angle));
    }
  }

  void step(char command) {
    switch (command) {
    case 'M': {
      stroke();
      const float x = px();
      to(x, py());
      break;
    }
    case 'L': {
      const float x = px();
      to(x, py());
      break;
    }
    case 'H':
      to(px(), last_y());
      break;
    case 'V':
      to(last_x(), py());
      break;
    case 'C': {
      const float x1 = px(), y1 = py(), x2 = px(), y2 = py(), x = px();
      cubic(x1, y1, x2, y2, x, py());
      break;
    }
    case 'Q': {
      const float x0 = last_x(), y0 = last_y(), cx = px(), cy = py(), x = px(), y = py();
      cubic(x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y);
      break;
    }
    case 'A': { // joins the path when one is open and its start is near, else begins a new one
      const float cx = px(), cy = py(), radius = number() * unit_, from = number(), until = number();
      const float angle = from * std::numbers::pi_v<float> / 180;
      const float sx = cx + radius * std::cos(angle), sy = cy + radius * std::sin(angle);
      if (!path_.empty() && std::hypot(last_x() - sx, last_y() - sy) > unit_) stroke();
      arc(cx, cy, radius, from, until);
      break;
    }
    case 'Z':
      closed_ = true;
      break;
    case 'F':
      fill_path(path_, colour_);
      path_.clear();
      closed_ = false;
      break;
    default:
      shape(command);
    }
  }

  void shape(char command) {
    stroke();
    const float x = px(), y = py();
    if (command == 'O') {
      ring(x, y, number() * unit_, colour_, thickness_);
    } else if (command == 'D') {
      circle(x, y, number() * unit_, colour_);
    } else {
      const float w = number() * unit_, h = number() * unit_;
      const float radius = number() * unit_;
      // AddRect strokes around the half pixel; as a path it lies where the other strokes lie.
      arc(x + radius, y + radius, radius, 180, 270);
      arc(x + w - radius, y + radius, radius, 270, 360);
      arc(x + w - radius, y + h - radius, radius, 0, 90);
      arc(x + radius, y + h - radius, radius, 90, 180);
      closed_ = true;
      stroke();
    }
  }

  const char* at_;
  float x_, y_, unit_;
  Colour colour_;
  float thickness_;
  std::vector<float> path_;
  bool closed_ = false;
};

} // namespace

void draw_icon(Icon icon, float x, float y, float size, Colour colour) {
  if (icon == Icon::none || !visible({x, y, size, size})) return;
  Pen(icon_path(icon), x, y, size, colour).run();
}

} // namespace kit::detail
