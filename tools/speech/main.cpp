#include "core/speech/speech.hpp"
#include "tools/speech/learn.hpp"
#include "tools/speech/tally.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

using namespace lobby::speech;

namespace {

/// The bytes as C++: what core/speech/model.hpp declares.
void write_source(const std::string& bytes, const char* path) {
  std::ofstream out(path);
  out << "#include \"core/speech/model.hpp\"\n\nstd::string_view lobby::speech::model_bytes() {\n"
         "  static const unsigned char bytes[] = {";
  for (std::size_t i = 0; i < bytes.size(); ++i)
    out << (i % 40 == 0 ? "\n" : "") << static_cast<int>(static_cast<unsigned char>(bytes[i])) << ',';
  out << "};\n  return {reinterpret_cast<const char*>(bytes), sizeof bytes};\n}\n";
  if (!out.flush()) throw std::runtime_error(std::string("cannot write ") + path);
}

} // namespace

/// Learns the reader from assets/speech and writes the model, as bytes and as C++; prints how it reads families that
/// were left out.
int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "Usage: learn_speech assets/speech MODEL MODEL.cpp\n";
    return 2;
  }
  try {
    const std::filesystem::path assets = argv[1];
    std::ifstream in(assets / "words.txt");
    if (!in) throw std::runtime_error("cannot read " + (assets / "words.txt").string());
    const std::string words{std::istreambuf_iterator<char>(in), {}};
    const auto lines = learning::read_lines(assets / "lines");
    const auto learned = learning::learn(lines, words);
    const auto bytes = encode(learned.weights);
    const auto model = Model::decode(bytes);
    if (!model) throw std::runtime_error("what was written cannot be read");

    learning::Tally tally(label_count);
    int sure = 0, right = 0;
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (int label = 0; label < label_count; ++label) {
        const bool written = lines[i].labels.test(static_cast<std::size_t>(label));
        const double confidence = model->confidence(label, learned.unseen[i][static_cast<std::size_t>(label)]);
        tally.add(label, written, confidence >= (label < act_count ? given_act : given_fault));
        sure += confidence >= 0.9 ? 1 : 0;
        right += confidence >= 0.9 && written ? 1 : 0;
      }
    std::cout << lines.size() << " lines; families left out: " << tally.over(0, label_count) << "\n  acts   "
              << tally.over(0, act_count) << "\n  faults " << tally.over(act_count, label_count) << "\n  of " << sure
              << " labels with confidence 0.9 or more " << 100.0 * right / std::max(1, sure) << " % are right\n";
    std::ofstream out(argv[2], std::ios::binary);
    out << bytes;
    if (!out.flush()) throw std::runtime_error(std::string("cannot write ") + argv[2]);
    write_source(bytes, argv[3]);
  } catch (const std::exception& problem) {
    std::cerr << "learn_speech: " << problem.what() << "\n";
    return 1;
  }
}
