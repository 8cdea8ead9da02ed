#include "evidence/type_name.h"

#include <algorithm>
#include <cctype>

namespace goescape {
namespace {

bool starts_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalpha(byte) != 0 || c == '_' || byte >= 0x80;
}

// Import paths and names: "gopkg.in/yaml%2ev3.Node".
bool continues_word(char c) {
  return starts_word(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("./%-~+").find(c) != std::string_view::npos;
}

std::string_view without_package(std::string_view word) {
  while (word.ends_with('.')) {
    word.remove_suffix(1);
  }
  const std::size_t dot = word.rfind('.');
  return dot == std::string_view::npos ? word : word.substr(dot + 1);
}

}  // namespace

std::string unqualified_type(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    if (!starts_word(name[at])) {
      // Spaces only separate; where one stands differs.
      out.append(name[at] == ' ' ? 0 : 1, name[at]);
      ++at;
      continue;
    }
    const auto* const end =
        std::find_if_not(name.begin() + static_cast<std::ptrdiff_t>(at), name.end(), continues_word);
    const std::string_view word = without_package({name.begin() + at, end});
    out += word == "any" ? "interface{}" : word;
    at = static_cast<std::size_t>(end - name.begin());
  }
  return out;
}

std::string_view array_element(std::string_view type) {
  const std::string_view length = array_length(type);
  return length.empty() ? std::string_view() : type.substr(length.size() + 2);
}

std::string_view array_length(std::string_view type) {
  const std::size_t close = type.find(']');
  const bool is_array =
      type.size() > 1 && type.front() == '[' && std::isdigit(static_cast<unsigned char>(type[1])) != 0;
  return is_array && close != std::string_view::npos ? type.substr(1, close - 1) : std::string_view();
}

}  // namespace goescape
