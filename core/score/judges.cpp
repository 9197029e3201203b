#include "core/score/judges.hpp"

#include "core/speech/normalise.hpp"
#include "core/speech/numbers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace lobby::score {

using speech::Act;
using speech::Action;
using enum speech::Act;
using enum speech::Action;

namespace {

constexpr std::size_t most_evidence = 3;

Outcome missed() { return {}; }
Outcome met(std::vector<Evidence> evidence) {
  if (evidence.size() > most_evidence) evidence.resize(most_evidence);
  return {Result::met, std::move(evidence)};
}
Outcome met_if_any(std::vector<Evidence> evidence) { return evidence.empty() ? missed() : met(std::move(evidence)); }

bool before(const Evidence& a, const Evidence& b) {
  return a.turn != b.turn ? a.turn < b.turn : a.span.from < b.span.from;
}

/// Half the points where the act comes, but after what it should have come before.
Outcome in_order(std::vector<Evidence> wanted, const std::vector<Evidence>& later) {
  if (wanted.empty()) return missed();
  const bool right = later.empty() || before(wanted.front(), later.front());
  auto outcome = met(std::move(wanted));
  if (!right) outcome.result = Result::partly;
  return outcome;
}

bool does(const Turn& turn, Act act) {
  return std::any_of(turn.reading.acts.begin(), turn.reading.acts.end(), [&](auto& found) { return found.act == act; });
}

/// The sentence of a turn's text around a span.
std::u32string sentence_of(const Turn& turn, speech::Span span) {
  const auto points = speech::decode(turn.text);
  const auto ends = [](char32_t c) { return speech::ends_sentence(c) || c == U'?' || c == U'!' || c == U';'; };
  auto from = static_cast<std::size_t>(span.from), to = std::min(static_cast<std::size_t>(span.to), points.size());
  while (from > 0 && !ends(points[from - 1]))
    --from;
  while (to < points.size() && !ends(points[to]))
    ++to;
  return points.substr(from, to - from);
}

// ---- times

/// The longest time a sentence names, in days; a time of today or of the coming days counts as one day.
std::optional<double> longest_days(const std::u32string& text) {
  if (const auto named = speech::longest_time(text)) return named;
  if (says_any(text,
               {U"今天", U"今晚", U"明天", U"后天", U"下午", U"上午", U"中午",   U"晚上", U"当天", U"明早", U"周一",
                U"周二", U"周三", U"周四", U"周五", U"本周", U"这周", U"下班前", U"两点", U"三点", U"四点", U"五点"}))
    return 1;
  if (says_any(text, {U"下周", U"下星期"})) return 7;
  return std::nullopt;
}

/// The regulation's limits (Order 2020 No. 3), in days.
double limit_of(const std::u32string& text) {
  return says_any(text, {U"特别复杂", U"批准", U"特殊"}) ? 60 : says_any(text, {U"复杂"}) ? 30 : 15;
}
bool within_limits(const std::u32string& text) {
  const auto days = longest_days(text);
  return days && *days <= limit_of(text) + 0.01;
}

} // namespace

Evidence evidence_of(const Contact& contact, int turn, speech::Span span) {
  return {turn, span, speech::slice(contact.turns[static_cast<std::size_t>(turn)].text, span.from, span.to)};
}

std::vector<Evidence> find_both(const Contact& contact, std::initializer_list<Act> acts,
                                std::initializer_list<Action> actions) {
  std::vector<Evidence> out;
  for (std::size_t i = 0; i < contact.turns.size(); ++i) {
    const auto& turn = contact.turns[i];
    if (!turn.staff) continue;
    for (const auto action : turn.actions)
      if (std::find(actions.begin(), actions.end(), action) != actions.end()) {
        out.push_back({static_cast<int>(i), {}, std::string(speech::name(action))});
        break;
      }
    for (const auto& found : turn.reading.acts)
      if (std::find(acts.begin(), acts.end(), found.act) != acts.end()) {
        out.push_back(evidence_of(contact, static_cast<int>(i), found.span));
        break;
      }
  }
  return out;
}
std::vector<Evidence> find_acts(const Contact& contact, std::initializer_list<Act> acts) {
  return find_both(contact, acts, {});
}
std::vector<Evidence> find_actions(const Contact& contact, std::initializer_list<Action> actions) {
  return find_both(contact, {}, actions);
}

Outcome judge_greet_first(const Contact& contact, Rubric) {
  const int first = contact.first_staff();
  if (first < 0) return missed();
  const auto greets = find_acts(contact, {greet});
  if (greets.empty() || greets.front().turn != first) return missed();
  const auto questions = find_acts(contact, {ask_need, triage, clarify, verify_identity, restate, ask_more});
  if (!questions.empty() && before(questions.front(), greets.front())) return missed();
  return met({greets.front()});
}

Outcome judge_rise_and_smile(const Contact& contact, Rubric) {
  auto found = find_actions(contact, {stand, raise_hand, smile});
  if (found.empty() || found.front().turn != contact.first_staff()) return missed();
  return met({found.front()});
}

