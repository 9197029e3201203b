/// How the waits told have held, and what follows for the next; private to core/wait.
#pragma once

#include "core/wait/wait.hpp"

namespace lobby::record {

/// Judges the Day's told waits in the order of the calls: moves the calibration and adds the Day to the record.
void judge(Experience& experience, const Day& day);

/// A forecast with the calibration's factors, whole seconds, in order, none above `limit`.
void calibrate(const Experience::Calibration& calibration, double limit, Forecast& forecast);

} // namespace lobby::record
