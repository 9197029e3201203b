/// The core as a Python module, `lobby_native`: the server decides, folds, predicts and scores through it and nowhere
/// else. Events, commands and reports cross the border as JSON text, snapshots and experience as bytes.
#pragma once

#include "core/branch/branch.hpp"
#include "core/json/problem.hpp"
#include "core/roleplay/roleplay.hpp"
#include "core/visit/visit.hpp"
#include "core/wait/wait.hpp"

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace native {

namespace py = pybind11;

/// A Day with the bank it belongs to. Not locked: one thread at a time.
struct DayHandle {
  std::shared_ptr<const lobby::Bank> bank;
  const lobby::Branch* branch = nullptr;
  lobby::Day day;
};

struct ScenarioHandle {
  std::shared_ptr<const lobby::roleplay::Scenario> scenario;
};

/// The branch, or a Python KeyError.
const lobby::Branch& branch_of(const lobby::Bank& bank, std::string_view id);
/// The date, or a Python Malformed.
lobby::Date date_of(std::string_view text);

/// Of the days before, or a Python Malformed.
lobby::Experience read_experience(const std::string& bytes);

// Python exceptions of the module: Malformed(reason), Refused(kind, subject), BankError([…]), ScenarioError([…]);
// the lists hold (line, column, path, message, "file:line:column: …").
[[noreturn]] void raise_malformed(const std::string& reason);
[[noreturn]] void raise_refused(const lobby::Refusal& refusal);
[[noreturn]] void raise_problems(const char* exception, std::string_view file,
                                 const std::vector<lobby::Problem>& problems);

void bind_bank(py::module_& module);
void bind_day(py::module_& module);
void bind_wait(py::module_& module);
void bind_staffing(py::module_& module);
void bind_train(py::module_& module);
void bind_course(py::module_& module);

} // namespace native
