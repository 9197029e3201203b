#include "core/speech/speech.hpp"

namespace lobby::speech {
namespace {

constexpr std::array<std::string_view, act_count> act_names = {
    "greet",           "introduce_self",  "ask_need",        "triage",         "clarify",         "restate",
    "invite_to_speak", "empathise",       "apologise",       "thank",          "address_by_name", "explain",
    "list_materials",  "verify_identity", "set_expectation", "offer_solution", "offer_choice",    "commit",
    "own_it",          "refer",           "guide",           "assist",         "comfort",         "count_aloud",
    "ask_check",       "offer_product",   "disclose_risk",   "ask_more",       "invite_rating",   "farewell",
    "tell_channels",   "follow_up",       "record",          "protect_privacy"};

constexpr std::array<std::string_view, fault_count> fault_names = {
    "pass_buck",    "indifferent",      "impatient",      "accuse",      "provoke",      "order_about",
    "blame_system", "deny_feeling",     "promise_return", "overpromise", "private_sale", "press_sale",
    "leak_privacy", "refuse_complaint", "vague",          "skip_reading"};

constexpr std::array<std::string_view, action_count> action_names = {
    "stand",         "smile",     "raise_hand",       "two_hands",          "offer_seat",
    "pour_water",    "give_card", "lead_way",         "eyes_follow",        "use_intercom",
    "fill_referral", "check_id",  "record_complaint", "move_to_quiet_room", "call_branch_head",
    "count_notes",   "risk_test"};

template <typename Label, std::size_t N>
bool find(const std::array<std::string_view, N>& names, std::string_view wanted, Label& label) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == wanted) {
      label = static_cast<Label>(i);
      return true;
    }
  return false;
}

} // namespace

std::string_view name(Act act) { return act_names[static_cast<std::size_t>(act)]; }
std::string_view name(Fault fault) { return fault_names[static_cast<std::size_t>(fault)]; }
std::string_view name(Action action) { return action_names[static_cast<std::size_t>(action)]; }
bool parse(std::string_view wanted, Act& act) { return find(act_names, wanted, act); }
bool parse(std::string_view wanted, Fault& fault) { return find(fault_names, wanted, fault); }
bool parse(std::string_view wanted, Action& action) { return find(action_names, wanted, action); }

} // namespace lobby::speech
