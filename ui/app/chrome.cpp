#include "ui/app/internal.hpp"

#include "ui/kit/kit.hpp"

namespace app {

namespace {

void draw_switches() {
  const bool zh = language() == Language::zh;
  if (kit::icon_button("language", kit::Icon::language, tr("app.other_language"))) {
    set_language(zh ? Language::en : Language::zh);
  }
}

void draw_appearance() {
  const bool dark = internal::dark();
  if (kit::icon_button("theme", dark ? kit::Icon::sun : kit::Icon::moon, tr(dark ? "app.light" : "app.dark"))) {
    internal::choose_theme(dark ? "light" : "dark");
  }
}

void draw_text_size() {
  const bool large = internal::large();
  if (kit::icon_button("text-size", kit::Icon::text_size, tr("app.large"), large)) {
    internal::choose_large(!large);
  }
}

void draw_brand(std::string_view back_address) {
  if (back_address.empty()) {
    kit::link("brand", tr("app.brand"), "/", kit::Icon::branch);
  } else {
    kit::link("back", tr("app.back"), back_address, kit::Icon::back);
  }
}

void draw_state() {
  if (connection() == Link::offline) {
    const lobby::Time since = offline_since();
    const lobby::Bank* known = bank();
    const bool placed = known && !known->branches.empty();
    const int offset = placed ? utc_offset(known->branches.front(), lobby::local_date(since, 0)) : 0;
    const std::string text =
        since > 0 && placed ? tr("app.offline_since", {{"time", clock_text(since, offset)}}) : tr("app.offline");
    kit::banner("offline", text, kit::Tone::warning);
    if (commands_waiting() > 0) {
      kit::banner("waiting", tr("app.commands_waiting"), kit::Tone::warning);
    }
  }
}

/// Brand or way back, demo mark, switches.
void draw_bar(std::string_view back_address, bool tight) {
  kit::Row row({1, 0, 0, 0, 0}, false, kit::Gap::small, kit::Align::center);
  row.next();
  draw_brand(back_address);
  row.next();
  if (demo() && !tight) {
    kit::badge(tr("app.demo"), kit::Tone::warning);
  }
  row.next();
  draw_switches();
  row.next();
  draw_appearance();
  row.next();
  draw_text_size();
}

} // namespace

void demo_note() {
  if (!demo() || !stored("demo-note").empty()) {
    return;
  }
  const kit::IdScope scope("demo-note");
  const kit::Card card(kit::CardStyle::warning, tr("app.demo"));
  kit::Row row({1, 0}, false, kit::Gap::small, kit::Align::center);
  row.next();
  kit::text(tr("app.demo_note"), kit::TextStyle::small);
  row.next();
  if (kit::icon_button("close", kit::Icon::close, tr("app.demo_note_close"))) {
    store("demo-note", "seen");
  }
}

void top_bar(std::string_view back_address) {
  const kit::IdScope scope("top-bar");
  // Large type on a phone leaves no room for the mark beside the switches.
  const bool tight = kit::viewport().narrow && kit::viewport().large;
  {
    const kit::Region region(kit::Landmark::header, tr("app.header"));
    draw_bar(back_address, tight);
    if (demo() && tight) {
      kit::badge(tr("app.demo"), kit::Tone::warning);
    }
    demo_note();
  }
  draw_state();
}

} // namespace app
