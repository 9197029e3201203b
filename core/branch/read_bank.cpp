#include "core/branch/branch.hpp"
#include "core/json/json.hpp"

#include <algorithm>
#include <map>
#include <utility>

// A file that keeps the schema is read without looking back; what a schema cannot say is checked on the way, so that
// every problem is found at once and points at the very value.

namespace lobby {
namespace {

using json::quoted;
using json::Value;

constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

Text text(const Value& value) {
  return {std::string(value["zh"].string_or("")), std::string(value["en"].string_or(""))};
}

std::string string(const Value& value) { return std::string(value.string_or("")); }

int integer(const Value& value, int otherwise) { return static_cast<int>(value.integer_or(otherwise)); }

Channel channel(std::string_view name) {
  if (name == "self_service") return Channel::self_service;
  return name == "phone" ? Channel::phone : Channel::counter;
}

CounterKind counter_kind(std::string_view name) {
  if (name == "low") return CounterKind::low;
  if (name == "vip_high") return CounterKind::vip_high;
  return name == "vip_room" ? CounterKind::vip_room : CounterKind::high;
}

/// H1: where a counter of this kind stands among the seven positions.
int usual_position(CounterKind kind) {
  switch (kind) {
  case CounterKind::low:
    return 4;
  case CounterKind::high:
    return 5;
  case CounterKind::vip_high:
    return 6;
  case CounterKind::vip_room:
    return 7;
  }
  return 5;
}

Paper paper(const Value& value) {
  return {string(value["id"]), text(value["name"]), text(value["note"]), value["required"].boolean_or(true)};
}

Service service(const Value& value) {
  Service out;
  out.id = string(value["id"]);
  out.prefix = string(value["prefix"]);
  out.name = text(value["name"]);
  out.hint = text(value["hint"]);
  out.complexity = value["complexity"].string_or("simple") == "complex" ? Complexity::complex : Complexity::simple;
  for (const Value& one : value["channels"].items)
    out.channels.push_back(channel(one.text));
  if (out.channels.empty()) out.channels.push_back(Channel::counter);
  out.elsewhere = text(value["elsewhere"]);
  for (const Value& one : value["papers"].items)
    out.papers.push_back(paper(one));
  out.bookable = value["bookable"].boolean_or(true);
  out.typical_minutes = value["typical_minutes"].number_or(out.typical_minutes);
  out.spread = value["spread"].number_or(out.spread);
  return out;
}

Counter counter(const Value& value) {
  Counter out;
  out.id = string(value["id"]);
  out.kind = counter_kind(value["kind"].string_or(""));
  out.position = integer(value["position"], usual_position(out.kind));
  for (const Value& one : value["serves"].items)
    out.serves.push_back(one.text);
  return out;
}

Policy policy(const Value& value) {
  Policy out;
  const auto read = [&](const char* name, int& member) { member = integer(value[name], member); };
  read("slot_minutes", out.slot_minutes);
  read("days_ahead", out.days_ahead);
  read("min_lead_minutes", out.min_lead_minutes);
  read("hold_seconds", out.hold_seconds);
  read("check_in_early_minutes", out.check_in_early_minutes);
  read("check_in_late_minutes", out.check_in_late_minutes);
  read("no_show_seconds", out.no_show_seconds);
  read("max_recalls", out.max_recalls);
  read("appointments_in_a_row", out.appointments_in_a_row);
  read("target_wait_minutes", out.target_wait_minutes);
  read("limit_wait_minutes", out.limit_wait_minutes);
  out.vip_first = value["vip_first"].boolean_or(out.vip_first);
  out.special_first = value["special_first"].boolean_or(out.special_first);
  out.remote_join = value["remote_join"].boolean_or(out.remote_join);
  for (const json::Member& entry : value["capacity"].members)
    out.capacity.push_back({entry.name, integer(entry.value, 1)});
  return out;
}

/// Minute of the day of "09:30".
int clock_minute(std::string_view text) {
  const auto figure = [&](std::size_t at) { return text[at] - '0'; };
  return (figure(0) * 10 + figure(1)) * 60 + figure(3) * 10 + figure(4);
}

/// Reads a document that keeps the schema and collects what is wrong beyond it.
class BankReader {
public:
  explicit BankReader(const json::Document& document) : document_(document) {}

  BankResult run() {
    const Value& root = document_.root();
    Bank bank;
    bank.id = string(root["id"]);
    bank.name = text(root["name"]);
    unique("id", root["services"], "/services", "service");
    for (const Value& one : root["services"].items)
      catalogue_.emplace(string(one["id"]), &one);
    for (std::size_t i = 0; i < root["services"].items.size(); ++i)
      unique("id", root["services"].items[i]["papers"], "/services/" + std::to_string(i) + "/papers", "paper");
    const auto& branches = root["branches"];
    unique("id", branches, "/branches", "branch");
    for (std::size_t i = 0; i < branches.items.size(); ++i)
      bank.branches.push_back(branch(branches.items[i], "/branches/" + std::to_string(i)));
    if (!problems_.empty()) return {std::nullopt, std::move(problems_)};
    return {std::move(bank), {}};
  }

private:
  void report(const Value& at, const std::string& path, std::string message) {
    problems_.push_back(document_.problem_at(at.offset, path, std::move(message)));
  }

