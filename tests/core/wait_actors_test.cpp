#include "tests/core/wait_branch.hpp"

#include <algorithm>
#include <map>

using namespace lobby;
using namespace lobby::wait_test;

namespace {

/// FNV-1a over what matters of an event.
std::uint64_t hash(const std::vector<LogRow>& rows) {
  std::uint64_t h = 0xcbf29ce484222325u;
  const auto add = [&](std::string_view text) {
    for (const char c : text)
      h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  };
  for (const LogRow& row : rows)
    add(to_string(row.date) + "," + std::to_string(static_cast<long long>(row.seconds * 1000)) + "," + row.event + "," +
        std::to_string(row.who) + "," + row.service + "," + std::to_string(row.priority) + "," + row.counter + ";");
  return h;
}

struct Figures {
  int joined = 0, started = 0, left = 0;
  double mean_wait = 0, p90 = 0, longest = 0; ///< minutes
};

Figures figures(const std::vector<LogRow>& rows) {
  Figures result;
  std::map<std::pair<Date, std::uint32_t>, double> since;
  std::vector<double> waits;
  for (const LogRow& row : rows) {
    if (row.event == "join") {
      ++result.joined;
      since[{row.date, row.who}] = row.seconds;
    } else if (row.event == "start") {
      ++result.started;
      waits.push_back((row.seconds - since[{row.date, row.who}]) / 60);
    } else if (row.event == "leave") {
      ++result.left;
    }
  }
  std::ranges::sort(waits);
  for (const double wait : waits)
    result.mean_wait += wait / static_cast<double>(waits.size());
  if (!waits.empty()) result.p90 = waits[waits.size() * 9 / 10];
  if (!waits.empty()) result.longest = waits.back();
  return result;
}

} // namespace

TEST(Actors, WaitsAreThoseOfABranch) {
  const Branch branch = city_branch();
  const std::vector<LogRow> rows = simulate_days(branch, monday, 5, 7);
  const Figures seen = figures(rows);
  printf("joined %d started %d left %d mean %.1f p90 %.1f max %.1f\n", seen.joined, seen.started, seen.left,
         seen.mean_wait, seen.p90, seen.longest);
  EXPECT_GT(seen.joined, 5 * 120);
  EXPECT_GT(seen.mean_wait, 2);
  EXPECT_LT(seen.mean_wait, 15);
  EXPECT_LT(seen.p90, 30);
  EXPECT_LT(seen.left, seen.joined / 10);
  EXPECT_NE(hash(rows), 0u);
}
