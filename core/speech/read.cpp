#include "core/speech/speech.hpp"

#include "core/speech/normalise.hpp"
#include "core/speech/table_parts.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <unordered_map>

namespace lobby::speech {
namespace {

using View = std::u32string_view;
using Words = std::span<const View>;

// ---- the compiled tables

struct Wording {
  Pattern pattern;
  bool fault = false;
  int label = 0;
  double confidence = 0;
  bool question = false, raw = false, softens = false;
};

struct Tables {
  std::vector<Wording> wordings;
  std::unordered_map<char32_t, std::vector<std::uint16_t>> by_first;
};

template <typename Label> void compile(Tables& tables, const Wordings<Label>& entry, bool fault) {
  auto rest = entry.lines;
  while (!rest.empty()) {
    const auto eol = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, eol);
    rest.remove_prefix(std::min(eol + 1, rest.size()));
    if (line.empty()) continue;
    const auto space = line.find(' ');
    if (space == line.npos || line[0] < '1' || line[0] > '9')
      throw std::invalid_argument("a wording without confidence");
    const auto flags = line.substr(1, space - 1);
    const auto has = [&](char flag) { return flags.find(flag) != flags.npos; };
    Wording wording{Pattern(line.substr(space + 1), macros()),
                    fault,
                    static_cast<int>(entry.label),
                    (line[0] - '0') / 10.0,
                    has('?'),
                    has('!'),
                    has('s')};
    for (const char32_t c : wording.pattern.first())
      tables.by_first[c].push_back(static_cast<std::uint16_t>(tables.wordings.size()));
    tables.wordings.push_back(std::move(wording));
  }
}

const Tables& tables() {
  static const Tables built = [] {
    Tables t;
    for (const auto part : {opening_wordings(), courtesy_wordings(), handling_wordings(), closing_wordings()})
      for (const auto& entry : part)
        compile(t, entry, false);
    for (const auto& entry : fault_wordings())
      compile(t, entry, true);
    return t;
  }();
  return built;
}

// ---- what stands around a match

constexpr View denies_fault[] = {U"不是说", U"不是让", U"不是要", U"不是叫", U"不是想", U"并不是", U"并非", U"不代表",
                                 U"不等于", U"不意味", U"没有说", U"没说",   U"不会",   U"绝不",   U"决不", U"从不",
                                 U"不应",   U"不该",   U"不能说", U"不敢说", U"不得",   U"禁止",   U"严禁", U"杜绝",
                                 U"不可能", U"怎么会", U"怎么能", U"哪能",   U"不允许", U"并没有", U"不能", U"不敢",
                                 U"没有",   U"不存在", U"不要",   U"不可以", U"不许",   U"别",     U"谨防", U"警惕"};
constexpr View denies_act[] = {U"不能", U"没法",   U"无法",   U"没办法", U"不会",   U"不想",   U"没空", U"不可以",
                               U"不用", U"不需要", U"不必",   U"无需",   U"用不着", U"没时间", U"懒得", U"凭什么",
                               U"不给", U"不愿",   U"没功夫", U"没工夫", U"不肯",   U"没义务"};
constexpr View supposes[] = {U"如果", U"要是", U"假如", U"万一", U"倘若", U"若是", U"即使", U"哪怕", U"就算", U"一旦"};
constexpr View softens[] = {U"请",   U"麻烦",   U"劳驾",   U"您好", U"谢谢", U"好吗", U"可以吗", U"抱歉", U"不好意思",
                            U"行吗", U"对不起", U"我帮您", U"我来", U"我带", U"我陪", U"您看",   U"我扶"};
constexpr View asks[] = {U"？",     U"吗",   U"什么", U"多少", U"几",   U"哪", U"谁",   U"怎么", U"是否", U"有没有",
                         U"是不是", U"还是", U"能否", U"多久", U"多大", U"呢", U"没有", U"么",   U"咋",   U"啥"};

bool contains_any(View text, Words words) {
  return std::any_of(words.begin(), words.end(), [&](View word) { return text.find(word) != View::npos; });
}

/// One of the words ends at most `slack` characters before the end of `text`.
bool ends_near(View text, Words words, std::size_t slack) {
  for (const View word : words) {
    const auto at = text.rfind(word);
    if (at != View::npos && at + word.size() + slack >= text.size()) return true;
  }
  return false;
}

class Context {
public:
  explicit Context(const Normal& normal) : text_(normal.text), quoted_(normal.quoted), reported_(normal.text.size()) {
    mark_reported();
  }

