// Any bytes as a scenario file: refused with problems or played, never a crash.
#include "core/roleplay/roleplay.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto read = lobby::roleplay::read_scenario(text);
  if ((read.scenario == nullptr) == read.problems.empty()) std::abort();
  if (!read.scenario) return 0;
  lobby::roleplay::Session session(read.scenario, size);
  for (int turn = 1; turn < 20 && !session.ended(); ++turn) {
    const auto offers = session.suggestions();
    const auto& offer = offers[static_cast<std::size_t>(turn) % offers.size()];
    session.say({offer.text.zh, offer.actions, turn * 10});
  }
  session.end();
  if (!session.ended()) std::abort();
  return 0;
}
