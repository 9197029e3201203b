#include "ui/trainer/answer.hpp"

#include "ui/kit/kit.hpp"

namespace trainer {

Answer::State Answer::ask(const std::string& address) {
  const std::string wanted = app::staff().id + " " + address;
  if (asked_ == wanted && !stale_) return state_;
  if (asked_ != wanted || state_ == State::failed) {
    state_ = State::loading;
    json_ = app::Json();
  }
  asked_ = wanted;
  stale_ = false;
  app::get(address, [this, number = ++last_](const app::Reply& reply) { take(number, reply); });
  return state_;
}

void Answer::take(int number, const app::Reply& reply) {
  if (number != last_) return; // something else was asked meanwhile
  if (reply.ok()) {
    json_ = app::Json::parse(reply.body);
    ++edition_;
    state_ = State::ready;
  } else if (state_ != State::ready) { // what was known is better than nothing
    error_ = app::problem_text(reply);
    state_ = State::failed;
  }
}

bool Answer::draw(const std::string& address, std::string_view failed_title, int lines) {
  const State state = ask(address);
  if (state == State::loading) kit::skeleton(lines);
  if (state == State::failed) {
    const kit::IdScope scope(address);
    kit::banner("failed", error_, kit::Tone::danger, failed_title);
    if (kit::button("retry", app::tr("train.retry"), {.icon = kit::Icon::refresh})) again();
  }
  return state == State::ready;
}

} // namespace trainer
