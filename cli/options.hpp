/// Reads the words of a subcommand's command line: files, and options with a value.
#pragma once

#include "cli/commands.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// What was given: "--days 3" and "--days=3" are the same.
struct Options {
  struct Given {
    std::string_view name; ///< "--days"
    std::string_view value;
  };
  std::vector<Given> given;
  std::vector<std::string_view> files; ///< words that are no options, in order
  bool help = false;                   ///< --help or -h
  std::string error;                   ///< empty when everything was understood

  /// The value given last for an option, if any.
  std::optional<std::string_view> value(std::string_view name) const;
};

/// `known` are the options that take a value.
Options read_options(Args args, std::span<const std::string_view> known);

/// A whole number within [least, most]; nothing when `text` is anything else.
std::optional<long long> read_number(std::string_view text, long long least, long long most);

/// The whole of a file; nothing when it cannot be read.
std::optional<std::string> read_file(std::string_view path);

/// Writes "lobby simulate: <message>" and where help is to stderr; answers `misused`.
int misuse(std::string_view command, std::string_view message);

} // namespace cli
