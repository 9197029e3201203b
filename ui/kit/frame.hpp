/// The kit's side of a frame, called by ui/app only: begin, end, viewport, theme, fonts.
#pragma once

#include "ui/kit/kit.hpp"

namespace kit {

struct FrameInput {
  float width = 0, height = 0; ///< CSS pixels
  float density = 1;           ///< device pixels per CSS pixel
  bool dark = false;
  bool large = false; ///< large-type mode
  bool touch = false;
  bool reduced_motion = false;
  float safe_top = 0, safe_bottom = 0; ///< notch and home bar
  std::string lang{"zh"};              ///< for wrapping and glyph choice
  std::string close_word{"Close"};     ///< name of a dialog's close button, in the page's language
};

/// Once, after ImGui::CreateContext: style, fonts with the browser's glyph loader (or `bundled`).
void start(bool bundled_font);
/// Around every frame, between ImGui::NewFrame and ImGui::Render.
void begin_frame(const FrameInput& input);
void end_frame();
/// After end_frame: must another frame follow, and in how many seconds at the latest (< 0: not by itself).
bool wants_frame();
double wake_in();
/// False while sizes that must be known beforehand are still being found: the app may draw the next frame at once and
/// show only that one.
bool settled();
/// From the next frame on pages begin at their top, whatever they show first, not where they were left: a step forward.
void scroll_to_top();
/// They are where they were left: a step back.
void scroll_as_left();
/// The title the current page asked for.
const std::string& page_title();

/// What happens when a kit::link is pressed on the canvas or through its element: an address of the app or outside.
void set_link_follower(std::function<void(const std::string& href)> follow);

/// Where glyph pictures come from: the page's canvas 2D, or in native tests a fake. Sizes in device pixels.
struct GlyphPicture {
  float advance = 0;
  int x = 0, y = 0; ///< of the bitmap's top left, from the pen and the baseline (y down, so above is negative)
  int width = 0, height = 0;
  std::vector<std::uint8_t> alpha; ///< width × height
};
/// Chinese fonts draw quotation marks, dash and ellipsis (U+20xx) as wide as their characters. On a page in another
/// language U+E0xx is asked for instead: the same sign of a Latin font.
inline constexpr std::uint32_t latin_signs = 0xE000;
inline std::uint32_t without_latin(std::uint32_t code) {
  return code >> 8 == latin_signs >> 8 ? 0x2000 + (code & 0xFF) : code;
}
class GlyphSource {
public:
  virtual ~GlyphSource() = default;
  virtual bool glyph(std::uint32_t codepoint, float pixels, bool bold, GlyphPicture& out) = 0;
  virtual float advance(std::uint32_t codepoint, float pixels, bool bold) = 0;
  virtual void metrics(float pixels, bool bold, float& ascent, float& descent) = 0;
};
void set_glyph_source(GlyphSource* source); ///< before `start`

} // namespace kit
