#include "ui/trainer/markup.hpp"

namespace trainer::markup {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + escaped(text) + "</" + std::string(name) + ">";
}

std::string of_class(std::string_view name, std::string_view kind, std::string_view text) {
  return "<" + std::string(name) + " class=\"" + std::string(kind) + "\">" + escaped(text) + "</" + std::string(name) +
         ">";
}

std::string sheet_style(std::string_view look) {
  return std::string(look) +
         "@media screen { #paper { position: absolute; visibility: hidden; left: 0; top: 0; } }\n"
         "@media print { @page { size: A4; margin: 12mm; }\n"
         "html[data-paper] body { position: static !important; overflow: visible !important; background: #fff; }\n"
         "html[data-paper] body > :not(#paper) { display: none !important; } }\n";
}

} // namespace trainer::markup