Outcome judge_ask_need(const Contact& contact, Rubric rubric) {
  auto found = find_acts(contact, {ask_need});
  if (rubric == Rubric::complaint) found = find_acts(contact, {ask_need, invite_to_speak});
  return met_if_any(std::move(found));
}

Outcome judge_identity(const Contact& contact, Rubric) {
  std::vector<Evidence> facts = find_acts(contact, {count_aloud});
  for (std::size_t i = 0; i < contact.turns.size(); ++i)
    if (contact.turns[i].staff && says_any(contact.turns[i].normal, {U"账上", U"账户里", U"余额", U"卡里有", U"卡里还",
                                                                     U"存单里有", U"存折上有", U"名下有"}))
      facts.push_back({static_cast<int>(i), {0, 0}, ""});
  std::stable_sort(facts.begin(), facts.end(), before);
  return in_order(find_both(contact, {verify_identity}, {check_id}), facts);
}

namespace {

constexpr std::u32string_view paper_words[] = {
    U"身份证",   U"户口本", U"户口簿",   U"存单",   U"存折",     U"银行卡",   U"结婚证",
    U"死亡证明", U"委托书", U"授权书",   U"公证书", U"关系证明", U"营业执照", U"公章",
    U"复印件",   U"照片",   U"收入证明", U"社保卡", U"医保卡",   U"护照",     U"驾驶证",
    U"发票",     U"合同",   U"诊断证明", U"申请书", U"退休证",   U"印鉴",     U"预留手机"};

std::vector<std::u32string_view> papers_named(const std::u32string& text) {
  std::vector<std::u32string_view> out;
  for (const auto word : paper_words)
    if (text.find(word) != text.npos) out.push_back(word == U"户口簿" ? std::u32string_view(U"户口本") : word);
  return out;
}

/// Every missing paper, in one of its names, stands in the text.
bool names_all(const std::u32string& text, const std::vector<std::string>& papers) {
  return std::all_of(papers.begin(), papers.end(), [&](const std::string& alternatives) {
    const auto all = speech::decode(alternatives);
    for (std::size_t at = 0; at <= all.size();) {
      const auto bar = std::min(all.find(U'|', at), all.size());
      if (bar > at && text.find(all.substr(at, bar - at)) != text.npos) return true;
      at = bar + 1;
    }
    return false;
  });
}

} // namespace

Outcome judge_papers_at_once(const Contact& contact, Rubric) {
  const auto lists = find_acts(contact, {list_materials});
  if (lists.empty()) return missed();
  const auto text = [&](const Evidence& evidence) -> const std::u32string& {
    return contact.turns[static_cast<std::size_t>(evidence.turn)].normal;
  };
  if (!contact.papers.empty()) {
    for (const auto& list : lists)
      if (names_all(text(list), contact.papers)) return met({list});
    return missed();
  }
  // Nobody says what is missing: a paper that comes up later was not told at once.
  const auto first = papers_named(text(lists.front()));
  for (const auto& list : lists)
    for (const auto paper : papers_named(text(list)))
      if (std::find(first.begin(), first.end(), paper) == first.end()) return missed();
  return met({lists.front()});
}

Outcome judge_excuses_leaving(const Contact& contact, Rubric) {
  for (std::size_t i = 0; i < contact.turns.size(); ++i) {
    const auto& leaving = contact.turns[i];
    if (!leaving.staff || !says_any(leaving.normal, {U"稍等", U"稍候", U"等我", U"电话", U"离开", U"失陪", U"稍坐",
                                                     U"去拿", U"去取", U"去一下", U"马上回来"}))
      continue;
    if (!does(leaving, apologise) && !does(leaving, comfort)) continue;
    for (std::size_t k = i + 1; k < contact.turns.size(); ++k) {
      const auto& back = contact.turns[k];
      if (!back.staff || !(does(back, apologise) || does(back, thank))) continue;
      auto all = find_acts(contact, {apologise, thank, comfort});
      std::erase_if(all,
                    [&](const Evidence& e) { return e.turn != static_cast<int>(i) && e.turn != static_cast<int>(k); });
      return met(std::move(all));
    }
  }
  return missed();
}

Outcome judge_diverts(const Contact& contact, Rubric) {
  std::vector<Evidence> out;
  for (const auto& found : find_acts(contact, {offer_choice, offer_solution, guide}))
    if (says_any(contact.turns[static_cast<std::size_t>(found.turn)].normal,
                 {U"自助", U"手机", U"网银", U"网上", U"app", U"小程序", U"智能柜台", U"智能机", U"取款机", U"atm",
                  U"存取款机", U"存款机", U"智能柜员机", U"机器上", U"一体机"}))
      out.push_back(found);
  return met_if_any(std::move(out));
}

