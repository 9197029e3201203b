/// A transcript read strictly, with what every staff turn did: what the checks look at.
#pragma once

#include "core/score/score.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lobby::score {

struct Turn {
  bool staff = false;
  std::string text;
  std::u32string normal; ///< normalised text
  std::vector<speech::Action> actions;
  double at = 0;
  speech::Reading reading; ///< of a staff turn
};

struct Contact {
  std::string rubric;
  std::vector<std::string> context;
  std::vector<std::string> checks; ///< only these are scored; empty = all that apply
  std::vector<std::string> papers; ///< what is missing, when the transcript says so: alternatives separated by |
  std::vector<Turn> turns;

  bool has(std::string_view name) const;
  bool scores(std::string_view check) const; ///< of a check that applies
  int first_staff() const;                   ///< −1 when no staff turn
  int last_staff() const;
};

/// The contexts a transcript may name, in the order of rubric.md.
extern const std::vector<std::string_view> context_names;

std::variant<Contact, Malformed> read_contact(std::string_view json, std::string_view rubric);
/// The contexts that arise from what was said and done.
std::vector<std::string> infer_context(const Contact& contact);

bool says_any(const std::u32string& text, std::initializer_list<std::u32string_view> words);

} // namespace lobby::score
