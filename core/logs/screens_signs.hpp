/// The numbers a screen's forecast rests on. Private to core/logs.
#pragma once

#include "core/logs/screens_queue.hpp"

#include <array>
#include <cstddef>

namespace lobby::screens {

inline constexpr std::size_t sign_count = 55;
/// All finite; -1 where nothing is known.
using Signs = std::array<float, sign_count>;

struct Waiting { ///< a forecast whose ticket has not been seen to be called
  std::string letters;
  int target = 0; ///< number of the last in line
  int minute = 0;
  int ahead = 0;    ///< numbers still to be called, this one included
  double usual = 0; ///< minutes the queue's habits made of it
  ScreenForecast told;
  Signs signs{};
};

struct Queue {
  QueueDay day;
  Habits habits;
  Fading today; ///< logarithm of today's waits over the usual
  std::vector<Waiting> pending;
};

struct Office {
  Date date;
  std::map<std::string, Queue> queues;
  Habits habits;
  Fading today;
};

/// Numbers still to be called until the last in line is: fewer than wait when one was called again.
int numbers_ahead(const ScreenRow& row, const Queue& queue);

/// Minutes until the last of `ahead` numbers is called, as far as the habits of the queue, its office and everybody
/// know.
double usual_wait(const Queue& queue, const Office& office, const Habits& everybody, int ahead);

Signs read_signs(const ScreenRow& row, const Queue& queue, const Office& office, const Habits& everybody, int ahead);

} // namespace lobby::screens
