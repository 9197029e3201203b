#include "tools/speech/learn.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <thread>

namespace learning {
namespace {

using namespace lobby::speech;

constexpr double cost =
    1.5; ///< of an error against the penalty; between 1 and 2 it makes no difference on lines left out
constexpr std::size_t most_features = 25'000;
/// The customer's words tell how to take the employee's; at full weight an angry customer would make a fault of a kind
/// answer.
constexpr double heed_of_customer = 0.4;
constexpr int folds = 5;
constexpr double step_in_use = 0.0125; ///< of a weight, see quantise()

/// The lines, then their sentences.
struct Examples {
  const std::vector<Line>& lines;
  std::vector<std::size_t> line; ///< whose the example is

  bool has(std::size_t example, int label) const {
    return lines[line[example]].labels.test(static_cast<std::size_t>(label));
  }
  /// Which examples carry the label: of a line's sentences nobody knows, see use().
  std::vector<bool> carry(int label) const {
    std::vector<bool> out;
    for (std::size_t i = 0; i < line.size(); ++i)
      out.push_back(i < lines.size() && has(i, label));
    return out;
  }
  /// The lines, and the sentences that do not carry the label for sure; without those of the part left out.
  std::vector<bool> use(int label, const std::vector<int>& part, int left_out) const {
    std::vector<bool> out;
    for (std::size_t i = 0; i < line.size(); ++i)
      out.push_back((i < lines.size() || !has(i, label)) && part[line[i]] != left_out);
    return out;
  }
};

Ids ids_of(const std::vector<Feature>& features) {
  Ids ids;
  for (const auto& feature : features)
    ids.push_back(feature.id);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

/// The features that weigh most over all labels, the frequent ones a little before the rare ones.
Vocabulary most_telling(const Vocabulary& all, const std::vector<Row>& rows, const std::vector<Plane>& planes) {
  std::vector<double> lines_with(all.ids.size(), 0.0), telling(all.ids.size(), 0.0);
  for (const auto& row : rows)
    for (const auto& cell : row)
      lines_with[cell.column] += 1;
  for (const auto& plane : planes)
    for (std::size_t i = 0; i < telling.size(); ++i)
      telling[i] += static_cast<double>(plane.weights[i]) * static_cast<double>(plane.weights[i]);
  for (std::size_t i = 0; i < telling.size(); ++i)
    telling[i] *= std::sqrt(lines_with[i]);
  std::vector<std::size_t> order(all.ids.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return telling[a] > telling[b]; });
  order.resize(std::min(order.size(), most_features));
  std::sort(order.begin(), order.end());
  Vocabulary kept;
  for (const auto i : order) {
    kept.ids.push_back(all.ids[i]);
    kept.rarity.push_back(all.rarity[i]);
  }
  return kept;
}

/// Each family in one of `folds` parts.
std::vector<int> parts(const std::vector<Line>& lines) {
  std::map<std::string, int> part;
  std::vector<int> out;
  for (const auto& line : lines)
    out.push_back(part.emplace(line.family, static_cast<int>(part.size()) % folds).first->second);
  return out;
}

/// Moves every label's scores so that 0 is an even chance, by p = 1 ÷ (1 + exp(−a (score − offset))) with one a for all
/// labels (Platt 1999), the offsets held towards their mean; Newton steps.
struct Sigmoid {
  double slope = 5;
  std::vector<double> offsets;
};
Sigmoid fit(const std::vector<Line>& lines, const std::vector<Scores>& scores, int first, int last) {
  Sigmoid sigmoid;
  sigmoid.offsets.assign(static_cast<std::size_t>(last - first), -0.2);
  for (int round = 0; round < 60; ++round) {
    double slope_gradient = 0, slope_curve = 1e-6;
    const double mean = std::accumulate(sigmoid.offsets.begin(), sigmoid.offsets.end(), 0.0) / (last - first);
    for (int label = first; label < last; ++label) {
      auto& offset = sigmoid.offsets[static_cast<std::size_t>(label - first)];
      double gradient = 10 * (offset - mean), curve = 10; // as much as some ten lines on the border
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const double x = scores[i][static_cast<std::size_t>(label)] - offset;
        const double p = 1 / (1 + std::exp(-sigmoid.slope * x));
        const double wrong = p - (lines[i].labels.test(static_cast<std::size_t>(label)) ? 1 : 0);
        gradient -= wrong * sigmoid.slope;
        curve += p * (1 - p) * sigmoid.slope * sigmoid.slope;
        slope_gradient += wrong * x;
        slope_curve += p * (1 - p) * x * x;
      }
      offset -= std::clamp(gradient / curve, -0.1, 0.1);
    }
    sigmoid.slope -= std::clamp(slope_gradient / slope_curve, -1.0, 1.0);
  }
  return sigmoid;
}

/// Whole numbers for the weights: of the step that keeps the largest within a byte or, if finer, of `step_in_use` over
/// the usual rarity, which compresses to half the size and costs nothing that can be measured.
void quantise(const std::vector<Plane>& planes, Weights& weights) {
  const std::size_t features = weights.features.size();
  float largest = 0;
  for (const auto& plane : planes)
    for (const float weight : plane.weights)
      largest = std::max(largest, std::abs(weight));
  weights.step = std::max(static_cast<double>(largest) / 127, step_in_use * 16);
  weights.weights.resize(features * label_count);
  for (std::size_t i = 0; i < features; ++i)
    for (std::size_t label = 0; label < label_count; ++label)
      weights.weights[i * label_count + label] =
          static_cast<std::int8_t>(std::lround(static_cast<double>(planes[label].weights[i]) / weights.step));
}

} // namespace

