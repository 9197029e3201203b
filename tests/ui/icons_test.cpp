#include "ui/kit/icons.hpp"

#include "tests/ui/raster.hpp"
#include "tests/ui/stage.hpp"

#include <gtest/gtest.h>

namespace {

using namespace kit;

/// Draws every icon at 72 px, three device pixels per unit, and looks at the ink.
TEST(Icons, EachDrawsSomethingInsideItsBoxOnly) {
  stage::Stage stage(1100, 900);
  const int count = static_cast<int>(Icon::business);
  stage.draw = [&] {
    const Page page({.title = "t", .hide_heading = true, .max_width = 1000});
    Grid grid(96);
    for (int i = 1; i <= count; ++i) {
      grid.next();
      icon(static_cast<Icon>(i), 72, Tone::normal, "i" + std::to_string(i));
    }
  };
  stage.settle();
  const stage::Image image = stage::rasterise(*stage.drawn());
  const auto dark = [&](int x, int y) {
    if (x < 0 || y < 0 || x >= image.width || y >= image.height) return false;
    return image.rgb[static_cast<std::size_t>((y * image.width + x) * 3)] < 160;
  };
  for (int i = 1; i <= count; ++i) {
    const semantics::Rect box = stage.find(semantics::Role::image, "i" + std::to_string(i)).rect;
    int inside = 0, outside = 0;
    for (int y = static_cast<int>(box.y) - 8; y < static_cast<int>(box.y + box.height) + 8; ++y)
      for (int x = static_cast<int>(box.x) - 8; x < static_cast<int>(box.x + box.width) + 8; ++x) {
        const bool in = x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
        (in ? inside : outside) += dark(x, y);
      }
    if (box.y + box.height + 8 > 900) continue;
    EXPECT_GT(inside, 150) << "icon " << i;
    EXPECT_EQ(outside, 0) << "icon " << i;
  }
}

TEST(Icons, AllHavePaths) {
  for (int i = 1; i <= static_cast<int>(Icon::business); ++i)
    EXPECT_NE(std::string(detail::icon_path(static_cast<Icon>(i))), "") << i;
}

} // namespace
