#include "core/wire/wire.hpp"
#include "visit_branch.hpp"
#include "visit_random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>

namespace lobby::wire {
namespace {

using lobby::testing::Commander;
using lobby::testing::Play;

Snapshot busy_snapshot(std::uint64_t seed) {
  Play play;
  Commander commander(seed);
  for (int i = 0; i < 400; ++i) {
    play.tell(commander.next(play.branch, play.day));
    play.now = std::max(play.day.last_at, play.now + commander.pause());
  }
  Experience experience;
  experience.services = {{"cash", 12.5, 5.7, 0.25}, {"中文", 0, -1.5, 1e-300}};
  experience.calibration = {-0.1, 0.05, 1};
  experience.record = {{{2026, 11, 21}, 12, 10, 11, 1234.5}};
  return {play.day, experience};
}

template <class T> std::string reason(const Read<T>& read) {
  const auto* malformed = std::get_if<Malformed>(&read);
  return malformed ? malformed->reason : std::string();
}

TEST(SnapshotBytes, ComeBackAsTheyWere) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Snapshot snapshot = busy_snapshot(seed);
    const std::string bytes = to_bytes(snapshot);
    const auto back = snapshot_from_bytes(bytes);
    ASSERT_EQ(reason(back), "") << "seed " << seed;
    const Snapshot& same = std::get<Snapshot>(back);
    EXPECT_EQ(to_bytes(same), bytes);
    EXPECT_EQ(same.day.number, snapshot.day.number);
    EXPECT_EQ(same.day.tickets.size(), snapshot.day.tickets.size());
    EXPECT_EQ(same.day.date, snapshot.day.date);
    EXPECT_EQ(same.experience.services.at(1).service, "中文");
    EXPECT_EQ(same.experience.services.at(1).m2_log, 1e-300);
  }
}

TEST(SnapshotBytes, ADayThatCameAsBytesGoesOnLikeTheOther) {
  Play play;
  Play twin;
  Commander commander(5);
  Commander same(5);
  for (int i = 0; i < 600; ++i) {
    play.tell(commander.next(play.branch, play.day));
    twin.tell(same.next(twin.branch, twin.day));
    play.now = std::max(play.day.last_at, play.now + commander.pause());
    twin.now = std::max(twin.day.last_at, twin.now + same.pause());
    twin.day = std::get<Snapshot>(snapshot_from_bytes(to_bytes(Snapshot{twin.day, {}}))).day;
  }
  EXPECT_EQ(to_bytes(Snapshot{play.day, {}}), to_bytes(Snapshot{twin.day, {}}));
}

/// FNV-1a of a known day's bytes: native and WebAssembly must agree on every one of them.
TEST(SnapshotBytes, AreTheSameOnEveryPlatform) {
  Play play;
  const AppointmentId booked = play.book("cash", 10 * 60);
  play.take("card", Segment::vip, Need::elderly);
  play.now = lobby::testing::clock(9, 58);
  play.check_in(booked);
  play.must(command::OpenCounter{"2", "李"});
  play.call("2");
  play.must(command::StartService{2});
  play.must(command::PlanCounters{{{"3", 690, 720}, {"1", 600, 690}}});
  const std::string bytes = to_bytes(Snapshot{play.day, {{{"cash", 12.5, 5.7, 0.25}, {"中文", 0, -1.5, 1e-300}}}});
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : bytes)
    hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  EXPECT_EQ(hash, 13750369115827824777U);
  EXPECT_EQ(bytes.size(), 463U);
}

