/// What the customer's steps share: the branches' state right now, the slot being held, and what this device remembers.
/// Private to ui/customer.
#pragma once

#include "ui/app/app.hpp"
#include "ui/app/needs.hpp"
#include "ui/kit/kit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace customer {

// ---------------------------------------------------------------- the branches right now (GET /api/now)

struct ServiceNow {
  std::string id;
  int waiting = 0;
  lobby::Forecast wait; ///< of somebody who joins now
};
struct BranchNow {
  std::string id;
  lobby::Date date; ///< of the branch's own calendar
  int utc_offset_minutes = 0;
  bool open = false;
  int opens = -1;  ///< minute of the day; -1 = does not open today
  int closes = -1; ///< likewise
  int waiting = 0;
  int counters_open = 0;
  std::vector<ServiceNow> services;
  const ServiceNow* service(std::string_view id) const;
  /// The middle one of the services' waits: what to expect when it is not yet known what for. Not known when none is.
  lobby::Forecast overall() const;
};

/// Asked for again every 15 seconds while a step that shows it is drawn.
class NowBoard {
public:
  enum class State { loading, ready, failed };
  void keep_fresh();
  void ask();
  State state() const { return state_; }
  /// Nothing new came for over a minute: when the figures are from; else 0.
  lobby::Time stale_since() const;
  const BranchNow* branch(std::string_view id) const;
  const std::string& error() const { return error_; }

private:
  bool read(const app::Reply& reply); ///< whether anything that is shown has changed
  State state_ = State::loading;
  std::string shown_;
  lobby::Time heard_at_ = 0;
  std::string error_;
  std::vector<BranchNow> branches_;
};

/// "营业中 · 至 17:00", and whether that is good news.
struct OpenWords {
  std::string text;
  kit::Tone tone = kit::Tone::muted;
};
OpenWords open_words(const lobby::Branch& branch, const BranchNow& now);

// ---------------------------------------------------------------- kept on this device

/// A slot that is being kept while name and phone are typed.
struct Hold {
  std::string branch, service, link;
  lobby::Date date;
  int slot = 0;
  lobby::AppointmentId appointment = 0; ///< 0 = no hold
  lobby::Time until = 0;
  bool alive() const { return appointment != 0 && app::now() < until; }
  bool is(std::string_view of_branch, std::string_view of_service) const {
    return appointment != 0 && branch == of_branch && service == of_service;
  }
};
Hold stored_hold();
void store_hold(const Hold& hold); ///< a hold without appointment clears it

/// A visit this device has booked or joined, so that it is found again without its link.
struct Remembered {
  std::string link, branch, service;
  lobby::Date date;
  int slot = -1; ///< -1 = a ticket without appointment
};
std::vector<Remembered> remembered();
void remember(const Remembered& visit); ///< replaces the one with the same link
void forget(std::string_view link);

/// The special need chosen on this device, asked once for booking and joining.
lobby::Need stored_need();
void store_need(lobby::Need need);
std::string need_text(lobby::Need need);

// ---------------------------------------------------------------- replies and words

/// The appointment or ticket that the events of a command's reply speak of; 0 = none.
std::uint32_t event_member(const app::Json& reply, std::string_view type, std::string_view member);

/// "周六" and "11月21日" apart, for the strip of days.
struct DayWords {
  std::string weekday, day;
};
DayWords day_words(lobby::Date date);

/// Top bar, then the page.
class StepPage {
public:
  StepPage(std::string_view title, std::string_view back, bool fills_screen = false, bool hide_heading = false);

private:
  kit::Page page_;
};
void loading_page(std::string_view title, std::string_view back);
/// A page that only says what is wrong and offers one way on.
void dead_end_page(std::string_view title, std::string_view detail, std::string_view way_on, std::string_view address);

kit::ButtonOptions look(kit::ButtonStyle style, kit::Icon icon = kit::Icon::none, bool wide = false);

/// Papers to bring as a check list; the ticks stay on this device. Draws nothing when none are needed.
void papers_list(const lobby::Branch& branch, const lobby::Service& service, bool with_heading);

} // namespace customer
