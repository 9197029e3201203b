#include "core/branch/branch.hpp"
#include "core/json/json.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace lobby {
namespace {

constexpr std::string_view small_bank = R"({
  "id": "b", "name": {"zh": "银行", "en": "Bank"},
  "services": [
    {"id": "cash", "prefix": "A", "name": {"zh": "现金", "en": "Cash"}, "typical_minutes": 5,
     "papers": [{"id": "card", "name": {"zh": "卡", "en": "Card"}, "required": false}]}
  ],
  "branches": [{
    "id": "one", "name": {"zh": "一", "en": "One"}, "address": {"zh": "路", "en": "Road"},
    "services": ["cash",
                 {"id": "loan", "prefix": "D", "name": {"zh": "贷款", "en": "Loan"}, "complexity": "complex"}],
    "counters": [{"id": "1", "kind": "high", "serves": ["cash"]},
                 {"id": "2", "kind": "low", "serves": ["cash", "loan"]}],
    "hours": {"mon": ["09:00-12:00", "13:30-17:00"], "tue": ["09:00-24:00"], "wed": [], "thu": [], "fri": [],
              "sat": [], "sun": []},
    "special_days": [{"date": "2026-11-23", "name": {"zh": "庆", "en": "Feast"}, "hours": ["10:00-11:00"]}],
    "policy": {"slot_minutes": 20, "capacity": {"loan": 3}}
  }]
})";

