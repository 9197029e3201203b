#include "tools/speech/lines.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <stdexcept>

namespace learning {
namespace {

namespace fs = std::filesystem;
using namespace lobby::speech;

std::vector<std::string> fields(const std::string& text, char between) {
  std::vector<std::string> out(1);
  for (const char c : text)
    if (c == between)
      out.emplace_back();
    else
      out.back() += c;
  return out;
}

int label_of(const std::string& name) {
  for (int label = 0; label < label_count; ++label)
    if (label_name(label) == name) return label;
  return -1;
}

void read_file(const fs::path& file, std::vector<Line>& out) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::string text, family;
  for (int number = 1; std::getline(in, text); ++number) {
    const auto refuse = [&](const std::string& why) {
      throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " + why);
    };
    if (text.empty() || text[0] == '#') continue;
    if (text.starts_with("= ")) {
      family = file.filename().string() + " " + text.substr(2);
      continue;
    }
    const auto parts = fields(text, '\t');
    if (parts.size() != 2 && parts.size() != 3) refuse("not: labels TAB text [TAB customer's words]");
    if (family.empty()) refuse("no family (= name) before the first line");
    Line line{family, {}, parts[1], parts.size() == 3 ? parts[2] : ""};
    if (parts[0] != "-")
      for (const auto& name : fields(parts[0], ',')) {
        const int label = label_of(name);
        if (label < 0) refuse("no such act or fault: " + name);
        line.labels.set(static_cast<std::size_t>(label));
      }
    out.push_back(std::move(line));
  }
}

} // namespace

std::string_view label_name(int label) {
  return label < act_count ? name(static_cast<Act>(label)) : name(static_cast<Fault>(label - act_count));
}

std::vector<Line> read_lines(const fs::path& where) {
  std::vector<fs::path> files;
  if (fs::is_directory(where)) {
    for (const auto& entry : fs::directory_iterator(where))
      if (entry.path().extension() == ".txt") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
  } else {
    files.push_back(where);
  }
  std::vector<Line> lines;
  for (const auto& file : files)
    read_file(file, lines);
  return lines;
}

} // namespace learning
