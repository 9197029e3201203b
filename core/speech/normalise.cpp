#include "core/speech/normalise.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace lobby::speech {
namespace {

/// Traditional and simplified form side by side: the vocabulary of a bank hall, not of a dictionary.
constexpr std::u32string_view traditional_pairs =
    U"萬万與与專专業业東东絲丝兩两嚴严喪丧個个豐丰臨临為为麗丽舉举義义烏乌樂乐習习鄉乡書书買买亂乱爭争於于虧亏雲云亞亚"
    U"產产畝亩親亲"
    U"億亿僅仅從从倉仓儀仪們们價价眾众優优會会傘伞偉伟傳传傷伤倫伦偽伪體体餘余傭佣來来侶侣偵侦側侧僑侨儂侬債债傾倾償偿"
    U"儲储兒儿黨党"
    U"蘭兰關关興兴養养獸兽內内岡冈冊册寫写軍军農农馮冯決决況况凍冻淨净涼凉減减湊凑凱凯鳳凤憑凭擊击劃划劉刘則则剛刚創创"
    U"刪删別别"
    U"劑剂勸劝辦办務务動动勵励勁劲勞劳勢势區区醫医華华協协單单賣卖盧卢衛卫卻却廠厂廳厅歷历壓压厭厌縣县參参雙双發发變变"
    U"敘叙葉叶"
    U"號号嘆叹後后嚇吓嗎吗啟启員员聽听週周問问響响喚唤嘗尝嘩哗國国圖图圓圆聖圣場场壞坏塊块堅坚壇坛墊垫塵尘夠够頭头誇夸"
    U"奪夺奮奋"
    U"妝妆婦妇媽妈孫孙學学寧宁寶宝實实審审寬宽賓宾將将對对尋寻導导壽寿層层屬属歲岁島岛幣币帥帅師师帳帐帶带幫帮幹干併并"
    U"廣广莊庄"
    U"慶庆庫库應应廢废開开異异棄弃張张彈弹強强歸归當当錄录徹彻徑径憶忆懺忏憂忧懷怀態态憐怜總总戀恋懇恳惡恶惱恼悅悦懸悬"
    U"驚惊慣惯"
    U"憤愤願愿懶懒戲戏戰战戶户撲扑執执擴扩掃扫揚扬擾扰撫抚拋抛搶抢護护報报擔担擬拟擁拥擇择掛挂揮挥損损撿捡換换據据擺摆"
    U"搖摇攔拦"
    U"敵敌數数齊齐斷断時时曠旷曬晒曉晓暫暂術术樸朴機机殺杀雜杂權权條条楊杨極极構构槍枪櫃柜標标棟栋欄栏樹树樣样檔档橋桥"
    U"檢检樓楼"
    U"歡欢歐欧殘残毀毁氣气漢汉湯汤溝沟沒没瀉泻澤泽潔洁淺浅測测濟济渾浑濃浓滯滞滿满漲涨濕湿溫温遊游滅灭燈灯靈灵災灾煩烦"
    U"燒烧熱热"
    U"愛爱爺爷牆墙狀状猶犹獨独獎奖獲获環环現现瑪玛璽玺電电畫画暢畅療疗瘋疯皺皱盜盗盤盘監监蓋盖眾众睜睁矚瞩礎础確确碼码"
    U"礙碍禮礼"
    U"禍祸離离種种稱称穩稳窮穷競竞筆笔簽签籤签簡简糧粮緊紧糾纠紅红約约級级紀纪純纯紙纸納纳練练組组細细終终經经結结給给"
    U"絡络絕绝"
    U"統统繼继績绩續续維维綜综綠绿緩缓編编緣缘縮缩繳缴網网羅罗罰罚職职聯联聰聪肅肃腸肠膚肤腎肾腫肿脅胁勝胜腦脑腳脚臉脸"
    U"艱艰藝艺"
    U"節节蘇苏蔣蒋藍蓝處处虛虚補补裝装褲裤見见規规視视覺觉覽览觀观訂订認认計计討讨讓让訓训議议訊讯記记講讲許许論论設设"
    U"訪访證证"
    U"評评識识訴诉詞词試试詢询該该詳详語语誤误說说請请諸诸課课誰谁調调諒谅談谈謀谋謝谢謹谨譜谱貝贝負负財财責责賢贤敗败"
    U"賬账貨货"
    U"質质販贩貪贪購购貴贵貸贷貼贴賀贺賊贼資资賠赔賴赖贈赠趙赵趕赶跡迹踐践車车軌轨轉转輪轮軟软輕轻載载較较輛辆輸输轄辖"
    U"達达遷迁"
    U"過过運运還还這这進进遠远違违連连遲迟適适選选遞递鄧邓鄭郑鄰邻釋释鐘钟鍾钟鈔钞鋼钢錢钱鐵铁銀银鋪铺錯错鎖锁鍵键鎮镇"
    U"長长門门"
    U"閉闭間间閃闪閱阅隊队陽阳陰阴階阶際际陸陆陳陈險险隨随隱隐難难雖虽靜静頁页頂顶項项順顺須须顧顾預预領领頻频題题額额"
    U"顏颜風风"
    U"飛飞飯饭飲饮餐餐館馆馬马駕驾騙骗驗验魚鱼鮮鲜麥麦點点齡龄龍龙帳账妳你祇只衹只着着著着麼么嗰个啦啦準准覆复復复複复"
    U"繫系係系"
    U"裡里裏里臺台檯台颱台佈布佔占彙汇匯汇滙汇鬆松鬥斗籲吁託托週周遊游註注証证贓赃燙烫葯药藥药擱搁搞搞餵喂饋馈";

/// A sorted lookup over the pairs above, built once.
const std::vector<std::pair<char32_t, char32_t>>& simplified() {
  static const auto table = [] {
    std::vector<std::pair<char32_t, char32_t>> pairs;
    for (std::size_t i = 0; i + 1 < traditional_pairs.size(); i += 2)
      pairs.emplace_back(traditional_pairs[i], traditional_pairs[i + 1]);
    std::stable_sort(pairs.begin(), pairs.end(), [](auto& a, auto& b) { return a.first < b.first; });
    return pairs;
  }();
  return table;
}

char32_t simplify(char32_t c) {
  if (c < 0x4E00 || c > 0x9FFF) return c;
  const auto& table = simplified();
  const auto at =
      std::lower_bound(table.begin(), table.end(), c, [](auto& pair, char32_t x) { return pair.first < x; });
  return at != table.end() && at->first == c ? at->second : c;
}

constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
constexpr bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0xA0 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200F) || c == 0xFEFF;
}

