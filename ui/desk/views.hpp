/// The views of the desk, one class each. Private to ui/desk.
#pragma once

#include "ui/desk/context.hpp"

#include <optional>
#include <string>
#include <vector>

namespace desk {

/// Choosing a counter and opening it.
class CounterChooser {
public:
  void draw(const Context& context);

private:
  void draw_counter(const Context& context, const lobby::Counter& counter);
  void wait_for_counter(const Context& context);

  std::string wanted_; ///< a simulated teller's counter, taken when the customer there is done; empty = none
};

/// Asks for the reason, and for a transfer also where to; sends the command.
class HandOver {
public:
  enum class Kind { transfer, park };
  void open(Kind kind, lobby::TicketId ticket);
  bool is_open() const { return kind_.has_value(); }
  /// Draws the dialog while it is open.
  void draw(const Context& context);

private:
  void draw_target(const Context& context, const lobby::Ticket& ticket);
  bool draw_reasons();
  void send(const Context& context, const lobby::Ticket& ticket);

  std::optional<Kind> kind_;
  lobby::TicketId ticket_ = 0;
  int to_counter_ = 0; ///< 0 = to a service, 1 = to a counter
  int service_ = 0;
  int counter_ = -1;
  int reason_ = -1;
};

/// The customer called or being served, with what can be done now; or who would be called next, and why.
class CustomerView {
public:
  void draw(const Context& context);

private:
  void draw_next(const Context& context);
  void draw_customer(const Context& context, const lobby::Ticket& ticket);
  void draw_called_actions(const Context& context, const lobby::Ticket& ticket);
  void draw_serving_actions(const Context& context, const lobby::Ticket& ticket);

  HandOver hand_over_;
};

/// Who waits, for how long so far and still, and who is parked.
class LineView {
public:
  void draw(const Context& context);

private:
  void draw_table(const Context& context, const std::vector<lobby::TicketId>& line);
  void draw_cards(const Context& context, const std::vector<lobby::TicketId>& line);
  void draw_parked(const Context& context);

  bool all_ = false;
};

/// The counters of the branch and who is there.
void draw_counters(const Context& context);

/// The tools of the lobby staff.
class HallView {
public:
  void draw(const Context& context);

private:
  void draw_ticket_form(const Context& context);
  void draw_check_in(const Context& context);
  void draw_out_of_turn(const Context& context);
  void draw_kiosk_code(const Context& context);

  int service_ = 0; ///< of the ticket form
  int need_ = 0;
  int segment_ = 0;
  std::string taken_;          ///< number of the ticket just taken; empty = none
  std::string search_;         ///< for an appointment
  lobby::TicketId ticket_ = 0; ///< to be called out of turn
  int counter_ = 0;            ///< index into the free counters that serve it
  std::string kiosk_code_;
  lobby::Time kiosk_code_expires_ = 0;
};

} // namespace desk
