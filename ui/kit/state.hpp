/// What the kit's parts share within a frame: columns, layers, remembered sizes, the inbox from the page. Private.
#pragma once

#include "ui/kit/semantics.hpp"
#include "ui/kit/style.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace kit::detail {

using semantics::Node;
using semantics::Rect;
using semantics::Role;
using Id = std::uint32_t;

inline float right(const Rect& r) { return r.x + r.width; }
inline float bottom(const Rect& r) { return r.y + r.height; }
inline bool contains(const Rect& r, float x, float y) { return x >= r.x && y >= r.y && x < right(r) && y < bottom(r); }
Rect intersection(const Rect& a, const Rect& b);
Rect grown(const Rect& r, float by);

// ---- ids

Id hash(Id seed, std::string_view text);
Id hash(Id seed, std::uint64_t number);
/// Of the current scope and a name given by the view.
Id named_id(std::string_view name);
/// Of the current scope and the order of drawing, for things without a name.
Id next_id(std::string_view kind);
void push_scope(Id seed);
void pop_scope();

// ---- columns (layout.cpp)

/// Where widgets stack downwards.
struct Stack {
  float x = 0, y = 0, width = 0; ///< y: the bottom of what is there
  float top = 0;
  float gap = 16;
  float spacer = -1;     ///< asked for by `spacer`, instead of the gap; < 0 none
  const char* last = ""; ///< kind of the last widget: some stand nearer to their own kind
  float slack = 0;       ///< empty room at the end of the last block (a target larger than its text), part of the gap
  float natural = 0;     ///< width its content would like
  int items = 0;         ///< blocks so far
  int open_blocks = 0;   ///< nested begin_block
  Align align = Align::start;
  float stretch = 0; ///< height that a lone card in it fills
  bool lone = false; ///< it had one block in the last frame
  float room = 0;    ///< height that `fill` may use up
  Id fill_id = 0;
  float filled = 0; ///< by `fill` so far in this frame
  int fills = 0;
};
Stack& column();
void push_column(float x, float y, float width, Align align = Align::start);
/// Answers the finished column; its height is y - top.
Stack pop_column();

/// Space for a block of the whole width, after the gap: x, y, width are known, the height is not.
Rect begin_block();
/// `natural` is the width the content would like; a height of 0 takes the gap back.
void end_block(float height, float natural);
/// The gap between two widgets of one kind, one after the other; called before and after placing each.
void near_before(const char* kind, float gap);
void near_after(const char* kind);
/// A kind after which the next widget is centred.
inline constexpr const char* in_the_middle = "in the middle";
/// How the next widget of the column is aligned.
Align next_align();
/// A block whose target is larger than what shows by `slack` above and below: the gaps around it count that in.
void slack_before(float slack);
void slack_after(float slack);
/// A block of known size; narrower ones are aligned as the column says. `natural` < 0: the width.
Rect place(float width, float height, float natural = -1);
/// The height a lone tile in a row or grid should be drawn with: at least `height`.
float stretched(float height);

/// A size kept from the last frame; a change asks for another frame.
struct Measure {
  float width = -1, height = -1;
  int items = 0;
  std::uint64_t frame = 0;
};
const Measure* measured(Id id);
void measure(Id id, float width, float height, int items = 0);

// ---- layers: what is drawn over what (paint.cpp)

void enter_bar_layer();    ///< over the page, under dialogs
void enter_dialog_layer(); ///< over everything
void leave_layer();
void enter_content(); ///< content over a background that is drawn after it, when its height is known
void leave_content();
void push_clip(const Rect& rect);
void pop_clip();

// ---- scrolling (scroll.cpp)

struct Scroll {
  float offset = 0, target = 0; ///< CSS pixels from the top
  float velocity = 0;           ///< pixels per second while gliding
  float content = 0, view = 0;
  Rect area;
  bool gliding = false;
  std::uint64_t frame = 0;
  std::uint64_t step = 0; ///< State::steps when it was last seen
  float limit() const { return content > view ? content - view : 0; }
};
/// The region the wheel, drags and keys move: the top-most one.
Scroll& scroll_of(Id id);
void scroll_region(Id id, const Rect& area, float content_height); ///< after its content is known
void scroll_by(Scroll& scroll, float pixels, bool smooth);
/// Moves what the pointer and time move; at the start of a frame.
void update_scrolls();
void scroll_by_keys();
void scroll_into_view(const Rect& rect);

// ---- the pointer, focus and keys (input.cpp)

