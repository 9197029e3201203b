#include "cli/options.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>

namespace cli {

std::optional<std::string_view> Options::value(std::string_view name) const {
  for (auto one = given.rbegin(); one != given.rend(); ++one)
    if (one->name == name) return one->value;
  return std::nullopt;
}

Options read_options(Args args, std::span<const std::string_view> known) {
  Options options;
  bool only_files = false; // after "--"
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string_view word = args[i];
    if (only_files || word.size() < 2 || word.front() != '-') {
      options.files.push_back(word);
    } else if (word == "--") {
      only_files = true;
    } else if (word == "--help" || word == "-h") {
      options.help = true;
    } else {
      const std::size_t equals = word.find('=');
      const std::string_view name = word.substr(0, equals);
      if (std::ranges::find(known, name) == known.end()) {
        options.error = "unknown option " + std::string(name);
        return options;
      }
      if (equals == std::string_view::npos && i + 1 == args.size()) {
        options.error = std::string(name) + " needs a value";
        return options;
      }
      options.given.push_back({name, equals == std::string_view::npos ? args[++i] : word.substr(equals + 1)});
    }
  }
  return options;
}

std::optional<long long> read_number(std::string_view text, long long least, long long most) {
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most) return std::nullopt;
  return number;
}

std::optional<std::string> read_file(std::string_view path) {
  std::ifstream file{std::string(path), std::ios::binary};
  if (!file) return std::nullopt;
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return std::nullopt;
  return text;
}

int misuse(std::string_view command, std::string_view message) {
  const std::string name = command.empty() ? "lobby" : "lobby " + std::string(command);
  std::cerr << name << ": " << message << "\nTry \"" << name << " --help\".\n";
  return misused;
}

} // namespace cli