  View clause_before(int at) const {
    return before(at, [](char32_t c) { return ends_clause(c); });
  }
  View sentence(int at) const {
    const auto start = before(at, [](char32_t c) { return ends_sentence(c); });
    auto end = static_cast<std::size_t>(at);
    while (end < text_.size() && !ends_sentence(text_[end]))
      ++end;
    if (end < text_.size()) ++end; // with its mark
    const auto from = static_cast<std::size_t>(at) - start.size();
    return View(text_).substr(from, end - from);
  }
  bool another_speaks(int at) const {
    const auto i = static_cast<std::size_t>(at);
    return quoted_[i] || reported_[i];
  }

private:
  template <typename Stop> View before(int at, Stop stop) const {
    int from = at;
    while (from > 0 && !stop(text_[static_cast<std::size_t>(from - 1)]))
      --from;
    return View(text_).substr(static_cast<std::size_t>(from), static_cast<std::size_t>(at - from));
  }

  /// "他跟我说不归我管": what follows somebody else's 说 is not the speaker's own.
  void mark_reported() {
    static const Macros none;
    static const Pattern others(
        "(他|她|他们|人家|有人|客户|同事|那位|柜员|保安|前台|电话里|别人|大爷|前面的人|网上|您儿子|您女儿)(们)?~4"
        "(说过|说|讲过|讲|骂|喊|嚷|回答|答复|告诉我|告诉您)(的是|了|我们|：|，)?",
        none);
    static const Pattern customer("你(刚才|刚刚|之前|当时)?(说|觉得|认为|担心|以为|听到|听说|提到)(的|到|的是|"
                                  "过|是|我们|，)?{!说|说看|，|。|清楚|吧}",
                                  none);
    for (int at = 0; at < static_cast<int>(text_.size()); ++at) {
      int from = others.match(text_, at);
      if (from < 0) {
        from = customer.match(text_, at);
        if (from > 0 && text_[static_cast<std::size_t>(from - 1)] == U'，') from = -1; // 您说，我听着
      }
      if (from < 0) continue;
      for (auto i = static_cast<std::size_t>(from); i < text_.size() && !ends_clause(text_[i]); ++i)
        reported_[i] = true;
    }
  }

  const std::u32string& text_;
  const std::vector<bool>& quoted_;
  std::vector<bool> reported_;
};

// ---- matches

struct Hit {
  bool fault = false;
  int label = 0;
  int from = 0, to = 0;
  double confidence = 0;
  bool dropped = false;

