#include "tests/ui/gallery.hpp"
#include "tests/ui/stage.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace {

using namespace kit;
using semantics::Node;
using semantics::Rect;
using semantics::Role;
using stage::Stage;

void (*const pages[])() = {gallery::home,   gallery::form,  gallery::showing, gallery::icons,
                           gallery::dialog, gallery::kiosk, gallery::typeface};

bool interactive(Role role) {
  return role == Role::button || role == Role::link || role == Role::checkbox || role == Role::radio ||
         role == Role::textbox || role == Role::combobox;
}

class Pages : public testing::TestWithParam<std::tuple<int, int>> {
protected:
  void show(Stage& stage) {
    stage.draw = pages[std::get<0>(GetParam())];
    stage.settle();
  }
  float width() const { return static_cast<float>(std::get<1>(GetParam())); }
};
INSTANTIATE_TEST_SUITE_P(All, Pages, testing::Combine(testing::Range(0, 7), testing::Values(390, 1000)));

TEST_P(Pages, ParentsComeFirstAndIdsAreUniqueAndStable) {
  Stage stage(width(), 844);
  show(stage);
  std::set<std::uint32_t> seen;
  for (const Node& node : semantics::tree()) {
    EXPECT_NE(node.id, 0u);
    EXPECT_TRUE(node.parent == 0 || seen.count(node.parent)) << node.name;
    EXPECT_TRUE(seen.insert(node.id).second) << node.name;
  }
  stage.frame();
  std::set<std::uint32_t> again;
  for (const Node& node : semantics::tree())
    again.insert(node.id);
  EXPECT_EQ(seen, again);
}

TEST_P(Pages, EveryWidgetHasANameAndLiesInsideThePage) {
  Stage stage(width(), 844);
  show(stage);
  for (const Node& node : semantics::tree()) {
    if (interactive(node.role) || node.role == Role::image || node.role == Role::heading || node.role == Role::dialog) {
      EXPECT_FALSE(node.name.empty()) << "role " << static_cast<int>(node.role);
    }
    EXPECT_GE(node.rect.x, -0.5f) << node.name;
    EXPECT_LE(node.rect.x + node.rect.width, width() + 0.5f) << node.name;
    EXPECT_LE(node.clip.x + node.clip.width, width() + 0.5f) << node.name;
  }
}

TEST_P(Pages, ChildrenLieInsideTheirParents) {
  Stage stage(width(), 844);
  show(stage);
  std::map<std::uint32_t, Node> known;
  for (const Node& node : semantics::tree()) {
    known[node.id] = node;
    const auto parent = known.find(node.parent);
    if (parent == known.end() || parent->second.role == Role::main || parent->second.role == Role::dialog) continue;
    const Rect& outer = parent->second.rect;
    EXPECT_GE(node.rect.y, outer.y - 1) << node.name << " in " << parent->second.name;
    EXPECT_LE(node.rect.y + node.rect.height, outer.y + outer.height + 1) << node.name << " in " << parent->second.name;
  }
}

TEST_P(Pages, TouchTargetsAreLargeEnoughAndDoNotOverlap) {
  Stage stage(width(), 844);
  show(stage);
  std::vector<Node> targets;
  for (const Node& node : semantics::tree())
    if (interactive(node.role)) targets.push_back(node);
  for (const Node& node : targets) {
    EXPECT_GE(node.rect.height, 43.5f) << node.name;
    EXPECT_GE(node.rect.width, 43.5f) << node.name;
    for (const Node& other : targets) {
      if (other.id <= node.id || other.clip.y != node.clip.y) continue;
      const bool apart = other.rect.x + other.rect.width <= node.rect.x + 0.5f ||
                         node.rect.x + node.rect.width <= other.rect.x + 0.5f ||
                         other.rect.y + other.rect.height <= node.rect.y + 0.5f ||
                         node.rect.y + node.rect.height <= other.rect.y + 0.5f;
      EXPECT_TRUE(apart) << node.name << " and " << other.name;
    }
  }
}

TEST_P(Pages, ComesToRest) {
  Stage stage(width(), 844);
  stage.input.reduced_motion = true; // spinners do not turn
  stage.draw = pages[std::get<0>(GetParam())];
  EXPECT_LE(stage.settle(), 8);
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(wants_frame());
    EXPECT_LT(wake_in(), 0);
    stage.frame();
  }
}

