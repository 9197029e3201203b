/// A trainer agrees with the machine's result for a check, or overrules it with a reason; and how often people and
/// machine agree. Private to ui/trainer.
#pragma once

#include "ui/trainer/answer.hpp"
#include "ui/trainer/attempts.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace trainer {

class Reviewer {
public:
  /// Whose checks are drawn, until it is called again; `changed` is called with the attempt's number when a review of
  /// it was sent.
  void of(const Attempt& attempt, std::function<void(int)> changed);
  /// Below a check of the report: for a trainer, of somebody else's stored attempt; else nothing.
  void draw(const app::Json& check);
  /// After everything else of the page.
  void draw_dialog();

private:
  void send(const std::string& check, std::string_view result);

  int number_ = 0; ///< of the attempt; 0 = nothing to review
  std::function<void(int)> changed_;
  std::string check_;   ///< of the dialog; empty = closed
  std::string machine_; ///< its result of that check
  int result_ = 0;
  std::string reason_, error_;
  std::string busy_;     ///< the check whose review is under way
  bool checked_ = false; ///< the reason was found too short
};

class Agreement { ///< /train/agreement
public:
  void again() { answer_.again(); }
  void draw_page();

private:
  Answer answer_;
};

} // namespace trainer