  bool is(Act act) const { return !fault && label == static_cast<int>(act); }
  bool is(Fault wanted) const { return fault && label == static_cast<int>(wanted); }
  bool overlaps(const Hit& other) const { return from < other.to && other.from < to; }
};

bool counts(const Wording& wording, const Context& context, int at) {
  if (context.another_speaks(at)) return false;
  if (wording.question && !contains_any(context.sentence(at), asks)) return false;
  if (wording.softens && contains_any(context.sentence(at), softens)) return false;
  const View before = context.clause_before(at);
  if (wording.raw) return !wording.fault || !ends_near(before, denies_fault, 1);
  const char32_t last = before.empty() ? U' ' : before.back();
  if (last == U'不' || last == U'没' || last == U'非' || last == U'未') return false;
  if (!wording.fault) return !ends_near(before, denies_act, 1);
  return !ends_near(before, denies_fault, 4) && !contains_any(before, supposes);
}

std::vector<Hit> find_hits(const Normal& normal, const Context& context) {
  const auto& all = tables();
  std::vector<Hit> hits;
  for (int at = 0; at < static_cast<int>(normal.text.size()); ++at) {
    const auto found = all.by_first.find(normal.text[static_cast<std::size_t>(at)]);
    if (found == all.by_first.end()) continue;
    for (const auto index : found->second) {
      const auto& wording = all.wordings[index];
      const int end = wording.pattern.match(normal.text, at);
      if (end <= at || !counts(wording, context, at)) continue;
      hits.push_back({wording.fault, wording.label, at, end, wording.confidence});
    }
  }
  return hits;
}

/// Overlapping matches of one label are one finding with all their words.
std::vector<Hit> merge(std::vector<Hit> hits) {
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    if (a.fault != b.fault) return b.fault;
    if (a.label != b.label) return a.label < b.label;
    return a.from < b.from;
  });
  std::vector<Hit> merged;
  for (const auto& hit : hits) {
    if (!merged.empty() && merged.back().fault == hit.fault && merged.back().label == hit.label &&
        merged.back().overlaps(hit)) {
      merged.back().to = std::max(merged.back().to, hit.to);
      merged.back().confidence = std::max(merged.back().confidence, hit.confidence);
    } else {
      merged.push_back(hit);
    }
  }
  return merged;
}

// ---- where labels meet

struct Prefers {
  Act stronger;
  std::vector<Act> weaker;
};

/// On the same words the first label is meant, not the others.
std::span<const Prefers> preferences() {
  using enum Act;
  static const std::vector<Prefers> all = {
      {ask_more, {ask_need, clarify, triage}},
      {restate, {clarify, triage, ask_need, count_aloud}},
      {ask_need, {clarify, triage}},
      {follow_up, {clarify, restate, triage, ask_need}},
      {verify_identity, {clarify, triage, list_materials}},
      {triage, {clarify}},
      {invite_rating, {ask_check, offer_solution, thank}},
      {count_aloud, {clarify, triage}},
      {tell_channels, {offer_choice, offer_solution, clarify, guide, refer, invite_to_speak}},
      {commit, {set_expectation, offer_solution, invite_to_speak}},
      {own_it, {offer_solution}},
      {record, {offer_solution}},
      {refer, {offer_solution}},
      {assist, {offer_solution}},
      {protect_privacy, {guide, offer_solution, invite_to_speak, offer_choice}},
      {guide, {offer_solution, comfort}},
      {thank, {empathise, comfort}},
      {introduce_self, {address_by_name, refer}},
      {disclose_risk, {explain}},
      {set_expectation, {explain, clarify, triage}},
      {list_materials, {explain}},
      {farewell, {assist, comfort}},
      {ask_check, {invite_to_speak}},
      {clarify, {explain}},
      {offer_product, {clarify, ask_need}},
      {offer_choice, {guide, offer_solution, tell_channels}},
  };
  return all;
}

void prefer(std::vector<Hit>& hits) {
  for (const auto& rule : preferences())
    for (const auto& strong : hits) {
      if (!strong.is(rule.stronger) || strong.dropped) continue;
      for (auto& weak : hits)
        for (const Act act : rule.weaker)
          if (weak.is(act) && weak.overlaps(strong) && weak.to <= strong.to + 6) weak.dropped = true;
    }
}

bool stays_beside_fault(const Hit& act) {
  return act.is(Act::apologise) || act.is(Act::thank) || act.is(Act::address_by_name) || act.is(Act::greet);
}

/// What is said to fault the customer is no service, whatever words it borrows; a longer fault holds the shorter one.
void let_faults_win(std::vector<Hit>& hits) {
  for (const auto& fault : hits) {
    if (!fault.fault || fault.dropped) continue;
    for (auto& other : hits) {
      if (&other == &fault || other.dropped || !other.overlaps(fault)) continue;
      const int shared = std::min(other.to, fault.to) - std::max(other.from, fault.from);
      const bool inside = other.from >= fault.from && other.to <= fault.to;
      if (!other.fault && !stays_beside_fault(other) && shared * 2 >= other.to - other.from) other.dropped = true;
      if (other.fault && inside && other.to - other.from < fault.to - fault.from) other.dropped = true;
    }
  }
}

