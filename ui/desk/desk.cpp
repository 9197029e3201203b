#include "ui/desk/desk.hpp"

#include "ui/desk/views.hpp"
#include "ui/desk/words.hpp"

namespace desk {

using app::tr;

namespace {

/// The counter this member of staff has opened; empty = none.
std::string own_counter(const lobby::Day& day) {
  for (const lobby::CounterState& state : day.counters)
    if (state.state != lobby::CounterState::State::closed && state.teller == app::staff().id) return state.id;
  return {};
}

std::string address_of(std::string_view branch, bool hall) {
  return "/desk/" + std::string(branch) + (hall ? "/hall" : "");
}

class Desk final : public app::Place {
public:
  void draw() override;

private:
  const lobby::Branch* branch() const;
  bool hall() const { return app::path().size() > 2 && app::path()[2] == "hall"; }
  void draw_head(const lobby::Branch& chosen);
  void draw_branch_choice(const lobby::Branch& chosen, kit::Row& row);
  static void draw_staff(const lobby::Branch& chosen, kit::Row& row);
  void draw_body(const app::Live& live);
  void draw_counter_buttons(const Context& context, kit::Row& row);
  void draw_counter(const Context& context);

  Presses presses_;
  People people_;
  CounterChooser chooser_;
  CustomerView customer_;
  LineView line_;
  HallView hall_;
};

/// The one in the address, else the home branch, else the bank's first.
const lobby::Branch* Desk::branch() const {
  const lobby::Bank* bank = app::bank();
  if (!bank || bank->branches.empty()) return nullptr;
  if (app::path().size() > 1) return bank->branch(app::path()[1]);
  const lobby::Branch* home = bank->branch(app::staff().branch);
  return home ? home : &bank->branches.front();
}

void Desk::draw() {
  if (!app::require_staff({"teller", "lobby"}, "desk.title")) return;
  kit::PageOptions options;
  options.title = hall() ? tr("desk.hall.title") : tr("desk.title");
  options.hide_heading = true;
  options.max_width = 1200;
  app::top_bar();
  const kit::Page page(options);
  if (!app::bank()) {
    kit::skeleton(6);
    return;
  }
  const lobby::Branch* chosen = branch();
  if (!chosen) {
    kit::heading(1, tr("desk.title"));
    kit::banner("unknown", tr("desk.unknown_branch"), kit::Tone::danger);
    kit::link("home", tr("desk.to_home_branch"), "/desk", kit::Icon::home);
    return;
  }
  draw_head(*chosen);
  draw_body(app::watch(chosen->id, app::today(*chosen)));
  if (!kit::viewport().narrow) return;
  kit::spacer(kit::Gap::large);
  kit::divider();
  kit::Row row({0}, false, kit::Gap::medium, kit::Align::center);
  draw_staff(*chosen, row);
}

/// Where one is and as whom. A phone has room for the place only; the person stands below everything there.
void Desk::draw_head(const lobby::Branch& chosen) {
  const bool choose = app::staff().has("lobby");
  const bool wide = !kit::viewport().narrow;
  if (!choose && !wide) return;
  const kit::Region nav(kit::Landmark::nav, tr("desk.nav"));
  if (choose) {
    kit::Row row({1, 0, 0}, !wide, kit::Gap::medium, kit::Align::end);
    draw_branch_choice(chosen, row);
    if (wide) {
      row.next();
      kit::Row person({0}, false, kit::Gap::medium, kit::Align::center);
      draw_staff(chosen, person);
    }
  } else {
    kit::Row row({1, 0, 0}, false, kit::Gap::medium, kit::Align::center);
    draw_staff(chosen, row);
  }
  kit::spacer(kit::Gap::large);
}

/// The lobby staff may change branch, and see the counter or the hall.
void Desk::draw_branch_choice(const lobby::Branch& chosen, kit::Row& row) {
  row.next();
  if (const lobby::Branch* other = app::choose_branch(chosen)) app::go(address_of(other->id, hall()));
  row.next();
  int view = hall() ? 1 : 0;
  if (kit::segmented("view", tr("desk.view"), {tr("desk.view_counter"), tr("desk.view_hall")}, view))
    app::go(address_of(chosen.id, view == 1));
}

/// Who is logged in, and the way out: nobody should work under another's name.
void Desk::draw_staff(const lobby::Branch& chosen, kit::Row& row) {
  row.next();
  const std::string& name = app::staff().name; // those who may choose the branch see it chosen
  kit::icon_text(kit::Icon::person,
                 app::staff().has("lobby") ? name : tr("desk.logged_in", {{"name", name}, {"branch", tr(chosen.name)}}),
                 kit::TextStyle::small, kit::Tone::muted);
  row.next();
  kit::link("train", tr("desk.to_training"), "/train", kit::Icon::chat);
  if (app::staff().has("manager")) {
    row.next();
    kit::link("manage", tr("desk.to_management"), "/manage", kit::Icon::chart);
  }
  row.next();
  if (kit::button("log_out", tr("desk.log_out"), {.style = kit::ButtonStyle::quiet, .icon = kit::Icon::logout}))
    app::log_out();
}

void Desk::draw_body(const app::Live& live) {
  if (live.state == app::Live::State::loading) {
    kit::heading(1, tr("desk.title"));
    kit::skeleton(6);
    return;
  }
  if (live.state == app::Live::State::failed) {
    kit::heading(1, tr("desk.title"));
    kit::banner("failed", live.error, kit::Tone::danger, tr("desk.failed"));
    return;
  }
  const lobby::Time now = app::now();
  presses_.settle(live.day, now);
  people_.refresh(live.day, now);
  const Context context{live, *live.branch, now, own_counter(live.day), presses_, people_};
  if (const int waiting = app::commands_waiting(); waiting > 0)
    kit::banner("waiting", tr("desk.waiting_for_network"), kit::Tone::warning);
  if (!lobby::is_open(context.branch, live.day, now))
    kit::banner("shut", tr("desk.shut_detail"), kit::Tone::warning, app::closed_text(context.branch));
  if (hall() && app::staff().has("lobby"))
    hall_.draw(context);
  else if (context.counter.empty())
    chooser_.draw(context);
  else
    draw_counter(context);
  kit::wake_after(10.0); // waits are shown in minutes
}

void Desk::draw_counter_buttons(const Context& context, kit::Row& row) {
  const lobby::CounterState* state = context.day().counter(context.counter);
  const bool free = state->ticket == 0;
  row.next();
  if (state->state == lobby::CounterState::State::open && kit::button("pause", tr("desk.pause"),
                                                                      {.style = kit::ButtonStyle::quiet,
                                                                       .icon = kit::Icon::pause,
                                                                       .enabled = free,
                                                                       .busy = presses_.busy("counter")}))
    presses_.send("counter", context.live, lobby::command::PauseCounter{context.counter});
  row.next();
  if (kit::button("close", tr("desk.close"),
                  {.style = kit::ButtonStyle::quiet,
                   .icon = kit::Icon::stop,
                   .enabled = free,
                   .busy = presses_.busy("close_counter")}))
    presses_.send("close_counter", context.live, lobby::command::CloseCounter{context.counter});
}

/// On a phone the customer comes first, and what is done to the counter after it.
void Desk::draw_counter(const Context& context) {
  const kit::IdScope scope("counter");
  const lobby::Counter* counter = context.branch.counter(context.counter);
  const std::string title = tr("desk.counter_title", {{"counter", app::counter_text(context.counter)},
                                                      {"kind", counter ? app::kind_text(counter->kind) : ""}});
  const bool narrow = kit::viewport().narrow;
  if (narrow) {
    kit::heading(1, title);
  } else {
    kit::Row row({1, 0, 0}, false, kit::Gap::small, kit::Align::center);
    row.next();
    kit::heading(1, title);
    draw_counter_buttons(context, row);
  }
  if (const std::string agreed = agreed_text(context.day(), context.counter, context.now); !agreed.empty())
    kit::icon_text(kit::Icon::calendar, agreed, kit::TextStyle::small, kit::Tone::muted);
  kit::Row columns({1, 1.25F}, true, kit::Gap::large);
  columns.next();
  customer_.draw(context);
  if (narrow) {
    kit::Row row({0}, false, kit::Gap::small);
    draw_counter_buttons(context, row);
  }
  presses_.draw_refusal({"close_counter"});
  if (context.day().counter(context.counter)->state == lobby::CounterState::State::open)
    presses_.draw_refusal({"counter"}); // a pause refused; a resumption refused stands beside its button
  if (!narrow) {
    kit::spacer(kit::Gap::medium);
    draw_counters(context);
  }
  columns.next();
  line_.draw(context);
  if (!narrow) return;
  kit::spacer(kit::Gap::medium);
  draw_counters(context);
}

} // namespace

std::unique_ptr<app::Place> make_desk() { return std::make_unique<Desk>(); }

} // namespace desk
