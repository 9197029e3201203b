#include "ui/trainer/assignments.hpp"

#include "ui/kit/kit.hpp"
#include "ui/trainer/courses.hpp"

#include <algorithm>
#include <array>

namespace trainer {

using app::tr;

namespace {

constexpr std::array<int, 5> dues = {7, 14, 30, 60, 90};

/// For whom an assignment is: a branch, or people.
std::string whom(const app::Json& assignment) {
  const std::string branch = assignment["branch"].text();
  if (!branch.empty() && app::bank())
    if (const lobby::Branch* found = app::bank()->branch(branch)) return tr(found->name);
  const app::Json staff = assignment["staff"];
  std::string names;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, staff.size()); ++i)
    names += (i ? tr("train.and") : "") + staff[i]["name"].text();
  return staff.size() > 3 ? tr("course.and_others", {{"names", names}, {"n", std::to_string(staff.size())}}) : names;
}

std::size_t completed(const app::Json& staff) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < staff.size(); ++i)
    done += staff[i]["number"].is_null() ? 0 : 1;
  return done;
}

} // namespace

bool trainer_is_in() { return app::staff().has("trainer"); }

std::vector<const lobby::Branch*> own_branches() {
  std::vector<const lobby::Branch*> out;
  if (!app::bank()) return out;
  for (const lobby::Branch& branch : app::bank()->branches)
    if (trainer_is_in() || branch.id == app::staff().branch) out.push_back(&branch);
  return out;
}

void Assignments::again() {
  listing_.again();
  people_.again();
  assigning_ = false;
  withdrawing_ = app::Json();
  error_.clear();
  message_.clear();
}

void Assignments::take_change(const app::Reply& reply) {
  busy_ = false;
  if (!reply.ok()) {
    error_ = app::problem_text(reply);
    return;
  }
  const bool assigned = assigning_;
  again();
  message_ = assigned ? tr("course.assigned") : tr("course.withdrawn");
}

void Assignments::draw(const std::string& people) {
  const kit::IdScope scope("assignments");
  kit::heading(2, tr("course.assignments"));
  if (!message_.empty()) kit::banner("assigned", message_, kit::Tone::success);
  if (kit::button("assign", tr("course.assign"), {.style = kit::ButtonStyle::primary, .icon = kit::Icon::plus}))
    open_assigning();
  draw_list();
  if (assigning_) draw_assigning(people);
}

void Assignments::draw_list() {
  if (!listing_.draw("/api/training/assignments?staff=*", tr("course.assignments_failed"))) return;
  const app::Json all = listing_.json()["assignments"];
  if (all.size() == 0) {
    kit::empty_state(kit::Icon::calendar, tr("course.assignments_none"), tr("course.assignments_none_detail"));
    return;
  }
  const std::string today = days_from_today(0);
  kit::List list(tr("course.assignments"));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const app::Json one = all[i], staff = one["staff"];
    const std::string id = one["id"].text();
    const std::size_t done = completed(staff);
    list.item();
    const kit::IdScope here(id);
    const kit::Card card(kit::CardStyle::plain);
    kit::Row row({1, 0}, true, kit::Gap::medium, kit::Align::center);
    row.next();
    kit::text(course_text(one["course"].text()) + " · " + whom(one), kit::TextStyle::strong);
    const bool late = one["due"].text() < today && done < staff.size();
    const bool own = staff.size() == 1 && staff[0]["staff"].text() == one["by"].text();
    kit::text(own ? tr("course.self_begun", {{"date", day_text(one["due"].text())},
                                             {"done", std::to_string(done)},
                                             {"all", std::to_string(staff.size())}})
                  : tr("course.assigned_by", {{"name", one["by_name"].text()},
                                              {"date", day_text(one["due"].text())},
                                              {"done", std::to_string(done)},
                                              {"all", std::to_string(staff.size())}}),
              kit::TextStyle::small, late ? kit::Tone::danger : kit::Tone::muted);
    row.next();
    if (!trainer_is_in() && one["by"].text() != app::staff().id) continue;
    if (kit::button("withdraw", tr("course.withdraw"),
                    {.style = kit::ButtonStyle::quiet,
                     .icon = kit::Icon::trash,
                     .describe = tr("course.withdraw_of",
                                    {{"course", course_text(one["course"].text())}, {"whom", whom(one)}})}))
      withdrawing_ = one;
  }
  if (withdrawing_.is_null()) return;
  const kit::Dialog dialog(
      "withdrawing",
      tr("course.withdraw_of", {{"course", course_text(withdrawing_["course"].text())}, {"whom", whom(withdrawing_)}}));
  kit::text(tr("course.withdraw_detail"));
  if (!error_.empty()) kit::banner("error", error_, kit::Tone::danger);
  if (kit::button("yes", tr("course.withdraw"), {.style = kit::ButtonStyle::danger, .wide = true, .busy = busy_})) {
    busy_ = true;
    app::del("/api/training/assignments/" + withdrawing_["id"].text(),
             [this](const app::Reply& reply) { take_change(reply); });
  }
  if (dialog.close_requested()) {
    withdrawing_ = app::Json();
    error_.clear();
  }
}