Outcome judge_risk_first(const Contact& contact, Rubric) {
  auto risk = find_actions(contact, {risk_test});
  for (std::size_t i = 0; i < contact.turns.size(); ++i) {
    const auto& turn = contact.turns[i];
    if (!turn.staff) continue;
    for (const auto word : {U"风险测评", U"风险评估", U"风险测试", U"承受", U"风险偏好", U"投资经验"})
      if (const auto at = turn.text.empty() ? std::u32string::npos : speech::decode(turn.text).find(word);
          at != std::u32string::npos) {
        const auto from = static_cast<int>(at);
        risk.push_back(evidence_of(contact, static_cast<int>(i),
                                   {from, from + static_cast<int>(std::u32string_view(word).size())}));
        break;
      }
  }
  std::stable_sort(risk.begin(), risk.end(), before);
  return in_order(std::move(risk), find_acts(contact, {offer_product}));
}

namespace {

bool refuses_product(const std::u32string& text) {
  return says_any(text, {U"不买", U"不感兴趣", U"没兴趣", U"不想买", U"别推销", U"不要推销", U"不要理财", U"不需要理财",
                         U"不要保险"});
}

} // namespace

Outcome judge_one_offer(const Contact& contact, Rubric) {
  for (std::size_t i = 0; i < contact.turns.size(); ++i)
    for (const auto& found : contact.turns[i].reading.faults)
      if (found.fault == speech::Fault::press_sale)
        return {Result::violated, {evidence_of(contact, static_cast<int>(i), found.span)}};
  const auto offers = find_acts(contact, {offer_product});
  if (offers.empty()) return met({});
  const auto served = find_both(
      contact, {offer_solution, explain, count_aloud, ask_check, list_materials, commit, offer_choice}, {count_notes});
  if (served.empty() || before(offers.front(), served.front())) return {Result::violated, {offers.front()}};
  if (offers.size() > 1) return {Result::violated, {offers[1]}};
  for (int i = 0; i < offers.front().turn; ++i)
    if (const auto& turn = contact.turns[static_cast<std::size_t>(i)]; !turn.staff && refuses_product(turn.normal))
      return {Result::violated, {offers.front()}};
  return met({offers.front()});
}

Outcome judge_owns(const Contact& contact, Rubric) {
  auto found = find_acts(contact, {own_it});
  for (std::size_t i = 0; i < contact.turns.size(); ++i) {
    const auto& turn = contact.turns[i];
    if (!turn.staff || !does(turn, introduce_self) || !(does(turn, offer_solution) || does(turn, commit))) continue;
    for (const auto& act : turn.reading.acts)
      if (act.act == introduce_self) {
        found.push_back(evidence_of(contact, static_cast<int>(i), act.span));
        break;
      }
  }
  std::stable_sort(found.begin(), found.end(), before);
  return met_if_any(std::move(found));
}

Outcome judge_empathises(const Contact& contact, Rubric) {
  return in_order(find_acts(contact, {empathise}), find_acts(contact, {explain}));
}
Outcome judge_apologises(const Contact& contact, Rubric) {
  return in_order(find_acts(contact, {apologise}), find_acts(contact, {explain}));
}

namespace {

template <typename Good>
std::vector<Evidence> spans_where(const Contact& contact, std::initializer_list<Act> acts, Good good) {
  std::vector<Evidence> out;
  for (std::size_t i = 0; i < contact.turns.size(); ++i)
    for (const auto& found : contact.turns[i].reading.acts)
      if (std::find(acts.begin(), acts.end(), found.act) != acts.end() && good(contact.turns[i], found.span))
        out.push_back(evidence_of(contact, static_cast<int>(i), found.span));
  return out;
}

} // namespace

Outcome judge_commits(const Contact& contact, Rubric) {
  return met_if_any(spans_where(contact, {commit}, [](const Turn& turn, speech::Span span) {
    const auto sentence = sentence_of(turn, span);
    const bool clock = says_any(sentence, {U"点前", U"点钟", U"点之前", U"点以前", U"点半", U"点给", U"点我"});
    // The act is the speaker's own promise; what is left to nobody in particular has no owner.
    const bool nobody = says_any(sentence, {U"有人会", U"会有人", U"他们会", U"相关部门", U"有关部门"});
    return !nobody && (clock || longest_days(sentence));
  }));
}

Outcome judge_says_deadline(const Contact& contact, Rubric) {
  return met_if_any(spans_where(contact, {set_expectation, commit}, [](const Turn& turn, speech::Span span) {
    return within_limits(sentence_of(turn, span));
  }));
}

std::string breaks_deadline(std::string_view staff_text) {
  Turn turn;
  turn.text = staff_text;
  for (const auto& found : speech::read(staff_text).acts) {
    if (found.act != set_expectation && found.act != commit) continue;
    const auto sentence = sentence_of(turn, found.span);
    if (const auto days = longest_days(sentence); days && *days > limit_of(sentence) + 0.01)
      return speech::slice(staff_text, found.span.from, found.span.to);
  }
  return {};
}

Outcome judge_sees_off(const Contact& contact, Rubric) {
  auto found = find_actions(contact, {eyes_follow, stand, lead_way});
  std::erase_if(found, [&](const Evidence& evidence) { return evidence.turn != contact.last_staff(); });
  return met_if_any(std::move(found));
}

} // namespace lobby::score
