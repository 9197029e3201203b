#include "core/logs/follow.hpp"
#include "core/logs/learn.hpp"

#include <cmath>

namespace lobby::logs {

struct Forecaster::Inside {
  Follower follower;
  Learner learner;
  Record record;

  Answer answer(std::size_t place);
  void judge(const Said& one, double wait);
};

Answer Forecaster::Inside::answer(std::size_t place) {
  ++record.joins;
  Said& said = follower.waiting(place).said;
  said = learner.ask(features_of(follower.hall(), follower.past(), place));
  return said.answer;
}

void Forecaster::Inside::judge(const Said& one, double wait) {
  ++record.judged;
  record.within += wait >= one.answer.p10 && wait <= one.answer.p90;
  record.error += std::abs(wait - one.answer.p50);
  record.width += one.answer.p90 - one.answer.p10;
}

Forecaster::Forecaster() : inside_(std::make_unique<Inside>()) {}
Forecaster::~Forecaster() = default;
Forecaster::Forecaster(Forecaster&&) noexcept = default;
Forecaster& Forecaster::operator=(Forecaster&&) noexcept = default;

std::optional<Answer> Forecaster::take(const Line& line) {
  ++inside_->record.lines;
  Followed followed = inside_->follower.take(line);
  if (followed.called) {
    const auto wait = static_cast<double>(followed.wait);
    inside_->judge(followed.called->said, wait);
    inside_->learner.learn(std::move(followed.called->said), wait);
  }
  if (!followed.joined) return std::nullopt;
  return inside_->answer(*followed.joined);
}

void Forecaster::finish() { inside_->follower.end_day(); }

const Oddities& Forecaster::oddities() const { return inside_->follower.oddities(); }

Record Forecaster::record() const {
  Record record = inside_->record;
  record.refits = inside_->learner.refits();
  return record;
}

} // namespace lobby::logs