void Assignments::open_assigning() {
  assigning_ = true;
  error_.clear();
  message_.clear();
  chosen_.clear();
  course_ = to_ = 0;
  due_ = 2;
}

void Assignments::assign(const std::string& due) {
  const std::vector<const lobby::Branch*> branches = own_branches();
  app::JsonObject body;
  body.add("id", app::new_id()).add("course", course_kinds[static_cast<std::size_t>(course_)].name).add("due", due);
  if (to_ == 1) {
    body.add("branch", branches[static_cast<std::size_t>(branch_)]->id);
  } else {
    std::string staff;
    for (const std::string& one : chosen_)
      staff += (staff.empty() ? "\"" : ",\"") + one + "\"";
    body.raw("staff", "[" + staff + "]");
  }
  busy_ = true;
  app::post("/api/training/assignments", body.str(), [this](const app::Reply& reply) { take_change(reply); });
}

void Assignments::draw_assigning(const std::string& people) {
  const kit::Dialog dialog("assigning", tr("course.assign"));
  std::vector<std::string> names;
  for (const CourseKind& kind : course_kinds)
    names.push_back(tr(kind.title));
  kit::select("course", tr("course.course"), names, course_);
  kit::text(tr(course_kinds[static_cast<std::size_t>(course_)].detail), kit::TextStyle::small, kit::Tone::muted);
  kit::segmented("to", tr("course.to"), {tr("course.to_people"), tr("course.to_branch")}, to_);
  const std::vector<const lobby::Branch*> branches = own_branches();
  bool anybody = false;
  if (to_ == 1) {
    std::vector<std::string> options;
    for (const lobby::Branch* one : branches)
      options.push_back(tr(one->name));
    branch_ = std::clamp(branch_, 0, std::max(0, static_cast<int>(options.size()) - 1));
    kit::select("branch", tr("course.branch"), options, branch_);
    anybody = !options.empty();
  } else {
    if (people_.draw(people, tr("course.overview_failed"), 3)) {
      const app::Json rows = people_.json()["rows"];
      kit::List list(tr("course.to_people"));
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string id = rows[i]["key"].text();
        bool in = chosen_.contains(id);
        list.item();
        if (kit::checkbox(id, rows[i]["name"].text(), in)) in ? (void)chosen_.insert(id) : (void)chosen_.erase(id);
      }
    }
    anybody = !chosen_.empty();
  }
  std::vector<std::string> dates;
  for (const int days : dues)
    dates.push_back(tr("course.due_in", {{"n", std::to_string(days)}, {"date", day_text(days_from_today(days))}}));
  kit::select("due", tr("course.due"), dates, due_);
  if (!error_.empty()) kit::banner("error", error_, kit::Tone::danger);
  if (kit::button("send", tr("course.assign"),
                  {.style = kit::ButtonStyle::primary, .enabled = anybody, .wide = true, .busy = busy_}))
    assign(days_from_today(dues[static_cast<std::size_t>(due_)]));
  if (dialog.close_requested()) assigning_ = false;
}

} // namespace trainer
