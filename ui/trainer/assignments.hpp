/// Courses that trainers and managers give to others: the list, and the dialog that gives one. Private to ui/trainer.
#pragma once

#include "core/branch/branch.hpp"
#include "ui/trainer/answer.hpp"

#include <set>
#include <string>
#include <vector>

namespace trainer {

bool trainer_is_in(); ///< a trainer looks after all branches, a manager after their own
/// The branches one may choose from.
std::vector<const lobby::Branch*> own_branches();

class Assignments {
public:
  void again(); ///< one went elsewhere: ask anew
  /// `people`: the server's overview by staff, from which one chooses.
  void draw(const std::string& people);

private:
  void draw_list();
  void draw_assigning(const std::string& people);
  void open_assigning();
  void assign(const std::string& due);
  void take_change(const app::Reply& reply);

  Answer listing_, people_;
  bool assigning_ = false, busy_ = false;
  app::Json withdrawing_; ///< the assignment of the dialog
  std::string error_;     ///< of what was sent last
  std::string message_;
  // of the dialog
  int course_ = 0, to_ = 0, branch_ = 0, due_ = 1;
  std::set<std::string> chosen_;
};

} // namespace trainer
