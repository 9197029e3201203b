/// Who of the staff stands where today: those whom somebody has put there, and the tellers at open counters.
/// Private to ui/manage.
#pragma once

#include "core/staffing/positions.hpp"
#include "ui/app/app.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace manage {

class Posts {
public:
  /// Asks again every few seconds, so that whoever looks at the plan sees the same.
  void refresh(const lobby::Day& day);
  bool loaded() const { return loaded_; }
  const std::vector<lobby::Posted>& placed() const { return placed_; }
  /// With the tellers at open counters, each at the counter's position, unless somebody has put them elsewhere.
  std::vector<lobby::Posted> everybody(const lobby::Branch& branch, const lobby::Day& day) const;
  /// Puts somebody somewhere; position −1 takes them off the plan. `done` is called when the server has taken it.
  void stand(const std::string& person, int position, lobby::Posted::Reserve reserve, std::function<void()> done = {});
  /// Where somebody was put; position −1: nowhere, though they may be at a counter.
  lobby::Posted place_of(const std::string& person) const;
  bool busy() const { return busy_; }
  const std::string& problem() const { return problem_; } ///< of the last time
  /// Who was put somewhere on this page last, and where, once the server has taken it; position −1: off the plan.
  const std::optional<lobby::Posted>& last() const { return last_; }
  void forget_last() { last_.reset(); }

private:
  bool take(const app::Reply& reply);

  std::string address_;
  std::string body_;
  bool loaded_ = false;
  bool busy_ = false;
  std::string problem_;
  std::vector<lobby::Posted> placed_;
  std::optional<lobby::Posted> last_;
};

} // namespace manage
