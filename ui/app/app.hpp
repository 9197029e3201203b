/// What every place of the page stands on: start-up, routes, language, the server's clock, requests, the live Day,
/// sound and storage — and frames drawn only when something changed.
#pragma once

#include "core/branch/branch.hpp"
#include "core/visit/visit.hpp"
#include "core/wait/wait.hpp"

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app {

// ---------------------------------------------------------------- places

/// A place a person stands at: customer, kiosk, screen, desk, trainer. Made when its address is first visited,
/// kept while the page lives. `draw` is called every frame and draws one kit::Page.
class Place {
public:
  virtual ~Place() = default;
  virtual void draw() = 0;
};

struct PlaceEntry {
  std::string_view prefix; ///< first segment of the address: "" (customer), "kiosk", "screen", "desk", "train"
  std::unique_ptr<Place> (*make)();
};
// Each place's public header declares `std::unique_ptr<app::Place> make_<place>();`, listed in ui/app/main.cpp.

// ---------------------------------------------------------------- routes

const std::vector<std::string>& path();   ///< segments of the address, decoded: {"b", "east"}
std::string query(std::string_view name); ///< empty when absent
void go(std::string_view address);        ///< a new entry in the history, scrolled to the top
void replace(std::string_view address);   ///< another page in place of this one, from its top; no new entry
void rename(std::string_view address);    ///< this page under another address: it stays where it is; no new entry
void back();                              ///< as the browser's button; to "/" when there is nowhere to go back to

// ---------------------------------------------------------------- words

enum class Language { zh, en };
Language language();
void set_language(Language language); ///< kept on this device
using Args = std::initializer_list<std::pair<std::string_view, std::string>>;
/// A text of assets/strings; `{name}` is replaced by the argument. A key must be a literal in the code, or one of the
/// families listed in assets/strings/families.json ("refusal.", "why.", "wait.", "act.", "fault.", "check." …), and
/// stand in an area that the place's program carries (assets/strings/programs.json).
std::string tr(std::string_view key, Args args = {});
bool has_text(std::string_view key);
const std::string& tr(const lobby::Text& text); ///< in the page's language; in Chinese where there is no other
std::string clock_text(lobby::Time time, int utc_offset_minutes); ///< "10:05"
std::string minute_text(int minute_of_day);                       ///< "10:05"; the end of the day is "24:00"
std::string date_text(lobby::Date date);                          ///< "11月21日 周六", "Sat 21 Nov"
/// "约 5–12 分钟", "about 5–12 min", "马上", "no counter is open"…: the one way a wait is put into words everywhere.
std::string wait_text(const lobby::Forecast& forecast);
/// "3 号窗口暂停或关闭", "counter 4 will open at 11:30": why a wait has changed.
std::string cause_text(const lobby::Cause& cause);
/// "近7天，10次里说准了9次": how the waits told have held; empty while too few are known.
std::string record_text(const lobby::Record& record);
/// For a branch that is closed now: "休息中 · 明天 09:00 开门", "Closed · opens Mon 23 Nov at 09:00"; without the
/// second part when it does not open for weeks.
std::string closed_text(const lobby::Branch& branch);
/// The time of day at which the person is expected to be called: "10:20–10:31".
std::string wait_clock_text(const lobby::Forecast& forecast, lobby::Time now, int utc_offset_minutes);

// ---------------------------------------------------------------- server

lobby::Time now(); ///< the server's clock, as well as it is known
bool demo();       ///< this server serves the demo bank
enum class Link { online, offline };
Link connection();
lobby::Time offline_since(); ///< when offline: since when the data is

struct Reply {
  int status = 0;   ///< HTTP status; 0 = the network failed
  std::string body; ///< JSON or bytes
  bool ok() const { return status >= 200 && status < 300; }
};
using Then = std::function<void(const Reply&)>;
/// Sends a request; `then` runs in a later frame. Bodies are JSON. The language goes along as Accept-Language.
void get(std::string_view address, Then then);
void post(std::string_view address, std::string body, Then then);
void put(std::string_view address, std::string body, Then then);
/// Asks at once and then every `seconds`, for as long as every drawn frame calls this. `changed` reads the reply
/// outside a frame and answers whether there is anything new to be seen: only then is a frame drawn.
void keep_asking(std::string_view address, double seconds, std::function<bool(const Reply&)> changed);
void del(std::string_view address, Then then);
/// A new id for a command: sent twice with the same id it acts once.
std::string new_id();
/// What to tell the user when a reply is not ok: the problem's own message in the page's language.
std::string problem_text(const Reply& reply);

/// Minimal reading of JSON replies (a thin view over RapidJSON; missing members answer the default).
class Json {
public:
  Json();
  static Json parse(std::string_view text); ///< null value when malformed
  bool is_null() const;
  Json operator[](std::string_view name) const;
  Json operator[](std::size_t index) const;
  std::size_t size() const;
  std::string text(std::string_view otherwise = {}) const;
  double number(double otherwise = 0) const;
  bool flag(bool otherwise = false) const;
  std::vector<std::string> names() const; ///< members of an object

private:
  std::shared_ptr<const void> document_;
  const void* value_ = nullptr;
};
/// Writes one JSON object: `JsonObject().add("a", 1).add("b", "x").raw("c", "[1]").str()`.
class JsonObject {
public:
  JsonObject& add(std::string_view name, std::string_view value);
  JsonObject& add(std::string_view name, const char* value) { return add(name, std::string_view(value)); }
  JsonObject& add(std::string_view name, double value);
  JsonObject& add(std::string_view name, int value);
  JsonObject& add(std::string_view name, bool value);
  JsonObject& raw(std::string_view name, std::string_view json);
  std::string str() const;

private:
  std::string out_ = "{";
};

/// POST /api/commands. `extra` are further members: "person", "link", "code" (see docs/api.md).
void command(std::string_view branch, lobby::Date date, const lobby::Command& command, const JsonObject* extra,
             Then then);
/// Answers of /api/commands are retried with the same id while the network is down; this many wait.
int commands_waiting();

// ---------------------------------------------------------------- the live Day

const lobby::Bank* bank(); ///< null until loaded
/// A Day that is being watched: loaded once, then kept up to date by the live stream. Watching the same again is free;
/// a Day nobody asked for during a minute is let go.
struct Live {
  enum class State { loading, live, stale, failed };
  State state = State::loading;
  const lobby::Branch* branch = nullptr;
  lobby::Day day;
  lobby::Experience experience;              ///< what was learned of service times
  std::string error;                         ///< when failed: what to tell the user
  lobby::Time heard_at = 0;                  ///< last word from the server
  const lobby::Predictor& predictor() const; ///< refreshed for this day at most once a second and when it changed
  std::unique_ptr<lobby::Predictor> predictor_;
};
const Live& watch(std::string_view branch, lobby::Date date);
lobby::Date today(const lobby::Branch& branch);                ///< by the server's clock and the branch's offset
int utc_offset(const lobby::Branch& branch, lobby::Date date); ///< as the server says

// ---------------------------------------------------------------- staff session

struct Staff {
  std::string id;
  std::string name;
  std::vector<std::string> roles; ///< teller, lobby, manager, trainer
  std::string branch;             ///< home branch
  bool has(std::string_view role) const;
};
enum class SessionState { unknown, out, in };
SessionState session();
const Staff& staff();
void log_in(std::string user, std::string password, Then then);
void log_out();
/// Draws the log-in page (a whole kit::Page) unless somebody with one of `roles` is in. Answers true when one is.
bool require_staff(std::initializer_list<std::string_view> roles, std::string_view place_title_key);

// ---------------------------------------------------------------- device

std::string stored(std::string_view key); ///< of this device; empty when absent
void store(std::string_view key, std::string_view value);
void chime(); ///< the sound of a call
void vibrate();
bool can_speak(std::string_view language); ///< "zh-CN", "en-GB": does the browser have a voice?
void speak(std::string_view text, std::string_view language);
void hush();                            ///< ends what is being spoken
bool can_listen();                      ///< does the browser turn speech into text?
void listen(std::string_view language); ///< "zh-CN"; asks for the microphone
void stop_listening();                  ///< what was said up to now may still come
struct Heard {
  bool listening = false;
  std::string text;    ///< since `listen`; unfinished words may change
  std::string trouble; ///< "" or the browser's own word: "not-allowed", "network", "no-speech" …
};
Heard heard();
enum class Permission { unsupported, unasked, granted, denied };
Permission notification_permission();
void ask_notification_permission();
void notify(std::string_view title, std::string_view body);
void flash_title(std::string_view text); ///< shown in turn with the title until the page has the focus
/// Prints a ticket slip: plain text lines and a QR code, through the browser's print dialog.
void print_ticket(const std::vector<std::string>& lines, const std::vector<std::string>& qr_modules);
/// Prints a document on one sheet of A4: HTML whose texts are escaped, and the style it brings; it is in the page as
/// #paper while html has data-paper.
void print_document(std::string_view markup, std::string_view style);
void download(std::string_view name, std::string_view type, std::string_view content); ///< as a file of the user's
void copy_text(std::string_view text);
bool share_link(std::string_view title, std::string_view url); ///< false when the browser cannot: copy instead
enum class FullScreen { unsupported, off, on };
FullScreen full_screen();
void toggle_full_screen(); ///< browsers allow it right after a press
std::string origin();      ///< "http://127.0.0.1:8080"

/// In a demo, until it was dismissed on this device: a line that says that the people are simulated. The top bar draws
/// it; kiosk and hall draw it themselves.
void demo_note();

// Shared chrome: places that are not kiosk or hall draw it first inside their page's frame.
void top_bar(
    std::string_view back_address = {}); ///< brand, back, language, theme, text size, demo mark, offline banner

} // namespace app
