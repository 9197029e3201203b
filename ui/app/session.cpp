#include "ui/app/internal.hpp"

#include "ui/kit/kit.hpp"

#include <algorithm>

namespace app {

namespace {

struct Account {
  std::string user, password, name;
  std::vector<std::string> roles;
};

struct Sessions {
  SessionState state = SessionState::unknown;
  bool asked = false;
  Staff staff;
  // of the log-in page
  std::string user, password, error;
  bool sending = false;
  bool asked_accounts = false;
  std::vector<Account> accounts; ///< of the demo
};

Sessions& sessions() {
  static Sessions all;
  return all;
}

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < list.size(); ++i) {
    out.push_back(list[i].text());
  }
  return out;
}

/// "大堂经理 · 柜员"
std::string roles_text(const std::vector<std::string>& roles) {
  std::string out;
  for (const std::string& role : roles) {
    out += (out.empty() ? "" : " · ") + tr("role." + role);
  }
  return out;
}

void take_staff(const Reply& reply) {
  const Json json = Json::parse(reply.body);
  sessions().staff = {json["id"].text(), json["name"].text(), texts(json["roles"]), json["branch"].text()};
  sessions().state = SessionState::in;
}

void ask_session() {
  sessions().asked = true;
  get("/api/session", [](const Reply& reply) {
    if (reply.ok()) {
      take_staff(reply);
    } else if (reply.status == 0 || reply.status >= 500) {
      internal::after(3, ask_session);
    } else {
      sessions().state = SessionState::out;
    }
  });
}

void ask_accounts() {
  sessions().asked_accounts = true;
  get("/api/hello", [](const Reply& reply) {
    const Json accounts = Json::parse(reply.body)["accounts"];
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      const Json one = accounts[i];
      sessions().accounts.push_back(
          {one["user"].text(), one["password"].text(), one["name"].text(), texts(one["roles"])});
    }
  });
}

void send_log_in() {
  Sessions& all = sessions();
  if (all.user.empty() || all.password.empty()) {
    all.error = tr("login.empty");
    return;
  }
  all.sending = true;
  all.error.clear();
  log_in(all.user, all.password, [](const Reply& reply) {
    sessions().sending = false;
    sessions().password.clear();
    if (reply.status == 401) {
      sessions().error = tr("login.wrong");
    } else if (!reply.ok()) {
      sessions().error = problem_text(reply);
    }
  });
}

void draw_demo_accounts() {
  Sessions& all = sessions();
  if (!demo()) {
    return;
  }
  if (!all.asked_accounts) {
    ask_accounts();
  }
  if (all.accounts.empty()) {
    return;
  }
  kit::spacer(kit::Gap::large);
  kit::heading(2, tr("login.demo_title"));
  kit::text(tr("login.demo_hint"), kit::TextStyle::small, kit::Tone::muted);
  kit::spacer(kit::Gap::small);
  kit::List list(tr("login.demo_title"));
  for (const Account& account : all.accounts) {
    list.item();
    kit::ChoiceOptions options;
    options.icon = kit::Icon::person;
    options.detail = roles_text(account.roles);
    if (kit::choice(account.user, account.name, options)) {
      all.user = account.user;
      all.password = account.password;
      send_log_in();
    }
  }
}

void draw_fields() {
  Sessions& all = sessions();
  kit::FieldOptions user;
  user.autocomplete = "username";
  user.required = true;
  user.focus = true;
  user.max_length = 64;
  bool go = kit::field("user", tr("login.user"), all.user, user).submitted;
  kit::FieldOptions password;
  password.type = kit::FieldType::password;
  password.autocomplete = "current-password";
  password.required = true;
  password.max_length = 128;
  go |= kit::field("password", tr("login.password"), all.password, password).submitted;
  if (!all.error.empty()) {
    kit::banner("error", all.error, kit::Tone::danger);
  }
  kit::ButtonOptions button;
  button.style = kit::ButtonStyle::primary;
  button.icon = kit::Icon::login;
  button.wide = true;
  button.busy = all.sending;
  go |= kit::button("log-in", tr("login.do"), button);
  if (go && !all.sending) {
    send_log_in();
  }
}

void draw_log_in(std::string_view place_title) {
  top_bar("/");
  kit::PageOptions options;
  options.title = tr("login.title", {{"place", std::string(place_title)}});
  options.max_width = 440;
  const kit::Page page(options);
  if (session() == SessionState::unknown) {
    kit::spinner(tr("app.loading"));
    return;
  }
  kit::text(tr("login.hint"), kit::TextStyle::body, kit::Tone::muted);
  kit::spacer(kit::Gap::medium);
  draw_fields();
  draw_demo_accounts();
}

void draw_wrong_role(std::string_view place_title) {
  top_bar("/");
  kit::PageOptions options;
  options.title = std::string(place_title);
  options.max_width = 440;
  const kit::Page page(options);
  kit::empty_state(kit::Icon::person, tr("login.role_title"), tr("login.role_detail", {{"name", staff().name}}));
  kit::ButtonOptions button;
  button.icon = kit::Icon::logout;
  if (kit::button("log-out", tr("login.out"), button)) {
    log_out();
  }
}

} // namespace

bool Staff::has(std::string_view role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

SessionState session() {
  if (!sessions().asked) {
    ask_session();
  }
  return sessions().state;
}

const Staff& staff() { return sessions().staff; }

void log_in(std::string user, std::string password, Then then) {
  JsonObject body;
  body.add("user", std::string_view(user)).add("password", std::string_view(password));
  post("/api/session", body.str(), [then = std::move(then)](const Reply& reply) {
    sessions().asked = true;
    if (reply.ok()) {
      take_staff(reply);
    }
    if (then) {
      then(reply);
    }
  });
}

void log_out() {
  del("/api/session", [](const Reply& reply) {
    if (reply.ok() || reply.status == 401) {
      sessions().state = SessionState::out;
      sessions().staff = {};
    }
  });
}

bool require_staff(std::initializer_list<std::string_view> roles, std::string_view place_title_key) {
  if (session() != SessionState::in) {
    draw_log_in(tr(place_title_key));
    return false;
  }
  const auto held = [](std::string_view role) { return staff().has(role); };
  if (std::any_of(roles.begin(), roles.end(), held)) {
    return true;
  }
  draw_wrong_role(tr(place_title_key));
  return false;
}

} // namespace app
