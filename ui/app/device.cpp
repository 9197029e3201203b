#include "ui/app/bridge.hpp"
#include "ui/app/internal.hpp"

namespace app {

namespace {

const char* text(const std::string& owned) { return owned.c_str(); }

std::string json_list(const std::vector<std::string>& items) {
  // JsonObject writes one member; its value is what is wanted here.
  std::string out = "[";
  for (const std::string& item : items) {
    const std::string member = JsonObject().add("", std::string_view(item)).str(); // {"":"item"}
    if (out.size() > 1) {
      out += ',';
    }
    out += member.substr(4, member.size() - 5);
  }
  return out + "]";
}

} // namespace

std::string stored(std::string_view key) { return bridge::answer(host_stored(text(std::string(key)))); }

void store(std::string_view key, std::string_view value) {
  host_store(text(std::string(key)), text(std::string(value)));
}

void chime() { host_chime(); }

void vibrate() { host_vibrate(); }

FullScreen full_screen() { return static_cast<FullScreen>(host_full_screen()); }

void toggle_full_screen() { host_toggle_full_screen(); }

bool can_speak(std::string_view language) { return host_can_speak(text(std::string(language))) != 0; }

void speak(std::string_view words, std::string_view language) {
  host_speak(text(std::string(words)), text(std::string(language)));
}

Permission notification_permission() { return static_cast<Permission>(host_notification_permission()); }

void ask_notification_permission() { host_ask_notification_permission(); }

void notify(std::string_view title, std::string_view body) {
  host_notify(text(std::string(title)), text(std::string(body)));
}

void flash_title(std::string_view words) { host_flash_title(text(std::string(words))); }

void print_ticket(const std::vector<std::string>& lines, const std::vector<std::string>& qr_modules) {
  JsonObject slip;
  slip.raw("lines", json_list(lines)).raw("qr", json_list(qr_modules));
  host_print(text(slip.str()));
}

void copy_text(std::string_view words) { host_copy(text(std::string(words))); }

bool share_link(std::string_view title, std::string_view url) {
  return host_share(text(std::string(title)), text(std::string(url))) != 0;
}

std::string origin() { return bridge::answer(host_origin()); }

} // namespace app
