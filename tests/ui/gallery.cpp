#include "tests/ui/gallery.hpp"

#include "ui/kit/kit.hpp"

namespace gallery {

using namespace kit;

namespace {

void top_bar() {
  const Region header(Landmark::header, "厅堂");
  Row row({1, 0, 0, 0}, false, Gap::tiny, Align::center);
  row.next();
  icon_text(Icon::branch, "厅堂", TextStyle::subheading);
  row.next();
  icon_button("language", Icon::language, "English");
  row.next();
  icon_button("theme", Icon::moon, "深色");
  row.next();
  icon_button("size", Icon::text_size, "大字", true);
}

void branches() {
  heading(2, "选择网点");
  text("按当前预计等候时间从短到长排列。等候时间由系统每秒推算，仅供参考。", TextStyle::small, Tone::muted);
  choice("east", "城东支行",
         {.icon = Icon::branch,
          .detail = "人民东路 18 号，地铁 2 号线东门站 B 口",
          .trailing = "约 5–12 分钟",
          .trailing_tone = Tone::success,
          .badge = "营业中",
          .badge_tone = Tone::success,
          .meter = 0.3f,
          .meter_tone = Tone::success});
  choice("main", "总行营业部",
         {.icon = Icon::branch,
          .detail = "解放大道 1 号",
          .trailing = "约 25–40 分钟",
          .trailing_tone = Tone::warning,
          .badge = "人多",
          .badge_tone = Tone::warning,
          .meter = 0.85f,
          .meter_tone = Tone::warning});
  choice("harbour", "Harbour Street branch",
         {.icon = Icon::branch, .detail = "closed today, opens Mon 09:00", .trailing = "closed", .enabled = false});
}

void my_ticket() {
  const Card card(CardStyle::accent, "我的号码");
  Row row({1, 0}, false, Gap::medium, Align::center);
  row.next();
  text("我的号码", TextStyle::small, Tone::muted);
  text("A023", TextStyle::display, Tone::accent);
  row.next();
  badge("前面还有 4 人", Tone::accent, Icon::people);
}

} // namespace

void home() {
  top_bar();
  const Page page({.title = "今天想办什么业务？"});
  my_ticket();
  branches();
  heading(2, "取号之前");
  {
    Grid grid(200);
    grid.next();
    {
      const Card card(CardStyle::raised);
      icon(Icon::clock, 28, Tone::accent);
      heading(3, "今天营业时间");
      fact("上午", "9:00–12:00");
      fact("下午", "13:30–17:00");
    }
    grid.next();
    {
      const Card card;
      icon(Icon::document, 28, Tone::accent);
      heading(3, "带上证件");
      text("办理开户请带本人身份证原件；代办须带双方身份证。");
    }
  }
  {
    Row row({0, 0, 0}, false, Gap::small);
    row.next();
    button("now", "现在取号", {.style = ButtonStyle::primary, .icon = Icon::ticket});
    row.next();
    button("later", "预约时间", {.icon = Icon::calendar});
    row.next();
    button("cancel", "取消", {.style = ButtonStyle::quiet});
  }
  link("call", "拨打 95588", "tel:95588", Icon::phone);
  const BottomBar bar;
  button("next", "下一步", {.style = ButtonStyle::primary, .wide = true, .shortcut = "Enter"});
}

void form() {
  static std::string name = "欧阳晓明", phone, note;
  static bool consent = true, remind = false;
  static int day = 1, slot = 2, rating = 4;
  top_bar();
  const Page page({.title = "您的联系方式"});
  const Card card;
  field("name", "姓名", name, {.autocomplete = "name", .required = true});
  field("phone", "手机号码", phone,
        {.type = FieldType::tel,
         .error = "请填写 11 位手机号码",
         .placeholder = "例如 13800000000",
         .autocomplete = "tel"});
  field("note", "备注", note, {.type = FieldType::multiline, .hint = "可以不填，最多 200 字"});
  segmented("day", "日期", {"今天", "明天", "后天"}, day);
  select("slot", "时段", {"9:00", "9:30", "10:00"}, slot);
  stars("stars", "满意程度", rating);
  checkbox("consent", "我同意银行为本次预约使用我的姓名和手机号码", consent,
           "业务办结七天后自动删除，可随时要求提前删除。");
  checkbox("remind", "叫到前 10 分钟提醒我", remind);
  {
    Row row({0, 0, 0}, false, Gap::small);
    row.next();
    button("book", "确认预约", {.style = ButtonStyle::primary});
    row.next();
    button("busy", "正在提交", {.style = ButtonStyle::primary, .busy = true});
    row.next();
    button("delete", "取消预约", {.style = ButtonStyle::danger, .icon = Icon::trash});
    row.next();
    button("off", "不能按", {.enabled = false});
  }
  choice("a", "柜台办理", {.icon = Icon::counter, .detail = "现金、开户、挂失", .selected = true, .radio = true});
  choice("b", "自助机办理", {.icon = Icon::kiosk, .detail = "转账、打印流水", .radio = true});
}

void showing() {
  top_bar();
  const Page page({.title = "展示", .max_width = 960});
  banner("offline", "网络断开，显示的是 10:42 的数据。", Tone::warning, "当前离线");
  banner("err", "这个时段刚刚约满，请另选时间。", Tone::danger);
  banner("ok", "预约成功。", Tone::success);
  banner("info", "Lunch break from 12:00 to 13:30: two counters stay open.", Tone::accent);
  {
    Table table("line", "排队情况", {{"号码", 0}, {"业务", 2}, {"已等", 1, Align::end}, {"状态", 0}});
    for (int i = 0; i < 4; ++i) {
      table.row(i == 1 ? Tone::accent : Tone::normal);
      table.cell("A02" + std::to_string(i), Tone::normal, TextStyle::strong);
      table.cell(i == 2 ? "个人外汇结汇与境外汇款" : "现金存取");
      table.cell(std::to_string(i * 7 + 3) + " 分钟", Tone::muted);
      table.cell_begin();
      badge(i == 1 ? "正在叫号" : "等候", i == 1 ? Tone::accent : Tone::muted);
    }
  }
  {
    Row row({1, 1}, true);
    row.next();
    {
      const Card card(CardStyle::inset);
      progress("已完成 3/5 步", 0.6f);
      spinner("正在连接……");
      skeleton(3);
    }
    row.next();
    {
      const Card card;
      empty_state(Icon::ticket, "还没有人取号", "客户取号后会出现在这里。");
      button("make", "取一个号");
    }
  }
  const Disclosure more("more", "不来网点也能办吗？", true);
  if (more) text("可以。转账、查询和挂失可在手机银行办理；The same works by phone: call +86 95588 at any time.");
  const Centered centered(400);
  std::vector<std::string> modules(21, std::string(21, '0'));
  for (std::size_t y = 0; y < 21; ++y)
    for (std::size_t x = 0; x < 21; ++x)
      modules[y][x] = ((x * 2654435761u) ^ (y * 40503u * x + y)) >> 4 & 1 ? '1' : '0';
  qr(modules, "预约二维码", 180);
  Picture picture(300, 120, "客户在柜台前");
  picture.rect(0, 0, picture.width(), picture.height(), Picture::Ink::accent_soft, 12);
  picture.circle(60, 40, 20, Picture::Ink::skin);
  picture.arc(60, 40, 10, 0.4f, 2.7f, Picture::Ink::text);
  picture.path({100, 100, 150, 30, 200, 100}, Picture::Ink::accent, false, false);
  picture.label(150, 100, "柜台", Picture::Ink::muted, TextStyle::small, Align::center);
}

void icons() {
  const Page page({.title = "图标", .max_width = 900});
  Grid grid(64, Gap::small);
  for (int i = 1; i <= static_cast<int>(Icon::business); ++i) {
    grid.next();
    icon(static_cast<Icon>(i), 40, i % 5 ? Tone::normal : Tone::accent);
  }
}

void dialog() {
  static std::string reason;
  {
    const Dialog box("confirm", "确定取消这次预约吗？");
    text("城东支行，11月21日 周六 10:30。取消后这个时段会让给别人，需要时请重新预约。");
    field("reason", "原因", reason);
    Row row({0, 0}, false, Gap::small);
    row.next();
    button("yes", "取消预约", {.style = ButtonStyle::danger});
    row.next();
    button("no", "保留");
  }
  home();
}

void kiosk() {
  const Page page({.title = "请选择业务", .max_width = 640, .form = Form::kiosk, .fills_screen = true});
  text("Please choose a service", TextStyle::heading, Tone::muted);
  {
    Grid grid(280);
    const char* names[] = {"现金存取", "开户与换卡", "外汇业务", "挂失与补办", "理财咨询", "对公业务"};
    const Icon pictures[] = {Icon::cash, Icon::card, Icon::globe, Icon::id_card, Icon::chart, Icon::business};
    for (int i = 0; i < 6; ++i) {
      grid.next();
      choice(names[i], names[i],
             {.icon = pictures[i], .detail = i % 2 ? "前面 2 人" : "前面 6 人，约 20 分钟", .big = true});
    }
  }
  fill();
  Row row({1, 1});
  row.next();
  button("code", "扫码签到", {.icon = Icon::phone, .wide = true, .big = true});
  row.next();
  button("english", "English", {.icon = Icon::language, .wide = true, .big = true});
}

void typeface() {
  const Page page({.title = "文字 Type"});
  text("A023", TextStyle::display);
  text("12:45  1,024", TextStyle::numeral);
  heading(2, "二级标题 Heading");
  heading(3, "三级标题 Subheading");
  text("正文 Body：请您带好身份证、银行卡，到 3 号柜台办理；如需帮助，请联系大堂经理。");
  text("加粗 Strong", TextStyle::strong);
  text("小字 Small：仅供参考", TextStyle::small);
  for (const Tone tone : {Tone::muted, Tone::accent, Tone::success, Tone::warning, Tone::danger}) {
    text("语气 Tone：欢迎光临", TextStyle::body, tone);
    badge("状态 State", tone, Icon::info);
  }
}

} // namespace gallery
