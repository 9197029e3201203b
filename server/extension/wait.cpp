#include "core/wait/wait.hpp"
#include "core/wire/wire.hpp"
#include "server/extension/native.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace native {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write(Writer& writer, const char* key, std::string_view value) {
  writer.Key(key);
  writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void write(Writer& writer, const char* key, int value) {
  writer.Key(key);
  writer.Int(value);
}

void write(Writer& writer, const char* key, bool value) {
  writer.Key(key);
  writer.Bool(value);
}

py::bytes prior(const lobby::Bank& bank, const std::string& branch, const std::vector<std::string>& sisters) {
  std::vector<lobby::Experience> others;
  for (const std::string& bytes : sisters)
    others.push_back(read_experience(bytes));
  return py::bytes(lobby::wire::to_bytes(lobby::prior_experience(branch_of(bank, branch), others)));
}

py::bytes learn(const DayHandle& handle, const std::string& bytes) {
  lobby::Experience experience = read_experience(bytes);
  lobby::learn(experience, *handle.branch, handle.day);
  return py::bytes(lobby::wire::to_bytes(experience));
}

/// The opening that `minute` lies in, else the next one of the day; null when none is left.
const lobby::Opening* opening_at(const std::vector<lobby::Opening>& hours, int minute) {
  for (const lobby::Opening& opening : hours)
    if (minute < opening.close) return &opening;
  return nullptr;
}

/// Of somebody who takes a ticket now: nobody can while the doors are shut, whatever the line will do afterwards.
lobby::Forecast now_forecast(const lobby::Predictor& predictor, const std::string& service, bool open) {
  if (open) return predictor.walk_in(service);
  lobby::Forecast closed;
  closed.why = "wait.closed";
  return closed;
}

void write_service(Writer& writer, const DayHandle& handle, const lobby::Service& service,
                   const lobby::Forecast& forecast) {
  int waiting = 0;
  for (const lobby::Ticket& ticket : handle.day.tickets)
    if (ticket.state == lobby::Ticket::State::waiting && ticket.service == service.id) ++waiting;
  writer.StartObject();
  write(writer, "id", std::string_view(service.id));
  write(writer, "waiting", waiting);
  write(writer, "known", forecast.known);
  writer.Key("p10"), writer.Double(forecast.p10);
  writer.Key("p50"), writer.Double(forecast.p50);
  writer.Key("p90"), writer.Double(forecast.p90);
  write(writer, "ahead", forecast.ahead);
  write(writer, "why", std::string_view(forecast.why));
  writer.EndObject();
}

std::string write_summary(const DayHandle& handle, const lobby::Predictor& predictor, lobby::Time now) {
  const lobby::Branch& branch = *handle.branch;
  const lobby::Day& day = handle.day;
  const bool today = lobby::local_date(now, day.utc_offset_minutes) == day.date;
  const lobby::Opening* opening =
      today ? opening_at(branch.hours(day.date), lobby::local_minute(now, day.utc_offset_minutes)) : nullptr;
  int waiting = 0, counters_open = 0;
  for (const lobby::Ticket& ticket : day.tickets)
    waiting += ticket.state == lobby::Ticket::State::waiting ? 1 : 0;
  for (const lobby::CounterState& counter : day.counters)
    counters_open += counter.state == lobby::CounterState::State::open ? 1 : 0;
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartObject();
  write(writer, "id", std::string_view(branch.id));
  write(writer, "date", std::string_view(lobby::to_string(day.date)));
  write(writer, "utc_offset_minutes", day.utc_offset_minutes);
  const bool open = lobby::is_open(branch, day, now);
  write(writer, "open", open);
  write(writer, "opens", opening != nullptr ? opening->open : -1);
  write(writer, "closes", opening != nullptr ? opening->close : -1);
  write(writer, "waiting", waiting);
  write(writer, "counters_open", counters_open);
  writer.Key("services");
  writer.StartArray();
  for (const lobby::Service& service : branch.services)
    write_service(writer, handle, service, now_forecast(predictor, service.id, open));
  writer.EndArray();
  writer.EndObject();
  return buffer.GetString();
}

/// One branch of GET /api/now. Works on a copy and without the interpreter's lock: predicting takes its time.
std::string summary(const DayHandle& handle, const std::string& bytes, lobby::Time now) {
  const lobby::Experience experience = read_experience(bytes);
  const DayHandle copy = handle;
  const py::gil_scoped_release released;
  lobby::Predictor predictor(*copy.branch, experience);
  predictor.refresh(copy.day, now);
  return write_summary(copy, predictor, now);
}

/// The simulated people of a branch.
struct ActorsHandle {
  std::shared_ptr<const lobby::Bank> bank;
  lobby::Actors actors;
};

std::unique_ptr<ActorsHandle> make_actors(std::shared_ptr<lobby::Bank> bank, const std::string& branch,
                                          std::uint64_t seed) {
  const lobby::Branch& found = branch_of(*bank, branch);
  return std::unique_ptr<ActorsHandle>(new ActorsHandle{std::move(bank), lobby::Actors(found, seed)});
}

void perform(DayHandle& handle, const lobby::Command& command, const lobby::Experience& experience, lobby::Time now,
             std::vector<std::string>& out) {
  const lobby::Decision decision = lobby::decide_and_tell(*handle.branch, handle.day, command, experience, now);
  const auto* events = std::get_if<std::vector<lobby::Event>>(&decision);
  if (events == nullptr) return; // refused: the simulated person goes away
  for (const lobby::Event& event : *events) {
    if (!lobby::apply(handle.day, event)) throw std::logic_error("the core's own event does not follow");
    out.push_back(lobby::wire::to_json(event));
  }
}

/// Plays the simulated people, and the passing of time, from `from` to `to` in steps of `step` ms. The Day is changed;
/// answers the events, which the caller has to store. The Day must not be used by another thread meanwhile.
std::vector<std::string> run(ActorsHandle& handle, DayHandle& day, lobby::Time from, lobby::Time to,
                             lobby::Duration step, const std::string& bytes) {
  if (step <= 0) raise_malformed("step must be positive");
  const lobby::Experience experience = read_experience(bytes);
  const py::gil_scoped_release released;
  std::vector<std::string> out;
  for (lobby::Time now = from; now <= to; now += step) {
    perform(day, lobby::command::Tick{}, experience, now, out);
    for (const lobby::Command& command : handle.actors.step(day.day, now))
      perform(day, command, experience, now, out);
  }
  return out;
}

} // namespace

lobby::Experience read_experience(const std::string& bytes) {
  auto read = lobby::wire::experience_from_bytes(bytes);
  if (const auto* malformed = std::get_if<lobby::wire::Malformed>(&read)) raise_malformed(malformed->reason);
  return std::get<lobby::Experience>(std::move(read));
}

void bind_wait(py::module_& module) {
  module.def("prior_experience", &prior, py::arg("bank"), py::arg("branch"),
             py::arg("sisters") = std::vector<std::string>());
  module.def("learn", &learn, py::arg("day"), py::arg("experience"));
  module.def("summary", &summary, py::arg("day"), py::arg("experience"), py::arg("now"));
  py::class_<ActorsHandle>(module, "Actors")
      .def(py::init(&make_actors), py::arg("bank"), py::arg("branch"), py::arg("seed"))
      .def("run", &run, py::arg("day"), py::arg("begin"), py::arg("end"), py::arg("step"), py::arg("experience"));
}

} // namespace native
