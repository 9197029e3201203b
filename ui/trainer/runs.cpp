#include "ui/trainer/runs.hpp"

#include "ui/kit/kit.hpp"

#include <algorithm>
#include <cstdlib>

namespace trainer {

namespace roleplay = lobby::roleplay;
namespace speech = lobby::speech;

namespace {

constexpr std::string_view runs_key = "trainer-runs";
constexpr std::string_view discarded_key = "trainer-discarded";
constexpr lobby::Duration between_tries = 5 * lobby::second;

std::string turns_json(const std::vector<roleplay::StaffTurn>& turns) {
  std::string out = "[";
  for (const roleplay::StaffTurn& turn : turns)
    out += (out.size() > 1 ? "," : "") + app::JsonObject()
                                             .add("text", turn.text)
                                             .raw("actions", actions_json(turn.actions))
                                             .add("at", turn.at_seconds)
                                             .str();
  return out + "]";
}

std::vector<roleplay::StaffTurn> read_turns(const app::Json& turns) {
  std::vector<roleplay::StaffTurn> out;
  for (std::size_t i = 0; i < turns.size(); ++i)
    out.push_back(
        {turns[i]["text"].text(), read_actions(turns[i]["actions"]), static_cast<int>(turns[i]["at"].number())});
  return out;
}

std::string mode_of(const Run& run) { return run.exam ? "exam" : "practice"; }

std::string address_of(std::string_view id) { return "/api/training/sessions/" + std::string(id); }

/// Worth another try: no network, a server that is being restarted, somebody who has to log in again.
bool later(const app::Reply& reply) {
  return reply.status == 0 || reply.status >= 500 || reply.status == 401 || reply.status == 429;
}

/// Somebody has gone on with this session elsewhere, or ended it there.
bool went_on_elsewhere(const app::Reply& reply) {
  if (reply.status != 409) return false;
  std::string key = app::Json::parse(reply.body)["key"].text();
  key.erase(0, key.find('.') + 1);
  return key == "session_differs" || key == "session_over" || key == "other_session" || key == "id_reused";
}

bool same(const roleplay::StaffTurn& a, const roleplay::StaffTurn& b) {
  return a.text == b.text && a.actions == b.actions && a.at_seconds == b.at_seconds;
}

} // namespace

std::string actions_json(const std::vector<speech::Action>& actions) {
  std::string out = "[";
  for (const speech::Action action : actions)
    out += (out.size() > 1 ? ",\"" : "\"") + std::string(speech::name(action)) + "\"";
  return out + "]";
}

std::vector<speech::Action> read_actions(const app::Json& names) {
  std::vector<speech::Action> actions;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (speech::Action action{}; speech::parse(names[i].text(), action)) actions.push_back(action);
  return actions;
}

// ---------------------------------------------------------------- this device

void Runs::load() {
  if (loaded_) return;
  loaded_ = true;
  const app::Json runs = app::Json::parse(app::stored(runs_key));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const app::Json one = runs[i];
    Run run{one["id"].text(),
            one["staff"].text(),
            one["scenario"].text(),
            std::strtoull(one["seed"].text().c_str(), nullptr, 10),
            one["mode"].text() == "exam",
            read_turns(one["turns"]),
            one["left"].flag(),
            static_cast<int>(one["kept"].number(-1)),
            static_cast<lobby::Time>(one["at"].number())};
    if (!run.id.empty() && !run.scenario.empty()) runs_.push_back(std::move(run));
  }
  const app::Json discarded = app::Json::parse(app::stored(discarded_key));
  for (std::size_t i = 0; i < discarded.size(); ++i)
    discarded_.push_back({discarded[i]["id"].text(), discarded[i]["staff"].text()});
}

void Runs::store() const {
  std::string runs = "[", discarded = "[";
  for (const Run& run : runs_)
    runs += (runs.size() > 1 ? "," : "") + app::JsonObject()
                                               .add("id", run.id)
                                               .add("staff", run.staff)
                                               .add("scenario", run.scenario)
                                               .add("seed", std::to_string(run.seed))
                                               .add("mode", mode_of(run))
                                               .raw("turns", turns_json(run.turns))
                                               .add("left", run.left)
                                               .add("kept", run.kept)
                                               .add("at", static_cast<double>(run.at))
                                               .str();
  for (const Discarded& one : discarded_)
    discarded += (discarded.size() > 1 ? "," : "") + app::JsonObject().add("id", one.id).add("staff", one.staff).str();
  app::store(runs_key, runs_.empty() ? "" : runs + "]");
  app::store(discarded_key, discarded_.empty() ? "" : discarded + "]");
}

const Run* Runs::of(std::string_view scenario) const {
  for (const Run& run : runs_)
    if (run.scenario == scenario && run.staff == app::staff().id) return &run;
  return nullptr;
}

Run* Runs::find(std::string_view id) {
  const auto found = std::find_if(runs_.begin(), runs_.end(), [&](const Run& run) { return run.id == id; });
  return found == runs_.end() ? nullptr : &*found;
}

void Runs::keep(Run run) {
  run.at = app::now();
  if (Run* known = find(run.id)) {
    run.kept = known->kept;
    *known = std::move(run);
  } else {
    runs_.push_back(std::move(run));
  }
  store();
}

void Runs::discard(std::string_view scenario) {
  const Run* run = of(scenario);
  if (!run) return;
  if (!run->turns.empty()) discarded_.push_back({run->id, run->staff});
  finish(scenario);
}

