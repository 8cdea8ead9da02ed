#include "parse/text.h"

#include <algorithm>

namespace goescape {
namespace {

bool is_quote(char c) { return c == '"' || c == '`' || c == '\''; }

// The position behind the literal whose opening quote stands at `open`; npos when it does not end.
std::size_t behind_literal(std::string_view text, std::size_t open) {
  const char quote = text[open];
  for (std::size_t at = open + 1; at < text.size(); ++at) {
    if (text[at] == '\\' && quote != '`') {
      ++at;
    } else if (text[at] == quote) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t find_outside_literals(std::string_view text, std::string_view needle) {
  // Most texts hold no literal in front of the needle, and many not even the needle: both show much faster than what
  // stands within literals.
  const std::size_t anywhere = text.find(needle);
  if (anywhere == std::string_view::npos || std::none_of(text.begin(), text.begin() + anywhere, is_quote)) {
    return anywhere;
  }
  std::size_t at = 0;
  while (at < text.size()) {
    if (text.substr(at).starts_with(needle)) {
      return at;
    }
    const char c = text[at];
    at = is_quote(c) ? behind_literal(text, at) : at + 1;
  }
  return std::string_view::npos;
}

bool ends_in_raw_literal(std::string_view text, bool inside) {
  if (text.find('`') == std::string_view::npos) {
    return inside;
  }
  std::size_t at = inside ? text.find('`') + 1 : 0;
  while ((at = text.find_first_of("\"'`", at)) != std::string_view::npos) {
    const std::size_t behind = behind_literal(text, at);
    if (behind == std::string_view::npos) {
      return text[at] == '`';
    }
    at = behind;
  }
  return false;
}

std::size_t find_outside_brackets(std::string_view text, std::string_view needle) {
  if (text.find(needle) == std::string_view::npos) {
    return std::string_view::npos;  // By far the most frequent answer, and found much faster.
  }
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (depth == 0 && text.substr(at).starts_with(needle)) {
      return at;
    }
    const char c = text[at];
    if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if ((c == ')' || c == ']' || c == '}') && --depth < 0) {
      break;
    }
  }
  return std::string_view::npos;
}

}  // namespace goescape
