#include "tests/ui/stage.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace kit;
using semantics::Node;
using semantics::Role;
using stage::Stage;

TEST(Press, DownAndUpInsideIsOnePress) {
  Stage stage;
  int presses = 0;
  stage.draw = [&] {
    const Page page({.title = "t"});
    presses += button("go", "出发");
  };
  stage.settle();
  stage.press(stage.find(Role::button, "出发"));
  EXPECT_EQ(presses, 1);
  stage.settle();
  EXPECT_EQ(presses, 1);
}

TEST(Press, ReleasedOutsideIsNone) {
  Stage stage;
  int presses = 0;
  stage.draw = [&] {
    const Page page({.title = "t"});
    presses += button("go", "出发");
  };
  stage.settle();
  const Node target = stage.find(Role::button, "出发");
  stage.pointer(target.rect.x + 5, target.rect.y + 5);
  stage.down();
  stage.settle();
  stage.pointer(target.rect.x + 400, target.rect.y + 300);
  stage.settle();
  stage.up();
  stage.settle();
  EXPECT_EQ(presses, 0);
}

TEST(Press, DisabledAndBusyButtonsDoNothing) {
  Stage stage;
  int presses = 0;
  stage.input.reduced_motion = true;
  stage.draw = [&] {
    const Page page({.title = "t"});
    presses += button("a", "甲", {.enabled = false});
    presses += button("b", "乙", {.busy = true});
    presses += choice("c", "丙", {.enabled = false});
  };
  stage.settle();
  for (const char* name : {"甲", "乙", "丙"}) {
    stage.press(stage.find(Role::button, name));
    semantics::activate(stage.find(Role::button, name).id);
    stage.settle();
  }
  EXPECT_EQ(presses, 0);
}

TEST(Press, ActivationFromTheMirrorWorksAndAsksForAFrame) {
  Stage stage;
  int presses = 0;
  stage.draw = [&] {
    const Page page({.title = "t"});
    presses += icon_button("x", Icon::close, "关闭");
  };
  stage.settle();
  EXPECT_FALSE(wants_frame());
  semantics::activate(stage.find(Role::button, "关闭").id);
  EXPECT_TRUE(wants_frame());
  stage.settle();
  EXPECT_EQ(presses, 1);
}

TEST(Press, LinksAreFollowed) {
  Stage stage;
  std::string followed;
  set_link_follower([&](const std::string& href) { followed = href; });
  stage.draw = [&] {
    const Page page({.title = "t"});
    link("phone", "拨打 95588", "tel:95588");
  };
  stage.settle();
  EXPECT_EQ(stage.find(Role::link, "拨打 95588").href, "tel:95588");
  stage.press(stage.find(Role::link, "拨打 95588"));
  EXPECT_EQ(followed, "tel:95588");
  set_link_follower({});
}

TEST(Press, ShortcutsWorkAndAreTakenOnce) {
  Stage stage;
  int called = 0, searched = 0;
  stage.draw = [&] {
    const Page page({.title = "t"});
    called += button("next", "叫下一位", {.shortcut = "F2"});
    called += button("twin", "再叫", {.shortcut = "F2"});
    searched += button("find", "查找", {.shortcut = "Ctrl+K"});
  };
  stage.settle();
  semantics::key("F2", false, false, false);
  semantics::key("k", true, false, false);
  stage.settle();
  EXPECT_EQ(called, 1);
  EXPECT_EQ(searched, 1);
  EXPECT_EQ(stage.find(Role::button, "叫下一位").description, "F2");
}

// ---- scrolling

struct LongPage {
  Stage stage{390, 600};
  int presses = 0;
  LongPage() {
    stage.draw = [this] {
      const Page page({.title = "长页"});
      for (int i = 0; i < 40; ++i)
        presses += choice("c" + std::to_string(i), "选项 " + std::to_string(i));
    };
    stage.settle();
  }
  float top() const { return stage.find(Role::button, "选项 0").rect.y; }
};

TEST(Scroll, WheelScrollsAndStopsAtTheEnds) {
  LongPage page;
  const float start = page.top();
  page.stage.wheel(-2);
  page.stage.settle();
  EXPECT_NEAR(start - page.top(), 200, 1);
  page.stage.wheel(50);
  page.stage.settle();
  EXPECT_NEAR(page.top(), start, 0.5);
  page.stage.wheel(-500);
  page.stage.settle();
  const Node& last = page.stage.find(Role::button, "选项 39");
  EXPECT_LE(last.rect.y + last.rect.height, 600);
  EXPECT_GT(last.rect.y, 400);
  EXPECT_FALSE(wants_frame());
}

