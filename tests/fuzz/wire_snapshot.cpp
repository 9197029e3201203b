// Any bytes as a snapshot: what is believed can be asked, gone on with, and written and read again the same.
#include "core/wire/wire.hpp"
#include "hall.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace lobby;

void go_on_with(Day day) {
  const Branch& branch = fuzz::hall();
  const Time now = day.last_at;
  for (const Command& command :
       {Command{command::Tick{}}, Command{command::TakeTicket{"cash", {}, {}, Origin::kiosk}},
        Command{command::CallNext{"1"}}, Command{command::CheckIn{1}}, Command{command::Recall{1}},
        Command{command::FinishService{1}}, Command{command::CloseCounter{"1"}}}) {
    const Decision decision = decide(branch, day, command, now);
    if (const auto* events = std::get_if<std::vector<Event>>(&decision))
      for (const Event& event : *events)
        if (!apply(day, event)) std::abort();
  }
  (void)line(branch, day, now);
  (void)offers(branch, day, "cash", now);
  (void)people_ahead(branch, day, 1, now);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto snapshot = wire::snapshot_from_bytes(bytes);
  if (const auto* read = std::get_if<wire::Snapshot>(&snapshot)) {
    const std::string again = wire::to_bytes(*read);
    if (again != wire::to_bytes(std::get<wire::Snapshot>(wire::snapshot_from_bytes(again)))) std::abort();
    if (read->day.opened()) go_on_with(read->day);
  }
  (void)wire::experience_from_bytes(bytes);
  return 0;
}
