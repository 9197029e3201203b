#include "ui/screen/calls.hpp"

#include <algorithm>

namespace screen {

std::vector<const lobby::Ticket*> now_serving(const lobby::Day& day) {
  std::vector<const lobby::Ticket*> shown;
  for (const lobby::Ticket& ticket : day.tickets) {
    if (ticket.state == lobby::Ticket::State::called || ticket.state == lobby::Ticket::State::serving) {
      shown.push_back(&ticket);
    }
  }
  std::sort(shown.begin(), shown.end(), [](const lobby::Ticket* a, const lobby::Ticket* b) {
    return a->last_called_at != b->last_called_at ? a->last_called_at > b->last_called_at : a->id > b->id;
  });
  return shown;
}

std::vector<const lobby::Ticket*> Announcer::fresh(const lobby::Day& day, lobby::Time now) {
  if (date_ != day.date || heard_until_ < 0) {
    date_ = day.date;
    heard_until_ = now - too_old;
  }
  heard_until_ = std::max(heard_until_, now - too_old);
  std::vector<const lobby::Ticket*> calls;
  for (const lobby::Ticket& ticket : day.tickets) {
    if (ticket.state == lobby::Ticket::State::called && ticket.last_called_at > heard_until_) calls.push_back(&ticket);
  }
  std::sort(calls.begin(), calls.end(), [](const lobby::Ticket* a, const lobby::Ticket* b) {
    return a->last_called_at != b->last_called_at ? a->last_called_at < b->last_called_at : a->id < b->id;
  });
  if (!calls.empty()) heard_until_ = calls.back()->last_called_at;
  return calls;
}

} // namespace screen