TEST(Scroll, AFingerDragsGlidesAndDoesNotPress) {
  LongPage page;
  Stage& stage = page.stage;
  const float start = page.top();
  stage.pointer(200, 500, true);
  stage.down();
  stage.frame();
  stage.frame();
  for (int i = 1; i <= 10; ++i) {
    stage.pointer(200, 500 - 20.0f * static_cast<float>(i), true);
    stage.frame();
  }
  const float dragged = start - page.top();
  EXPECT_GT(dragged, 150);
  EXPECT_LE(dragged, 200);
  stage.up();
  stage.frame();
  EXPECT_TRUE(wants_frame()) << "it glides on";
  const int frames = stage.settle(600);
  EXPECT_GT(start - page.top(), dragged + 50);
  EXPECT_LT(frames, 300);
  EXPECT_EQ(page.presses, 0);
}

TEST(Scroll, AFingerThatTremblesStillPresses) {
  LongPage page;
  Stage& stage = page.stage;
  const Node target = stage.find(Role::button, "选项 2");
  const float y = target.rect.y + 30;
  stage.pointer(200, y, true);
  stage.down();
  stage.settle();
  stage.pointer(203, y + 4, true);
  stage.settle();
  stage.up();
  stage.settle();
  EXPECT_EQ(page.presses, 1);
}

TEST(Scroll, WithReducedMotionNothingGlides) {
  LongPage page;
  page.stage.input.reduced_motion = true;
  const float start = page.top();
  page.stage.wheel(-2);
  page.stage.frame();
  page.stage.frame();
  EXPECT_NEAR(start - page.top(), 200, 1);
  EXPECT_FALSE(wants_frame());
}

TEST(Scroll, KeysScroll) {
  LongPage page;
  const float start = page.top();
  semantics::key("PageDown", false, false, false);
  page.stage.settle();
  EXPECT_GT(start - page.top(), 400);
  semantics::key("Home", false, false, false);
  page.stage.settle();
  EXPECT_NEAR(page.top(), start, 0.5);
  semantics::key("End", false, false, false);
  page.stage.settle();
  EXPECT_LT(page.top(), -1000);
}

TEST(Scroll, FocusedWidgetsComeIntoView) {
  LongPage page;
  const Node far = page.stage.find(Role::button, "选项 35");
  EXPECT_GT(far.rect.y, 600);
  semantics::focused(far.id);
  page.stage.settle();
  const Node& now = page.stage.find(Role::button, "选项 35");
  EXPECT_GE(now.rect.y, 0);
  EXPECT_LE(now.rect.y + now.rect.height, 600);
}

TEST(Scroll, APageKeepsItsPlaceUntilItIsResetAndEachHasItsOwn) {
  Stage stage(390, 600);
  std::string title = "甲";
  stage.draw = [&] {
    const Page page({.title = title});
    for (int i = 0; i < 40; ++i)
      text("一行字");
  };
  stage.settle();
  const float start = stage.find(Role::heading, "甲").rect.y;
  stage.wheel(-3);
  stage.settle();
  title = "乙";
  stage.settle();
  EXPECT_NEAR(stage.find(Role::heading, "乙").rect.y, start, 0.5);
  title = "甲";
  stage.settle();
  EXPECT_NEAR(start - stage.find(Role::heading, "甲").rect.y, 300, 1);
  scroll_to_top();
  title = "正在载入";
  stage.settle();
  title = "甲";
  stage.settle();
  EXPECT_NEAR(stage.find(Role::heading, "甲").rect.y, start, 0.5) << "whatever was shown first";
  stage.wheel(-2);
  stage.settle();
  title = "乙";
  stage.settle();
  title = "甲";
  stage.settle();
  EXPECT_NEAR(start - stage.find(Role::heading, "甲").rect.y, 200, 1) << "within one step it stays";
  scroll_to_top();
  title = "乙";
  stage.settle();
  scroll_as_left();
  title = "甲";
  stage.settle();
  EXPECT_NEAR(start - stage.find(Role::heading, "甲").rect.y, 200, 1) << "and after a step back";
}

