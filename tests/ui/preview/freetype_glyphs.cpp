#include "tests/ui/preview/freetype_glyphs.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <cmath>
#include <stdexcept>

namespace preview {

struct FreeTypeGlyphs::Faces {
  FT_Library library = nullptr;
  FT_Face face[2] = {};
  FT_Face sized(float pixels, bool bold) {
    FT_Face chosen = face[bold ? 1 : 0];
    FT_Set_Char_Size(chosen, 0, static_cast<FT_F26Dot6>(std::lround(pixels * 64)), 72, 72);
    return chosen;
  }
};

FreeTypeGlyphs::FreeTypeGlyphs(const std::string& regular, const std::string& bold)
    : faces_(std::make_unique<Faces>()) {
  constexpr FT_Long simplified_chinese = 2; // of the collection
  if (FT_Init_FreeType(&faces_->library) ||
      FT_New_Face(faces_->library, regular.c_str(), simplified_chinese, &faces_->face[0]) ||
      FT_New_Face(faces_->library, bold.c_str(), simplified_chinese, &faces_->face[1]))
    throw std::runtime_error("the fonts of the package fonts-noto-cjk are missing");
}
FreeTypeGlyphs::~FreeTypeGlyphs() { FT_Done_FreeType(faces_->library); }

float FreeTypeGlyphs::advance(std::uint32_t code, float pixels, bool bold) {
  FT_Face face = faces_->sized(pixels, bold);
  if (FT_Load_Char(face, code, FT_LOAD_NO_HINTING)) return pixels / 2;
  return static_cast<float>(face->glyph->linearHoriAdvance) / 65536.0f;
}

bool FreeTypeGlyphs::glyph(std::uint32_t code, float pixels, bool bold, kit::GlyphPicture& out) {
  FT_Face face = faces_->sized(pixels, bold);
  if (FT_Load_Char(face, code, FT_LOAD_NO_HINTING | FT_LOAD_RENDER)) return false;
  const FT_GlyphSlot slot = face->glyph;
  out.advance = static_cast<float>(slot->linearHoriAdvance) / 65536.0f;
  out.x = slot->bitmap_left;
  out.y = -slot->bitmap_top;
  out.width = static_cast<int>(slot->bitmap.width);
  out.height = static_cast<int>(slot->bitmap.rows);
  out.alpha.clear();
  for (int row = 0; row < out.height; ++row)
    out.alpha.insert(out.alpha.end(), slot->bitmap.buffer + row * slot->bitmap.pitch,
                     slot->bitmap.buffer + row * slot->bitmap.pitch + out.width);
  return true;
}

void FreeTypeGlyphs::metrics(float pixels, bool bold, float& ascent, float& descent) {
  const FT_Size_Metrics& metrics = faces_->sized(pixels, bold)->size->metrics;
  ascent = static_cast<float>(metrics.ascender) / 64.0f;
  descent = static_cast<float>(-metrics.descender) / 64.0f;
}

} // namespace preview
