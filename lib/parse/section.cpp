#include "parse/section.h"

#include "parse/text.h"

namespace goescape {

std::optional<Section> parse_section(std::string_view line) {
  const auto name = between(line, "# ", "");
  if (!name || name->empty()) {
    return std::nullopt;
  }
  const std::size_t blank = name->find(' ');
  if (const auto vetted = between(*name, "[", "]")) {
    // Where there are blanks it is a command, below the header of its package: "# [pkg-config --cflags -- zlib]".
    return blank == std::string_view::npos ? std::optional(Section{*vetted, {}, true}) : std::nullopt;
  }
  if (blank == std::string_view::npos) {
    return Section{*name, {}, false};
  }
  if (const auto variant = between(name->substr(blank), " [", "]")) {
    return Section{name->substr(0, blank), *variant, false};
  }
  return std::nullopt;
}

}  // namespace goescape