// ---- fields

TEST(Fields, TypedTextArrivesAndChangesOfTheProgramShow) {
  Stage stage;
  std::string value = "欧阳";
  FieldResult result;
  stage.draw = [&] {
    const Page page({.title = "t"});
    const FieldResult now = field("name", "姓名", value);
    result.changed |= now.changed;
    result.submitted |= now.submitted;
    result.left |= now.left;
  };
  stage.settle();
  const std::uint32_t id = stage.find(Role::textbox, "姓名").id;
  EXPECT_EQ(stage.find(Role::textbox, "姓名").value, "欧阳");
  semantics::input(id, "欧阳晓明");
  stage.settle();
  EXPECT_EQ(value, "欧阳晓明");
  EXPECT_TRUE(result.changed);
  EXPECT_FALSE(result.submitted);
  semantics::submit(id);
  semantics::left(id);
  stage.settle();
  EXPECT_TRUE(result.submitted);
  EXPECT_TRUE(result.left);
  value = "由程序改写";
  stage.settle();
  EXPECT_EQ(stage.find(Role::textbox, "姓名").value, "由程序改写");
}

TEST(Fields, FocusIsAskedForOnceWhenTheFieldAppears) {
  Stage stage;
  std::string value;
  stage.draw = [&] {
    const Page page({.title = "t"});
    field("code", "号码", value, {.focus = true});
  };
  stage.settle();
  EXPECT_EQ(semantics::take_focus_request(), stage.find(Role::textbox, "号码").id);
  stage.frame();
  EXPECT_EQ(semantics::take_focus_request(), 0u);
}

TEST(Fields, ASelectTakesOnlyOptionsItHas) {
  Stage stage;
  int chosen = 0;
  bool changed = false;
  stage.draw = [&] {
    const Page page({.title = "t"});
    changed |= select("slot", "时段", {"9:00", "9:30"}, chosen);
  };
  stage.settle();
  const std::uint32_t id = stage.find(Role::combobox, "时段").id;
  semantics::choose(id, 7);
  stage.settle();
  EXPECT_EQ(chosen, 0);
  EXPECT_FALSE(changed);
  semantics::choose(id, 1);
  stage.settle();
  EXPECT_EQ(chosen, 1);
  EXPECT_TRUE(changed);
  EXPECT_EQ(stage.find(Role::combobox, "时段").value, "9:30");
}

TEST(Choices, CheckBoxesSegmentsAndStars) {
  Stage stage;
  bool agreed = false;
  int day = 0, rating = 0;
  stage.draw = [&] {
    const Page page({.title = "t"});
    checkbox("agree", "同意", agreed);
    segmented("day", "日期", {"今天", "明天", "后天"}, day);
    stars("stars", "满意程度", rating);
  };
  stage.settle();
  stage.press(stage.find(Role::checkbox, "同意"));
  EXPECT_TRUE(agreed);
  EXPECT_EQ(stage.find(Role::checkbox, "同意").checked, 1);
  stage.press(stage.find(Role::radio, "后天"));
  EXPECT_EQ(day, 2);
  stage.press(stage.find(Role::radio, "4 / 5"));
  EXPECT_EQ(rating, 4);
  semantics::focused(stage.find(Role::radio, "后天").id);
  semantics::key("ArrowRight", false, false, false);
  stage.settle();
  EXPECT_EQ(day, 0) << "the arrow goes round";
  EXPECT_EQ(semantics::take_focus_request(), stage.find(Role::radio, "今天").id);
}

TEST(Choices, SegmentsOfUnequalLengthShareOneRowBeforeTheyStack) {
  Stage stage(390, 844);
  int view = 0;
  std::vector<std::string> names = {"Now", "Plan", "Positions", "Record"};
  stage.draw = [&] {
    const Page page({.title = "t"});
    segmented("view", "View", names, view);
  };
  for (const bool large : {false, true}) {
    stage.input.large = large;
    stage.settle();
    const Node first = stage.find(Role::radio, "Now"), last = stage.find(Role::radio, "Record");
    EXPECT_EQ(first.rect.y, last.rect.y);
    EXPECT_LE(last.rect.x + last.rect.width, 390);
    stage.press(last);
    EXPECT_EQ(view, 3);
  }
  EXPECT_GT(stage.find(Role::radio, "Positions").rect.width, stage.find(Role::radio, "Now").rect.width);
  names = {"Everything there is now", "Plan", "Positions", "Record"};
  stage.settle();
  EXPECT_LT(stage.find(Role::radio, "Plan").rect.y, stage.find(Role::radio, "Positions").rect.y);
}

