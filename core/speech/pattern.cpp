#include "core/speech/pattern.hpp"

#include "core/speech/normalise.hpp"

#include <algorithm>
#include <stdexcept>

namespace lobby::speech {
namespace {

constexpr std::u32string_view numerals = U"0123456789零一二三四五六七八九十百千万亿两半几.:";
/// The surnames of nearly everybody; without 和, 于, 从, 时 and others that are mostly words.
constexpr std::u32string_view surnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    U"汪范金石廖贾夏韦"
    U"付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章"
    U"鲁岳翟殷詹申欧耿"
    U"关兰焦俞左柳甘包宁尚符舒阮柯纪梅童凌毕单季裴霍涂苗谷盛曲翁冉骆蓝游辛靳柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳"
    U"穆农司卓古吉缪简车项芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛"
    U"仲虞敖巩明佘池查麻苑迟邝";
constexpr int behind_limit = 8;

bool same(char32_t wanted, char32_t found) { return wanted == found || (wanted == U'你' && found == U'您'); }
bool is_surname(char32_t c) { return surnames.find(c) != surnames.npos; }

} // namespace

bool is_numeral(char32_t c) { return numerals.find(c) != numerals.npos; }

struct Pattern::Parser {
  Pattern& out;
  std::u32string source;
  std::size_t at = 0;

  [[noreturn]] void fail(const char* why) const { throw std::invalid_argument(why); }
  bool more() const { return at < source.size(); }
  int here() const { return static_cast<int>(out.steps_.size()); }
  void add(Step step) { out.steps_.push_back(step); }

  int count() {
    int n = 0;
    while (more() && source[at] >= U'0' && source[at] <= U'9')
      n = n * 10 + static_cast<int>(source[at++] - U'0');
    if (n == 0) fail("a gap needs a length");
    return n;
  }

  /// `insert` a split before what was parsed since `begin`, so that it may be skipped.
  void make_optional(int begin) {
    out.steps_.insert(out.steps_.begin() + begin, Step{Op::split});
    for (int i = begin + 1; i < here(); ++i) {
      auto& step = out.steps_[static_cast<std::size_t>(i)];
      const bool target =
          step.op == Op::split || step.op == Op::jump || step.op == Op::not_ahead || step.op == Op::not_behind;
      if (target) ++step.a;
      if (step.op == Op::split) ++step.b;
    }
    out.steps_[static_cast<std::size_t>(begin)].a = begin + 1;
    out.steps_[static_cast<std::size_t>(begin)].b = here();
  }

  void alternatives() {
    std::vector<int> jumps;
    const int begin = here();
    add({Op::jump, false, 0, begin + 1}); // becomes the guard
    for (;;) {
      const int split = here();
      add({Op::split});
      sequence();
      const bool again = more() && source[at] == U'|';
      if (again) {
        ++at;
        jumps.push_back(here());
        add({Op::jump});
        out.steps_[static_cast<std::size_t>(split)].a = split + 1;
        out.steps_[static_cast<std::size_t>(split)].b = here();
        continue;
      }
      // the last way has nothing after it to fall back to
      out.steps_[static_cast<std::size_t>(split)] = Step{Op::jump, false, 0, split + 1};
      break;
    }
    for (const int jump : jumps)
      out.steps_[static_cast<std::size_t>(jump)].a = here();
    std::u32string first;
    if (!jumps.empty() && out.first_of(begin + 1, first)) {
      out.sets_.push_back(std::move(first));
      out.steps_[static_cast<std::size_t>(begin)] = {Op::guard, false, 0, static_cast<int>(out.sets_.size()) - 1};
    }
  }

  void set() {
    const bool negated = more() && source[at] == U'^';
    if (negated) ++at;
    std::u32string members;
    while (more() && source[at] != U']')
      members.push_back(source[at++]);
    if (!more()) fail("[ without ]");
    ++at;
    out.sets_.push_back(members);
    add({negated ? Op::not_set : Op::set, false, 0, static_cast<int>(out.sets_.size()) - 1});
  }

  void look_around() {
    if (!more()) fail("{ without }");
    const auto kind = source[at++];
    if (kind != U'!' && kind != U'<') fail("{ must be followed by ! or <");
    const int begin = here();
    add({kind == U'!' ? Op::not_ahead : Op::not_behind});
    alternatives();
    add({Op::accept});
    if (!more() || source[at] != U'}') fail("{ without }");
    ++at;
    out.steps_[static_cast<std::size_t>(begin)].a = here();
  }

  void item() {
    const auto c = source[at++];
    switch (c) {
    case U'(':
      alternatives();
      if (!more() || source[at] != U')') fail("( without )");
      ++at;
      return;
    case U'[':
      return set();
    case U'{':
      return look_around();
    case U'~':
    case U'*': {
      const int length = count();
      return add({Op::gap, c == U'*', 0, length});
    }
    case U'#':
      return add({Op::number});
    case U'@':
      return add({Op::surname});
    case U'^':
      return add({Op::begin});
    case U'$':
      return add({Op::end});
    default:
      return add({Op::character, false, c});
    }
  }

