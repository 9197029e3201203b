/// Many reports in one: how often each check was asked for and met, what was said wrongly, how the totals lie (Q2, Q4).
#pragma once

#include "core/score/score.hpp"

#include <map>
#include <string>

namespace lobby::score {

class Summary {
public:
  void add(const Report& report);
  int contacts() const { return contacts_; }
  /// {"contacts","mean","passed","grades":{grade: contacts},"gates":{fault: contacts},
  ///  "checks":{id:{"asked","met","partly","missed","violated"}},"faults":{id: times},"unsure_turns"}
  /// "mean" has two decimals; null without contacts.
  std::string json() const;

private:
  struct Results {
    int asked = 0, met = 0, partly = 0, missed = 0, violated = 0;
  };
  int contacts_ = 0, passed_ = 0, unsure_turns_ = 0;
  double total_ = 0;
  std::map<std::string, int> grades_, gates_, faults_;
  std::map<std::string, Results> checks_;
};

} // namespace lobby::score
