/// What several kinds of controls have in common. Private to the kit.
#pragma once

#include "ui/kit/page.hpp"
#include "ui/kit/paint.hpp"

namespace kit::detail {

bool touch_input();
void draw_spinner(float x, float y, float radius, Colour colour, float thickness);
/// The label above a field or a group; answers its layout. Nothing is drawn yet.
const TextLayout& label_layout(std::string_view label, float width);
/// The line below a control: a hint, or an error with its icon. Answers the height it takes.
float draw_message(float x, float y, float width, std::string_view message, bool error);
float message_height(float width, std::string_view message, bool error);

} // namespace kit::detail
