#include "cli/words.hpp"

#include "cli/texts.hpp"
#include "core/json/json.hpp"

namespace cli {

Words::Words(bool chinese) {
  for (const std::string_view file : chinese ? texts_zh : texts_en) {
    const auto parsed = lobby::json::parse(file);
    if (!parsed.document) continue;
    for (const auto& member : parsed.document->root().members)
      texts_.emplace(member.name, member.value.text);
  }
}

std::string Words::operator[](std::string_view key) const {
  const auto found = texts_.find(key);
  return found != texts_.end() ? found->second : std::string(key);
}

std::string Words::name(std::string_view family, std::string_view id) const {
  return (*this)[std::string(family) + std::string(id)];
}

} // namespace cli
