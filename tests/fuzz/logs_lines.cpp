// Any bytes as an event log, once as text and once four bytes an event: every line is read or refused with a reason,
// and answers are finite and in order.
#include "core/logs/logs.hpp"

#include <cstdlib>

namespace {

using namespace lobby;

void must_be_sound(const std::optional<logs::Answer>& answer) {
  if (answer && !(0 <= answer->p10 && answer->p10 <= answer->p50 && answer->p50 <= answer->p90 && answer->p90 <= 86400))
    std::abort(); // also for what is not a number
}

void as_text(std::string_view text) {
  logs::Forecaster forecaster;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const auto read = logs::read_line(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (const auto* wrong = std::get_if<logs::Unreadable>(&read)) {
      if (wrong->reason.empty()) std::abort();
    } else {
      must_be_sound(forecaster.take(std::get<logs::Line>(read)));
    }
  }
  forecaster.finish();
}

void as_events(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view names = "0123456789abcdef";
  logs::Forecaster forecaster;
  int moment = 0;
  for (; size >= 4; data += 4, size -= 4) {
    logs::Line line;
    moment = (moment + data[0]) % 86400;
    line.date = date_of_day_number(10000 + (data[0] >= 250 ? data[1] : 0));
    line.second = data[0] >= 240 ? data[1] * 300 : moment;
    line.what = static_cast<logs::What>(data[1] % 5);
    line.who = names.substr(data[2] % 16, 1);
    line.counter = names.substr(data[2] / 64, 1);
    line.service = names.substr(data[3] % 16, 1);
    line.priority = data[3] >= 224 ? 99 : data[3] / 64;
    must_be_sound(forecaster.take(line));
  }
  forecaster.finish();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  as_text(std::string_view(reinterpret_cast<const char*>(data), size));
  as_events(data, size);
  return 0;
}
