#include "ui/app/bridge.hpp"
#include "ui/app/internal.hpp"

#include "core/wire/wire.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace app {

namespace {

struct Arrived {
  Then then;
  Reply reply;
};

/// An address that is asked for again and again while it is looked at.
struct Kept {
  int looked_in = 0;       ///< frame
  int timer = 0;           ///< the newest: an older one does nothing any more
  bool waiting = false;    ///< for the timer
  bool asking = false;     ///< for the answer
  double asked_at = -1e12; ///< milliseconds of host_ticks
  double apart = 0;        ///< likewise
  std::function<bool(const Reply&)> changed;
};

struct Network {
  int last_id = 0;
  std::unordered_map<int, Then> waiting;
  std::unordered_map<int, Then> quiet; ///< `then` runs at once and says itself when a frame is due
  std::vector<Arrived> arrived;
  std::map<std::string, Kept, std::less<>> kept;
  int frame = 0;
  double clock_offset = 0; ///< server's milliseconds since 1970 minus host_ticks
  bool clock_known = false;
  bool online = true;
  lobby::Time heard_at = 0;
  int commands = 0;
  bool demo = false;
  std::optional<lobby::Bank> bank;
  std::map<std::string, int, std::less<>> offsets; ///< by branch, as the server says
};

Network& network() {
  static Network all;
  return all;
}

void send(int id, const char* method, std::string_view address, std::string_view body) {
  const std::string language(internal::language_name());
  host_fetch(id, method, std::string(address).c_str(), std::string(body).c_str(), language.c_str());
}

void request(const char* method, std::string_view address, std::string_view body, Then then) {
  const int id = ++network().last_id;
  network().waiting.emplace(id, std::move(then));
  send(id, method, address, body);
}

void ask_again(const std::string& address) {
  const int id = ++network().last_id;
  Kept& kept = network().kept[address];
  kept.asking = true;
  kept.asked_at = host_ticks();
  network().quiet.emplace(id, [address](const Reply& reply) {
    Kept& answered = network().kept[address];
    answered.asking = false;
    if (answered.changed(reply)) {
      host_wake();
    } else if (answered.looked_in == network().frame) {
      keep_asking(address, answered.apart / 1000, answered.changed);
    }
  });
  send(id, "GET", address, {});
}

/// The network, or a server that is being restarted: worth another try with the same id.
bool passing_trouble(const Reply& reply) { return reply.status == 0 || (reply.status >= 502 && reply.status <= 504); }

constexpr double longest_pause = 15;        // seconds between two tries
constexpr double patience = 120 * 1000;     // milliseconds until a command is given up
constexpr double server_check_seconds = 10; // between two looks whether the server is back

void send_command(std::string body, Then then, double begun, double pause) {
  request("POST", "/api/commands", body, [=, then = std::move(then)](const Reply& reply) mutable {
    if (!passing_trouble(reply) || host_ticks() - begun > patience) {
      --network().commands;
      then(reply);
      return;
    }
    internal::after(pause, [=, then = std::move(then)]() mutable {
      send_command(std::move(body), std::move(then), begun, std::min(pause * 2, longest_pause));
    });
  });
}

void read_now(const Json& now) {
  internal::heard(static_cast<lobby::Time>(now["now"].number()));
  const Json branches = now["branches"];
  for (std::size_t i = 0; i < branches.size(); ++i) {
    const Json offset = branches[i]["utc_offset_minutes"];
    if (!offset.is_null()) {
      network().offsets[branches[i]["id"].text()] = static_cast<int>(offset.number());
    }
  }
}

void load_bank() {
  get("/api/bank", [](const Reply& reply) {
    if (reply.ok()) {
      lobby::BankResult read = lobby::read_bank(reply.body);
      if (read.bank) {
        network().bank = std::move(read.bank);
        return;
      }
      host_fatal(read.problems.empty() ? "/api/bank" : to_string("/api/bank", read.problems.front()).c_str());
      return;
    }
    internal::after(2, load_bank);
  });
}

void load_hello() {
  get("/api/hello", [](const Reply& reply) {
    if (!reply.ok()) {
      internal::after(3, load_hello);
      return;
    }
    const Json hello = Json::parse(reply.body);
    network().demo = hello["demo"].flag();
    internal::heard(static_cast<lobby::Time>(hello["now"].number()));
  });
}

void load_offsets() {
  get("/api/now", [](const Reply& reply) {
    if (reply.ok()) {
      read_now(Json::parse(reply.body));
    }
  });
}

/// While offline: is the server back?
void check_server() {
  internal::after(server_check_seconds, [] {
    if (network().online) {
      return;
    }
    get("/api/hello", [](const Reply& reply) {
      if (!reply.ok()) {
        check_server();
      }
    });
  });
}

} // namespace

