#include "core/wire/wire.hpp"
#include "server/extension/native.hpp"

namespace native {
namespace {

DayHandle make(std::shared_ptr<lobby::Bank> bank, const std::string& branch, const std::string& date) {
  DayHandle out;
  out.branch = &branch_of(*bank, branch);
  out.bank = std::move(bank);
  out.day.branch = branch;
  out.day.date = date_of(date);
  return out;
}

lobby::Event read_event(const std::string& json) {
  auto read = lobby::wire::event_from_json(json);
  if (const auto* malformed = std::get_if<lobby::wire::Malformed>(&read)) raise_malformed(malformed->reason);
  return std::get<lobby::Event>(std::move(read));
}

/// Commands in, events out; the Day is not changed.
std::vector<std::string> decide(const DayHandle& handle, const std::string& json, lobby::Time now,
                                const std::string& experience) {
  auto read = lobby::wire::command_from_json(json);
  if (const auto* malformed = std::get_if<lobby::wire::Malformed>(&read)) raise_malformed(malformed->reason);
  const auto& command = std::get<lobby::Command>(read);
  const lobby::Decision decision =
      lobby::decide_and_tell(*handle.branch, handle.day, command, read_experience(experience), now);
  if (const auto* refusal = std::get_if<lobby::Refusal>(&decision)) raise_refused(*refusal);
  std::vector<std::string> out;
  for (const lobby::Event& event : std::get<std::vector<lobby::Event>>(decision))
    out.push_back(lobby::wire::to_json(event));
  return out;
}

void apply(DayHandle& handle, const std::string& json) {
  const lobby::Event event = read_event(json);
  if (!lobby::apply(handle.day, event))
    raise_malformed("event " + std::to_string(event.number) + " does not follow event " +
                    std::to_string(handle.day.number));
}

py::bytes snapshot(const DayHandle& handle, const std::string& experience) {
  return py::bytes(lobby::wire::to_bytes(lobby::wire::Snapshot{handle.day, read_experience(experience)}));
}

py::object appointment(const DayHandle& handle, lobby::AppointmentId id) {
  const lobby::Appointment* found = handle.day.appointment(id);
  if (found == nullptr) return py::none();
  py::dict out;
  out["id"] = found->id;
  out["service"] = found->service;
  out["slot"] = found->slot;
  out["segment"] = lobby::wire::name(found->segment);
  out["need"] = lobby::wire::name(found->need);
  out["state"] = lobby::wire::name(found->state);
  out["ticket"] = found->ticket;
  return out;
}

py::object ticket(const DayHandle& handle, lobby::TicketId id) {
  const lobby::Ticket* found = handle.day.ticket(id);
  if (found == nullptr) return py::none();
  py::dict out;
  out["id"] = found->id;
  out["number"] = found->number;
  out["service"] = found->service;
  out["counter"] = found->counter;
  out["appointment"] = found->appointment;
  return out;
}

py::object counter(const DayHandle& handle, const std::string& id) {
  const lobby::CounterState* found = handle.day.counter(id);
  if (found == nullptr) return py::none();
  py::dict out;
  out["teller"] = found->teller;
  out["open"] = found->state != lobby::CounterState::State::closed;
  return out;
}

py::list offers(const DayHandle& handle, const std::string& service, lobby::Time now) {
  py::list out;
  for (const lobby::Offer& offer : lobby::offers(*handle.branch, handle.day, service, now)) {
    py::dict one;
    one["slot"] = offer.slot;
    one["capacity"] = offer.capacity;
    one["taken"] = offer.taken;
    one["free"] = offer.free;
    out.append(one);
  }
  return out;
}

} // namespace

void bind_day(py::module_& module) {
  py::class_<DayHandle>(module, "Day")
      .def(py::init(&make), py::arg("bank"), py::arg("branch"), py::arg("date"))
      .def_property_readonly("date", [](const DayHandle& handle) { return lobby::to_string(handle.day.date); })
      .def_property_readonly("number", [](const DayHandle& handle) { return handle.day.number; })
      .def_property_readonly("last_at", [](const DayHandle& handle) { return handle.day.last_at; })
      .def_property_readonly("utc_offset_minutes",
                             [](const DayHandle& handle) { return handle.day.utc_offset_minutes; })
      .def("copy", [](const DayHandle& handle) { return DayHandle(handle); })
      .def("decide", &decide, py::arg("command"), py::arg("now"), py::arg("experience"))
      .def("apply", &apply, py::arg("event"))
      .def("snapshot", &snapshot, py::arg("experience"))
      .def("appointment", &appointment, py::arg("id"))
      .def("ticket", &ticket, py::arg("id"))
      .def("counter", &counter, py::arg("id"))
      .def("offers", &offers, py::arg("service"), py::arg("now"));
}

} // namespace native