void Runs::finish(std::string_view scenario) {
  if (const Run* run = of(scenario)) ended_.push_back(run->id);
  runs_.erase(std::remove_if(runs_.begin(), runs_.end(),
                             [&](const Run& run) { return run.scenario == scenario && run.staff == app::staff().id; }),
              runs_.end());
  store();
}

bool Runs::only_here(std::string_view scenario) const {
  const Run* run = of(scenario);
  return run && static_cast<int>(run->turns.size()) > std::max(0, run->kept);
}

// ---------------------------------------------------------------- the server

void Runs::step() {
  load();
  if (app::session() != app::SessionState::in) return;
  if (asked_of_ != app::staff().id) {
    asked_of_ = app::staff().id;
    under_way_ = true;
    app::get("/api/training/sessions", [this](const app::Reply& reply) { take_list(reply); });
  }
  if (sending_ || under_way_) return;
  const auto lacking = std::find_if(runs_.begin(), runs_.end(), [&](const Run& run) {
    return run.staff == app::staff().id && static_cast<int>(run.turns.size()) > std::max(0, run.kept) &&
           std::find(refused_.begin(), refused_.end(), run.id) == refused_.end();
  });
  const bool discarded = std::any_of(discarded_.begin(), discarded_.end(),
                                     [](const Discarded& one) { return one.staff == app::staff().id; });
  if (lacking == runs_.end() && !discarded) return;
  if (app::now() < next_try_) {
    kit::wake_after(static_cast<double>(next_try_ - app::now()) / lobby::second);
    return;
  }
  if (discarded)
    send_discarded();
  else
    send(*lacking);
}

void Runs::take_list(const app::Reply& reply) {
  under_way_ = false;
  if (!reply.ok()) return; // what this device has is enough until the next look
  const app::Json sessions = app::Json::parse(reply.body)["sessions"];
  std::vector<std::string> known;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    known.push_back(sessions[i]["id"].text());
    take_session(sessions[i]);
  }
  // What the server had and has no longer was ended or thrown away on another device.
  runs_.erase(std::remove_if(runs_.begin(), runs_.end(),
                             [&](const Run& run) {
                               return run.staff == app::staff().id && run.kept == static_cast<int>(run.turns.size()) &&
                                      run.kept > 0 && !run.left && run.scenario != held_ &&
                                      std::find(known.begin(), known.end(), run.id) == known.end();
                             }),
              runs_.end());
  store();
}

void Runs::take_session(const app::Json& session) {
  const std::string id = session["id"].text(), scenario = session["scenario"].text();
  const auto thrown = [&](const Discarded& one) { return one.id == id; };
  if (scenario == held_ || std::any_of(discarded_.begin(), discarded_.end(), thrown) ||
      std::find(ended_.begin(), ended_.end(), id) != ended_.end())
    return;
  Run run{id,
          app::staff().id,
          scenario,
          std::strtoull(session["seed"].text().c_str(), nullptr, 10),
          session["mode"].text() == "exam",
          read_turns(session["turns"]),
          false,
          0,
          static_cast<lobby::Time>(session["at"].number())};
  run.kept = static_cast<int>(run.turns.size());
  Run* here = find(id);
  if (here) {
    const std::size_t both = std::min(here->turns.size(), run.turns.size());
    const bool continues = std::equal(here->turns.begin(), here->turns.begin() + static_cast<std::ptrdiff_t>(both),
                                      run.turns.begin(), same);
    if (continues && run.turns.size() > here->turns.size())
      *here = std::move(run);
    else
      here->kept = continues ? static_cast<int>(both) : here->kept;
    return;
  }
  const Run* other = of(scenario);
  if (other && other->at >= run.at) return; // the one on this device is newer
  if (other) finish(scenario);
  runs_.push_back(std::move(run));
}

void Runs::send(const Run& run) {
  sending_ = true;
  const int turns = static_cast<int>(run.turns.size());
  app::put(address_of(run.id),
           app::JsonObject()
               .add("scenario", run.scenario)
               .add("seed", std::to_string(run.seed))
               .add("mode", mode_of(run))
               .raw("turns", turns_json(run.turns))
               .str(),
           [this, id = run.id, turns](const app::Reply& reply) { take_sent(id, turns, reply); });
}

void Runs::take_sent(const std::string& id, int turns, const app::Reply& reply) {
  sending_ = false;
  Run* run = find(id);
  if (later(reply)) {
    next_try_ = app::now() + between_tries;
  } else if (!run) {
    return; // ended or thrown away meanwhile
  } else if (reply.ok()) {
    run->kept = std::max(run->kept, turns);
    store();
  } else if (went_on_elsewhere(reply)) {
    run->id = app::new_id(); // what was said here is a scene of its own
    run->kept = -1;
    store();
  } else {
    refused_.push_back(id);
  }
}

void Runs::send_discarded() {
  const auto mine = std::find_if(discarded_.begin(), discarded_.end(),
                                 [](const Discarded& one) { return one.staff == app::staff().id; });
  sending_ = true;
  app::del(address_of(mine->id), [this, id = mine->id](const app::Reply& reply) {
    sending_ = false;
    if (later(reply)) {
      next_try_ = app::now() + between_tries;
      return;
    }
    discarded_.erase(
        std::remove_if(discarded_.begin(), discarded_.end(), [&](const Discarded& one) { return one.id == id; }),
        discarded_.end());
    store();
  });
}

} // namespace trainer
