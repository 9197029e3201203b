#include "ui/trainer/certificates.hpp"

#include "ui/kit/kit.hpp"
#include "ui/trainer/courses.hpp"
#include "ui/trainer/markup.hpp"
#include "ui/trainer/words.hpp"

namespace trainer {

using app::tr;

namespace {

const std::string address = "/api/training/certificates";

constexpr std::string_view look = R"css(
#paper { font: 15pt/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #000; background: #fff;
  text-align: center; box-sizing: border-box; margin-top: 25mm; padding: 20mm 12mm; border: .6mm solid #0a656c;
  outline: .2mm solid #0a656c; outline-offset: -2.5mm; }
#paper p { margin: 4mm 0; } #paper h1 { font-size: 30pt; margin: 8mm 0; } #paper .bank { font-size: 15pt; margin: 0; }
#paper .title { font-size: 22pt; letter-spacing: .2em; color: #0a656c; } #paper .serial { font-size: 11pt; color: #55606d; }
)css";

} // namespace

void Certificates::draw_list() {
  const kit::IdScope scope("certificates");
  kit::heading(2, tr("course.certificates"));
  if (!answer_.draw(address, tr("course.certificates_failed"), 2)) return;
  const app::Json all = answer_.json()["certificates"];
  if (all.size() == 0) {
    kit::text(tr("course.certificates_none"), kit::TextStyle::body, kit::Tone::muted);
    return;
  }
  kit::List list(tr("course.certificates"));
  for (std::size_t i = 0; i < all.size(); ++i) {
    list.item();
    const std::string number = std::to_string(static_cast<int>(all[i]["number"].number()));
    kit::ChoiceOptions options;
    options.icon = kit::Icon::star_filled;
    options.detail = moment_text(static_cast<lobby::Time>(all[i]["at"].number()));
    options.trailing = tr("train.points_of_100", {{"total", number_text(all[i]["total"].number())}});
    options.trailing_tone = kit::Tone::success;
    if (kit::choice(number, course_text(all[i]["course"].text()), options)) app::go("/train/certificates/" + number);
  }
}

void Certificates::draw_page(int number) {
  kit::heading(1, tr("course.certificate"));
  if (!answer_.draw(address, tr("course.certificates_failed"))) return;
  const app::Json all = answer_.json()["certificates"];
  app::Json found;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (static_cast<int>(all[i]["number"].number()) == number) found = all[i];
  if (found.is_null()) {
    kit::banner("unknown", tr("course.certificate_unknown"), kit::Tone::warning);
    kit::link("all", tr("course.to_courses"), "/train/courses", kit::Icon::back);
    return;
  }
  const std::string bank = app::bank() ? tr(app::bank()->name) : std::string();
  const std::string course = course_text(found["course"].text());
  const std::string total = tr("course.certificate_total", {{"total", number_text(found["total"].number())}});
  const std::string day = moment_text(static_cast<lobby::Time>(found["at"].number()));
  const std::string words = tr("course.certificate_words", {{"course", course}});
  const std::string serial = tr("course.certificate_number", {{"n", std::to_string(number)}});
  {
    const kit::IdScope scope("paper");
    const kit::Card card(kit::CardStyle::raised, tr("course.certificate"));
    kit::spacer(kit::Gap::large);
    kit::text(bank, kit::TextStyle::subheading, kit::Tone::muted, kit::Align::center);
    kit::text(found["name"].text(), kit::TextStyle::title, kit::Tone::normal, kit::Align::center);
    kit::text(words, kit::TextStyle::heading, kit::Tone::normal, kit::Align::center);
    kit::text(total, kit::TextStyle::body, kit::Tone::normal, kit::Align::center);
    kit::text(day, kit::TextStyle::body, kit::Tone::muted, kit::Align::center);
    kit::text(serial, kit::TextStyle::small, kit::Tone::muted, kit::Align::center);
    kit::spacer(kit::Gap::large);
  }
  const kit::BottomBar bar;
  if (kit::button("print", tr("course.print"),
                  {.style = kit::ButtonStyle::primary, .icon = kit::Icon::print, .wide = true}))
    app::print_document(
        markup::of_class("h2", "bank", bank) + markup::of_class("p", "title", tr("course.certificate")) +
            markup::element("h1", found["name"].text()) + markup::element("p", words) + markup::element("p", total) +
            markup::element("p", day) + markup::of_class("p", "serial", serial),
        markup::sheet_style(look));
}

} // namespace trainer
