// The fourth step: day and slot, with the crowd to expect; the first tap chooses, the second keeps the slot.
#include "ui/customer/views.hpp"

#include <algorithm>
#include <utility>

namespace customer {

using app::tr;

namespace {

constexpr int days_at_first = 6; ///< enough for most; the rest comes on request
constexpr int noon = 12 * 60, evening = 18 * 60;
constexpr double quieter = 0.1; ///< crowds nearer to each other are the same to a person

bool open_on(const lobby::Branch& branch, lobby::Date date) { return !branch.hours(date).empty(); }

lobby::Date plus_days(lobby::Date date, int days) { return lobby::date_of_day_number(lobby::day_number(date) + days); }

bool within_reach(const lobby::Branch& branch, lobby::Date date) {
  const lobby::Date today = app::today(branch);
  return date >= today && date <= plus_days(today, branch.policy.days_ahead);
}

/// The first day on which a slot may still begin: today only while the last opening has not ended.
lobby::Date first_day(const lobby::Branch& branch) {
  const lobby::Date today = app::today(branch);
  const int now = lobby::local_minute(app::now(), app::utc_offset(branch, today));
  for (int i = 0; i <= branch.policy.days_ahead; ++i) {
    const lobby::Date date = plus_days(today, i);
    if (!open_on(branch, date)) continue;
    if (i > 0 || branch.hours(date).back().close - branch.policy.slot_minutes > now) return date;
  }
  return today;
}

std::string weekday_text(const lobby::Branch& branch, lobby::Date date) {
  const auto ahead = lobby::day_number(date) - lobby::day_number(app::today(branch));
  if (ahead == 0) return tr("customer.day.today");
  // "Tomorrow" is too long a word for a third of a phone's width; the weekday says as much, and on every width.
  if (ahead == 1 && app::language() == app::Language::zh) return tr("customer.day.tomorrow");
  return day_words(date).weekday;
}

struct CrowdWords {
  std::string text;
  kit::Tone tone;
};
CrowdWords crowd_words(double crowd) {
  if (crowd < 0.34) return {tr("customer.crowd.quiet"), kit::Tone::success};
  if (crowd < 0.67) return {tr("customer.crowd.medium"), kit::Tone::accent};
  return {tr("customer.crowd.busy"), kit::Tone::warning};
}

/// This customer's own hold, not yet run out.
bool keeps(const Hold* own, const lobby::Branch& branch, const lobby::Service& service, lobby::Date date) {
  return own != nullptr && own->alive() && own->is(branch.id, service.id) && own->date == date;
}

/// The free slot with the smallest crowd to expect; -1 when they are all much the same.
int quietest(const app::Live& live, const std::vector<lobby::Offer>& offers) {
  int slot = -1;
  double least = 2, most = -1;
  for (const lobby::Offer& offer : offers) {
    if (!offer.free) continue;
    const double crowd = live.predictor().crowd(offer.slot);
    most = std::max(most, crowd);
    if (crowd >= least) continue;
    least = crowd;
    slot = offer.slot;
  }
  return most - least >= quieter ? slot : -1;
}

/// Why a slot cannot be had.
std::string why_not(const lobby::Offer& offer) {
  return offer.taken >= offer.capacity ? tr("customer.slots.full") : tr("customer.slots.too_near");
}

} // namespace

// ---------------------------------------------------------------- the picker (also used to move an appointment)

void SlotPicker::day_strip(const lobby::Branch& branch, const std::string& address) {
  kit::heading(2, tr("customer.slots.day"));
  const lobby::Date today = app::today(branch);
  const auto distance = lobby::day_number(date_) - lobby::day_number(today);
  const bool all = all_days_ || distance >= days_at_first;
  const int days = all ? branch.policy.days_ahead + 1 : std::min(days_at_first, branch.policy.days_ahead + 1);
  {
    const kit::Region strip(kit::Landmark::region, tr("customer.slots.day"));
    kit::Grid grid(104, kit::Gap::small);
    for (int i = 0; i < days; ++i) {
      const lobby::Date date = plus_days(today, i);
      grid.next();
      kit::ChoiceOptions options;
      options.arrow = false;
      options.selected = date == date_;
      options.enabled = open_on(branch, date);
      options.detail = options.enabled ? day_words(date).day : tr("customer.slots.closed_day");
      if (kit::choice(lobby::to_string(date), weekday_text(branch, date), options)) {
        chosen_ = -1;
        app::rename(address + "?date=" + lobby::to_string(date));
      }
    }
  }
  if (!all && branch.policy.days_ahead >= days_at_first &&
      kit::button("more-days", tr("customer.slots.more_days"), look(kit::ButtonStyle::quiet, kit::Icon::calendar))) {
    all_days_ = true;
  }
}

void SlotPicker::part_of_day(const app::Live& live, const std::vector<lobby::Offer>& offers,
                             const lobby::Service& service, const Hold* own) {
  kit::Grid grid(104, kit::Gap::small);
  for (const lobby::Offer& offer : offers) {
    const bool mine = keeps(own, *live.branch, service, live.day.date) && own->slot == offer.slot;
    const double crowd = live.predictor().crowd(offer.slot);
    const CrowdWords words = crowd_words(crowd);
    grid.next();
    kit::ChoiceOptions options;
    options.arrow = false;
    options.selected = offer.slot == chosen_;
    options.enabled = offer.free || mine;
    if (mine) {
      options.detail = tr("customer.slots.yours");
    } else {
      options.detail = offer.free ? words.text : why_not(offer);
    }
    if (options.enabled) {
      options.meter = static_cast<float>(crowd);
      options.meter_tone = words.tone;
    }
    if (kit::choice("slot-" + std::to_string(offer.slot), app::minute_text(offer.slot), options)) chosen_ = offer.slot;
  }
}

void SlotPicker::slots(const lobby::Branch& branch, const lobby::Service& service, const Hold* own) {
  const app::Live& live = app::watch(branch.id, date_);
  if (live.state == app::Live::State::failed) {
    kit::banner("day-failed", live.error, kit::Tone::warning, tr("customer.slots.failed"));
    return;
  }
  if (live.state == app::Live::State::loading) {
    kit::skeleton(4);
    return;
  }
  const std::vector<lobby::Offer> offers = lobby::offers(branch, live.day, service.id, app::now());
  const auto chosen = std::find_if(offers.begin(), offers.end(), [&](const auto& o) { return o.slot == chosen_; });
  const bool kept = keeps(own, branch, service, date_);
  const bool mine = kept && own->slot == chosen_;
  if (chosen_ >= 0 && !mine && (chosen == offers.end() || !chosen->free)) {
    chosen_ = -1; // somebody else was faster
    kit::announce_now(tr("customer.slots.gone"));
  }
  const bool any = std::any_of(offers.begin(), offers.end(), [](const auto& offer) { return offer.free; });
  if (!any && !kept) {
    kit::empty_state(kit::Icon::calendar, tr("customer.slots.none"), tr("customer.slots.none_detail"));
    return;
  }
  kit::text(tr("customer.slots.legend"), kit::TextStyle::small, kit::Tone::muted);
  if (const int slot = quietest(live, offers); slot >= 0)
    kit::icon_text(kit::Icon::clock, tr("customer.slots.quietest", {{"time", app::minute_text(slot)}}),
                   kit::TextStyle::body, kit::Tone::success);
  const std::pair<int, std::string> parts[] = {{noon, tr("customer.slots.morning")},
                                               {evening, tr("customer.slots.afternoon")},
                                               {24 * 60, tr("customer.slots.evening")}};
  int begin = 0;
  for (const auto& [end, title] : parts) {
    std::vector<lobby::Offer> part;
    for (const lobby::Offer& offer : offers) {
      const bool past = lobby::at(date_, offer.slot, live.day.utc_offset_minutes) < app::now();
      if (!past && offer.slot >= begin && offer.slot < end) part.push_back(offer);
    }
    begin = end;
    if (part.empty()) continue;
    kit::heading(3, title);
    part_of_day(live, part, service, own);
  }
}

void SlotPicker::draw(const lobby::Branch& branch, const lobby::Service& service, const std::string& address,
                      const Hold* own) {
  lobby::Date wanted;
  if (!lobby::parse_date(app::query("date"), wanted) || !within_reach(branch, wanted)) wanted = first_day(branch);
  if (wanted != date_) {
    date_ = wanted;
    chosen_ = -1;
  }
  day_strip(branch, address);
  kit::spacer(kit::Gap::medium);
  kit::heading(2, tr("customer.slots.time", {{"day", app::date_text(date_)}}));
  if (!open_on(branch, date_)) {
    const lobby::SpecialDay* special = branch.special_day(date_);
    kit::empty_state(kit::Icon::calendar, tr("customer.slots.closed"),
                     special != nullptr ? tr(special->name) : tr("customer.slots.none_detail"));
    return;
  }
  slots(branch, service, own);
}

// ---------------------------------------------------------------- the step

void SlotsView::hold(const lobby::Branch& branch, const lobby::Service& service, lobby::Date date, int slot) {
  const Hold before = stored_hold();
  const std::string details = "/b/" + branch.id + "/" + service.id + "/details";
  if (before.alive() && before.is(branch.id, service.id) && before.date == date && before.slot == slot) {
    app::go(details);
    return;
  }
  if (before.alive()) { // one customer keeps one slot: give the other back
    const app::JsonObject proof = app::JsonObject().add("link", before.link);
    app::command(before.branch, before.date, lobby::command::CancelAppointment{before.appointment, "released"}, &proof,
                 [](const app::Reply&) {});
    store_hold({});
  }
  holding_ = true;
  error_.clear();
  Hold next;
  next.branch = branch.id;
  next.service = service.id;
  next.date = date;
  next.slot = slot;
  const lobby::command::HoldSlot command{service.id, slot, lobby::Segment::ordinary, stored_need()};
  app::command(branch.id, date, command, nullptr, [this, next, details](const app::Reply& reply) mutable {
    holding_ = false;
    if (!reply.ok()) {
      error_ = app::problem_text(reply);
      picker_.clear();
      return;
    }
    const app::Json json = app::Json::parse(reply.body);
    next.link = json["link"].text();
    next.appointment = event_member(json, "slot.held", "appointment");
    const app::Json events = json["events"];
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (events[i]["type"].text() == "slot.held") {
        next.until = static_cast<lobby::Time>(events[i]["data"]["until"].number());
      }
    }
    store_hold(next);
    app::go(details);
  });
}

