#include "core/wait/customers.hpp"
#include "core/wait/tellers.hpp"
#include "core/wait/wait.hpp"

#include <algorithm>

namespace lobby {

struct Actors::Impl {
  Impl(const Branch& branch, std::uint64_t seed)
      : customers(branch, normal, chance::draw(seed, chance::of_name(branch.id))),
        tellers(branch, normal, chance::draw(seed, chance::of_name(branch.id))) {}

  chance::Normal normal;
  sim::Customers customers;
  sim::Tellers tellers;
  Time last = 0;
};

Actors::Actors(const Branch& branch, std::uint64_t seed) : impl_(std::make_unique<Impl>(branch, seed)) {}
Actors::~Actors() = default;
Actors::Actors(Actors&&) noexcept = default;
Actors& Actors::operator=(Actors&&) noexcept = default;

std::vector<Command> Actors::step(const Day& day, Time now) {
  std::vector<Command> commands;
  if (!day.opened() || now <= impl_->last) return commands;
  const Time from = std::max(impl_->last, now - minute);
  impl_->last = now;
  impl_->customers.step(day, from, now, commands);
  impl_->tellers.step(day, impl_->customers, now, commands);
  return commands;
}

} // namespace lobby
