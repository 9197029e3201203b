#include "core/speech/speech.hpp"
#include "tools/speech/learn.hpp"
#include "tools/speech/tally.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

using namespace lobby::speech;

namespace {

void examination(const std::filesystem::path& file) {
  const auto lines = learning::read_lines(file);
  learning::Tally tally(label_count);
  int sure = 0, right = 0;
  read("您好");
  const auto began = std::chrono::steady_clock::now();
  std::vector<Reading> heard;
  for (const auto& line : lines)
    heard.push_back(read(line.text, line.previous));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    learning::Labels given;
    const auto give = [&](int label, double confidence) {
      given.set(static_cast<std::size_t>(label));
      if (confidence < 0.9) return;
      ++sure;
      right += lines[i].labels.test(static_cast<std::size_t>(label)) ? 1 : 0;
    };
    for (const auto& found : heard[i].acts)
      give(static_cast<int>(found.act), found.confidence);
    for (const auto& found : heard[i].faults)
      give(act_count + static_cast<int>(found.fault), found.confidence);
    for (int label = 0; label < label_count; ++label)
      tally.add(label, lines[i].labels.test(static_cast<std::size_t>(label)),
                given.test(static_cast<std::size_t>(label)));
  }
  std::cout << file.filename().string() << ", " << lines.size() << " sentences\n";
  for (int label = 0; label < label_count; ++label)
    std::printf("  %-16s %s\n", std::string(learning::label_name(label)).c_str(),
                [&] {
                  std::ostringstream out;
                  out << tally.of(label);
                  return out.str();
                }()
                    .c_str());
  std::cout << "  all              " << tally.over(0, label_count) << "\n  faults           "
            << tally.over(act_count, label_count) << "\n  with confidence 0.9 or more " << right << " of " << sure
            << " are right; " << static_cast<int>(static_cast<double>(lines.size()) / took.count())
            << " sentences a second\n\n";
}

/// CrossWOZ: the same features and machines, other labels.
struct Dialogue {
  std::vector<learning::Line> lines;
  std::vector<std::vector<std::string>> acts;
};
Dialogue read_crosswoz(const std::filesystem::path& file) {
  Dialogue out;
  std::ifstream in(file);
  std::string row, previous, last;
  std::getline(in, row);
  while (std::getline(in, row)) {
    std::vector<std::string> parts(1);
    for (const char c : row)
      if (c == '\t')
        parts.emplace_back();
      else
        parts.back() += c;
    if (parts.size() != 5) throw std::runtime_error("a row without five fields in " + file.string());
    if (parts[0] != last) previous.clear();
    last = parts[0];
    out.lines.push_back({last, {}, parts[3], previous});
    previous = parts[3];
    std::vector<std::string> acts(1);
    for (const char c : parts[4])
      if (c == '|')
        acts.emplace_back();
      else
        acts.back() += c;
    out.acts.push_back(acts);
  }
  return out;
}

void crosswoz(const std::filesystem::path& folder) {
  const auto seen = read_crosswoz(folder / "val.tsv"), unseen = read_crosswoz(folder / "test.tsv");
  std::map<std::string, int> labels;
  for (const auto& acts : seen.acts)
    for (const auto& act : acts)
      if (!act.empty()) labels.emplace(act, 0);
  int next = 0;
  for (auto& [name, label] : labels)
    label = next++;
  const Words none("");
  const auto seen_ids = learning::features_of(seen.lines, none), unseen_ids = learning::features_of(unseen.lines, none);
  const auto vocabulary = learning::vocabulary(seen_ids, 2);
  const auto seen_rows = learning::rows(seen_ids, vocabulary), unseen_rows = learning::rows(unseen_ids, vocabulary);
  std::vector<learning::Plane> planes(labels.size());
  std::vector<std::vector<bool>> wanted(labels.size(), std::vector<bool>(seen.acts.size()));
  for (std::size_t i = 0; i < seen.acts.size(); ++i)
    for (const auto& act : seen.acts[i])
      if (labels.count(act) != 0) wanted[static_cast<std::size_t>(labels[act])][i] = true;
  learning::for_each_label(next, [&](int label) {
    const auto l = static_cast<std::size_t>(label);
    planes[l] =
        learning::train(seen_rows, vocabulary.ids.size(), wanted[l], std::vector<bool>(seen_rows.size(), true), 1.5);
  });
  learning::Tally tally(next);
  for (std::size_t i = 0; i < unseen_rows.size(); ++i)
    for (const auto& [name, label] : labels) {
      const auto& acts = unseen.acts[i];
      tally.add(label, std::find(acts.begin(), acts.end(), name) != acts.end(),
                planes[static_cast<std::size_t>(label)].score(unseen_rows[i]) > 0);
    }
  std::cout << "CrossWOZ: learned on val, measured on test (reference 0.952)\n";
  for (const auto& [name, label] : labels)
    std::cout << "  " << name << std::string(18 - std::min<std::size_t>(17, name.size()), ' ') << tally.of(label)
              << "\n";
  std::cout << "  all               " << tally.over(0, next) << "\n";
}

} // namespace

int main(int argc, char** argv) {
  const std::filesystem::path source = LOBBY_SOURCE_DIR;
  examination(source / "assets/speech/exam/ordinary.txt");
  examination(source / "assets/speech/exam/hard.txt");
  const auto data = argc > 1 ? std::filesystem::path(argv[1]) : source / "../shared/data/dialogue/crosswoz-acts";
  if (std::filesystem::exists(data / "val.tsv"))
    crosswoz(data);
  else
    std::cout << "CrossWOZ is not beside this repository: not measured\n";
}