namespace internal {

void load_server() {
  load_hello();
  load_bank();
  load_offsets();
}

void heard(lobby::Time server_now) {
  Network& net = network();
  if (server_now > 0) {
    net.clock_offset = static_cast<double>(server_now) - host_ticks();
    net.clock_known = true;
  }
  net.heard_at = now();
  if (!net.online) {
    net.online = true;
    host_wake();
  }
}

void server_lost() {
  if (!network().online) {
    return;
  }
  network().online = false;
  check_server();
  host_wake();
}

void online_changed(bool online) {
  if (!online) {
    server_lost();
  } else if (!network().online) {
    load_hello();
  }
}

void reply_arrived(int id, int status, std::string body) {
  Network& net = network();
  if (status == 0) {
    server_lost();
  } else {
    heard(0);
  }
  if (auto quiet = net.quiet.extract(id)) {
    quiet.mapped()({status, std::move(body)});
  } else if (auto waiting = net.waiting.extract(id)) {
    net.arrived.push_back({std::move(waiting.mapped()), {status, std::move(body)}});
    host_wake();
  }
}

void frame_begins() { ++network().frame; }

void run_replies() {
  std::vector<Arrived> arrived;
  arrived.swap(network().arrived);
  for (const Arrived& one : arrived) {
    if (one.then) {
      one.then(one.reply);
    }
  }
}

} // namespace internal

lobby::Time now() {
  const Network& net = network();
  return static_cast<lobby::Time>(net.clock_known ? host_ticks() + net.clock_offset : host_epoch());
}

bool demo() { return network().demo; }

Link connection() { return network().online ? Link::online : Link::offline; }

lobby::Time offline_since() { return network().heard_at; }

void get(std::string_view address, Then then) { request("GET", address, {}, std::move(then)); }

void keep_asking(std::string_view address, double seconds, std::function<bool(const Reply&)> changed) {
  Kept& kept = network().kept[std::string(address)];
  const bool back = kept.looked_in + 1 < network().frame; // it was not looked at meanwhile
  kept.looked_in = network().frame;
  kept.apart = seconds * 1000;
  kept.changed = std::move(changed);
  if (kept.asking || (kept.waiting && !back)) {
    return;
  }
  kept.waiting = true;
  const double wait = back ? 0 : std::max(0.0, kept.asked_at + kept.apart - host_ticks());
  internal::after(wait / 1000, [again = std::string(address), number = ++kept.timer] {
    Kept& due = network().kept[again];
    if (number != due.timer) {
      return;
    }
    due.waiting = false;
    if (due.looked_in == network().frame) {
      ask_again(again);
    }
  });
}

void post(std::string_view address, std::string body, Then then) { request("POST", address, body, std::move(then)); }

void put(std::string_view address, std::string body, Then then) { request("PUT", address, body, std::move(then)); }

void del(std::string_view address, Then then) { request("DELETE", address, {}, std::move(then)); }

std::string new_id() { return bridge::answer(host_new_id()); }

std::string problem_text(const Reply& reply) {
  if (reply.status == 0) {
    return tr("problem.offline");
  }
  const Json problem = Json::parse(reply.body);
  const std::string key = problem["key"].text();
  if (has_text(key)) {
    const std::string subject = problem["args"]["subject"].text();
    return tr(key, {{"subject", subject}});
  }
  if (const std::string detail = problem["detail"].text(); !detail.empty()) {
    return detail;
  }
  if (const std::string title = problem["title"].text(); !title.empty()) {
    return title;
  }
  return tr("problem.other", {{"status", std::to_string(reply.status)}});
}

void command(std::string_view branch, lobby::Date date, const lobby::Command& command, const JsonObject* extra,
             Then then) {
  JsonObject body;
  body.add("id", new_id()).add("branch", branch).add("date", lobby::to_string(date));
  body.raw("command", lobby::wire::to_json(command));
  std::string text = body.str();
  if (extra) {
    const std::string members = extra->str();
    if (members.size() > 2) {
      text = text.substr(0, text.size() - 1) + "," + members.substr(1);
    }
  }
  ++network().commands;
  send_command(std::move(text), std::move(then), host_ticks(), 1);
}

int commands_waiting() { return network().commands; }

const lobby::Bank* bank() { return network().bank ? &*network().bank : nullptr; }

int utc_offset(const lobby::Branch& branch, lobby::Date date) {
  // Noon of the date: a zone changes its offset at night. The zone's own rules first, then what the server said.
  const double noon = static_cast<double>(lobby::at(date, 12 * 60, 0));
  if (const int offset = host_utc_offset(branch.time_zone.c_str(), noon); offset > -10000) {
    return offset;
  }
  const auto told = network().offsets.find(branch.id);
  return told == network().offsets.end() ? 8 * 60 : told->second;
}

lobby::Date today(const lobby::Branch& branch) {
  const lobby::Time moment = now();
  const int offset = utc_offset(branch, lobby::local_date(moment, 0));
  return lobby::local_date(moment, offset);
}

} // namespace app
