#include "resolve/line_directives.h"

#include "resolve/path_text.h"

namespace goescape {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// `name:line:column` or `name:line` without its last number; all of it when there is none.
std::string_view without_number(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  return colon != std::string_view::npos && is_number(text.substr(colon + 1)) ? text.substr(0, colon) : text;
}

}  // namespace

std::vector<std::string_view> line_directive_names(std::string_view source) {
  constexpr std::string_view kWord = "line ";
  std::vector<std::string_view> names;
  for (std::size_t at = source.find(kWord); at != std::string_view::npos; at = source.find(kWord, at + 1)) {
    const std::string_view opening = source.substr(at < 2 ? at : at - 2, at < 2 ? 0 : 2);
    if (opening != "//" && opening != "/*") {
      continue;
    }
    const std::string_view rest = source.substr(at + kWord.size());
    const std::size_t end = opening == "//" ? rest.find_first_of("\r\n") : rest.find("*/");
    const std::string_view name = without_number(without_number(rest.substr(0, end)));
    if (!name.empty()) {
      names.push_back(name);
    }
  }
  return names;
}

std::vector<std::string_view> base_names_within(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789";
  std::vector<std::string_view> names;
  for (std::size_t colon = name.find(':'); colon != std::string_view::npos; colon = name.find(':', colon + 1)) {
    if (colon + 1 < name.size() && kDigits.find(name[colon + 1]) != std::string_view::npos) {
      names.push_back(base_name(name.substr(0, colon)));
    }
  }
  names.push_back(base_name(name));
  return names;
}

}  // namespace goescape
