#include "ui/customer/model.hpp"

#include <algorithm>
#include <cstdlib>

namespace customer {

using app::tr;

// ---------------------------------------------------------------- the branches right now

const ServiceNow* BranchNow::service(std::string_view wanted) const {
  const auto found = std::find_if(services.begin(), services.end(), [&](const auto& s) { return s.id == wanted; });
  return found == services.end() ? nullptr : &*found;
}

lobby::Forecast BranchNow::overall() const {
  std::vector<const lobby::Forecast*> known;
  for (const ServiceNow& service : services) {
    if (service.wait.known) known.push_back(&service.wait);
  }
  if (known.empty()) return services.empty() ? lobby::Forecast{} : services.front().wait;
  const auto middle = known.begin() + static_cast<std::ptrdiff_t>(known.size() / 2);
  std::nth_element(known.begin(), middle, known.end(), [](const auto* a, const auto* b) { return a->p50 < b->p50; });
  return **middle;
}

namespace {

constexpr double refresh_seconds = 15;
constexpr lobby::Duration stale_after = lobby::minute;

ServiceNow read_service(const app::Json& json) {
  ServiceNow service;
  service.id = json["id"].text();
  service.waiting = static_cast<int>(json["waiting"].number());
  service.wait.known = json["known"].flag();
  service.wait.p10 = json["p10"].number();
  service.wait.p50 = json["p50"].number();
  service.wait.p90 = json["p90"].number();
  service.wait.ahead = static_cast<int>(json["ahead"].number());
  service.wait.why = json["why"].text();
  return service;
}

BranchNow read_branch(const app::Json& json) {
  BranchNow branch;
  branch.id = json["id"].text();
  lobby::parse_date(json["date"].text(), branch.date);
  branch.utc_offset_minutes = static_cast<int>(json["utc_offset_minutes"].number());
  branch.open = json["open"].flag();
  branch.opens = static_cast<int>(json["opens"].number(-1));
  branch.closes = static_cast<int>(json["closes"].number(-1));
  branch.waiting = static_cast<int>(json["waiting"].number());
  branch.counters_open = static_cast<int>(json["counters_open"].number());
  const app::Json services = json["services"];
  for (std::size_t i = 0; i < services.size(); ++i)
    branch.services.push_back(read_service(services[i]));
  return branch;
}

} // namespace

void NowBoard::keep_fresh() {
  app::keep_asking("/api/now", refresh_seconds, [this](const app::Reply& reply) { return read(reply); });
}

void NowBoard::ask() {
  state_ = State::loading;
  app::get("/api/now", [this](const app::Reply& reply) { read(reply); });
}

bool NowBoard::read(const app::Reply& reply) {
  const app::Json json = reply.ok() ? app::Json::parse(reply.body) : app::Json();
  if (json.is_null()) {
    error_ = app::problem_text(reply);
    if (branches_.empty()) state_ = State::failed;
    return true;
  }
  const bool was_stale = stale_since() != 0;
  heard_at_ = app::now();
  // The clock before the branches differs every time; what is shown comes after it.
  const std::size_t from = reply.body.find("\"branches\"");
  const std::string_view shown = std::string_view(reply.body).substr(from == std::string::npos ? 0 : from);
  if (state_ == State::ready && shown == shown_) return was_stale;
  shown_ = shown;
  branches_.clear();
  const app::Json branches = json["branches"];
  for (std::size_t i = 0; i < branches.size(); ++i)
    branches_.push_back(read_branch(branches[i]));
  state_ = State::ready;
  return true;
}

lobby::Time NowBoard::stale_since() const {
  return heard_at_ != 0 && app::now() - heard_at_ > stale_after ? heard_at_ : 0;
}

const BranchNow* NowBoard::branch(std::string_view id) const {
  const auto found = std::find_if(branches_.begin(), branches_.end(), [&](const auto& b) { return b.id == id; });
  return found == branches_.end() ? nullptr : &*found;
}

constexpr int whole_day = 24 * 60;

OpenWords open_words(const lobby::Branch& branch, const BranchNow& now) {
  if (now.open) {
    if (now.closes < 0) return {tr("customer.open.now"), kit::Tone::success};
    if (now.opens == 0 && now.closes >= whole_day) return {tr("customer.open.always"), kit::Tone::success};
    return {tr("customer.open.until", {{"time", app::minute_text(now.closes)}}), kit::Tone::success};
  }
  return {app::closed_text(branch), kit::Tone::warning};
}

// ---------------------------------------------------------------- kept on this device

namespace {

std::string hold_json(const Hold& hold) {
  return app::JsonObject()
      .add("branch", hold.branch)
      .add("service", hold.service)
      .add("link", hold.link)
      .add("date", lobby::to_string(hold.date))
      .add("slot", hold.slot)
      .add("appointment", static_cast<double>(hold.appointment))
      .add("until", static_cast<double>(hold.until))
      .str();
}

std::string remembered_json(const Remembered& visit) {
  return app::JsonObject()
      .add("link", visit.link)
      .add("branch", visit.branch)
      .add("service", visit.service)
      .add("date", lobby::to_string(visit.date))
      .add("slot", visit.slot)
      .str();
}

void store_remembered(const std::vector<Remembered>& visits) {
  std::string json = "[";
  for (const Remembered& visit : visits) {
    if (json.size() > 1) json += ',';
    json += remembered_json(visit);
  }
  app::store("customer/visits", json + "]");
}

constexpr std::size_t most_remembered = 8;

} // namespace

Hold stored_hold() {
  const std::string text = app::stored("customer/hold");
  Hold hold;
  if (text.empty()) return hold;
  const app::Json json = app::Json::parse(text);
  if (!lobby::parse_date(json["date"].text(), hold.date)) return hold;
  hold.branch = json["branch"].text();
  hold.service = json["service"].text();
  hold.link = json["link"].text();
  hold.slot = static_cast<int>(json["slot"].number());
  hold.appointment = static_cast<lobby::AppointmentId>(json["appointment"].number());
  hold.until = static_cast<lobby::Time>(json["until"].number());
  return hold;
}

void store_hold(const Hold& hold) { app::store("customer/hold", hold.appointment == 0 ? "" : hold_json(hold)); }

std::vector<Remembered> remembered() {
  std::vector<Remembered> visits;
  const std::string text = app::stored("customer/visits");
  if (text.empty()) return visits;
  const app::Json json = app::Json::parse(text);
  for (std::size_t i = 0; i < json.size(); ++i) {
    Remembered visit;
    visit.link = json[i]["link"].text();
    visit.branch = json[i]["branch"].text();
    visit.service = json[i]["service"].text();
    visit.slot = static_cast<int>(json[i]["slot"].number(-1));
    if (!visit.link.empty() && lobby::parse_date(json[i]["date"].text(), visit.date)) visits.push_back(visit);
  }
  return visits;
}

void remember(const Remembered& visit) {
  std::vector<Remembered> visits = remembered();
  std::erase_if(visits, [&](const Remembered& other) { return other.link == visit.link; });
  visits.insert(visits.begin(), visit);
  if (visits.size() > most_remembered) visits.resize(most_remembered);
  store_remembered(visits);
}

void forget(std::string_view link) {
  std::vector<Remembered> visits = remembered();
  if (std::erase_if(visits, [&](const Remembered& visit) { return visit.link == link; }) > 0) store_remembered(visits);
}

lobby::Need stored_need() {
  const std::string stored = app::stored("customer/need");
  const auto found =
      std::find_if(app::needs.begin(), app::needs.end(), [&](lobby::Need one) { return app::need_key(one) == stored; });
  return found == app::needs.end() ? lobby::Need::none : *found;
}

void store_need(lobby::Need need) { app::store("customer/need", app::need_key(need)); }

std::string need_text(lobby::Need need) { return tr("customer.need." + app::need_key(need)); }

// ---------------------------------------------------------------- replies and words

std::uint32_t event_member(const app::Json& reply, std::string_view type, std::string_view member) {
  const app::Json events = reply["events"];
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i]["type"].text() == type) return static_cast<std::uint32_t>(events[i]["data"][member].number());
  }
  return 0;
}

