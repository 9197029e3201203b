/// What ui/app asks of the page it runs in (bridge.js passes each call on to `Module.host`, made by web/host.js),
/// and the messages that come back. Texts are UTF-8 and end with a zero byte.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

extern "C" {
// ---- start and frames
void host_install();                     ///< gives the page its way to write into the buffer
void host_wake();                        ///< draw a frame at the next chance
void host_wake_in(double seconds);       ///< draw one in so long at the latest; < 0 = no appointment
void host_timer(int id, double seconds); ///< comes back as a message; no frame is drawn for it
void host_fatal(const char* message);    ///< shows the error page; no frame follows
double host_epoch();                     ///< this device's clock, milliseconds since 1970
double host_ticks();                     ///< a clock that never jumps, milliseconds
/// width, height, density, touch, prefers dark, reduced motion, safe top, safe bottom, visible.
void host_device(double* nine);

// ---- glyphs (sizes in device pixels)
/// Writes advance, x, y, width, height; the picture (alpha, width × height) goes to the buffer. Answers 0 when there is
/// no such glyph.
int host_glyph(int codepoint, double pixels, int bold, double* five);
double host_glyph_advance(int codepoint, double pixels, int bold);
void host_glyph_metrics(double pixels, int bold, double* two);

// ---- the document
void host_document(const char* title, const char* language, int dark);
void host_mirror(const char* json);
void host_announce(const char* text, int assertive);
void host_focus(int id);

// ---- addresses
int host_address(); ///< path and query, to the buffer; answers its size (as all below that answer a size)
void host_push(const char* address, int replace);
void host_back();
void host_open(const char* address); ///< outside the app: a telephone number, a file, another site
int host_origin();

// ---- words
int host_language();                                   ///< "zh" or "en": of the address, this device, the browser
void host_strings(const char* language);               ///< loads the texts; they come as a message
int host_utc_offset(const char* time_zone, double at); ///< minutes; -10000 when the zone is unknown

// ---- network
void host_fetch(int id, const char* method, const char* address, const char* body, const char* language);
void host_stream(int id, const char* address, double after);
void host_stream_close(int id);
int host_new_id();

// ---- device
int host_stored(const char* key);
void host_store(const char* key, const char* value);
void host_chime();
void host_vibrate();
int host_can_speak(const char* language);
void host_speak(const char* text, const char* language);
int host_notification_permission(); ///< as app::Permission
void host_ask_notification_permission();
void host_notify(const char* title, const char* body);
void host_flash_title(const char* text);
void host_print(const char* json);
void host_copy(const char* text);
int host_share(const char* title, const char* url);
int host_full_screen(); ///< as app::FullScreen
void host_toggle_full_screen();

// ---- of the trainer's program alone (bridge_training.js)
int host_can_listen();
void host_listen(const char* language);
void host_stop_listening();
int host_heard(); ///< {"on","text","trouble"}
void host_hush();
void host_print_document(const char* markup, const char* style);
void host_download(const char* name, const char* type, const char* content);
}

namespace app::bridge {

/// What the page tells. `id` and `extra` as said; the payload is in the buffer.
enum class Message : int {
  reply = 1,   ///< id: of the request; extra: status; payload: body
  stream,      ///< id: of the stream; extra: StreamNews; payload: data
  route,       ///< the address changed (back, forward)
  strings,     ///< extra: 0 zh, 1 en; payload: JSON
  activate,    ///< id: of a widget, as all below
  focused,     ///< id 0: none
  input,       ///< payload: the whole text
  choose,      ///< extra: index
  submit,      ///
  left,        ///
  key,         ///< extra: 1 ctrl, 2 alt, 4 shift; payload: DOM name
  online,      ///< extra: 0 or 1
  gl_restored, ///< the graphics were lost and are back
  font,        ///< payload: the bundled font, before the start
  timer,       ///< id: of the timer
};
enum class StreamNews : int { opened, event, clock, broken };

/// What the page wrote last: valid until the next call into the page.
std::string_view buffer(std::size_t size);
/// The answer of a host function that answers a size.
std::string answer(int size);

} // namespace app::bridge
