// Lines of a screen's log, whatever they hold: every row that can be read is answered soundly.
#include "core/logs/screens.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  lobby::ScreenForecaster forecaster;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const auto read = lobby::read_screen_row(line);
    const auto* row = std::get_if<lobby::ScreenRow>(&read);
    if (row == nullptr) {
      if (std::get<std::string>(read).empty()) std::abort();
      continue;
    }
    const auto told = forecaster.see(*row);
    if (told.has_value() != (row->waiting > 0)) std::abort();
    if (told && !(0 <= told->p10 && told->p10 <= told->p50 && told->p50 <= told->p90 && std::isfinite(told->p90)))
      std::abort();
  }
  return 0;
}
