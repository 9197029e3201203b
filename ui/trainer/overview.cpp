#include "ui/trainer/overview.hpp"

#include "ui/trainer/courses.hpp"
#include "ui/trainer/words.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

namespace trainer {

using app::tr;

namespace {

constexpr std::array<std::string_view, 3> groups = {"staff", "branch", "position"};
constexpr std::array<int, 4> windows = {7, 30, 90, 365};
constexpr int positions = 7;
constexpr std::size_t shown_attempts = 50;

/// What was missed of what was asked for: 0–1; "partly" counts half.
struct Missed {
  double asked = 0, missed = 0;
  double share() const { return asked > 0 ? missed / asked : -1; }
};
Missed missed_of(const app::Json& check) {
  const double asked = check["asked"].number();
  return {asked, asked - check["met"].number() - check["partly"].number() / 2};
}

/// The checks that were asked for, what is missed most first.
std::vector<std::pair<std::string, Missed>> checks_of(const app::Json& rows) {
  std::map<std::string, Missed> sums;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const app::Json checks = rows[i]["checks"];
    for (const std::string& name : checks.names()) {
      const Missed one = missed_of(checks[name]);
      sums[name].asked += one.asked;
      sums[name].missed += one.missed;
    }
  }
  std::vector<std::pair<std::string, Missed>> out;
  for (const auto& sum : sums)
    if (sum.second.asked > 0) out.push_back(sum);
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second.share() > b.second.share(); });
  return out;
}

/// Over all checks of a row; -1 when nothing was asked for.
double missed_by(const app::Json& row) {
  Missed sum;
  const app::Json checks = row["checks"];
  for (const std::string& name : checks.names()) {
    const Missed one = missed_of(checks[name]);
    sum.asked += one.asked;
    sum.missed += one.missed;
  }
  return sum.share();
}

std::string group_text(std::string_view by) {
  if (by == "branch") return tr("course.by_branch");
  return by == "position" ? tr("course.by_position") : tr("course.by_staff");
}

} // namespace

// ---------------------------------------------------------------- the address

Overview::Filter Overview::filter() {
  Filter out;
  const std::string by = app::query("by");
  if (std::find(groups.begin(), groups.end(), by) != groups.end()) out.by = by;
  out.branch = trainer_is_in() ? app::query("branch") : app::staff().branch;
  out.position = app::query("position");
  if (const int days = std::atoi(app::query("days").c_str()); days > 0) out.days = std::min(days, 3650);
  return out;
}

std::string Overview::Filter::query() const {
  std::string out = "?by=" + by + "&from=" + days_from_today(1 - days) + "&to=" + days_from_today(0);
  if (!branch.empty()) out += "&branch=" + branch;
  if (!position.empty()) out += "&position=" + position;
  return out + "&lang=" + language_name();
}

std::string Overview::Filter::address() const {
  std::string out = "/train/overview?by=" + by + "&days=" + std::to_string(days);
  if (!branch.empty() && trainer_is_in()) out += "&branch=" + branch;
  if (!position.empty()) out += "&position=" + position;
  return out;
}

void Overview::again() {
  overview_.again();
  attempts_.again();
  assignments_.again();
}

// ---------------------------------------------------------------- the page

void Overview::draw_page() {
  kit::heading(1, tr("course.overview"));
  if (!app::bank()) {
    kit::skeleton(6);
    return;
  }
  const Filter chosen = filter();
  draw_filters(chosen);
  if (overview_.draw("/api/training/overview" + chosen.query(), tr("course.overview_failed"), 8)) {
    const app::Json rows = overview_.json()["rows"];
    draw_sum(rows);
    draw_map(chosen, rows);
  }
  draw_downloads(chosen);
  kit::spacer(kit::Gap::large);
  Filter everybody = chosen;
  everybody.by = "staff";
  everybody.position.clear();
  assignments_.draw("/api/training/overview" + everybody.query());
}

