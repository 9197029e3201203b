/// What a staff turn does: acts and faults read from its words, by the names of the domain, each with the span it rests
/// on and a confidence, and the names of actions; the same text gives the same answer on every platform.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lobby::speech {

enum class Act : std::uint8_t {
  greet,
  introduce_self,
  ask_need,
  triage,
  clarify,
  restate,
  invite_to_speak,
  empathise,
  apologise,
  thank,
  address_by_name,
  explain,
  list_materials,
  verify_identity,
  set_expectation,
  offer_solution,
  offer_choice,
  commit,
  own_it,
  refer,
  guide,
  assist,
  comfort,
  count_aloud,
  ask_check,
  offer_product,
  disclose_risk,
  ask_more,
  invite_rating,
  farewell,
  tell_channels,
  follow_up,
  record,
  protect_privacy
};
inline constexpr int act_count = 34;

enum class Fault : std::uint8_t {
  pass_buck,
  indifferent,
  impatient,
  accuse,
  provoke,
  order_about,
  blame_system,
  deny_feeling,
  promise_return,
  overpromise,
  private_sale,
  press_sale,
  leak_privacy,
  refuse_complaint,
  vague,
  skip_reading
};
inline constexpr int fault_count = 16;

std::string_view name(Act act); ///< "greet", …
std::string_view name(Fault fault);
bool parse(std::string_view name, Act& act);
bool parse(std::string_view name, Fault& fault);

/// What staff do beside speaking.
enum class Action : std::uint8_t {
  stand,
  smile,
  raise_hand,
  two_hands,
  offer_seat,
  pour_water,
  give_card,
  lead_way,
  eyes_follow,
  use_intercom,
  fill_referral,
  check_id,
  record_complaint,
  move_to_quiet_room,
  call_branch_head,
  count_notes,
  risk_test
};
inline constexpr int action_count = 17;
std::string_view name(Action action);
bool parse(std::string_view name, Action& action);

/// [from, to) in Unicode code points of the text as typed.
struct Span {
  int from = 0;
  int to = 0;
};

struct ActFound {
  Act act{};
  Span span;
  double confidence = 0; ///< 0–1
};
struct FaultFound {
  Fault fault{};
  Span span;
  double confidence = 0; ///< 0–1
};

/// What was read, each list in the order of the sentence, each label at most once. What is unsure is for a person to
/// decide and never scored.
struct Reading {
  std::vector<ActFound> acts;        ///< of confidence `given_act` or more
  std::vector<FaultFound> faults;    ///< of confidence `given_fault` or more
  std::vector<ActFound> unsure_acts; ///< of `doubtful` or more
  std::vector<FaultFound> unsure_faults;
};
inline constexpr double given_act = 0.5;
inline constexpr double given_fault = 0.7; ///< higher: a fault that was none costs the reader's trust
inline constexpr double doubtful = 0.25;

/// Of a turn's and the customer's words so many code points are looked at.
inline constexpr int longest_turn = 2000;

/// Reads one staff turn (any number of sentences) by what was learned from the lines of assets/speech; `previous` is
/// the customer's last words, may be empty.
Reading read(std::string_view text, std::string_view previous = {});

} // namespace lobby::speech
