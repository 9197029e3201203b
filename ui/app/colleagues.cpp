#include "ui/app/colleagues.hpp"

#include "ui/app/app.hpp"

#include <functional>
#include <map>

namespace app {

namespace {

constexpr std::string_view simulated_prefix = "sim:";
constexpr double seconds_apart = 300; ///< people seldom join a branch

/// Of one branch, by id.
struct Names {
  std::string branch;
  std::map<std::string, std::string, std::less<>> by_id;
};

Names& names() {
  static Names of_branch;
  return of_branch;
}

bool take(const std::string& branch, const Reply& reply) {
  if (!reply.ok() || names().branch != branch) return false;
  std::map<std::string, std::string, std::less<>> found;
  const Json staff = Json::parse(reply.body)["staff"];
  for (std::size_t i = 0; i < staff.size(); ++i)
    found[staff[i]["id"].text()] = staff[i]["name"].text();
  if (found == names().by_id) return false;
  names().by_id = std::move(found);
  return true;
}

} // namespace

std::string_view simulated_number(std::string_view staff) {
  return staff.substr(0, simulated_prefix.size()) == simulated_prefix ? staff.substr(simulated_prefix.size()) : "";
}

std::string name_of_staff(std::string_view branch, std::string_view id) {
  if (const std::string_view number = simulated_number(id); !number.empty())
    return tr("branch.simulated_teller", {{"name", std::string(number)}});
  Names& of = names();
  if (of.branch != branch) of = {std::string(branch), {}};
  keep_asking("/api/branches/" + of.branch + "/staff", seconds_apart,
              [branch = of.branch](const Reply& reply) { return take(branch, reply); });
  const auto found = of.by_id.find(id);
  return found == of.by_id.end() ? std::string(id) : found->second;
}

} // namespace app
