#include "tools/speech/tally.hpp"

#include <algorithm>
#include <cstdio>
#include <ostream>

namespace learning {

void Tally::add(int label, bool written, bool given) {
  auto& count = counts_[static_cast<std::size_t>(label)];
  count.both += written && given ? 1 : 0;
  count.written += written ? 1 : 0;
  count.given += given ? 1 : 0;
}

Tally::Figures Tally::over(int first, int last) const {
  Count sum;
  for (int label = first; label < last; ++label) {
    const auto& count = counts_[static_cast<std::size_t>(label)];
    sum.both += count.both;
    sum.written += count.written;
    sum.given += count.given;
  }
  const auto share = [&](double of) { return of > 0 ? sum.both / of : 1.0; };
  return {share(sum.given), share(sum.written), share((sum.given + sum.written) / 2.0), sum.written, sum.given};
}

std::ostream& operator<<(std::ostream& out, const Tally::Figures& figures) {
  char text[96];
  std::snprintf(text, sizeof text, "P %.3f  R %.3f  F1 %.3f  (of %d, given %d)", figures.precision, figures.recall,
                figures.f1, figures.written, figures.given);
  return out << text;
}

} // namespace learning
