#include "tests/ui/stage.hpp"

#include <cmath>
#include <stdexcept>

namespace stage {

using kit::semantics::Node;
using kit::semantics::Role;

float BoxGlyphs::advance(std::uint32_t code, float pixels, bool) {
  return code >= 0x2E80 || (code >= 0x2014 && code <= 0x2026) ? pixels : pixels / 2;
}

bool BoxGlyphs::glyph(std::uint32_t code, float pixels, bool bold, kit::GlyphPicture& out) {
  out.advance = advance(code, pixels, bold);
  if (code == ' ') return true;
  out.width = std::max(1, static_cast<int>(out.advance) - 2);
  out.height = std::max(1, static_cast<int>(pixels * 0.8f));
  out.x = 1;
  out.y = -out.height;
  out.alpha.assign(static_cast<std::size_t>(out.width * out.height), 255);
  return true;
}

void BoxGlyphs::metrics(float pixels, bool, float& ascent, float& descent) {
  ascent = pixels * 0.88f;
  descent = pixels * 0.12f;
}

Stage::Stage(float width, float height, kit::GlyphSource* glyphs) {
  context_ = ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigInputTrickleEventQueue = true;
  kit::set_glyph_source(glyphs ? glyphs : &boxes_);
  kit::start(false);
  input.width = width;
  input.height = height;
  input.close_word = "关闭";
  kit::semantics::focused(0);
}

Stage::~Stage() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
    texture->SetStatus(ImTextureStatus_Destroyed);
  ImGui::DestroyContext(context_);
}

void Stage::frame(double seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {input.width, input.height};
  io.DisplayFramebufferScale = {input.density, input.density};
  io.DeltaTime = static_cast<float>(seconds);
  ImGui::NewFrame();
  kit::begin_frame(input);
  if (draw) draw();
  kit::end_frame();
  ImGui::Render();
  drawn_ = ImGui::GetDrawData();
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
      texture->SetTexID(reinterpret_cast<ImTextureID>(texture));
      texture->SetStatus(ImTextureStatus_OK);
    } else if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
}

int Stage::settle(int most) {
  int count = 0;
  do {
    frame();
    ++count;
  } while (kit::wants_frame() && count < most);
  return count;
}

void Stage::pointer(float x, float y, bool touch) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(x, y);
}
void Stage::down() { ImGui::GetIO().AddMouseButtonEvent(0, true); }
void Stage::up() { ImGui::GetIO().AddMouseButtonEvent(0, false); }
void Stage::wheel(float notches) { ImGui::GetIO().AddMouseWheelEvent(0, notches); }

void Stage::press(float x, float y, bool touch) {
  pointer(x, y, touch);
  settle();
  down();
  settle();
  up();
  settle();
}

const Node* Stage::look(Role role, std::string_view name) const {
  for (const Node& node : kit::semantics::tree())
    if (node.role == role && node.name == name) return &node;
  return nullptr;
}

const Node& Stage::find(Role role, std::string_view name) const {
  if (const Node* node = look(role, name)) return *node;
  throw std::runtime_error("no node is called \"" + std::string(name) + "\"");
}

} // namespace stage
