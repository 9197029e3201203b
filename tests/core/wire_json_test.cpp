#include "core/wire/wire.hpp"
#include "visit_random.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace lobby::wire {
namespace {

/// Texts that are hard to carry.
const std::string hard = "\"\\/ 中文 𠮷 : ,{}[]\n\t\x01";

std::vector<Event> all_events() {
  constexpr TicketId big = 4294967295U;
  const std::vector<EventBody> bodies = {
      event::DayOpened{hard, {2028, 2, 29}, -720},
      event::SlotHeld{1, "cash", 630, Segment::vip, Need::elderly, 1795000000123},
      event::AppointmentBooked{big},
      event::AppointmentRescheduled{2, 0},
      event::AppointmentCancelled{3, hard},
      event::AppointmentExpired{4},
      event::AppointmentMissed{5},
      event::AppointmentCheckedIn{6, 7},
      event::TicketTaken{8, "A008", "cash", Segment::business, Need::ill, Origin::remote, 0, -1},
      event::WaitTold{8, 0, 600, 86400},
      event::TicketCalled{9, "12", "why.first"},
      event::TicketRecalled{10},
      event::ServiceStarted{11},
      event::TicketTransferred{12, "loan", "", hard},
      event::TicketParked{13, ""},
      event::TicketUnparked{14},
      event::ServiceFinished{15},
      event::TicketMissed{16},
      event::TicketReturned{17},
      event::TicketLeft{18},
      event::TicketRated{19, 5},
      event::CounterOpened{"1", hard},
      event::CounterPaused{"1"},
      event::CounterResumed{"1"},
      event::CounterClosed{"1"},
      event::CountersPlanned{{{hard, 690, 780}, {"5", 0, 1440}}},
  };
  EXPECT_EQ(bodies.size(), std::variant_size_v<EventBody>);
  std::vector<Event> events;
  for (const EventBody& body : bodies)
    events.push_back({events.size() + 1, 1795000000000, body});
  return events;
}

std::vector<Command> all_commands() {
  std::vector<Command> commands = {
      command::OpenDay{480},
      command::HoldSlot{"cash", 630, Segment::vip, Need::pregnant},
      command::BookAppointment{1},
      command::RescheduleAppointment{2, 660},
      command::CancelAppointment{3, hard},
      command::CheckIn{4},
      command::TakeTicket{"cash", Segment::ordinary, Need::none, Origin::kiosk},
      command::TellWait{4, 0, 300, 900},
      command::CallNext{"1"},
      command::CallTicket{"1", 5},
      command::Recall{6},
      command::StartService{7},
      command::Transfer{8, "loan", "2", hard},
      command::Park{9, hard},
      command::Unpark{10},
      command::FinishService{11},
      command::MarkNoShow{12},
      command::ReturnToLine{13},
      command::Leave{14},
      command::Rate{15, 1},
      command::OpenCounter{"1", "li"},
      command::PauseCounter{"1"},
      command::ResumeCounter{"1"},
      command::CloseCounter{"1"},
      command::PlanCounters{{{"4", 690, 780}, {hard, -1, 2147483647}}},
      command::Tick{},
  };
  EXPECT_EQ(commands.size(), std::variant_size_v<Command>);
  return commands;
}

template <class T> std::string reason(const Read<T>& read) {
  const auto* malformed = std::get_if<Malformed>(&read);
  return malformed ? malformed->reason : std::string();
}

TEST(EventJson, IsOneLineInTheOrderOfTheContract) {
  const Event event{12, 1795000000000,
                    event::TicketTaken{3, "A012", "cash", Segment::vip, Need::elderly, Origin::kiosk, 0, -1}};
  EXPECT_EQ(to_json(event),
            R"({"v":1,"number":12,"at":1795000000000,"type":"ticket.taken","data":{"ticket":3,"number":"A012",)"
            R"("service":"cash","segment":"vip","need":"elderly","origin":"kiosk","appointment":0,"slot":-1}})");
  EXPECT_EQ(type_name(event), "ticket.taken");
  EXPECT_EQ(
      to_json(Event{1, 5, event::DayOpened{"b", {2026, 11, 21}, 480}}),
      R"({"v":1,"number":1,"at":5,"type":"day.opened","data":{"branch":"b","date":"2026-11-21","utc_offset_minutes":480}})");
}

TEST(EventJson, EveryTypeComesBackAsItWas) {
  std::set<std::string> types;
  for (const Event& event : all_events()) {
    const std::string json = to_json(event);
    EXPECT_EQ(json.find('\n'), std::string::npos);
    const auto back = event_from_json(json);
    ASSERT_EQ(reason(back), "") << json;
    const Event& same = std::get<Event>(back);
    EXPECT_EQ(same.number, event.number);
    EXPECT_EQ(same.at, event.at);
    EXPECT_EQ(same.body.index(), event.body.index());
    EXPECT_EQ(to_json(same), json);
    types.insert(std::string(type_name(event)));
  }
  EXPECT_EQ(types.size(), std::variant_size_v<EventBody>) << "every type has its own name";
}

TEST(CommandJson, EveryTypeComesBackAsItWas) {
  for (const Command& command : all_commands()) {
    const std::string json = to_json(command);
    const auto back = command_from_json(json);
    ASSERT_EQ(reason(back), "") << json;
    EXPECT_EQ(std::get<Command>(back).index(), command.index());
    EXPECT_EQ(to_json(std::get<Command>(back)), json);
  }
  EXPECT_EQ(to_json(Command{command::Tick{}}), R"({"type":"tick","data":{}})");
  EXPECT_EQ(to_json(Command{command::TakeTicket{"cash", Segment::ordinary, Need::none, Origin::kiosk}}),
            R"({"type":"ticket.take","data":{"service":"cash","segment":"ordinary","need":"none","origin":"kiosk"}})");
}

TEST(CommandJson, AListIsEmptyOrHasItsItems) {
  EXPECT_EQ(to_json(Command{command::PlanCounters{}}), R"({"type":"counters.plan","data":{"shifts":[]}})");
  EXPECT_EQ(to_json(Command{command::PlanCounters{{{"4", 690, 780}}}}),
            R"({"type":"counters.plan","data":{"shifts":[{"counter":"4","from":690,"until":780}]}})");
  const auto why = [](std::string_view shifts) {
    return reason(command_from_json(R"({"type":"counters.plan","data":{"shifts":)" + std::string(shifts) + "}}"));
  };
  EXPECT_EQ(why("[]"), "");
  EXPECT_EQ(why("{}"), "data.shifts must be a list");
  EXPECT_EQ(why("[7]"), "data.shifts[0] must be an object");
  EXPECT_EQ(why(R"([{"counter":"4","from":1,"until":2},{"counter":"4","from":1}])"), "data.shifts[1].until is missing");
  EXPECT_EQ(why(R"([{"counter":4,"from":1,"until":2}])"), "data.shifts[0].counter must be a text");
  EXPECT_EQ(why(R"([{"counter":"4","from":1,"until":2,"teller":"li"}])"), "data.shifts[0].teller is not known here");
}

TEST(CommandJson, TheOrderOfKeysIsFree) {
  EXPECT_EQ(reason(command_from_json(R"( { "data" : {"stars":5,"ticket":1}, "type":"ticket.rate" } )")), "");
}

TEST(CommandJson, SaysWhichKeyIsWrong) {
  const auto why = [](std::string_view json) { return reason(command_from_json(json)); };
  EXPECT_EQ(why(R"({"type":"tick"})"), "data is missing");
  EXPECT_EQ(why(R"({"data":{}})"), "type is missing");
  EXPECT_EQ(why(R"({"type":1,"data":{}})"), "type must be a text");
  EXPECT_EQ(why(R"({"type":"tock","data":{}})"), "type \"tock\" is not known");
  EXPECT_EQ(why(R"({"type":"tick","data":[]})"), "data must be an object");
  EXPECT_EQ(why(R"({"type":"tick","data":{},"id":1})"), "id is not known here");
  EXPECT_EQ(why(R"({"type":"tick","data":{"x":1}})"), "data.x is not known here");
  EXPECT_EQ(why(R"({"type":"ticket.rate","data":{"ticket":1}})"), "data.stars is missing");
  EXPECT_EQ(why(R"({"type":"ticket.rate","data":{"ticket":-1,"stars":5}})"), "data.ticket is out of range");
  EXPECT_EQ(why(R"({"type":"ticket.rate","data":{"ticket":1,"stars":2147483648}})"), "data.stars is out of range");
  EXPECT_EQ(why(R"({"type":"ticket.rate","data":{"ticket":1.5,"stars":5}})"), "data.ticket must be a whole number");
  EXPECT_EQ(why(R"({"type":"ticket.rate","data":{"ticket":"1","stars":5}})"), "data.ticket must be a whole number");
  EXPECT_EQ(why(R"({"type":"slot.hold","data":{"service":"a","slot":1,"segment":"VIP","need":"none"}})"),
            "data.segment must be one of ordinary, vip, business");
  EXPECT_EQ(why(R"({"type":"ticket.call_next","data":{"counter":null}})"), "data.counter must be a text");
  EXPECT_EQ(why(R"({"type":"ticket.call_next","data":{"counter":")" + std::string(1001, 'x') + "\"}}"),
            "data.counter must have at most 1000 bytes");
  EXPECT_EQ(why(R"({"type":"tick","type":"tick","data":{}})"),
            "not JSON, line 1 column 16: the member \"type\" stands twice");
  EXPECT_EQ(why("{\"type\":\"tick\",\n\"data\":{},}"),
            "not JSON, line 2 column 11: a comma too many before the closing brace");
  EXPECT_EQ(why("[]"), "the message must be an object");
  EXPECT_EQ(why(""), "not JSON, line 1 column 1: the file is empty");
  EXPECT_EQ(why(std::string(100'000, ' ')), "longer than 65536 bytes");
}

TEST(EventJson, SaysWhatIsWrong) {
  const auto why = [](std::string_view json) { return reason(event_from_json(json)); };
  EXPECT_EQ(why(R"({"v":2,"number":1,"at":1,"type":"ticket.left","data":{"ticket":1}})"), "v is 2, only 1 can be read");
  EXPECT_EQ(why(R"({"v":1,"number":-1,"at":1,"type":"ticket.left","data":{"ticket":1}})"), "number is out of range");
  EXPECT_EQ(why(R"({"v":1,"number":1,"at":1e30,"type":"ticket.left","data":{"ticket":1}})"),
            "at must be a whole number");
  EXPECT_EQ(why(R"({"v":1,"number":1,"at":1,"type":"ticket.lost","data":{}})"), "type \"ticket.lost\" is not known");
  EXPECT_EQ(
      why(R"({"v":1,"number":1,"at":1,"type":"day.opened","data":{"branch":"b","date":"2026-02-30","utc_offset_minutes":0}})"),
      "data.date must be a date such as 2026-11-21");
}

TEST(Json, NoDamageMakesItCrash) {
  lobby::testing::Chance chance(11);
  std::vector<std::string> texts;
  for (const Event& event : all_events())
    texts.push_back(to_json(event));
  for (const Command& command : all_commands())
    texts.push_back(to_json(command));
  std::size_t refused = 0;
  std::size_t tried = 0;
  for (const std::string& text : texts) {
    for (std::size_t length = 0; length < text.size(); ++length) {
      EXPECT_NE(reason(event_from_json(std::string_view(text).substr(0, length))), "");
      EXPECT_NE(reason(command_from_json(std::string_view(text).substr(0, length))), "");
    }
    for (int i = 0; i < 200; ++i, ++tried) {
      std::string damaged = text;
      damaged[chance.below(damaged.size())] = static_cast<char>(chance.bits());
      const auto event = event_from_json(damaged);
      const auto command = command_from_json(damaged);
      refused += event.index() + command.index() == 2 ? 1U : 0U;
      if (const auto* read = std::get_if<Event>(&event)) {
        EXPECT_EQ(reason(event_from_json(to_json(*read))), "");
      }
    }
  }
  EXPECT_GT(refused, tried / 2);
}

} // namespace
} // namespace lobby::wire
