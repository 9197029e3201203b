// Check-in by the six digits of the booking, typed on the pad or a keyboard, or by a scanner ("LOBBY:123456" + Enter).
#include "ui/kiosk/machine.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace kiosk {

using app::tr;

namespace {

constexpr std::size_t code_length = 6;

/// The digits of what was typed or scanned.
std::string digits_of(const std::string& typed) {
  std::string out;
  std::copy_if(typed.begin(), typed.end(), std::back_inserter(out), [](char c) { return c >= '0' && c <= '9'; });
  return out;
}

} // namespace

void Machine::look_up(const lobby::Branch& branch, lobby::Date date) {
  const std::string code = digits_of(code_);
  if (code.size() != code_length) {
    code_error_ = tr("kiosk.check_in.length");
    return;
  }
  busy_ = true;
  code_error_.clear();
  touched();
  app::get("/api/codes/" + code, [this, customer = customer_, here = branch.id, today = date](const app::Reply& reply) {
    if (customer != customer_) return;
    busy_ = false;
    touched();
    if (reply.status == 404) {
      code_.clear();
      code_error_ = tr("kiosk.check_in.unknown");
      kit::announce_now(code_error_);
      go(Step::check_in);
      return;
    }
    if (!reply.ok()) return fail(reply);
    const app::Json json = app::Json::parse(reply.body);
    lobby::Date day;
    lobby::parse_date(json["date"].text(), day);
    const lobby::Branch* other = app::bank()->branch(json["branch"].text());
    if (other != nullptr && other->id != here) {
      trouble_ = tr("kiosk.check_in.other_branch", {{"branch", tr(other->name)}});
    } else if (day != today) {
      trouble_ = tr("kiosk.check_in.other_day", {{"day", app::date_text(day)}});
    } else {
      check_in_booking(here, day, static_cast<lobby::AppointmentId>(json["appointment"].number()));
      return;
    }
    go(Step::trouble);
  });
}

void Machine::check_in_booking(const std::string& branch, lobby::Date date, lobby::AppointmentId appointment) {
  busy_ = true;
  const app::JsonObject proof = app::JsonObject().add("code", digits_of(code_));
  app::command(branch, date, lobby::command::CheckIn{appointment}, &proof,
               [this, customer = customer_](const app::Reply& reply) {
                 if (customer != customer_) return;
                 if (reply.ok()) {
                   ticket_taken(reply);
                 } else {
                   fail(reply);
                 }
               });
}

void Machine::code_field(const lobby::Branch& branch, lobby::Date date, bool focus) {
  kit::FieldOptions options;
  options.autocomplete = "off";
  options.max_length = 16;
  options.big = true;
  options.error = code_error_;
  options.hint = tr("kiosk.check_in.hint");
  const kit::FieldResult typed = kit::field("code", tr("kiosk.check_in.code"), code_, options);
  if (focus) kit::focus("code");
  if (typed.changed) {
    code_error_.clear();
    touched();
  }
  if (typed.submitted && !busy_) look_up(branch, date);
}

void Machine::number_pad(const lobby::Branch& branch, lobby::Date date) {
  const kit::Region pad(kit::Landmark::region, tr("kiosk.check_in.pad"));
  constexpr std::array<std::string_view, 9> keys = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
  kit::ButtonOptions options;
  options.big = true;
  options.wide = true;
  options.enabled = !busy_;
  const auto press = [&](std::string_view key) {
    if (!kit::button(key, key, options)) return;
    touched();
    code_error_.clear();
    code_ = digits_of(code_);
    if (code_.size() < code_length) code_ += key;
    if (code_.size() == code_length) look_up(branch, date);
  };
  for (std::size_t line = 0; line < 3; ++line) {
    kit::Row row({1, 1, 1});
    for (std::size_t i = 0; i < 3; ++i) {
      row.next();
      press(keys[line * 3 + i]);
    }
  }
  kit::Row row({1, 1, 1});
  row.next();
  kit::ButtonOptions erase = options;
  erase.style = kit::ButtonStyle::quiet;
  if (kit::button("erase", tr("kiosk.check_in.erase"), erase)) {
    touched();
    if (!code_.empty()) code_.pop_back();
  }
  row.next();
  press("0");
  row.next();
  kit::ButtonOptions enter = options;
  enter.style = kit::ButtonStyle::primary;
  enter.busy = busy_;
  if (kit::button("enter", tr("kiosk.check_in.enter"), enter)) look_up(branch, date);
}

void Machine::check_in(const app::Live& live) {
  {
    kit::Row row({0, 1, 0});
    row.next();
    back_button();
    row.next();
    row.next();
    language_button();
  }
  kit::spacer(kit::Gap::medium);
  kit::heading(1, tr("kiosk.check_in.title"));
  kit::text(tr("kiosk.check_in.lead"), kit::TextStyle::heading, kit::Tone::muted);
  kit::spacer(kit::Gap::large);
  code_field(*live.branch, live.day.date, focus_code_);
  focus_code_ = false;
  kit::spacer(kit::Gap::huge);
  {
    const kit::Centered centered(520);
    number_pad(*live.branch, live.day.date);
  }
}

} // namespace kiosk