TEST(SnapshotBytes, RefuseOtherThingsByName) {
  const std::string bytes = to_bytes(busy_snapshot(1));
  EXPECT_EQ(reason(snapshot_from_bytes("")), "this is no snapshot");
  EXPECT_EQ(reason(snapshot_from_bytes("<html>")), "this is no snapshot");
  EXPECT_EQ(reason(snapshot_from_bytes("LBYS")), "the snapshot ends in its first bytes");
  std::string newer = bytes;
  newer[4] = 7;
  EXPECT_EQ(reason(snapshot_from_bytes(newer)), "the snapshot has version 7, only 4 can be read");
  EXPECT_EQ(reason(snapshot_from_bytes(bytes + "x")), "1 bytes too many");
  EXPECT_EQ(reason(experience_from_bytes(bytes)), "this is no experience");
}

TEST(SnapshotBytes, NoTruncationIsRead) {
  const std::string bytes = to_bytes(busy_snapshot(2));
  for (std::size_t length = 0; length < bytes.size(); ++length)
    ASSERT_NE(reason(snapshot_from_bytes(std::string_view(bytes).substr(0, length))), "") << length;
}

TEST(SnapshotBytes, NoBitFlipCrashesOrMakesAnUnsoundDay) {
  const Snapshot snapshot = busy_snapshot(4);
  const std::string bytes = to_bytes(snapshot);
  const Branch branch = lobby::testing::small_branch();
  Commander commander(9);
  std::size_t refused = 0;
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string damaged = bytes;
    damaged[bit / 8] = static_cast<char>(static_cast<unsigned char>(damaged[bit / 8]) ^ (1U << (bit % 8)));
    auto read = snapshot_from_bytes(damaged);
    auto* back = std::get_if<Snapshot>(&read);
    if (!back) {
      ++refused;
      continue;
    }
    // It was believed, so it can be gone on with.
    for (int i = 0; i < 5; ++i) {
      const Time now = std::min(back->day.last_at, Time{4'000'000'000'000}) + i * minute;
      const Decision decision = decide(branch, back->day, commander.next(branch, back->day), now);
      const auto* events = std::get_if<std::vector<Event>>(&decision);
      if (!events) continue;
      for (const Event& event : *events)
        ASSERT_TRUE(apply(back->day, event)) << "bit " << bit;
    }
  }
  EXPECT_GT(refused, bytes.size());
}

TEST(SnapshotBytes, ALengthIsBelievedOnlyAsFarAsThereAreBytes) {
  // Head, branch "", date, offset, number, last_at, then four thousand million appointments.
  std::string bytes("LBYS\x04\x00", 6);
  bytes += '\x01';
  bytes.append(4 + 4 + 4 + 8 + 8, '\0');
  bytes += "\xff\xff\xff\xff";
  EXPECT_EQ(reason(snapshot_from_bytes(bytes)), "appointments is longer than the bytes that are left");
}

TEST(ExperienceBytes, ComeBackAndAreChecked) {
  const Experience experience = busy_snapshot(1).experience;
  const std::string bytes = to_bytes(experience);
  const auto back = experience_from_bytes(bytes);
  ASSERT_EQ(reason(back), "");
  EXPECT_EQ(to_bytes(std::get<Experience>(back)), bytes);
  Experience broken = experience;
  broken.services[0].mean_log = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(reason(experience_from_bytes(to_bytes(broken))), "the experience is damaged");
  broken = experience;
  broken.services[0].service = "\xff";
  EXPECT_EQ(reason(experience_from_bytes(to_bytes(broken))), "the experience is damaged");
  broken = experience;
  broken.calibration.high = 2;
  EXPECT_EQ(reason(experience_from_bytes(to_bytes(broken))), "the calibration is damaged");
  broken = experience;
  broken.record[0].held = 13;
  EXPECT_EQ(reason(experience_from_bytes(to_bytes(broken))), "the record is damaged");
  broken.record.assign(29, experience.record[0]);
  EXPECT_EQ(reason(experience_from_bytes(to_bytes(broken))), "the record is too long");
  for (std::size_t length = 0; length < bytes.size(); ++length)
    ASSERT_NE(reason(experience_from_bytes(std::string_view(bytes).substr(0, length))), "");
}

} // namespace
} // namespace lobby::wire
