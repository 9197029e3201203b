#include "ui/kit/style.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace kit::detail;

double channel(unsigned value) {
  const double c = value / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
double luminance(Colour c) {
  return 0.2126 * channel(c & 255) + 0.7152 * channel((c >> 8) & 255) + 0.0722 * channel((c >> 16) & 255);
}
/// WCAG 2.2, contrast ratio.
double contrast(Colour a, Colour b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

class Themes : public testing::TestWithParam<bool> {
protected:
  const Palette& p = palette(GetParam());
};
INSTANTIATE_TEST_SUITE_P(Both, Themes, testing::Values(false, true),
                         [](const auto& test) { return test.param ? "Dark" : "Light"; });

TEST_P(Themes, TextIsReadableOnEverySurface) {
  for (const Colour surface :
       {p.background, p.surface, p.inset, p.hover, p.accent.soft, p.success.soft, p.warning.soft, p.danger.soft})
    for (const Colour ink : {p.text, p.muted, p.accent.text, p.success.text, p.warning.text, p.danger.text})
      EXPECT_GE(contrast(ink, surface), 4.5) << std::hex << ink << " on " << surface;
}

TEST_P(Themes, ButtonLabelsAreReadableInEveryState) {
  for (const Colour fill : {p.solid, p.solid_hover, p.solid_pressed})
    EXPECT_GE(contrast(p.on_solid, fill), 4.5);
  EXPECT_GE(contrast(p.danger.text, p.danger.border), 3.0); // held, for a moment, bold
}

TEST_P(Themes, EdgesOfControlsAndMarksCanBeSeen) {
  for (const Colour surface : {p.background, p.surface}) {
    EXPECT_GE(contrast(p.border_strong, surface), 3.0);
    EXPECT_GE(contrast(p.solid, surface), 3.0);
    EXPECT_GE(contrast(p.star, surface), 3.0);
    for (const ToneColours* tone : {&p.accent, &p.success, &p.warning, &p.danger})
      EXPECT_GE(contrast(tone->fill, surface), 3.0);
  }
}

TEST(Style, LargeTypeAndKioskEnlargeTypeAndTargets) {
  kit::FrameInput phone{.width = 390, .height = 844};
  choose_style(phone, kit::Form::phone);
  const float body = style().type(kit::TextStyle::body).size;
  EXPECT_GE(style().target, 44);
  EXPECT_GE(style().target_small, 44);
  phone.large = true;
  choose_style(phone, kit::Form::phone);
  EXPECT_NEAR(style().type(kit::TextStyle::body).size, body * 1.35f, 1);
  choose_style({.width = 1080, .height = 1920}, kit::Form::kiosk);
  EXPECT_GE(style().target, 72);
  EXPECT_GE(style().type(kit::TextStyle::body).size, 24);
  choose_style({.width = 1920, .height = 1080}, kit::Form::hall);
  EXPECT_GE(style().type(kit::TextStyle::body).size, 32);
}

} // namespace
