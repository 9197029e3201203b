/// A headless stage for the kit: a Dear ImGui context, fake glyphs and textures, a clock and a pointer of our own.
#pragma once

#include "ui/kit/frame.hpp"
#include "ui/kit/semantics.hpp"

#include "imgui.h"

#include <functional>
#include <memory>

namespace stage {

/// Every Chinese character is as wide as the size, every other half of it; pictures are filled boxes.
class BoxGlyphs : public kit::GlyphSource {
public:
  bool glyph(std::uint32_t code, float pixels, bool bold, kit::GlyphPicture& out) override;
  float advance(std::uint32_t code, float pixels, bool bold) override;
  void metrics(float pixels, bool bold, float& ascent, float& descent) override;
};

class Stage {
public:
  explicit Stage(float width = 1000, float height = 800, kit::GlyphSource* glyphs = nullptr);
  ~Stage();
  Stage(const Stage&) = delete;

  kit::FrameInput input;
  std::function<void()> draw; ///< the view

  void frame(double seconds = 1.0 / 60);
  /// Frames until the kit wants no more; answers how many. Gives up after `most`.
  int settle(int most = 200);
  void pointer(float x, float y, bool touch = false);
  void down();
  void up();
  void press(float x, float y, bool touch = false); ///< moves, presses, releases, settles
  void press(const kit::semantics::Node& node) { press_at(node.rect); }
  void wheel(float notches);

  /// The first node of that role and name of the last frame; the test fails when there is none.
  const kit::semantics::Node& find(kit::semantics::Role role, std::string_view name) const;
  const kit::semantics::Node* look(kit::semantics::Role role, std::string_view name) const;
  ImDrawData* drawn() const { return drawn_; }

private:
  void press_at(const kit::semantics::Rect& rect) { press(rect.x + rect.width / 2, rect.y + rect.height / 2); }
  BoxGlyphs boxes_;
  ImGuiContext* context_ = nullptr;
  ImDrawData* drawn_ = nullptr;
};

} // namespace stage
