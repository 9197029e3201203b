/// Glyph pictures out of a font file, drawn here: for browsers whose canvas cannot be read back.
#pragma once

#include "ui/kit/frame.hpp"

#include <memory>
#include <string>

namespace app::internal {

/// `font` is a whole TrueType or OpenType file; empty when it cannot be read as one.
std::unique_ptr<kit::GlyphSource> bundled_glyphs(std::string font);

} // namespace app::internal
