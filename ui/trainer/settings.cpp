#include "ui/trainer/settings.hpp"

#include "ui/kit/kit.hpp"
#include "ui/trainer/words.hpp"

namespace trainer {

using app::tr;

namespace {
constexpr double outbox_seconds = 5;
const std::string settings_address = "/api/training/settings";

/// What the store itself answered is shown as it is.
std::string error_text(const std::string& error) {
  if (error == "unreachable") return tr("course.outbox_unreachable");
  return error == "slow" ? tr("course.outbox_slow") : error;
}

} // namespace

void Settings::again() {
  settings_.again();
  removing_ = false;
  error_.clear();
  message_.clear();
  password_.clear();
}

void Settings::draw_page() {
  kit::heading(1, tr("course.settings"));
  kit::text(tr("course.settings_detail"), kit::TextStyle::body, kit::Tone::muted);
  if (!settings_.draw(settings_address, tr("course.settings_failed"))) return;
  if (settings_.edition() != edition_) fill();
  draw_store();
  kit::spacer(kit::Gap::large);
  draw_outbox();
}

/// The fields as the server knows them, unless something was typed.
void Settings::fill() {
  edition_ = settings_.edition();
  const bool typed = endpoint_ != known_endpoint_ || user_ != known_user_;
  const app::Json lrs = settings_.json()["lrs"];
  known_endpoint_ = lrs["endpoint"].text();
  known_user_ = lrs["user"].text();
  if (typed) return;
  endpoint_ = known_endpoint_;
  user_ = known_user_;
}

void Settings::draw_store() {
  const kit::IdScope scope("lrs");
  kit::heading(2, tr("course.lrs"));
  if (app::demo()) kit::banner("demo", tr("course.lrs_demo"), kit::Tone::accent);
  if (!message_.empty()) kit::banner("saved", message_, kit::Tone::success);
  if (!error_.empty()) kit::banner("error", error_, kit::Tone::danger);
  kit::FieldOptions endpoint;
  endpoint.placeholder = "https://lrs.example.com/xapi";
  endpoint.hint = tr("course.lrs_endpoint_hint");
  endpoint.autocomplete = "off";
  endpoint.max_length = 500;
  endpoint.required = true;
  bool submitted = kit::field("endpoint", tr("course.lrs_endpoint"), endpoint_, endpoint).submitted;
  kit::FieldOptions user;
  user.autocomplete = "off";
  user.required = true;
  submitted = kit::field("user", tr("course.lrs_user"), user_, user).submitted || submitted;
  const bool same = !known_endpoint_.empty() && endpoint_ == known_endpoint_ && user_ == known_user_;
  kit::FieldOptions password;
  password.type = kit::FieldType::password;
  password.autocomplete = "new-password";
  password.required = !same;
  if (same) password.hint = tr("course.lrs_password_hint");
  submitted = kit::field("password", tr("course.lrs_password"), password_, password).submitted || submitted;
  const bool full = !endpoint_.empty() && !user_.empty() && (same || !password_.empty());
  kit::Row row({0, 0}, true, kit::Gap::medium);
  row.next();
  const bool pressed =
      kit::button("save", tr("course.lrs_save"), {.style = kit::ButtonStyle::primary, .enabled = full, .busy = busy_});
  if ((pressed || submitted) && full && !busy_) save();
  row.next();
  if (!known_endpoint_.empty() &&
      kit::button("remove", tr("course.lrs_remove"), {.style = kit::ButtonStyle::quiet, .icon = kit::Icon::trash}))
    removing_ = true;
  if (!removing_) return;
  const kit::Dialog dialog("removing", tr("course.lrs_remove"));
  kit::text(tr("course.lrs_remove_detail"));
  if (kit::button("yes", tr("course.lrs_remove"), {.style = kit::ButtonStyle::danger, .wide = true, .busy = busy_}))
    remove();
  if (dialog.close_requested()) removing_ = false;
}

void Settings::save() {
  busy_ = true;
  app::JsonObject lrs;
  lrs.add("endpoint", endpoint_).add("user", user_);
  if (!password_.empty()) lrs.add("password", password_);
  app::put(settings_address, app::JsonObject().raw("lrs", lrs.str()).str(),
           [this](const app::Reply& reply) { take(reply); });
}

void Settings::remove() {
  busy_ = true;
  app::put(settings_address, R"({"lrs":null})", [this](const app::Reply& reply) { take(reply); });
}

void Settings::take(const app::Reply& reply) {
  busy_ = false;
  message_.clear();
  if (!reply.ok()) {
    removing_ = false;
    error_ = app::problem_text(reply);
    return;
  }
  const bool removed = removing_;
  if (removed) {
    endpoint_.clear();
    user_.clear();
  }
  known_endpoint_ = endpoint_;
  known_user_ = user_;
  again();
  message_ = removed ? tr("course.lrs_removed") : tr("course.lrs_saved");
}

void Settings::draw_outbox() {
  const kit::IdScope scope("outbox");
  kit::heading(2, tr("course.outbox"));
  app::keep_asking("/api/training/outbox", outbox_seconds, [this](const app::Reply& reply) {
    const std::string text = reply.ok() ? reply.body : std::string();
    const std::string error = reply.ok() ? std::string() : app::problem_text(reply);
    if (text == outbox_text_ && error == outbox_error_) return false;
    outbox_error_ = error;
    if (reply.ok()) {
      outbox_text_ = text;
      outbox_ = app::Json::parse(text);
    }
    return true;
  });
  if (!outbox_error_.empty()) kit::banner("failed", outbox_error_, kit::Tone::danger, tr("course.outbox_failed"));
  if (outbox_.is_null()) {
    if (outbox_error_.empty()) kit::skeleton(3);
    return;
  }
  const double waiting = outbox_["waiting"].number(), parked = outbox_["parked"].number();
  const std::string error = outbox_["last_error"].text();
  const bool none = known_endpoint_.empty();
  const std::string state = none            ? tr("course.outbox_none")
                            : waiting == 0  ? tr("course.outbox_all_sent")
                            : error.empty() ? tr("course.outbox_sending")
                                            : tr("course.outbox_trouble");
  kit::status("state", state, kit::TextStyle::strong,
              none || error.empty() ? (none ? kit::Tone::muted : kit::Tone::success) : kit::Tone::danger);
  kit::fact(tr("course.outbox_waiting"), number_text(waiting));
  kit::fact(tr("course.outbox_parked"), number_text(parked), parked > 0 ? kit::Tone::danger : kit::Tone::normal);
  if (!outbox_["next_try"].is_null() && !none)
    kit::fact(tr("course.outbox_next"), moment_text(static_cast<lobby::Time>(outbox_["next_try"].number())));
  if (!error.empty()) {
    kit::text(tr("course.outbox_error"), kit::TextStyle::small, kit::Tone::muted);
    kit::text(error_text(error));
  }
  const app::Json reasons = outbox_["reasons"];
  if (reasons.size() == 0) return;
  kit::heading(3, tr("course.outbox_reasons"));
  kit::List list(tr("course.outbox_reasons"));
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    const std::string number = std::to_string(static_cast<int>(reasons[i]["attempt"].number()));
    list.item();
    kit::link(number, tr("course.outbox_attempt", {{"n", number}}), "/train/attempts/" + number);
    kit::text(reasons[i]["reason"].text(), kit::TextStyle::small, kit::Tone::muted);
  }
}

} // namespace trainer
