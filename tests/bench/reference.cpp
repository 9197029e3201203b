// The gradient-boosted reference of tests/bench/waits: trained once on earlier rows, asked for later ones.
// Reads CSV lines "1,target,feature,…" (to learn from) and "0,,feature,…" (to answer), and writes p10,p50,p90 of each
// of the latter in their order. An empty feature is not known.
#include "core/boost/boost.hpp"

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <string>

using namespace lobby;

namespace {

/// Reads the next field and steps over its comma.
float field(const char*& text) {
  char* end = nullptr;
  const float value = *text == ',' || *text == 0 ? std::numeric_limits<float>::quiet_NaN() : std::strtof(text, &end);
  if (end != nullptr) text = end;
  if (*text == ',') ++text;
  return value;
}

} // namespace

int main() {
  std::ios::sync_with_stdio(false);
  boost::Examples examples;
  std::vector<float> asked;
  std::string line;
  while (std::getline(std::cin, line)) {
    const char* text = line.c_str();
    const bool learn = field(text) > 0;
    const float target = field(text);
    std::vector<float>& rows = learn ? examples.values : asked;
    const std::size_t before = rows.size();
    while (*text != 0)
      rows.push_back(field(text));
    examples.columns = rows.size() - before;
    if (learn) examples.targets.push_back(target);
  }
  boost::Settings settings; // 200 trees of 31 leaves: what such a model is usually given
  settings.trees = 200;
  settings.leaves = 31;
  settings.rate = 0.08;
  const boost::Model model = boost::train(examples, settings);
  std::vector<double> answers(model.answers());
  for (std::size_t i = 0; i < asked.size(); i += model.columns()) {
    model.predict({asked.data() + i, model.columns()}, answers);
    std::printf("%.2f,%.2f,%.2f\n", answers[0], answers[1], answers[2]);
  }
}