TEST(Choices, AButtonGivesUpItsIconBeforeItsLabelBreaks) {
  Stage stage(390, 844);
  stage.input.large = true;
  stage.draw = [] {
    const Page page({.title = "t"});
    Row row({1, 1});
    for (const char* name : {"Replay", "Play it"}) {
      row.next();
      button(name, name, {.icon = Icon::history, .wide = true});
    }
  };
  stage.settle();
  EXPECT_EQ(stage.find(Role::button, "Replay").rect.height, std::round(48 * 1.35f));
}

TEST(Rotations, AWallShowsWhatFitsAndTheRestByTurns) {
  Stage stage(1920, 1080);
  int count = 4;
  std::int64_t turn = 0;
  stage.draw = [&] {
    const Page page({.title = "t", .max_width = 100000, .form = Form::hall, .fills_screen = true});
    Rotation lines("lines", turn);
    for (int i = 0; i < count; ++i)
      if (lines.next()) text("第 " + std::to_string(i) + " 行");
  };
  const auto shown = [&](int i) { return stage.look(Role::paragraph, "第 " + std::to_string(i) + " 行"); };
  stage.settle();
  for (int i = 0; i < count; ++i)
    EXPECT_TRUE(shown(i)) << i;
  count = 40;
  std::vector<int> times(40, 0);
  int pages = 0;
  do {
    EXPECT_LT(stage.settle(), 30);
    for (int i = 0; i < count; ++i)
      if (const Node* line = shown(i)) {
        ++times[static_cast<std::size_t>(i)];
        EXPECT_LE(line->rect.y + line->rect.height, 1080) << i;
      }
    ++turn;
    ++pages;
    stage.settle();
  } while (!shown(0) && pages < 40);
  EXPECT_EQ(times, std::vector<int>(40, 1)) << "each on one page";
  EXPECT_GT(pages, 1);
  EXPECT_LT(pages, 6);
  turn = -1;
  stage.settle();
  EXPECT_TRUE(shown(0));
  EXPECT_FALSE(shown(39)) << "left out, without turns";
}

TEST(Disclosures, OpenAndClose) {
  Stage stage;
  stage.draw = [&] {
    const Page page({.title = "t"});
    const Disclosure more("more", "更多");
    if (more) text("细节");
  };
  stage.settle();
  EXPECT_EQ(stage.find(Role::button, "更多").expanded, 0);
  EXPECT_EQ(stage.look(Role::paragraph, "细节"), nullptr);
  stage.press(stage.find(Role::button, "更多"));
  EXPECT_EQ(stage.find(Role::button, "更多").expanded, 1);
  EXPECT_NE(stage.look(Role::paragraph, "细节"), nullptr);
}

// ---- dialogs

struct WithDialog {
  Stage stage{800, 600};
  bool open = false, closable = true;
  int beneath = 0, inside = 0, keys = 0;
  WithDialog() {
    stage.draw = [this] {
      const Page page({.title = "t"});
      if (button("open", "打开")) open = true;
      beneath += button("under", "下面", {.wide = true, .shortcut = "F3"});
      spacer(Gap::huge);
      for (int i = 0; i < 8; ++i)
        beneath += button("u" + std::to_string(i), "铺满 " + std::to_string(i), {.wide = true});
      keys += key_pressed("F9");
      if (!open) return;
      const Dialog dialog("ask", "确定吗？", closable);
      text("取消后这个时段会让给别人。");
      inside += button("yes", "确定");
      if (dialog.close_requested()) open = false;
    };
    stage.settle();
  }
};

