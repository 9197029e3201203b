/// For trainers: the learning record store to which finished role-plays are sent, and what waits for it.
/// Private to ui/trainer.
#pragma once

#include "ui/trainer/answer.hpp"

#include <string>

namespace trainer {

class Settings { ///< /train/settings
public:
  void again();
  void draw_page();

private:
  void fill();
  void draw_store();
  void draw_outbox();
  void save();
  void remove();
  void take(const app::Reply& reply);

  Answer settings_;
  int edition_ = 0; ///< the answer that the fields know
  std::string endpoint_, user_, password_;
  std::string known_endpoint_, known_user_; ///< of the server; empty = none
  app::Json outbox_;
  std::string outbox_text_, outbox_error_;
  std::string error_, message_;
  bool busy_ = false, removing_ = false;
};

} // namespace trainer
