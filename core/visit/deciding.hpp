/// What every decision looks at, and how it answers; private to core/visit.
#pragma once

#include "core/visit/rules.hpp"

#include <string>
#include <utility>
#include <vector>

namespace lobby {

/// A Day that may be opened or not, its branch and the moment; `decide` has made sure that they go together.
struct Deciding {
  const Branch& branch;
  const Day& day;
  Time now;

  /// Numbers and stamps what happens.
  template <class... Bodies> Decision happens(Bodies... bodies) const {
    std::vector<Event> events;
    std::uint64_t number = day.number;
    (events.push_back({++number, now, std::move(bodies)}), ...);
    return events;
  }
  static Decision refuse(RefusalKind kind, std::string subject = {}) { return Refusal{kind, std::move(subject)}; }
};

// One overload per command; the files are named for what the commands are about.
Decision decide_on(const Deciding&, const command::OpenDay&);
Decision decide_on(const Deciding&, const command::Tick&);
Decision decide_on(const Deciding&, const command::HoldSlot&);
Decision decide_on(const Deciding&, const command::BookAppointment&);
Decision decide_on(const Deciding&, const command::RescheduleAppointment&);
Decision decide_on(const Deciding&, const command::CancelAppointment&);
Decision decide_on(const Deciding&, const command::CheckIn&);
Decision decide_on(const Deciding&, const command::TakeTicket&);
Decision decide_on(const Deciding&, const command::TellWait&);
Decision decide_on(const Deciding&, const command::CallNext&);
Decision decide_on(const Deciding&, const command::CallTicket&);
Decision decide_on(const Deciding&, const command::Recall&);
Decision decide_on(const Deciding&, const command::StartService&);
Decision decide_on(const Deciding&, const command::Transfer&);
Decision decide_on(const Deciding&, const command::Park&);
Decision decide_on(const Deciding&, const command::Unpark&);
Decision decide_on(const Deciding&, const command::FinishService&);
Decision decide_on(const Deciding&, const command::MarkNoShow&);
Decision decide_on(const Deciding&, const command::ReturnToLine&);
Decision decide_on(const Deciding&, const command::Leave&);
Decision decide_on(const Deciding&, const command::Rate&);
Decision decide_on(const Deciding&, const command::OpenCounter&);
Decision decide_on(const Deciding&, const command::PauseCounter&);
Decision decide_on(const Deciding&, const command::ResumeCounter&);
Decision decide_on(const Deciding&, const command::CloseCounter&);
Decision decide_on(const Deciding&, const command::PlanCounters&);

} // namespace lobby
