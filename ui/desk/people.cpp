#include "ui/desk/people.hpp"

#include "ui/kit/kit.hpp"

namespace desk {

namespace {
constexpr lobby::Duration between_fetches = 5 * lobby::second;
}

void People::refresh(const lobby::Day& day, lobby::Time now) {
  const std::string key = day.branch + "/" + lobby::to_string(day.date);
  if (key != day_) {
    *this = People();
    day_ = key;
  }
  const std::size_t count = day.tickets.size() + day.appointments.size();
  if (fetching_ || (count == seen_ && fetched_at_ != 0)) return;
  if (fetched_at_ != 0 && now - fetched_at_ < between_fetches) {
    kit::wake_after(static_cast<double>(between_fetches) / lobby::second);
    return;
  }
  fetching_ = true;
  seen_ = count;
  fetched_at_ = now;
  app::get("/api/days/" + key + "/people", [this, key](const app::Reply& reply) { take(reply, key); });
}

void People::take(const app::Reply& reply, const std::string& day_key) {
  if (day_key != day_) return; // another branch has been chosen meanwhile
  fetching_ = false;
  if (!reply.ok()) {
    seen_ = 0; // again later; the desk works without names
    return;
  }
  const app::Json people = app::Json::parse(reply.body)["people"];
  for (std::size_t i = 0; i < people.size(); ++i) {
    const app::Json entry = people[i];
    const Person person{entry["name"].text(), entry["phone"].text()};
    if (const auto ticket = static_cast<lobby::TicketId>(entry["ticket"].number())) by_ticket_[ticket] = person;
    if (const auto appointment = static_cast<lobby::AppointmentId>(entry["appointment"].number()))
      by_appointment_[appointment] = person;
  }
}

const People::Person* People::of_ticket(const lobby::Day& day, lobby::TicketId ticket) const {
  if (const auto found = by_ticket_.find(ticket); found != by_ticket_.end()) return &found->second;
  const lobby::Ticket* taken = day.ticket(ticket);
  return taken ? of_appointment(taken->appointment) : nullptr;
}

const People::Person* People::of_appointment(lobby::AppointmentId appointment) const {
  const auto found = by_appointment_.find(appointment);
  return found == by_appointment_.end() ? nullptr : &found->second;
}

} // namespace desk