TEST(Dialogs, AreModalTakeTheFocusAndGiveItBack) {
  WithDialog w;
  const std::uint32_t opener = w.stage.find(Role::button, "打开").id;
  semantics::focused(opener);
  w.stage.settle();
  semantics::activate(opener);
  w.stage.settle();
  const Node dialog = w.stage.find(Role::dialog, "确定吗？");
  EXPECT_TRUE(dialog.modal);
  EXPECT_EQ(dialog.parent, 0u);
  EXPECT_EQ(semantics::take_focus_request(), dialog.id);
  EXPECT_EQ(w.stage.find(Role::button, "确定").parent, dialog.id);
  w.stage.press(w.stage.find(Role::button, "确定"));
  EXPECT_EQ(w.inside, 1);
  semantics::key("F3", false, false, false);
  semantics::key("F9", false, false, false);
  w.stage.settle();
  EXPECT_EQ(w.beneath, 0) << "shortcuts of the page rest";
  EXPECT_EQ(w.keys, 0);
  semantics::key("Escape", false, false, false);
  w.stage.settle();
  EXPECT_FALSE(w.open);
  EXPECT_EQ(w.stage.look(Role::dialog, "确定吗？"), nullptr);
  EXPECT_EQ(semantics::take_focus_request(), opener);
}

TEST(Dialogs, APressBesideItClosesAndReachesNothingBeneath) {
  WithDialog w;
  w.open = true;
  w.stage.settle();
  const Node dialog = w.stage.find(Role::dialog, "确定吗？");
  w.stage.press(dialog.rect.x + 12, dialog.rect.y + 12);
  EXPECT_TRUE(w.open) << "its own ground does not close it";
  w.stage.press(30, dialog.rect.y - 8);
  EXPECT_FALSE(w.open);
  EXPECT_EQ(w.beneath, 0);
}

TEST(Dialogs, OneThatMustBeAnsweredDoesNotClose) {
  WithDialog w;
  w.open = true;
  w.closable = false;
  w.stage.settle();
  EXPECT_EQ(w.stage.look(Role::button, "关闭"), nullptr);
  semantics::key("Escape", false, false, false);
  w.stage.settle();
  w.stage.press(10, 10);
  EXPECT_TRUE(w.open);
}

TEST(Dialogs, ATallOneScrollsInsideItself) {
  Stage stage(390, 600);
  stage.draw = [] {
    const Page page({.title = "t"});
    text("页面");
    const Dialog dialog("long", "很长");
    for (int i = 0; i < 60; ++i)
      text("一行 " + std::to_string(i));
  };
  stage.settle();
  const float page_before = stage.find(Role::paragraph, "页面").rect.y,
              before = stage.find(Role::paragraph, "一行 9").rect.y;
  EXPECT_LE(stage.find(Role::dialog, "很长").rect.height, 600);
  stage.pointer(200, 400);
  stage.wheel(-2);
  stage.settle();
  EXPECT_NEAR(before - stage.find(Role::paragraph, "一行 9").rect.y, 200, 1);
  EXPECT_EQ(stage.find(Role::paragraph, "页面").rect.y, page_before);
  const Node& far = stage.find(Role::paragraph, "一行 50");
  EXPECT_GT(far.rect.y, far.clip.y + far.clip.height);
}

// ---- frames

TEST(Frames, ASpinnerTurnsSlowlyAndAClockWakes) {
  Stage stage;
  stage.draw = [] {
    const Page page({.title = "t"});
    spinner("正在连接");
    wake_after(30);
  };
  stage.settle();
  EXPECT_FALSE(wants_frame());
  EXPECT_GT(wake_in(), 0.06);
  EXPECT_LT(wake_in(), 0.12);
}

TEST(Frames, BottomBarStaysInTheViewportOfAPhone) {
  Stage stage(390, 700);
  stage.draw = [] {
    const Page page({.title = "t"});
    for (int i = 0; i < 50; ++i)
      text("一行");
    const BottomBar bar;
    button("next", "下一步", {.wide = true});
  };
  stage.settle();
  const Node& next = stage.find(Role::button, "下一步");
  EXPECT_GT(next.rect.y, 600);
  EXPECT_LE(next.rect.y + next.rect.height, 700);
  const Node& line = stage.find(Role::paragraph, "一行");
  EXPECT_LE(line.clip.y + line.clip.height, next.rect.y);
}

TEST(Frames, FillPushesWhatFollowsToTheBottom) {
  Stage stage(1080, 1920);
  stage.draw = [] {
    const Page page({.title = "t", .form = Form::kiosk, .fills_screen = true});
    text("上");
    fill();
    text("下");
  };
  stage.settle();
  const Node& low = stage.find(Role::paragraph, "下");
  EXPECT_NEAR(low.rect.y + low.rect.height, 1920, 60);
}

} // namespace
