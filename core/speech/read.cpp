#include "core/speech/speech.hpp"

#include "core/speech/model.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <stdexcept>

namespace lobby::speech {
namespace {

const Model& model() {
  static const Model built = [] {
    auto decoded = Model::decode(model_bytes());
    if (!decoded) throw std::logic_error("the speech model built with this program is not whole");
    return *std::move(decoded);
  }();
  return built;
}

/// From a clause that holds evidence, so many characters more are quoted to reach its beginning and its end.
constexpr int slack = 8;

struct Found {
  int label = 0;
  double confidence = 0;
  int from = 0, to = 0; ///< in the normalised text
};

/// The sentence or the whole turn in which a label is heard best.
struct Part {
  double score = 0;
  int from = 0, to = 0;
};

/// The stretch of the part that speaks most for a label: the largest sum over neighbouring characters of
/// what they say above the average, where every feature gives its weight to its characters in equal parts (Bentley
/// 1984, "Algorithm design techniques").
void find_span(const Normal& text, std::span<const Model::Known> known, Found& found) {
  const auto begins = static_cast<std::size_t>(found.from), length = static_cast<std::size_t>(found.to);
  std::vector<double> says(text.text.size(), 0.0);
  for (const auto& one : known) {
    const double part = static_cast<double>(model().weight(one, found.label)) / std::max(1, one.to - one.from);
    for (int at = one.from; at < one.to; ++at)
      says[static_cast<std::size_t>(at)] += part;
  }
  // What says no more than the average of the part is not what the label rests on.
  const auto at_index = [&](std::size_t at) { return says.begin() + static_cast<std::ptrdiff_t>(at); };
  const double average =
      std::accumulate(at_index(begins), at_index(length), 0.0) / static_cast<double>(length - begins);
  double best = -1e300, sum = 0;
  std::size_t begin = begins;
  for (std::size_t at = begins; at < length; ++at) {
    if (sum <= 0) {
      sum = 0;
      begin = at;
    }
    sum += says[at] - average;
    if (sum > best) {
      best = sum;
      found.from = static_cast<int>(begin);
      found.to = static_cast<int>(at) + 1;
    }
  }
  const auto ends = [&](int at) { return ends_clause(text.text[static_cast<std::size_t>(at)]); };
  const int first = static_cast<int>(begins), last = static_cast<int>(length);
  int from = found.from, to = found.to;
  while (from > first && !ends(from - 1) && found.from - from < slack)
    --from;
  while (to < last && !ends(to) && to - found.to < slack)
    ++to;
  if (from == first || ends(from - 1)) found.from = from;
  if (to == last || ends(to)) found.to = to;
  while (found.from + 1 < found.to && ends(found.from))
    ++found.from;
  while (found.to - 1 > found.from && ends(found.to - 1))
    --found.to;
}

} // namespace

Reading read(std::string_view text, std::string_view previous) {
  const auto normal = normalise(first_points(text, longest_turn));
  if (std::all_of(normal.text.begin(), normal.text.end(), ends_clause)) return {}; // nothing but marks
  const auto before = normalise(first_points(previous, longest_turn));
  Features features(model().words());
  std::vector<Model::Known> known;
  model().known(features.of(normal, before), known);
  const auto whole = model().scores(known);

  // A turn of several sentences is heard as a whole and sentence by sentence: what one of them says clearly is not
  // drowned by the others.
  std::array<Part, label_count> best;
  for (int label = 0; label < label_count; ++label)
    best[static_cast<std::size_t>(label)] = {whole[static_cast<std::size_t>(label)], 0,
                                             static_cast<int>(normal.text.size())};
  const auto parts = sentences(normal);
  for (const auto& part : parts) {
    std::vector<Model::Known> of_part;
    model().known(features.of(cut(normal, part), before), of_part);
    const auto scores = model().scores(of_part);
    for (std::size_t label = 0; label < label_count; ++label)
      if (scores[label] > best[label].score) best[label] = {scores[label], part.from, part.to};
  }

  std::vector<Found> found;
  for (int label = 0; label < label_count; ++label) {
    const auto& part = best[static_cast<std::size_t>(label)];
    const double confidence = model().confidence(label, part.score);
    if (confidence < doubtful) continue;
    found.push_back({label, confidence, part.from, part.to});
    find_span(normal, known, found.back());
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.from < b.from; });

  Reading reading;
  for (const auto& one : found) {
    const Span span{normal.from[static_cast<std::size_t>(one.from)],
                    normal.from[static_cast<std::size_t>(one.to - 1)] + 1};
    if (one.label < act_count)
      (one.confidence >= given_act ? reading.acts : reading.unsure_acts)
          .push_back({static_cast<Act>(one.label), span, one.confidence});
    else
      (one.confidence >= given_fault ? reading.faults : reading.unsure_faults)
          .push_back({static_cast<Fault>(one.label - act_count), span, one.confidence});
  }
  return reading;
}

} // namespace lobby::speech
