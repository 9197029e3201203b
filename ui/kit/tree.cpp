// The semantics of a frame: nodes added while drawing, and the way back from the page.
#include "ui/kit/paint.hpp"
#include "ui/kit/state.hpp"

#include <algorithm>
#include <utility>

namespace kit {

namespace detail {

Node& add_node(Id id, Role role, std::string_view name, const Rect& rect) {
  State& s = state();
  // Two widgets with one name in one scope still get ids of their own.
  for (std::uint64_t twin = 1; !s.used_ids.insert(id).second; ++twin)
    id = hash(id, twin);
  Node node;
  node.id = id;
  node.parent = s.open_nodes.empty() ? 0 : s.nodes[s.open_nodes.back()].id;
  node.role = role;
  node.name = name;
  node.rect = rect;
  node.clip = clip();
  s.nodes.push_back(std::move(node));
  return s.nodes.back();
}

void open_node(Id id, Role role, std::string_view name, const Rect& rect) {
  add_node(id, role, name, rect);
  state().open_nodes.push_back(state().nodes.size() - 1);
}

void close_node(const Rect& rect) {
  open_node_data().rect = rect;
  state().open_nodes.pop_back();
}

Node& open_node_data() { return state().nodes[state().open_nodes.back()]; }

} // namespace detail

using detail::state;

namespace semantics {

const std::vector<Node>& tree() { return state().last_tree; }
std::vector<Announcement> take_announcements() { return std::exchange(state().announcements, {}); }
std::uint32_t take_focus_request() { return std::exchange(state().focus_request, 0); }

void activate(std::uint32_t id) { state().incoming.activated.insert(id); }
void focused(std::uint32_t id) {
  if (state().focus != id) state().focus_moved = true;
  state().focus = id;
}
void input(std::uint32_t id, std::string_view text) { state().incoming.typed[id] = text; }
void choose(std::uint32_t id, int index) { state().incoming.chosen[id] = index; }
void submit(std::uint32_t id) { state().incoming.submitted.insert(id); }
void left(std::uint32_t id) { state().incoming.left.insert(id); }
void key(std::string_view name, bool ctrl, bool alt, bool shift) {
  state().incoming.keys.push_back({std::string(name), ctrl, alt, shift, false});
}

} // namespace semantics

void announce(std::string_view text) { state().announcements.push_back({std::string(text), false}); }
void announce_now(std::string_view text) { state().announcements.push_back({std::string(text), true}); }
void focus(std::string_view id) {
  state().focus_request = detail::named_id(id);
  state().again = true;
}

} // namespace kit
