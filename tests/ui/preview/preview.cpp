// kit_preview PAGE WIDTH HEIGHT OUT.ppm [dark] [large] [touch] [density=N]: one page of the gallery as a picture.
#include "tests/ui/gallery.hpp"
#include "tests/ui/preview/freetype_glyphs.hpp"
#include "tests/ui/raster.hpp"
#include "tests/ui/stage.hpp"

#include <cstdio>
#include <map>

int main(int count, char** arguments) {
  const std::map<std::string, void (*)()> pages{
      {"home", gallery::home},     {"form", gallery::form},   {"showing", gallery::showing},  {"icons", gallery::icons},
      {"dialog", gallery::dialog}, {"kiosk", gallery::kiosk}, {"typeface", gallery::typeface}};
  if (count < 5 || !pages.count(arguments[1])) {
    std::fputs("usage: kit_preview home|form|showing|icons|dialog|kiosk|typeface WIDTH HEIGHT OUT.ppm "
               "[dark] [large] [touch] [density=N]\n",
               stderr);
    return 2;
  }
  preview::FreeTypeGlyphs glyphs("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
                                 "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc");
  stage::Stage stage(std::stof(arguments[2]), std::stof(arguments[3]), &glyphs);
  for (int i = 5; i < count; ++i) {
    const std::string option = arguments[i];
    stage.input.dark |= option == "dark";
    stage.input.large |= option == "large";
    stage.input.touch |= option == "touch";
    if (option.rfind("density=", 0) == 0) stage.input.density = std::stof(option.substr(8));
  }
  stage.draw = pages.at(arguments[1]);
  stage.settle(30);
  stage::write_ppm(stage::rasterise(*stage.drawn()), arguments[4]);
  return 0;
}
