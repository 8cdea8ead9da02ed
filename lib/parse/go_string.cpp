#include "parse/go_string.h"

#include <charconv>

namespace goescape {
namespace {

constexpr std::string_view kSimple = R"(abfnrtv\")";
constexpr std::string_view kMeaning = "\a\b\f\n\r\t\v\\\"";

void append_utf8(std::string& out, std::uint32_t code_point) {
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0U | code_point >> 6U);
    tail(0);
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0U | code_point >> 12U);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | code_point >> 18U);
    tail(12);
    tail(6);
    tail(0);
  }
}

// How many digits stand behind \x, \u, \U and in front of an octal number.
std::size_t digits_of(char letter) {
  switch (letter) {
    case 'x':
      return 2;
    case 'u':
      return 4;
    case 'U':
      return 8;
    default:
      return 0;
  }
}

// Appends what `\` in front of `text` means and takes it off; false where that is nothing.
bool take_escape(std::string_view& text, std::string& out) {
  if (const std::size_t simple = text.empty() ? std::string_view::npos : kSimple.find(text.front());
      simple != std::string_view::npos) {
    out += kMeaning[simple];
    text.remove_prefix(1);
    return true;
  }
  const std::size_t hexadecimal = text.empty() ? 0 : digits_of(text.front());
  const std::size_t length = hexadecimal == 0 ? 3 : hexadecimal;
  const std::string_view digits = text.substr(hexadecimal == 0 ? 0 : 1).substr(0, length);
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal == 0 ? 8 : 16);
  const bool is_byte = hexadecimal <= 2;
  const bool is_surrogate = value >= 0xD800 && value < 0xE000;
  if (error != std::errc() || digits.size() != length || end != digits.data() + length ||
      (is_byte ? value > 0xFF : value > 0x10FFFF || is_surrogate)) {
    return false;
  }
  if (is_byte) {
    out += static_cast<char>(value);
  } else {
    append_utf8(out, value);
  }
  text.remove_prefix(length + (hexadecimal == 0 ? 0 : 1));
  return true;
}

}  // namespace

std::size_t go_string_length(std::string_view text) {
  const char quote = text.empty() ? '\0' : text.front();
  if (quote != '"' && quote != '`') {
    return 0;
  }
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == quote) {
      return at + 1;
    }
    at += quote == '"' && text[at] == '\\' ? 1 : 0;
  }
  return 0;
}

std::optional<std::string> unquoted_go_string(std::string_view text) {
  if (text.empty() || go_string_length(text) != text.size()) {
    return std::nullopt;
  }
  const bool raw = text.front() == '`';
  text = text.substr(1, text.size() - 2);
  std::string out;
  while (!text.empty()) {
    const char byte = text.front();
    text.remove_prefix(1);
    if (raw || byte != '\\') {
      out += byte;
    } else if (!take_escape(text, out)) {
      return std::nullopt;
    }
  }
  return out;
}

}  // namespace goescape
