// Once per device: the code a member of staff reads out makes this browser the branch's kiosk.
#include "ui/kiosk/machine.hpp"

namespace kiosk {

using app::tr;

namespace {

constexpr double retry_seconds = 5;
constexpr std::size_t code_length = 8;

std::string plain(const std::string& typed) {
  std::string out;
  for (const char c : typed) {
    if (c != ' ' && c != '-') out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

} // namespace

void Machine::ask_who_am_i() {
  enrolled_ = Enrolled::asking;
  app::get("/api/kiosk", [this](const app::Reply& reply) {
    if (reply.ok()) {
      branch_ = app::Json::parse(reply.body)["branch"].text();
      enrolled_ = Enrolled::yes;
      start_over();
    } else if (reply.status == 401) {
      enrolled_ = Enrolled::no;
    } else {
      enrolled_ = Enrolled::unreachable;
      enrol_retry_at_ = steady_seconds() + retry_seconds;
    }
  });
}

void Machine::enrol() {
  enrol_code_ = plain(enrol_code_);
  if (enrol_code_.size() != code_length) {
    enrol_error_ = tr("kiosk.enrol.length");
    return;
  }
  busy_ = true;
  enrol_error_.clear();
  app::post("/api/kiosks", app::JsonObject().add("code", enrol_code_).str(), [this](const app::Reply& reply) {
    busy_ = false;
    if (!reply.ok()) {
      enrol_error_ = app::problem_text(reply);
      return;
    }
    enrol_code_.clear();
    home_language_ = app::language();
    app::store("kiosk/language", home_language_ == app::Language::zh ? "zh" : "en");
    branch_ = app::Json::parse(reply.body)["branch"].text();
    enrolled_ = Enrolled::yes;
    start_over();
  });
}

void Machine::enrol_page() {
  const bool retry = enrolled_ == Enrolled::unreachable && steady_seconds() >= enrol_retry_at_;
  if (enrolled_ == Enrolled::unknown || retry) ask_who_am_i();
  kit::PageOptions options;
  options.title = tr("kiosk.enrol.title");
  options.form = kit::Form::kiosk;
  options.max_width = 720;
  const kit::Page page(options);
  if (enrolled_ == Enrolled::asking) {
    kit::skeleton(3);
    return;
  }
  if (enrolled_ == Enrolled::unreachable) {
    kit::banner("unreachable", tr("kiosk.offline"), kit::Tone::warning);
    kit::wake_after(retry_seconds);
    return;
  }
  kit::text(tr("kiosk.enrol.lead"));
  if (app::demo()) kit::icon_text(kit::Icon::info, tr("kiosk.enrol.demo"));
  kit::spacer(kit::Gap::medium);
  kit::FieldOptions field;
  field.hint = tr("kiosk.enrol.hint");
  field.error = enrol_error_;
  field.autocomplete = "off";
  field.required = true;
  field.max_length = 12;
  field.big = true;
  field.focus = true;
  const kit::FieldResult typed = kit::field("code", tr("kiosk.enrol.code"), enrol_code_, field);
  if (typed.changed) enrol_error_.clear();
  kit::spacer(kit::Gap::medium);
  kit::ButtonOptions button;
  button.style = kit::ButtonStyle::primary;
  button.icon = kit::Icon::check;
  button.big = true;
  button.wide = true;
  button.busy = busy_;
  if ((kit::button("enrol", tr("kiosk.enrol.do"), button) || typed.submitted) && !busy_) enrol();
}

} // namespace kiosk
