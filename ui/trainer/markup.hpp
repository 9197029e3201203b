/// What is printed or given away as a file, as HTML whose texts are escaped. Private to ui/trainer.
#pragma once

#include <string>
#include <string_view>

namespace trainer::markup {

std::string escaped(std::string_view text);
std::string element(std::string_view name, std::string_view text);
std::string of_class(std::string_view name, std::string_view kind, std::string_view text);
/// `look` and what leaves nothing but #paper on the sheet (app::print_document).
std::string sheet_style(std::string_view look);

} // namespace trainer::markup
