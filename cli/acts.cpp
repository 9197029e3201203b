#include "core/speech/learned.hpp"

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "core/json/json.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>

namespace {

namespace speech = lobby::speech;
using lobby::json::quoted;

constexpr std::string_view usage =
    R"(Usage: lobby acts < LINES

Reads what staff say, a JSON object a line, {"text":…, "previous":…} ("previous", the customer's last words, may be
absent), and answers each with a line:

  {"acts":[{"id","span":[from,to],"confidence"}],"faults":[…],"unsure":[…]}

Spans count Unicode code points of "text". What stands under "unsure" is too doubtful to be scored: a person decides.
A line that cannot be read is answered with {"error":…}.
)";

template <typename Label> void write(std::string& out, Label label, speech::Span span, double confidence) {
  char figures[64];
  std::snprintf(figures, sizeof figures, ",\"span\":[%d,%d],\"confidence\":0.%03d}", span.from, span.to,
                std::min(999, static_cast<int>(confidence * 1000)));
  if (out.back() == '}') out += ',';
  out += "{\"id\":" + quoted(speech::name(label)) + figures;
}

std::string answer(const std::string& line) {
  const auto parsed = lobby::json::parse(line);
  if (!parsed.document)
    return "{\"error\":" + quoted(parsed.problems.empty() ? "no JSON" : parsed.problems.front().message) + "}";
  const auto& root = parsed.document->root();
  if (!root["text"].is_string()) return R"({"error":"\"text\" is missing or no text"})";
  const auto heard = speech::hear(root["text"].text, root["previous"].string_or(""));
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
  int code = cli::done;
  for (std::string line; std::getline(std::cin, line);) {
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    const auto said = answer(line);
    if (said.starts_with("{\"error\"")) code = cli::failed;
    std::cout << said << '\n';
    if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush(); // whoever waits for the answer has it
  }
  return code;
}
