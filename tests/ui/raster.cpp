#include "tests/ui/raster.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

namespace stage {

namespace {

struct Target {
  Image& image;
  int x0, y0, x1, y1; // clip, device pixels
};

struct Corner {
  float x, y, u, v;
  std::array<float, 4> colour;
};

Corner corner(const ImDrawVert& vertex, float scale) {
  Corner out{vertex.pos.x * scale, vertex.pos.y * scale, vertex.uv.x, vertex.uv.y, {}};
  for (unsigned i = 0; i < 4; ++i)
    out.colour[i] = static_cast<float>((vertex.col >> (8 * i)) & 255) / 255.0f;
  return out;
}

/// Alpha of the texture, between texels, as WebGL samples it.
float sample(const ImTextureData& texture, float u, float v) {
  const float x = u * static_cast<float>(texture.Width) - 0.5f, y = v * static_cast<float>(texture.Height) - 0.5f;
  const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
  const float fx = x - static_cast<float>(left), fy = y - static_cast<float>(top);
  const auto alpha = [&](int px, int py) {
    px = std::clamp(px, 0, texture.Width - 1);
    py = std::clamp(py, 0, texture.Height - 1);
    const int at = (py * texture.Width + px) * texture.BytesPerPixel + texture.BytesPerPixel - 1;
    return static_cast<float>(texture.Pixels[at]) / 255.0f;
  };
  return (alpha(left, top) * (1 - fx) + alpha(left + 1, top) * fx) * (1 - fy) +
         (alpha(left, top + 1) * (1 - fx) + alpha(left + 1, top + 1) * fx) * fy;
}

float edge(const Corner& a, const Corner& b, float x, float y) {
  return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

/// Pixels exactly on an edge belong to one of its two triangles only (the top-left rule).
bool inside(float w, const Corner& a, const Corner& b) {
  if (w > 0) return true;
  if (w < 0) return false;
  return (a.y == b.y && b.x > a.x) || b.y < a.y;
}

void triangle(const Target& to, Corner a, Corner b, Corner c, const ImTextureData& texture) {
  float area = edge(a, b, c.x, c.y);
  if (area == 0) return;
  if (area < 0) {
    std::swap(b, c);
    area = -area;
  }
  const int x0 = std::max(to.x0, static_cast<int>(std::floor(std::min({a.x, b.x, c.x}))));
  const int x1 = std::min(to.x1, static_cast<int>(std::ceil(std::max({a.x, b.x, c.x}))));
  const int y0 = std::max(to.y0, static_cast<int>(std::floor(std::min({a.y, b.y, c.y}))));
  const int y1 = std::min(to.y1, static_cast<int>(std::ceil(std::max({a.y, b.y, c.y}))));
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x) {
      const float px = static_cast<float>(x) + 0.5f, py = static_cast<float>(y) + 0.5f;
      const float wa = edge(b, c, px, py), wb = edge(c, a, px, py), wc = edge(a, b, px, py);
      if (!inside(wa, b, c) || !inside(wb, c, a) || !inside(wc, a, b)) continue;
      const auto mix = [&](float va, float vb, float vc) { return (va * wa + vb * wb + vc * wc) / area; };
      float alpha = mix(a.colour[3], b.colour[3], c.colour[3]);
      alpha *= sample(texture, mix(a.u, b.u, c.u), mix(a.v, b.v, c.v));
      std::uint8_t* pixel = &to.image.rgb[static_cast<std::size_t>((y * to.image.width + x) * 3)];
      for (unsigned i = 0; i < 3; ++i) {
        const float value = mix(a.colour[i], b.colour[i], c.colour[i]) * 255.0f;
        pixel[i] = static_cast<std::uint8_t>(std::clamp(pixel[i] + (value - pixel[i]) * alpha + 0.5f, 0.0f, 255.0f));
      }
    }
}

} // namespace

Image rasterise(const ImDrawData& data) {
  const float scale = data.FramebufferScale.x;
  Image image;
  image.width = static_cast<int>(data.DisplaySize.x * scale);
  image.height = static_cast<int>(data.DisplaySize.y * scale);
  image.rgb.assign(static_cast<std::size_t>(image.width * image.height * 3), 0);
  for (const ImDrawList* list : data.CmdLists)
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const auto pixel = [&](float at, int most) {
        return std::clamp(static_cast<int>(std::lround(at * scale)), 0, most);
      };
      const Target to{image, pixel(command.ClipRect.x, image.width), pixel(command.ClipRect.y, image.height),
                      pixel(command.ClipRect.z, image.width), pixel(command.ClipRect.w, image.height)};
      const ImTextureData& texture = *command.TexRef._TexData;
      for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        const auto vertex = [&](unsigned k) {
          const unsigned index = list->IdxBuffer[static_cast<int>(command.IdxOffset + i + k)] + command.VtxOffset;
          return corner(list->VtxBuffer[static_cast<int>(index)], scale);
        };
        triangle(to, vertex(0), vertex(1), vertex(2), texture);
      }
    }
  return image;
}

void write_ppm(const Image& image, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  out << "P6\n" << image.width << " " << image.height << "\n255\n";
  out.write(reinterpret_cast<const char*>(image.rgb.data()), static_cast<std::streamsize>(image.rgb.size()));
}

} // namespace stage
