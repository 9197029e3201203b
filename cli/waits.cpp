#include "cli/commands.hpp"
#include "cli/lines.hpp"
#include "cli/options.hpp"
#include "cli/snapshots.hpp"
#include "core/logs/logs.hpp"

#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

namespace {

constexpr std::string_view usage =
    R"(Usage: lobby waits < LOG
       lobby waits --snapshots < SCREENS

Reads the event log of a hall line by line (CSV: date,time,event,who,service,priority,counter; events: join, leave,
start, end, gone; in order of time) and answers every join before the next line is read:

  date,time,who,p10,p50,p90

p10, p50 and p90 are whole seconds from now until service begins. There is no header: the first line answers the
first join. It learns from everything read so far. Lines that cannot be read are named on standard error and left
out; a summary follows at the end, with what was odd about the log.

  --snapshots  the input is the log of queue screens, with the columns office,date,time,queue,letter,queue_name,
               ordinal,status,screen_service_min,open_counters,waiting,current_ticket; every row with somebody
               waiting is answered: office,queue,date,time,p10,p50,p90 in minutes until the last in line is called
)";

void write(const lobby::logs::Line& line, const lobby::logs::Answer& answer) {
  char figures[96];
  std::snprintf(figures, sizeof figures, "%.0f,%.0f,%.0f\n", answer.p10, answer.p50, answer.p90);
  char time[16];
  std::snprintf(time, sizeof time, "%02d:%02d:%02d", line.second / 3600, line.second / 60 % 60, line.second % 60);
  std::cout << lobby::to_string(line.date) << ',' << time << ',' << line.who << ',' << figures << std::flush;
}

void summary(const lobby::logs::Forecaster& forecaster, unsigned long long unreadable) {
  const lobby::logs::Record& record = forecaster.record();
  const auto all = static_cast<unsigned long long>(record.lines);
  std::fprintf(stderr, "read       %llu lines, %llu more could not be read\n", all, unreadable);
  std::fprintf(stderr, "answered   %llu joins; the model was fitted %llu times\n",
               static_cast<unsigned long long>(record.joins), static_cast<unsigned long long>(record.refits));
  if (record.judged > 0) {
    const auto judged = static_cast<double>(record.judged);
    std::fprintf(stderr, "right      of %.0f who were served: mean error %.1f s, %.1f %% within p10-p90, %.1f s wide\n",
                 judged, record.error / judged, 100 * static_cast<double>(record.within) / judged,
                 record.width / judged);
  }
  const lobby::logs::Oddities& odd = forecaster.oddities();
  const auto say = [](std::uint64_t count, const char* what) {
    if (count > 0) std::fprintf(stderr, "odd        %llu %s\n", static_cast<unsigned long long>(count), what);
  };
  say(odd.out_of_order, "lines earlier than the one before");
  say(odd.clock_set_back, "times the clock was set back, or another log began");
  say(odd.joined_twice, "joins of somebody who was in the line");
  say(odd.never_ended, "joins of which nothing more was heard that day");
  say(odd.counter_taken, "starts while the counter or the customer was still in a service");
  say(odd.never_closed, "services without an end that day");
  say(odd.nobody_known, "ends, leaves or calls of somebody who was not there");
  say(odd.no_counter_open, "joins while no counter was open (none served within the hour)");
  say(odd.long_services, "services of more than four hours, not learned from");
}

int answer_log() {
  lobby::logs::Forecaster forecaster;
  cli::Lines lines(std::cin, std::cerr, {.command = "waits"});
  std::string text;
  while (std::cout && lines.next(text)) {
    if (text.empty() || text == "\r" || lobby::logs::is_header(text)) continue;
    const auto read = lobby::logs::read_line(text);
    if (const auto* wrong = std::get_if<lobby::logs::Unreadable>(&read)) {
      lines.refuse(wrong->reason);
      continue;
    }
    const auto& line = std::get<lobby::logs::Line>(read);
    if (const auto answer = forecaster.take(line)) write(line, *answer);
  }
  forecaster.finish();
  summary(forecaster, static_cast<unsigned long long>(lines.refused()));
  return cli::done;
}

} // namespace

int run_waits(cli::Args args) {
  std::vector<std::string_view> words(args.begin(), args.end());
  const bool snapshots = std::erase(words, "--snapshots") > 0;
  const cli::Options options = cli::read_options(words, {});
  if (options.help) {
    std::cout << usage;
    return cli::done;
  }
  if (!options.error.empty()) return cli::misuse("waits", options.error);
  if (!options.files.empty()) return cli::misuse("waits", "the log is read from standard input: lobby waits < LOG");
  std::ios::sync_with_stdio(false);
  return snapshots ? run_snapshots(std::cin, std::cout, std::cerr) : answer_log();
}
