#include "parse/section.h"

#include "parse/text.h"

namespace goescape {

std::optional<Section> parse_section(std::string_view line) {
  const auto name = between(line, "# ", "");
  if (!name || name->empty()) {
    return std::nullopt;
  }
  if (const auto vetted = between(*name, "[", "]")) {
    return Section{*vetted, {}, true};
  }
  const std::size_t blank = name->find(' ');
  if (blank == std::string_view::npos) {
    return Section{*name, {}, false};
  }
  if (const auto variant = between(name->substr(blank), " [", "]")) {
    return Section{name->substr(0, blank), *variant, false};
  }
  return std::nullopt;
}

}  // namespace goescape
