/// The tree that says what is on the canvas: built by the kit's widgets each frame, diffed into real elements by the
/// page (web/semantics.js), and the way back: focus, presses and input from those elements to the widgets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kit::semantics {

enum class Role : std::uint8_t {
  main,
  banner,
  navigation,
  contentinfo,
  region,
  group,
  heading,
  paragraph,
  status,
  alert,
  button,
  link,
  checkbox,
  radiogroup,
  radio,
  textbox,
  combobox,
  list,
  listitem,
  table,
  row,
  columnheader,
  cell,
  dialog,
  image,
  progressbar
};

/// CSS pixels of the viewport.
struct Rect {
  float x = 0, y = 0, width = 0, height = 0;
};

struct Node {
  std::uint32_t id = 0;     ///< stable from frame to frame; never 0
  std::uint32_t parent = 0; ///< id; 0 = the root. Parents come before their children; order is reading order
  Role role{};
  std::string name;                 ///< what it is called (its visible label, or more)
  std::string value;                ///< text of a textbox, chosen option of a combobox
  std::string description;          ///< hint or error of a field, shortcut of a button
  std::vector<std::string> options; ///< of a combobox
  int level = 0;                    ///< of a heading
  int index = -1;                   ///< chosen option of a combobox
  float now = -1;                   ///< of a progressbar, 0–1; -1 = not known
  bool disabled = false, invalid = false, required = false, busy = false, modal = false, assertive = false;
  std::int8_t checked = -1;  ///< checkbox, radio: 0/1; -1 = does not apply
  std::int8_t pressed = -1;  ///< toggle button
  std::int8_t expanded = -1; ///< disclosure
  std::int8_t current = -1;  ///< aria-current
  std::string href;          ///< of a link
  std::string lang;          ///< when other than the page's
  // of a textbox
  std::string type; ///< "text", "tel", "password", "multiline", "digits", "search"
  std::string autocomplete;
  std::string placeholder;
  int max_length = 0;
  int rows = 1;
  float font_size = 16;
  Rect rect; ///< where it is drawn
  Rect clip; ///< the part of the viewport it may show in (scroll region)
};

/// The tree of the last finished frame.
const std::vector<Node>& tree();
/// Title and language of the document, and what is to be read aloud now (taken once).
struct Announcement {
  std::string text;
  bool assertive = false;
};
std::vector<Announcement> take_announcements();
/// The widget that asked for the focus in this frame (kit::focus, a dialog that opened); 0 = none. Taken once.
std::uint32_t take_focus_request();

// From the page, before a frame:
void activate(std::uint32_t id); ///< click, Enter or Space on the element
void focused(std::uint32_t id);  ///< 0 = nothing has the focus; the kit draws the ring and scrolls it into view
void input(std::uint32_t id, std::string_view text);             ///< the whole text of a textbox
void choose(std::uint32_t id, int index);                        ///< option of a combobox
void submit(std::uint32_t id);                                   ///< Enter in a textbox
void left(std::uint32_t id);                                     ///< a textbox lost the focus
void key(std::string_view key, bool ctrl, bool alt, bool shift); ///< a key no text field took, DOM name

} // namespace kit::semantics
