// The fifth step: name and phone, while the slot is kept.
#include "ui/customer/views.hpp"

#include <algorithm>

namespace customer {

using app::tr;

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Without the spaces, hyphens and brackets people put into phone numbers.
std::string bare(std::string_view phone) {
  std::string out;
  for (const char c : phone) {
    if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.') out += c;
  }
  return out;
}

/// What is wrong with a phone number, as a text; empty when nothing is. Accepted: mainland mobiles (11 digits from 1),
/// landlines with area code (0 and 9 to 11 more digits) and international numbers (+ and 7 to 15 digits, ITU-T E.164).
std::string phone_problem(std::string_view typed) {
  std::string number = bare(typed);
  if (number.empty()) return tr("customer.person.phone_missing");
  const bool international = number.front() == '+';
  const std::string digits = international ? number.substr(1) : number;
  if (!std::all_of(digits.begin(), digits.end(), digit)) return tr("customer.person.phone_characters");
  const std::size_t n = digits.size();
  if (international) return n >= 7 && n <= 15 ? "" : tr("customer.person.phone_international");
  if (digits.front() == '1') {
    return n == 11 ? "" : tr("customer.person.phone_mobile", {{"n", std::to_string(n)}});
  }
  if (digits.front() == '0') return n >= 10 && n <= 12 ? "" : tr("customer.person.phone_landline");
  return tr("customer.person.phone_form");
}

std::string name_problem(std::string_view name) {
  const bool blank = name.find_first_not_of(" \t") == std::string_view::npos;
  if (blank) return tr("customer.person.name_missing");
  if (std::any_of(name.begin(), name.end(), digit)) return tr("customer.person.name_digits");
  return {};
}

std::string minutes_left(lobby::Time until) {
  const lobby::Duration left = std::max<lobby::Duration>(0, until - app::now());
  const auto seconds = left / lobby::second;
  const std::string rest = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + (rest.size() < 2 ? ":0" : ":") + rest;
}

void summary(const lobby::Branch& branch, const lobby::Service& service, const Hold& hold) {
  const kit::Card card(kit::CardStyle::inset, tr("customer.person.summary"));
  kit::fact(tr("customer.fact.service"), tr(service.name));
  kit::fact(tr("customer.fact.branch"), tr(branch.name));
  kit::fact(tr("customer.fact.time"), app::date_text(hold.date) + " " + app::minute_text(hold.slot));
  if (stored_need() != lobby::Need::none) kit::fact(tr("customer.fact.need"), need_text(stored_need()));
}

void no_hold(const Hold& hold, const std::string& address) {
  const bool ran_out = hold.appointment != 0;
  kit::empty_state(kit::Icon::clock, ran_out ? tr("customer.person.ran_out") : tr("customer.person.no_hold"),
                   ran_out ? tr("customer.person.ran_out_detail") : tr("customer.person.no_hold_detail"));
  const kit::ButtonOptions again = look(kit::ButtonStyle::primary, kit::Icon::calendar, true);
  if (kit::button("again", tr("customer.person.again"), again)) {
    app::replace(address + "/time" + (ran_out ? "?date=" + lobby::to_string(hold.date) : ""));
  }
}

} // namespace

bool PersonView::check() {
  name_error_ = name_problem(name_);
  phone_error_ = phone_problem(phone_);
  consent_error_ = consent_ ? "" : tr("customer.person.consent_missing");
  if (!name_error_.empty()) {
    kit::focus("name");
  } else if (!phone_error_.empty()) {
    kit::focus("phone");
  } else if (!consent_) {
    kit::focus("consent");
  }
  const bool good = name_error_.empty() && phone_error_.empty() && consent_;
  if (!good) kit::announce_now(tr("customer.person.please_check"));
  return good;
}

void PersonView::book(const Hold& hold, VisitView& next) {
  booking_ = true;
  error_.clear();
  const std::string person = app::JsonObject().add("name", name_).add("phone", bare(phone_)).add("consent", true).str();
  const app::JsonObject extra = app::JsonObject().add("link", hold.link).raw("person", person);
  const Remembered visit{hold.link, hold.branch, hold.service, hold.date, hold.slot};
  app::command(hold.branch, hold.date, lobby::command::BookAppointment{hold.appointment}, &extra,
               [this, visit, &next](const app::Reply& reply) {
                 booking_ = false;
                 if (!reply.ok()) {
                   error_ = app::problem_text(reply);
                   kit::announce_now(error_);
                   return;
                 }
                 store_hold({});
                 remember(visit);
                 name_.clear();
                 phone_.clear();
                 consent_ = false;
                 next.just_booked(visit.link);
                 app::replace("/v/" + visit.link);
               });
}

void PersonView::form(const Hold& hold, VisitView& next) {
  kit::FieldOptions name;
  name.autocomplete = "name";
  name.error = name_error_;
  name.hint = tr("customer.person.name_hint");
  name.required = true;
  name.max_length = 60;
  kit::FieldResult typed = kit::field("name", tr("customer.person.name"), name_, name);
  if (typed.left && !name_.empty()) name_error_ = name_problem(name_);
  if (typed.changed && !name_error_.empty()) name_error_ = name_problem(name_);

  kit::FieldOptions phone;
  phone.type = kit::FieldType::tel;
  phone.autocomplete = "tel";
  phone.error = phone_error_;
  phone.hint = tr("customer.person.phone_hint");
  phone.required = true;
  phone.max_length = 24;
  typed = kit::field("phone", tr("customer.person.phone"), phone_, phone);
  if (typed.left && !phone_.empty()) phone_error_ = phone_problem(phone_);
  if (typed.changed && !phone_error_.empty()) phone_error_ = phone_problem(phone_);
  const bool submitted = typed.submitted;

  if (kit::checkbox("consent", tr("customer.person.consent"), consent_, tr("customer.person.consent_detail"))) {
    consent_error_.clear();
  }
  if (!consent_error_.empty()) {
    kit::icon_text(kit::Icon::error, consent_error_, kit::TextStyle::small, kit::Tone::danger);
  }
  kit::spacer(kit::Gap::medium);

  const kit::BottomBar bar;
  kit::ButtonOptions options = look(kit::ButtonStyle::primary, kit::Icon::check, true);
  options.busy = booking_;
  const bool pressed = kit::button("book", tr("customer.person.book"), options);
  if ((pressed || submitted) && !booking_ && check()) book(hold, next);
}

void PersonView::draw(const lobby::Branch& branch, const lobby::Service& service, VisitView& next) {
  const std::string address = "/b/" + branch.id + "/" + service.id;
  const Hold hold = stored_hold();
  const bool ours = hold.is(branch.id, service.id);
  const StepPage page(tr("customer.person.title"), address + "/time");
  if (!ours) return no_hold({}, address);
  if (!hold.alive() && !booking_) return no_hold(hold, address);
  summary(branch, service, hold);
  kit::wake_after(1);
  const bool hurry = hold.until - app::now() < lobby::minute;
  kit::icon_text(kit::Icon::clock, tr("customer.person.kept", {{"left", minutes_left(hold.until)}}),
                 kit::TextStyle::small, hurry ? kit::Tone::warning : kit::Tone::muted);
  if (hurry) kit::status("hurry", tr("customer.person.hurry"), kit::TextStyle::small, kit::Tone::warning);
  if (!error_.empty()) kit::banner("error", error_, kit::Tone::danger, tr("customer.person.failed"));
  kit::spacer(kit::Gap::small);
  form(hold, next);
}

} // namespace customer
