#include "core/course/course.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

namespace lobby::course {
namespace {

constexpr std::array<std::string_view, 5> order_of_rubrics = {"counter", "lobby", "phone", "vip", "complaint"};
constexpr int newcomer_days = 20; // working days of a month
constexpr std::array<int, 5> follow_up_days = {1, 3, 7, 14, 25};

bool is_drill(const roleplay::ScenarioCard& card) { return !card.checks.empty(); }

Date days_after(Date day, std::int64_t count) { return date_of_day_number(day_number(day) + count); }

/// `count` working days after `start`, which is the 0th or, on a weekend, the Monday after.
Date working_days_after(Date start, int count) {
  const auto on_working_day = [](Date day) {
    while (iso_weekday(day) > 5)
      day = days_after(day, 1);
    return day;
  };
  Date day = on_working_day(start);
  for (; count > 0; --count)
    day = on_working_day(days_after(day, 1));
  return day;
}

/// Depends on nothing but its arguments, the same everywhere (FNV-1a).
std::uint64_t hash(std::string_view text, std::uint64_t seed) {
  std::uint64_t value = 0xCBF29CE484222325ULL ^ seed;
  for (const char c : text)
    value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return value;
}

/// What was played of a scene since a day.
struct Played {
  const Practice* first_exam = nullptr;
  const Practice* best_passed = nullptr;
  bool any = false, passed = false;
  double best = 0;
  Date last;
};
Played played_since(const Practices& practices, std::string_view scenario, Date from) {
  Played played;
  for (const auto& practice : practices) {
    if (practice.scenario != scenario || practice.day < from) continue;
    if (practice.exam && !played.first_exam) played.first_exam = &practice;
    played.any = true;
    played.passed |= practice.passed;
    if (practice.passed && (!played.best_passed || practice.total > played.best_passed->total))
      played.best_passed = &practice;
    played.best = std::max(played.best, practice.total);
    played.last = practice.day;
  }
  return played;
}

std::vector<std::int64_t> numbers(const Practice* practice) {
  return practice ? std::vector{practice->number} : std::vector<std::int64_t>();
}

void count(Progress& progress) {
  double sum = 0;
  for (const auto& step : progress.steps) {
    if (!step.done) continue;
    ++progress.done;
    sum += step.best;
  }
  if (progress.done > 0) progress.total = sum / static_cast<double>(progress.done);
}

/// How much of what is missed a scene asks for: the sum of the shares of its checks.
double worth(const roleplay::ScenarioCard& card, const std::map<std::string, double>& shares,
             const std::map<std::string, std::set<std::string>>& asked) {
  double sum = 0;
  const auto add = [&](const std::string& check) {
    if (const auto share = shares.find(check); share != shares.end()) sum += share->second;
  };
  if (is_drill(card))
    std::for_each(card.checks.begin(), card.checks.end(), add);
  else if (const auto checks = asked.find(card.id); checks != asked.end())
    std::for_each(checks->second.begin(), checks->second.end(), add);
  return sum;
}

} // namespace

std::vector<Missed> missed_most(const Practices& practices, Date today) {
  struct Sum {
    double missed = 0.5, asked = 1;
  };
  std::map<std::string, Sum> sums;
  for (const auto& practice : practices) {
    const auto age = std::max<std::int64_t>(0, day_number(today) - day_number(practice.day));
    const double weight = std::exp2(-static_cast<double>(age) / half_life_days);
    for (const auto& [check, earned] : practice.earned) {
      sums[check].missed += weight * (1 - earned);
      sums[check].asked += weight;
    }
  }
  std::vector<Missed> out;
  for (const auto& [check, sum] : sums)
    out.push_back({check, sum.missed / sum.asked});
  std::stable_sort(out.begin(), out.end(), [](const Missed& a, const Missed& b) { return a.share > b.share; });
  return out;
}

std::vector<std::string> morning_drill(const Cards& cards, const Practices& practices, std::string_view staff,
                                       Date today) {
  std::map<std::string, double> shares;
  for (const auto& missed : missed_most(practices, today))
    shares[missed.check] = missed.share;
  std::vector<const roleplay::ScenarioCard*> drills;
  for (const auto& card : cards)
    if (is_drill(card)) drills.push_back(&card);
  const auto seed = hash(staff, static_cast<std::uint64_t>(day_number(today)));
  std::vector<std::string> out;
  while (out.size() < drills_a_morning && !drills.empty()) {
    const auto rank = [&](const roleplay::ScenarioCard* card) {
      const bool fresh = !played_since(practices, card->id, today).any;
      const auto missed = worth(*card, shares, {}) / static_cast<double>(card->checks.size());
      return std::tuple(fresh, missed, hash(card->id, seed));
    };
    const auto best =
        std::max_element(drills.begin(), drills.end(), [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
    out.push_back((*best)->id);
    for (const auto& check : (*best)->checks) // the next one trains something else
      if (const auto share = shares.find(check); share != shares.end()) share->second /= 4;
    drills.erase(best);
  }
  return out;
}

Progress mornings(const Cards& cards, const Practices& practices, Date start, Date until) {
  std::set<std::string> drills;
  for (const auto& card : cards)
    if (is_drill(card)) drills.insert(card.id);
  const std::size_t wanted = std::min(drills.size(), drills_a_morning);
  std::map<std::int64_t, std::map<std::string, const Practice*>> days; // by day: of each drill the best
  for (const auto& practice : practices) {
    if (practice.day < start || !drills.contains(practice.scenario)) continue;
    const Practice*& best = days[day_number(practice.day)][practice.scenario];
    if (!best || practice.total > best->total) best = &practice;
  }
  Progress progress;
  for (Date due = working_days_after(start, 0); wanted > 0 && due <= until; due = working_days_after(due, 1))
    progress.steps.push_back({{}, due, false, 0, {}});
  auto step = progress.steps.begin();
  for (const auto& [day, played] : days) {
    if (step == progress.steps.end()) break;
    if (played.size() < wanted) continue;
    step->done = true;
    for (const auto& [scenario, practice] : played) {
      step->best += practice->total / static_cast<double>(played.size());
      step->numbers.push_back(practice->number);
    }
    ++step;
  }
  count(progress);
  progress.complete = !progress.steps.empty() && progress.done == progress.steps.size();
  return progress;
}

Progress newcomer_month(const Cards& cards, const Practices& practices, Date start) {
  std::vector<const roleplay::ScenarioCard*> scenes;
  for (const auto rubric : order_of_rubrics)
    for (const auto& card : cards)
      if (card.rubric == rubric && !is_drill(card)) scenes.push_back(&card);
  Progress progress;
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    const auto day = static_cast<int>(i * newcomer_days / scenes.size());
    const auto played = played_since(practices, scenes[i]->id, start);
    progress.steps.push_back(
        {scenes[i]->id, working_days_after(start, day), played.passed, played.best, numbers(played.best_passed)});
  }
  count(progress);
  progress.complete = !progress.steps.empty() && progress.done == progress.steps.size();
  return progress;
}

Progress examination(const Cards& cards, const Practices& practices, std::uint64_t seed, Date start) {
  const auto choose = [&](std::initializer_list<std::string_view> rubrics) -> const roleplay::ScenarioCard* {
    const roleplay::ScenarioCard* chosen = nullptr;
    for (const auto& card : cards) {
      if (is_drill(card) || std::find(rubrics.begin(), rubrics.end(), card.rubric) == rubrics.end()) continue;
      if (!chosen || hash(card.id, seed) < hash(chosen->id, seed)) chosen = &card;
    }
    return chosen;
  };
  Progress progress;
  bool all_passed = true;
  for (const auto* card : {choose({"counter"}), choose({"lobby", "phone", "vip"}), choose({"complaint"})}) {
    if (!card) continue;
    const auto* exam = played_since(practices, card->id, start).first_exam;
    progress.steps.push_back({card->id, start, exam != nullptr, exam ? exam->total : 0, numbers(exam)});
    all_passed = all_passed && exam && exam->passed;
  }
  count(progress);
  progress.complete = !progress.steps.empty() && all_passed;
  return progress;
}

Progress follow_up(const Cards& cards, const Practices& practices, Date start) {
  std::map<std::string, std::set<std::string>> asked; // by scene: its checks, as far as they are known from practice
  for (const auto& practice : practices)
    for (const auto& [check, earned] : practice.earned)
      asked[practice.scenario].insert(check);
  Progress progress;
  std::set<std::string> taken;
  for (const int offset : follow_up_days) {
    Date due = days_after(start, offset);
    // What was known when the step came is what decides it: later practice does not change what was asked for.
    Practices before;
    for (const auto& practice : practices)
      if (practice.day < due) before.push_back(practice);
    std::map<std::string, double> shares;
    for (const auto& missed : missed_most(before, due))
      shares[missed.check] = missed.share;
    const roleplay::ScenarioCard* chosen = nullptr;
    for (const auto& card : cards) {
      if (is_drill(card) || taken.contains(card.id)) continue;
      if (!chosen || worth(card, shares, asked) > worth(*chosen, shares, asked)) chosen = &card;
    }
    if (!chosen) break;
    taken.insert(chosen->id);
    const auto played = played_since(practices, chosen->id, due);
    if (played.any && !played.passed) due = days_after(played.last, 1);
    progress.steps.push_back({chosen->id, due, played.passed, played.best, numbers(played.best_passed)});
  }
  count(progress);
  progress.complete = progress.steps.size() == follow_up_days.size() && progress.done == progress.steps.size();
  return progress;
}

} // namespace lobby::course
