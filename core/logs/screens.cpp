#include "core/logs/screens.hpp"
#include "core/boost/boost.hpp"
#include "core/logs/screens_signs.hpp"
#include "core/wait/chance.hpp"

#include <algorithm>

namespace lobby {
namespace {

using namespace screens;

/// Examples that are kept: a few weeks of twenty offices.
constexpr std::size_t most_examples = 120'000;
/// Trees know nothing before that many.
constexpr std::size_t least_examples = 400;

/// What was seen to come of forecasts, ring-wise when full.
class Experience {
public:
  void add(const Signs& signs, double usual, int earliest, int latest) {
    const std::size_t at = total_ % most_examples;
    if (at == usual_.size()) {
      values_.resize(values_.size() + sign_count);
      for (auto* column : {&usual_, &earliest_, &latest_})
        column->push_back(0);
    }
    std::ranges::copy(signs, values_.begin() + static_cast<std::ptrdiff_t>(at * sign_count));
    usual_[at] = static_cast<float>(usual);
    earliest_[at] = static_cast<float>(earliest);
    latest_[at] = static_cast<float>(latest);
    ++total_;
  }
  std::size_t total() const { return total_; }

  /// Minutes beyond the usual: at the 10 % quantile of when the interval ends, the median of its middle, the 90 %
  /// quantile of when it begins, because a range holds when it meets the interval.
  void train(std::array<boost::Model, 3>& models) const {
    boost::Examples examples;
    examples.columns = sign_count;
    examples.values = values_;
    examples.targets.resize(usual_.size());
    boost::Settings settings;
    settings.trees = 150;
    settings.rate = 0.08;
    settings.leaves = 24;
    settings.share = 0.7;
    constexpr double quantiles[] = {0.1, 0.5, 0.9};
    for (int which = 0; which < 3; ++which) {
      for (std::size_t i = 0; i < usual_.size(); ++i) {
        const float wait = which == 0 ? latest_[i] : which == 2 ? earliest_[i] : (earliest_[i] + latest_[i]) / 2;
        examples.targets[i] = wait - usual_[i];
      }
      settings.quantiles = {quantiles[which]};
      models[static_cast<std::size_t>(which)] = boost::train(examples, settings);
    }
  }

private:
  std::vector<float> values_, usual_, earliest_, latest_;
  std::size_t total_ = 0;
};

/// Widens or narrows one end of the range so that it is missed one time in ten.
struct End {
  double log_factor = 0;
  double factor() const { return chance::exponential(log_factor); }
  void judge(bool missed) {
    constexpr double pace = 0.02;
    log_factor = std::clamp(log_factor + pace * ((missed ? 1 : 0) - 0.1), -2.0, 2.0);
  }
};

} // namespace

struct ScreenForecaster::Impl {
  std::map<std::string, Office> offices;
  Habits everybody;
  Experience experience;
  std::array<boost::Model, 3> models;
  std::size_t trained_with = 0; ///< examples
  Date trained_on;
  End low, high;
  ScreenOddities odd;

  void begin_day(Office& office, Queue& queue, Date date) {
    odd.never_called += static_cast<std::int64_t>(queue.pending.size());
    odd.out_of_order += queue.day.begun() && date < queue.day.date();
    queue.pending.clear();
    queue.habits.end(queue.day);
    office.habits.end(queue.day);
    everybody.end(queue.day);
    queue.day = QueueDay(date);
    queue.today = {};
    if (office.date != date) office.today = {}, office.date = date;
  }

  void judge(const ScreenRow& row, Office& office, Queue& queue) {
    const int before = queue.day.shown_before(row.letters);
    std::erase_if(queue.pending, [&](const Waiting& one) {
      if (one.letters != row.letters || one.target > row.number) return false;
      const int earliest = std::max(0, before - one.minute), latest = row.minute - one.minute;
      const double wait = (earliest + latest) / 2.0;
      ++odd.judged;
      odd.held += one.told.p10 <= latest && one.told.p90 >= earliest;
      low.judge(one.told.p10 > latest);
      high.judge(one.told.p90 < earliest);
      for (Habits* habits : {&queue.habits, &office.habits, &everybody})
        habits->learn(wait, one.waiting);
      const double ratio = chance::logarithm((wait + 2) / (one.usual + 2));
      queue.today.add(ratio, 0.9);
      office.today.add(ratio, 0.97);
      experience.add(one.signs, one.usual, earliest, latest);
      return true;
    });
  }

  void train_when_due(Date date) {
    const std::size_t fresh = experience.total() - trained_with;
    const bool new_day = date != trained_on && fresh > trained_with / 20;
    if (experience.total() < least_examples || !(new_day || fresh > trained_with / 4)) return;
    experience.train(models);
    trained_with = experience.total();
    trained_on = date;
  }

  ScreenForecast forecast(const Signs& signs, double usual) const {
    ScreenForecast raw{0.4 * usual, usual, 1.9 * usual + 4};
    if (trained_with > 0) {
      double* const into[] = {&raw.p10, &raw.p50, &raw.p90};
      for (std::size_t i = 0; i < 3; ++i) {
        models[i].predict(signs, std::span(into[i], 1));
        *into[i] += usual;
      }
    }
    ScreenForecast told;
    told.p50 = std::clamp(raw.p50, 0.0, 1440.0);
    told.p10 = std::clamp(told.p50 - std::max(0.0, told.p50 - raw.p10) * low.factor(), 0.0, told.p50);
    told.p90 = std::clamp(told.p50 + std::max(0.0, raw.p90 - told.p50) * high.factor(), told.p50, 1440.0);
    return told;
  }

  std::optional<ScreenForecast> see(const ScreenRow& row) {
    ++odd.rows;
    Office& office = offices[row.office];
    Queue& queue = office.queues[row.queue];
    if (!queue.day.begun() || queue.day.date() != row.date) begin_day(office, queue, row.date);
    const bool late = queue.day.begun() && row.minute < queue.day.now().minute;
    odd.out_of_order += late;
    if (!late) {
      queue.day.see(row, odd);
      if (row.number >= 0) judge(row, office, queue);
    }
    if (row.waiting == 0) return std::nullopt;
    train_when_due(row.date);
    ++odd.forecasts;
    odd.no_counter += row.open_counters == 0;
    Waiting one;
    one.letters = row.letters;
    one.target = row.number + row.waiting;
    one.minute = row.minute;
    one.waiting = row.waiting;
    one.usual = usual_wait(queue, office, everybody, row.waiting);
    one.signs = read_signs(row, queue, office, everybody);
    one.told = forecast(one.signs, one.usual);
    const bool again = !queue.pending.empty() && queue.pending.back().minute == row.minute;
    if (row.number >= 0 && !late && !again) queue.pending.push_back(one);
    return one.told;
  }
};

ScreenForecaster::ScreenForecaster() : impl_(std::make_unique<Impl>()) {}
ScreenForecaster::~ScreenForecaster() = default;
ScreenForecaster::ScreenForecaster(ScreenForecaster&&) noexcept = default;
ScreenForecaster& ScreenForecaster::operator=(ScreenForecaster&&) noexcept = default;
std::optional<ScreenForecast> ScreenForecaster::see(const ScreenRow& row) { return impl_->see(row); }
const ScreenOddities& ScreenForecaster::oddities() const { return impl_->odd; }

} // namespace lobby
