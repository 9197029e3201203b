#include "core/logs/logs.hpp"

#include <gtest/gtest.h>

using namespace lobby;

namespace {

std::string reason(std::string_view text) {
  const auto read = logs::read_line(text);
  const auto* wrong = std::get_if<logs::Unreadable>(&read);
  return wrong == nullptr ? "" : wrong->reason;
}

} // namespace

TEST(LogLine, IsReadWithAllItsColumns) {
  const auto read = logs::read_line("1999-07-31,23:59:58,start,412,NE,1,7\r");
  ASSERT_TRUE(std::holds_alternative<logs::Line>(read));
  const auto& line = std::get<logs::Line>(read);
  EXPECT_EQ(line.date, (Date{1999, 7, 31}));
  EXPECT_EQ(line.second, 86398);
  EXPECT_EQ(line.what, logs::What::start);
  EXPECT_EQ(line.who, "412");
  EXPECT_EQ(line.service, "NE");
  EXPECT_EQ(line.priority, 1);
  EXPECT_EQ(line.counter, "7");
}

TEST(LogLine, MayLeaveOutWhatAJoinDoesNotKnow) {
  const auto read = logs::read_line("2026-01-05,08:00:00,join,A-12,,,");
  ASSERT_TRUE(std::holds_alternative<logs::Line>(read));
  EXPECT_EQ(std::get<logs::Line>(read).priority, 0);
  EXPECT_EQ(std::get<logs::Line>(read).counter, "");
}

TEST(LogLine, SaysWhatIsWrong) {
  EXPECT_EQ(reason(""), "there must be 7 columns, not 1");
  EXPECT_EQ(reason("1999-01-01,00:00:08,join,1,PS,1"), "there must be 7 columns, not 6");
  EXPECT_EQ(reason("1999-01-01,00:00:08,join,1,PS,1,2,3"), "there must be 7 columns, not 8");
  EXPECT_EQ(reason("1999-02-29,00:00:08,join,1,PS,1,"), "the date must be one such as 1999-07-31, not \"1999-02-29\"");
  EXPECT_EQ(reason("1999-02-28,24:00:00,join,1,PS,1,"), "the time must be one such as 08:05:00, not \"24:00:00\"");
  EXPECT_EQ(reason("1999-02-28,1:00:00,join,1,PS,1,"), "the time must be one such as 08:05:00, not \"1:00:00\"");
  EXPECT_EQ(reason("1999-02-28,+1:00:00,join,1,PS,1,"), "the time must be one such as 08:05:00, not \"+1:00:00\"");
  EXPECT_NE(reason("1999-02-28,-1:00:00,join,1,PS,1,"), "");
  EXPECT_EQ(reason("1999-02-28,01:00:00,sing,1,PS,1,"),
            "the event must be join, leave, start, end or gone, not \"sing\"");
  EXPECT_EQ(reason("1999-02-28,01:00:00,join,,PS,1,"), "who it is about is missing");
  EXPECT_EQ(reason("1999-02-28,01:00:00,join,1,PS,-1,"),
            "the priority must be a whole number from 0 to 99, not \"-1\"");
  EXPECT_EQ(reason("1999-02-28,01:00:00,join,1,PS,99999999999999,"),
            "the priority must be a whole number from 0 to 99, not \"99999999999999\"");
  EXPECT_EQ(reason("1999-02-28,01:00:00,start,1,PS,1,"), "a start must say at which counter");
  EXPECT_EQ(reason("1999-02-28,01:00:00,join," + std::string(65, 'x') + ",PS,1,"),
            "who must not have more than 64 bytes");
  EXPECT_EQ(reason(std::string("\0\x1b,", 3)), "there must be 7 columns, not 2");
  EXPECT_EQ(reason("1999-02-28,01:00:\x1b[1,join,1,PS,1,"), "the time must be one such as 08:05:00, not \"01:00:?[1\"");
}

TEST(LogLine, KnowsAHeader) {
  EXPECT_TRUE(logs::is_header("date,time,event,who,service,priority,counter"));
  EXPECT_TRUE(logs::is_header("\xef\xbb\xbf"
                              "date,time,event,who,service,priority,counter\r"));
  EXPECT_FALSE(logs::is_header("date,time,event,who,service,priority"));
  EXPECT_FALSE(logs::is_header("1999-02-28,01:00:00,join,1,PS,1,"));
}
