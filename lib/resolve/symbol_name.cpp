#include "resolve/symbol_name.h"

#include "parse/shape.h"

namespace goescape {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The import path ends at the first dot behind its last slash: dots in its last element are written as %2e. Type
// arguments hold paths of their own.
std::size_t end_of_path(std::string_view symbol) {
  const std::string_view own = symbol.substr(0, symbol.find_first_of("[("));
  const std::size_t slash = own.rfind('/');
  return own.find('.', slash == std::string_view::npos ? 0 : slash);
}

}  // namespace

std::string function_of_symbol(std::string_view symbol) {
  const std::size_t dot = end_of_path(symbol);
  return without_type_arguments(dot == std::string_view::npos ? symbol : symbol.substr(dot + 1));
}

std::string package_of_symbol(std::string_view symbol) {
  const std::size_t dot = end_of_path(symbol);
  return dot == std::string_view::npos ? std::string() : unescaped_symbol(symbol.substr(0, dot));
}

std::string unescaped_symbol(std::string_view symbol) {
  std::string result;
  for (std::size_t at = 0; at < symbol.size(); ++at) {
    const int high = symbol[at] == '%' && at + 2 < symbol.size() ? hex_digit(symbol[at + 1]) : -1;
    const int low = high < 0 ? -1 : hex_digit(symbol[at + 2]);
    result += low < 0 ? symbol[at] : static_cast<char>(high * 16 + low);
    at += low < 0 ? 0 : 2;
  }
  return result;
}

std::string with_program_path(std::string_view type, std::string_view import_path) {
  constexpr std::string_view kProgram = "main.";
  constexpr std::string_view kBehind = "[]*( {,;";  // What may stand in front of the name of a package.
  std::string result;
  const bool has_path = !import_path.empty() && import_path != "command-line-arguments";
  for (std::size_t at = has_path ? type.find(kProgram) : std::string_view::npos; at != std::string_view::npos;
       at = type.find(kProgram)) {
    const bool is_name = at == 0 ? result.empty() : kBehind.find(type[at - 1]) != std::string_view::npos;
    result.append(type.substr(0, at)).append(is_name ? import_path : "main").append(".");
    type.remove_prefix(at + kProgram.size());
  }
  return result.append(type);
}

}  // namespace goescape
