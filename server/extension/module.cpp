#include "server/extension/native.hpp"

namespace native {
namespace {

/// The module's exceptions are looked up by name, so that no Python object outlives the interpreter in a C++ static.
[[noreturn]] void raise(const char* exception, const py::tuple& arguments) {
  const py::object type = py::module_::import("lobby_native").attr(exception);
  PyErr_SetObject(type.ptr(), arguments.ptr());
  throw py::error_already_set();
}

void add_exception(py::module_& module, const char* name) {
  const std::string full = std::string("lobby_native.") + name;
  py::object type = py::reinterpret_steal<py::object>(PyErr_NewException(full.c_str(), PyExc_Exception, nullptr));
  if (!type) throw py::error_already_set();
  module.attr(name) = type;
}

} // namespace

void raise_malformed(const std::string& reason) { raise("Malformed", py::make_tuple(reason)); }

void raise_refused(const lobby::Refusal& refusal) {
  raise("Refused", py::make_tuple(std::string(lobby::name(refusal.kind)), refusal.subject));
}

void raise_problems(const char* exception, std::string_view file, const std::vector<lobby::Problem>& problems) {
  py::list list;
  for (const lobby::Problem& problem : problems)
    list.append(
        py::make_tuple(problem.line, problem.column, problem.path, problem.message, lobby::to_string(file, problem)));
  raise(exception, py::make_tuple(list));
}

} // namespace native

PYBIND11_MODULE(lobby_native, module) {
  module.doc() = "The core of Lobby for its server.";
  for (const char* name : {"Malformed", "Refused", "BankError", "ScenarioError"})
    native::add_exception(module, name);
  native::bind_bank(module);
  native::bind_day(module);
  native::bind_wait(module);
  native::bind_staffing(module);
  native::bind_train(module);
  native::bind_course(module);
}