DayWords day_words(lobby::Date date) {
  // Chinese puts the weekday last ("11月21日 周六"), English first ("Sat 21 Nov").
  const std::string text = app::date_text(date);
  const bool last = app::language() == app::Language::zh;
  const std::size_t gap = last ? text.rfind(' ') : text.find(' ');
  if (gap == std::string::npos) return {text, ""};
  const std::string left = text.substr(0, gap), right = text.substr(gap + 1);
  return last ? DayWords{right, left} : DayWords{left, right};
}

namespace {

kit::PageOptions page_options(std::string_view title, bool fills_screen, bool hide_heading) {
  kit::PageOptions options;
  options.title = title;
  options.fills_screen = fills_screen;
  options.hide_heading = hide_heading;
  return options;
}

} // namespace

StepPage::StepPage(std::string_view title, std::string_view back, bool fills_screen, bool hide_heading)
    : page_((app::top_bar(back), page_options(title, fills_screen, hide_heading))) {}

void loading_page(std::string_view title, std::string_view back) {
  const StepPage page(title, back);
  kit::skeleton(6);
}

void dead_end_page(std::string_view title, std::string_view detail, std::string_view way_on, std::string_view address) {
  const StepPage page(title, "/");
  kit::banner("dead-end", detail, kit::Tone::warning);
  kit::spacer(kit::Gap::medium);
  if (kit::button("way-on", way_on, look(kit::ButtonStyle::primary, kit::Icon::home))) app::go(address);
}

kit::ButtonOptions look(kit::ButtonStyle style, kit::Icon icon, bool wide) {
  kit::ButtonOptions options;
  options.style = style;
  options.icon = icon;
  options.wide = wide;
  return options;
}

void papers_list(const lobby::Branch& branch, const lobby::Service& service, bool with_heading) {
  if (service.papers.empty()) return;
  const kit::IdScope scope("papers");
  if (with_heading) kit::heading(2, tr("customer.papers.heading"));
  int ready = 0;
  for (const lobby::Paper& paper : service.papers) {
    const std::string key = "customer/paper." + branch.id + "." + service.id + "." + paper.id;
    bool have = app::stored(key) == "1";
    const std::string name = app::tr(paper.name);
    const std::string label = paper.required ? name : tr("customer.papers.optional", {{"paper", name}});
    if (kit::checkbox(paper.id, label, have, app::tr(paper.note))) app::store(key, have ? "1" : "");
    if (have) ++ready;
  }
  const int all = static_cast<int>(service.papers.size());
  kit::status("ready",
              ready == all ? tr("customer.papers.all_ready")
                           : tr("customer.papers.ready", {{"n", std::to_string(ready)}, {"all", std::to_string(all)}}),
              kit::TextStyle::small, ready == all ? kit::Tone::success : kit::Tone::muted);
}

} // namespace customer
