/// Learns waits from joins that ended in a start, and says how sure it is; refitted as examples come in.
#pragma once

#include "core/boost/boost.hpp"
#include "core/logs/features.hpp"

#include <vector>

namespace lobby::logs {

class Learner {
public:
  /// What to say to somebody with these features.
  Said ask(Features features) const;
  /// Learns what came of it: the wait in seconds.
  void learn(Said said, double wait);
  std::uint64_t refits() const { return refits_; }

private:
  void correct(const Said& said, double wait);
  void refit();

  boost::Examples kept_;   ///< the latest examples, in no order once there are `most_kept`
  std::size_t oldest_ = 0; ///< which of them is replaced next
  std::uint64_t seen_ = 0; ///< examples so far
  std::uint64_t next_fit_ = 200;
  std::uint64_t refits_ = 0;
  boost::Model middle_; ///< p50
  boost::Model ends_;   ///< p10 and p90
  /// How much wider the range is told than learned, below and above: as a share of it.
  double below_ = 0, above_ = 0;
};

} // namespace lobby::logs
