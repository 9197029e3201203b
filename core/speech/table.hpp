/// The wordings by which acts and faults are known: data, read by read.cpp.
#pragma once

#include "core/speech/pattern.hpp"
#include "core/speech/speech.hpp"

#include <span>
#include <string_view>

namespace lobby::speech {

/// One line per wording: a digit (confidence in tenths), flags, a space, the pattern (pattern.hpp).
/// Flags: `?` only in a question; `!` also when denied, supposed or reported; `s` not when softened (请, 麻烦 …).
template <typename Label> struct Wordings {
  Label label;
  std::string_view lines;
};

/// Named groups the patterns share.
const Macros& macros();
std::span<const Wordings<Fault>> fault_wordings();

} // namespace lobby::speech
