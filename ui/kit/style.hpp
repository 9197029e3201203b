/// The look of the product in one place: colours, type scale, spacing, corners and target sizes. Private to the kit.
#pragma once

#include "ui/kit/frame.hpp"

namespace kit::detail {

/// Packed as ImGui packs colours: red in the lowest byte.
using Colour = std::uint32_t;
constexpr Colour rgb(std::uint32_t hex, std::uint32_t alpha = 255) {
  return (alpha << 24) | ((hex & 0xff) << 16) | (hex & 0xff00) | (hex >> 16);
}
constexpr Colour with_alpha(Colour colour, float alpha) {
  return (colour & 0xffffffu) | (static_cast<Colour>(alpha * 255.0f + 0.5f) << 24);
}

/// One meaning: its text (4.5:1 on every surface), its background and the border of that background.
struct ToneColours {
  Colour text, soft, border, fill; ///< fill: bars and marks, 3:1 on surfaces
};
/// Roles, not hues. Every text colour has a contrast of at least 4.5:1 to every surface it may stand on.
struct Palette {
  Colour background;    ///< the page
  Colour surface;       ///< cards, fields
  Colour inset;         ///< wells inside cards
  Colour hover;         ///< a surface under the pointer
  Colour border;        ///< decorative, 1 px
  Colour border_strong; ///< what must be seen to be used: fields, boxes (3:1)
  Colour text, muted;
  ToneColours accent, success, warning, danger;
  Colour solid, solid_hover, solid_pressed, on_solid; ///< the primary button
  Colour shadow, scrim;
  Colour star;
  Colour skin, hair, cloth; ///< of the people in pictures
};
const Palette& palette(bool dark);

struct TypeSpec {
  float size = 16; ///< CSS pixels, whole: glyphs are rasterised per size
  bool bold = false;
  float line = 24; ///< height of a line
};

struct Style {
  Palette colour;
  float scale = 1; ///< of everything: large type, kiosk, hall
  float target = 48, target_small = 44;
  float radius_card = 16, radius_control = 12, radius_small = 8;
  float card_padding = 20, margin = 24;
  float icon = 24, icon_small = 20;
  bool narrow = false;

  TypeSpec type(TextStyle text_style) const;
  float gap(Gap gap) const;
  float px(float units) const { return units * scale; }
  Colour ink(Tone tone) const;
  const ToneColours& tone(Tone tone) const; ///< of accent … danger; normal and muted answer a neutral one
};
const Style& style();
/// Called at the start of a frame and by Page, whose form enlarges everything.
void choose_style(const FrameInput& input, Form form);
float type_scale(const FrameInput& input, Form form);

} // namespace kit::detail