  void sequence() {
    while (more() && source[at] != U'|' && source[at] != U')' && source[at] != U'}') {
      const int begin = here();
      item();
      if (more() && source[at] == U'?') {
        ++at;
        make_optional(begin);
      }
    }
  }
};

namespace {

std::string expand(std::string_view source, const Macros& macros, int depth = 0) {
  if (depth > 4) throw std::invalid_argument("named groups too deep");
  std::string out;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] != '<' || (i > 0 && source[i - 1] == '{')) {
      out += source[i];
      continue;
    }
    const auto close = source.find('>', i);
    const auto found = close == source.npos ? macros.end() : macros.find(source.substr(i + 1, close - i - 1));
    if (found == macros.end()) throw std::invalid_argument("unknown named group");
    out += '(' + expand(found->second, macros, depth + 1) + ')';
    i = close;
  }
  return out;
}

} // namespace

Pattern::Pattern(std::string_view source, const Macros& macros) try {
  Parser parser{*this, decode(expand(source, macros))};
  parser.alternatives();
  if (parser.more()) parser.fail("unexpected ) or }");
  steps_.push_back({Op::accept});
  if (!first_of(0, first_)) parser.fail("a pattern must begin with a character");
} catch (const std::invalid_argument& problem) {
  throw std::invalid_argument(std::string(source) + ": " + problem.what());
}

/// The characters a match from `pc` can begin with, sorted; false when that may be anything.
bool Pattern::first_of(int pc, std::u32string& first) const {
  std::vector<bool> seen(steps_.size());
  if (!collect_first(pc, first, seen)) return false;
  std::sort(first.begin(), first.end());
  first.erase(std::unique(first.begin(), first.end()), first.end());
  return true;
}

bool Pattern::collect_first(int pc, std::u32string& first, std::vector<bool>& seen) const {
  const auto at = static_cast<std::size_t>(pc);
  if (at >= steps_.size()) return false;
  if (seen[at]) return true;
  seen[at] = true;
  const auto& step = steps_[at];
  switch (step.op) {
  case Op::character:
    first += step.c;
    if (step.c == U'你') first += U'您';
    return true;
  case Op::set:
  case Op::guard:
    first += sets_[static_cast<std::size_t>(step.a)];
    return true;
  case Op::number:
    first += numerals;
    return true;
  case Op::surname:
    first += surnames;
    return true;
  case Op::split:
    return collect_first(step.a, first, seen) && collect_first(step.b, first, seen);
  case Op::jump:
    return collect_first(step.a, first, seen);
  case Op::begin:
    return collect_first(pc + 1, first, seen);
  case Op::not_ahead:
  case Op::not_behind:
    return collect_first(step.a, first, seen);
  default:
    return false;
  }
}

int Pattern::match(const std::u32string& text, int at) const { return run(text, 0, at); }

int Pattern::run(const std::u32string& text, int pc, int at) const {
  const int size = static_cast<int>(text.size());
  const auto charat = [&](int i) { return text[static_cast<std::size_t>(i)]; };
  for (;;) {
    const auto& step = steps_[static_cast<std::size_t>(pc)];
    switch (step.op) {
    case Op::character:
      if (at >= size || !same(step.c, charat(at))) return -1;
      ++at, ++pc;
      break;
    case Op::set:
    case Op::not_set: {
      if (at >= size) return -1;
      const bool in = sets_[static_cast<std::size_t>(step.a)].find(charat(at)) != std::u32string::npos;
      if (in != (step.op == Op::set)) return -1;
      ++at, ++pc;
      break;
    }
    case Op::guard: {
      const auto& set = sets_[static_cast<std::size_t>(step.a)];
      if (at >= size || !std::binary_search(set.begin(), set.end(), charat(at))) return -1;
      ++pc;
      break;
    }
    case Op::split: {
      const int end = run(text, step.a, at);
      if (end >= 0) return end;
      pc = step.b;
      break;
    }
    case Op::jump:
      pc = step.a;
      break;
    case Op::gap:
      for (int k = 0; k <= step.a; ++k) {
        const int end = run(text, pc + 1, at + k);
        if (end >= 0) return end;
        if (at + k >= size) return -1;
        const auto c = charat(at + k);
        if (step.crosses ? ends_sentence(c) : ends_clause(c)) return -1;
      }
      return -1;
    case Op::number: {
      int end = at;
      while (end < size && is_numeral(charat(end)))
        ++end;
      for (; end > at; --end) // 三十八万: the 万 may be wanted by what follows
        if (const int found = run(text, pc + 1, end); found >= 0) return found;
      return -1;
    }
    case Op::surname:
      if (at >= size || !is_surname(charat(at))) return -1;
      ++at, ++pc;
      break;
    case Op::begin:
      if (at > 0 && !ends_clause(charat(at - 1))) return -1;
      ++pc;
      break;
    case Op::end:
      if (at < size && !ends_clause(charat(at))) return -1;
      ++pc;
      break;
    case Op::not_ahead:
      if (run(text, pc + 1, at) >= 0) return -1;
      pc = step.a;
      break;
    case Op::not_behind:
      for (int k = 1; k <= behind_limit && k <= at; ++k)
        if (run(text, pc + 1, at - k) == at) return -1;
      pc = step.a;
      break;
    case Op::accept:
      return at;
    }
  }
}

} // namespace lobby::speech
