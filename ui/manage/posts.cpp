#include "ui/manage/posts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace manage {

namespace {

constexpr double seconds_apart = 5;
constexpr std::array<std::string_view, 3> reserve_names = {"none", "branch_head", "flexible_teller"};

} // namespace

void Posts::refresh(const lobby::Day& day) {
  const std::string address = "/api/days/" + day.branch + "/" + lobby::to_string(day.date) + "/positions";
  if (address != address_) {
    *this = Posts();
    address_ = address;
  }
  app::keep_asking(address_, seconds_apart, [this, asked = address_](const app::Reply& reply) {
    return asked == address_ && !busy_ && take(reply);
  });
}

bool Posts::take(const app::Reply& reply) {
  if (!reply.ok() || reply.body == body_) return false;
  body_ = reply.body;
  placed_.clear();
  const app::Json all = app::Json::parse(body_)["positions"];
  for (std::size_t i = 0; i < all.size(); ++i) {
    lobby::Posted one;
    one.person = all[i]["person"].text();
    one.position = static_cast<int>(all[i]["position"].number());
    for (std::size_t r = 0; r < reserve_names.size(); ++r)
      if (all[i]["reserve"].text() == reserve_names[r]) one.reserve = static_cast<lobby::Posted::Reserve>(r);
    placed_.push_back(one);
  }
  loaded_ = true;
  return true;
}

std::vector<lobby::Posted> Posts::everybody(const lobby::Branch& branch, const lobby::Day& day) const {
  std::vector<lobby::Posted> all = placed_;
  for (const lobby::CounterState& state : day.counters) {
    const lobby::Counter* counter = branch.counter(state.id);
    if (!counter || state.state == lobby::CounterState::State::closed) continue;
    if (std::any_of(placed_.begin(), placed_.end(), [&](const auto& one) { return one.person == state.teller; }))
      continue;
    all.push_back({state.teller, counter->position, lobby::Posted::Reserve::none, state.ticket != 0});
  }
  return all;
}

lobby::Posted Posts::place_of(const std::string& person) const {
  const auto found =
      std::find_if(placed_.begin(), placed_.end(), [&](const lobby::Posted& one) { return one.person == person; });
  return found == placed_.end() ? lobby::Posted{person, -1} : *found;
}

void Posts::stand(const std::string& person, int position, lobby::Posted::Reserve reserve, std::function<void()> done) {
  app::JsonObject body;
  body.add("person", person).add("reserve", reserve_names[static_cast<std::size_t>(reserve)]);
  if (position < 0)
    body.raw("position", "null");
  else
    body.add("position", position);
  busy_ = true;
  problem_.clear();
  last_.reset();
  app::post(address_, body.str(),
            [this, asked = address_, stands = lobby::Posted{person, position, reserve},
             done = std::move(done)](const app::Reply& reply) {
              if (asked != address_) return;
              busy_ = false;
              if (!reply.ok()) {
                problem_ = app::problem_text(reply);
                return;
              }
              take(reply);
              last_ = stands;
              if (done) done();
            });
}

} // namespace manage
