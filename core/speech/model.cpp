#include "core/speech/model.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace lobby::speech {
namespace {

constexpr std::string_view magic = "lobby speech 1\n";

class Writer {
public:
  void number(std::uint32_t n) { // seven bits a byte, lowest first
    for (; n >= 0x80; n >>= 7)
      bytes_ += static_cast<char>(n | 0x80);
    bytes_ += static_cast<char>(n);
  }
  void real(double value) { // in millionths
    const auto n = static_cast<std::int32_t>(std::lround(value * 1e6));
    number(static_cast<std::uint32_t>(n) << 1 ^ static_cast<std::uint32_t>(n >> 31));
  }
  template <typename T> void raw(const T& items) {
    for (const auto item : items)
      bytes_ += static_cast<char>(item);
  }
  std::string bytes_;
};

class Reader {
public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  std::uint32_t number() {
    std::uint32_t n = 0;
    for (int shift = 0; shift < 35 && ok_; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      n |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return n;
    }
    ok_ = false;
    return 0;
  }
  double real() {
    const auto n = number();
    return static_cast<double>(static_cast<std::int32_t>(n >> 1 ^ (0U - (n & 1U)))) / 1e6;
  }
  std::string_view raw(std::size_t size) {
    if (size > rest_.size()) {
      ok_ = false;
      return {};
    }
    const auto out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

private:
  std::string_view rest_;
  bool ok_ = true;
};

constexpr std::size_t slot_of(std::uint32_t id, std::size_t slots) { return (id * 0x9E3779B1U >> 7) & (slots - 1); }

} // namespace

std::string encode(const Weights& weights) {
  Writer out;
  out.bytes_ = magic;
  out.number(static_cast<std::uint32_t>(weights.words.size()));
  out.raw(weights.words);
  out.number(static_cast<std::uint32_t>(weights.features.size()));
  std::uint32_t last = 0;
  for (const auto id : weights.features) {
    out.number(id - last);
    last = id;
  }
  out.raw(weights.rarity);
  out.raw(weights.weights);
  out.real(weights.step);
  for (const float bias : weights.bias)
    out.real(static_cast<double>(bias));
  for (const auto& curve : weights.confidence)
    for (const float knot : curve)
      out.real(static_cast<double>(knot));
  return out.bytes_;
}

std::optional<Model> Model::decode(std::string_view bytes) {
  Reader in(bytes);
  if (in.raw(magic.size()) != magic) return std::nullopt;
  Weights weights;
  weights.words = in.raw(in.number());
  const std::size_t count = in.number();
  if (!in.ok() || count > bytes.size()) return std::nullopt;
  weights.features.reserve(count);
  std::uint32_t id = 0;
  for (std::size_t i = 0; i < count; ++i)
    weights.features.push_back(id += in.number());
  const auto rarity = in.raw(count);
  weights.rarity.assign(rarity.begin(), rarity.end());
  const auto cells = in.raw(count * label_count);
  weights.weights.assign(cells.begin(), cells.end());
  weights.step = in.real();
  for (auto& bias : weights.bias)
    bias = static_cast<float>(in.real());
  for (auto& curve : weights.confidence)
    for (auto& knot : curve)
      knot = static_cast<float>(in.real());
  if (!in.ok() || !in.at_end()) return std::nullopt;
  return Model(std::move(weights));
}

Model::Model(Weights weights)
    : weights_(std::move(weights)), words_(weights_.words), slots_(std::bit_ceil(weights_.features.size() * 2 + 2)) {
  for (std::size_t row = 0; row < weights_.features.size(); ++row) {
    auto slot = slot_of(weights_.features[row], slots_.size());
    while (slots_[slot] != 0)
      slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = static_cast<std::uint32_t>(row + 1);
  }
}

void Model::known(const std::vector<Feature>& found, std::vector<Known>& out) const {
  out.clear();
  for (const auto& feature : found) {
    auto slot = slot_of(feature.id, slots_.size());
    while (slots_[slot] != 0 && weights_.features[slots_[slot] - 1] != feature.id)
      slot = (slot + 1) & (slots_.size() - 1);
    if (slots_[slot] != 0) out.push_back({slots_[slot] - 1, feature.from, feature.to});
  }
  std::stable_sort(out.begin(), out.end(), [](const Known& a, const Known& b) { return a.row < b.row; });
  out.erase(std::unique(out.begin(), out.end(), [](const Known& a, const Known& b) { return a.row == b.row; }),
            out.end());
}

Scores Model::scores(std::span<const Known> known) const {
  std::array<std::int32_t, label_count> sums{};
  std::int32_t squares = 0;
  for (const auto& one : known) {
    const std::int32_t rarity = weights_.rarity[one.row];
    squares += rarity * rarity;
    const std::int8_t* cells = &weights_.weights[std::size_t{one.row} * label_count];
    for (std::size_t label = 0; label < label_count; ++label)
      sums[label] += cells[label] * rarity;
  }
  const double scale = squares > 0 ? weights_.step / std::sqrt(static_cast<double>(squares)) : 0;
  Scores scores{};
  for (std::size_t label = 0; label < label_count; ++label)
    scores[label] = sums[label] * scale + static_cast<double>(weights_.bias[label]);
  return scores;
}

int Model::weight(const Known& known, int label) const {
  return weights_.weights[std::size_t{known.row} * label_count + static_cast<std::size_t>(label)] *
         weights_.rarity[known.row];
}

double Model::confidence(int label, double score) const {
  const auto& curve = weights_.confidence[label < act_count ? 0 : 1];
  const double at =
      std::clamp((score - Weights::low) / (Weights::high - Weights::low), 0.0, 1.0) * (Weights::knots - 1);
  const auto knot = std::min(static_cast<std::size_t>(at), std::size_t{Weights::knots - 2});
  const double part = at - static_cast<double>(knot);
  return static_cast<double>(curve[knot]) * (1 - part) + static_cast<double>(curve[knot + 1]) * part;
}

} // namespace lobby::speech
