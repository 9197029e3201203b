#include "core/score/score.hpp"
#include "server/extension/native.hpp"

namespace native {
namespace {

using namespace py::literals;

ScenarioHandle read(const std::string& json, const std::string& file) {
  lobby::roleplay::ScenarioResult result = lobby::roleplay::read_scenario(json);
  if (!result.scenario) raise_problems("ScenarioError", file, result.problems);
  return {std::move(result.scenario)};
}

lobby::roleplay::StaffTurn staff_turn(const py::handle& item) {
  const auto [text, actions, at] = item.cast<std::tuple<std::string, std::vector<std::string>, int>>();
  lobby::roleplay::StaffTurn turn;
  turn.text = text;
  turn.at_seconds = at;
  for (const std::string& name : actions) {
    lobby::speech::Action action{};
    if (!lobby::speech::parse(name, action)) raise_malformed("unknown action \"" + name + "\"");
    turn.actions.push_back(action);
  }
  return turn;
}

/// Plays the scenario again with what the employee said and answers the transcript: the same scenario, seed and
/// staff turns give the same session everywhere, so a transcript that differs was not played in this scenario.
std::string replay(const ScenarioHandle& handle, std::uint64_t seed, const py::list& turns, bool ended) {
  std::vector<lobby::roleplay::StaffTurn> said;
  for (const py::handle& item : turns)
    said.push_back(staff_turn(item));
  const py::gil_scoped_release released;
  lobby::roleplay::Session session(handle.scenario, seed);
  for (const lobby::roleplay::StaffTurn& turn : said)
    session.say(turn);
  if (ended) session.end();
  return session.transcript_json();
}

std::string score(const std::string& transcript, const std::string& rubric) {
  std::variant<lobby::score::Report, lobby::score::Malformed> result;
  {
    const py::gil_scoped_release released;
    result = lobby::score::score_json(transcript, rubric);
  }
  if (const auto* malformed = std::get_if<lobby::score::Malformed>(&result)) raise_malformed(malformed->reason);
  return lobby::score::to_json(std::get<lobby::score::Report>(result));
}

/// The total, whether it is passed and the grade of a report with some checks judged by a person: (check, result).
py::tuple total_with(const std::string& report, const std::vector<std::pair<std::string, std::string>>& judged) {
  std::vector<lobby::score::Judged> read;
  for (const auto& [check, text] : judged) {
    const auto result = lobby::score::parse_result(text);
    if (!result) raise_malformed("unknown result \"" + text + "\"");
    read.push_back({check, *result});
  }
  const auto total = lobby::score::total_with(report, read);
  if (const auto* malformed = std::get_if<lobby::score::Malformed>(&total)) raise_malformed(malformed->reason);
  const auto& [sum, passed, grade] = std::get<lobby::score::Total>(total);
  return py::make_tuple(sum, passed, grade);
}

py::dict card(const ScenarioHandle& handle) {
  const lobby::roleplay::ScenarioCard card = lobby::roleplay::card(*handle.scenario);
  py::dict out;
  out["id"] = card.id;
  out["title"] = py::dict("zh"_a = card.title.zh, "en"_a = card.title.en);
  out["summary"] = py::dict("zh"_a = card.summary.zh, "en"_a = card.summary.en);
  out["rubric"] = card.rubric;
  out["checks"] = card.checks;
  out["position"] = card.position;
  out["minutes"] = card.minutes;
  out["in_english"] = card.in_english;
  return out;
}

} // namespace

void bind_train(py::module_& module) {
  py::class_<ScenarioHandle>(module, "Scenario")
      .def(py::init(&read), py::arg("json"), py::arg("file"))
      .def_property_readonly("card", &card)
      .def("replay", &replay, py::arg("seed"), py::arg("turns"), py::arg("ended"));
  module.def("score", &score, py::arg("transcript"), py::arg("rubric") = "");
  module.def("total_with", &total_with, py::arg("report"), py::arg("judged"));
}

} // namespace native
