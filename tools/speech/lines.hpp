/// The written lines that the reader of staff speech learns from and is measured on.
#pragma once

#include "core/speech/model.hpp"

#include <bitset>
#include <filesystem>
#include <string>
#include <vector>

namespace learning {

using Labels = std::bitset<lobby::speech::label_count>;

struct Line {
  std::string family; ///< file and family: lines that vary one way of putting a thing
  Labels labels;
  std::string text;
  std::string previous; ///< the customer's last words, may be empty
};

/// All lines below a folder, or of one file, in the order of the files' names. Throws std::runtime_error naming file
/// and line when one is not "labels TAB text [TAB customer's words]" below a "= family".
std::vector<Line> read_lines(const std::filesystem::path& where);

/// "greet", …, in the order of the model's labels.
std::string_view label_name(int label);

} // namespace learning
