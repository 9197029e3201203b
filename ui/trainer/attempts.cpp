#include "ui/trainer/attempts.hpp"

#include "core/score/score.hpp"
#include "ui/kit/kit.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace trainer {

namespace {

constexpr std::string_view waiting_key = "trainer-waiting";
constexpr lobby::Duration between_tries = 5 * lobby::second;

std::string json_list(const std::vector<std::string>& entries) {
  std::string out = "[";
  for (const std::string& entry : entries)
    out += (out.size() > 1 ? "," : "") + entry;
  return out + "]";
}

std::string mode_of(const Attempt& attempt) { return attempt.exam ? "exam" : "practice"; }

std::string body_of(const Attempt& attempt) {
  return app::JsonObject()
      .add("id", attempt.id)
      .add("scenario", attempt.scenario)
      .raw("seed", std::to_string(attempt.seed))
      .add("mode", mode_of(attempt))
      .raw("transcript", attempt.transcript_text)
      .str();
}

/// What the core on this device says of the transcript; null when it cannot be scored.
app::Json scored(const std::string& transcript) {
  const auto result = lobby::score::score_json(transcript);
  const auto* report = std::get_if<lobby::score::Report>(&result);
  return report ? app::Json::parse(lobby::score::to_json(*report)) : app::Json();
}

} // namespace

void Attempts::add(Attempt attempt) {
  load_waiting();
  attempt.transcript = app::Json::parse(attempt.transcript_text);
  attempt.report = scored(attempt.transcript_text);
  last_[attempt.scenario] = attempt;
  waiting_.push_back(std::move(attempt));
  store_waiting();
  refused_.clear();
  next_try_ = 0;
}

/// Stored as text within text: the transcript comes back byte for byte.
void Attempts::store_waiting() const {
  std::vector<std::string> entries;
  for (const Attempt& attempt : waiting_)
    entries.push_back(app::JsonObject()
                          .add("id", attempt.id)
                          .add("staff", attempt.staff)
                          .add("scenario", attempt.scenario)
                          .add("seed", std::to_string(attempt.seed))
                          .add("mode", mode_of(attempt))
                          .add("at", static_cast<double>(attempt.at))
                          .add("transcript", attempt.transcript_text)
                          .str());
  app::store(waiting_key, json_list(entries));
}

void Attempts::load_waiting() {
  if (loaded_) return;
  loaded_ = true;
  const app::Json entries = app::Json::parse(app::stored(waiting_key));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const app::Json entry = entries[i];
    Attempt attempt;
    attempt.id = entry["id"].text();
    attempt.staff = entry["staff"].text();
    attempt.scenario = entry["scenario"].text();
    attempt.seed = std::strtoull(entry["seed"].text().c_str(), nullptr, 10);
    attempt.exam = entry["mode"].text() == "exam";
    attempt.at = static_cast<lobby::Time>(entry["at"].number());
    attempt.transcript_text = entry["transcript"].text();
    attempt.transcript = app::Json::parse(attempt.transcript_text);
    attempt.report = scored(attempt.transcript_text);
    if (attempt.id.empty() || attempt.report.is_null())
      continue; // written by something else: nothing that could be sent
    last_[attempt.scenario] = attempt;
    waiting_.push_back(std::move(attempt));
  }
}

void Attempts::send_waiting() {
  load_waiting();
  if (sending_ || app::session() != app::SessionState::in) return;
  const auto mine = std::find_if(waiting_.begin(), waiting_.end(),
                                 [](const Attempt& attempt) { return attempt.staff == app::staff().id; });
  if (mine == waiting_.end()) return;
  if (app::now() < next_try_) {
    kit::wake_after(static_cast<double>(next_try_ - app::now()) / lobby::second);
    return;
  }
  sending_ = true;
  app::post("/api/training/attempts", body_of(*mine),
            [this, id = mine->id](const app::Reply& reply) { take_saved(id, reply); });
}

