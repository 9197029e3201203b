// What only the trainer asks of the device: an ear, a voice that falls silent, paper and files.
#include "ui/app/app.hpp"
#include "ui/app/bridge.hpp"

namespace app {

bool can_listen() { return host_can_listen() != 0; }

void listen(std::string_view language) { host_listen(std::string(language).c_str()); }

void stop_listening() { host_stop_listening(); }

Heard heard() {
  const Json told = Json::parse(bridge::answer(host_heard()));
  return {told["on"].flag(), told["text"].text(), told["trouble"].text()};
}

void hush() { host_hush(); }

void print_document(std::string_view markup, std::string_view style) {
  host_print_document(std::string(markup).c_str(), std::string(style).c_str());
}

void download(std::string_view name, std::string_view type, std::string_view content) {
  host_download(std::string(name).c_str(), std::string(type).c_str(), std::string(content).c_str());
}

} // namespace app
