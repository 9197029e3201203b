#include "ui/app/bridge.hpp"
#include "ui/app/bundled_font.hpp"
#include "ui/app/internal.hpp"

#include "ui/kit/frame.hpp"

#include <GLES2/gl2.h>
#include <SDL.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace app::internal {

namespace {

/// The page's canvas 2D.
class BrowserGlyphs final : public kit::GlyphSource {
public:
  bool glyph(std::uint32_t codepoint, float pixels, bool bold, kit::GlyphPicture& out) override {
    std::array<double, 5> told{};
    if (!host_glyph(static_cast<int>(codepoint), pixels, bold ? 1 : 0, told.data())) {
      return false;
    }
    out.advance = static_cast<float>(told[0]);
    out.x = static_cast<int>(told[1]);
    out.y = static_cast<int>(told[2]);
    out.width = static_cast<int>(told[3]);
    out.height = static_cast<int>(told[4]);
    const std::string_view alpha = bridge::buffer(static_cast<std::size_t>(out.width * out.height));
    out.alpha.assign(alpha.begin(), alpha.end());
    return true;
  }
  float advance(std::uint32_t codepoint, float pixels, bool bold) override {
    return static_cast<float>(host_glyph_advance(static_cast<int>(codepoint), pixels, bold ? 1 : 0));
  }
  void metrics(float pixels, bool bold, float& ascent, float& descent) override {
    std::array<double, 2> told{};
    host_glyph_metrics(pixels, bold ? 1 : 0, told.data());
    ascent = static_cast<float>(told[0]);
    descent = static_cast<float>(told[1]);
  }
};

struct Device {
  float width = 0, height = 0, density = 1;
  bool touch = false, prefers_dark = false, reduced_motion = false;
  float safe_top = 0, safe_bottom = 0;
};

Device device() {
  std::array<double, 9> told{};
  host_device(told.data());
  const auto number = [&](std::size_t i) { return static_cast<float>(told[i]); };
  return {number(0), number(1), number(2), told[3] != 0, told[4] != 0, told[5] != 0, number(6), number(7)};
}

struct Screen {
  SDL_Window* window = nullptr;
  SDL_GLContext context = nullptr;
  BrowserGlyphs browser_glyphs;
  std::unique_ptr<kit::GlyphSource> bundled_glyphs; ///< null: the browser's
  Device device;
  std::string theme;
  bool large = false;
  int settling = 0; ///< frames still to be drawn after the last input, so that every reaction shows
};

Screen& screen() {
  static Screen one;
  return one;
}

SDL_Window* open_window(bool with_graphics) {
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas"); // leave the keys of text fields alone
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_ASYNCIFY, "0");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) {
    throw std::runtime_error(SDL_GetError());
  }
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  const Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI | (with_graphics ? SDL_WINDOW_OPENGL : 0U);
  const Device& device = screen().device;
  SDL_Window* window =
      SDL_CreateWindow("", 0, 0, static_cast<int>(device.width), static_cast<int>(device.height), flags);
  if (!window) {
    throw std::runtime_error(SDL_GetError());
  }
  return window;
}

/// The canvas follows the page: its size, and the density of the monitor it is on.
void follow_size() {
  Screen& one = screen();
  one.device = device();
  int width = 0;
  int height = 0;
  SDL_GetWindowSize(one.window, &width, &height);
  int pixels = 0;
  SDL_GetWindowSizeInPixels(one.window, &pixels, nullptr);
  const int wanted_width = std::max(1, static_cast<int>(one.device.width));
  const int wanted_height = std::max(1, static_cast<int>(one.device.height));
  const int wanted_pixels = static_cast<int>(static_cast<float>(wanted_width) * one.device.density);
  if (width != wanted_width || height != wanted_height || pixels != wanted_pixels) {
    SDL_SetWindowSize(one.window, wanted_width + (width == wanted_width ? 1 : 0), wanted_height);
    SDL_SetWindowSize(one.window, wanted_width, wanted_height);
  }
}

void read_events() {
  SDL_Event event;
  while (SDL_PollEvent(&event)) {
    ImGui_ImplSDL2_ProcessEvent(&event);
    screen().settling = 2;
  }
}