char32_t half_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c >= U'A' && c <= U'Z') c += 32;
  return c;
}

/// The one form of a punctuation mark; 0 for marks that carry nothing; `c` for everything else.
char32_t punctuation(char32_t c, bool between_digits) {
  switch (c) {
  case U',':
    return between_digits ? char32_t{0} : U'，'; // 5,000 is one number
  case U'.':
    return between_digits ? U'.' : U'。';
  case U':':
    return between_digits ? U':' : U'：';
  case U'?':
    return U'？';
  case U'!':
    return U'！';
  case U';':
    return U'；';
  case 0xFF61:
    return U'。';
  case 0xFF64:
    return U'、';
  case U'—':
  case U'–':
    return U'，';
  case U'~':
  case U'～':
  case U'·':
  case U'*':
  case U'_':
    return 0;
  default:
    return c;
  }
}

/// +1 opens, −1 closes, 2 does either, 0 is no quotation mark.
int quote_kind(char32_t c) {
  switch (c) {
  case U'“':
  case U'「':
  case U'『':
  case U'‘':
  case U'《':
    return 1;
  case U'”':
  case U'」':
  case U'』':
  case U'’':
  case U'》':
    return -1;
  case U'"':
    return 2;
  default:
    return 0;
  }
}

/// Three and more of the same character say no more than two (谢谢谢谢), marks no more than one (！！！).
bool repeats(const std::u32string& text, char32_t c) {
  const auto n = text.size();
  if (is_digit(c) || n == 0 || text[n - 1] != c) return false;
  if (ends_clause(c) || c == U'、') return true;
  return n > 1 && text[n - 2] == c;
}