void SlotsView::draw(const lobby::Branch& branch, const lobby::Service& service) {
  const std::string address = "/b/" + branch.id + "/" + service.id;
  const StepPage page(tr("customer.slots.title"), address);
  kit::text(tr("customer.slots.of", {{"service", tr(service.name)}, {"branch", tr(branch.name)}}), kit::TextStyle::body,
            kit::Tone::muted);
  if (!service.bookable) {
    kit::banner("not-bookable", tr("customer.papers.not_bookable"), kit::Tone::warning);
    return;
  }
  if (!error_.empty()) kit::banner("error", error_, kit::Tone::danger, tr("customer.slots.not_held"));
  kit::spacer(kit::Gap::medium);
  const Hold own = stored_hold();
  picker_.draw(branch, service, address + "/time", &own);
  kit::spacer(kit::Gap::medium);

  const kit::BottomBar bar;
  kit::ButtonOptions options = look(kit::ButtonStyle::primary, kit::Icon::check, true);
  options.enabled = picker_.chosen() >= 0;
  options.busy = holding_;
  const std::string label = picker_.chosen() < 0
                                ? tr("customer.slots.choose")
                                : tr("customer.slots.hold", {{"day", app::date_text(picker_.date())},
                                                             {"time", app::minute_text(picker_.chosen())}});
  if (kit::button("hold", label, options)) hold(branch, service, picker_.date(), picker_.chosen());
}

} // namespace customer
