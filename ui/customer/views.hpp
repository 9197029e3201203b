/// The customer's steps, one class each. Private to ui/customer.
#pragma once

#include "ui/customer/model.hpp"

#include <functional>
#include <optional>

namespace customer {

class FindView {
public:
  void draw(NowBoard& board);

private:
  std::string search_;
};

class ServiceView {
public:
  void draw(NowBoard& board, const lobby::Branch& branch);
};

class PapersView {
public:
  void draw(NowBoard& board, const lobby::Branch& branch, const lobby::Service& service);

private:
  void join(const lobby::Branch& branch, const lobby::Service& service, lobby::Date date);
  void ways_on(const BranchNow* now, const lobby::Branch& branch, const lobby::Service& service);
  std::string of_; ///< the service the error belongs to
  std::string error_;
  bool joining_ = false;
};

/// Day strip and slots with their expected crowd; a slot is chosen first and confirmed by the caller's button.
class SlotPicker {
public:
  /// `address` is the step's own address without query: choosing a day replaces `?date=`.
  void draw(const lobby::Branch& branch, const lobby::Service& service, const std::string& address, const Hold* own);
  lobby::Date date() const { return date_; }
  int chosen() const { return chosen_; } ///< -1 = none yet
  void clear() { chosen_ = -1; }

private:
  void day_strip(const lobby::Branch& branch, const std::string& address);
  void slots(const lobby::Branch& branch, const lobby::Service& service, const Hold* own);
  void part_of_day(const app::Live& live, const std::vector<lobby::Offer>& offers, const lobby::Service& service,
                   const Hold* own);
  lobby::Date date_;
  int chosen_ = -1;
  bool all_days_ = false;
};

class SlotsView {
public:
  void draw(const lobby::Branch& branch, const lobby::Service& service);

private:
  void hold(const lobby::Branch& branch, const lobby::Service& service, lobby::Date date, int slot);
  SlotPicker picker_;
  std::string error_;
  bool holding_ = false;
};

class VisitView;

class PersonView {
public:
  void draw(const lobby::Branch& branch, const lobby::Service& service, VisitView& next);

private:
  void form(const Hold& hold, VisitView& next);
  bool check();
  void book(const Hold& hold, VisitView& next);
  std::string name_, phone_;
  std::string name_error_, phone_error_, consent_error_, error_;
  bool consent_ = false;
  bool booking_ = false;
};

/// What GET /api/visits/{link} says.
struct Visit {
  std::string link, branch, code, name, phone;
  lobby::Date date;
  lobby::AppointmentId appointment = 0;
  lobby::TicketId ticket = 0;
};

/// Everything behind a customer's link: the booking before the day, the line, the call, the rating.
class VisitView {
public:
  void draw(const std::string& link, bool moving);
  void just_booked(const std::string& link); ///< greet the confirmation of this one

private:
  struct Scene {
    const Visit& visit;
    const app::Live& live;
    const lobby::Branch& branch;
    const lobby::Service& service;
    const lobby::Appointment* appointment;
    const lobby::Ticket* ticket;
    int offset;
  };
  // loading, and what every scene shares (visit.cpp)
  void begin(const std::string& link);
  void load();
  void read(const app::Reply& reply);
  void not_loaded();
  void without_day(const lobby::Branch& branch, const std::string& why);
  void stage(const Scene& scene, bool moving);
  void send(const Scene& scene, const lobby::Command& command);
  void ask_dialog(const Scene& scene);
  void load_qr(const Scene& scene, std::string_view what);
  void error_banner();
  void as_of(const Scene& scene);
  void keep_link();
  void visit_is_over();
  // the booking (booking.cpp)
  void booking(const Scene& scene);
  void booked(const Scene& scene);
  void booking_card(const Scene& scene);
  void check_in_part(const Scene& scene);
  void change_part();
  void move(const Scene& scene);
  void send_move(const Scene& scene);
  void moved(const Remembered& next, const app::Reply& reply);
  // the line (line.cpp)
  void line(const Scene& scene);
  void waiting(const Scene& scene);
  void wait_card(const Scene& scene, int ahead);
  void explain(const Scene& scene, const lobby::Forecast& forecast);
  void near_turn(int ahead);
  void called(const Scene& scene);
  void call_card(const Scene& scene, const std::string& title);
  void raise_alarm(const Scene& scene);
  void parked(const Scene& scene);
  void finished(const Scene& scene);
  void forget_me(const Scene& scene);
  void tell_me();

  /// What was expected when the wait was last said to have changed, or was first shown.
  struct Expected {
    std::string link;
    lobby::TicketId ticket = 0;
    lobby::Time call = 0;
    lobby::Standing standing;
    std::string change; ///< in words; empty = none yet
  };
  enum class Ask { none, cancel, leave };
  enum class Fresh { no, booked, moved };
  std::string link_;
  std::string fresh_; ///< link of the visit that was booked or moved just now
  Fresh fresh_kind_ = Fresh::no;
  Expected expected_;
  std::optional<Visit> visit_;
  int status_ = 0; ///< of the last answer; 0 = none yet
  bool asking_ = false;
  std::string load_error_;
  std::string error_;
  bool busy_ = false;
  Ask ask_ = Ask::none;
  std::vector<std::string> qr_;
  std::string qr_of_;
  bool copied_ = false;
  SlotPicker picker_;
  lobby::Time alarmed_at_ = -1; ///< last_called_at of the call that was sounded
  int ahead_before_ = -1;       ///< people ahead in the last frame; -1 = not looked yet
  bool looked_again_ = false;   ///< asked once more whether a cancelled booking has moved
  bool forgotten_ = false;
  bool over_ = false;
  int stars_ = 0;
};

} // namespace customer
