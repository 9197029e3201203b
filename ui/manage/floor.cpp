#include "ui/manage/views.hpp"
#include "ui/manage/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

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

constexpr std::string_view simulated_prefix = "sim:";

std::string person_text(const std::string& person) {
  if (person.substr(0, simulated_prefix.size()) == simulated_prefix)
    return tr("desk.simulated_teller", {{"name", person.substr(simulated_prefix.size())}});
  return person == app::staff().id ? app::staff().name : person;
}

std::string people_at(const std::vector<lobby::Posted>& all, int position) {
  std::string text;
  for (const lobby::Posted& one : all)
    if (one.position == position) text += (text.empty() ? "" : tr("desk.and")) + person_text(one.person);
  return text;
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

void draw_area(Picture& picture, const Area& area, int position, int people) {
  const float x = area.x * picture.width(), y = area.y * plan_height;
  const float w = area.w * picture.width(), h = area.h * plan_height;
  const bool urgent = people == 0 && position <= 2;
  picture.rect(x, y, w, h, people > 0 ? Ink::accent_soft : Ink::surface, 8);
  picture.rect(x, y, w, h, urgent ? Ink::danger : people > 0 ? Ink::accent : Ink::faint, 8, false);
  picture.label(x + 10, y + 6, std::to_string(position), urgent ? Ink::danger : Ink::text, kit::TextStyle::strong);
  const float middle = y + h / 2 + 8;
  const float apart = 26;
  const int shown = std::min(people, std::max(1, static_cast<int>((w - 12) / apart)));
  for (int i = 0; i < shown; ++i) { // a head and shoulders each
    const float at = x + w / 2 + (static_cast<float>(i) - static_cast<float>(shown - 1) / 2) * apart;
    picture.circle(at, middle - 7, 6, Ink::accent);
    picture.path({at - 9, middle + 12, at - 7, middle + 3, at, middle, at + 7, middle + 3, at + 9, middle + 12},
                 Ink::accent, true, true);
  }
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
  draw_way(context, all);
  draw_fill_ins(all);
  draw_picture(context, all);
  draw_list(context, all);
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
  kit::heading(2, tr(rotation ? "manage.way.rotation" : "manage.way.posts"));
  kit::text(tr(rotation ? "manage.way.rotation_detail" : "manage.way.posts_detail"));
  if (people > 0)
    kit::text(tr("manage.way.switch", {{"people", std::to_string(people)},
                                       {"now", number_text(per_hour)},
                                       {"switch", number_text(std::floor(advice.switch_per_hour))}}),
              kit::TextStyle::small, kit::Tone::muted);
}

/// H2: what to do about positions 1 and 2.
void FloorView::draw_fill_ins(const std::vector<lobby::Posted>& all) {
  for (const lobby::FillIn& fill : lobby::who_fills_in(all)) {
    const kit::IdScope scope(fill.position);
    kit::spacer(kit::Gap::small);
    if (fill.person.empty()) {
      kit::banner("nobody", tr("manage.fill.nobody", {{"position", numbered(fill.position)}}), kit::Tone::danger);
      continue;
    }
    const std::string from = fill.from > 0 ? numbered(fill.from) : tr("manage.fill.reserve");
    kit::banner("fill",
                tr("manage.fill.somebody",
                   {{"position", numbered(fill.position)}, {"person", person_text(fill.person)}, {"from", from}}),
                kit::Tone::warning);
    const auto who =
        std::find_if(all.begin(), all.end(), [&](const lobby::Posted& one) { return one.person == fill.person; });
    if (kit::button("move", tr("manage.fill.move", {{"person", person_text(fill.person)}}), {.busy = posts_.busy()}))
      posts_.stand(fill.person, fill.position, who->reserve);
  }
}

void FloorView::draw_picture(const Context& context, const std::vector<lobby::Posted>& all) {
  kit::spacer(kit::Gap::medium);
  std::string words;
  for (int position = 1; position <= lobby::positions; ++position) {
    if (!exists(context.branch, position)) continue;
    const std::string here = people_at(all, position);
    words += tr("manage.floor.one",
                {{"position", numbered(position)}, {"people", here.empty() ? tr("manage.floor.empty") : here}});
  }
  Picture picture(0, plan_height, tr("manage.floor.picture", {{"plan", words}}));
  picture.rect(1, 1, picture.width() - 2, plan_height - 2, Ink::line, 10, false);
  for (int position = 1; position <= lobby::positions; ++position) {
    if (!exists(context.branch, position)) continue;
    const auto people = static_cast<int>(
        std::count_if(all.begin(), all.end(), [&](const lobby::Posted& one) { return one.position == position; }));
    draw_area(picture, areas[static_cast<std::size_t>(position - 1)], position, people);
  }
}

void FloorView::draw_list(const Context& context, const std::vector<lobby::Posted>& all) {
  kit::List list(tr("manage.floor.list"));
  for (int position = 1; position <= lobby::positions; ++position) {
    if (!exists(context.branch, position)) continue;
    const std::string here = people_at(all, position);
    list.item();
    kit::fact(numbered(position), here.empty() ? tr("manage.floor.empty") : here,
              !here.empty()   ? kit::Tone::normal
              : position <= 2 ? kit::Tone::danger
                              : kit::Tone::muted);
  }
  const std::string reserve = people_at(all, 0);
  if (reserve.empty()) return;
  list.item();
  kit::fact(position_text(0), reserve);
}

void FloorView::draw_form(const lobby::Branch& branch) {
  kit::spacer(kit::Gap::medium);
  const kit::Card card(kit::CardStyle::plain, tr("manage.floor.form"));
  kit::heading(2, tr("manage.floor.form"));
  std::vector<std::string> people = {tr("manage.floor.somebody_new")};
  for (const lobby::Posted& one : posts_.placed())
    people.push_back(person_text(one.person));
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
    posts_.stand(person, place.position, place.reserve);
    name_.clear();
    who_ = 0;
  }
  if (!posts_.problem().empty()) kit::banner("problem", posts_.problem(), kit::Tone::danger);
  if (posts_.last())
    kit::status("placed",
                tr("manage.floor.placed",
                   {{"person", person_text(posts_.last()->person)}, {"place", place_text(*posts_.last())}}),
                kit::TextStyle::small, kit::Tone::success);
}

} // namespace manage
