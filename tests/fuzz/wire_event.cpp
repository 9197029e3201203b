// Any bytes as an event and as a command: what is read is written and read again the same.
#include "core/wire/wire.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void must_be_same(const std::string& a, const std::string& b) {
  if (a != b) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lobby;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto event = wire::event_from_json(text);
  if (const auto* read = std::get_if<Event>(&event)) {
    const std::string json = wire::to_json(*read);
    must_be_same(json, wire::to_json(std::get<Event>(wire::event_from_json(json))));
    Day day;
    apply(day, *read);
  } else if (std::get<wire::Malformed>(event).reason.empty()) {
    std::abort();
  }
  const auto command = wire::command_from_json(text);
  if (const auto* read = std::get_if<Command>(&command)) {
    const std::string json = wire::to_json(*read);
    must_be_same(json, wire::to_json(std::get<Command>(wire::command_from_json(json))));
  }
  return 0;
}
