/// A small software rasteriser for ImGui's draw lists: what the page would look like, as pixels.
#pragma once

#include "imgui.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stage {

struct Image {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;
};
Image rasterise(const ImDrawData& data);
void write_ppm(const Image& image, const std::string& path);

} // namespace stage
