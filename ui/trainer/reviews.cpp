#include "ui/trainer/reviews.hpp"

#include "ui/kit/kit.hpp"
#include "ui/trainer/courses.hpp"
#include "ui/trainer/report_parts.hpp"
#include "ui/trainer/words.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace trainer {

using app::tr;

namespace {

constexpr std::array<std::string_view, 4> results = {"met", "partly", "missed", "violated"};
constexpr std::size_t least_reason = 3; // characters; the server says the same

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

void Reviewer::send(const std::string& check, std::string_view result) {
  busy_ = check;
  app::post("/api/training/attempts/" + std::to_string(number_) + "/reviews",
            app::JsonObject().add("check", check).add("result", result).add("reason", reason_).str(),
            [this, number = number_](const app::Reply& reply) {
              busy_.clear();
              if (!reply.ok()) {
                error_ = app::problem_text(reply);
                return;
              }
              check_.clear();
              error_.clear();
              kit::announce(tr("course.review_sent"));
              if (changed_) changed_(number);
            });
}

void Reviewer::of(const Attempt& attempt, std::function<void(int)> changed) {
  const bool may = app::staff().has("trainer") && attempt.number > 0 && attempt.staff != app::staff().id;
  const int number = may ? attempt.number : 0;
  if (number != number_) *this = Reviewer();
  number_ = number;
  changed_ = std::move(changed);
}

void Reviewer::draw(const app::Json& check) {
  const std::string id = check["id"].text(), machine = check["result"].text();
  if (number_ == 0 || std::find(results.begin(), results.end(), machine) == results.end()) return;
  const kit::IdScope scope("reviewing");
  const std::string name = family_text("check.", id);
  kit::Row row({0, 0}, false, kit::Gap::small, kit::Align::center);
  row.next();
  if (kit::button("agree", tr("course.agree"),
                  {.style = kit::ButtonStyle::quiet,
                   .icon = kit::Icon::check,
                   .busy = busy_ == id && check_.empty(),
                   .describe = tr("course.agree_with", {{"check", name}, {"result", result_text(machine)}})})) {
    reason_.clear();
    send(id, machine);
  }
  row.next();
  if (kit::button("overrule", tr("course.overrule"),
                  {.style = kit::ButtonStyle::quiet,
                   .icon = kit::Icon::edit,
                   .describe = tr("course.overrule_of", {{"check", name}})})) {
    check_ = id;
    machine_ = machine;
    result_ = machine == "met" ? 2 : 0;
    reason_.clear();
    error_.clear();
    checked_ = false;
  }
  if (!error_.empty() && check_.empty() && busy_.empty()) kit::announce_now(error_);
}

void Reviewer::draw_dialog() {
  if (check_.empty()) return;
  const kit::Dialog dialog("review", tr("course.overrule_of", {{"check", family_text("check.", check_)}}));
  kit::text(tr("course.machine_says", {{"result", result_text(machine_)}}));
  std::vector<std::string> names;
  for (const std::string_view result : results)
    names.push_back(result_text(result));
  kit::select("result", tr("course.your_result"), names, result_);
  const std::string_view chosen = results[static_cast<std::size_t>(result_)];
  const bool differs = chosen != machine_;
  kit::FieldOptions options;
  options.type = kit::FieldType::multiline;
  options.max_length = 500;
  options.required = differs;
  options.hint = differs ? tr("course.reason_hint") : tr("course.reason_free");
  const bool enough = !differs || characters(reason_) >= least_reason;
  if (checked_ && !enough) options.error = tr("course.reason_needed");
  const kit::FieldResult field = kit::field("reason", tr("course.reason"), reason_, options);
  if (!error_.empty()) kit::banner("error", error_, kit::Tone::danger);
  const bool pressed = kit::button("send", tr("course.send_review"),
                                   {.style = kit::ButtonStyle::primary, .wide = true, .busy = !busy_.empty()});
  if (pressed || field.submitted) {
    checked_ = true;
    if (enough)
      send(check_, chosen);
    else
      kit::focus("reason");
  }
  if (dialog.close_requested()) check_.clear();
}

// ---------------------------------------------------------------- agreement

namespace {

/// The usual words (Landis and Koch 1977).
std::string kappa_meaning(double value) {
  if (value < 0.2) return tr("course.kappa_slight");
  if (value < 0.4) return tr("course.kappa_fair");
  if (value < 0.6) return tr("course.kappa_moderate");
  return value < 0.8 ? tr("course.kappa_substantial") : tr("course.kappa_perfect");
}

constexpr double least_reviewed = 10; ///< fewer say nothing of agreement beyond chance

std::string kappa_text(const app::Json& of) {
  const app::Json kappa = of["kappa"];
  if (kappa.is_null() || of["reviewed"].number() < least_reviewed) return tr("course.kappa_unknown");
  std::array<char, 16> out{};
  std::snprintf(out.data(), out.size(), "%.2f", kappa.number());
  return std::string(out.data()) + " · " + kappa_meaning(kappa.number());
}

kit::Tone share_tone(double share) {
  if (share >= 0.9) return kit::Tone::success;
  return share >= 0.7 ? kit::Tone::normal : kit::Tone::danger;
}

} // namespace

void Agreement::draw_page() {
  kit::heading(1, tr("course.agreement"));
  kit::text(tr("course.agreement_detail"), kit::TextStyle::body, kit::Tone::muted);
  if (!answer_.draw("/api/training/agreement", tr("course.agreement_failed"), 6)) return;
  const app::Json all = answer_.json()["all"], checks = answer_.json()["checks"];
  if (checks.size() == 0) {
    kit::empty_state(kit::Icon::people, tr("course.agreement_none"), tr("course.agreement_none_detail"));
    return;
  }
  {
    const kit::IdScope scope("all");
    const kit::Card card(kit::CardStyle::plain, tr("course.agreement_all"));
    kit::heading(2, tr("course.agreement_all"));
    kit::fact(tr("course.reviewed"), number_text(all["reviewed"].number()));
    kit::fact(tr("course.agreed"), share_text(all["share"].number()), share_tone(all["share"].number()));
    kit::fact(tr("course.kappa"), kappa_text(all));
  }
  std::vector<app::Json> order;
  for (std::size_t i = 0; i < checks.size(); ++i)
    order.push_back(checks[i]);
  std::stable_sort(order.begin(), order.end(),
                   [](const app::Json& a, const app::Json& b) { return a["share"].number() < b["share"].number(); });
  kit::heading(2, tr("course.agreement_checks"));
  kit::Table table("checks", tr("course.agreement_checks"),
                   {{tr("course.check"), 2.4F},
                    {tr("course.reviewed"), 1, kit::Align::end},
                    {tr("course.agreed"), 1, kit::Align::end},
                    {tr("course.kappa"), 1.6F, kit::Align::end}});
  for (const app::Json& check : order) {
    table.row();
    table.cell(family_text("check.", check["check"].text()), kit::Tone::normal, kit::TextStyle::strong);
    table.cell(number_text(check["reviewed"].number()));
    table.cell(share_text(check["share"].number()), share_tone(check["share"].number()));
    table.cell(kappa_text(check));
  }
}

} // namespace trainer
