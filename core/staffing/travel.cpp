// Records and footfall as they travel: JSON of whole numbers, thousandths where there are fractions.
#include "core/staffing/footfall.hpp"

#include "core/json/json.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace lobby {

namespace {

constexpr int version = 1;
constexpr double most_people = 1e6; ///< more in one half hour is no record of a branch

void add(std::string& out, std::int64_t number) { out += std::to_string(number); }
void add_thousandths(std::string& out, double number) {
  add(out, static_cast<std::int64_t>(std::llround(number * 1e3)));
}

template <class All, class Write> void add_list(std::string& out, const char* name, const All& all, Write write) {
  out += std::string(",\"") + name + "\":[";
  bool first = true;
  for (const auto& one : all) {
    const std::size_t length = out.size();
    if (!first) out += ',';
    if (write(one))
      first = false;
    else
      out.resize(length);
  }
  out += ']';
}

/// Reads step by step; the first thing that is wrong is kept.
class Reader {
public:
  explicit Reader(std::string& problem) : problem_(problem) { problem_.clear(); }
  bool ok() const { return problem_.empty(); }
  void fail(std::string what) {
    if (problem_.empty()) problem_ = std::move(what);
  }

  const json::Value& list(const json::Value& of, std::string_view name) {
    const json::Value& value = of[name];
    if (!value.is_array()) fail(std::string(name) + ": a list is missing");
    return value;
  }
  /// A row of so many whole numbers from 0 to `most`.
  std::vector<double> row(const json::Value& value, std::size_t size, std::string_view name, double most) {
    std::vector<double> numbers(size, 0.0);
    if (!value.is_array() || value.items.size() != size) {
      fail(std::string(name) + ": a row must have " + std::to_string(size) + " numbers");
      return numbers;
    }
    for (std::size_t i = 0; i < size; ++i) {
      if (!value.items[i].is_number() || !(value.items[i].number >= 0) || !(value.items[i].number <= most))
        fail(std::string(name) + ": must be numbers from 0");
      else
        numbers[i] = value.items[i].number;
    }
    return numbers;
  }

private:
  std::string& problem_;
};

void check_version(Reader& reader, const json::Value& root) {
  if (root["v"].integer_or(0) != version) reader.fail("v: must be " + std::to_string(version));
}

std::optional<json::Document> open(std::string_view text, Reader& reader) {
  json::Parsed parsed = json::parse(text);
  if (!parsed.document) {
    reader.fail(parsed.problems.empty() ? "not JSON" : parsed.problems.front().message);
    return {};
  }
  return std::move(parsed.document);
}

template <class All, class Take> void read_services(Reader& reader, const json::Value& root, All& all, Take take) {
  const json::Value& services = root["services"];
  if (!services.is_object()) reader.fail("services: must be an object");
  for (const json::Member& member : services.members) {
    if (!member.value.is_number() || !(member.value.number >= 0) || !(member.value.number <= 1e3 * most_people))
      reader.fail("services: must be numbers from 0");
    all.push_back(take(member.name, member.value.number_or(0)));
  }
}

} // namespace

std::string to_json(const DayRecord& record) {
  std::string out = "{\"v\":" + std::to_string(version) + ",\"date\":\"" + to_string(record.date) + '"';
  add_list(out, "halves", record.halves, [&](const DayRecord::Half& half) {
    out += '[';
    for (const int number : {half.minute, half.walk_ins, half.booked, half.called, half.late}) {
      add(out, number);
      out += ',';
    }
    add(out, static_cast<std::int64_t>(std::llround(half.waited)));
    out += ',';
    add_thousandths(out, half.counters);
    out += ']';
    return true;
  });
  add_list(out, "open", record.open, [&](const Shift& one) {
    out += '[' + json::quoted(one.counter) + ',' + std::to_string(one.from) + ',' + std::to_string(one.until) + ']';
    return true;
  });
  out += ",\"services\":{";
  for (std::size_t i = 0; i < record.services.size(); ++i) {
    out += (i == 0 ? "" : ",") + json::quoted(record.services[i].service) + ':';
    add(out, record.services[i].people);
  }
  return out + "}}";
}

std::string to_json(const Footfall& footfall) {
  std::string out = "{\"v\":" + std::to_string(version);
  std::size_t place = 0;
  add_list(out, "week", footfall.week, [&](const Footfall::Cell& cell) { // only what is not zero, with its place
    const std::size_t here = place++;
    if (cell.people <= 0 && cell.expected <= 0 && cell.booked <= 0) return false;
    out += '[';
    add(out, static_cast<std::int64_t>(here));
    for (const double number : {cell.people, cell.expected, cell.booked}) {
      out += ',';
      add_thousandths(out, number);
    }
    out += ']';
    return true;
  });
  add_list(out, "days", footfall.days, [&](double days) {
    add_thousandths(out, days);
    return true;
  });
  add_list(out, "dates", footfall.dates, [&](const Footfall::OfDate& date) {
    out += '[';
    add_thousandths(out, date.days);
    out += ',';
    add_thousandths(out, date.ratio);
    out += ']';
    return true;
  });
  out += ",\"services\":{";
  for (std::size_t i = 0; i < footfall.services.size(); ++i) {
    out += (i == 0 ? "" : ",") + json::quoted(footfall.services[i].service) + ':';
    add_thousandths(out, footfall.services[i].people);
  }
  return out + "}}";
}

