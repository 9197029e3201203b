#include "ui/app/colleagues.hpp"
#include "ui/manage/views.hpp"
#include "ui/manage/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace manage {

using app::tr;

namespace {

using kit::Picture;
using Ink = Picture::Ink;
using Reserve = lobby::Posted::Reserve;

std::string position_text(int position) {
  switch (position) {
  case 1:
    return tr("manage.position.1");
  case 2:
    return tr("manage.position.2");
  case 3:
    return tr("manage.position.3");
  case 4:
    return tr("manage.position.4");
  case 5:
    return tr("manage.position.5");
  case 6:
    return tr("manage.position.6");
  case 7:
    return tr("manage.position.7");
  default:
    return tr("manage.position.0");
  }
}

std::string numbered(int position) {
  return tr("manage.position.numbered", {{"n", std::to_string(position)}, {"name", position_text(position)}});
}

/// Where somebody stands, in words.
std::string place_text(const lobby::Posted& one) {
  if (one.position > 0) return numbered(one.position);
  if (one.position < 0) return tr("manage.floor.away");
  return tr(one.reserve == Reserve::branch_head ? "manage.floor.as_head" : "manage.floor.as_flexible");
}

/// The simulated ones, who have numbers only, together and in order.
std::string people_at(const lobby::Branch& branch, const std::vector<lobby::Posted>& all, int position) {
  std::vector<std::string> simulated;
  std::string text;
  for (const lobby::Posted& one : all) {
    if (one.position != position) continue;
    if (const std::string_view number = app::simulated_number(one.person); !number.empty())
      simulated.emplace_back(number);
    else
      text += (text.empty() ? "" : tr("desk.and")) + app::name_of_staff(branch.id, one.person);
  }
  if (simulated.empty()) return text;
  std::sort(simulated.begin(), simulated.end());
  std::string names;
  for (const std::string& one : simulated)
    names += (names.empty() ? "" : tr("manage.and")) + one;
  return text + (text.empty() ? "" : tr("desk.and")) +
         (simulated.size() == 1 ? tr("branch.simulated_teller", {{"name", names}})
                                : tr("manage.floor.simulated", {{"names", names}}));
}

std::string placed_text(const lobby::Branch& branch, const lobby::Posted& one) {
  return tr("manage.floor.placed", {{"person", app::name_of_staff(branch.id, one.person)}, {"place", place_text(one)}});
}

/// Has the branch a counter there? 1–3 are everywhere.
bool exists(const lobby::Branch& branch, int position) {
  return position <= 3 || std::any_of(branch.counters.begin(), branch.counters.end(),
                                      [&](const lobby::Counter& counter) { return counter.position == position; });
}

/// Where an area lies in the hall, in parts of its width and height: the door is below, the counters are above.
struct Area {
  float x, y, w, h;
};
constexpr std::array<Area, lobby::positions> areas = {{{0.38F, 0.74F, 0.24F, 0.22F},
                                                       {0.02F, 0.40F, 0.20F, 0.56F},
                                                       {0.25F, 0.36F, 0.50F, 0.32F},
                                                       {0.78F, 0.40F, 0.20F, 0.56F},
                                                       {0.02F, 0.04F, 0.46F, 0.26F},
                                                       {0.50F, 0.04F, 0.22F, 0.26F},
                                                       {0.74F, 0.04F, 0.24F, 0.26F}}};
constexpr float plan_height = 320;

/// Why nobody is missed at the door: it is closed. Empty while it is open.
std::string closed_text(const Context& context) {
  const std::vector<lobby::Opening>& hours = context.branch.hours(context.day().date);
  if (hours.empty()) return tr("staffing.closed");
  if (context.minute >= hours.back().close) return tr("staffing.over");
  if (context.minute >= hours.front().open) return {};
  return tr("manage.not_open_yet", {{"time", app::minute_text(hours.front().open)}});
}

void draw_area(Picture& picture, const Area& area, int position, int people, bool urgent) {
  const float x = area.x * picture.width(), y = area.y * plan_height;
  const float w = area.w * picture.width(), h = area.h * plan_height;
  picture.rect(x, y, w, h, people > 0 ? Ink::accent_soft : Ink::surface, 8);
  picture.rect(x, y, w, h, urgent ? Ink::danger : people > 0 ? Ink::accent : Ink::faint, 8, false);
  const std::string number = std::to_string(position), name = number + " " + position_text(position);
  const bool fits = picture.width_of(name, kit::TextStyle::strong) <= w - 20;
  picture.label(x + 10, y + 6, fits ? name : number, urgent ? Ink::danger : Ink::text, kit::TextStyle::strong);
  const float middle = y + h / 2 + 8;
  const float apart = 26;
  const bool all_fit = static_cast<float>(people) * apart <= w - 12;
  const int shown = all_fit ? people : 1;
  const float middle_x = x + w / 2 - (all_fit ? 0 : apart / 2);
  for (int i = 0; i < shown; ++i) { // a head and shoulders each
    const float at = middle_x + (static_cast<float>(i) - static_cast<float>(shown - 1) / 2) * apart;
    picture.circle(at, middle - 7, 6, Ink::accent);
    picture.path({at - 9, middle + 12, at - 7, middle + 3, at, middle, at + 7, middle + 3, at + 9, middle + 12},
                 Ink::accent, true, true);
  }
  if (!all_fit) picture.label(middle_x + apart / 2, middle - 9, "× " + std::to_string(people), Ink::text);
  if (people == 0) picture.circle(x + w / 2, middle, 8, urgent ? Ink::danger : Ink::line, false);
}

} // namespace

