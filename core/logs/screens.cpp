#include "core/logs/screens.hpp"
#include "core/logs/screens_signs.hpp"
#include "core/logs/screens_trees.hpp"
#include "core/wait/chance.hpp"

#include <algorithm>

namespace lobby {
namespace {

using namespace screens;

/// Trees know nothing before that many examples.
constexpr std::size_t least_examples = 400;

/// Shares of waits that may end before the range begins, and begin after it ends. Waits have a long tail: with a tenth
/// on either side the range would be a tenth wider.
constexpr double below_range = 0.08, above_range = 0.12;

/// Widens or narrows one end of the range so that it is missed as often as it may be.
struct End {
  double share; ///< of waits that may miss it
  double log_factor = 0;
  double factor() const { return chance::exponential(log_factor); }
  void judge(bool missed) {
    constexpr double pace = 0.02;
    log_factor = std::clamp(log_factor + pace * ((missed ? 1 : 0) - share), -2.0, 2.0);
  }
};

} // namespace

struct ScreenForecaster::Impl {
  std::map<std::string, Office> offices;
  Habits everybody;
  Experience experience;
  Trees trees;
  std::size_t trained_with = 0; ///< examples
  Date trained_on;
  End low{below_range}, high{above_range};
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
        habits->learn(wait, one.ahead);
      const double ratio = chance::logarithm((wait + 2) / (one.usual + 2));
      queue.habits.learn(ratio, one.minute, one.ahead);
      office.habits.learn(ratio, one.minute, one.ahead);
      queue.today.add(ratio, 0.9);
      office.today.add(ratio, 0.97);
      experience.add(one.signs, one.usual, earliest, latest);
      return true;
    });
  }

  void train_when_due(Date date) {
    const std::size_t fresh = experience.total() - trained_with;
    const bool new_day = trained_on < date && fresh > trained_with / 20;
    if (experience.total() < least_examples || !(new_day || fresh > trained_with / 3)) return;
    trees.grow(experience);
    trained_with = experience.total();
    trained_on = date;
  }

  ScreenForecast forecast(const Signs& signs, double usual) const {
    ScreenForecast raw{0.4 * usual, usual, 1.9 * usual + 4}; // while little was seen
    if (trees.grown()) raw = trees.tell(signs, usual);
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
    one.ahead = numbers_ahead(row, queue);
    one.usual = usual_wait(queue, office, everybody, one.ahead);
    one.signs = read_signs(row, queue, office, everybody, one.ahead);
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
