/// What the parts of ui/app tell each other; nobody else includes this.
#pragma once

#include "ui/app/app.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace app::internal {

// ---- main.cpp
/// Draws the place of the address.
void draw_place();
/// A step of everything that waits: replies, timers, days nobody watches. At the start of a frame.
void step();

// ---- frame.cpp
/// Once, when the texts are there: window, graphics (or none), kit. `bundled_font` is a font file, or empty to let the
/// browser draw the characters. Throws std::runtime_error.
void start_frames(bool with_graphics, std::string bundled_font);
void frame();
/// Forgets the graphics card's side of things after it was lost.
void graphics_restored();
bool dark();
bool large();
/// "" = as the system says, "light", "dark".
void choose_theme(std::string_view theme);
void choose_large(bool large);

// ---- mirror.cpp
/// Tells the page what is on the canvas, when it changed.
void send_mirror();

// ---- routes.cpp
void read_route();
void follow_route();                       ///< after go(), replace() or rename()
void returned();                           ///< the browser went back or forward
void follow_link(const std::string& href); ///< into the app, or out of it

// ---- words.cpp
void choose_first_language();
void strings_arrived(Language language, std::string_view json);
std::string_view language_name(); ///< "zh", "en"

// ---- timers.cpp
/// Calls `what` after `seconds`; draws no frame for it.
void after(double seconds, std::function<void()> what);
void timer_due(int id);

// ---- net.cpp
void reply_arrived(int id, int status, std::string body);
void run_replies();
void frame_begins(); ///< what is not looked at in this frame is not asked for again
void online_changed(bool online);
/// A word from the server: its clock (0 = not told).
void heard(lobby::Time server_now);
void server_lost();
void load_server();

// ---- live.cpp
void stream_news(int id, int news, std::string_view data);
void forget_unwatched();

} // namespace app::internal
