/// Commands sent by a press: busy until their events are on the screen, the refusal kept beside what was pressed.
/// Private to ui/desk.
#pragma once

#include "ui/app/app.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

class Presses {
public:
  using Done = std::function<void(const app::Json& reply)>;
  /// Sends `command`; `id` names the press for `busy` and `draw_refusal`. Ignored while another press is busy.
  /// `done` gets the answer of a command that was accepted.
  void send(std::string_view id, const app::Live& live, const lobby::Command& command, Done done = {});
  /// The same for commands of which each needs the one before.
  void send_in_turn(std::string_view id, const app::Live& live, std::vector<lobby::Command> commands);
  /// A request that is not a command: busy between `begin` and `end`.
  void begin(std::string_view id);
  void end(std::string_view id, const app::Reply& reply);

  bool busy(std::string_view id) const;
  bool any_busy() const;
  /// Once a frame: lets go of presses whose events have arrived in `day`.
  void settle(const lobby::Day& day, lobby::Time now);
  /// Draws the refusal of the last of these presses, if there is one, with a button that dismisses it.
  void draw_refusal(std::initializer_list<std::string_view> ids);
  void forget_refusals();

private:
  void send_rest(std::string id, std::string branch, lobby::Date date, std::vector<lobby::Command> commands, Done done);

  struct Press {
    bool busy = false;
    std::uint64_t until = 0; ///< busy until the Day has this event; 0 = the answer is still out
    lobby::Time answered_at = 0;
    std::string refusal;
  };
  std::map<std::string, Press, std::less<>> presses_;
};

} // namespace desk
