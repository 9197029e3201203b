#include "ui/kit/style.hpp"

#include <algorithm>
#include <cmath>

namespace kit::detail {

namespace {
Style current;

struct BaseType {
  float size;
  bool bold;
  float line; // times the size
};
constexpr BaseType base_type(TextStyle text_style) {
  switch (text_style) {
  case TextStyle::display:
    return {56, true, 1.15f};
  case TextStyle::title:
    return {28, true, 1.3f};
  case TextStyle::heading:
    return {21, true, 1.35f};
  case TextStyle::subheading:
    return {17, true, 1.4f};
  case TextStyle::body:
    return {16, false, 1.55f};
  case TextStyle::strong:
    return {16, true, 1.55f};
  case TextStyle::small:
    return {14, false, 1.5f};
  case TextStyle::numeral:
    return {32, true, 1.2f};
  }
  return {16, false, 1.5f};
}
} // namespace

TypeSpec Style::type(TextStyle text_style) const {
  BaseType base = base_type(text_style);
  if (narrow && text_style == TextStyle::title) base.size = 25;
  if (narrow && text_style == TextStyle::display) base.size = 48;
  const float size = std::round(base.size * scale);
  return {size, base.bold, std::round(size * base.line)};
}

float Style::gap(Gap gap_size) const {
  switch (gap_size) {
  case Gap::none:
    return 0;
  case Gap::tiny:
    return px(4);
  case Gap::small:
    return px(8);
  case Gap::medium:
    return px(16);
  case Gap::large:
    return px(24);
  case Gap::huge:
    return px(48);
  }
  return 0;
}

Colour Style::ink(Tone which) const {
  switch (which) {
  case Tone::normal:
    return colour.text;
  case Tone::muted:
    return colour.muted;
  default:
    return tone(which).text;
  }
}

const ToneColours& Style::tone(Tone which) const {
  static ToneColours neutral;
  switch (which) {
  case Tone::accent:
    return colour.accent;
  case Tone::success:
    return colour.success;
  case Tone::warning:
    return colour.warning;
  case Tone::danger:
    return colour.danger;
  default:
    neutral = {which == Tone::normal ? colour.text : colour.muted, colour.inset, colour.border, colour.border_strong};
    return neutral;
  }
}

const Style& style() { return current; }

float type_scale(const FrameInput& input, Form form) {
  const float large = input.large ? 1.35f : 1.0f;
  const float side = std::min(input.width, input.height);
  if (form == Form::kiosk) return std::clamp(side / 1080.0f * 1.6f, 1.5f, 2.2f) * (input.large ? 1.2f : 1.0f);
  if (form == Form::hall) { // hung upright it has half the width for the same words
    const bool upright = input.height > input.width;
    const float whole = upright ? std::min(input.width / 1080.0f, input.height / 1920.0f) * 1.8f
                                : std::min(input.width / 1920.0f, input.height / 1080.0f) * 2.0f;
    return std::clamp(whole, 1.0f, 4.0f);
  }
  return large;
}

void choose_style(const FrameInput& input, Form form) {
  Style next;
  next.colour = palette(input.dark);
  next.scale = type_scale(input, form);
  next.narrow = input.width / next.scale < 640;
  next.target = std::round(next.px(48));
  next.target_small = std::round(next.px(44));
  next.radius_card = next.px(16);
  next.radius_control = next.px(12);
  next.radius_small = next.px(8);
  next.card_padding = next.px(next.narrow ? 16 : 20);
  next.margin = next.narrow ? next.px(16) : next.px(24);
  next.icon = std::round(next.px(24));
  next.icon_small = std::round(next.px(20));
  current = next;
}

} // namespace kit::detail
