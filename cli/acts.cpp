#include "core/speech/speech.hpp"

#include "cli/commands.hpp"
#include "cli/lines.hpp"
#include "cli/options.hpp"
#include "core/json/json.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

namespace {

namespace speech = lobby::speech;
using lobby::json::quoted;

constexpr std::string_view usage =
    R"(Usage: lobby acts < LINES

Reads what staff say, a JSON object a line, {"text":…, "previous":…} ("previous", the customer's last words, may be
absent), and answers each with a line:

  {"acts":[{"id","span":[from,to],"confidence"}],"faults":[…],"unsure":[…]}

Spans count Unicode code points of "text". What stands under "unsure" is too doubtful to be scored: a person decides.
A line that cannot be read, or is longer than 65536 bytes, is answered with {"error":…} and named on standard error.
)";

template <typename Label> void write(std::string& out, Label label, speech::Span span, double confidence) {
  char figures[64];
  std::snprintf(figures, sizeof figures, ",\"span\":[%d,%d],\"confidence\":0.%03d}", span.from, span.to,
                std::min(999, static_cast<int>(confidence * 1000)));
  if (out.back() == '}') out += ',';
  out += "{\"id\":" + quoted(speech::name(label)) + figures;
}

std::string answer(const lobby::json::Value& line) {
  const auto heard = speech::read(line["text"].text, line["previous"].string_or(""));
  std::string out = "{\"acts\":[";
  for (const auto& found : heard.acts)
    write(out, found.act, found.span, found.confidence);
  out += "],\"faults\":[";
  for (const auto& found : heard.faults)
    write(out, found.fault, found.span, found.confidence);
  out += "],\"unsure\":[";
  for (const auto& found : heard.unsure_acts)
    write(out, found.act, found.span, found.confidence);
  for (const auto& found : heard.unsure_faults)
    write(out, found.fault, found.span, found.confidence);
  return out + "]}";
}

void say(const std::string& line) {
  std::cout << line << '\n';
  if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush(); // whoever waits for the answer has it
}

} // namespace

int run_acts(cli::Args args) {
  const cli::Options options = cli::read_options(args, {});
  if (options.help) {
    std::cout << usage;
    return cli::done;
  }
  if (!options.error.empty()) return cli::misuse("acts", options.error);
  if (!options.files.empty()) return cli::misuse("acts", "reads standard input, no files");
  std::ios::sync_with_stdio(false);
  cli::Lines lines(std::cin, std::cerr, {.command = "acts", .longest = 65536, .refused = [](std::string_view reason) {
                                           say("{\"error\":" + quoted(reason) + "}");
                                         }});
  for (std::string line; std::cout && lines.next(line);) {
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    const auto parsed = lobby::json::parse(line);
    if (!parsed.document)
      lines.refuse(parsed.problems.empty() ? "no JSON" : parsed.problems.front().message);
    else if (!parsed.document->root()["text"].is_string())
      lines.refuse("\"text\" is missing or no text");
    else
      say(answer(parsed.document->root()));
  }
  return lines.refused() > 0 ? cli::failed : cli::done;
}