struct Hit {
  Id id = 0;
  Rect rect;
  int layer = 0; ///< the top-most is hit, and in it the last drawn
};
struct Reaction {
  bool pressed = false, hovered = false, held = false, focused = false;
};
/// Takes part in hit testing and says what happened to the widget since the last frame.
Reaction react(Id id, const Rect& rect, bool enabled = true);
/// A surface that keeps presses from what is below it.
void block_pointer(Id id, const Rect& rect);
void update_pointer(); ///< at the start of a frame, against what the last frame drew
bool take_key(std::string_view key, bool ctrl = false, bool alt = false);
/// "F2", "Ctrl+K".
bool take_shortcut(std::string_view shortcut);

struct KeyEvent {
  std::string key;
  bool ctrl = false, alt = false, shift = false, taken = false;
};
struct Inbox {
  std::unordered_set<Id> activated, submitted, left;
  std::map<Id, std::string> typed;
  std::map<Id, int> chosen;
  std::vector<KeyEvent> keys;
  bool empty() const {
    return activated.empty() && submitted.empty() && left.empty() && typed.empty() && chosen.empty() && keys.empty();
  }
};

// ---- semantics (tree.cpp)

/// Adds a node under the open one; the reference is good until the next node.
Node& add_node(Id id, Role role, std::string_view name, const Rect& rect);
/// Adds a node and makes it the parent of what follows.
void open_node(Id id, Role role, std::string_view name, const Rect& rect = {});
/// Ends it; its rectangle becomes `rect`.
void close_node(const Rect& rect);
Node& open_node_data(); ///< of the innermost open node

// ---- the frame

struct Pointer {
  float x = -1, y = -1;
  bool touch = false;
  bool down = false;
  Id press = 0; ///< what is being pressed
  Id hover = 0;
  float start_x = 0, start_y = 0;
  bool moved = false; ///< too far to be a press (touch)
  float last_y = 0;
  bool dragging = false; ///< a finger drags the active region
  Id thumb = 0;          ///< region whose scroll bar is dragged
};

struct State {
  FrameInput input;
  Viewport view;
  Form form = Form::desktop;
  std::uint64_t frame = 0;
  double time = 0;
  float step = 0; ///< seconds since the last frame

  std::vector<Stack> columns;
  struct Scope {
    Id seed = 0;
    std::uint32_t counter = 0;
  };
  std::vector<Scope> scopes;
  std::unordered_map<Id, Measure> measures;
  std::unordered_map<Id, Scroll> scrolls;
  std::unordered_map<Id, bool> open; ///< disclosures

  int layer = 0, depth = 0, top_layer = 0;
  std::vector<std::pair<int, int>> left_layers; ///< layer and depth to return to
  std::vector<Rect> clips;
  std::vector<Hit> hits, last_hits;
  Pointer pointer;
  Inbox incoming, inbox;

  std::vector<Node> nodes, last_tree;
  std::vector<std::size_t> open_nodes;
  std::unordered_set<Id> used_ids;
  std::vector<semantics::Announcement> announcements;
  Id focus = 0, last_focus = 0, focus_request = 0;
  bool focus_moved = false;
  std::unordered_map<Id, std::string> live_texts; ///< what status lines said last

  std::string title;
  bool again = false;   ///< another frame is needed
  bool resized = false; ///< because a remembered size changed
  int settling = 0;     ///< frames in a row for that reason
  double wake = -1;
  std::uint64_t steps = 0; ///< forward, so far
  bool from_top = false;   ///< the last step was forward: what has not been seen since begins at its top

  Id modal = 0, last_modal = 0; ///< the top dialog of this and the last frame
  std::vector<Id> dialogs, last_dialogs;
  std::unordered_map<Id, Id> focus_before; ///< dialog → what had the focus when it opened
  int dialog_depth = 0;

  float page_width = 0;                 ///< of the content column, last frame
  float page_top = 0, page_bottom = -1; ///< of the room of a page that fills the screen; bottom < 0: it scrolls
  float header_height = 0;              ///< of what is drawn before the page
  float bar_height = 0;                 ///< of the bar at the bottom, last frame
  bool bar_drawn = false;
  bool in_page = false;
  int active_scroll_layer = 0;
  Id active_scroll = 0, last_active_scroll = 0; ///< the region that wheel, drags and keys move
  std::string pending_h1;
  int header_regions = 0; ///< open ones: the page's heading waits for them to end
};
State& state();
/// The view under the current scope may take keys: no dialog is open above it.
bool on_top();

} // namespace kit::detail
