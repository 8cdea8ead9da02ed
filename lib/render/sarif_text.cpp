#include "render/sarif_text.h"

#include <fmt/core.h>

namespace goescape {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// The length of the placeholder that `text` begins with; 0 when there is none.
std::size_t placeholder_length(std::string_view text) {
  std::size_t at = 1;
  while (at < text.size() && is_digit(text[at])) {
    ++at;
  }
  return text.front() == '{' && at > 1 && at < text.size() && text[at] == '}' ? at + 1 : 0;
}

// Whether a bracket behind `before` is escaped already, by a backslash that is no escaped one itself.
bool is_escaped(std::string_view before) {
  const std::size_t last = before.find_last_not_of('\\');
  return (before.size() - (last == std::string_view::npos ? 0 : last + 1)) % 2 == 1;
}

}  // namespace

std::string sarif_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (const std::size_t length = placeholder_length(text); length != 0) {
      out += fmt::format("{{{}}}", text.substr(0, length));
      text.remove_prefix(length);
      continue;
    }
    if (text.starts_with("](") && !is_escaped(out)) {
      out += '\\';
    }
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

std::string sarif_link(std::string_view text, std::uint64_t id) {
  std::string shown;
  for (const char byte : text) {
    if (byte == '[' || byte == ']' || byte == '\\') {
      shown += '\\';
    }
    shown += byte;
  }
  return fmt::format("[{}]({})", sarif_text(shown), id);
}

}  // namespace goescape
