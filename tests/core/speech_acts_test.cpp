#include "tests/core/speech_reading.hpp"

using namespace lobby;
using namespace lobby::speech_test;

namespace {

struct Case {
  std::string_view label, text;
};

// Wordings of the domain's own examples and others that mean the same.
constexpr Case examples[] = {
    {"greet", "您好，欢迎光临"},
    {"greet", "早上好"},
    {"greet", "各位好，欢迎来到我们网点"},
    {"greet", "大爷早上好"},
    {"greet", "张女士好"},
    {"greet", "晚上好，您来啦"},
    {"introduce_self", "我是大堂经理小李"},
    {"introduce_self", "工号036为您服务"},
    {"introduce_self", "您好，我叫李娜，工号1024"},
    {"introduce_self", "我是今天的值班主管，姓王"},
    {"introduce_self", "这里是城南支行，我姓赵"},
    {"introduce_self", "您叫我小周就行"},
    {"ask_need", "请问您今天办理什么业务？"},
    {"ask_need", "您好，请问有什么可以帮您"},
    {"ask_need", "今天想办点什么业务"},
    {"ask_need", "需要我帮您办什么"},
    {"ask_need", "有什么能帮到您的吗"},
    {"triage", "您取多少？有没有提前预约？"},
    {"triage", "您是存款还是取款"},
    {"triage", "需要取多少现金"},
    {"triage", "您有预约吗"},
    {"triage", "是对公业务还是个人业务"},
    {"triage", "是现金还是转账"},
    {"clarify", "您还记得大概是几号扣的吗？"},
    {"clarify", "当时是哪位同事接待您的"},
    {"clarify", "您还记得是几点取的号吗"},
    {"clarify", "请问您贵姓"},
    {"clarify", "短信提醒您收到过没有"},
    {"clarify", "您的卡是在哪台机器上吞的"},
    {"restate", "您是说卡被吞了、急着用钱，对吗？"},
    {"restate", "我跟您确认一下：您要挂失这张卡"},
    {"restate", "也就是说，您上周就办过一次，是吗"},
    {"restate", "您的意思是想提前支取这张存单"},
    {"restate", "我重复一下，您是要转八万元到对方账户"},
    {"invite_to_speak", "您别着急，慢慢讲，我听着"},
    {"invite_to_speak", "您慢慢说"},
    {"invite_to_speak", "您请讲，我在听"},
    {"invite_to_speak", "别着急，慢慢跟我说"},
    {"invite_to_speak", "您有什么不满意的尽管跟我说"},
    {"empathise", "等了这么久，换谁都会着急"},
    {"empathise", "我非常理解您的心情"},
    {"empathise", "您的心情我完全理解"},
    {"empathise", "要是我碰到这种事也会生气的"},
    {"empathise", "您大老远跑来真不容易"},
    {"empathise", "难怪您着急"},
    {"empathise", "谁遇上都会窝火"},
    {"apologise", "非常抱歉给您添麻烦了"},
    {"apologise", "实在对不起"},
    {"apologise", "给您带来不便，我们深表歉意"},
    {"apologise", "是我们工作没做好"},
    {"apologise", "请您多多包涵"},
    {"apologise", "我代表网点向您道歉"},
    {"thank", "谢谢您的配合"},
    {"thank", "感谢您的理解"},
    {"thank", "谢谢您提的意见"},
    {"thank", "辛苦您了"},
    {"address_by_name", "张女士，您请坐"},
    {"address_by_name", "王先生，请您看一下"},
    {"address_by_name", "孙阿姨，您慢慢来"},
    {"address_by_name", "好的李总"},
    {"address_by_name", "欧阳女士您好"},
    {"explain", "这是为了您的资金安全，需要核对身份"},
    {"explain", "因为您这张卡超过三年没用，所以被冻结了"},
    {"explain", "根据人民银行规定，大额取款要提前一天预约"},
    {"explain", "这是为了防止别人冒领您的钱"},
    {"explain", "我给您解释一下扣费的原因"},
    {"explain", "先填申请单，然后到窗口签字"},
    {"list_materials", "您需要带身份证、户口本和存单"},
    {"list_materials", "请您带好身份证和银行卡"},
    {"list_materials", "办这个需要结婚证、户口本"},
    {"list_materials", "您还缺一份委托书"},
    {"list_materials", "麻烦您下次把营业执照和公章带来"},
    {"verify_identity", "麻烦您出示一下身份证"},
    {"verify_identity", "请出示您的身份证件"},
    {"verify_identity", "请您看一下摄像头"},
    {"verify_identity", "能看一下您的证件吗"},
    {"verify_identity", "请把身份证放在这里刷一下"},
    {"verify_identity", "您带身份证了吗"},
    {"set_expectation", "前面还有三位，大约等十分钟"},
    {"set_expectation", "大概要等二十分钟"},
    {"set_expectation", "您前面还有5个人"},
    {"set_expectation", "预计三天到账"},
    {"set_expectation", "马上就轮到您"},
    {"set_expectation", "办这个大约需要半个小时"},
    {"offer_solution", "我现在帮您调监控核实"},
    {"offer_solution", "我马上帮您处理"},
    {"offer_solution", "我现在就给您查流水"},
    {"offer_solution", "我替您联系后台把卡退回来"},
    {"offer_solution", "我们可以上门为您核实"},
    {"offer_choice", "您可以在自助机上办，也可以手机上办"},
    {"offer_choice", "您可以今天在柜台办，也可以明天预约了再来"},
    {"offer_choice", "有两种办法供您选"},
    {"offer_choice", "您看是存一年还是存三年"},
    {"offer_choice", "要么现在挂失，要么先冻结"},
    {"commit", "我今天下午五点前给您回电话"},
    {"commit", "我明天上午十点前给您答复"},
    {"commit", "一有结果我马上通知您"},
    {"commit", "三天内我会联系您"},
    {"commit", "下午三点前我一定打给您"},
    {"own_it", "这事您交给我，我跟到底"},
    {"own_it", "您的投诉由我负责"},
    {"own_it", "我来为您跟进到底"},
    {"own_it", "这件事我负责，您直接找我就行"},
    {"own_it", "您放心，这事包在我身上"},
    {"refer", "这位是理财经理小陈，由她为您详细介绍"},
    {"refer", "我请我们主管来为您处理"},
    {"refer", "由客户经理为您办理"},
    {"refer", "我马上联系大堂经理过来"},
    {"refer", "这位是我们网点负责人"},
    {"guide", "请跟我来"},
    {"guide", "请到3号窗口"},
    {"guide", "请您到5号窗口办理"},
    {"guide", "您这边请"},
    {"guide", "我带您去自助机那边"},
    {"guide", "请往左边走"},
    {"guide", "请下一位客户16号到3号窗口"},
    {"assist", "我扶您过去"},
    {"assist", "您怀着孕，我给您安排优先"},
    {"assist", "我给您拿老花镜"},
    {"assist", "我扶您"},
    {"assist", "我给您念一遍"},
    {"assist", "您可以走绿色通道"},
    {"assist", "我手把手教您操作"},
    {"assist", "小心台阶"},
    {"comfort", "您先坐，我给您倒杯水"},
    {"comfort", "您先坐一会儿"},
    {"comfort", "我给您倒杯热水"},
    {"comfort", "您请坐，稍等片刻"},
    {"comfort", "您别担心"},
    {"count_aloud", "收您五千元，请看显示屏"},
    {"count_aloud", "收您两千元"},
    {"count_aloud", "找您五十元，请看屏幕"},
    {"count_aloud", "现金过两遍点钞机，请您关注显示屏"},
    {"count_aloud", "给您一万元整，请您清点"},
    {"ask_check", "请您核对后在这里签名"},
    {"ask_check", "请收好您的卡"},
    {"ask_check", "请您核对一下金额"},
    {"ask_check", "请在右下角签名"},
    {"ask_check", "请收好您的存折"},
    {"ask_check", "请您当面点清"},
    {"ask_check", "您看看有没有错"},
    {"offer_product", "我们新出了一款大额存单，您可以了解一下"},
    {"offer_product", "您可以考虑一下我们的大额存单"},
    {"offer_product", "最近新推出了一款理财，您要不要了解一下"},
    {"offer_product", "建议您开通手机银行"},
    {"offer_product", "给您推荐一款基金"},
    {"disclose_risk", "这个产品不保本，封闭期一年"},
    {"disclose_risk", "投资有风险"},
    {"disclose_risk", "这款产品可能会亏本金"},
    {"disclose_risk", "提前支取利息按活期算"},
    {"disclose_risk", "办这张卡每年收十元年费"},
    {"disclose_risk", "收益会随市场波动"},
    {"ask_more", "请问还有其他业务需要办理吗？"},
    {"ask_more", "还有什么可以帮您的吗"},
    {"ask_more", "您还有别的业务要办吗"},
    {"ask_more", "请问还需要办理其他业务吗"},
    {"ask_more", "还有其他问题吗"},
    {"invite_rating", "请您对我的服务做个评价"},
    {"invite_rating", "麻烦您给我的服务打个分"},
    {"invite_rating", "请您按一下评价器"},
    {"invite_rating", "请对本次服务进行评价"},
    {"farewell", "请慢走，欢迎下次光临"},
    {"farewell", "再见，您慢走"},
    {"farewell", "欢迎下次再来"},
    {"farewell", "祝您生活愉快"},
    {"farewell", "您路上小心"},
    {"tell_channels", "您也可以拨打客服热线反映"},
    {"tell_channels", "您还可以打95588投诉"},
    {"tell_channels", "如果不满意，可以向金融监管部门反映"},
    {"tell_channels", "您也可以找调解中心"},
    {"tell_channels", "您可以拨打总行的投诉热线"},
    {"follow_up", "上次的事处理好了吗？"},
    {"follow_up", "上次那笔钱到账了吗"},
    {"follow_up", "您反映的问题解决了吗"},
    {"follow_up", "我来给您做个回访"},
    {"follow_up", "前几天挂失的卡办好了没有"},
    {"record", "我把您反映的情况登记下来"},
    {"record", "我已经帮您登记了"},
    {"record", "您的意见我们记下了"},
    {"record", "我来填写投诉登记表"},
    {"record", "我把您说的都记录下来"},
    {"protect_privacy", "我们到洽谈室说，这里人多"},
    {"protect_privacy", "我们到贵宾室谈吧"},
    {"protect_privacy", "您输密码时请遮挡一下"},
    {"protect_privacy", "对不起，不能透露其他客户的信息"},
    {"protect_privacy", "请后面的客户站在一米线外"},
    {"protect_privacy", "我们换个安静的地方慢慢说"},
};

TEST(SpeechActs, NearlyEveryExampleIsReadAsItsAct) {
  Misses misses;
  for (const auto& [label, text] : examples)
    misses.add(acts(text).contains(std::string(label)), std::string(label) + ": " + std::string(text), text);
  EXPECT_LE(misses.share(), 0.05) << misses.told;
}

TEST(SpeechActs, HardlyAGoodExampleIsAFault) {
  Misses misses;
  for (const auto& [label, text] : examples)
    misses.add(faults(text).empty(), text, text);
  EXPECT_LE(misses.share(), 0.01) << misses.told;
}

TEST(SpeechActs, EveryActHasExamples) {
  for (int i = 0; i < speech::act_count; ++i) {
    const auto wanted = speech::name(static_cast<speech::Act>(i));
    int count = 0;
    for (const auto& example : examples)
      count += example.label == wanted;
    EXPECT_GE(count, 3) << wanted;
  }
}

TEST(SpeechActs, WhatIsDeniedOrReportedIsMostlyNotDone) {
  constexpr Case not_done[] = {
      {"offer_solution", "我没空帮您查"},
      {"verify_identity", "不用出示身份证"},
      {"verify_identity", "他跟我说『请您出示身份证』"},
      {"address_by_name", "请问您是吴先生吗"},
      {"address_by_name", "这位是王经理"},
      {"offer_product", "存单给我看一下"},
      {"offer_product", "麻烦您把存单给我看看"},
      {"offer_product", "我先看看您的存单"},
      {"offer_product", "这张存单您看看对不对"},
      {"apologise", "您不用道歉，是我没说清楚"},
      {"thank", "您不用谢我，应该的"},
      {"farewell", "您先别走，还有一张回单"},
      {"record", "这一项不用登记"},
      {"comfort", "倒水的杯子在那边，用完了请放回去"},
      {"list_materials", "户口本这次不用带"},
      {"ask_check", "这张单子不用签字"},
  };
  Misses misses;
  for (const auto& [label, text] : not_done)
    misses.add(!acts(text).contains(std::string(label)), "not " + std::string(label) + ": " + std::string(text), text);
  EXPECT_LE(misses.share(), 0.35) << misses.told;
  EXPECT_TRUE(acts("您可以了解一下我们的大额存单").contains("offer_product"));
}

TEST(SpeechActs, TheCustomersWordsTellRestatingFromAsking) {
  EXPECT_TRUE(acts("卡昨天晚上被吞了，是吗？", "我的卡昨天晚上被机器吞了").contains("restate"));
  const auto confidence = [](std::string_view previous) {
    const auto reading = speech::read("卡昨天晚上被吞了，是吗？", previous);
    for (const auto* list : {&reading.acts, &reading.unsure_acts})
      for (const auto& found : *list)
        if (found.act == speech::Act::restate) return found.confidence;
    return 0.0;
  };
  EXPECT_GT(confidence("我的卡昨天晚上被机器吞了"), confidence("你好") + 0.1);
}

TEST(SpeechActs, MeetingLabelsGiveTheOneThatFits) {
  EXPECT_EQ(acts("请问还有其他业务需要办理吗？"), std::set<std::string>{"ask_more"});
  EXPECT_EQ(acts("我今天下午五点前给您回电话"), std::set<std::string>{"commit"});
  EXPECT_EQ(acts("请下一位客户 16 号到 3 号窗口"), std::set<std::string>{"guide"});
  EXPECT_TRUE(faults("请下一位客户 16 号到 3 号窗口").empty());
}

} // namespace