void for_each_label(int count, const std::function<void(int)>& work) {
  std::atomic<int> next = 0;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
    threads.emplace_back([&] {
      for (int label = next++; label < count; label = next++)
        work(label);
    });
  for (auto& thread : threads)
    thread.join();
}

std::vector<Ids> features_of(const std::vector<Line>& lines, const Words& words) {
  Features features(words);
  std::vector<Ids> out;
  out.reserve(lines.size());
  for (const auto& line : lines)
    out.push_back(ids_of(features.of(normalise(line.text), normalise(line.previous))));
  return out;
}

Sentences sentences_of(const std::vector<Line>& lines, const Words& words) {
  Features features(words);
  Sentences out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto turn = normalise(lines[i].text), previous = normalise(lines[i].previous);
    for (const auto& part : sentences(turn)) {
      out.ids.push_back(ids_of(features.of(cut(turn, part), previous)));
      out.line.push_back(i);
    }
  }
  return out;
}

Vocabulary vocabulary(const std::vector<Ids>& lines, int least) {
  std::map<std::uint32_t, int> lines_with;
  for (const auto& ids : lines)
    for (const auto id : ids)
      ++lines_with[id];
  Vocabulary out;
  for (const auto& [id, count] : lines_with) {
    if (count < least) continue;
    out.ids.push_back(id);
    const double heed = (id & customers) != 0 ? heed_of_customer : 1;
    const double rarity = heed * (1 + std::log((1.0 + static_cast<double>(lines.size())) / (1.0 + count)));
    out.rarity.push_back(static_cast<std::uint8_t>(std::min(255L, std::lround(16 * rarity))));
  }
  return out;
}

std::vector<Row> rows(const std::vector<Ids>& lines, const Vocabulary& vocabulary) {
  std::vector<Row> out;
  for (const auto& ids : lines) {
    Row row;
    double squares = 0;
    for (const auto id : ids) {
      const auto at = std::lower_bound(vocabulary.ids.begin(), vocabulary.ids.end(), id);
      if (at == vocabulary.ids.end() || *at != id) continue;
      const auto column = static_cast<std::size_t>(at - vocabulary.ids.begin());
      const double rarity = vocabulary.rarity[column];
      squares += rarity * rarity;
      row.push_back({static_cast<std::uint32_t>(column), static_cast<float>(rarity)});
    }
    for (auto& cell : row)
      cell.value = static_cast<float>(static_cast<double>(cell.value) / std::sqrt(squares));
    out.push_back(std::move(row));
  }
  return out;
}

Learned learn(const std::vector<Line>& lines, const std::string& words) {
  auto ids = features_of(lines, Words(words));
  auto known = vocabulary(ids, 2);
  auto sentences = sentences_of(lines, Words(words));
  Examples examples{lines, {}};
  examples.line.resize(lines.size());
  std::iota(examples.line.begin(), examples.line.end(), std::size_t{0});
  examples.line.insert(examples.line.end(), sentences.line.begin(), sentences.line.end());
  std::move(sentences.ids.begin(), sentences.ids.end(), std::back_inserter(ids));

  const auto part = parts(lines);
  const auto train_all = [&](const std::vector<Row>& rest, std::vector<Plane>& planes) {
    for_each_label(label_count, [&](int label) {
      planes[static_cast<std::size_t>(label)] =
          train(rest, known.ids.size(), examples.carry(label), examples.use(label, part, -1), cost);
    });
  };
  std::vector<Plane> planes(label_count);
  auto rest = rows(ids, known);
  train_all(rest, planes);
  known = most_telling(known, rest, planes);
  rest = rows(ids, known);
  train_all(rest, planes);

  // Each line as it is read, by planes that never saw its family: as a whole and sentence by sentence.
  Learned learned;
  learned.unseen.resize(lines.size());
  for_each_label(label_count, [&](int label) {
    const auto l = static_cast<std::size_t>(label);
    const auto wanted = examples.carry(label);
    for (int fold = 0; fold < folds; ++fold) {
      const auto plane = train(rest, known.ids.size(), wanted, examples.use(label, part, fold), cost);
      for (std::size_t i = 0; i < rest.size(); ++i) {
        auto& unseen = learned.unseen[examples.line[i]][l];
        if (part[examples.line[i]] != fold) continue;
        unseen = i < lines.size() ? plane.score(rest[i]) : std::max(unseen, plane.score(rest[i]));
      }
    }
  });

  auto& weights = learned.weights;
  weights.words = words;
  weights.features = known.ids;
  weights.rarity = known.rarity;
  quantise(planes, weights);
  for (int group = 0; group < 2; ++group) {
    const int first = group == 0 ? 0 : act_count, last = group == 0 ? act_count : label_count;
    const auto sigmoid = fit(lines, learned.unseen, first, last);
    for (int label = first; label < last; ++label) {
      const auto l = static_cast<std::size_t>(label);
      const double offset = sigmoid.offsets[static_cast<std::size_t>(label - first)];
      weights.bias[l] = static_cast<float>(static_cast<double>(planes[l].bias) - offset);
      for (auto& scores : learned.unseen)
        scores[l] -= offset;
    }
    for (int knot = 0; knot < Weights::knots; ++knot) {
      const double score = Weights::low + (Weights::high - Weights::low) * knot / (Weights::knots - 1);
      weights.confidence[static_cast<std::size_t>(group)][static_cast<std::size_t>(knot)] =
          static_cast<float>(1 / (1 + std::exp(-sigmoid.slope * score)));
    }
  }
  return learned;
}

} // namespace learning
