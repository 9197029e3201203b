#include "ui/app/bridge.hpp"
#include "ui/app/internal.hpp"

#include "ui/kit/kit.hpp"
#include "ui/kit/semantics.hpp"

#ifdef LOBBY_PLACE_CUSTOMER
#include "ui/customer/customer.hpp"
#endif
#ifdef LOBBY_PLACE_KIOSK
#include "ui/kiosk/kiosk.hpp"
#endif
#ifdef LOBBY_PLACE_SCREEN
#include "ui/screen/screen.hpp"
#endif
#ifdef LOBBY_PLACE_DESK
#include "ui/desk/desk.hpp"
#endif
#ifdef LOBBY_PLACE_MANAGE
#include "ui/manage/manage.hpp"
#endif
#ifdef LOBBY_PLACE_TRAINER
#include "ui/trainer/trainer.hpp"
#endif

#include <algorithm>
#include <exception>
#include <map>
#include <stdexcept>

namespace app {

namespace {

/// The address decides: the first segment names the place, everything else is the customer's.
const std::vector<PlaceEntry>& places() {
  static const std::vector<PlaceEntry> all = {
#ifdef LOBBY_PLACE_KIOSK
      {"kiosk", kiosk::make_kiosk},
#endif
#ifdef LOBBY_PLACE_SCREEN
      {"screen", screen::make_screen},
#endif
#ifdef LOBBY_PLACE_DESK
      {"desk", desk::make_desk},
#endif
#ifdef LOBBY_PLACE_MANAGE
      {"manage", manage::make_manage},
#endif
#ifdef LOBBY_PLACE_TRAINER
      {"train", trainer::make_trainer},
#endif
#ifdef LOBBY_PLACE_CUSTOMER
      {"", customer::make_customer},
#endif
  };
  return all;
}

std::string& font_file() {
  static std::string bytes;
  return bytes;
}

std::vector<char>& inbox() {
  static std::vector<char> bytes;
  return bytes;
}

void message(bridge::Message what, int id, int extra, std::string_view data) {
  using bridge::Message;
  const auto widget = static_cast<std::uint32_t>(id);
  switch (what) {
  case Message::reply:
    internal::reply_arrived(id, extra, std::string(data));
    break;
  case Message::stream:
    internal::stream_news(id, extra, data);
    break;
  case Message::route:
    internal::returned();
    break;
  case Message::strings:
    internal::strings_arrived(extra == 0 ? Language::zh : Language::en, data);
    break;
  case Message::activate:
    kit::semantics::activate(widget);
    break;
  case Message::focused:
    kit::semantics::focused(widget);
    break;
  case Message::input:
    kit::semantics::input(widget, data);
    break;
  case Message::choose:
    kit::semantics::choose(widget, extra);
    break;
  case Message::submit:
    kit::semantics::submit(widget);
    break;
  case Message::left:
    kit::semantics::left(widget);
    break;
  case Message::key:
    kit::semantics::key(data, (extra & 1) != 0, (extra & 2) != 0, (extra & 4) != 0);
    break;
  case Message::online:
    internal::online_changed(extra != 0);
    break;
  case Message::gl_restored:
    internal::graphics_restored();
    break;
  case Message::timer:
    internal::timer_due(id);
    break;
  case Message::font:
    font_file() = data;
    break;
  }
}

/// Whatever a place throws ends in a readable page with a way on, never in a blank canvas.
template <class Do> void guarded(Do work) {
  try {
    work();
  } catch (const std::exception& error) {
    host_fatal(error.what());
  } catch (...) {
    host_fatal("unknown exception");
  }
}

} // namespace

namespace bridge {

std::string_view buffer(std::size_t size) { return {inbox().data(), std::min(size, inbox().size())}; }

std::string answer(int size) { return std::string(buffer(static_cast<std::size_t>(size))); }

} // namespace bridge

namespace internal {

void draw_place() {
  static std::map<std::string_view, std::unique_ptr<Place>> made;
  const std::string_view first = path().empty() ? std::string_view() : std::string_view(path().front());
  const PlaceEntry* entry = nullptr;
  for (const PlaceEntry& one : places()) {
    if (one.prefix == first || (one.prefix.empty() && !entry)) {
      entry = &one;
    }
  }
  if (!entry) {
    throw std::runtime_error("no place is built into this page");
  }
  auto& place = made[entry->prefix];
  if (!place) {
    place = entry->make();
  }
  place->draw();
}

void step() {
  follow_route();
  frame_begins();
  run_replies();
  forget_unwatched();
}

} // namespace internal

} // namespace app

extern "C" {

/// The page writes here what it tells: answers the address of `size` bytes.
char* lobby_buffer(int size) {
  auto& bytes = app::inbox();
  bytes.resize(static_cast<std::size_t>(size) + 1);
  bytes[static_cast<std::size_t>(size)] = '\0';
  return bytes.data();
}

void lobby_message(int what, int id, int extra, int size) {
  app::guarded([&] {
    // A copy: working on it may ask the page for something, which writes into the same buffer.
    const std::string data(app::bridge::buffer(static_cast<std::size_t>(size)));
    app::message(static_cast<app::bridge::Message>(what), id, extra, data);
  });
}

/// With the bundled font when it was told before.
void lobby_start(int with_graphics) {
  app::guarded([&] { app::internal::start_frames(with_graphics != 0, std::move(app::font_file())); });
}

void lobby_frame() {
  app::guarded([] { app::internal::frame(); });
}
}

int main() {
  host_install();
  app::internal::read_route();
  app::internal::choose_first_language();
  app::internal::load_server();
  return 0;
}
