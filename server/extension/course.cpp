#include "core/course/course.hpp"

#include "core/score/score.hpp"
#include "core/time/time.hpp"
#include "server/extension/native.hpp"

#include <tuple>

namespace native {
namespace {

using namespace py::literals;

/// The scenes there are, of which courses are made.
struct CoursesHandle {
  lobby::course::Cards cards;
};

CoursesHandle read(const std::vector<ScenarioHandle*>& scenarios) {
  CoursesHandle handle;
  for (const ScenarioHandle* one : scenarios)
    handle.cards.push_back(lobby::roleplay::card(*one->scenario));
  return handle;
}

/// (scenario, day, total, passed, examination, {check: result}, number), oldest first.
using PracticeTuple =
    std::tuple<std::string, std::string, double, bool, bool, std::map<std::string, std::string>, std::int64_t>;

lobby::course::Practices practices_of(const std::vector<PracticeTuple>& list) {
  lobby::course::Practices out;
  for (const auto& [scenario, day, total, passed, exam, results, number] : list) {
    lobby::course::Practice practice{scenario, date_of(day), total, passed, exam, {}, number};
    for (const auto& [check, text] : results) {
      const auto result = lobby::score::parse_result(text);
      if (!result) raise_malformed("unknown result \"" + text + "\"");
      if (*result == lobby::score::Result::not_applicable) continue;
      practice.earned[check] = *result == lobby::score::Result::met      ? 1
                               : *result == lobby::score::Result::partly ? 0.5
                                                                         : 0;
    }
    out.push_back(std::move(practice));
  }
  return out;
}

py::dict progress(const CoursesHandle& handle, const std::string& course, const std::vector<PracticeTuple>& list,
                  const std::string& start, const std::string& until, std::uint64_t seed) {
  const lobby::course::Practices practices = practices_of(list);
  const lobby::Date from = date_of(start), to = date_of(until);
  lobby::course::Progress found;
  if (course == "newcomer")
    found = lobby::course::newcomer_month(handle.cards, practices, from);
  else if (course == "morning")
    found = lobby::course::mornings(handle.cards, practices, from, to);
  else if (course == "exam")
    found = lobby::course::examination(handle.cards, practices, seed, from);
  else if (course == "follow_up")
    found = lobby::course::follow_up(handle.cards, practices, from);
  else
    raise_malformed("unknown course \"" + course + "\"");
  py::list steps;
  for (const auto& step : found.steps)
    steps.append(py::dict("scenario"_a = step.scenario, "due"_a = lobby::to_string(step.due), "done"_a = step.done,
                          "best"_a = step.best, "numbers"_a = step.numbers));
  return py::dict("steps"_a = steps, "done"_a = found.done, "complete"_a = found.complete, "total"_a = found.total);
}

std::vector<std::string> morning(const CoursesHandle& handle, const std::vector<PracticeTuple>& list,
                                 const std::string& staff, const std::string& today) {
  return lobby::course::morning_drill(handle.cards, practices_of(list), staff, date_of(today));
}

std::vector<std::pair<std::string, double>> missed_most(const std::vector<PracticeTuple>& list,
                                                        const std::string& today) {
  std::vector<std::pair<std::string, double>> out;
  for (const auto& missed : lobby::course::missed_most(practices_of(list), date_of(today)))
    out.emplace_back(missed.check, missed.share);
  return out;
}

} // namespace

void bind_course(py::module_& module) {
  py::class_<CoursesHandle>(module, "Courses")
      .def(py::init(&read), py::arg("scenarios"))
      .def("progress", &progress, py::arg("course"), py::arg("practices"), py::arg("start"), py::arg("until"),
           py::arg("seed") = 0)
      .def("morning", &morning, py::arg("practices"), py::arg("staff"), py::arg("today"));
  module.def("missed_most", &missed_most, py::arg("practices"), py::arg("today"));
}

} // namespace native
