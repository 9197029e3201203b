#include "core/wait/customers.hpp"

#include "core/wait/usual.hpp"

#include <algorithm>
#include <cmath>

namespace lobby::sim {

namespace {

// What kind of chance a draw is for, so that no two share their luck.
enum : std::uint64_t {
  arriving = 1,
  person,
  balking,
  patience,
  absence,
  rating,
  stars,
  punctual,
  showing,
  cancelling,
  booking
};

/// Nobody sits in a branch for longer than that after it has closed.
constexpr Duration stays_after_closing = 90 * minute;
/// A command that has brought nothing after so long was refused.
constexpr Duration remembered = 10 * second;

/// Share of a slot's places that are taken when it begins in `ahead`: bookings come in over the last hours.
double wanted_share(Duration ahead) {
  const double hours = static_cast<double>(ahead) / hour;
  return 0.1 + 0.45 * chance::exponential(-std::min(hours, 100.0) / 3);
}

} // namespace

Customers::Customers(const Branch& branch, const chance::Normal& normal, std::uint64_t seed)
    : branch_(&branch), normal_(&normal), base_seed_(seed), shares_(demand::shares(branch)) {}

double Customers::luck(std::uint64_t what, std::uint64_t who) const {
  return chance::uniform(chance::draw(seed_, what, who));
}

bool Customers::ours(TicketId ticket) const { return ticket < ours_.size() && ours_[ticket]; }

bool Customers::stays_away(TicketId ticket) const { return ours(ticket) && luck(absence, ticket) < usual::absent; }

void Customers::step(const Day& day, Time from, Time now, std::vector<Command>& commands) {
  if (std::none_of(shares_.begin(), shares_.end(), [](double share) { return share > 0; }))
    return; // nothing that a counter does
  if (day.date != date_) begin(day);
  recognise(day, now);
  arrive(day, from, now, commands);
  mind_tickets(day, now, commands);
  mind_appointments(day, now, commands);
  book(day, from, now, commands);
}

/// Another day, other people: nobody is known yet.
void Customers::begin(const Day& day) {
  date_ = day.date;
  seed_ = chance::draw(base_seed_, static_cast<std::uint64_t>(day_number(date_)));
  arrivals_.emplace(*branch_, date_);
  bearable_ = bearable(arrivals_->peak());
  const std::vector<Opening>& hours = branch_->hours(date_);
  closes_ = at(date_, hours.empty() ? 0 : hours.back().close, day.utc_offset_minutes);
  asked_.clear();
  tickets_.clear();
  ours_.clear();
  bookers_.clear();
  tickets_seen_ = appointments_seen_ = 0;
}

/// So many of the bank file's arrivals, beside those who book, as all counters together can serve.
double Customers::bearable(double walk_ins_per_hour) const {
  const std::vector<demand::CounterSet> servers = demand::servers(*branch_);
  const std::vector<double> hours = demand::mean_hours(*branch_);
  const double slots_per_hour = 60.0 / std::max(1, branch_->policy.slot_minutes);
  for (double share = 1; share > 0.2; share -= 0.05) {
    std::vector<double> load;
    for (std::size_t i = 0; i < hours.size(); ++i) {
      const double booked = branch_->capacity(branch_->services[i].id) * slots_per_hour * usual::booked;
      load.push_back((shares_[i] * walk_ins_per_hour * share + (shares_[i] > 0 ? booked : 0)) * hours[i]);
    }
    if (demand::busiest(servers, load, ~demand::CounterSet{0}) <= 1) return share;
  }
  return 0.2;
}

void Customers::recognise(const Day& day, Time now) {
  ours_.resize(day.tickets.size() + 1, false);
  for (; tickets_seen_ < day.tickets.size(); ++tickets_seen_) {
    const Ticket& ticket = day.tickets[tickets_seen_];
    const auto asked = std::find_if(asked_.begin(), asked_.end(), [&](const Asked& one) {
      return one.slot < 0 && ticket.appointment == 0 && one.at == ticket.taken_at && one.service == ticket.service &&
             one.segment == ticket.segment && one.need == ticket.need;
    });
    const auto booker = std::find_if(bookers_.begin(), bookers_.end(), [&](const Booker& one) {
      return one.came && one.appointment == ticket.appointment;
    });
    if (asked == asked_.end() && booker == bookers_.end()) continue;
    if (asked != asked_.end()) asked_.erase(asked);
    ours_[ticket.id] = true;
    tickets_.push_back({ticket.id, gives_up(ticket)});
  }
  for (; appointments_seen_ < day.appointments.size(); ++appointments_seen_) {
    const Appointment& appointment = day.appointments[appointments_seen_];
    const auto asked = std::find_if(asked_.begin(), asked_.end(), [&](const Asked& one) {
      return one.slot == appointment.slot && one.service == appointment.service &&
             one.at + branch_->policy.hold_seconds * second == appointment.held_until;
    });
    if (asked == asked_.end()) continue;
    asked_.erase(asked);
    bookers_.push_back(booker(appointment.id));
  }
  std::erase_if(asked_, [now](const Asked& one) { return now - one.at > remembered; });
}

Customers::Person Customers::somebody(std::uint64_t bits, bool bookable) const {
  Person one;
  double sum = 0;
  for (std::size_t i = 0; i < shares_.size(); ++i)
    if (!bookable || branch_->services[i].bookable) sum += shares_[i];
  double left = sum * chance::uniform(chance::mix(bits));
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    if (shares_[i] <= 0 || (bookable && !branch_->services[i].bookable)) continue;
    one.service = i;
    left -= shares_[i];
    if (left < 0) break;
  }
  const double group = chance::uniform(chance::mix(bits ^ 1));
  if (group < usual::vip)
    one.segment = Segment::vip;
  else if (group < usual::vip + usual::business)
    one.segment = Segment::business;
  const double need = chance::uniform(chance::mix(bits ^ 2));
  if (need < usual::elderly)
    one.need = Need::elderly;
  else if (need < usual::elderly + usual::pregnant)
    one.need = Need::pregnant;
  else if (need < usual::elderly + usual::pregnant + usual::disabled)
    one.need = Need::disabled;
  return one;
}

