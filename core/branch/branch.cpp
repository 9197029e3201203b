#include "core/branch/branch.hpp"

#include <algorithm>

namespace lobby {
namespace {

template <class T> const T* by_id(const std::vector<T>& all, std::string_view id) {
  const auto found = std::find_if(all.begin(), all.end(), [id](const T& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

} // namespace

const Service* Branch::service(std::string_view service_id) const { return by_id(services, service_id); }

const Counter* Branch::counter(std::string_view counter_id) const { return by_id(counters, counter_id); }

bool Branch::serves(const Counter& counter, std::string_view service) const {
  return std::find(counter.serves.begin(), counter.serves.end(), service) != counter.serves.end();
}

const SpecialDay* Branch::special_day(Date date) const {
  const auto found = std::find_if(special_days.begin(), special_days.end(),
                                  [date](const SpecialDay& special) { return special.date == date; });
  return found == special_days.end() ? nullptr : &*found;
}

const std::vector<Opening>& Branch::hours(Date date) const {
  const SpecialDay* special = special_day(date);
  return special ? special->hours : week[static_cast<std::size_t>(iso_weekday(date) - 1)];
}

std::optional<NextOpening> Branch::opens_next(Date date, int minute_of_day) const {
  constexpr int days_looked_at = 5 * 7;
  for (const Opening& opening : hours(date))
    if (opening.open > minute_of_day) return NextOpening{date, opening.open};
  for (int ahead = 1; ahead <= days_looked_at; ++ahead) {
    const Date day = date_of_day_number(day_number(date) + ahead);
    if (const auto& openings = hours(day); !openings.empty()) return NextOpening{day, openings.front().open};
  }
  return std::nullopt;
}

int Branch::capacity(std::string_view service_id) const {
  const Service* known = service(service_id);
  if (!known || !known->bookable) return 0;
  const auto found = std::find_if(policy.capacity.begin(), policy.capacity.end(),
                                  [service_id](const SlotCapacity& entry) { return entry.service == service_id; });
  return found == policy.capacity.end() ? 1 : found->per_slot;
}

const Branch* Bank::branch(std::string_view branch_id) const { return by_id(branches, branch_id); }

} // namespace lobby
