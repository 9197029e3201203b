// Hit testing, presses and keys. A press is down and up in the same widget; a finger that moves scrolls instead.
#include "ui/kit/paint.hpp"
#include "ui/kit/state.hpp"

#include "imgui.h"

#include <algorithm>
#include <cmath>

namespace kit {

namespace detail {

namespace {
constexpr float finger_slack = 10; // CSS pixels a finger may tremble

Id hit_at(float x, float y) {
  const Hit* top = nullptr;
  for (const Hit& hit : state().last_hits)
    if (contains(hit.rect, x, y) && (!top || hit.layer >= top->layer)) top = &hit;
  return top ? top->id : 0;
}

void pointer_down(Pointer& p) {
  p.down = true;
  p.moved = p.dragging = false;
  p.start_x = p.x;
  p.start_y = p.last_y = p.y;
  p.press = hit_at(p.x, p.y);
  const auto scroll = state().scrolls.find(state().last_active_scroll);
  if (scroll == state().scrolls.end()) return;
  if (p.touch && scroll->second.gliding) p.press = 0; // a touch stops the glide and is no press
  scroll->second.gliding = false;
  p.thumb = p.press && p.press == hash(scroll->first, "bar") ? scroll->first : 0;
}

void pointer_up(Pointer& p) {
  if (p.press && !p.moved && hit_at(p.x, p.y) == p.press) state().inbox.activated.insert(p.press);
  p.down = false;
  p.press = p.thumb = 0;
}
} // namespace

void update_pointer() {
  Pointer& p = state().pointer;
  const ImGuiIO& io = ImGui::GetIO();
  const bool has_position = ImGui::IsMousePosValid();
  p.touch = io.MouseSource == ImGuiMouseSource_TouchScreen;
  p.x = has_position ? io.MousePos.x : -1;
  p.y = has_position ? io.MousePos.y : -1;
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) pointer_down(p);
  if (p.down && p.touch && std::hypot(p.x - p.start_x, p.y - p.start_y) > finger_slack && has_position) {
    if (!p.dragging) p.last_y = p.y;
    p.moved = p.dragging = true;
    p.press = 0;
  }
  if (p.down && ImGui::IsMouseReleased(ImGuiMouseButton_Left)) pointer_up(p);
  p.hover = p.touch && !p.down ? 0 : hit_at(p.x, p.y);
}

Reaction react(Id id, const Rect& rect, bool enabled) {
  State& s = state();
  Reaction reaction;
  s.hits.push_back({id, intersection(rect, clip()), s.layer});
  reaction.focused = s.focus == id;
  if (!enabled) return reaction;
  reaction.hovered = s.pointer.hover == id && (s.pointer.press == 0 || s.pointer.press == id);
  reaction.held = s.pointer.down && s.pointer.press == id && s.pointer.hover == id;
  reaction.pressed = s.inbox.activated.count(id) != 0;
  if (reaction.pressed) s.again = true;
  if (reaction.hovered && !s.pointer.touch) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return reaction;
}

void block_pointer(Id id, const Rect& rect) { state().hits.push_back({id, intersection(rect, clip()), state().layer}); }

bool take_key(std::string_view key, bool ctrl, bool alt) {
  if (!on_top()) return false;
  for (KeyEvent& event : state().inbox.keys)
    if (!event.taken && event.key == key && event.ctrl == ctrl && event.alt == alt) {
      event.taken = true;
      state().again = true;
      return true;
    }
  return false;
}

bool take_shortcut(std::string_view shortcut) {
  bool ctrl = false, alt = false;
  for (;;) {
    if (shortcut.substr(0, 5) == "Ctrl+") {
      ctrl = true;
      shortcut.remove_prefix(5);
    } else if (shortcut.substr(0, 4) == "Alt+") {
      alt = true;
      shortcut.remove_prefix(4);
    } else {
      break;
    }
  }
  if (shortcut.empty()) return false;
  if (take_key(shortcut, ctrl, alt)) return true;
  // "Ctrl+K" names the key; the browser reports the character "k".
  if (shortcut.size() != 1 || shortcut[0] < 'A' || shortcut[0] > 'Z') return false;
  const char lower = static_cast<char>(shortcut[0] - 'A' + 'a');
  return take_key(std::string_view(&lower, 1), ctrl, alt);
}

} // namespace detail

bool key_pressed(std::string_view key) { return detail::take_key(key); }

} // namespace kit