/// An honest word with an apology or a way out is not the fault it resembles (acts.md, last paragraph).
void clear_mended(std::vector<Hit>& hits) {
  const auto has = [&](std::initializer_list<Act> acts, int not_before) {
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
      return !hit.dropped && hit.from >= not_before &&
             std::any_of(acts.begin(), acts.end(), [&](Act act) { return hit.is(act); });
    });
  };
  using enum Act;
  const std::initializer_list<Act> way_out = {offer_solution, offer_choice, refer, commit, own_it, guide, assist};
  const bool sorry = has({apologise}, 0);
  for (auto& hit : hits) {
    if (hit.dropped) continue;
    if (hit.is(Fault::indifferent) || hit.is(Fault::vague)) hit.dropped = has(way_out, hit.from);
    if (hit.is(Fault::blame_system) || hit.is(Fault::pass_buck)) hit.dropped = sorry && has(way_out, 0);
    if (hit.is(Fault::deny_feeling)) hit.dropped = hit.to - hit.from <= 5 && has({invite_to_speak}, 0);
  }
}

void remove_dropped(std::vector<Hit>& hits) {
  std::erase_if(hits, [](const Hit& hit) { return hit.dropped; });
}

// ---- what the customer said before

/// How many pairs of neighbouring characters both texts have.
int shared_pairs(const std::u32string& a, const std::u32string& b) {
  int shared = 0;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    if (ends_clause(a[i]) || ends_clause(a[i + 1]) || a[i] == U'您' || a[i] == U'我') continue;
    if (b.find(View(a).substr(i, 2)) != b.npos) ++shared;
  }
  return shared;
}

void use_previous(const Normal& said, std::string_view previous, std::vector<Hit>& hits) {
  if (previous.empty()) return;
  const auto before = normalise(previous).text;
  constexpr View confirms[] = {U"对吗", U"是吗", U"对吧", U"是吧", U"没错吧", U"对不对", U"是不是"};
  const bool confirming = contains_any(said.text, confirms);
  if (confirming && shared_pairs(said.text, before) >= 3) {
    std::size_t end = 0;
    for (const View word : confirms)
      if (const auto at = said.text.find(word); at != said.text.npos) end = std::max(end, at + word.size());
    auto from = end;
    while (from > 0 && !ends_sentence(said.text[from - 1]))
      --from;
    hits.push_back({false, static_cast<int>(Act::restate), static_cast<int>(from), static_cast<int>(end), 0.7});
  }
  constexpr View refuses[] = {U"不买",       U"不感兴趣", U"没兴趣",   U"别推销", U"不要推销",
                              U"不需要理财", U"不想买",   U"不要理财", U"不办卡", U"不要保险"};
  if (contains_any(before, refuses))
    for (std::size_t i = 0, n = hits.size(); i < n; ++i)
      if (hits[i].is(Act::offer_product)) {
        auto press = hits[i];
        press.fault = true;
        press.label = static_cast<int>(Fault::press_sale);
        press.confidence = 0.7;
        hits.push_back(press);
      }
}

} // namespace

Reading read(std::string_view text, std::string_view previous) {
  const auto normal = normalise(text);
  if (normal.text.empty()) return {};
  const Context context(normal);
  auto hits = find_hits(normal, context);
  use_previous(normal, previous, hits);
  hits = merge(std::move(hits));
  prefer(hits);
  let_faults_win(hits);
  remove_dropped(hits);
  clear_mended(hits);
  remove_dropped(hits);
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.from < b.from; });

  Reading reading;
  for (const auto& hit : hits) {
    const Span span{normal.from[static_cast<std::size_t>(hit.from)],
                    normal.from[static_cast<std::size_t>(hit.to - 1)] + 1};
    if (hit.fault)
      reading.faults.push_back({static_cast<Fault>(hit.label), span, hit.confidence});
    else
      reading.acts.push_back({static_cast<Act>(hit.label), span, hit.confidence});
  }
  return reading;
}

} // namespace lobby::speech
