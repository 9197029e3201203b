#include "ui/desk/presses.hpp"

#include "ui/kit/kit.hpp"

#include <utility>

namespace desk {

namespace {
/// When the stream is slow, buttons come back after so long even without the event.
constexpr lobby::Duration patience = 4 * lobby::second;
} // namespace

void Presses::begin(std::string_view id) {
  forget_refusals();
  presses_.insert_or_assign(std::string(id), Press{.busy = true, .until = 0, .answered_at = 0, .refusal = {}});
}

void Presses::end(std::string_view id, const app::Reply& reply) {
  Press& press = presses_[std::string(id)];
  press.busy = false;
  if (!reply.ok()) press.refusal = app::problem_text(reply);
}

void Presses::send(std::string_view id, const app::Live& live, const lobby::Command& command, Done done) {
  if (any_busy()) return;
  begin(id);
  send_rest(std::string(id), live.day.branch, live.day.date, {command}, std::move(done));
}

void Presses::send_in_turn(std::string_view id, const app::Live& live, std::vector<lobby::Command> commands) {
  if (any_busy() || commands.empty()) return;
  begin(id);
  send_rest(std::string(id), live.day.branch, live.day.date, std::move(commands), {});
}

void Presses::send_rest(std::string id, std::string branch, lobby::Date date, std::vector<lobby::Command> commands,
                        Done done) {
  const lobby::Command first = commands.front();
  commands.erase(commands.begin());
  const auto answered = [this, id, branch, date, commands, done = std::move(done)](const app::Reply& reply) {
    if (!reply.ok()) {
      end(id, reply);
      return;
    }
    if (!commands.empty()) {
      send_rest(id, branch, date, commands, done);
      return;
    }
    const app::Json answer = app::Json::parse(reply.body);
    Press& press = presses_[id];
    press.until = static_cast<std::uint64_t>(answer["number"].number());
    press.answered_at = app::now();
    if (done) done(answer);
  };
  app::command(branch, date, first, nullptr, answered);
}

bool Presses::busy(std::string_view id) const {
  const auto found = presses_.find(id);
  return found != presses_.end() && found->second.busy;
}

bool Presses::any_busy() const {
  for (const auto& [id, press] : presses_)
    if (press.busy) return true;
  return false;
}

void Presses::settle(const lobby::Day& day, lobby::Time now) {
  for (auto& [id, press] : presses_) {
    if (!press.busy || press.answered_at == 0) continue;
    if (day.number >= press.until || now - press.answered_at > patience)
      press.busy = false;
    else
      kit::wake_after(0.25);
  }
}

void Presses::draw_refusal(std::initializer_list<std::string_view> ids) {
  for (const std::string_view id : ids) {
    const auto found = presses_.find(id);
    if (found == presses_.end() || found->second.refusal.empty()) continue;
    const kit::IdScope scope(id);
    kit::banner("refusal", found->second.refusal, kit::Tone::danger);
    if (kit::button("dismiss", app::tr("desk.dismiss"), {.style = kit::ButtonStyle::quiet, .icon = kit::Icon::close}))
      found->second.refusal.clear();
  }
}

void Presses::forget_refusals() {
  for (auto& [id, press] : presses_)
    press.refusal.clear();
}

} // namespace desk
