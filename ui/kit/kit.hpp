/// Widgets that draw, lay out and describe themselves: every call draws on the canvas and says role, name, value, state
/// and rectangle to the semantics mirror, so that what is seen and what is read aloud are one thing.
///
/// Views use only this header (and ui/app): no ImGui call, no colour, no pixel size stands in a view.
/// Layout is immediate: widgets stack downwards in the current column; containers (Card, Row, Grid …) are RAII objects.
/// Sizes are in CSS pixels of the chosen text scale; ids are stable within their scope and never shown.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace kit {

// ---------------------------------------------------------------- tokens

enum class TextStyle {
  display,    ///< one per page at most: the ticket number, the score
  title,      ///< h1
  heading,    ///< h2
  subheading, ///< h3
  body,
  strong, ///< body, bold
  small,
  numeral ///< big tabular figures
};
enum class Tone { normal, muted, accent, success, warning, danger };
enum class ButtonStyle { primary, secondary, quiet, danger };
enum class Gap { none, tiny, small, medium, large, huge };
enum class Align { start, center, end };

enum class Icon {
  none,
  back,
  forward,
  close,
  check,
  plus,
  minus,
  search,
  branch,
  pin,
  clock,
  calendar,
  ticket,
  people,
  person,
  phone,
  bell,
  bell_off,
  sound,
  sound_off,
  star,
  star_filled,
  info,
  warning,
  error,
  success,
  edit,
  trash,
  refresh,
  print,
  download,
  share,
  link,
  language,
  moon,
  sun,
  text_size,
  menu,
  settings,
  logout,
  login,
  play,
  pause,
  stop,
  next,
  skip,
  transfer,
  park,
  counter,
  document,
  card,
  cash,
  globe,
  chat,
  hand,
  chair,
  cup,
  id_card,
  walk,
  smile,
  eye,
  keyboard,
  mic,
  history,
  chart,
  screen,
  kiosk,
  home,
  offline,
  elderly,
  wheelchair,
  pregnant,
  child,
  vip,
  business
};

enum class Form { phone, desktop, kiosk, hall }; ///< hall: a wall screen, seen from metres away

/// What a view may ask about its surroundings.
struct Viewport {
  float width = 0; ///< CSS pixels
  float height = 0;
  Form form = Form::desktop;
  bool narrow = false; ///< below 640: one column
  bool dark = false;
  bool large = false; ///< large-type mode
  bool touch = false;
};
const Viewport& viewport();

// ---------------------------------------------------------------- page

struct PageOptions {
  std::string title{};       ///< of the document and its h1 unless `hide_heading`
  bool hide_heading = false; ///< the h1 is drawn by the view itself (`heading(1, …)`)
  float max_width = 720;     ///< of the content column
  Form form = Form::desktop; ///< kiosk and hall enlarge everything
  bool fills_screen = false; ///< no scrolling page: the view fills the viewport
};
/// The main landmark: begins the scrolling content column. The app draws header and banners before it.
class Page {
public:
  explicit Page(const PageOptions& options);
  ~Page();
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;
};
/// Stays at the bottom of the viewport (a phone's main action); at the end of the column on wide pages.
class BottomBar {
public:
  BottomBar();
  ~BottomBar();
  BottomBar(const BottomBar&) = delete;
};

enum class Landmark { header, nav, region, footer };
class Region { ///< named group of widgets for assistive technology; draws nothing
public:
  Region(Landmark landmark, std::string_view label);
  ~Region();
  Region(const Region&) = delete;
};

// ---------------------------------------------------------------- containers

struct IdScope {
  explicit IdScope(std::string_view id);
  explicit IdScope(std::int64_t id);
  ~IdScope();
  IdScope(const IdScope&) = delete;
};

enum class CardStyle { plain, raised, accent, success, warning, danger, inset };
class Card {
public:
  explicit Card(CardStyle style = CardStyle::plain, std::string_view label = {}); ///< with a label it is a named group
  ~Card();
  Card(const Card&) = delete;
};

/// Columns side by side. Call `next()` before the content of each. Weight 0 takes the content's own width
/// (known from the frame before). On narrow pages the columns stack when `stack` is set.
class Row {
public:
  explicit Row(std::initializer_list<float> weights, bool stack = false, Gap gap = Gap::medium,
               Align vertical = Align::start);
  ~Row();
  void next();
  Row(const Row&) = delete;
};

/// Cells of equal width, as many in a line as fit with at least `min_width` pixels each.
class Grid {
public:
  explicit Grid(float min_width, Gap gap = Gap::medium);
  ~Grid();
  void next();
  Grid(const Grid&) = delete;
};

/// Content centred horizontally, at most `max_width` wide.
class Centered {
public:
  explicit Centered(float max_width);
  ~Centered();
  Centered(const Centered&) = delete;
};