void FloorView::draw(const Context& context) {
  posts_.refresh(context.day());
  if (!posts_.loaded()) {
    kit::skeleton(6);
    return;
  }
  const std::vector<lobby::Posted> all = posts_.everybody(context.branch, context.day());
  const std::string closed = closed_text(context);
  if (closed.empty()) {
    draw_way(context, all);
    draw_fill_ins(context.branch, all);
  } else {
    kit::banner("closed", closed, kit::Tone::normal);
  }
  kit::spacer(kit::Gap::medium);
  {
    kit::Row row({1, 1}, true, kit::Gap::large);
    row.next();
    draw_picture(context, all, closed.empty());
    row.next();
    draw_list(context, all, closed.empty());
  }
  draw_form(context.branch);
}

/// H3: posts or rotation, from who comes now.
void FloorView::draw_way(const Context& context, const std::vector<lobby::Posted>& all) {
  const lobby::DayRecord& today = context.advice.history().today();
  const auto people = static_cast<int>(std::count_if(
      all.begin(), all.end(), [](const lobby::Posted& one) { return one.position >= 1 && one.position <= 3; }));
  double per_hour = 0;
  const lobby::Expected day = lobby::expected(context.branch, context.advice.history().footfall(), context.day().date);
  const auto half =
      static_cast<std::size_t>(std::clamp(context.minute / lobby::half_hour_minutes, 0, lobby::half_hours - 1));
  per_hour = 2 * (day.walk_ins[half] + day.booked[half]);
  for (const lobby::DayRecord::Half& one : today.halves) // what has come counts when it is more
    if (one.minute + lobby::half_hour_minutes > context.minute && one.minute <= context.minute)
      per_hour = std::max(per_hour, 2.0 * (one.walk_ins + one.booked));
  const lobby::WayAdvice advice = lobby::way_of_working(per_hour, people);
  const bool rotation = advice.way == lobby::WayOfWorking::rotation;
  if (people == 0) { // nothing can be said of how they should work
    kit::heading(2, tr("manage.way.nobody"));
    kit::text(tr("manage.way.nobody_detail"));
    return;
  }
  kit::heading(2, tr(rotation ? "manage.way.rotation" : "manage.way.posts"));
  kit::text(tr(rotation ? "manage.way.rotation_detail" : "manage.way.posts_detail"));
  if (advice.switch_per_hour < 1) return; // one alone can take nobody round
  kit::text(tr("manage.way.switch", {{"people", std::to_string(people)},
                                     {"now", number_text(per_hour)},
                                     {"switch", number_text(std::floor(advice.switch_per_hour))}}),
            kit::TextStyle::small, kit::Tone::muted);
}

/// H2: what to do about positions 1 and 2.
void FloorView::draw_fill_ins(const lobby::Branch& branch, const std::vector<lobby::Posted>& all) {
  for (const lobby::FillIn& fill : lobby::who_fills_in(all)) {
    const kit::IdScope scope(fill.position);
    kit::spacer(kit::Gap::medium);
    if (fill.person.empty()) {
      kit::banner("nobody", tr("manage.fill.nobody", {{"position", numbered(fill.position)}}), kit::Tone::danger);
      continue;
    }
    const std::string from = fill.from > 0 ? numbered(fill.from) : tr("manage.fill.reserve");
    kit::banner("fill",
                tr("manage.fill.somebody", {{"position", numbered(fill.position)},
                                            {"person", app::name_of_staff(branch.id, fill.person)},
                                            {"from", from}}),
                kit::Tone::warning);
    const auto who =
        std::find_if(all.begin(), all.end(), [&](const lobby::Posted& one) { return one.person == fill.person; });
    if (kit::button("move", tr("manage.fill.move", {{"person", app::name_of_staff(branch.id, fill.person)}}),
                    {.busy = posts_.busy()})) {
      moved_from_ = posts_.place_of(fill.person);
      posts_.stand(fill.person, fill.position, who->reserve, [this] { moves_focus_ = true; });
    }
  }
  draw_moved(branch);
}

