#include "core/boost/grow.hpp"

#include <algorithm>

namespace lobby::boost {

namespace {

// one number holds both sums of a step
constexpr int weight_from = 36;
constexpr std::uint64_t below_mask = (std::uint64_t{1} << weight_from) - 1;
constexpr double whole = 256; // a row that lies below

} // namespace

float weighed_quantile(std::span<Weighed> values, double quantile) {
  std::uint64_t total = 0;
  for (const Weighed& one : values)
    total += one.weight;
  double wanted = quantile * static_cast<double>(total); // within the values that are left
  while (values.size() > 1) {
    const std::size_t half = values.size() / 2;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(half), values.end(),
                     [](const Weighed& a, const Weighed& b) { return a.value < b.value; });
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < half; ++i)
      below += values[i].weight;
    if (wanted <= static_cast<double>(below) && below > 0) {
      values = values.first(half);
    } else {
      wanted -= static_cast<double>(below);
      values = values.subspan(half);
    }
  }
  return values.front().value;
}

Grower::Grower(const Table& table, const Examples& examples, const Settings& settings)
    : table_(table), examples_(examples), settings_(settings), sides_(table.rows), apart_(table.rows) {}

void Grower::count(Open& open, const std::vector<std::uint32_t>& rows) {
  open.sums.assign(table_.columns * table_.bins, 0);
  for (std::size_t i = open.begin; i < open.end; ++i) {
    const std::uint8_t* cells = table_.row(rows[i]);
    const std::uint64_t side = sides_[rows[i]];
    std::uint64_t* sums = open.sums.data();
    for (std::size_t column = 0; column < table_.columns; ++column, sums += table_.bins)
      sums[cells[column]] += side;
  }
}

void Grower::find_split(Open& open, double quantile) const {
  const auto score = [&](std::uint64_t sum) { // how far the share below is from where it should be
    const auto all = static_cast<double>(sum >> weight_from);
    const double off = static_cast<double>(sum & below_mask) / whole - quantile * all;
    return off * off / (all + settings_.ridge);
  };
  std::uint64_t total = 0;
  for (std::size_t step = 0; step < table_.bins; ++step)
    total += open.sums[step];
  const double before = score(total) + 1e-9;
  open.gain = 0;
  for (std::size_t column = 0; column < table_.columns; ++column) {
    std::uint64_t below = 0;
    for (std::size_t step = 0; step < table_.edges[column].size(); ++step) {
      below += open.sums[column * table_.bins + step];
      const std::uint64_t above = total - below;
      if ((below >> weight_from) < settings_.least_weight) continue;
      if ((above >> weight_from) < settings_.least_weight) break;
      const double gain = score(below) + score(above) - before;
      if (gain > open.gain) {
        open.gain = gain;
        open.column = column;
        open.step = step;
      }
    }
  }
}

std::size_t Grower::divide(const Open& open, std::vector<std::uint32_t>& rows) {
  std::size_t left = open.begin;
  std::size_t right = 0;
  for (std::size_t i = open.begin; i < open.end; ++i) {
    if (table_.row(rows[i])[open.column] <= open.step)
      rows[left++] = rows[i];
    else
      apart_[right++] = rows[i];
  }
  std::copy_n(apart_.begin(), right, rows.begin() + static_cast<std::ptrdiff_t>(left));
  return left;
}

std::vector<std::uint64_t> Grower::memory() {
  std::vector<std::uint64_t> sums;
  if (!spare_.empty()) {
    sums = std::move(spare_.back());
    spare_.pop_back();
  }
  return sums;
}

Grower::Growing Grower::begin(double quantile, const std::vector<std::uint32_t>& rows,
                              const std::vector<float>& predicted) {
  const auto even = static_cast<std::uint64_t>(quantile * whole + 0.5);
  for (const std::uint32_t row : rows) {
    const std::uint64_t all = weight(row);
    const float off = examples_.targets[row] - predicted[row];
    sides_[row] = all << weight_from | all * (off < 0 ? static_cast<std::uint64_t>(whole) : off > 0 ? 0 : even);
  }
  Growing growing{Tree(1), {0}, std::vector<Open>(1)};
  Open& root = growing.open.front();
  root.end = rows.size();
  root.sums = memory();
  count(root, rows);
  find_split(root, quantile);
  return growing;
}

void Grower::split(Growing& growing, Open& open, double quantile, std::vector<std::uint32_t>& rows) {
  Open left, right;
  left.node = static_cast<std::uint32_t>(growing.tree.size());
  right.node = left.node + 1;
  left.begin = open.begin;
  left.end = right.begin = divide(open, rows);
  right.end = open.end;
  growing.tree[open.node] = {left.node, static_cast<std::uint16_t>(open.column), table_.edges[open.column][open.step]};
  growing.steps[open.node] = open.step;
  growing.tree.resize(growing.tree.size() + 2);
  growing.steps.resize(growing.tree.size());
  // only the smaller side is counted; the other is what remains
  Open& small = left.end - left.begin < right.end - right.begin ? left : right;
  Open& large = &small == &left ? right : left;
  small.sums = memory();
  count(small, rows);
  large.sums = std::move(open.sums);
  for (std::size_t i = 0; i < large.sums.size(); ++i)
    large.sums[i] -= small.sums[i];
  find_split(left, quantile);
  find_split(right, quantile);
  open = std::move(left);
  growing.open.push_back(std::move(right));
}

void Grower::find_answers(Growing& growing, double quantile, const std::vector<std::uint32_t>& rows,
                          const std::vector<float>& predicted) {
  std::vector<Weighed> rests;
  for (Open& leaf : growing.open) {
    rests.clear();
    for (std::size_t i = leaf.begin; i < leaf.end; ++i)
      if (weight(rows[i]) > 0) rests.push_back({examples_.targets[rows[i]] - predicted[rows[i]], weight(rows[i])});
    if (!rests.empty())
      growing.tree[leaf.node].at =
          static_cast<float>(settings_.rate * static_cast<double>(weighed_quantile(rests, quantile)));
    spare_.push_back(std::move(leaf.sums));
  }
}

Tree Grower::grow(double quantile, std::vector<std::uint32_t>& rows, std::vector<float>& predicted) {
  Growing growing = begin(quantile, rows, predicted);
  while (growing.open.size() < static_cast<std::size_t>(settings_.leaves)) {
    const auto best = std::max_element(growing.open.begin(), growing.open.end(),
                                       [](const Open& a, const Open& b) { return a.gain < b.gain; });
    if (best->gain <= 0) break;
    split(growing, *best, quantile, rows);
  }
  find_answers(growing, quantile, rows, predicted);
  for (std::size_t row = 0; row < table_.rows; ++row) {
    const std::uint8_t* cells = table_.row(row);
    std::uint32_t node = 0;
    while (growing.tree[node].below != 0)
      node = growing.tree[node].below + (cells[growing.tree[node].column] > growing.steps[node] ? 1 : 0);
    predicted[row] += growing.tree[node].at;
  }
  return std::move(growing.tree);
}

} // namespace lobby::boost
