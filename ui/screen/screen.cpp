#include "ui/screen/screen.hpp"

#include "ui/screen/calls.hpp"

#include "ui/kit/kit.hpp"

#include <string>
#include <vector>

namespace screen {

using app::tr;

namespace {

constexpr lobby::Duration new_for = 12 * lobby::second; ///< a new call is marked for so long
constexpr std::size_t most_next = 6;
constexpr lobby::Duration turn_after = 8 * lobby::second; ///< what has no room at once is shown by turns
constexpr std::size_t few_services = 6;
constexpr float share_of_few = 0.42F, share_of_many = 0.26F; ///< of an upright wall, for the numbers at counters

/// "A 0 1 2": voices would otherwise read A012 as one number.
std::string spelled(const std::string& number) {
  std::string out;
  for (const char c : number) {
    if (!out.empty()) out += ' ';
    out += c;
  }
  return out;
}

class Screen final : public app::Place {
public:
  void draw() override {
    const lobby::Bank* bank = app::bank();
    if (bank == nullptr) return plain_page([] { kit::skeleton(6); });
    if (app::path().size() < 2) return choose(*bank);
    const lobby::Branch* branch = app::path().size() == 2 ? bank->branch(app::path()[1]) : nullptr;
    if (branch == nullptr) return choose(*bank);
    const app::Live& live = app::watch(branch->id, app::today(*branch));
    switch (live.state) {
    case app::Live::State::loading:
      return plain_page([] { kit::skeleton(8); });
    case app::Live::State::failed:
      return plain_page([&] { kit::banner("failed", live.error, kit::Tone::warning, tr("screen.failed")); });
    case app::Live::State::live:
    case app::Live::State::stale:
      return hall(live);
    }
  }

private:
  template <class Content> static void plain_page(const Content& content) {
    kit::PageOptions options;
    options.title = tr("screen.title");
    options.form = kit::Form::hall;
    options.max_width = 1200;
    const kit::Page page(options);
    content();
  }

  static void choose(const lobby::Bank& bank) {
    plain_page([&] {
      if (app::path().size() > 1) kit::banner("unknown", tr("screen.unknown"), kit::Tone::warning);
      kit::text(tr("screen.choose"), kit::TextStyle::heading, kit::Tone::muted);
      kit::spacer(kit::Gap::medium);
      kit::List list(tr("screen.choose"));
      for (const lobby::Branch& branch : bank.branches) {
        list.item();
        kit::ChoiceOptions options;
        options.icon = kit::Icon::screen;
        options.big = true;
        options.detail = tr(branch.address);
        if (kit::choice(branch.id, tr(branch.name), options)) app::go("/screen/" + branch.id);
      }
    });
  }

  void hall(const app::Live& live) {
    kit::PageOptions options;
    options.title = tr(live.branch->name);
    options.hide_heading = true;
    options.form = kit::Form::hall;
    options.max_width = 100000; // all of the wall
    options.fills_screen = true;
    speak_calls(live);
    const kit::Page page(options);
    header(live);
    app::demo_note();
    if (live.state == app::Live::State::stale) {
      kit::banner("offline",
                  tr("screen.offline", {{"time", app::clock_text(live.heard_at, live.day.utc_offset_minutes)}}),
                  kit::Tone::warning);
    }
    kit::Row columns({3, 2}, true, kit::viewport().narrow ? kit::Gap::large : kit::Gap::huge);
    columns.next();
    serving(live);
    columns.next();
    next(live);
    if (!open(live)) return; // nobody can come now
    kit::spacer(kit::Gap::large);
    waits(live);
  }

  static bool open(const app::Live& live) { return lobby::is_open(*live.branch, live.day, app::now()); }

  void header(const app::Live& live) {
    kit::Row row({1, 0, 0, 0}, false, kit::Gap::large, kit::Align::center);
    row.next();
    kit::heading(1, tr(live.branch->name));
    row.next();
    kit::text(app::clock_text(app::now(), live.day.utc_offset_minutes), kit::TextStyle::title);
    const lobby::Duration into_minute = app::now() % lobby::minute;
    kit::wake_after(static_cast<double>(lobby::minute - into_minute) / static_cast<double>(lobby::second) + 0.05);
    row.next();
    const std::string label = sound_ ? tr("screen.sound_off") : tr("screen.sound_on");
    if (kit::icon_button("sound", sound_ ? kit::Icon::sound : kit::Icon::sound_off, label, sound_)) {
      sound_ = !sound_;
      if (sound_) app::chime(); // heard at once, and the press that browsers ask for
    }
    row.next();
    const app::FullScreen full = app::full_screen();
    if (full != app::FullScreen::unsupported &&
        kit::icon_button("full-screen", kit::Icon::screen, tr("screen.full"), full == app::FullScreen::on))
      app::toggle_full_screen();
  }

