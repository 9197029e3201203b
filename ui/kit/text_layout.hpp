/// Text broken into lines at a size and width, remembered while it is in use. Private to the kit.
#pragma once

#include "ui/kit/style.hpp"
#include "ui/kit/wrap.hpp"

namespace kit::detail {

struct TextLayout {
  std::string text;
  TypeSpec type;
  std::vector<WrappedLine> lines;
  float width = 0;   ///< of the longest line
  float natural = 0; ///< unwrapped
  float height = 0;
  std::uint64_t frame = 0;
};
/// `width` <= 0: not wrapped. The reference is good until the end of the frame.
const TextLayout& lay_out(std::string_view text, const TypeSpec& type, float width = 0);
void forget_old_layouts();
void forget_all_layouts(); ///< the density or the fonts changed

} // namespace kit::detail
