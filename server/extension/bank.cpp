#include "server/extension/native.hpp"

namespace native {

const lobby::Branch& branch_of(const lobby::Bank& bank, std::string_view id) {
  const lobby::Branch* branch = bank.branch(id);
  if (branch == nullptr) throw py::key_error(std::string(id));
  return *branch;
}

lobby::Date date_of(std::string_view text) {
  lobby::Date date;
  if (!lobby::parse_date(text, date)) raise_malformed("not a date: \"" + std::string(text) + "\"");
  return date;
}

namespace {

std::shared_ptr<lobby::Bank> read(const std::string& json, const std::string& file) {
  lobby::BankResult result = lobby::read_bank(json);
  if (!result.bank) raise_problems("BankError", file, result.problems);
  return std::make_shared<lobby::Bank>(std::move(*result.bank));
}

py::dict text(const lobby::Text& text) {
  py::dict out;
  out["zh"] = text.zh;
  out["en"] = text.en;
  return out;
}

/// The facts of a branch that the server itself needs; everything else the page reads from the bank file.
py::dict facts(const lobby::Bank& bank, const std::string& id) {
  const lobby::Branch& branch = branch_of(bank, id);
  py::dict services;
  for (const lobby::Service& service : branch.services)
    services[py::str(service.id)] = text(service.name);
  py::dict out;
  out["id"] = branch.id;
  out["name"] = text(branch.name);
  out["address"] = text(branch.address);
  out["phone"] = branch.phone;
  out["time_zone"] = branch.time_zone;
  out["days_ahead"] = branch.policy.days_ahead;
  out["slot_minutes"] = branch.policy.slot_minutes;
  out["services"] = services;
  return out;
}

std::vector<std::pair<int, int>> hours(const lobby::Bank& bank, const std::string& id, const std::string& date) {
  std::vector<std::pair<int, int>> out;
  for (const lobby::Opening& opening : branch_of(bank, id).hours(date_of(date)))
    out.emplace_back(opening.open, opening.close);
  return out;
}

std::vector<std::string> branch_ids(const lobby::Bank& bank) {
  std::vector<std::string> out;
  for (const lobby::Branch& branch : bank.branches)
    out.push_back(branch.id);
  return out;
}

} // namespace

void bind_bank(py::module_& module) {
  py::class_<lobby::Bank, std::shared_ptr<lobby::Bank>>(module, "Bank")
      .def(py::init(&read), py::arg("json"), py::arg("file"))
      .def_property_readonly("id", [](const lobby::Bank& bank) { return bank.id; })
      .def_property_readonly("branches", &branch_ids)
      .def("facts", &facts, py::arg("branch"))
      .def("hours", &hours, py::arg("branch"), py::arg("date"));
}

} // namespace native