  static void serving(const app::Live& live) {
    const kit::Region region(kit::Landmark::region, tr("screen.serving"));
    const std::vector<const lobby::Ticket*> shown = now_serving(live.day);
    kit::heading(2, tr("screen.serving"));
    if (shown.empty()) {
      kit::empty_state(kit::Icon::bell, open(live) ? tr("screen.none") : app::closed_text(*live.branch),
                       tr(open(live) ? "screen.none_detail" : "screen.closed_detail"));
      return;
    }
    newest_call(*shown.front());
    // The oldest calls are left out when there is no room: who was called long ago is at the counter.
    const float share = live.branch->services.size() > few_services ? share_of_many : share_of_few;
    kit::Rotation lines("serving", -1, kit::viewport().narrow ? share : 1);
    for (std::size_t i = 1; i < shown.size(); i += 2) {
      if (!lines.next()) continue;
      kit::Row row({1, 1}, false, kit::Gap::medium);
      row.next();
      earlier_call(*shown[i]);
      row.next();
      if (i + 1 < shown.size()) earlier_call(*shown[i + 1]);
    }
  }

  static void earlier_call(const lobby::Ticket& ticket) {
    const kit::IdScope scope(static_cast<std::int64_t>(ticket.id));
    const kit::Card card(kit::CardStyle::plain, call_text(ticket));
    kit::Row row({1, 0}, false, kit::Gap::small, kit::Align::center);
    row.next();
    kit::text(ticket.number, kit::TextStyle::numeral);
    row.next();
    kit::text(tr("screen.counter", {{"counter", ticket.counter}}), kit::TextStyle::heading);
  }

  static std::string call_text(const lobby::Ticket& ticket) {
    return tr("screen.call", {{"number", ticket.number}, {"counter", ticket.counter}});
  }

  /// The last called number, larger than the rest; for some seconds its card changes twice a second.
  static void newest_call(const lobby::Ticket& ticket) {
    const lobby::Duration age = app::now() - ticket.last_called_at;
    const bool is_new = ticket.state == lobby::Ticket::State::called && age < new_for;
    if (is_new) kit::wake_after(0.5);
    const bool lit = is_new && (age / (lobby::second / 2)) % 2 == 0;
    const kit::Card card(lit ? kit::CardStyle::accent : kit::CardStyle::raised, call_text(ticket));
    kit::Row row({1, 0}, false, kit::Gap::large, kit::Align::center);
    row.next();
    kit::text(ticket.number, kit::TextStyle::display, kit::Tone::accent);
    row.next();
    kit::text(tr("screen.counter", {{"counter", ticket.counter}}), kit::TextStyle::display, kit::Tone::accent);
  }

  static void next(const app::Live& live) {
    const kit::Region region(kit::Landmark::region, tr("screen.next"));
    const std::vector<lobby::TicketId> line = lobby::line(*live.branch, live.day, app::now());
    {
      kit::Row row({1, 0}, false, kit::Gap::small, kit::Align::end);
      row.next();
      kit::heading(2, tr("screen.next"));
      row.next();
      if (line.size() > most_next)
        kit::text(tr("screen.waiting", {{"n", std::to_string(line.size())}}), kit::TextStyle::body, kit::Tone::muted);
    }
    kit::spacer(kit::Gap::small);
    if (line.empty()) {
      kit::text(open(live) ? tr("screen.nobody") : tr("screen.nobody_closed"), kit::TextStyle::heading,
                kit::Tone::muted);
      return;
    }
    kit::Grid grid(84, kit::Gap::small);
    for (std::size_t i = 0; i < line.size() && i < most_next; ++i) {
      const lobby::Ticket* ticket = live.day.ticket(line[i]);
      if (ticket == nullptr) continue;
      grid.next();
      kit::text(ticket->number, kit::TextStyle::title);
    }
  }

  /// A line for each service, in turns when the wall has no room for all.
  static void waits(const app::Live& live) {
    const kit::Region region(kit::Landmark::region, tr("screen.waits"));
    kit::heading(2, tr("screen.waits"));
    kit::wake_after(static_cast<double>(turn_after - app::now() % turn_after) / static_cast<double>(lobby::second) +
                    0.05);
    kit::Rotation lines("waits", app::now() / turn_after);
    for (const lobby::Service& service : live.branch->services) {
      if (!lines.next()) continue;
      kit::Row row({1, 0}, false, kit::Gap::medium);
      row.next();
      kit::text(tr(service.name), kit::TextStyle::strong);
      row.next();
      kit::text(app::wait_text(live.predictor().walk_in(service.id)), kit::TextStyle::strong, kit::Tone::accent,
                kit::Align::end);
    }
  }

  void speak_calls(const app::Live& live) {
    if (live.state != app::Live::State::live) return;
    for (const lobby::Ticket* ticket : announcer_.fresh(live.day, app::now())) {
      kit::announce_now(call_text(*ticket));
      if (!sound_) continue;
      app::chime();
      const std::string number = spelled(ticket->number);
      if (app::can_speak("zh-CN")) {
        app::speak(tr("screen.speak_zh", {{"number", number}, {"counter", ticket->counter}}), "zh-CN");
      }
      if (app::can_speak("en-GB")) {
        app::speak(tr("screen.speak_en", {{"number", number}, {"counter", ticket->counter}}), "en-GB");
      }
    }
  }

  Announcer announcer_;
  bool sound_ = false; ///< browsers play nothing before somebody has pressed something
};

} // namespace

std::unique_ptr<app::Place> make_screen() { return std::make_unique<Screen>(); }

} // namespace screen
