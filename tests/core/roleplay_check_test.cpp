#include "tests/core/roleplay_scenes.hpp"

#include <algorithm>

using namespace lobby;
using namespace lobby::roleplay_test;

namespace {

// One small scene that breaks no rule, and a test for each rule: one thing in the scene is broken, and exactly that is
// told, where it stands.

constexpr std::string_view good_scene = R"({
  "id": "drill-queue", "languages": ["zh"],
  "title": {"zh": "等了一小时", "en": "An hour in the queue"},
  "summary": {"zh": "客户等急了。", "en": "A customer has waited too long."},
  "place": {"zh": "大厅", "en": "The hall"},
  "position": 3, "minutes": 2, "rubric": "complaint", "context": [],
  "checks": ["restate", "apologises", "solves", "thanks"],
  "customer": {
    "kind": "complaining", "name": {"zh": "马先生", "en": "Mr Ma"}, "goal": {"zh": "取钱", "en": "To draw money"},
    "mood": "calm", "patience": 6,
    "facts": [{
      "id": "ticket", "about": {"zh": "号码", "en": "The number"}, "asked": {"says": ["几号"]},
      "line": {"calm": {"zh": "三十二号。"}, "annoyed": {"zh": "三十二！"}, "angry": {"zh": "三十二！自己看！"}}
    }]
  },
  "silence": {"seconds": 30, "line": {"calm": {"zh": "喂？"}, "annoyed": {"zh": "人呢？"}, "angry": {"zh": "说话！"}}},
  "asked_twice": {"calm": {"zh": "说过了。"}, "annoyed": {"zh": "刚说过。"}, "angry": {"zh": "还问！"}},
  "promise_broken": {"calm": {"zh": "说好的呢？"}, "annoyed": {"zh": "又变了？"}, "angry": {"zh": "骗人！"}},
  "puzzled": {"calm": {"zh": "什么？"}, "annoyed": {"zh": "听不懂。"}, "angry": {"zh": "说的什么！"}},
  "out_of_patience": "walked_out",
  "beats": [
    {
      "id": "queue",
      "line": {
        "calm": [{"zh": "我都等了一个小时了，还没叫到我的号！"}],
        "annoyed": {"zh": "一个小时了！"}, "angry": {"zh": "一个小时了！你们干什么吃的！"}
      },
      "suggestions": [
        {"quality": "good", "text": {"zh": "您等了一个小时，还没叫到号。"}},
        {"quality": "mediocre", "text": {"zh": "今天人是多。"}},
        {"quality": "poor", "text": {"zh": "都在等。"}}
      ],
      "answers": [{"when": {"says": ["都在等"]}, "effects": {"mood": 1, "set": ["hurt"]}}, {}]
    },
    {
      "id": "call", "interruption": "phone", "when": {"beats": ["queue"]},
      "narration": {"zh": "电话响了。"},
      "suggestions": [
        {"quality": "good", "text": {"zh": "抱歉，我接个电话，请您稍等。"}, "actions": ["raise_hand"]},
        {"quality": "mediocre", "text": {"zh": "不好意思，请您稍等一下。"}},
        {"quality": "poor", "text": {"zh": "等一下。"}}
      ],
      "answers": [{"when": {"any_act": ["apologise"]}}, {}]
    },
    {
      "id": "remedy",
      "line": {"calm": {"zh": "那我怎么办？"}, "annoyed": {"zh": "你说怎么办吧？"}, "angry": {"zh": "快想办法！"}},
      "suggestions": [
        {"quality": "good", "text": {"zh": "真对不起。我马上请同事多开一个窗口，先给您办。谢谢您的体谅。"}},
        {"quality": "good", "text": {"zh": "真对不起，耽误您了。我这就带您到那边的窗口办。"}},
        {"quality": "mediocre", "text": {"zh": "您再坐一会儿。"}},
        {"quality": "poor", "text": {"zh": "急什么，等不了你去别家。"}}
      ],
      "answers": [
        {"when": {"fault": true}, "end": "walked_out"},
        {"when": {"any_act": ["offer_solution"], "not": {"flags": ["hurt"]}}, "end": "solved"},
        {"end": "follow_up"}
      ]
    }
  ],
  "reactions": [{
    "id": "regulator", "when": {"any_fault": ["refuse_complaint"]},
    "line": {"calm": {"zh": "那我去投诉。"}, "annoyed": {"zh": "我打热线！"}, "angry": {"zh": "我告你们去！"}}
  }],
  "endings": {
    "solved": {"line": {"calm": {"zh": "谢谢。"}, "annoyed": {"zh": "行吧。"}, "angry": {"zh": "早干什么去了！"}}},
    "follow_up": {"line": {"calm": {"zh": "那我再等等。"}, "annoyed": {"zh": "还等啊。"}, "angry": {"zh": "等等等！"}}},
    "walked_out": {"line": {"calm": {"zh": "我走了。"}, "annoyed": {"zh": "不办了！"}, "angry": {"zh": "再也不来了！"}}}
  }
})";

