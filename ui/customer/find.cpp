// The first step: which branch? Open or not, how many wait, how long, where.
#include "ui/customer/views.hpp"

#include <algorithm>

namespace customer {

using app::tr;

namespace {

/// ASCII letters compare without case; everything else (Chinese) as it is.
std::string folded(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
  return out;
}

bool matches(const lobby::Branch& branch, const std::string& wanted) {
  if (wanted.empty()) return true;
  const std::string text = folded(branch.name.zh + '\n' + branch.name.en + '\n' + branch.address.zh + '\n' +
                                  branch.address.en + '\n' + branch.phone);
  return text.find(wanted) != std::string::npos;
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

void branch_choice(const lobby::Branch& branch, const BranchNow* now) {
  kit::ChoiceOptions options;
  options.icon = kit::Icon::branch;
  options.detail = tr(branch.address);
  if (now != nullptr) {
    const OpenWords open = open_words(branch, *now);
    options.badge = open.text;
    options.badge_tone = open.tone;
    if (now->open) {
      const lobby::Forecast overall = now->overall();
      options.trailing = app::wait_text(overall);
      options.trailing_tone = overall.known ? kit::Tone::accent : kit::Tone::muted;
      options.detail += "\n" + tr("customer.find.waiting", {{"n", std::to_string(now->waiting)},
                                                            {"counters", std::to_string(now->counters_open)}});
    }
  }
  if (kit::choice(branch.id, tr(branch.name), options)) app::go("/b/" + branch.id);
}

/// Today's and coming visits of this device, so that a closed page is found again.
void my_visits(const lobby::Bank& bank) {
  const std::vector<Remembered> all = remembered();
  std::vector<const Remembered*> coming;
  for (const Remembered& visit : all) {
    const lobby::Branch* branch = bank.branch(visit.branch);
    if (branch != nullptr && visit.date >= app::today(*branch)) coming.push_back(&visit);
  }
  if (coming.empty()) return;
  const kit::IdScope scope("mine");
  kit::heading(2, tr("customer.find.mine"));
  kit::List list(tr("customer.find.mine"));
  for (const Remembered* visit : coming) {
    const lobby::Branch& branch = *bank.branch(visit->branch);
    const lobby::Service* service = branch.service(visit->service);
    list.item();
    kit::ChoiceOptions options;
    options.icon = visit->slot >= 0 ? kit::Icon::calendar : kit::Icon::ticket;
    options.detail = tr(branch.name);
    options.trailing = visit->slot >= 0 ? app::date_text(visit->date) + " " + app::minute_text(visit->slot)
                                        : app::date_text(visit->date);
    if (kit::choice(visit->link, service != nullptr ? tr(service->name) : tr(branch.name), options)) {
      app::go("/v/" + visit->link);
    }
  }
  kit::spacer(kit::Gap::large);
}

void nothing_found(std::string& search) {
  kit::empty_state(kit::Icon::search, tr("customer.find.none"), tr("customer.find.none_detail"));
  const kit::ButtonOptions clear = look(kit::ButtonStyle::secondary, kit::Icon::close);
  if (kit::button("clear", tr("customer.find.clear"), clear)) search.clear();
}

} // namespace

void FindView::draw(NowBoard& board) {
  const lobby::Bank* bank = app::bank();
  if (bank == nullptr) return loading_page(tr("customer.find.title"), "");
  board.keep_fresh();
  const StepPage page(tr("customer.find.title"), "");
  kit::text(tr("customer.find.lead"), kit::TextStyle::body, kit::Tone::muted);
  kit::spacer(kit::Gap::medium);
  my_visits(*bank);

  kit::FieldOptions field;
  field.type = kit::FieldType::search;
  field.placeholder = tr("customer.find.search_hint");
  field.autocomplete = "off";
  kit::field("search", tr("customer.find.search"), search_, field);
  kit::spacer(kit::Gap::medium);
  const std::string wanted = folded(trimmed(search_));

  if (board.state() == NowBoard::State::failed) {
    kit::banner("no-figures", tr("customer.find.no_figures"), kit::Tone::warning);
    if (kit::button("retry", tr("customer.retry"), look(kit::ButtonStyle::secondary, kit::Icon::refresh))) board.ask();
  } else if (const lobby::Time since = board.stale_since(); since != 0) {
    kit::text(
        tr("customer.as_of", {{"time", app::clock_text(since, app::utc_offset(bank->branches.front(),
                                                                              app::today(bank->branches.front())))}}),
        kit::TextStyle::small, kit::Tone::warning);
  }
  kit::spacer(kit::Gap::small);

  bool any = false;
  {
    kit::List list(tr("customer.find.branches"));
    for (const lobby::Branch& branch : bank->branches) {
      if (!matches(branch, wanted)) continue;
      any = true;
      list.item();
      branch_choice(branch, board.branch(branch.id));
    }
  }
  if (!any) nothing_found(search_);
}

} // namespace customer