  /// Reports each entry whose member has the value of an earlier one's.
  void unique(const char* member, const Value& list, const std::string& path, const char* what) {
    std::map<std::string_view, bool> seen;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Value* value = list.items[i].find(member);
      if (value && !seen.emplace(value->text, true).second)
        report(*value, path + "/" + std::to_string(i) + "/" + member,
               "another " + std::string(what) + " has the " + member + " " + quoted(value->text) + " already");
    }
  }

  Branch branch(const Value& value, const std::string& path) {
    Branch out;
    out.id = string(value["id"]);
    out.name = text(value["name"]);
    out.address = text(value["address"]);
    out.phone = string(value["phone"]);
    out.time_zone = value["time_zone"].string_or(out.time_zone);
    services(value["services"], path + "/services", out);
    counters(value["counters"], path + "/counters", out);
    for (std::size_t i = 0; i < weekdays.size(); ++i) {
      const std::string day(weekdays[i]);
      out.week[i] = openings(value["hours"][day], path + "/hours/" + day);
    }
    special_days(value["special_days"], path + "/special_days", out);
    out.policy = policy(value["policy"]);
    capacities(value["policy"]["capacity"], path + "/policy/capacity", out);
    out.arrivals_per_hour = value["arrivals_per_hour"].number_or(out.arrivals_per_hour);
    everything_served(value["services"], path + "/services", out);
    return out;
  }

  void services(const Value& list, const std::string& path, Branch& out) {
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Value& entry = list.items[i];
      const std::string here = path + "/" + std::to_string(i);
      const Value* definition = &entry;
      if (entry.is_string()) {
        const auto found = catalogue_.find(entry.text);
        if (found == catalogue_.end()) {
          report(entry, here, "the bank has no service " + quoted(entry.text));
          continue;
        }
        definition = found->second;
      } else {
        unique("id", entry["papers"], here + "/papers", "paper");
      }
      Service read = service(*definition);
      if (out.service(read.id))
        report(entry, here, "the branch has the service " + quoted(read.id) + " already");
      else
        out.services.push_back(std::move(read));
    }
  }

  void counters(const Value& list, const std::string& path, Branch& out) {
    unique("id", list, path, "counter");
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Value& entry = list.items[i];
      for (std::size_t k = 0; k < entry["serves"].items.size(); ++k) {
        const Value& served = entry["serves"].items[k];
        if (!out.service(served.text))
          report(served, path + "/" + std::to_string(i) + "/serves/" + std::to_string(k),
                 "the branch has no service " + quoted(served.text));
      }
      out.counters.push_back(counter(entry));
    }
  }

  std::vector<Opening> openings(const Value& list, const std::string& path) {
    std::vector<Opening> out;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Value& entry = list.items[i];
      const std::string here = path + "/" + std::to_string(i);
      const Opening opening{clock_minute(entry.text), clock_minute(std::string_view(entry.text).substr(6))};
      if (opening.open >= opening.close)
        report(entry, here, "must close after it opens");
      else if (!out.empty() && opening.open < out.back().close)
        report(entry, here, "begins before the hours in front of it end");
      out.push_back(opening);
    }
    return out;
  }

  void special_days(const Value& list, const std::string& path, Branch& out) {
    unique("date", list, path, "special day");
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Value& entry = list.items[i];
      const std::string here = path + "/" + std::to_string(i);
      SpecialDay day;
      if (!parse_date(entry["date"].text, day.date)) report(entry["date"], here + "/date", "there is no such date");
      day.name = text(entry["name"]);
      day.hours = openings(entry["hours"], here + "/hours");
      out.special_days.push_back(std::move(day));
    }
  }

  void capacities(const Value& entries, const std::string& path, const Branch& out) {
    for (const json::Member& entry : entries.members) {
      const Service* known = out.service(entry.name);
      if (known && known->bookable) continue;
      const std::string what =
          known ? quoted(entry.name) + " cannot be booked" : "the branch has no service " + quoted(entry.name);
      problems_.push_back(document_.problem_at(entry.offset, path + "/" + json::pointer_step(entry.name), what));
    }
  }

  /// What can be booked or is done at a counter needs a counter.
  void everything_served(const Value& list, const std::string& path, const Branch& out) {
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Value& entry = list.items[i];
      const Service* known = out.service(entry.is_string() ? entry.text : entry["id"].text);
      if (!known) continue;
      const bool at_counter =
          std::find(known->channels.begin(), known->channels.end(), Channel::counter) != known->channels.end();
      const bool served = std::any_of(out.counters.begin(), out.counters.end(),
                                      [&](const Counter& one) { return out.serves(one, known->id); });
      if ((known->bookable || at_counter) && !served)
        report(entry, path + "/" + std::to_string(i), "no counter serves " + quoted(known->id));
    }
  }

  const json::Document& document_;
  std::map<std::string, const Value*, std::less<>> catalogue_;
  std::vector<Problem> problems_;
};

} // namespace

BankResult read_bank(std::string_view source) {
  const json::Parsed parsed = json::parse(source);
  if (!parsed.document) return {std::nullopt, parsed.problems};
  std::vector<Problem> problems = json::check(*parsed.document, bank_schema());
  if (!problems.empty()) return {std::nullopt, std::move(problems)};
  BankResult result = BankReader(*parsed.document).run();
  std::stable_sort(result.problems.begin(), result.problems.end(), [](const Problem& a, const Problem& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return result;
}

} // namespace lobby
