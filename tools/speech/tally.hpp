/// How well labels given meet the labels written: precision, recall and F1 per label and in all.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace learning {

class Tally {
public:
  explicit Tally(int labels) : counts_(static_cast<std::size_t>(labels)) {}
  void add(int label, bool written, bool given);
  struct Figures {
    double precision = 0, recall = 0, f1 = 0;
    int written = 0, given = 0;
  };
  Figures of(int label) const { return over(label, label + 1); }
  Figures over(int first, int last) const; ///< micro-averaged over labels first … last − 1

private:
  struct Count {
    int both = 0, written = 0, given = 0;
  };
  std::vector<Count> counts_;
};
std::ostream& operator<<(std::ostream& out,
                         const Tally::Figures& figures); ///< "P 0.95 R 0.91 F1 0.930 (of 310, given 297)"

} // namespace learning
