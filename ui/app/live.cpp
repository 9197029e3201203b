#include "ui/app/bridge.hpp"
#include "ui/app/internal.hpp"

#include "core/wire/wire.hpp"
#include "ui/kit/kit.hpp"

#include <algorithm>

namespace app {

namespace {

constexpr double kept_unwatched = 60 * 1000; // milliseconds
/// A browser opens six connections to a server at most: whoever leafs through dates must leave some for requests.
constexpr std::ptrdiff_t most_streams = 3;
constexpr double refresh_apart = 1000; // milliseconds between two refreshes after changes

struct Watched : Live {
  std::string branch_id;
  lobby::Date date;
  int stream = 0;
  bool loading = false;
  double asked_at = 0;
  double pause = 1; ///< seconds until the next try
  bool has_day = false;
  lobby::Time predicted_for = -1; ///< moment
  double predicted_at = -1e12;
};

struct Days {
  std::vector<std::unique_ptr<Watched>> all;
  int last_stream = 0;
};

Days& days() {
  static Days kept;
  return kept;
}

Watched* find(std::string_view branch, lobby::Date date) {
  for (const auto& one : days().all) {
    if (one->branch_id == branch && one->date == date) {
      return one.get();
    }
  }
  return nullptr;
}

Watched* find_stream(int stream) {
  for (const auto& one : days().all) {
    if (one->stream == stream) {
      return one.get();
    }
  }
  return nullptr;
}

std::string day_address(const Watched& watched) {
  return "/api/days/" + watched.branch_id + "/" + lobby::to_string(watched.date);
}

void load(Watched& watched);

void close_stream(Watched& watched) {
  if (watched.stream) {
    host_stream_close(watched.stream);
  }
  watched.stream = 0;
}

/// Closes the streams asked about longest ago; they are opened again, from where they ended, when asked about.
void make_room_for_stream() {
  auto& all = days().all;
  while (std::count_if(all.begin(), all.end(), [](const auto& one) { return one->stream != 0; }) >= most_streams) {
    const auto last = std::min_element(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return (a->stream == 0 ? 1e300 : a->asked_at) < (b->stream == 0 ? 1e300 : b->asked_at);
    });
    close_stream(**last);
  }
}

void open_stream(Watched& watched) {
  close_stream(watched);
  make_room_for_stream();
  watched.stream = ++days().last_stream;
  host_stream(watched.stream, (day_address(watched) + "/stream").c_str(), static_cast<double>(watched.day.number));
}

void try_again(Watched& watched) {
  const auto again = [branch = watched.branch_id, date = watched.date] {
    if (Watched* still = find(branch, date)) {
      load(*still);
    }
  };
  internal::after(watched.pause, again);
  watched.pause = std::min(watched.pause * 2, 15.0);
}

void loaded(Watched& watched, const Reply& reply) {
  watched.loading = false;
  if (reply.status == 0 || reply.status >= 500) {
    watched.state = watched.has_day ? Live::State::stale : Live::State::loading;
    try_again(watched);
    return;
  }
  if (!reply.ok()) {
    watched.state = Live::State::failed;
    watched.error = problem_text(reply);
    return;
  }
  auto read = lobby::wire::snapshot_from_bytes(reply.body);
  auto* snapshot = std::get_if<lobby::wire::Snapshot>(&read);
  if (!snapshot) {
    watched.state = Live::State::failed;
    watched.error = tr("problem.newer_server");
    return;
  }
  watched.day = std::move(snapshot->day);
  watched.experience = std::move(snapshot->experience);
  watched.has_day = true;
  watched.predictor_.reset();
  watched.pause = 1;
  watched.state = Live::State::live;
  watched.heard_at = now();
  open_stream(watched);
}

void load(Watched& watched) {
  if (watched.loading) {
    return;
  }
  watched.loading = true;
  get(day_address(watched), [branch = watched.branch_id, date = watched.date](const Reply& reply) {
    if (Watched* still = find(branch, date)) {
      loaded(*still, reply);
    }
  });
}

void event_arrived(Watched& watched, std::string_view data) {
  auto read = lobby::wire::event_from_json(data);
  const auto* event = std::get_if<lobby::Event>(&read);
  if (event && event->number <= watched.day.number) {
    return; // told twice
  }
  if (!event || !lobby::apply(watched.day, *event)) {
    load(watched); // a gap, or a server that says more than this page understands
    return;
  }
  watched.state = Live::State::live;
  host_wake();
}

const lobby::Branch& no_branch() {
  static const lobby::Branch none;
  return none;
}

} // namespace

namespace internal {

void stream_news(int id, int news, std::string_view data) {
  Watched* watched = find_stream(id);
  if (!watched) {
    return;
  }
  switch (static_cast<bridge::StreamNews>(news)) {
  case bridge::StreamNews::opened:
    heard(0);
    if (watched->state == Live::State::stale) {
      watched->state = Live::State::live;
      host_wake();
    }
    break;
  case bridge::StreamNews::event:
    event_arrived(*watched, data);
    break;
  case bridge::StreamNews::clock:
    heard(static_cast<lobby::Time>(Json::parse(data)["now"].number()));
    break;
  case bridge::StreamNews::broken:
    if (watched->state == Live::State::live) {
      watched->state = Live::State::stale;
      server_lost();
    }
    return;
  }
  watched->heard_at = now();
}

void forget_unwatched() {
  auto& all = days().all;
  const double now = host_ticks();
  for (const auto& one : all) {
    if (now - one->asked_at > kept_unwatched && one->stream) {
      host_stream_close(one->stream);
    }
  }
  std::erase_if(all, [now](const auto& one) { return now - one->asked_at > kept_unwatched; });
}

} // namespace internal

const Live& watch(std::string_view branch, lobby::Date date) {
  Watched* watched = find(branch, date);
  if (!watched) {
    auto made = std::make_unique<Watched>();
    made->branch_id = branch;
    made->date = date;
    watched = made.get();
    days().all.push_back(std::move(made));
    load(*watched);
  }
  watched->asked_at = host_ticks();
  if (watched->has_day && watched->stream == 0 && !watched->loading) {
    open_stream(*watched);
  }
  if (!watched->branch && bank()) {
    watched->branch = bank()->branch(branch);
  }
  return *watched;
}

const lobby::Predictor& Live::predictor() const {
  // Every Live is a Watched, made by `watch`; the cache of predictions is not part of what a Day is.
  auto& watched = const_cast<Watched&>(static_cast<const Watched&>(*this));
  const lobby::Branch& of = branch ? *branch : no_branch();
  if (!watched.predictor_ || (branch && watched.predicted_at < -1e11)) {
    watched.predictor_ = std::make_unique<lobby::Predictor>(of, watched.experience);
    watched.predicted_at = -1e12;
  }
  if (!branch || !watched.has_day) {
    return *watched.predictor_;
  }
  // The same moments in every page (see lobby::Predictor::grain), so that all of them show the same wait.
  const lobby::Time moment = lobby::Predictor::moment(day, now());
  const double age = host_ticks() - watched.predicted_at;
  if (moment != watched.predicted_for && age >= refresh_apart) {
    watched.predictor_->refresh(day, moment);
    watched.predicted_at = host_ticks();
    watched.predicted_for = moment;
  } else if (moment != watched.predicted_for) {
    kit::wake_after((refresh_apart - age) / 1000);
  }
  const lobby::Duration grain = lobby::Predictor::grain;
  kit::wake_after(static_cast<double>(grain - now() % grain) / lobby::second);
  return *watched.predictor_;
}

} // namespace app
