#include "core/visit/deciding.hpp"

namespace lobby {
namespace {

using State = CounterState::State;

/// The counter as it stands today, or why it cannot be asked for anything but to open.
struct AtWork {
  const CounterState* counter = nullptr;
  Refusal refusal;
};

AtWork at_work(const Deciding& on, const std::string& id) {
  const CounterState* found = on.day.counter(id);
  if (!found && !on.branch.counter(id)) return {nullptr, {RefusalKind::unknown_counter, id}};
  if (!found || found->state == State::closed) return {nullptr, {RefusalKind::counter_closed, id}};
  return {found, {}};
}

} // namespace

Decision decide_on(const Deciding& on, const command::OpenCounter& command) {
  if (!on.branch.counter(command.counter)) return on.refuse(RefusalKind::unknown_counter, command.counter);
  if (command.teller.empty()) return on.refuse(RefusalKind::wrong_state, command.counter);
  if (local_date(on.now, on.day.utc_offset_minutes) < on.day.date)
    return on.refuse(RefusalKind::branch_closed, to_string(on.day.date));
  const CounterState* counter = on.day.counter(command.counter);
  if (counter && counter->state != State::closed) {
    const RefusalKind kind = counter->teller == command.teller ? RefusalKind::wrong_state : RefusalKind::counter_taken;
    return on.refuse(kind, command.counter);
  }
  for (const CounterState& other : on.day.counters)
    if (other.teller == command.teller) return on.refuse(RefusalKind::teller_elsewhere, other.id);
  return on.happens(event::CounterOpened{command.counter, command.teller});
}

Decision decide_on(const Deciding& on, const command::PauseCounter& command) {
  const auto [counter, refusal] = at_work(on, command.counter);
  if (!counter) return refusal;
  if (counter->state == State::paused) return on.refuse(RefusalKind::wrong_state, command.counter);
  if (counter->ticket != 0) return on.refuse(RefusalKind::counter_busy, command.counter);
  return on.happens(event::CounterPaused{command.counter});
}

Decision decide_on(const Deciding& on, const command::ResumeCounter& command) {
  const auto [counter, refusal] = at_work(on, command.counter);
  if (!counter) return refusal;
  if (counter->state != State::paused) return on.refuse(RefusalKind::wrong_state, command.counter);
  return on.happens(event::CounterResumed{command.counter});
}

Decision decide_on(const Deciding& on, const command::CloseCounter& command) {
  const auto [counter, refusal] = at_work(on, command.counter);
  if (!counter) return refusal;
  if (counter->ticket != 0) return on.refuse(RefusalKind::counter_busy, command.counter);
  return on.happens(event::CounterClosed{command.counter});
}

} // namespace lobby
