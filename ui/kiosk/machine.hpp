/// The kiosk's steps and what they remember of the customer standing in front of it. Private to ui/kiosk.
#pragma once

#include "ui/app/app.hpp"
#include "ui/kit/kit.hpp"

#include <string>
#include <vector>

namespace kiosk {

enum class Step { welcome, services, check_in, ticket, trouble };

class Machine final : public app::Place {
public:
  void draw() override;

private:
  // enrolment (enrol.cpp)
  void ask_who_am_i();
  void enrol_page();
  void enrol();
  // the steps, one file each
  void welcome(const app::Live& live);
  void services(const app::Live& live);
  void check_in(const app::Live& live);
  void ticket(const app::Live& live);
  void trouble();
  // what the steps do (kiosk.cpp)
  void step(const app::Live& live);
  void go(Step step);
  void start_over();
  void touched(); ///< somebody is there: the time until the start page begins anew
  void watch_idle();
  void still_there_dialog(double left);
  void watch_answer(double left);
  void language_button();
  void back_button();
  void fail(const app::Reply& reply);
  void take(const lobby::Branch& branch, lobby::Date date, const std::string& service);
  void look_up(const lobby::Branch& branch, lobby::Date date);
  void check_in_booking(const std::string& branch, lobby::Date date, lobby::AppointmentId appointment);
  void ticket_taken(const app::Reply& reply);
  void code_field(const lobby::Branch& branch, lobby::Date date, bool focus);
  void number_pad(const lobby::Branch& branch, lobby::Date date);
  void service_tile(const app::Live& live, const lobby::Service& service);
  void load_qr();
  void print(const app::Live& live, const lobby::Ticket& ticket);

  enum class Enrolled { unknown, asking, no, yes, unreachable };
  Enrolled enrolled_ = Enrolled::unknown;
  std::string branch_;
  std::string enrol_code_, enrol_error_;
  double enrol_retry_at_ = 0;

  Step step_ = Step::welcome;
  bool home_language_known_ = false;
  app::Language home_language_ = app::Language::zh; ///< what the machine returns to
  double touched_at_ = 0;                           ///< steady seconds
  bool focus_code_ = true;                          ///< the code field takes the keyboard, so that a scanner works
  std::uint64_t customer_ = 0;                      ///< counts customers: a late reply to one who left is dropped
  lobby::Need need_ = lobby::Need::none;
  bool need_open_ = false;
  std::string code_, code_error_;
  bool busy_ = false;
  std::string trouble_;
  // the ticket just taken
  lobby::TicketId ticket_ = 0;
  std::string number_, link_;
  std::vector<std::string> qr_;
  double taken_at_ = 0; ///< steady seconds
  bool printed_ = false;
};

double steady_seconds(); ///< of a clock that only runs forward

} // namespace kiosk
