/// Takes a customer from "which branch?" to the rated visit: booking, joining the line, and the live view of the wait.
///
/// Addresses: `/` find a branch · `/b/{branch}` services · `/b/{branch}/{service}` papers, and the two ways on ·
/// `…/time?date=` day and slot · `…/details` name and phone · `/v/{link}` the visit · `/v/{link}/move?date=` another
/// time.
#pragma once

#include "ui/app/app.hpp"

#include <memory>

namespace customer {

std::unique_ptr<app::Place> make_customer();

} // namespace customer