std::string with(std::string_view from, std::string_view to) {
  std::string text(small_bank);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::vector<std::string> problems(const std::string& text) {
  const BankResult result = read_bank(text);
  EXPECT_EQ(result.bank.has_value(), result.problems.empty());
  std::vector<std::string> lines;
  for (const Problem& one : result.problems)
    lines.push_back(to_string("bank.json", one));
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Bank, IsReadWithItsDefaults) {
  const BankResult result = read_bank(small_bank);
  ASSERT_TRUE(result.bank) << to_string("bank.json", result.problems.at(0));
  const Branch& branch = *result.bank->branch("one");
  EXPECT_EQ(branch.services.size(), 2U);
  EXPECT_EQ(branch.service("cash")->papers.at(0).required, false);
  EXPECT_EQ(branch.service("cash")->channels, std::vector<Channel>{Channel::counter});
  EXPECT_EQ(branch.service("loan")->complexity, Complexity::complex);
  EXPECT_EQ(branch.service("loan")->typical_minutes, 8);
  EXPECT_EQ(branch.counter("2")->position, 4) << "a low counter stands at position 4";
  EXPECT_EQ(branch.capacity("loan"), 3);
  EXPECT_EQ(branch.capacity("cash"), 1);
  EXPECT_EQ(branch.capacity("none"), 0);
  EXPECT_EQ(branch.policy.slot_minutes, 20);
  EXPECT_EQ(branch.policy.max_recalls, 3);
  EXPECT_EQ(branch.time_zone, "Asia/Shanghai");
}

TEST(Bank, HoursFollowWeekAndSpecialDays) {
  const Branch branch = *read_bank(small_bank).bank->branch("one");
  EXPECT_EQ(branch.hours({2026, 11, 30}).size(), 2U);
  EXPECT_EQ(branch.hours({2026, 11, 30}).at(1).open, 13 * 60 + 30);
  EXPECT_EQ(branch.hours({2026, 11, 24}).at(0).close, 24 * 60);
  EXPECT_TRUE(branch.hours({2026, 11, 22}).empty());
  EXPECT_EQ(branch.hours({2026, 11, 23}).at(0).open, 10 * 60);
  EXPECT_EQ(branch.special_day({2026, 11, 23})->name.en, "Feast");
  EXPECT_EQ(branch.special_day({2026, 11, 24}), nullptr);
}

TEST(Bank, SaysWhenItOpensNext) {
  const Branch branch = *read_bank(small_bank).bank->branch("one");
  const auto next = [&](Date date, int minute) {
    const auto found = branch.opens_next(date, minute);
    return found ? to_string(found->date) + " " + std::to_string(found->minute) : std::string("never");
  };
  EXPECT_EQ(next({2026, 11, 30}, 8 * 60), "2026-11-30 540");
  EXPECT_EQ(next({2026, 11, 30}, 12 * 60), "2026-11-30 810") << "after lunch";
  EXPECT_EQ(next({2026, 11, 30}, 18 * 60), "2026-12-01 540") << "on the next day";
  EXPECT_EQ(next({2026, 11, 17}, 23 * 60), "2026-11-23 600") << "on the next open day, by its special hours";
  Branch shut = branch;
  shut.week = {};
  shut.special_days.clear();
  EXPECT_EQ(shut.opens_next({2026, 11, 17}, 0), std::nullopt);
}

TEST(Bank, SaysWhatASchemaCanSay) {
  EXPECT_EQ(problems(with("\"prefix\": \"A\"", "\"prefix\": \"a1\"")),
            Lines{"bank.json:4:30: /services/0/prefix: must be one or two capital letters"});
  EXPECT_EQ(problems(with("\"name\": {\"zh\": \"现金\", \"en\": \"Cash\"}",
                          "\"nmae\": {\"zh\": \"现金\", \"en\": \"Cash\"}")),
            (Lines{"bank.json:4:5: /services/0: is missing the required member \"name\"",
                   "bank.json:4:35: /services/0/nmae: unknown member \"nmae\", did you mean \"name\"?"}));
  EXPECT_EQ(problems(with("\"typical_minutes\": 5", "\"typical_minutes\": 0")),
            Lines{"bank.json:4:90: /services/0/typical_minutes: must be at least 0.5"});
  EXPECT_EQ(problems(with("09:00-24:00", "9-24")),
            Lines{"bank.json:13:62: /branches/0/hours/tue/0: must be hours such as \"09:00-12:00\""});
  EXPECT_EQ(
      problems(with("\"kind\": \"high\"", "\"kind\": \"hoch\"")).at(0),
      "bank.json:11:38: /branches/0/counters/0/kind: must be one of \"high\", \"low\", \"vip_high\", \"vip_room\"");
}

TEST(Bank, SaysWhatASchemaCannotSay) {
  EXPECT_EQ(problems(with("[\"cash\",\n", "[\"cash\", \"gold\",\n")),
            Lines{"bank.json:9:26: /branches/0/services/1: the bank has no service \"gold\""});
  EXPECT_EQ(problems(with("\"serves\": [\"cash\"]", "\"serves\": [\"fx\"]")),
            Lines{"bank.json:11:57: /branches/0/counters/0/serves/0: the branch has no service \"fx\""});
  EXPECT_EQ(problems(with("[\"cash\", \"loan\"]", "[\"cash\"]")),
            Lines{"bank.json:10:18: /branches/0/services/1: no counter serves \"loan\""});
  EXPECT_EQ(problems(with("{\"id\": \"2\"", "{\"id\": \"1\"")),
            Lines{"bank.json:12:25: /branches/0/counters/1/id: another counter has the id \"1\" already"});
  EXPECT_EQ(problems(with("13:30-17:00", "11:30-17:00")),
            Lines{"bank.json:13:38: /branches/0/hours/mon/1: begins before the hours in front of it end"});
  EXPECT_EQ(problems(with("09:00-24:00", "24:00-09:00")),
            Lines{"bank.json:13:62: /branches/0/hours/tue/0: must close after it opens"});
  EXPECT_EQ(problems(with("2026-11-23", "2026-11-31")),
            Lines{"bank.json:15:31: /branches/0/special_days/0/date: there is no such date"});
  EXPECT_EQ(problems(with("{\"loan\": 3}", "{\"laon\": 3}")),
            Lines{"bank.json:16:49: /branches/0/policy/capacity/laon: the branch has no service \"laon\""});
  EXPECT_EQ(problems(with("\"id\": \"loan\"", "\"id\": \"cash\"")).at(0),
            "bank.json:10:18: /branches/0/services/1: the branch has the service \"cash\" already");
}

TEST(Bank, SyntaxErrorsHaveAPlace) {
  EXPECT_EQ(problems(with("\"en\": \"Bank\"}", "\"en\": \"Bank\",}")),
            Lines{"bank.json:2:48: a comma too many before the closing brace"});
  EXPECT_EQ(problems(""), Lines{"bank.json:1:1: the file is empty"});
}

std::string contents(const char* path) {
  std::ifstream file(std::string(LOBBY_SOURCE_DIR "/") + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Bank, TheExampleOfTheManualIsRight) {
  const std::string manual = contents("docs/bank-file.md");
  const std::size_t begin = manual.find("```json\n");
  ASSERT_NE(begin, std::string::npos);
  const std::size_t end = manual.find("```", begin + 8);
  EXPECT_EQ(problems(manual.substr(begin + 8, end - begin - 8)), Lines{});
}

TEST(Bank, TheDemoBankIsRight) {
  const std::string text = contents("assets/demo-bank.json");
  ASSERT_FALSE(text.empty());
  EXPECT_EQ(problems(text), Lines{});
  const Bank bank = *read_bank(text).bank;
  ASSERT_EQ(bank.branches.size(), 3U);
  EXPECT_EQ(bank.branches[0].counters.size(), 12U);
  EXPECT_EQ(bank.branches[1].counters.size(), 8U);
  EXPECT_EQ(bank.branches[2].counters.size(), 3U);
  for (const Branch& branch : bank.branches)
    for (const Service& service : branch.services) {
      EXPECT_FALSE(service.hint.zh.empty()) << service.id;
      EXPECT_FALSE(service.papers.empty()) << service.id;
    }
}

TEST(Bank, TheDemoHasAnOpenBranchAtAnyMinuteOfAnyDay) {
  const Bank bank = *read_bank(contents("assets/demo-bank.json")).bank;
  const std::int64_t first = day_number({2026, 1, 1});
  for (std::int64_t day = first; day < first + 2 * 365; ++day) {
    bool whole_day = false;
    for (const Branch& branch : bank.branches)
      for (const Opening& opening : branch.hours(date_of_day_number(day)))
        whole_day = whole_day || (opening.open == 0 && opening.close == 24 * 60);
    ASSERT_TRUE(whole_day) << to_string(date_of_day_number(day));
  }
}

} // namespace
} // namespace lobby
