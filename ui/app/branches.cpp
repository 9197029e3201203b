#include "ui/app/branches.hpp"

#include "ui/app/app.hpp"
#include "ui/kit/kit.hpp"

namespace app {

std::string kind_text(lobby::CounterKind kind) {
  switch (kind) {
  case lobby::CounterKind::high:
    return tr("branch.kind.high");
  case lobby::CounterKind::low:
    return tr("branch.kind.low");
  case lobby::CounterKind::vip_high:
    return tr("branch.kind.vip_high");
  case lobby::CounterKind::vip_room:
    return tr("branch.kind.vip_room");
  }
  return {};
}

std::string counter_text(std::string_view counter) {
  return tr("branch.counter_number", {{"counter", std::string(counter)}});
}

std::string from_to_text(const lobby::Shift& shift) {
  return tr("wait.clock_range", {{"from", minute_text(shift.from)}, {"to", minute_text(shift.until)}});
}

const lobby::Branch* choose_branch(const lobby::Branch& chosen) {
  std::vector<std::string> names;
  int selected = 0;
  for (const lobby::Branch& branch : bank()->branches) {
    if (branch.id == chosen.id) selected = static_cast<int>(names.size());
    names.push_back(tr(branch.name));
  }
  if (!kit::select("branch", tr("branch.choose"), names, selected)) return nullptr;
  return &bank()->branches[static_cast<std::size_t>(selected)];
}

} // namespace app
