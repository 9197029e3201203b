// A frame from begin to end, and when the next one is due.
#include "ui/kit/fonts.hpp"
#include "ui/kit/page.hpp"
#include "ui/kit/paint.hpp"
#include "ui/kit/state.hpp"

#include "imgui.h"
#include "imgui_internal.h"

#include <algorithm>
#include <utility>

namespace kit {

using namespace detail;

void start(bool) {
  state() = State{};
  forget_all_layouts();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoKeyboard; // keys come through the semantics mirror
  ImGui::GetStyle().CircleTessellationMaxError = 0.12f;
  start_fonts();
}

const Viewport& viewport() { return state().view; }

namespace {
constexpr int most_settling_frames = 12; // a layout that never settles must not draw for ever
constexpr std::uint64_t memory_frames = 900;

void forget_old_measures() {
  State& s = state();
  if (s.frame % 120 != 0) return;
  for (auto it = s.measures.begin(); it != s.measures.end();)
    it = it->second.frame + memory_frames < s.frame ? s.measures.erase(it) : std::next(it);
}

void reset_frame() {
  State& s = state();
  s.last_hits.swap(s.hits);
  s.hits.clear();
  s.nodes.clear();
  s.open_nodes.clear();
  s.used_ids.clear();
  s.columns.clear();
  s.scopes.clear();
  s.clips.clear();
  s.left_layers.clear();
  s.layer = s.depth = s.top_layer = s.dialog_depth = s.header_regions = 0;
  s.last_modal = s.modal;
  s.modal = 0;
  s.last_dialogs.swap(s.dialogs);
  s.dialogs.clear();
  s.last_active_scroll = s.active_scroll;
  s.active_scroll = 0;
  s.again = s.resized = s.bar_drawn = s.in_page = false;
  s.wake = -1;
  s.pending_h1.clear();
}

void take_input(const FrameInput& input) {
  State& s = state();
  if (input.density != s.input.density || input.lang != s.input.lang) forget_all_layouts();
  s.input = input;
  set_density(input.density);
  set_latin_signs(input.lang != "zh");
  const double now = ImGui::GetTime();
  s.step = static_cast<float>(std::clamp(now - s.time, 0.0, 0.05));
  s.time = now;
  ++s.frame;
  s.inbox = std::exchange(s.incoming, {});
}

/// The banner comes before the main landmark in reading order, wherever the view drew it.
void order_landmarks() {
  std::vector<Node>& nodes = state().nodes;
  std::unordered_set<Id> inside;
  for (const Node& node : nodes)
    if ((node.role == Role::banner && node.parent == 0) || inside.count(node.parent)) inside.insert(node.id);
  if (!inside.empty())
    std::stable_partition(nodes.begin(), nodes.end(), [&](const Node& node) { return inside.count(node.id) != 0; });
}

/// A dialog that is gone gives the focus back to what had it before.
void return_focus() {
  State& s = state();
  for (const Id id : s.last_dialogs) {
    if (std::find(s.dialogs.begin(), s.dialogs.end(), id) != s.dialogs.end()) continue;
    const Id before = s.focus_before[id];
    s.focus_before.erase(id);
    s.scrolls.erase(id);
    if (before && s.used_ids.count(before) && !s.focus_request) s.focus_request = before;
    s.again = true;
  }
}

void follow_focus() {
  State& s = state();
  if (!s.focus_moved) return;
  s.focus_moved = false;
  const auto node = std::find_if(s.nodes.begin(), s.nodes.end(), [&](const Node& n) { return n.id == s.focus; });
  if (node != s.nodes.end() && node->role != Role::dialog) scroll_into_view(node->rect);
}
} // namespace

void begin_frame(const FrameInput& input) {
  State& s = state();
  take_input(input);
  choose_style(input, s.form);
  s.view = {input.width, input.height, s.form, style().narrow, input.dark, input.large, input.touch};
  if (s.form == Form::phone || s.form == Form::desktop) s.view.form = style().narrow ? Form::phone : Form::desktop;
  reset_frame();
  update_pointer();
  update_scrolls();
  begin_painting_in({0, 0, input.width, input.height});
  push_scope(1);
  begin_header();
}

void end_frame() {
  State& s = state();
  if (!s.in_page) end_header();
  scroll_by_keys();
  return_focus();
  follow_focus();
  order_landmarks();
  s.last_tree = s.nodes;
  s.inbox = {};
  s.settling = s.resized ? s.settling + 1 : 0;
  forget_old_measures();
  forget_old_layouts();
  end_painting();
}

bool wants_frame() {
  const State& s = state();
  const bool settle = s.resized && s.settling < most_settling_frames;
  return s.again || settle || !s.incoming.empty() || s.focus_moved ||
         ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
}
bool settled() { return !state().resized || state().settling >= most_settling_frames; }
double wake_in() { return state().wake; }
const std::string& page_title() { return state().title; }
void scroll_to_top() {
  State& s = state();
  s.from_top = true;
  ++s.steps;
}
void scroll_as_left() { state().from_top = false; }

void animate() { state().again = true; }
void wake_after(double seconds) {
  double& wake = state().wake;
  if (wake < 0 || seconds < wake) wake = std::max(seconds, 0.0);
}

} // namespace kit
