#include "ui/app/app.hpp"

namespace app {

std::string closed_text(const lobby::Branch& branch) {
  const lobby::Date date = today(branch);
  const auto next = branch.opens_next(date, lobby::local_minute(now(), utc_offset(branch, date)));
  if (!next) return tr("app.closed");
  const std::string time = minute_text(next->minute);
  const std::int64_t ahead = lobby::day_number(next->date) - lobby::day_number(date);
  if (ahead == 0) return tr("app.closed_today", {{"time", time}});
  if (ahead == 1) return tr("app.closed_tomorrow", {{"time", time}});
  return tr("app.closed_until", {{"date", date_text(next->date)}, {"time", time}});
}

} // namespace app