/// Without graphics the kit runs all the same and the mirror is the page: textures are accepted and dropped.
void drop_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    switch (texture->Status) {
    case ImTextureStatus_WantCreate:
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
      break;
    case ImTextureStatus_WantUpdates:
      texture->SetStatus(ImTextureStatus_OK);
      break;
    case ImTextureStatus_WantDestroy:
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
      break;
    default:
      break;
    }
  }
}

void show() {
  ImGui::Render();
  if (!screen().context) {
    drop_textures();
    return;
  }
  const ImGuiIO& io = ImGui::GetIO();
  glViewport(0, 0, static_cast<int>(io.DisplaySize.x * io.DisplayFramebufferScale.x),
             static_cast<int>(io.DisplaySize.y * io.DisplayFramebufferScale.y));
  const float ground = dark() ? 0.07F : 0.97F;
  glClearColor(ground, ground, ground, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  SDL_GL_SwapWindow(screen().window);
}

kit::FrameInput frame_input() {
  const Device& device = screen().device;
  kit::FrameInput input;
  input.width = device.width;
  input.height = device.height;
  input.density = device.density;
  input.dark = dark();
  input.large = large();
  input.touch = device.touch;
  input.reduced_motion = device.reduced_motion;
  input.safe_top = device.safe_top;
  input.safe_bottom = device.safe_bottom;
  input.lang = language_name();
  input.close_word = tr("app.close");
  return input;
}

/// The next frame comes when something happens, unless something is moving or due.
void plan_next_frame() {
  Screen& one = screen();
  const bool queued = !ImGui::GetCurrentContext()->InputEventsQueue.empty();
  if (kit::wants_frame() || queued || one.settling > 0) {
    one.settling = std::max(0, one.settling - 1);
    host_wake();
    return;
  }
  host_wake_in(kit::wake_in());
}

void draw() {
  if (screen().context) {
    ImGui_ImplOpenGL3_NewFrame();
  }
  ImGui_ImplSDL2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  if (io.DeltaTime > 0.1F) {
    io.DeltaTime = 1.0F / 60; // nothing moved while no frame was drawn
  }
  ImGui::NewFrame();
  kit::begin_frame(frame_input());
  step();
  draw_place();
  kit::end_frame();
}

} // namespace

void start_frames(bool with_graphics, std::string bundled_font) {
  Screen& one = screen();
  one.device = device();
  one.theme = stored("theme");
  one.large = stored("large") == "1";
  one.window = open_window(with_graphics);
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  if (with_graphics) {
    one.context = SDL_GL_CreateContext(one.window);
    if (!one.context) {
      throw std::runtime_error(SDL_GetError());
    }
    ImGui_ImplSDL2_InitForOpenGL(one.window, one.context);
    ImGui_ImplOpenGL3_Init("#version 100");
  } else {
    ImGui_ImplSDL2_InitForOther(one.window);
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  }
  one.bundled_glyphs = bundled_font.empty() ? nullptr : bundled_glyphs(std::move(bundled_font));
  if (one.bundled_glyphs) {
    kit::set_glyph_source(one.bundled_glyphs.get());
  } else {
    kit::set_glyph_source(&one.browser_glyphs);
  }
  kit::set_link_follower(follow_link);
  kit::start(one.bundled_glyphs != nullptr);
}

void frame() {
  follow_size();
  read_events();
  draw();
  while (!kit::settled()) { // sizes were still being found: that one is not worth showing
    ImGui::EndFrame();
    draw();
  }
  show();
  send_mirror();
  plan_next_frame();
}

void graphics_restored() {
  if (screen().context) {
    ImGui_ImplOpenGL3_DestroyDeviceObjects();
  }
}

bool dark() {
  const std::string& theme = screen().theme;
  return theme.empty() ? screen().device.prefers_dark : theme == "dark";
}

bool large() { return screen().large; }

void choose_theme(std::string_view theme) {
  screen().theme = theme;
  store("theme", theme);
  host_wake();
}

void choose_large(bool large) {
  screen().large = large;
  store("large", large ? "1" : "");
  host_wake();
}

} // namespace app::internal
