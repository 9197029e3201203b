/// Two fonts, regular and bold, whose glyphs come from a GlyphSource at the size and density needed. Private to the
/// kit.
#pragma once

#include "ui/kit/frame.hpp"

struct ImDrawList;

namespace kit::detail {

void start_fonts();
/// CSS pixels; figures are as wide as '0', so that columns of them align.
float char_advance(char32_t code, float size, bool bold);
/// Draws one line; `baseline` in CSS pixels is put on a device pixel. Answers the pen's end.
float draw_line(ImDrawList* list, std::string_view text, float x, float baseline, float size, bool bold,
                std::uint32_t colour);
/// For a page that is not Chinese: see `latin_signs`.
void set_latin_signs(bool wanted);
void set_density(float density);
float density();
/// Rounded to device pixels.
float snap(float css_pixels);

} // namespace kit::detail
