#include "ui/app/bundled_font.hpp"

#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-function"
#include <imstb_truetype.h>
#pragma clang diagnostic pop

#include <algorithm>
#include <cmath>

namespace app::internal {

namespace {

class BundledGlyphs final : public kit::GlyphSource {
public:
  explicit BundledGlyphs(std::string font) : font_(std::move(font)) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(font_.data());
    readable_ = font_.size() > 12 && stbtt_InitFont(&info_, bytes, stbtt_GetFontOffsetForIndex(bytes, 0)) != 0;
  }

  bool readable() const { return readable_; }

  bool glyph(std::uint32_t codepoint, float pixels, bool bold, kit::GlyphPicture& out) override {
    const int index = stbtt_FindGlyphIndex(&info_, static_cast<int>(kit::without_latin(codepoint)));
    const float scale = stbtt_ScaleForMappingEmToPixels(&info_, pixels);
    out.advance = advance(codepoint, pixels, bold);
    int right = 0;
    int bottom = 0;
    stbtt_GetGlyphBitmapBox(&info_, index, scale, scale, &out.x, &out.y, &right, &bottom);
    const int smear = bold ? thickness(pixels) : 0;
    const int width = right - out.x;
    out.height = bottom - out.y;
    out.width = width > 0 ? width + smear : 0;
    if (width <= 0 || out.height <= 0) {
      out.width = out.height = 0;
      out.alpha.clear();
      return true;
    }
    out.alpha.assign(static_cast<std::size_t>(out.width * out.height), 0);
    stbtt_MakeGlyphBitmap(&info_, out.alpha.data(), width, out.height, out.width, scale, scale, index);
    if (smear > 0) {
      embolden(out, smear);
    }
    return true;
  }

  float advance(std::uint32_t codepoint, float pixels, bool) override {
    int advance = 0;
    int bearing = 0;
    stbtt_GetCodepointHMetrics(&info_, static_cast<int>(kit::without_latin(codepoint)), &advance, &bearing);
    return static_cast<float>(advance) * stbtt_ScaleForMappingEmToPixels(&info_, pixels);
  }

  void metrics(float pixels, bool, float& ascent, float& descent) override {
    // Of the letters themselves: the font's own line is half as high again, for scripts stacked higher than these.
    ascent = pixels * 0.93F;
    descent = pixels * 0.25F;
  }

private:
  /// One weight is bundled; the bold one is drawn wider, as typewriters did.
  static int thickness(float pixels) { return std::max(1, static_cast<int>(std::lround(pixels / 24))); }

  static void embolden(kit::GlyphPicture& picture, int by) {
    for (int y = 0; y < picture.height; ++y) {
      std::uint8_t* row = picture.alpha.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
      for (int x = picture.width - 1; x > 0; --x) {
        for (int left = 1; left <= std::min(by, x); ++left) {
          row[x] = std::max(row[x], row[x - left]);
        }
      }
    }
  }

  std::string font_;
  stbtt_fontinfo info_{};
  bool readable_ = false;
};

} // namespace

std::unique_ptr<kit::GlyphSource> bundled_glyphs(std::string font) {
  auto glyphs = std::make_unique<BundledGlyphs>(std::move(font));
  if (!glyphs->readable()) {
    return nullptr;
  }
  return glyphs;
}

} // namespace app::internal
