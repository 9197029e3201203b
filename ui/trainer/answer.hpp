/// What the server says to one question: asked once, shown while it is asked anew. Private to ui/trainer.
#pragma once

#include "ui/app/app.hpp"

#include <string>
#include <string_view>

namespace trainer {

class Answer {
public:
  enum class State { loading, ready, failed };
  /// Asks when the address or who is logged in is another than before; then nothing is known until the answer is there.
  State ask(const std::string& address);
  /// Asks anew with the next `ask`; what is known is shown until then.
  void again() { stale_ = true; }
  const app::Json& json() const { return json_; }
  int edition() const { return edition_; } ///< another one each time an answer came
  /// Draws what loads, or what went wrong with a way to try again; answers whether there is something to show.
  bool draw(const std::string& address, std::string_view failed_title, int lines = 4);

private:
  void take(int number, const app::Reply& reply);

  std::string asked_; ///< address and person
  bool stale_ = false;
  int last_ = 0, edition_ = 0;
  State state_ = State::loading;
  std::string error_;
  app::Json json_;
};

} // namespace trainer
