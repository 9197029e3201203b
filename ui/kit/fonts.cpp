#include "ui/kit/fonts.hpp"

#include "ui/kit/wrap.hpp"

#include "imgui.h"
#include "imgui_internal.h"

#include <algorithm>
#include <cmath>

namespace kit {

namespace {
GlyphSource* source = nullptr;
}

void set_glyph_source(GlyphSource* glyph_source) { source = glyph_source; }

namespace detail {

namespace {

ImFont* fonts[2] = {};
float device_density = 1;
bool latin = false;

bool is_bold(const ImFontConfig* config) { return config->Name[0] == 'b'; }

bool init_baked(ImFontAtlas*, ImFontConfig* config, ImFontBaked* baked, void*) {
  const float scale = config->RasterizerDensity * baked->RasterizerDensity;
  float ascent = 0, descent = 0;
  source->metrics(baked->Size * scale, is_bold(config), ascent, descent);
  baked->Ascent = ascent / scale;
  baked->Descent = -descent / scale;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*, ImWchar code, ImFontGlyph* glyph,
                float* only_advance) {
  const float scale = config->RasterizerDensity * baked->RasterizerDensity;
  const float pixels = baked->Size * scale;
  if (only_advance) {
    *only_advance = source->advance(code, pixels, is_bold(config)) / scale;
    return true;
  }
  GlyphPicture picture;
  if (!source->glyph(code, pixels, is_bold(config), picture)) return false;
  glyph->Codepoint = code;
  glyph->AdvanceX = picture.advance / scale;
  const std::size_t size = static_cast<std::size_t>(std::max(picture.width, 0)) * std::max(picture.height, 0);
  if (size == 0 || picture.alpha.size() < size) return true;
  const ImFontAtlasRectId pack = ImFontAtlasPackAddRect(atlas, picture.width, picture.height);
  if (pack == ImFontAtlasRectId_Invalid) return false;
  ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, pack);
  glyph->X0 = static_cast<float>(picture.x) / scale;
  glyph->Y0 = static_cast<float>(picture.y) / scale;
  glyph->X1 = static_cast<float>(picture.x + picture.width) / scale;
  glyph->Y1 = static_cast<float>(picture.y + picture.height) / scale;
  glyph->Visible = true;
  glyph->PackId = pack;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, config, glyph, rect, picture.alpha.data(), ImTextureFormat_Alpha8,
                                     picture.width);
  return true;
}

const ImFontLoader* loader() {
  static const ImFontLoader made = [] {
    ImFontLoader result;
    result.Name = "glyph source";
    result.FontBakedInit = init_baked;
    result.FontBakedLoadGlyph = load_glyph;
    return result;
  }();
  return &made;
}

ImFontBaked* baked_font(float size, bool bold) { return fonts[bold ? 1 : 0]->GetFontBaked(size, device_density); }

ImWchar shown(char32_t code) {
  if (code == '\t') return ' ';
  const bool sign = code == U'‘' || code == U'’' || code == U'“' || code == U'”' || code == U'—' || code == U'…';
  return static_cast<ImWchar>(latin && sign ? latin_signs + (code & 0xFF) : code);
}

bool is_figure(char32_t code) { return code >= '0' && code <= '9'; }

} // namespace

void start_fonts() {
  IM_ASSERT(source != nullptr && "set_glyph_source comes before start");
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  atlas->Flags |= ImFontAtlasFlags_NoMouseCursors;
  for (int i = 0; i < 2; ++i) {
    ImFontConfig config;
    config.FontLoader = loader();
    ImFormatString(config.Name, IM_ARRAYSIZE(config.Name), i ? "bold" : "regular");
    fonts[i] = atlas->AddFont(&config);
  }
}

void set_latin_signs(bool wanted) { latin = wanted; }
void set_density(float density_now) { device_density = density_now > 0 ? density_now : 1; }
float density() { return device_density; }
float snap(float css_pixels) { return std::round(css_pixels * device_density) / device_density; }

float char_advance(char32_t code, float size, bool bold) {
  return baked_font(size, bold)->GetCharAdvance(is_figure(code) ? '0' : shown(code));
}

float draw_line(ImDrawList* list, std::string_view text, float x, float baseline, float size, bool bold,
                std::uint32_t colour) {
  ImFontBaked* baked = baked_font(size, bold);
  const float y = snap(baseline);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code = next_char(text, at);
    const float advance = char_advance(code, size, bold);
    const ImFontGlyph* glyph = baked->FindGlyph(shown(code));
    if (glyph && glyph->Visible) {
      const float left = snap(x + (is_figure(code) ? (advance - glyph->AdvanceX) / 2 : 0));
      list->PrimReserve(6, 4);
      list->PrimRectUV({left + glyph->X0, y + glyph->Y0}, {left + glyph->X1, y + glyph->Y1}, {glyph->U0, glyph->V0},
                       {glyph->U1, glyph->V1}, colour);
    }
    x += advance;
  }
  return x;
}

} // namespace detail
} // namespace kit
