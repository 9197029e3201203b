// What shows a state: progress, waiting, emptiness, QR codes.
#include "ui/kit/controls.hpp"
#include "ui/kit/fonts.hpp"

#include <algorithm>
#include <cmath>

namespace kit {

using namespace detail;

void progress(std::string_view label, float fraction, std::string_view value, Tone tone) {
  const Style& st = style();
  draw_pending_heading();
  const float part = std::clamp(fraction, 0.0f, 1.0f), height = st.px(8), gap = st.px(6);
  const TextLayout& told = lay_out(value, st.type(TextStyle::strong));
  const float beside = value.empty() ? 0 : told.natural + st.px(16);
  const TextLayout* title = label.empty() ? nullptr : &label_layout(label, column().width - beside);
  const float above = title ? title->height + gap : 0;
  const Rect rect = place(column().width, above + height, title ? title->natural + beside : st.px(120));
  std::string said(label);
  if (!value.empty()) said.append(" ").append(value);
  Node& node = add_node(next_id("progress"), Role::progressbar, said, rect);
  node.now = part;
  if (title) draw_text(*title, rect.x, rect.y, rect.width - beside, st.colour.text);
  if (!value.empty()) draw_text(told, rect.x, rect.y, rect.width, st.ink(tone), Align::end);
  const Rect track{rect.x, rect.y + above, rect.width, height};
  fill_rect(track, st.colour.border, height / 2);
  if (part > 0)
    fill_rect({track.x, track.y, std::max(height, track.width * part), height}, st.colour.accent.text, height / 2);
}

void spinner(std::string_view label) {
  const Style& st = style();
  draw_pending_heading();
  const TypeSpec type = st.type(TextStyle::body);
  const float size = std::round(st.px(24)), gap = label.empty() ? 0 : st.px(12);
  const TextLayout& layout = lay_out(label, type, std::max(1.0f, column().width - size - gap));
  const float text_width = label.empty() ? 0 : layout.width;
  const Rect rect = place(size + gap + text_width, std::max(size, label.empty() ? 0 : layout.height));
  Node& node = add_node(next_id("spinner"), Role::progressbar, label, rect);
  node.busy = true;
  const float middle = rect.y + type.line / 2;
  draw_spinner(rect.x + size / 2, label.empty() ? rect.y + size / 2 : middle, size * 0.38f, st.colour.accent.text,
               st.px(2.5f));
  if (!label.empty()) draw_text(layout, rect.x + size + gap, rect.y, text_width, st.colour.muted);
}

void skeleton(int lines) {
  const Style& st = style();
  draw_pending_heading();
  const float height = st.px(14), gap = st.px(12), width = column().width;
  const float count = static_cast<float>(std::max(1, lines));
  const Rect rect = place(width, count * height + (count - 1) * gap);
  constexpr float parts[] = {1.0f, 0.86f, 0.93f, 0.6f};
  for (int i = 0; i < std::max(1, lines); ++i)
    fill_rect({rect.x, rect.y + static_cast<float>(i) * (height + gap), width * parts[i % 4], height}, st.colour.border,
              height / 2);
}

void empty_state(Icon which, std::string_view title, std::string_view detail) {
  const Style& st = style();
  draw_pending_heading();
  const float disc = std::round(st.px(72)), width = std::min(column().width, st.px(420));
  const TextLayout& head = lay_out(title, st.type(TextStyle::subheading), width);
  const TextLayout& body = lay_out(detail, st.type(TextStyle::body), width);
  const float body_height = detail.empty() ? 0 : body.height + st.px(6);
  const float height = st.px(16) + disc + st.px(16) + head.height + body_height;
  Rect rect = place(column().width, height, std::max(head.natural, body.natural));
  near_after(in_the_middle); // the caller's button stands below it
  rect.x += (rect.width - width) / 2;
  rect.width = width;
  float y = rect.y + st.px(16);
  const float middle = rect.x + rect.width / 2, half = disc / 2, icon_size = std::round(disc * 0.5f);
  circle(middle, y + half, half, st.colour.inset);
  draw_icon(which, middle - icon_size / 2, y + half - icon_size / 2, icon_size, st.colour.muted);
  y += disc + st.px(16);
  add_node(next_id("p"), Role::paragraph, title, {rect.x, y, rect.width, head.height});
  draw_text(head, rect.x, y, rect.width, st.colour.text, Align::center);
  y += head.height + st.px(6);
  if (detail.empty()) return;
  add_node(next_id("p"), Role::paragraph, detail, {rect.x, y, rect.width, body.height});
  draw_text(body, rect.x, y, rect.width, st.colour.muted, Align::center);
}

void qr(const std::vector<std::string>& modules, std::string_view label, float size) {
  const Style& st = style();
  draw_pending_heading();
  if (modules.empty()) return;
  constexpr float quiet = 4; // modules: ISO/IEC 18004
  const float count = static_cast<float>(modules.size()) + 2 * quiet;
  // Whole device pixels per module, or scanners see uneven bars.
  const float wanted = std::min(st.px(size), column().width);
  const float module = std::max(1.0f, std::floor(wanted / count * density())) / density();
  const float side = module * count;
  Rect rect = place(side, side);
  add_node(next_id("qr"), Role::image, label, rect);
  rect.x = snap(rect.x);
  rect.y = snap(rect.y);
  fill_rect(rect, rgb(0xFFFFFF), st.radius_small);
  stroke_rect(rect, st.colour.border, st.radius_small);
  for (std::size_t row = 0; row < modules.size(); ++row)
    for (std::size_t at = 0; at < modules[row].size();) {
      std::size_t end = at;
      while (end < modules[row].size() && modules[row][end] == '1')
        ++end;
      if (end > at)
        fill_rect({rect.x + (quiet + static_cast<float>(at)) * module,
                   rect.y + (quiet + static_cast<float>(row)) * module, static_cast<float>(end - at) * module, module},
                  rgb(0x000000));
      at = std::max(end, at + 1);
    }
}

} // namespace kit