std::string with(std::string_view from, std::string_view to) { return changed(std::string(good_scene), from, to); }

using Told = std::vector<std::string>;

/// What `lobby check` tells of the file.
Told problems_of(const std::string& text) {
  const auto read = roleplay::read_scenario(text);
  Told told;
  for (const auto& problem : read.scenario ? roleplay::check_scenario(*read.scenario) : read.problems)
    told.push_back(to_string("f", problem));
  return told;
}

/// A problem as it is told, with the line and column where `mark` stands in the file; it must be there, once.
std::string at(const std::string& text, std::string_view mark, const std::string& problem) {
  const auto found = text.find(mark);
  EXPECT_NE(found, text.npos) << mark;
  EXPECT_EQ(text.find(mark, found + 1), text.npos) << mark;
  const auto before = text.substr(0, found);
  const auto points = [](std::string_view bytes) {
    return std::count_if(bytes.begin(), bytes.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
  };
  return "f:" + std::to_string(1 + std::count(before.begin(), before.end(), '\n')) + ":" +
         std::to_string(1 + points(before.substr(before.rfind('\n') + 1))) + ": " + problem;
}

TEST(ScenarioCheck, TheGoodSceneHasNoProblem) { EXPECT_EQ(problems_of(std::string(good_scene)), Told{}); }

// ---- reading: names

TEST(ScenarioCheck, NamesAreThoseOfTheSchema) {
  struct Unknown {
    std::string_view from, to, name, path;
  };
  constexpr Unknown all[] = {
      {R"("apologise"])", R"("grovel"])", R"("grovel")", "/beats/1/answers/0/when/any_act/0"},
      {R"("refuse_complaint")", R"("rude")", R"("rude")", "/reactions/0/when/any_fault/0"},
      {R"("raise_hand")", R"("wave")", R"("wave")", "/beats/1/suggestions/0/actions/0"},
      {R"("complaint", "context")", R"("shop", "context")", R"("shop")", "/rubric"},
      {R"("context": [])", R"("context": ["rain"])", R"("rain")", "/context/0"},
      {R"("kind": "complaining")", R"("kind": "rich")", R"("rich")", "/customer/kind"},
      {R"("mood": "calm")", R"("mood": "glad")", R"("glad")", "/customer/mood"},
      {R"("interruption": "phone")", R"("interruption": "dog")", R"("dog")", "/beats/1/interruption"},
      {R"("end": "follow_up")", R"("end": "happy")", R"("happy")", "/beats/2/answers/2/end"},
      {R"("languages": ["zh"])", R"("languages": ["fr"])", R"("fr")", "/languages/0"},
  };
  for (const auto& [from, to, name, path] : all) {
    const auto text = with(from, to);
    const auto told = problems_of(text);
    ASSERT_EQ(told.size(), 1U) << name;
    EXPECT_TRUE(told[0].starts_with(at(text, name, std::string(path) + ": must be one of "))) << told[0];
  }
}

TEST(ScenarioCheck, BeatsAreKnown) {
  const auto text = with(R"("beats": ["queue"])", R"("beats": ["far"])");
  EXPECT_EQ(problems_of(text),
            Told{at(text, R"("far")", R"(/beats/1/when/beats/0: "far" is no beat of this scenario)")});
}

TEST(ScenarioCheck, FactsAreKnown) {
  const auto disclosed = with(R"("set": ["hurt"])", R"("set": ["hurt"], "disclose": ["age"])");
  EXPECT_EQ(
      problems_of(disclosed),
      Told{at(disclosed, R"("age")", R"(/beats/0/answers/0/effects/disclose/0: "age" is no fact of the customer)")});
  const auto read = with(R"("beats": ["queue"])", R"("beats": ["queue"], "facts": ["age"])");
  EXPECT_EQ(problems_of(read),
            Told{at(read, R"("age")", R"(/beats/1/when/facts/0: "age" is no fact of the customer)")});
}

TEST(ScenarioCheck, FlagsThatAreReadAreSet) {
  const auto read = with(R"("beats": ["queue"])", R"("beats": ["queue"], "flags": ["late"])");
  EXPECT_EQ(problems_of(read), Told{at(read, R"("late")", R"(/beats/1/when/flags/0: "late" is set by nothing)")});
  const auto cleared = with(R"("set": ["hurt"])", R"("set": ["hurt"], "clear": ["late"])");
  EXPECT_EQ(problems_of(cleared),
            Told{at(cleared, R"("late")", R"(/beats/0/answers/0/effects/clear/0: "late" is set by nothing)")});
}

TEST(ScenarioCheck, FlagsThatAreSetAreRead) {
  const auto text = with(R"("set": ["hurt"])", R"("set": ["hurt", "late"])");
  EXPECT_EQ(problems_of(text),
            Told{at(text, R"("late")", R"(/beats/0/answers/0/effects/set/1: "late" is read by nothing)")});
}

TEST(ScenarioCheck, NamesAreUsedOnce) {
  const auto beat = with(R"("id": "remedy")", R"("id": "call" )");
  EXPECT_EQ(problems_of(beat), Told{at(beat, R"("call" )", R"(/beats/2/id: "call" is used twice)")});
  const auto fact = with(R"("facts": [{)", R"("facts": [{
      "id": "ticket" , "about": {"zh": "号码"}, "asked": {"says": ["号码"]},
      "line": {"calm": {"zh": "三十二号。"}, "annoyed": {"zh": "三十二！"}, "angry": {"zh": "三十二！"}}
    }, {)");
  EXPECT_EQ(problems_of(fact), Told{at(fact, R"("ticket", )", R"(/customer/facts/1/id: "ticket" is used twice)")});
  const auto reaction = with(R"("reactions": [{)", R"("reactions": [{
    "id": "regulator" , "when": {"any_fault": ["leak_privacy"]},
    "line": {"calm": {"zh": "小声点。"}, "annoyed": {"zh": "你嚷什么！"}, "angry": {"zh": "你嚷什么！"}}
  }, {)");
  EXPECT_EQ(problems_of(reaction),
            Told{at(reaction, R"("regulator", )", R"(/reactions/1/id: "regulator" is used twice)")});
}

TEST(ScenarioCheck, ChecksAreThoseOfTheRubric) {
  const auto unknown = with(R"("thanks"])", R"("thanks", "dances"])");
  EXPECT_EQ(problems_of(unknown),
            Told{at(unknown, R"("dances")", R"(/checks/4: "dances" is no check of this rubric and context)")});
  const auto of_another = with(R"("thanks"])", R"("thanks", "ask_more"])");
  EXPECT_EQ(problems_of(of_another),
            Told{at(of_another, R"("ask_more")", R"(/checks/4: "ask_more" is no check of this rubric and context)")});
  const auto of_a_context = with(R"("thanks"])", R"("thanks", "says_deadline"])");
  EXPECT_EQ(problems_of(of_a_context),
            Told{at(of_a_context, R"("says_deadline")",
                    R"(/checks/4: "says_deadline" is no check of this rubric and context)")});
}

// ---- reading: what must be there

TEST(ScenarioCheck, TextsAreInEveryLanguageTheSceneDeclares) {
  const auto shown = with(R"("zh": "大厅", "en": "The hall")", R"("zh": "大厅")");
  EXPECT_EQ(problems_of(shown), Told{at(shown, R"({"zh": "大厅")",
                                        R"(/place: "en" is missing: what a chooser shows is in both languages)")});

  const auto both = file("scenarios/elderly-papers.json");
  EXPECT_EQ(problems_of(both), Told{});
  const auto spoken = changed(both, R"("zh": "行了，我走了。", "en": "Well, I'm off.")", R"("zh": "行了，我走了。")");
  EXPECT_EQ(problems_of(spoken),
            Told{at(spoken, R"({"zh": "行了，我走了。")",
                    "/beats/14/line/annoyed: \"en\" is missing: the scene is to be complete in English")});
  const auto untold = with(R"({"zh": "等一下。"})", R"({"en": "Wait."})");
  EXPECT_EQ(problems_of(untold), Told{at(untold, R"({"en": "Wait."})",
                                         R"(/beats/1/suggestions/2/text: is missing the required member "zh")")});
  const auto empty = with(R"("zh": "等一下。")", R"("zh": "")");
  EXPECT_EQ(problems_of(empty), Told{at(empty, R"(""}})", "/beats/1/suggestions/2/text/zh: must not be empty")});
}

TEST(ScenarioCheck, EndingsHaveLastWords) {
  const auto answer = with(R"("end": "follow_up")", R"("end": "regulator")");
  EXPECT_EQ(problems_of(answer), Told{at(answer, R"("regulator"})",
                                         R"(/beats/2/answers/2/end: "regulator" has no last words under /endings)")});
  const auto patience = with(R"("out_of_patience": "walked_out")", R"("out_of_patience": "escalated")");
  EXPECT_EQ(problems_of(patience),
            Told{at(patience, R"("escalated")", R"(/out_of_patience: "escalated" has no last words under /endings)")});
}

TEST(ScenarioCheck, TheCustomerSpeaksFirst) {
  const auto text = with(R"("id": "queue",
      "line")",
                         R"("id": "queue",
      "otherwise")");
  EXPECT_EQ(problems_of(text), Told{at(text, R"({
      "id": "queue")",
                                       R"(/beats/0: the first beat must have a "line": the customer speaks first)")});
}

