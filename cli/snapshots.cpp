#include "cli/snapshots.hpp"
#include "cli/commands.hpp"
#include "cli/lines.hpp"
#include "core/logs/screens.hpp"

#include <cstdio>
#include <istream>
#include <ostream>

namespace {

/// A field of a CSV line, in quotes when it must be (RFC 4180).
std::string field(const std::string& text) {
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text)
    quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

void answer(std::ostream& out, const lobby::ScreenRow& row, const lobby::ScreenForecast& forecast) {
  char numbers[96];
  std::snprintf(numbers, sizeof numbers, ",%02d:%02d,%.2f,%.2f,%.2f", row.minute / 60, row.minute % 60, forecast.p10,
                forecast.p50, forecast.p90);
  out << field(row.office) << ',' << field(row.queue) << ',' << lobby::to_string(row.date) << numbers << '\n'
      << std::flush;
}

void summarise(std::ostream& log, const lobby::ScreenOddities& odd, std::int64_t unread) {
  log << odd.rows << " rows read, " << odd.forecasts << " forecasts\n";
  if (odd.judged > 0) {
    char share[16];
    std::snprintf(share, sizeof share, "%.1f", 100.0 * static_cast<double>(odd.held) / static_cast<double>(odd.judged));
    log << odd.judged << " tickets seen to be called, " << share << " % within the range told\n";
  }
  const auto say = [&](std::int64_t count, const char* what) {
    if (count > 0) log << "odd: " << count << ' ' << what << '\n';
  };
  say(unread, "lines could not be read");
  say(odd.never_called, "tickets were not called before their queue's day ended");
  say(odd.no_counter, "times people waited and no counter was open");
  say(odd.out_of_order, "rows came later than a row of the same queue after them; answered, not learned from");
  say(odd.repeated, "rows repeated the minute of the row before");
  say(odd.restarts, "times a queue's numbers fell back within a day");
  say(odd.leaps, "times a queue's numbers leapt ahead by more than a hall can call");
  say(odd.gaps, "times a queue was not shown for over a quarter of an hour");
}

} // namespace

int run_snapshots(std::istream& in, std::ostream& out, std::ostream& log) {
  lobby::ScreenForecaster forecaster;
  cli::Lines lines(in, log, {.command = "waits"});
  std::string line;
  while (out && lines.next(line)) {
    std::string_view text = line;
    if (lines.number() == 1 && text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3); // some spreadsheets' mark
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty() || text == lobby::screen_columns) continue;
    const auto read = lobby::read_screen_row(text);
    if (const auto* problem = std::get_if<std::string>(&read)) {
      lines.refuse(*problem);
      continue;
    }
    const lobby::ScreenRow& row = std::get<lobby::ScreenRow>(read);
    if (const auto forecast = forecaster.see(row)) answer(out, row, *forecast);
  }
  summarise(log, forecaster.oddities(), lines.refused());
  return cli::done;
}
