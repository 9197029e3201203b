/// Learns the reader's weights from written lines.
#pragma once

#include "tools/speech/lines.hpp"
#include "tools/speech/svm.hpp"

#include <functional>
#include <string>
#include <vector>

namespace learning {

/// The features of one line, each id once, rising.
using Ids = std::vector<std::uint32_t>;
std::vector<Ids> features_of(const std::vector<Line>& lines, const lobby::speech::Words& words);

/// The sentences of the lines that have more than one: what a line as a whole does not do, none of its sentences does.
struct Sentences {
  std::vector<Ids> ids;
  std::vector<std::size_t> line; ///< whose they are
};
Sentences sentences_of(const std::vector<Line>& lines, const lobby::speech::Words& words);

/// Which ids count, and how rare they are.
struct Vocabulary {
  Ids ids;                          ///< rising
  std::vector<std::uint8_t> rarity; ///< 16 × (1 + ln((1 + lines) ÷ (1 + lines with it)))
};
/// Every id that at least `least` lines have.
Vocabulary vocabulary(const std::vector<Ids>& lines, int least);
/// Rarities of the ids that count, as a row of length one.
std::vector<Row> rows(const std::vector<Ids>& lines, const Vocabulary& vocabulary);

/// Calls `work(label)` for 0 … count − 1 on all processors.
void for_each_label(int count, const std::function<void(int)>& work);

struct Learned {
  lobby::speech::Weights weights;
  std::vector<lobby::speech::Scores> unseen; ///< per line: its scores when its family is left out, after the offsets
};
/// `words`: the text of assets/speech/words.txt. Takes about a minute.
Learned learn(const std::vector<Line>& lines, const std::string& words);

} // namespace learning