TEST(Semantics, LandmarksHeadingsAndOrder) {
  Stage stage;
  stage.draw = gallery::home;
  stage.settle();
  const std::vector<Node>& tree = semantics::tree();
  EXPECT_EQ(tree.front().role, Role::banner);
  EXPECT_EQ(tree.front().parent, 0u);
  const Node& main = stage.find(Role::main, "今天想办什么业务？");
  EXPECT_EQ(main.parent, 0u);
  const Node& title = stage.find(Role::heading, "今天想办什么业务？");
  EXPECT_EQ(title.level, 1);
  EXPECT_EQ(title.parent, main.id);
  EXPECT_EQ(page_title(), "今天想办什么业务？");
  EXPECT_EQ(stage.find(Role::heading, "选择网点").level, 2);
  const Node& group = stage.find(Role::group, "我的号码");
  EXPECT_EQ(stage.find(Role::paragraph, "A023").parent, group.id);
  EXPECT_LT(&title, &stage.find(Role::heading, "选择网点"));
}

TEST(Semantics, TheHeaderMayAlsoBeDrawnInsideThePage) {
  Stage stage;
  stage.draw = [] {
    const Page page({.title = "标题"});
    {
      const Region region(Landmark::header, "厅堂");
      link("brand", "厅堂", "/");
    }
    text("正文");
  };
  stage.settle();
  EXPECT_EQ(semantics::tree().front().role, Role::banner);
  EXPECT_LT(stage.find(Role::link, "厅堂").rect.y, stage.find(Role::heading, "标题").rect.y);
  EXPECT_LT(stage.find(Role::heading, "标题").rect.y, stage.find(Role::paragraph, "正文").rect.y);
}

TEST(Semantics, TablesHaveRowsHeadersAndCells) {
  Stage stage(1000, 2000);
  stage.draw = gallery::showing;
  stage.settle();
  const Node& table = stage.find(Role::table, "排队情况");
  EXPECT_EQ(stage.find(Role::columnheader, "号码").rect.x, stage.find(Role::cell, "A020").rect.x);
  std::map<std::uint32_t, Role> roles;
  for (const Node& node : semantics::tree())
    roles[node.id] = node.role;
  const Node& cell = stage.find(Role::cell, "A021");
  EXPECT_EQ(roles.at(cell.parent), Role::row);
  int rows = 0;
  for (const Node& node : semantics::tree())
    rows += node.role == Role::row && node.parent == table.id;
  EXPECT_EQ(rows, 5);
}

TEST(Semantics, ListsHaveItemsAndEqualIdsInThemStayApart) {
  Stage stage;
  int pressed = 0;
  stage.draw = [&] {
    const Page page({.title = "t"});
    List list("网点");
    for (int i = 1; i <= 3; ++i) {
      list.item();
      if (button("open", "打开 " + std::to_string(i))) pressed = i;
    }
  };
  stage.settle();
  int items = 0;
  for (const Node& node : semantics::tree())
    items += node.role == Role::listitem;
  EXPECT_EQ(items, 3);
  stage.press(stage.find(Role::button, "打开 2"));
  EXPECT_EQ(pressed, 2);
}

TEST(Semantics, StatesOfWidgets) {
  Stage stage(800, 1600);
  stage.draw = gallery::form;
  stage.settle();
  EXPECT_TRUE(stage.find(Role::textbox, "姓名").required);
  EXPECT_EQ(stage.find(Role::textbox, "姓名").autocomplete, "name");
  const Node& phone = stage.find(Role::textbox, "手机号码");
  EXPECT_TRUE(phone.invalid);
  EXPECT_EQ(phone.description, "请填写 11 位手机号码");
  EXPECT_EQ(phone.type, "tel");
  EXPECT_GE(phone.font_size, 16);
  EXPECT_EQ(stage.find(Role::textbox, "备注").rows, 3);
  EXPECT_EQ(stage.find(Role::radio, "明天").checked, 1);
  EXPECT_EQ(stage.find(Role::radio, "今天").checked, 0);
  EXPECT_EQ(stage.find(Role::combobox, "时段").value, "10:00");
  EXPECT_EQ(stage.find(Role::checkbox, "我同意银行为本次预约使用我的姓名和手机号码").checked, 1);
  EXPECT_TRUE(stage.find(Role::button, "不能按").disabled);
  EXPECT_TRUE(stage.find(Role::button, "正在提交").busy);
  EXPECT_EQ(stage.find(Role::radio, "4 / 5").checked, 1);
}

TEST(Semantics, AnnouncementsAreTakenOnce) {
  Stage stage;
  bool say = true;
  stage.draw = [&] {
    const Page page({.title = "t"});
    if (say) announce("已复制");
    if (say) announce_now("请到 3 号柜台");
    say = false;
  };
  stage.settle();
  const auto said = semantics::take_announcements();
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[0].text, "已复制");
  EXPECT_FALSE(said[0].assertive);
  EXPECT_TRUE(said[1].assertive);
  EXPECT_TRUE(semantics::take_announcements().empty());
}

} // namespace
