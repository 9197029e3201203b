/// The page's frame: header, scrolling column, bar at the bottom. Private to the kit.
#pragma once

#include "ui/kit/state.hpp"

namespace kit::detail {

void begin_header(); ///< what is drawn before the Page stays at the top of the viewport
void end_header();
/// The page's h1, drawn when the first widget that is not part of a header begins.
void draw_pending_heading();
void draw_heading(int level, std::string_view text, Align align);

} // namespace kit::detail
