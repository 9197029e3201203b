#include "core/staffing/footfall.hpp"
#include "core/wire/wire.hpp"
#include "server/extension/native.hpp"

namespace native {
namespace {

template <class What> What read(const std::string& json) {
  What what;
  std::string problem;
  if (!lobby::read_json(json, what, problem)) raise_malformed(problem);
  return what;
}

/// Of a day's events in the order in which they happened.
std::string day_record(const lobby::Bank& bank, const std::string& branch, const std::vector<std::string>& bodies,
                       lobby::Time until) {
  const lobby::Branch& found = branch_of(bank, branch);
  std::vector<lobby::Event> events;
  events.reserve(bodies.size());
  for (const std::string& body : bodies) {
    auto event = lobby::wire::event_from_json(body);
    if (const auto* malformed = std::get_if<lobby::wire::Malformed>(&event)) raise_malformed(malformed->reason);
    events.push_back(std::get<lobby::Event>(std::move(event)));
  }
  return lobby::to_json(lobby::record_of(found, events, until));
}

/// `footfall` may be empty: nothing learned yet.
std::string learn_footfall(const lobby::Bank& bank, const std::string& branch, const std::string& footfall,
                           const std::vector<std::string>& records) {
  const lobby::Branch& found = branch_of(bank, branch);
  lobby::Footfall learned = footfall.empty() ? lobby::Footfall{} : read<lobby::Footfall>(footfall);
  for (const std::string& record : records)
    lobby::learn(learned, found, read<lobby::DayRecord>(record));
  return lobby::to_json(learned);
}

/// Takes its time; without the interpreter's lock.
std::string simulated_record(const lobby::Bank& bank, const std::string& branch, const std::string& date,
                             std::uint64_t seed) {
  const lobby::Branch& found = branch_of(bank, branch);
  const lobby::Date day = date_of(date);
  const py::gil_scoped_release released;
  const std::vector<lobby::Event> events = lobby::simulate_day(found, day, seed);
  lobby::DayRecord record = lobby::record_of(found, events, events.empty() ? 0 : events.back().at);
  record.date = day;
  return lobby::to_json(record);
}

} // namespace

void bind_staffing(py::module_& module) {
  module.def("day_record", &day_record, py::arg("bank"), py::arg("branch"), py::arg("events"), py::arg("until"));
  module.def("learn_footfall", &learn_footfall, py::arg("bank"), py::arg("branch"), py::arg("footfall"),
             py::arg("records"));
  module.def("simulated_record", &simulated_record, py::arg("bank"), py::arg("branch"), py::arg("date"),
             py::arg("seed"));
}

} // namespace native