/// What came of the last fill-in, and the way back: somebody else may have been meant.
void FloorView::draw_moved(const lobby::Branch& branch) {
  if (!moved_from_) return;
  if (!posts_.problem().empty()) kit::banner("refused", posts_.problem(), kit::Tone::danger);
  if (!posts_.last()) return;
  kit::Row row({0, 0}, false, kit::Gap::medium, kit::Align::center);
  row.next();
  kit::status("moved", placed_text(branch, *posts_.last()), kit::TextStyle::small, kit::Tone::success);
  row.next();
  // The pressed button is gone with what it did: the keyboard goes on here.
  if (std::exchange(moves_focus_, false)) kit::focus("back");
  if (!kit::button("back", tr("manage.agreed.undo"),
                   {.style = kit::ButtonStyle::quiet, .icon = kit::Icon::history, .busy = posts_.busy()}))
    return;
  posts_.stand(moved_from_->person, moved_from_->position, moved_from_->reserve, [this] { posts_.forget_last(); });
  moved_from_.reset();
}

void FloorView::draw_picture(const Context& context, const std::vector<lobby::Posted>& all, bool open) {
  std::string words;
  for (int position = 1; position <= lobby::positions; ++position) {
    if (!exists(context.branch, position)) continue;
    const std::string here = people_at(context.branch, all, position);
    words += tr("manage.floor.one",
                {{"position", numbered(position)}, {"people", here.empty() ? tr("manage.floor.empty") : here}});
  }
  Picture picture(0, plan_height, tr("manage.floor.picture", {{"plan", words}}));
  picture.rect(1, 1, picture.width() - 2, plan_height - 2, Ink::line, 10, false);
  for (int position = 1; position <= lobby::positions; ++position) {
    if (!exists(context.branch, position)) continue;
    const auto people = static_cast<int>(
        std::count_if(all.begin(), all.end(), [&](const lobby::Posted& one) { return one.position == position; }));
    draw_area(picture, areas[static_cast<std::size_t>(position - 1)], position, people,
              open && people == 0 && position <= 2);
  }
}

void FloorView::draw_list(const Context& context, const std::vector<lobby::Posted>& all, bool open) {
  kit::Table table("list", tr("manage.floor.list"),
                   {{tr("manage.floor.position"), 1}, {tr("manage.floor.people"), 1.2F}});
  for (int position = 1; position <= lobby::positions; ++position) {
    if (!exists(context.branch, position)) continue;
    const std::string here = people_at(context.branch, all, position);
    table.row();
    table.cell(numbered(position), kit::Tone::muted);
    if (here.empty())
      table.cell(tr("manage.floor.empty"), open && position <= 2 ? kit::Tone::danger : kit::Tone::muted);
    else
      table.cell(here);
  }
  const std::string reserve = people_at(context.branch, all, 0);
  if (reserve.empty()) return;
  table.row();
  table.cell(position_text(0), kit::Tone::muted);
  table.cell(reserve);
}

void FloorView::draw_form(const lobby::Branch& branch) {
  kit::spacer(kit::Gap::medium);
  const kit::Card card(kit::CardStyle::plain, tr("manage.floor.form"));
  kit::heading(2, tr("manage.floor.form"));
  std::vector<std::string> people = {tr("manage.floor.somebody_new")};
  for (const lobby::Posted& one : posts_.placed())
    people.push_back(app::name_of_staff(branch.id, one.person));
  who_ = std::min(who_, static_cast<int>(people.size()) - 1);
  std::vector<lobby::Posted> places; // without a person yet
  for (int position = 1; position <= lobby::positions; ++position)
    if (exists(branch, position)) places.push_back({"", position});
  places.push_back({"", 0, Reserve::branch_head});
  places.push_back({"", 0, Reserve::flexible_teller});
  places.push_back({"", -1});
  std::vector<std::string> where;
  for (const lobby::Posted& one : places)
    where.push_back(place_text(one));
  {
    kit::Grid grid(240, kit::Gap::small);
    grid.next();
    kit::select("who", tr("manage.floor.who"), people, who_);
    if (who_ == 0) {
      grid.next();
      kit::FieldOptions options;
      options.autocomplete = "off";
      options.max_length = 40;
      kit::field("name", tr("manage.floor.name"), name_, options);
    }
    grid.next();
    kit::select("where", tr("manage.floor.where"), where, where_);
  }
  const std::string person = who_ == 0 ? name_ : posts_.placed()[static_cast<std::size_t>(who_ - 1)].person;
  if (kit::button("place", tr("manage.floor.place"),
                  {.style = kit::ButtonStyle::primary, .enabled = !person.empty(), .busy = posts_.busy()})) {
    const lobby::Posted& place = places[static_cast<std::size_t>(where_)];
    moved_from_.reset();
    posts_.stand(person, place.position, place.reserve);
    name_.clear();
    who_ = 0;
  }
  if (moved_from_) return; // what came of a fill-in is told above
  if (!posts_.problem().empty()) kit::banner("problem", posts_.problem(), kit::Tone::danger);
  if (posts_.last())
    kit::status("placed", placed_text(branch, *posts_.last()), kit::TextStyle::small, kit::Tone::success);
}

} // namespace manage
