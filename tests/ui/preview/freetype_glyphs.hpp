/// Real glyphs for looking at the kit without a browser.
#pragma once

#include "ui/kit/frame.hpp"

#include <memory>

namespace preview {

class FreeTypeGlyphs : public kit::GlyphSource {
public:
  FreeTypeGlyphs(const std::string& regular, const std::string& bold);
  ~FreeTypeGlyphs() override;
  bool glyph(std::uint32_t code, float pixels, bool bold, kit::GlyphPicture& out) override;
  float advance(std::uint32_t code, float pixels, bool bold) override;
  void metrics(float pixels, bool bold, float& ascent, float& descent) override;

private:
  struct Faces;
  std::unique_ptr<Faces> faces_;
};

} // namespace preview
