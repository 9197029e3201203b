#include "ui/app/bridge.hpp"
#include "ui/app/internal.hpp"

#include "ui/kit/frame.hpp"

#include <utility>

namespace app {

namespace {

struct Route {
  std::vector<std::string> path;
  std::vector<std::pair<std::string, std::string>> query;
};

Route& route() {
  static Route current;
  return current;
}

int hex(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  if (c >= 'A' && c <= 'F') {
    return c - 'A' + 10;
  }
  return -1;
}

std::string decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

template <class Each> void split(std::string_view text, char at, Each each) {
  while (true) {
    const std::size_t end = text.find(at);
    if (const std::string_view part = text.substr(0, end); !part.empty()) {
      each(part);
    }
    if (end == std::string_view::npos) {
      return;
    }
    text.remove_prefix(end + 1);
  }
}

bool moved = false;
bool to_top = false; ///< the next page begins at its top

/// The route itself changes at the beginning of the next frame: whoever draws now may hold references into it.
void move_to(std::string_view address, bool replace, bool from_top) {
  host_push(std::string(address).c_str(), replace ? 1 : 0);
  moved = true;
  to_top = to_top || from_top;
  host_wake();
}

} // namespace

namespace internal {

void read_route() {
  const std::string address = bridge::answer(host_address());
  const std::string_view all = address;
  const std::size_t mark = all.find('?');
  Route next;
  split(all.substr(0, mark), '/', [&](std::string_view part) { next.path.push_back(decoded(part, false)); });
  if (mark != std::string_view::npos) {
    split(all.substr(mark + 1), '&', [&](std::string_view part) {
      const std::size_t equals = part.find('=');
      const bool bare = equals == std::string_view::npos;
      next.query.emplace_back(decoded(part.substr(0, equals), true),
                              bare ? std::string() : decoded(part.substr(equals + 1), true));
    });
  }
  route() = std::move(next);
  moved = false;
}

void follow_route() {
  if (!moved) {
    return;
  }
  read_route();
  if (std::exchange(to_top, false)) {
    kit::scroll_to_top();
  }
}

void returned() {
  read_route();
  kit::scroll_as_left();
}

void follow_link(const std::string& href) {
  const bool within = href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/api/");
  if (within) {
    go(href);
  } else {
    host_open(href.c_str());
  }
}

} // namespace internal

const std::vector<std::string>& path() { return route().path; }

std::string query(std::string_view name) {
  for (const auto& [key, value] : route().query) {
    if (key == name) {
      return value;
    }
  }
  return {};
}

void go(std::string_view address) { move_to(address, false, true); }

void replace(std::string_view address) { move_to(address, true, true); }

void rename(std::string_view address) { move_to(address, true, false); }

void back() { host_back(); }

} // namespace app
