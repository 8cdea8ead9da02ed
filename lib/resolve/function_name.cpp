#include "resolve/function_name.h"

#include <algorithm>

namespace goescape {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether a component of a name, behind '.' or '-', is one that the compiler numbers.
bool is_numbered(std::string_view component, char separator) {
  const std::string_view word = component.substr(0, component.find_last_not_of("0123456789") + 1);
  if (word.size() == component.size()) {
    return false;
  }
  if (separator == '-') {
    return word == "range";
  }
  return word.empty() || word == "func" || word == "gowrap" || word == "deferwrap";
}

// The next '.' or '-' of `name` at or behind `at` that is in no brackets; npos when there is none.
std::size_t next_separator(std::string_view name, std::size_t at) {
  int depth = 0;
  for (; at < name.size(); ++at) {
    const char c = name[at];
    if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    } else if (depth == 0 && (c == '.' || c == '-')) {
      return at;
    }
  }
  return std::string_view::npos;
}

// Where the first component that the compiler numbers begins, with its separator; the size of the name for none.
std::size_t closure_begin(std::string_view function) {
  for (std::size_t at = next_separator(function, 0); at != std::string_view::npos;) {
    const std::size_t next = next_separator(function, at + 1);
    if (is_numbered(function.substr(at + 1, next - at - 1), function[at])) {
      return at;
    }
    at = next;
  }
  return function.size();
}

std::string_view bare_type(std::string_view receiver) {
  if (receiver.starts_with("(*") && receiver.ends_with(')')) {
    receiver = receiver.substr(2, receiver.size() - 3);
  }
  return receiver.substr(0, receiver.find('['));
}

}  // namespace

FunctionParts function_parts(std::string_view function) {
  FunctionParts parts;
  const std::size_t begin = closure_begin(function);
  parts.declared = function.substr(0, begin);
  parts.closure = function.substr(begin);
  const std::size_t dot = next_separator(parts.declared, 0);
  if (dot != std::string_view::npos) {
    parts.receiver = bare_type(parts.declared.substr(0, dot));
  }
  parts.name = dot == std::string_view::npos ? parts.declared : parts.declared.substr(dot + 1);
  parts.name = parts.name.substr(0, parts.name.find('['));
  return parts;
}

std::string without_closure_numbers(std::string_view function) {
  const std::size_t begin = closure_begin(function);
  std::string result(function.substr(0, begin));
  std::copy_if(function.begin() + static_cast<std::ptrdiff_t>(begin), function.end(), std::back_inserter(result),
               [](char c) { return !is_digit(c); });
  return result;
}

}  // namespace goescape
