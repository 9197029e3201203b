#include "ui/app/internal.hpp"

#include "ui/kit/kit.hpp"

namespace app {

namespace {

void draw_switches() {
  const bool zh = language() == Language::zh, dark = internal::dark(), large = internal::large();
  kit::Row row({0, 0, 0}, false, kit::Gap::small, kit::Align::center);
  row.next();
  if (kit::icon_button("language", kit::Icon::language, tr("app.other_language"))) {
    set_language(zh ? Language::en : Language::zh);
  }
  row.next();
  if (kit::icon_button("theme", dark ? kit::Icon::sun : kit::Icon::moon, tr(dark ? "app.light" : "app.dark"))) {
    internal::choose_theme(dark ? "light" : "dark");
  }
  row.next();
  if (kit::icon_button("text-size", kit::Icon::text_size, tr("app.large"), large)) {
    internal::choose_large(!large);
  }
}

void draw_brand(std::string_view back_address, bool tight) {
  if (back_address.empty()) {
    kit::link("brand", tr(tight ? "app.brand_short" : "app.brand"), "/", kit::Icon::branch);
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

bool noted() { return demo() && stored("demo-note").empty(); }

/// The words and the way to close them, right behind each other where there is room for one line.
void draw_note(bool one_line) {
  const kit::IdScope scope("demo-note");
  kit::Row row({one_line ? 0.0F : 1.0F, 0}, false, kit::Gap::small, kit::Align::center);
  row.next();
  kit::icon_text(kit::Icon::info, tr("app.demo_note"), kit::TextStyle::small, kit::Tone::warning);
  row.next();
  if (kit::icon_button("close", kit::Icon::close, tr("app.demo_note_close"))) {
    store("demo-note", "seen");
  }
}

/// Brand or way back, what is to be known of a demo, switches.
void draw_bar(std::string_view back_address, bool tight, bool note) {
  kit::Row row({note ? 0.0F : 1.0F, note ? 1.0F : 0.0F, 0}, false, note ? kit::Gap::large : kit::Gap::small,
               kit::Align::center);
  row.next();
  draw_brand(back_address, tight);
  row.next();
  if (note) {
    draw_note(true);
  } else if (demo() && !tight && !noted()) {
    kit::badge(tr("app.demo"), kit::Tone::warning);
  }
  row.next();
  draw_switches();
}

} // namespace

void demo_note() {
  if (noted()) {
    draw_note(!kit::viewport().narrow);
  }
}

void top_bar(std::string_view back_address) {
  const kit::IdScope scope("top-bar");
  constexpr float wide_enough = 1100; // for brand, note and switches in one line
  const bool large = kit::viewport().large;
  // Large type on a phone leaves no room for the mark beside the switches.
  const bool tight = kit::viewport().narrow && large;
  const bool inside = noted() && !large && kit::viewport().width >= wide_enough;
  {
    const kit::Region region(kit::Landmark::header, tr("app.header"));
    draw_bar(back_address, tight, inside);
    if (noted() && !inside) {
      draw_note(false);
    } else if (demo() && tight) {
      kit::badge(tr("app.demo"), kit::Tone::warning);
    }
  }
  draw_state();
}

} // namespace app
