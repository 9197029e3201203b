/// One yes/no question each: did the staff earn it, and by which words. Private to core/score.
#pragma once

#include "core/score/rubrics.hpp"

namespace lobby::score {

/// Evidence of the acts (first of each turn) and actions, in the order of the contact.
std::vector<Evidence> find_acts(const Contact& contact, std::initializer_list<speech::Act> acts);
std::vector<Evidence> find_actions(const Contact& contact, std::initializer_list<speech::Action> actions);
std::vector<Evidence> find_both(const Contact& contact, std::initializer_list<speech::Act> acts,
                                std::initializer_list<speech::Action> actions);
Evidence evidence_of(const Contact& contact, int turn, speech::Span span);

Outcome judge_greet_first(const Contact& contact, Rubric rubric);
Outcome judge_rise_and_smile(const Contact& contact, Rubric rubric);
Outcome judge_ask_need(const Contact& contact, Rubric rubric);
Outcome judge_identity(const Contact& contact, Rubric rubric);
Outcome judge_papers_at_once(const Contact& contact, Rubric rubric);
Outcome judge_excuses_leaving(const Contact& contact, Rubric rubric);
Outcome judge_diverts(const Contact& contact, Rubric rubric);
Outcome judge_risk_first(const Contact& contact, Rubric rubric);
Outcome judge_one_offer(const Contact& contact, Rubric rubric);
Outcome judge_owns(const Contact& contact, Rubric rubric);
Outcome judge_empathises(const Contact& contact, Rubric rubric);
Outcome judge_apologises(const Contact& contact, Rubric rubric);
Outcome judge_commits(const Contact& contact, Rubric rubric);
Outcome judge_says_deadline(const Contact& contact, Rubric rubric);
Outcome judge_sees_off(const Contact& contact, Rubric rubric);

} // namespace lobby::score
