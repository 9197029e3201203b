// Bytes as commands, decided one after the other on one Day: nothing crashes, whatever is decided can be folded, no
// place is taken twice, and the Day stays one that a snapshot's reader believes and waits can be forecast of.
#include "core/wire/wire.hpp"
#include "hall.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace lobby;

/// Takes values off the input; zeros when it is used up.
class Bytes {
public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}
  bool empty() const { return left_ == 0; }
  int next() {
    if (left_ == 0) return 0;
    --left_;
    return *data_++;
  }
  int below(int limit) { return next() % limit; }

private:
  const std::uint8_t* data_;
  std::size_t left_;
};

/// The next command of the input; most name something that exists.
Command command_from(Bytes& bytes) {
  static const char* const services[] = {"cash", "card", "loan", ""};
  static const char* const counters[] = {"1", "2", "3", ""};
  const int kind = bytes.below(25);
  const auto id = static_cast<std::uint32_t>(bytes.below(24));
  const char* service = services[bytes.below(4)];
  const char* counter = counters[bytes.below(4)];
  const int slot = bytes.below(50) * 30;
  const auto segment = static_cast<Segment>(bytes.below(3));
  const auto need = static_cast<Need>(bytes.below(6));
  const std::string text = bytes.below(4) == 0 ? "" : "t" + std::to_string(id % 3);
  switch (kind) {
  case 0:
    return command::OpenDay{slot};
  case 1:
    return command::HoldSlot{service, slot, segment, need};
  case 2:
    return command::BookAppointment{id};
  case 3:
    return command::RescheduleAppointment{id, slot};
  case 4:
    return command::CancelAppointment{id, text};
  case 5:
    return command::CheckIn{id};
  case 6:
    return command::TakeTicket{service, segment, need, static_cast<Origin>(id % 4)};
  case 7:
    return command::CallNext{counter};
  case 8:
    return command::CallTicket{counter, id};
  case 9:
    return command::Recall{id};
  case 10:
    return command::StartService{id};
  case 11:
    return command::Transfer{id, service, counter, text};
  case 12:
    return command::Park{id, text};
  case 13:
    return command::Unpark{id};
  case 14:
    return command::FinishService{id};
  case 15:
    return command::MarkNoShow{id};
  case 16:
    return command::ReturnToLine{id};
  case 17:
    return command::Leave{id};
  case 18:
    return command::Rate{id, slot / 30 - 1};
  case 19:
    return command::OpenCounter{counter, text};
  case 20:
    return command::PauseCounter{counter};
  case 21:
    return command::ResumeCounter{counter};
  case 22:
    return command::CloseCounter{counter};
  case 23:
    return command::PlanCounters{{{counter, slot, slot + 30 * (bytes.below(8) - 1)},
                                  {counters[bytes.below(4)], bytes.below(50) * 30, static_cast<int>(id) * 60}}};
  default:
    return command::Tick{};
  }
}

void must_keep_capacity(const Branch& branch, const Day& day, Time now) {
  for (const Service& service : branch.services)
    for (const Offer& offer : offers(branch, day, service.id, now))
      if (offer.taken > offer.capacity) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Branch& branch = fuzz::hall();
  Bytes bytes(data, size);
  Day day;
  day.date = {2026, 11, 21};
  Time now = at(day.date, 8 * 60, 0);
  Command command = command::OpenDay{0};
  while (true) {
    const auto carried = wire::command_from_json(wire::to_json(command));
    const Decision decision = decide(branch, day, std::get<Command>(carried), now);
    if (const auto* events = std::get_if<std::vector<Event>>(&decision)) {
      for (const Event& event : *events)
        if (!apply(day, std::get<Event>(wire::event_from_json(wire::to_json(event))))) std::abort();
    }
    if (bytes.empty()) break;
    now += (bytes.below(64) - 4) * minute / 2;
    command = command_from(bytes);
  }
  must_keep_capacity(branch, day, std::max(now, day.last_at));
  const auto again = wire::snapshot_from_bytes(wire::to_bytes(wire::Snapshot{day, {}}));
  if (!std::holds_alternative<wire::Snapshot>(again)) std::abort();
  (void)line(branch, day, now);
  Predictor predictor(branch, prior_experience(branch));
  predictor.refresh(day, std::max(now, day.last_at));
  for (const Ticket& ticket : day.tickets)
    if (const Forecast told = predictor.ticket(ticket.id);
        told.known && !(0 <= told.p10 && told.p10 <= told.p50 && told.p50 <= told.p90 && told.p90 < 1e9))
      std::abort();
  return 0;
}
