/// The acts' wordings, split by the part of a contact they belong to.
#pragma once

#include "core/speech/table.hpp"

namespace lobby::speech {

std::span<const Wordings<Act>> opening_wordings();
std::span<const Wordings<Act>> courtesy_wordings();
std::span<const Wordings<Act>> handling_wordings();
std::span<const Wordings<Act>> closing_wordings();

} // namespace lobby::speech