/// A list for assistive technology; call `item()` before each entry.
class List {
public:
  explicit List(std::string_view label);
  ~List();
  void item();
  List(const List&) = delete;
};

/// Entries of a wall, which nobody can scroll: in a page that fills the screen as many as fit from here to its bottom
/// (or into a share of its height), the others with the next turns. With `turn` < 0 the others are left out.
class Rotation {
public:
  Rotation(std::string_view id, std::int64_t turn, float share = 1);
  ~Rotation();
  bool next(); ///< before each entry: whether to draw it
  Rotation(const Rotation&) = delete;
};

struct Column {
  std::string title{};
  float weight = 1;
  Align align = Align::start;
};
class Table {
public:
  Table(std::string_view id, std::string_view caption, std::vector<Column> columns);
  ~Table();
  void row(Tone tone = Tone::normal);
  void cell(std::string_view text, Tone tone = Tone::normal, TextStyle style = TextStyle::body);
  void cell_begin(); ///< widgets instead of text, until the next cell or row
  Table(const Table&) = delete;
};

/// A table of shares: each a shade with its number in it. The names stay at the left; beside them stand as many columns
/// as there is room for, which the view chooses (`heat_map_columns`).
struct HeatCell {
  std::string text{};     ///< "40 %"; empty: nothing to say, nothing to press
  std::string describe{}; ///< in words, with whom and what
  float heat = 0;         ///< 0–1
};
struct HeatRow {
  std::string name{}, detail{};
  std::vector<HeatCell> cells{};
};
struct HeatMap {
  std::string caption{}, corner{}; ///< corner: what the names are
  std::vector<std::string> columns{};
  std::vector<HeatRow> rows{};
};
struct HeatPress {
  int row = -1, column = -1; ///< the cell that was pressed
};
int heat_map_columns();
HeatPress heat_map(std::string_view id, const HeatMap& map);

/// A modal dialog: the rest of the page is inert, focus stays inside, Escape closes. Draw it only while it is open.
class Dialog {
public:
  Dialog(std::string_view id, std::string_view title, bool closable = true);
  ~Dialog();
  bool close_requested() const; ///< Escape, the close button or a press outside
  Dialog(const Dialog&) = delete;
};

/// Shown or hidden by a press on its title.
class Disclosure {
public:
  Disclosure(std::string_view id, std::string_view title, bool open_at_first = false);
  ~Disclosure();
  explicit operator bool() const; ///< draw the content?
  Disclosure(const Disclosure&) = delete;
};

void spacer(Gap gap);
void divider();
void fill(); ///< in a page that fills the screen: pushes what follows to the bottom

// ---------------------------------------------------------------- text

void heading(int level, std::string_view text, Align align = Align::start);
/// Wraps by the rules of Chinese typography (no line begins with ，。、！？）」, none ends with （「).
void text(std::string_view text, TextStyle style = TextStyle::body, Tone tone = Tone::normal,
          Align align = Align::start);
/// An icon with text beside it.
void icon_text(Icon icon, std::string_view text, TextStyle style = TextStyle::body, Tone tone = Tone::normal);
/// A decorative or, with a label, meaningful icon.
void icon(Icon icon, float size = 24, Tone tone = Tone::normal, std::string_view label = {});
/// "label … value" on one line: a description list entry.
void fact(std::string_view label, std::string_view value, Tone tone = Tone::normal);
/// A small rounded label: a state, a count.
void badge(std::string_view text, Tone tone = Tone::muted, Icon icon = Icon::none);
/// Text that is read aloud politely when it changes (also drawn unless `silent_only`).
void status(std::string_view id, std::string_view text, TextStyle style = TextStyle::body, Tone tone = Tone::normal);
void announce(std::string_view text);     ///< read aloud once, politely, not drawn
void announce_now(std::string_view text); ///< read aloud once, interrupting: called, an error
/// A message with icon and background; role alert for danger and warning, status otherwise.
void banner(std::string_view id, std::string_view text, Tone tone, std::string_view title = {});

// ---------------------------------------------------------------- doing

struct ButtonOptions {
  ButtonStyle style = ButtonStyle::secondary;
  Icon icon = Icon::none;
  bool enabled = true;
  bool wide = false;      ///< takes the whole width of the column
  bool busy = false;      ///< shows progress; presses are ignored
  bool big = false;       ///< kiosk-sized
  std::string describe{}; ///< longer name for assistive technology; the visible label is part of it
  std::string shortcut{}; ///< "F2", "Enter", "Ctrl+K": works while the button is drawn, shown as a hint on wide pages
};
bool button(std::string_view id, std::string_view label, const ButtonOptions& options = {});
bool icon_button(std::string_view id, Icon icon, std::string_view label, bool pressed = false);
/// A link to an address of the app or, when it begins with "http" or "tel:", outside. The app follows it by itself
/// (set_link_follower in frame.hpp); answers true in the frame in which it is followed.
bool link(std::string_view id, std::string_view label, std::string_view href, Icon icon = Icon::none);

