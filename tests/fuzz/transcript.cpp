// Any bytes as a transcript, and as a staff turn: a reason or a report within its limits, never a crash.
#include "core/json/json.hpp"
#include "core/score/score.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto result = lobby::score::score_json(text);
  if (const auto* malformed = std::get_if<lobby::score::Malformed>(&result)) {
    if (malformed->reason.empty()) std::abort();
  } else {
    const auto& report = std::get<lobby::score::Report>(result);
    if (!(report.total >= 0 && report.total <= 100)) std::abort();
    if (!lobby::json::parse(lobby::score::to_json(report)).document) std::abort();
  }
  for (const auto& found : lobby::speech::read(text.substr(0, 4000)).acts)
    if (found.span.from < 0 || found.span.from >= found.span.to) std::abort();
  return 0;
}