bool Customers::daunted(const Day& day, std::uint64_t bits) const {
  const auto waiting = std::count_if(day.tickets.begin(), day.tickets.end(),
                                     [](const Ticket& one) { return one.state == Ticket::State::waiting; });
  const auto open = std::count_if(day.counters.begin(), day.counters.end(),
                                  [](const CounterState& one) { return one.state == CounterState::State::open; });
  const double each = static_cast<double>(waiting) / static_cast<double>(std::max<std::ptrdiff_t>(1, open));
  return chance::uniform(bits) < (each - 3) / 4; // three for every counter: fine; seven: everybody turns round
}

void Customers::arrive(const Day& day, Time from, Time now, std::vector<Command>& commands) {
  // Every second has its own luck, so that it does not matter how the time is cut into steps.
  const double most = bearable_ / 3600;
  for (Time s = from / second + 1; s <= now / second; ++s) {
    const double chances = chance::uniform(chance::draw(seed_, arriving, static_cast<std::uint64_t>(s)));
    const int m = local_minute(s * second, day.utc_offset_minutes);
    if (chances >= arrivals_->per_hour(m) * most) continue;
    if (local_date(s * second, day.utc_offset_minutes) != day.date || !is_open(*branch_, day, now)) continue;
    if (daunted(day, chance::draw(seed_, balking, static_cast<std::uint64_t>(s)))) continue;
    const std::uint64_t bits = chance::draw(seed_, person, static_cast<std::uint64_t>(s));
    const Person one = somebody(bits, false);
    const bool remote = branch_->policy.remote_join && chance::uniform(chance::mix(bits ^ 3)) < 0.25;
    const std::string& service = branch_->services[one.service].id;
    asked_.push_back({now, service, one.segment, one.need, -1});
    commands.push_back(command::TakeTicket{service, one.segment, one.need, remote ? Origin::remote : Origin::kiosk});
  }
}

Time Customers::gives_up(const Ticket& ticket) const {
  const double z = (*normal_)(chance::draw(seed_, patience, ticket.id));
  const auto patient =
      static_cast<Duration>(usual::patience_median * chance::exponential(usual::patience_sigma * z) * minute);
  return std::min(ticket.taken_at + patient, closes_ + stays_after_closing);
}

