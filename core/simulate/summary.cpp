#include "core/simulate/simulate.hpp"

#include "core/wait/chance.hpp"

#include <algorithm>
#include <cmath>

namespace lobby::simulate {

namespace {

double overlap(const Shift& a, double from, double until) {
  return std::max(0.0, std::min(a.until, until) - std::max(a.from, from));
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// The value that so many hundredths do not exceed; the order of `sample` changes.
double quantile(std::vector<double>& sample, std::size_t percent) {
  if (sample.empty()) return 0;
  const auto place = static_cast<std::ptrdiff_t>((sample.size() - 1) * percent / 100);
  std::nth_element(sample.begin(), sample.begin() + place, sample.end());
  return sample[static_cast<std::size_t>(place)];
}

} // namespace

Tally::Tally(const Plan& plan) : from_(plan.from), interval_(plan.interval), target_(plan.target) {
  pieces_.resize(std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil((plan.until - from_) / interval_))));
  open_.assign(plan.counters.size() * pieces_.size(), 0);
  busy_ = over_ = open_;
  for (std::size_t c = 0; c < plan.counters.size(); ++c) {
    shifts_.push_back(plan.counters[c].shifts);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const double begin = from_ + static_cast<double>(i) * interval_;
      for (const Shift& shift : shifts_.back())
        open_[c * pieces_.size() + i] += overlap(shift, begin, std::min(begin + interval_, plan.until));
    }
  }
}

std::size_t Tally::piece_of(double time) const {
  return static_cast<std::size_t>(std::clamp((time - from_) / interval_, 0.0, static_cast<double>(pieces_.size() - 1)));
}

void Tally::visit(const Visit& visit) {
  Piece& piece = pieces_[piece_of(visit.joined)];
  const double wait = visit.wait();
  piece.arrivals += visit.leg == 0;
  piece.joined += 1;
  piece.over += wait > target_;
  piece.left += visit.end == Visit::End::left;
  piece.absent += visit.end == Visit::End::absent;
  piece.still_there += visit.end == Visit::End::waiting;
  if (!visit.was_called()) return;
  piece.waits.push_back(wait);
  piece.sum += wait;
  work(static_cast<std::size_t>(visit.counter), visit.called, visit.ended);
}

void Tally::work(std::size_t counter, double from, double until) {
  const std::size_t last = piece_of(until);
  for (std::size_t i = piece_of(from); i <= last; ++i) {
    const double begin = std::max(from, from_ + static_cast<double>(i) * interval_);
    const double end = std::min(until, from_ + static_cast<double>(i + 1) * interval_); // after the last one: dropped
    double outside = std::max(0.0, end - begin);
    busy_[counter * pieces_.size() + i] += outside;
    for (const Shift& shift : shifts_[counter])
      outside -= overlap(shift, begin, end);
    over_[counter * pieces_.size() + i] += outside;
  }
}

Interval Tally::figures(Piece& piece, double days) const {
  Interval made;
  made.arrivals = piece.arrivals / days;
  made.left = piece.left / days;
  made.absent = piece.absent / days;
  made.still_there = piece.still_there / days;
  made.mean = share(piece.sum, static_cast<double>(piece.waits.size()));
  made.p50 = quantile(piece.waits, 50);
  made.p90 = quantile(piece.waits, 90);
  made.over_target = share(piece.over, piece.joined);
  return made;
}

Summary Tally::summary(int days) {
  Summary made;
  made.days = days;
  const std::size_t count = pieces_.size();
  const std::size_t counters = shifts_.size();
  made.utilisation_between.assign(counters, std::vector<double>(count));
  Piece all;
  double all_open = 0;
  double all_busy = 0;
  double all_time = 0;
  std::vector<double> busy_of(counters), time_of(counters);
  for (std::size_t i = 0; i < count; ++i) {
    Interval one = figures(pieces_[i], days);
    one.from = from_ + static_cast<double>(i) * interval_;
    double open = 0;
    double busy = 0;
    double time = 0;
    for (std::size_t c = 0; c < counters; ++c) {
      const std::size_t at = c * count + i;
      const double manned = open_[at] * days + over_[at];
      made.utilisation_between[c][i] = share(busy_[at], manned);
      open += open_[at];
      busy += busy_[at];
      time += manned;
      busy_of[c] += busy_[at];
      time_of[c] += manned;
    }
    one.open = open / interval_;
    one.utilisation = share(busy, time);
    made.intervals.push_back(one);
    all_open += open;
    all_busy += busy;
    all_time += time;
    const Piece& piece = pieces_[i];
    all.waits.insert(all.waits.end(), piece.waits.begin(), piece.waits.end());
    all.sum += piece.sum;
    all.arrivals += piece.arrivals;
    all.left += piece.left;
    all.absent += piece.absent;
    all.still_there += piece.still_there;
    all.over += piece.over;
    all.joined += piece.joined;
  }
  made.day = figures(all, days);
  made.day.from = from_;
  made.day.open = all_open / (static_cast<double>(count) * interval_);
  made.day.utilisation = share(all_busy, all_time);
  for (std::size_t c = 0; c < counters; ++c)
    made.utilisation.push_back(share(busy_of[c], time_of[c]));
  return made;
}

Summary run(const Plan& plan, std::uint64_t seed, int days) {
  Simulator simulator(plan);
  Tally tally(plan);
  for (int i = 0; i < days; ++i)
    simulator.day(chance::draw(seed, static_cast<std::uint64_t>(i)), tally);
  return tally.summary(std::max(1, days));
}

} // namespace lobby::simulate