/// Takes the first code point off `rest`, which is not empty; an invalid byte is U+FFFD.
char32_t take_point(std::string_view& rest) {
  const auto lead = static_cast<unsigned char>(rest[0]);
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                             : lead >= 0xE0                ? 3
                             : lead >= 0xC2                ? 2
                                                           : 0;
  char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  bool valid = length > 0 && lead < 0xF5 && length <= rest.size();
  for (std::size_t k = 1; valid && k < length; ++k) {
    const auto next = static_cast<unsigned char>(rest[k]);
    valid = (next & 0xC0) == 0x80;
    c = (c << 6) | (next & 0x3F);
  }
  if (valid && length == 3) valid = c >= 0x800 && (c < 0xD800 || c > 0xDFFF);
  if (valid && length == 4) valid = c >= 0x10000 && c <= 0x10FFFF;
  rest.remove_prefix(valid ? length : 1);
  return valid ? c : char32_t{0xFFFD};
}

} // namespace

std::u32string decode(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  while (!utf8.empty())
    out.push_back(take_point(utf8));
  return out;
}

std::string_view first_points(std::string_view utf8, int count) {
  auto rest = utf8;
  for (int taken = 0; taken < count && !rest.empty(); ++taken)
    take_point(rest);
  return utf8.substr(0, utf8.size() - rest.size());
}

std::string slice(std::string_view utf8, int from, int to) {
  const auto points = decode(utf8);
  std::string out;
  for (int i = std::max(from, 0); i < to && i < static_cast<int>(points.size()); ++i) {
    const auto c = static_cast<std::uint32_t>(points[static_cast<std::size_t>(i)]);
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0 | (c >> 6));
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0 | (c >> 12));
      out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      out += static_cast<char>(0xF0 | (c >> 18));
      out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
      out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return out;
}

Normal normalise(std::string_view utf8) {
  const auto typed = decode(utf8);
  Normal out;
  out.text.reserve(typed.size());
  int depth = 0;
  bool unquoted_words = false;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    char32_t c = half_width(typed[i]);
    if (const int kind = quote_kind(c); kind != 0) {
      const bool opens = kind == 1 || (kind == 2 && depth == 0);
      depth = std::max(0, depth + (opens ? 1 : -1));
      continue;
    }
    const bool between =
        i > 0 && i + 1 < typed.size() && is_digit(half_width(typed[i - 1])) && is_digit(half_width(typed[i + 1]));
    c = punctuation(simplify(c), between);
    if (c == 0 || is_space(c)) continue;
    if (repeats(out.text, c)) continue;
    out.text.push_back(c);
    out.from.push_back(static_cast<int>(i));
    out.quoted.push_back(depth > 0);
    unquoted_words |= depth == 0 && !ends_clause(c);
  }
  if (!unquoted_words || depth > 0)
    out.quoted.assign(out.quoted.size(), false); // all of it, or a mark that never closes
  return out;
}

std::vector<Stretch> sentences(const Normal& turn) {
  std::vector<Stretch> out;
  const int length = static_cast<int>(turn.text.size());
  for (int from = 0, to = 1; from < length; ++to) {
    const bool last = to == length || (ends_sentence(turn.text[static_cast<std::size_t>(to - 1)]) &&
                                       !ends_sentence(turn.text[static_cast<std::size_t>(to)]));
    if (!last) continue;
    out.push_back({from, to});
    from = to;
  }
  if (out.size() < 2) out.clear();
  return out;
}

Normal cut(const Normal& turn, Stretch stretch) {
  const auto of = [&](const auto& all) {
    return std::decay_t<decltype(all)>(all.begin() + stretch.from, all.begin() + stretch.to);
  };
  return {of(turn.text), of(turn.from), of(turn.quoted)};
}

} // namespace lobby::speech
