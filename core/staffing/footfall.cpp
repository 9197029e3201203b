#include "core/staffing/footfall.hpp"

#include "core/wait/demand.hpp"

#include <algorithm>
#include <numeric>

namespace lobby {

namespace {

/// People that the bank file's level, the level of all hours, and the half hour of all weekdays count for against what
/// was seen of the next finer figure.
constexpr double trust_in_file = 40;
constexpr double trust_in_level = 20;
constexpr double trust_in_half_hour = 10;
/// Usual days that every date of the month counts as having seen: a date needs to have differed more than once.
constexpr double trust_in_date = 2;
/// Days after which a weekday, and months after which a date, is half forgotten (roughly): habits change.
constexpr double weeks_kept = 26;
constexpr double months_kept = 24;
/// People that the usual shares of the services count for, and that are remembered.
constexpr double trust_in_shares = 40;
constexpr double people_kept = 3000;
/// A date's ratio is only worth learning when its weekday has been seen so often.
constexpr double days_before_dates = 1.5;

using Halves = std::array<double, half_hours>;

std::size_t cell_of(int weekday, int half) { return static_cast<std::size_t>(weekday * half_hours + half); }
int weekday_of(Date date) { return iso_weekday(date) - 1; }

/// Walk-ins by half hour as the bank file has them.
Halves file_walk_ins(const Branch& branch, Date date) {
  const demand::Arrivals arrivals(branch, date);
  Halves people{};
  for (int m = 0; m < 24 * 60; ++m)
    people[static_cast<std::size_t>(m / half_hour_minutes)] += arrivals.per_hour(m) / 60;
  return people;
}

double shrunk(double towards, double trust, double seen, double of) { return (trust * towards + seen) / (trust + of); }

/// What the branch has seen against the bank file, by half hour of a weekday.
Halves factors(const Footfall& footfall, int weekday) {
  Footfall::Cell all;
  std::array<Footfall::Cell, half_hours> of_half{};
  for (int d = 0; d < weekdays; ++d) {
    for (int h = 0; h < half_hours; ++h) {
      const Footfall::Cell& cell = footfall.week[cell_of(d, h)];
      of_half[static_cast<std::size_t>(h)].people += cell.people;
      of_half[static_cast<std::size_t>(h)].expected += cell.expected;
      all.people += cell.people;
      all.expected += cell.expected;
    }
  }
  const double level = shrunk(1, trust_in_file, all.people, all.expected);
  Halves factor{};
  for (int h = 0; h < half_hours; ++h) {
    const Footfall::Cell& every = of_half[static_cast<std::size_t>(h)];
    const Footfall::Cell& here = footfall.week[cell_of(weekday, h)];
    const double half = shrunk(level, trust_in_level, every.people, every.expected);
    factor[static_cast<std::size_t>(h)] = shrunk(half, trust_in_half_hour, here.people, here.expected);
  }
  return factor;
}

double date_factor(const Footfall& footfall, Date date) {
  const Footfall::OfDate& one = footfall.dates[static_cast<std::size_t>(std::clamp(date.day, 1, dates_of_month) - 1)];
  return shrunk(1, trust_in_date, one.ratio, one.days);
}

std::vector<double> shares(const Branch& branch, const Footfall& footfall) {
  std::vector<double> share = demand::shares(branch);
  const std::vector<demand::CounterSet> serving = demand::servers(branch);
  double sum = 0;
  for (std::size_t i = 0; i < share.size(); ++i) {
    share[i] *= trust_in_shares;
    for (const Footfall::OfService& one : footfall.services)
      if (one.service == branch.services[i].id && serving[i] != 0) share[i] += one.people;
    sum += share[i];
  }
  if (sum > 0)
    for (double& one : share)
      one /= sum;
  return share;
}

void learn_services(Footfall& footfall, const DayRecord& record) {
  double sum = 0;
  for (const DayRecord::ServiceCount& seen : record.services) {
    const auto is_it = [&](const Footfall::OfService& one) { return one.service == seen.service; };
    auto known = std::find_if(footfall.services.begin(), footfall.services.end(), is_it);
    if (known == footfall.services.end()) known = footfall.services.insert(known, {seen.service, 0});
    known->people += seen.people;
  }
  for (const Footfall::OfService& one : footfall.services)
    sum += one.people;
  for (Footfall::OfService& one : footfall.services)
    one.people *= std::min(1.0, people_kept / std::max(1.0, sum));
}

} // namespace

double Expected::people() const {
  return std::accumulate(walk_ins.begin(), walk_ins.end(), 0.0) + std::accumulate(booked.begin(), booked.end(), 0.0);
}

Expected expected(const Branch& branch, const Footfall& footfall, Date date) {
  Expected day;
  day.walk_ins = file_walk_ins(branch, date);
  day.date_factor = date_factor(footfall, date);
  day.shares = shares(branch, footfall);
  const int weekday = weekday_of(date);
  const Halves factor = factors(footfall, weekday);
  for (int h = 0; h < half_hours; ++h) {
    const auto i = static_cast<std::size_t>(h);
    if (day.walk_ins[i] <= 0) continue; // closed
    day.walk_ins[i] *= factor[i] * day.date_factor;
    day.booked[i] = footfall.week[cell_of(weekday, h)].booked * day.date_factor;
  }
  return day;
}

void learn(Footfall& footfall, const Branch& branch, const DayRecord& record) {
  double people = 0;
  for (const DayRecord::Half& half : record.halves)
    people += half.walk_ins + half.booked;
  if (people <= 0) return;
  const Expected before = expected(branch, footfall, record.date);
  const int weekday = weekday_of(record.date);
  double& days = footfall.days[static_cast<std::size_t>(weekday)];
  double walk_ins = 0;
  double file = 0;
  const Halves in_file = file_walk_ins(branch, record.date);
  for (int h = 0; h < half_hours; ++h) {
    Footfall::Cell& cell = footfall.week[cell_of(weekday, h)];
    cell.people *= 1 - 1 / weeks_kept;
    cell.expected *= 1 - 1 / weeks_kept;
  }
  const double newest = std::max(1 / (days + 1), 1 / weeks_kept);
  for (const DayRecord::Half& half : record.halves) {
    const int h = half.minute / half_hour_minutes;
    if (h < 0 || h >= half_hours) continue;
    Footfall::Cell& cell = footfall.week[cell_of(weekday, h)];
    cell.people += half.walk_ins;
    cell.expected += in_file[static_cast<std::size_t>(h)] * before.date_factor;
    cell.booked += newest * (half.booked - cell.booked);
    walk_ins += half.walk_ins;
    file += before.walk_ins[static_cast<std::size_t>(h)] / before.date_factor;
  }
  if (days >= days_before_dates && file >= 1) {
    Footfall::OfDate& date = footfall.dates[static_cast<std::size_t>(std::clamp(record.date.day, 1, 31) - 1)];
    date.days = date.days * (1 - 1 / months_kept) + 1;
    date.ratio = date.ratio * (1 - 1 / months_kept) + std::clamp(walk_ins / file, 0.2, 5.0);
  }
  days = days * (1 - 1 / weeks_kept) + 1;
  learn_services(footfall, record);
}

} // namespace lobby