void Overview::draw_filters(const Filter& shown) {
  const kit::Region region(kit::Landmark::region, tr("course.filters"));
  Filter wanted = shown;
  int by = static_cast<int>(std::find(groups.begin(), groups.end(), shown.by) - groups.begin());
  std::vector<std::string> names;
  for (const std::string_view group : groups)
    names.push_back(group_text(group));
  if (kit::segmented("by", tr("course.by_what"), names, by)) wanted.by = groups[static_cast<std::size_t>(by)];
  {
    kit::Grid grid(200);
    if (trainer_is_in()) {
      grid.next();
      const std::vector<const lobby::Branch*> branches = own_branches();
      std::vector<std::string> options = {tr("course.all_branches")};
      int branch = 0;
      for (const lobby::Branch* one : branches) {
        options.push_back(tr(one->name));
        if (one->id == shown.branch) branch = static_cast<int>(options.size()) - 1;
      }
      if (kit::select("branch", tr("course.branch"), options, branch))
        wanted.branch = branch == 0 ? "" : branches[static_cast<std::size_t>(branch - 1)]->id;
    }
    grid.next();
    std::vector<std::string> options;
    int window = -1;
    for (const int days : windows) {
      if (days == shown.days) window = static_cast<int>(options.size());
      options.push_back(tr("course.last_days", {{"n", std::to_string(days)}}));
    }
    if (window < 0) {
      window = static_cast<int>(options.size());
      options.push_back(tr("course.last_days", {{"n", std::to_string(shown.days)}}));
    }
    if (kit::select("days", tr("course.time"), options, window) && window < static_cast<int>(windows.size()))
      wanted.days = windows[static_cast<std::size_t>(window)];
    grid.next();
    options = {tr("course.all_positions")};
    for (int position = 1; position <= positions; ++position)
      options.push_back(position_text(position));
    int position = std::clamp(std::atoi(shown.position.c_str()), 0, positions);
    if (kit::select("position", tr("course.position"), options, position))
      wanted.position = position == 0 ? "" : std::to_string(position);
  }
  if (wanted.address() == shown.address()) return;
  first_ = 0;
  app::rename(wanted.address());
}

void Overview::draw_sum(const app::Json& rows) {
  double attempts = 0, points = 0, passed = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double count = rows[i]["attempts"].number();
    attempts += count;
    points += count * rows[i]["mean"].number();
    passed += count * rows[i]["pass_rate"].number();
  }
  if (attempts == 0) return;
  kit::status("sum", tr("course.sum", {{"attempts", number_text(attempts)},
                                       {"mean", number_text(points / attempts)},
                                       {"passed", share_text(passed / attempts)}}));
}

void Overview::draw_map(const Filter& chosen, const app::Json& rows) {
  const std::vector<std::pair<std::string, Missed>> checks = checks_of(rows);
  if (checks.empty()) {
    kit::empty_state(kit::Icon::chart, tr("course.overview_none"), tr("course.overview_none_detail"));
    return;
  }
  const int all = static_cast<int>(checks.size()), room = std::min(kit::heat_map_columns(), all);
  if (kit::key_pressed("ArrowRight")) first_ += room;
  if (kit::key_pressed("ArrowLeft")) first_ -= room;
  kit::heading(2, tr("course.map"));
  kit::text(tr("course.map_detail"), kit::TextStyle::small, kit::Tone::muted);
  if (all > room) {
    first_ = std::clamp(first_, 0, all - room);
    kit::status(
        "columns",
        tr("course.columns",
           {{"from", std::to_string(first_ + 1)}, {"to", std::to_string(first_ + room)}, {"all", std::to_string(all)}}),
        kit::TextStyle::small, kit::Tone::muted);
    kit::Row row({0, 0}, false, kit::Gap::small);
    row.next();
    if (kit::button("earlier", tr("course.earlier"),
                    {.icon = kit::Icon::back, .enabled = first_ > 0, .describe = tr("course.earlier_checks")}))
      first_ -= room;
    row.next();
    if (kit::button(
            "later", tr("course.later"),
            {.icon = kit::Icon::forward, .enabled = first_ + room < all, .describe = tr("course.later_checks")}))
      first_ += room;
  }
  first_ = std::clamp(first_, 0, all - room);

  std::vector<app::Json> order;
  for (std::size_t i = 0; i < rows.size(); ++i)
    order.push_back(rows[i]);
  std::stable_sort(order.begin(), order.end(),
                   [](const app::Json& a, const app::Json& b) { return missed_by(a) > missed_by(b); });

  kit::HeatMap map;
  map.caption = tr("course.map");
  map.corner = group_text(chosen.by);
  for (int i = first_; i < first_ + room; ++i)
    map.columns.push_back(family_text("check.", checks[static_cast<std::size_t>(i)].first));
  for (const app::Json& row : order) {
    kit::HeatRow line;
    line.name = row["name"].text();
    line.detail = row["attempts"].number() > 0 ? tr("course.row", {{"n", number_text(row["attempts"].number())},
                                                                   {"mean", number_text(row["mean"].number())}})
                                               : tr("course.row_none");
    for (int i = first_; i < first_ + room; ++i) {
      const std::string& check = checks[static_cast<std::size_t>(i)].first;
      const Missed missed = missed_of(row["checks"][check]);
      kit::HeatCell cell;
      if (missed.asked > 0) {
        cell.text = share_text(missed.share());
        cell.heat = static_cast<float>(missed.share());
        cell.describe = tr("course.cell", {{"name", line.name},
                                           {"check", family_text("check.", check)},
                                           {"share", cell.text},
                                           {"n", number_text(missed.asked)}});
      }
      line.cells.push_back(std::move(cell));
    }
    map.rows.push_back(std::move(line));
  }
  const kit::HeatPress press = kit::heat_map("map", map);
  if (press.row < 0) return;
  const std::string key = order[static_cast<std::size_t>(press.row)]["key"].text();
  const std::string& check = checks[static_cast<std::size_t>(first_ + press.column)].first;
  Filter next = chosen;
  next.by = "staff";
  if (chosen.by == "staff") {
    app::go("/train/overview/" + key + "/" + check);
  } else {
    (chosen.by == "branch" ? next.branch : next.position) = key;
    app::go(next.address());
  }
}

