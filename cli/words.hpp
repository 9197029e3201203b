/// Names in words, not ids: the page's own texts (assets/strings), built into the command.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace cli {

class Words {
public:
  explicit Words(bool chinese);
  /// The text of a key of assets/strings/*/{speech,train}.json; the key itself when there is none.
  std::string operator[](std::string_view key) const;
  /// The same for "mood." + "calm".
  std::string name(std::string_view family, std::string_view id) const;

private:
  std::map<std::string, std::string, std::less<>> texts_;
};

} // namespace cli
