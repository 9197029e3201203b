#include "tests/core/wait_branch.hpp"

#include <cmath>

using namespace lobby;
using namespace lobby::wait_test;

namespace {

/// A Day with so many finished services of so many seconds each.
Day served(int count, double seconds) {
  Day day;
  for (int i = 0; i < count; ++i) {
    Ticket ticket;
    ticket.id = static_cast<TicketId>(i + 1);
    ticket.service = "cash";
    ticket.state = Ticket::State::finished;
    ticket.started_at = 1000 * minute;
    ticket.finished_at = ticket.started_at + static_cast<Duration>(seconds * second);
    day.tickets.push_back(ticket);
  }
  return day;
}

} // namespace

TEST(Experience, BeginsWithTheBankFile) {
  const Experience experience = prior_experience(city_branch());
  ASSERT_EQ(experience.services.size(), 5u);
  EXPECT_EQ(experience.services[2].service, "card");
  EXPECT_NEAR(std::exp(experience.services[2].mean_log), 12 * 60, 1e-6);
  EXPECT_NEAR(std::sqrt(experience.services[2].m2_log / experience.services[2].count), 0.45, 1e-12);
}

TEST(Experience, ComesToWhatIsSeen) {
  const Branch branch = city_branch();
  Experience experience = prior_experience(branch);
  learn(experience, branch, served(10, 600));
  EXPECT_NEAR(std::exp(experience.services[0].mean_log), std::sqrt(300.0 * 600.0), 10); // as much as the prior
  for (int i = 0; i < 20; ++i)
    learn(experience, branch, served(100, 600));
  EXPECT_NEAR(std::exp(experience.services[0].mean_log), 600, 5);
  EXPECT_LT(experience.services[0].count, 401); // the old fades
  for (int i = 0; i < 20; ++i)
    learn(experience, branch, served(100, 200));
  EXPECT_NEAR(std::exp(experience.services[0].mean_log), 200, 5);
  EXPECT_NEAR(std::exp(experience.services[1].mean_log), 7 * 60, 1e-6); // nobody asked for it
}

TEST(Experience, LeavesOutSlipsAndWhatTheBranchDoesNotKnow) {
  const Branch branch = city_branch();
  Experience experience = prior_experience(branch);
  learn(experience, branch, served(50, 3));
  learn(experience, branch, served(50, 5 * 3600));
  Day strange = served(5, 300);
  for (Ticket& ticket : strange.tickets)
    ticket.service = "gone";
  learn(experience, branch, strange);
  EXPECT_EQ(experience.services.size(), 5u);
  EXPECT_EQ(experience.services[0].count, prior_experience(branch).services[0].count);
}

TEST(Experience, LearnsAServiceThatIsNewToIt) {
  const Branch branch = city_branch();
  Experience experience;
  learn(experience, branch, served(30, 300));
  ASSERT_EQ(experience.services.size(), 1u);
  EXPECT_NEAR(std::exp(experience.services[0].mean_log), 300, 1);
}

TEST(Experience, OfANewBranchBeginsWithItsSisters) {
  const Branch branch = city_branch();
  Experience sister = prior_experience(branch);
  learn(sister, branch, served(60, 600));
  const Experience fresh = prior_experience(branch, {sister, Experience{}});
  EXPECT_EQ(fresh.services[0].count, prior_experience(branch).services[0].count); // theirs, but no surer of it
  EXPECT_NEAR(fresh.services[0].mean_log, sister.services[0].mean_log, 1e-9);
  EXPECT_NEAR(fresh.services[0].m2_log / fresh.services[0].count, sister.services[0].m2_log / sister.services[0].count,
              1e-9);
  EXPECT_EQ(fresh.services[1].mean_log, prior_experience(branch).services[1].mean_log); // she has not seen any
  Experience green = prior_experience(branch);
  learn(green, branch, served(5, 600));
  EXPECT_EQ(prior_experience(branch, {green}).services[0].mean_log, prior_experience(branch).services[0].mean_log);
}