namespace {

Shift read_shift(Reader& reader, const json::Value& value) {
  Shift shift;
  if (!value.is_array() || value.items.size() != 3) {
    reader.fail("open: a row must have a counter and two minutes");
    return shift;
  }
  shift.counter = value.items[0].string_or("");
  shift.from = static_cast<int>(std::clamp<std::int64_t>(value.items[1].integer_or(-1), -1, 24 * 60));
  shift.until = static_cast<int>(std::clamp<std::int64_t>(value.items[2].integer_or(-1), -1, 24 * 60 + 1));
  if (shift.counter.empty() || shift.from < 0 || shift.from >= shift.until || shift.until > 24 * 60)
    reader.fail("open: must be counters with minutes of the day, from before until");
  return shift;
}

void read_record(Reader& reader, const json::Value& root, DayRecord& record) {
  check_version(reader, root);
  DayRecord read;
  if (!parse_date(root["date"].string_or(""), read.date)) reader.fail("date: must be a date such as 2026-11-21");
  int before = -1;
  for (const json::Value& one : reader.list(root, "halves").items) {
    const std::vector<double> row = reader.row(one, 7, "halves", 1e3 * most_people);
    const int begin = static_cast<int>(std::min(row[0], 1e6));
    if (begin % half_hour_minutes != 0 || begin >= 24 * 60 || begin <= before)
      reader.fail("halves: must begin at half hours of the day, in order");
    before = begin;
    const auto whole = [&](std::size_t i) { return static_cast<int>(std::min(row[i], most_people)); };
    read.halves.push_back({begin, whole(1), whole(2), whole(3), row[5], whole(4), row[6] / 1e3});
  }
  if (root.find("open") != nullptr)
    for (const json::Value& one : reader.list(root, "open").items)
      read.open.push_back(read_shift(reader, one));
  read_services(reader, root, read.services, [](const std::string& service, double people) {
    return DayRecord::ServiceCount{service, static_cast<int>(std::min(people, most_people))};
  });
  if (reader.ok()) record = std::move(read);
}

void read_footfall(Reader& reader, const json::Value& root, Footfall& footfall) {
  check_version(reader, root);
  Footfall read;
  for (const json::Value& one : reader.list(root, "week").items) {
    const std::vector<double> row = reader.row(one, 4, "week", 1e3 * most_people);
    if (row[0] >= static_cast<double>(read.week.size()))
      reader.fail("week: no such half hour");
    else
      read.week[static_cast<std::size_t>(row[0])] = {row[1] / 1e3, row[2] / 1e3, row[3] / 1e3};
  }
  const std::vector<double> days = reader.row(root["days"], read.days.size(), "days", 1e6);
  for (std::size_t i = 0; i < days.size(); ++i)
    read.days[i] = days[i] / 1e3;
  const json::Value& dates = reader.list(root, "dates");
  if (dates.items.size() != read.dates.size()) reader.fail("dates: must be 31");
  for (std::size_t i = 0; reader.ok() && i < read.dates.size(); ++i) {
    const std::vector<double> row = reader.row(dates.items[i], 2, "dates", 1e6);
    read.dates[i] = {row[0] / 1e3, row[1] / 1e3};
  }
  read_services(reader, root, read.services, [](const std::string& service, double people) {
    return Footfall::OfService{service, people / 1e3};
  });
  if (reader.ok()) footfall = std::move(read);
}

void read_history(Reader& reader, const json::Value& root, BranchHistory& history) {
  BranchHistory read;
  read_footfall(reader, root["footfall"], read.footfall);
  read_record(reader, root["today"], read.today);
  for (const json::Value& one : reader.list(root, "days").items)
    read_record(reader, one, read.days.emplace_back());
  if (reader.ok()) history = std::move(read);
}

template <class What, class Read> bool read_whole(std::string_view text, What& what, std::string& problem, Read read) {
  Reader reader(problem);
  const auto document = open(text, reader);
  if (reader.ok()) read(reader, document->root(), what);
  return reader.ok();
}

} // namespace

bool read_json(std::string_view text, DayRecord& record, std::string& problem) {
  return read_whole(text, record, problem, read_record);
}
bool read_json(std::string_view text, Footfall& footfall, std::string& problem) {
  return read_whole(text, footfall, problem, read_footfall);
}
bool read_json(std::string_view text, BranchHistory& history, std::string& problem) {
  return read_whole(text, history, problem, read_history);
}

} // namespace lobby