/// A large row or tile to choose: title, a line below, something at the end.
struct ChoiceOptions {
  Icon icon = Icon::none;
  std::string detail{};   ///< second line
  std::string trailing{}; ///< at the end of the first line
  Tone trailing_tone = Tone::muted;
  std::string badge{};
  Tone badge_tone = Tone::muted;
  bool selected = false;
  bool radio = false; ///< one of several (aria radio) rather than a button
  bool enabled = true;
  bool arrow = true; ///< leads on to the next step
  bool big = false;
  float meter = -1; ///< 0–1 draws a small crowd bar; < 0 none
  Tone meter_tone = Tone::accent;
};
bool choice(std::string_view id, std::string_view title, const ChoiceOptions& options = {});

/// One of a few, side by side. Answers true when changed.
bool segmented(std::string_view id, std::string_view label, const std::vector<std::string>& options, int& selected);
bool checkbox(std::string_view id, std::string_view label, bool& value, std::string_view detail = {});
/// One of many. Answers true when changed.
bool select(std::string_view id, std::string_view label, const std::vector<std::string>& options, int& selected);
/// 1–5 stars, 0 = none yet. Answers true when changed.
bool stars(std::string_view id, std::string_view label, int& value);

enum class FieldType { text, tel, password, multiline, digits, search };
struct FieldOptions {
  FieldType type = FieldType::text;
  std::string hint{};  ///< under the field
  std::string error{}; ///< replaces the hint; the field is marked invalid
  std::string placeholder{};
  std::string autocomplete{}; ///< HTML value: "name", "tel", "username", "current-password", "off"
  int max_length = 200;
  int rows = 3; ///< of a multiline field
  bool required = false;
  bool focus = false; ///< take the focus when it first appears
  bool big = false;   ///< of a kiosk: read and hit from a step away
};
struct FieldResult {
  bool changed = false;
  bool submitted = false; ///< Enter (Ctrl+Enter in a multiline field)
  bool left = false;      ///< lost the focus: time to validate
};
/// A real input element laid over the field. `value` is what it holds; a change by the program shows in it.
FieldResult field(std::string_view id, std::string_view label, std::string& value, const FieldOptions& options = {});
void focus(std::string_view id); ///< move the keyboard focus to a widget of the current scope in the next frame

// ---------------------------------------------------------------- showing

/// A bar, 0–1; `value` stands at the end of its label: "3 / 8".
void progress(std::string_view label, float fraction, std::string_view value = {}, Tone tone = Tone::normal);
void spinner(std::string_view label);
void skeleton(int lines); ///< the shape of what is loading
/// Nothing here yet: an icon, a sentence, and the caller's button after it.
void empty_state(Icon icon, std::string_view title, std::string_view detail);
/// A QR code from its modules: one string of '0' and '1' per row, without quiet zone.
void qr(const std::vector<std::string>& modules, std::string_view label, float size);

/// A picture of the view's own, in token colours; `label` is what it shows, in words.
class Picture {
public:
  Picture(float width, float height, std::string_view label); ///< width 0 = the column's
  ~Picture();
  float width() const;
  float height() const;
  enum class Ink {
    line,
    faint,
    text,
    muted,
    accent,
    accent_soft,
    success,
    warning,
    danger,
    surface,
    skin,
    hair,
    cloth
  };
  void line(float x0, float y0, float x1, float y1, Ink ink, float thickness = 2);
  void rect(float x, float y, float w, float h, Ink ink, float radius = 0, bool filled = true);
  void circle(float x, float y, float radius, Ink ink, bool filled = true, float thickness = 2);
  void arc(float x, float y, float radius, float from, float to, Ink ink,
           float thickness = 2); ///< radians, clockwise from east
  void path(const std::vector<float>& xy, Ink ink, bool closed, bool filled, float thickness = 2);
  void label(float x, float y, std::string_view text, Ink ink, TextStyle style = TextStyle::small,
             Align align = Align::start);
  float width_of(std::string_view text, TextStyle style = TextStyle::small) const; ///< of a label
  Picture(const Picture&) = delete;
};

// ---------------------------------------------------------------- time

void animate();                         ///< draw another frame right after this one
void wake_after(double seconds);        ///< draw a frame again in so long at the latest: a clock that shows
bool key_pressed(std::string_view key); ///< "Escape", "ArrowDown", "F5", "a": once, when no text field has the focus

} // namespace kit
