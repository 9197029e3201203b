#include "ui/manage/advice.hpp"

#include "core/wire/wire.hpp"
#include "ui/kit/kit.hpp"

#include <algorithm>
#include <cstdlib>

namespace manage {

namespace {

constexpr double history_seconds = 60;
constexpr lobby::Duration advice_apart = 4 * lobby::second; ///< between two looks at a line that changes
constexpr lobby::Duration advice_anyway = 30 * lobby::second;
constexpr int tries_at_once = 4;
constexpr lobby::Duration work_at_once = 40; ///< milliseconds: a press must not wait for longer
constexpr double work_apart = 0.02;          ///< seconds
constexpr int days_ahead = 7;

std::string limit_key(std::string_view branch) { return "manage/limit." + std::string(branch); }

} // namespace

// ---------------------------------------------------------------- history

void History::refresh(const lobby::Branch& branch) {
  branch_ = branch.id;
  app::keep_asking("/api/branches/" + branch_ + "/history", history_seconds,
                   [this, asked = branch_](const app::Reply& reply) { return asked == branch_ && take(reply); });
}

bool History::take(const app::Reply& reply) {
  if (!reply.ok()) {
    const std::string before = problem_;
    if (!loaded_) problem_ = app::problem_text(reply);
    return problem_ != before;
  }
  if (loaded_ && reply.body == body_) return false;
  body_ = reply.body;
  std::string wrong;
  if (!lobby::read_json(body_, known_, wrong)) {
    problem_ = app::tr("problem.newer_server");
    return true;
  }
  loaded_ = true;
  problem_.clear();
  ++changes_;
  return true;
}

// ---------------------------------------------------------------- plans

void PlanOf::begin(const lobby::StaffingCase& of) { planner_.emplace(of); }

void PlanOf::work() {
  if (!planner_ || planner_->done()) return;
  const lobby::Time until = app::now() + work_at_once;
  while (!planner_->advance(tries_at_once) && app::now() < until) {
  }
  kit::wake_after(work_apart);
}

// ---------------------------------------------------------------- advice

lobby::StaffingCase Advice::about(const lobby::Branch& branch, const lobby::Day& day,
                                  const lobby::Experience& experience, lobby::Time now) const {
  return {branch, experience, history_.footfall(), day, now, rules(branch)};
}

std::vector<int> Advice::limits(const lobby::Branch& branch) {
  const int target = branch.policy.target_wait_minutes;
  return {target + (target + 1) / 2, 2 * target, 3 * target, 4 * target};
}

lobby::StaffingRules Advice::rules(const lobby::Branch& branch) const {
  lobby::StaffingRules rules = lobby::rules_of(branch);
  const std::vector<int> all = limits(branch);
  if (std::find(all.begin(), all.end(), limit_) != all.end()) rules.limit_minutes = limit_;
  return rules;
}

void Advice::choose_limit(int minutes) {
  limit_ = minutes;
  app::store(limit_key(branch_), std::to_string(minutes));
  plan_again();
  for (const auto& day : coming_)
    day->plan = PlanOf();
}

void Advice::refresh(const app::Live& live, lobby::Time now) {
  const lobby::Branch& branch = *live.branch;
  history_.refresh(branch);
  if (branch_ != branch.id) {
    branch_ = branch.id;
    limit_ = std::atoi(app::stored(limit_key(branch_)).c_str());
  }
  if (!history_.loaded()) return;
  const bool learned = history_seen_ != history_.changes();
  const bool moved = advised_number_ != live.day.number && now - advised_at_ >= advice_apart;
  if (!advisor_ || learned || moved || now - advised_at_ >= advice_anyway) {
    advisor_.emplace(about(branch, live.day, live.experience, now));
    suggestions_ = advisor_->suggestions();
    advised_number_ = live.day.number;
    advised_at_ = now;
  } else if (advised_number_ != live.day.number) {
    kit::wake_after(static_cast<double>(advice_apart) / lobby::second);
  }
  history_seen_ = history_.changes();
}

const PlanOf& Advice::today(const app::Live& live, lobby::Time now) {
  if (history_.loaded() && (planned_at_ == 0 || now - planned_at_ >= plan_kept)) {
    planned_day_ = live.day;
    planned_experience_ = live.experience;
    planned_at_ = now;
    today_.begin(about(*live.branch, planned_day_, planned_experience_, now));
  }
  today_.work();
  return today_;
}

void Advice::look_again(lobby::Date date) {
  for (const auto& day : coming_)
    if (day->date == date) day->asked = false;
}

const std::vector<std::unique_ptr<ComingDay>>& Advice::coming(const app::Live& live) {
  if (coming_.empty()) {
    for (int ahead = 1; ahead <= days_ahead; ++ahead) {
      coming_.push_back(std::make_unique<ComingDay>());
      coming_.back()->date = lobby::date_of_day_number(lobby::day_number(live.day.date) + ahead);
    }
  }
  for (const auto& one : coming_) {
    if (!one->asked) {
      one->asked = true;
      app::get("/api/days/" + branch_ + "/" + lobby::to_string(one->date),
               [this, date = one->date, of = branch_](const app::Reply& reply) {
                 for (const auto& day : coming_) {
                   if (of != branch_ || day->date != date) continue;
                   auto read = lobby::wire::snapshot_from_bytes(reply.body);
                   auto* snapshot = reply.ok() ? std::get_if<lobby::wire::Snapshot>(&read) : nullptr;
                   day->loaded = snapshot != nullptr;
                   if (!snapshot) {
                     day->problem = app::problem_text(reply);
                     continue;
                   }
                   day->day = std::move(snapshot->day);
                   day->experience = std::move(snapshot->experience);
                 }
               });
      break; // one request at a time
    }
    if (!one->loaded && one->problem.empty()) break;
    if (!one->loaded) continue;
    if (!one->plan.begun()) one->plan.begin(about(*live.branch, one->day, one->experience, 0));
    if (!one->plan.done()) {
      one->plan.work();
      break;
    }
  }
  return coming_;
}

} // namespace manage