TEST(ScenarioCheck, EveryBeatHasSuggestionsOfEachQuality) {
  const auto text = with(R"("mediocre", "text": {"zh": "您再坐)", R"("good", "text": {"zh": "您再坐)");
  EXPECT_EQ(problems_of(text), Told{at(text, R"([
        {"quality": "good", "text": {"zh": "真对不起。我马上)",
                                       "/beats/2/suggestions: must have a good, a mediocre and a poor one")});
}

TEST(ScenarioCheck, TheLastBeatIsNotSkipped) {
  const auto text = with(R"("id": "remedy",)", R"("id": "remedy", "skip_when": {"any_act": ["farewell"]},)");
  EXPECT_EQ(problems_of(text), Told{at(text, R"({"any_act": ["farewell"]})",
                                       "/beats/2/skip_when: the last beat must not be skipped: with no beat left the "
                                       "customer goes without a cause")});
}

// ---- playing: the states that the suggestions lead to

TEST(ScenarioCheck, EveryBeatIsReached) {
  const auto text = with(R"("when": {"beats": ["queue"]})", R"("when": {"beats": ["remedy"]})");
  EXPECT_EQ(problems_of(text), Told{at(text, R"("call")", "/beats/1/id: no way of playing reaches this beat")});
  const auto skipped =
      with(R"("interruption": "phone",)", R"("interruption": "phone", "skip_when": {"fault": false},)");
  EXPECT_EQ(problems_of(skipped), Told{at(skipped, R"("call")", "/beats/1/id: no way of playing reaches this beat")});
}

TEST(ScenarioCheck, EveryEndingIsReached) {
  const auto text = with(R"("endings": {)", R"("endings": {
    "escalated": {"line": {"calm": {"zh": "叫行长来。"}, "annoyed": {"zh": "叫行长！"}, "angry": {"zh": "叫行长！"}}},)");
  EXPECT_EQ(problems_of(text), Told{at(text, R"({"line": {"calm": {"zh": "叫行长来。")",
                                       "/endings/escalated: no way of playing reaches this ending")});
}

constexpr std::string_view last_answers = R"([
        {"when": {"fault": true}, "end": "walked_out"})";

/// The good scene with more answers before those of its last beat.
std::string answering(const std::string& answer) {
  return with(last_answers, "[\n        " + answer + "," + std::string(last_answers.substr(1)));
}

/// Where the member "beats" has its value.
constexpr std::string_view beats = R"([
    {
      "id": "queue")";

TEST(ScenarioCheck, NoDeadEnd) {
  const auto text = answering(R"({"when": {"says": ["再坐"]}, "stay": true, "effects": {"set": ["stuck"]}},
        {"when": {"flags": ["stuck"]}, "stay": true, "effects": {"patience": 6}})");
  EXPECT_EQ(problems_of(text),
            Told{at(text, R"([
        {"when": {"says": ["再坐"]})",
                    "/beats/2/answers: from here no end can be reached, played queue: good, call: good, "
                    "remedy: mediocre")});
}

TEST(ScenarioCheck, NobodyGoesBecauseNoBeatIsLeft) {
  const auto text = answering(R"({"when": {"says": ["再坐"]}})");
  EXPECT_EQ(problems_of(text),
            Told{at(text, R"([
        {"when": {"says": ["再坐"]})",
                    "/beats/2/answers: the answer has no \"end\", but no beat is left: the customer goes "
                    "without a cause, played queue: good, call: good, remedy: mediocre")});
}

TEST(ScenarioCheck, WhoIsNotUnderstoodMayGo) {
  // Three turns that lead nowhere are a cause.
  EXPECT_EQ(problems_of(with(R"({"end": "follow_up"})", R"({"when": {"flags": ["hurt"]}, "end": "follow_up"})")),
            Told{});
}

TEST(ScenarioCheck, NobodyFuriousIsSolved) {
  const auto text = answering(R"({"when": {"says": ["再坐"]}, "effects": {"mood": 4}, "end": "solved"})");
  EXPECT_EQ(problems_of(text),
            Told{at(text, R"([
        {"when": {"says": ["再坐"]})",
                    "/beats/2/answers: ends solved while the customer is furious, played queue: good, "
                    "call: good, remedy: mediocre")});
}

TEST(ScenarioCheck, MoreStatesThanArePlayedAreNoProof) {
  // Fifteen flags, each set or not: 32,768 states at the end.
  std::string more, flags;
  for (int i = 0; i < 15; ++i) {
    const auto flag = "\"flag" + std::to_string(i) + "\"";
    more += R"({"id": "more)" + std::to_string(i) + R"(", "suggestions": [
        {"quality": "good", "text": {"zh": "好的，请稍等。"}},
        {"quality": "mediocre", "text": {"zh": "稍等。"}},
        {"quality": "poor", "text": {"zh": "我看看。"}}
      ],
      "answers": [{"when": {"says": ["看看"]}, "effects": {"set": [)" +
            flag + R"(]}}, {}]},
    )";
    flags += (flags.empty() ? "" : ", ") + flag;
  }
  constexpr std::string_view remedy = R"({
      "id": "remedy")";
  const auto text = changed(answering(R"({"when": {"flags": [)" + flags + R"(]}, "end": "solved"})"), remedy,
                            more + std::string(remedy));
  EXPECT_EQ(problems_of(text),
            Told{at(text, beats, "/beats: more than 20000 states: too many to play them all; use fewer flags")});
}

// ---- playing: the good and the poor path

TEST(ScenarioCheck, GoodSuggestionsHaveNoFault) {
  const auto text = with("真对不起，耽误您了。我这就带您到那边的窗口办。", "这事不归我管。");
  EXPECT_EQ(problems_of(text),
            Told{at(text, R"("这事不归我管。")",
                    "/beats/2/suggestions/1/text/zh: a good suggestion must have no fault: pass_buck")});
}

TEST(ScenarioCheck, GoodSuggestionsKeepTheRegulation) {
  const auto text = with("真对不起，耽误您了。我这就带您到那边的窗口办。", "我们会在三十天内给您答复。");
  EXPECT_EQ(problems_of(text), Told{at(text, R"("我们会在三十天)",
                                       "/beats/2/suggestions/1/text/zh: longer than the regulation allows for "
                                       "the answer to a complaint: 我们会在三十天内给您答复")});
}

constexpr std::string_view lost = "/beats: the good suggestions must earn every check of the rubric; they lose ";

TEST(ScenarioCheck, EveryCheckIsEarned) {
  const auto text = with(R"("thanks"])", R"("thanks", "records"])");
  EXPECT_EQ(problems_of(text), Told{at(text, beats, std::string(lost) + "records, played queue, call, remedy")});
}

TEST(ScenarioCheck, NoFaultIsHeardOnTheGoodPath) {
  const auto text = with("您等了一个小时，还没叫到号。", "您等了一个小时，还没叫到号。这事不归我管。");
  EXPECT_EQ(
      problems_of(text),
      (Told{
          at(text, beats, std::string(lost) + "fault pass_buck in \"这事不归我管\", played queue, call, remedy"),
          at(text, R"("您等了)", "/beats/0/suggestions/0/text/zh: a good suggestion must have no fault: pass_buck")}));
}

TEST(ScenarioCheck, TheGoodPathEndsWell) {
  const auto text = answering(R"({"when": {"says": ["多开一个窗口"]}, "end": "walked_out"})");
  EXPECT_EQ(problems_of(text),
            Told{at(text, beats,
                    "/beats: the good suggestions must end well, not in walked_out, played queue, call, remedy")});
}

TEST(ScenarioCheck, TheGoodPathIsGoodAfterEveryWording) {
  // The same words restate the one wording, and are nothing after the other.
  const auto text = with(R"("calm": [{)", R"("calm": [{"zh": "你们这儿谁管事？"}, {)");
  EXPECT_EQ(
      problems_of(text),
      Told{at(text, beats, std::string(lost) + "restate, played queue, call, remedy with the wordings of seed 2")});
}

TEST(ScenarioCheck, ThePoorPathFails) {
  const auto text = with(R"({"quality": "poor", "text": {"zh": "急什么)",
                         R"({"quality": "poor", "text": {"zh": "真对不起。我马上请同事多开一个窗口。谢谢您的体谅。"}},
        {"quality": "poor", "text": {"zh": "急什么)");
  EXPECT_EQ(problems_of(text),
            Told{at(text, beats, "/beats: the poor suggestions must not pass, played queue, call, remedy")});
}

// ---- the files that ship

TEST(ScenarioCheck, TheSceneOnTheAuthorsPageWorks) {
  const auto page = file("docs/authoring.md");
  constexpr std::string_view begin = "```json\n";
  const auto from = page.find(std::string(begin) + "{\n  \"$schema\"");
  ASSERT_NE(from, page.npos);
  const auto to = page.find("\n```", from);
  EXPECT_EQ(problems_of(page.substr(from + begin.size(), to - from - begin.size())), Told{});
}

} // namespace
