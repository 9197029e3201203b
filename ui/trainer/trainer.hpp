/// The trainer's place: scenes played in the browser against a customer who reacts, answered by typing or picking,
/// with acts beside the words; then the report, kept per employee, and the replay.
///
/// Addresses: /train (scenes and one's attempts), /train/{scenario} (briefing), /train/{scenario}/play,
/// /train/{scenario}/report, /train/attempts/{n}, and /replay after either report;
/// /train/courses[/morning|/{assignment}] and /train/certificates/{n}; for trainers and managers
/// /train/overview[/{staff}/{check}]; for trainers /train/agreement and /train/settings.
#pragma once

#include "ui/app/app.hpp"

#include <memory>

namespace trainer {

std::unique_ptr<app::Place> make_trainer();

} // namespace trainer