void Attempts::take_saved(const std::string& id, const app::Reply& reply) {
  sending_ = false;
  const auto sent =
      std::find_if(waiting_.begin(), waiting_.end(), [&](const Attempt& attempt) { return attempt.id == id; });
  if (sent == waiting_.end()) return;
  const bool later = reply.status == 0 || reply.status >= 500 || reply.status == 401 || reply.status == 429;
  if (later) {
    next_try_ = app::now() + between_tries;
    return;
  }
  if (reply.ok()) {
    const app::Json answer = app::Json::parse(reply.body);
    Attempt saved = *sent;
    saved.number = static_cast<int>(answer["attempt"].number());
    saved.compare = answer["compare"];
    saved.report = answer["report"]; // the server's core is the one that counts
    lookups_[saved.number] = {State::ready, {}, saved};
    if (const auto shown = last_.find(saved.scenario); shown != last_.end() && shown->second.id == id)
      shown->second = saved;
    refresh();
  } else {
    refused_ = app::problem_text(reply); // sending it again would change nothing
  }
  waiting_.erase(sent);
  store_waiting();
}

std::size_t Attempts::waiting() const {
  return static_cast<std::size_t>(std::count_if(
      waiting_.begin(), waiting_.end(), [](const Attempt& attempt) { return attempt.staff == app::staff().id; }));
}

void Attempts::refresh() {
  own_.by.clear();
  others_.by.clear();
}

const Attempts::Listing& Attempts::own() { return ask(own_, {}); }

const Attempts::Listing& Attempts::others() { return ask(others_, "?staff=*"); }

const Attempts::Listing& Attempts::ask(Asked& asked, std::string_view whose) {
  if (asked.by != app::staff().id) {
    if (asked.by.empty() && asked.listing.entries.empty()) asked.listing.state = State::loading;
    asked.by = app::staff().id;
    app::get("/api/training/attempts" + std::string(whose),
             [&asked](const app::Reply& reply) { take_list(asked, reply); });
  }
  return asked.listing;
}

void Attempts::take_list(Asked& asked, const app::Reply& reply) {
  Listing& listing = asked.listing;
  if (!reply.ok()) {
    listing.state = State::failed;
    listing.error = app::problem_text(reply);
    return;
  }
  listing.entries.clear();
  const app::Json attempts = app::Json::parse(reply.body)["attempts"];
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    const app::Json one = attempts[i];
    listing.entries.push_back({static_cast<int>(one["attempt"].number()), one["staff"].text(), one["name"].text(),
                               one["scenario"].text(), one["mode"].text() == "exam",
                               static_cast<lobby::Time>(one["at"].number()), one["total"].number(),
                               one["passed"].flag(), one["grade"].text()});
  }
  std::stable_sort(listing.entries.begin(), listing.entries.end(),
                   [](const Entry& a, const Entry& b) { return a.at > b.at; });
  listing.state = State::ready;
}

const Attempt* Attempts::last(std::string_view scenario) const {
  const auto found = last_.find(scenario);
  return found == last_.end() || found->second.staff != app::staff().id ? nullptr : &found->second;
}

const Attempts::Lookup& Attempts::lookup(int number) {
  const auto found = lookups_.find(number);
  if (found != lookups_.end()) return found->second;
  app::get("/api/training/attempts/" + std::to_string(number),
           [this, number](const app::Reply& reply) { take_attempt(number, reply); });
  return lookups_[number];
}

void Attempts::take_attempt(int number, const app::Reply& reply) {
  Lookup& lookup = lookups_[number];
  if (!reply.ok()) {
    lookup.state = State::failed;
    lookup.error = app::problem_text(reply);
    return;
  }
  const app::Json answer = app::Json::parse(reply.body);
  lookup.state = State::ready;
  lookup.attempt.number = number;
  lookup.attempt.staff = answer["staff"].text();
  lookup.attempt.name = answer["name"].text();
  lookup.attempt.scenario = answer["scenario"].text();
  const std::string seed = answer["seed"].text(); // a text, or a number when small
  lookup.attempt.seed =
      seed.empty() ? static_cast<std::uint64_t>(answer["seed"].number()) : std::strtoull(seed.c_str(), nullptr, 10);
  lookup.attempt.exam = answer["mode"].text() == "exam";
  lookup.attempt.at = static_cast<lobby::Time>(answer["at"].number());
  lookup.attempt.transcript = answer["transcript"];
  lookup.attempt.report = answer["report"];
  lookup.attempt.compare = answer["compare"];
  lookup.attempt.reviews = answer["reviews"];
  lookup.attempt.reviewed = !answer["reviewed_total"].is_null();
  lookup.attempt.reviewed_total = answer["reviewed_total"].number();
  lookup.attempt.reviewed_passed = answer["reviewed_passed"].flag();
  lookup.attempt.reviewed_grade = answer["reviewed_grade"].text();
}

} // namespace trainer
