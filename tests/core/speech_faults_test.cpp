#include "tests/core/speech_reading.hpp"

using namespace lobby;
using namespace lobby::speech_test;

namespace {

struct Case {
  std::string_view label, text;
};

// Wordings of the domain's own examples and others that mean the same.
constexpr Case examples[] = {
    {"pass_buck", "不归我管"},
    {"pass_buck", "找领导去"},
    {"pass_buck", "这不是我的责任"},
    {"pass_buck", "不关我的事"},
    {"pass_buck", "你到别的柜台去"},
    {"pass_buck", "找我们领导去"},
    {"pass_buck", "让你们会计来查"},
    {"pass_buck", "谁给你办的你找谁去"},
    {"pass_buck", "这事你得问总行去"},
    {"pass_buck", "不是这儿的，到那边去"},
    {"indifferent", "不知道"},
    {"indifferent", "办不了"},
    {"indifferent", "随便你"},
    {"indifferent", "我不清楚"},
    {"indifferent", "没办法"},
    {"indifferent", "我怎么知道"},
    {"indifferent", "自己看公告栏"},
    {"indifferent", "你看着办"},
    {"indifferent", "别问我"},
    {"indifferent", "帮不了你"},
    {"indifferent", "爱办不办"},
    {"indifferent", "做不到"},
    {"impatient", "急什么，等着吧"},
    {"impatient", "说过多少遍了"},
    {"impatient", "没看见我正忙着吗"},
    {"impatient", "有完没完"},
    {"impatient", "不是告诉过您吗"},
    {"impatient", "怎么又来了"},
    {"impatient", "别废话"},
    {"impatient", "快点，后面还有人"},
    {"impatient", "天天查，真烦人"},
    {"impatient", "你到底办不办"},
    {"accuse", "怎么填的？/ 你自己弄错的吧"},
    {"accuse", "您怎么不早点来"},
    {"accuse", "你听不懂吗"},
    {"accuse", "是你自己弄错了吧"},
    {"accuse", "早干什么去了"},
    {"accuse", "怎么搞的"},
    {"accuse", "不会填不会问吗"},
    {"accuse", "您自己没看清楚吧"},
    {"provoke", "有本事你去投诉"},
    {"provoke", "投诉也没用"},
    {"provoke", "你爱信不信"},
    {"provoke", "随便你怎么投诉"},
    {"provoke", "你可以投诉我"},
    {"provoke", "算你倒霉"},
    {"provoke", "有意见簿，写去"},
    {"provoke", "不服去告啊"},
    {"order_about", "下一个！/ 证件拿来"},
    {"order_about", "下一位"},
    {"order_about", "把证件给我"},
    {"order_about", "后面排队去"},
    {"order_about", "身份证拿来"},
    {"order_about", "办什么业务，快说"},
    {"order_about", "去那边填单子"},
    {"order_about", "坐那儿等着"},
    {"blame_system", "系统就这样，我也没办法"},
    {"blame_system", "系统崩了，办不了"},
    {"blame_system", "规定就是这样，我有什么办法"},
    {"blame_system", "系统不让过，我也没辙"},
    {"blame_system", "这是总行的规定，跟我没关系"},
    {"deny_feeling", "您先别生气，这有什么好气的"},
    {"deny_feeling", "这有什么好生气的"},
    {"deny_feeling", "您想多了"},
    {"deny_feeling", "至于吗"},
    {"deny_feeling", "不就等了一会儿吗"},
    {"deny_feeling", "多大点事"},
    {"deny_feeling", "您太敏感了"},
    {"deny_feeling", "没必要这么激动"},
    {"deny_feeling", "别人都没说什么，就您事多"},
    {"promise_return", "稳赚不赔"},
    {"promise_return", "肯定能到5%"},
    {"promise_return", "绝对保证收益"},
    {"promise_return", "肯定能达到5%"},
    {"promise_return", "没有任何风险"},
    {"promise_return", "和存款一样安全"},
    {"promise_return", "保本保息"},
    {"promise_return", "这款不会亏的"},
    {"promise_return", "年化百分之五稳稳的，稳赚"},
    {"overpromise", "保证今天一定给您赔"},
    {"overpromise", "我保证明天一定能批下来"},
    {"overpromise", "这个绝对没问题"},
    {"overpromise", "钱肯定能追回来"},
    {"overpromise", "今天一定给您退款"},
    {"private_sale", "这是我朋友的项目，私下转给我就行"},
    {"private_sale", "钱直接转到我个人账户就行"},
    {"private_sale", "这个不是我们行的产品，不过收益高"},
    {"private_sale", "有个内部产品，别跟别人说"},
    {"private_sale", "我亲戚的公司在做这个投资"},
    {"press_sale", "不买这个就没法给您办"},
    {"press_sale", "必须先办信用卡才能贷款"},
    {"press_sale", "您怎么不买呢"},
    {"press_sale", "帮帮忙，我这个月业绩还差一点"},
    {"press_sale", "您再考虑考虑吧，不买真的亏了"},
    {"leak_privacy", "您账上还有三十八万呢（大声）"},
    {"leak_privacy", "您卡里有五十万呢"},
    {"leak_privacy", "您儿子的账户上还有三万"},
    {"leak_privacy", "前面那位客户刚取了十万"},
    {"leak_privacy", "您的密码是多少，报给我"},
    {"refuse_complaint", "这种事我们不受理"},
    {"refuse_complaint", "我们不接受投诉"},
    {"refuse_complaint", "您有证据吗"},
    {"refuse_complaint", "您能不能别投诉"},
    {"refuse_complaint", "这不算投诉"},
    {"refuse_complaint", "把投诉撤了吧"},
    {"refuse_complaint", "投诉要等领导回来再说，您改天再来"},
    {"vague", "好像要带户口本吧，可能"},
    {"vague", "可能要带户口本吧"},
    {"vague", "好像不收手续费"},
    {"vague", "应该是要本人来吧"},
    {"vague", "带那几样就行，什么的"},
    {"vague", "手续费大概是要收的吧"},
    {"skip_reading", "这儿签个字就行，不用看"},
    {"skip_reading", "先签字，不用看"},
    {"skip_reading", "直接点同意就行"},
    {"skip_reading", "录音的时候您就说知道"},
    {"skip_reading", "风险测评我帮您选"},
    {"skip_reading", "不用细看，都是格式条款"},
};

// The phrases no bank employee may use (服务禁语): each is some fault; which one is said by the scene it was listed
// for, not always by its words.
constexpr std::string_view banned[] = {
    "不归我管",
    "不归我管，问我们领导去",
    "不关我事，找领导去",
    "我就这样，有意见找领导",
    "你找谁都没用，就这样规定的",
    "这里办不成，你到别处办去",
    "我这里不收款，到那边去",
    "不是这儿的，到那边去",
    "到其他柜去",
    "让你们会计来查",
    "回去让本人来办",
    "这是上级的规定，我有什么办法",
    "这不是我的责任",
    "跟我没关系",
    "不关我的事",
    "找领导也没用",
    "我不知道",
    "我不清楚",
    "办不了",
    "没有了",
    "自己找",
    "自己看公告栏",
    "看上面的牌子",
    "没看见牌子吗",
    "我这不换钱",
    "我们不换的",
    "没零钱了，自己出去换去",
    "没有钱了",
    "钱不够了",
    "五十面额没了，我有什么办法",
    "机器坏了没办法办理",
    "停电了，明天再来吧",
    "明天再来，今天办不了",
    "随便你",
    "你看着办",
    "爱办不办",
    "没办法",
    "做不到",
    "不可能",
    "帮不了你",
    "我怎么知道",
    "别问我",
    "急什么，等着吧",
    "急啥，等等",
    "没看见我正忙着吗",
    "没看见机器坏了吗，急什么",
    "有完没完",
    "天天查，真烦人",
    "不是给你说过了吗，怎么又要问",
    "我不是说过了吗",
    "不是告诉过您吗，怎么还不明白",
    "等我有空再来",
    "真麻烦，全是零币",
    "这么散的钱，自己整理好了再存",
    "太乱了，整好再交",
    "怎么刚取又来，以后想好了再取",
    "你要办什么业务，快点",
    "等着吧",
    "别烦我",
    "别废话",
    "错了，重填，怎么搞的",
    "怎么写的",
    "不会填写，你不会问吗",
    "照单上要求写，问啥",
    "你以前怎么办的",
    "以前的会计怎么搞的",
    "怎么又不见了",
    "喊你这么长时间没听到吗",
    "大小写不一样，让我按哪个数收款",
    "早不准备好",
    "怎么不早点来",
    "你听不懂吗",
    "你到底想怎样",
    "你自己弄错了吧",
    "怎么看不出来，一眼就看出来了",
    "有意见簿，写去",
    "你可以投诉我",
    "投诉也没用",
    "随便你怎么投诉",
    "你爱信不信",
    "假钞还你?你还去骗别人啊",
    "算你倒霉",
    "假的就是假的，还能骗你吗",
    "有本事你自己来",
    "下一个",
    "你办啥",
    "把证件给我",
    "拿证明来",
    "去办张查询卡",
    "别进来了，下班了",
    "结帐了，不办了",
    "系统崩了",
    "系统出bug了",
    "系统就这样",
    "稳赚不赔",
    "绝对保证收益",
    "绝对安全",
    "肯定能达到5%",
    "没有任何风险",
    "保本保息",
    "和存款一样",
    "先签字，不用看",
};

// Harmless sentences that hold the words of a fault.
constexpr std::string_view harmless[] = {
    "我帮您核实一下,不可能让您白跑一趟",
    "您不知道也没关系",
    "没办法及时到账时我们会短信通知您",
    "客户说\"不归我管\"",
    "请下一位客户 16 号到 3 号窗口",
    "投资有风险,并不是稳赚不赔",
    "不保证收益",
    "可能产生手续费",
    "系统暂时异常,给您带来不便非常抱歉",
    "很抱歉，按规定需要本人办理，您看请他方便时过来，或者我们上门？",
    "不保证收益",
    "可能产生手续费",
    "我不是说您填错了",
    "他跟我说『办不了』",
    "您别急，慢慢说，我听着",
    "如果您自己弄错了也没关系，我帮您改",
    "我问清楚再告诉您",
    "这款产品不是保本的",
    "大概要等十分钟",
    "您别着急，我们一定查清楚",
    "我一定在下午五点前给您回电话",
    "请您稍等，我帮您问一下主管",
    "客户说系统崩了",
    "绝不会让您白跑",
    "您不满意可以按评价器告诉我们",
};

TEST(SpeechFaults, NearlyEveryExampleIsReadAsItsFault) {
  Misses misses;
  for (const auto& [label, text] : examples)
    misses.add(faults(text).contains(std::string(label)), std::string(label) + ": " + std::string(text), text);
  EXPECT_LE(misses.share(), 0.07) << misses.told;
}

TEST(SpeechFaults, NearlyEveryBannedPhraseIsAFault) {
  Misses misses;
  for (const auto text : banned)
    misses.add(!faults(text).empty(), text, text);
  EXPECT_LE(misses.share(), 0.03) << misses.told;
}

TEST(SpeechFaults, HarmlessSentencesAreNone) {
  Misses misses;
  for (const auto text : harmless)
    misses.add(faults(text).empty(), text, text);
  EXPECT_LE(misses.missed, 1) << misses.told; // one of 25: what somebody reports without quotation marks
}

TEST(SpeechFaults, OneSentenceMayDoSeveralThings) {
  const std::string text = "很抱歉让您久等了，不过这事不归我管";
  EXPECT_EQ(acts(text), std::set<std::string>{"apologise"});
  EXPECT_EQ(faults(text), std::set<std::string>{"pass_buck"});
}

TEST(SpeechFaults, AnApologyWithAWayOutMendsIt) {
  EXPECT_TRUE(faults("系统就这样").contains("blame_system"));
  EXPECT_TRUE(faults("很抱歉，系统出问题了，我先帮您手工登记").empty());
  EXPECT_TRUE(faults("不好意思，这个业务不归我管，我带您去3号窗口").empty());
  EXPECT_FALSE(faults("不好意思，这个业务不归我管").empty());
  EXPECT_TRUE(faults("您先别生气，慢慢跟我说").empty());
}

TEST(SpeechFaults, PushingAfterARefusalIsPressing) {
  const std::string offer = "这款理财收益很不错，您考虑一下";
  EXPECT_TRUE(faults(offer, "我不买理财，别推销了").contains("press_sale"));
  EXPECT_FALSE(faults(offer, "我想问问利率").contains("press_sale"));
}

} // namespace