void Overview::draw_downloads(const Filter& chosen) {
  kit::Row row({0, 0}, true, kit::Gap::medium);
  row.next();
  kit::link("overview_csv", tr("course.overview_csv"), "/api/training/overview.csv" + chosen.query(),
            kit::Icon::download);
  row.next();
  kit::link("attempts_csv", tr("course.attempts_csv"), "/api/training/attempts.csv" + chosen.query(),
            kit::Icon::download);
}

// ---------------------------------------------------------------- one person and one check

void Overview::draw_missed(const std::string& staff, const std::string& check) {
  kit::heading(1, family_text("check.", check));
  if (!attempts_.draw("/api/training/attempts?staff=" + staff, tr("train.attempts_failed"))) return;
  const app::Json all = attempts_.json()["attempts"];
  if (const std::string meaning = meaning_text("act.", check); !meaning.empty())
    kit::text(meaning, kit::TextStyle::body, kit::Tone::muted);
  std::vector<app::Json> missed;
  std::size_t asked = 0;
  std::string name = staff;
  for (std::size_t i = 0; i < all.size(); ++i) {
    name = all[i]["name"].text();
    const std::string result = all[i]["checks"][check].text();
    if (result.empty() || result == "not_applicable") continue;
    ++asked;
    if (result != "met") missed.push_back(all[i]);
  }
  kit::text(tr("course.missed_by",
               {{"name", name}, {"missed", std::to_string(missed.size())}, {"asked", std::to_string(asked)}}),
            kit::TextStyle::strong);
  if (missed.empty()) {
    kit::empty_state(kit::Icon::success, tr("course.never_missed"), tr("course.never_missed_detail"));
    return;
  }
  scenes_.state(); // titles
  kit::List list(tr("course.attempts_missed"));
  for (std::size_t i = 0; i < std::min(missed.size(), shown_attempts); ++i) {
    const app::Json one = missed[i];
    const Scene* scene = scenes_.find(one["scenario"].text());
    const std::string number = std::to_string(static_cast<int>(one["attempt"].number()));
    const std::string result = one["checks"][check].text();
    list.item();
    kit::ChoiceOptions options;
    options.icon = kit::Icon::history;
    options.detail = moment_text(static_cast<lobby::Time>(one["at"].number()));
    options.trailing = tr("train.points_of_100",
                          {{"total", number_text(one["reviewed_total"].is_null() ? one["total"].number()
                                                                                 : one["reviewed_total"].number())}});
    options.badge = result == "partly"     ? tr("train.result.partly")
                    : result == "violated" ? tr("train.result.violated")
                                           : tr("train.result.missed");
    options.badge_tone = result == "partly" ? kit::Tone::warning : kit::Tone::danger;
    if (kit::choice(number, scene ? tr(scene->card.title) : one["scenario"].text(), options))
      app::go("/train/attempts/" + number);
  }
}

} // namespace trainer