void Customers::mind_tickets(const Day& day, Time now, std::vector<Command>& commands) {
  std::erase_if(tickets_, [&](const Waiting& one) {
    const TicketId id = one.ticket;
    const Ticket* ticket = day.ticket(id);
    if (ticket == nullptr) return true;
    switch (ticket->state) {
    case Ticket::State::waiting:
      if (now <= one.gives_up) return false;
      commands.push_back(command::Leave{id});
      return true;
    case Ticket::State::finished: {
      if (luck(rating, id) > 0.35) return true;
      if (now < ticket->finished_at + static_cast<Duration>((0.5 + 2 * luck(rating, id)) * minute)) return false;
      const double waited = static_cast<double>(ticket->started_at - ticket->taken_at) / minute;
      const double happy = 5.4 - waited / 20 - 1.5 * luck(stars, id);
      commands.push_back(command::Rate{id, std::clamp(static_cast<int>(happy), 1, 5)});
      return true;
    }
    case Ticket::State::left:
    case Ticket::State::no_show:
      return true;
    default:
      return false;
    }
  });
}

Customers::Booker Customers::booker(AppointmentId appointment) const {
  const Policy& policy = branch_->policy;
  const double z = (*normal_)(chance::draw(seed_, punctual, appointment));
  const double early = 1.0 - policy.check_in_early_minutes;
  const double comes = std::clamp(usual::punctual_mean + usual::punctual_deviation * z, std::min(early, 0.0),
                                  std::max(0.0, policy.check_in_late_minutes - 1.0));
  return {appointment,
          false,
          false,
          luck(cancelling, appointment) < usual::cancelled,
          luck(showing, appointment) < usual::forgotten,
          static_cast<Duration>(comes * minute)};
}

void Customers::mind_appointments(const Day& day, Time now, std::vector<Command>& commands) {
  const Time midnight = at(day.date, 0, day.utc_offset_minutes);
  std::erase_if(bookers_, [&](Booker& one) {
    const Appointment* appointment = day.appointment(one.appointment);
    if (appointment == nullptr || one.came) return true; // the ticket has been recognised, or there is none
    if (appointment->state == Appointment::State::held) {
      if (one.asked_to_book) return true;
      one.asked_to_book = true;
      commands.push_back(command::BookAppointment{one.appointment});
      return false;
    }
    if (appointment->state != Appointment::State::booked) return true;
    const Time slot = midnight + appointment->slot * minute;
    if (one.cancels) {
      if (now < slot - hour) return false;
      commands.push_back(command::CancelAppointment{one.appointment, "customer"});
      return true;
    }
    if (one.forgets) return true;
    if (now < slot + one.comes || !is_open(*branch_, day, now)) return false;
    one.came = true;
    commands.push_back(command::CheckIn{one.appointment});
    return false;
  });
}

void Customers::book(const Day& day, Time from, Time now, std::vector<Command>& commands) {
  if (from / minute == now / minute) return; // think about it once a minute
  const std::uint64_t bits = chance::draw(seed_, booking, static_cast<std::uint64_t>(now / minute));
  const Person one = somebody(bits, true);
  const Service& service = branch_->services[one.service];
  if (!service.bookable || shares_[one.service] <= 0) return;
  const std::vector<Offer> all = offers(*branch_, day, service.id, now);
  const auto wanting = [&](const Offer& offer) {
    const Duration ahead = at(day.date, offer.slot, day.utc_offset_minutes) - now;
    return offer.free ? std::max(0.0, offer.capacity * wanted_share(ahead) - offer.taken) : 0.0;
  };
  double sum = 0;
  for (const Offer& offer : all)
    sum += wanting(offer);
  double left = std::max(2.0, sum) * chance::uniform(chance::mix(bits ^ 4)); // few wanted: often nobody books
  for (const Offer& offer : all) {
    left -= wanting(offer);
    if (left >= 0) continue;
    asked_.push_back({now, service.id, one.segment, one.need, offer.slot});
    commands.push_back(command::HoldSlot{service.id, offer.slot, one.segment, one.need});
    return;
  }
}

} // namespace lobby::sim
