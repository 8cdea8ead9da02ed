#include "render/json_writer.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "util/display.h"
#include "util/utf8.h"

namespace goescape {
namespace {

// Bytes that stand for themselves inside of a JSON string.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) {
    plain[byte] = byte != '"' && byte != '\\';
  }
  return plain;
}();

void append_code(std::string& out, char32_t value) {
  const auto number = static_cast<std::uint32_t>(value);
  if (value == '\n') {
    out += "\\n";
  } else if (value == '\t') {
    out += "\\t";
  } else if (value < 0x10000) {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", number);
  } else {
    const std::uint32_t offset = number - 0x10000;
    fmt::format_to(std::back_inserter(out), "\\u{:04x}\\u{:04x}", 0xD800 + (offset >> 10), 0xDC00 + (offset & 0x3FF));
  }
}

// Appends the first character of `text`, which is not plain, and returns its length in bytes.
std::size_t append_special(std::string& out, std::string_view text) {
  const CodePoint point = decode_utf8(text);
  if (!point.valid) {
    out += kReplacementCharacter;
  } else if (point.value == '"' || point.value == '\\') {
    out += '\\';
    out += text[0];
  } else if (is_shown(point.value)) {
    out += text.substr(0, point.length);
  } else {
    append_code(out, point.value);
  }
  return point.length;
}

}  // namespace

void JsonWriter::key(std::string_view name) {
  separate();
  out_ += '"';
  out_ += name;
  out_ += "\":";
  needs_comma_ = false;
}

void JsonWriter::value(std::string_view text) {
  separate();
  out_ += '"';
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (kPlain[static_cast<unsigned char>(text[at])]) {
      ++at;
      continue;
    }
    out_ += text.substr(begin, at - begin);
    at += append_special(out_, text.substr(at));
    begin = at;
  }
  out_ += text.substr(begin);
  out_ += '"';
}

void JsonWriter::value(std::uint64_t number) {
  separate();
  const fmt::format_int digits(number);
  out_.append(digits.data(), digits.size());
}

void JsonWriter::value(std::int64_t number) {
  separate();
  const fmt::format_int digits(number);
  out_.append(digits.data(), digits.size());
}

void JsonWriter::value(bool boolean) {
  separate();
  out_ += boolean ? "true" : "false";
}

void JsonWriter::new_element_line(unsigned indent) {
  if (needs_comma_) {
    out_ += ',';
    needs_comma_ = false;
  }
  new_end_line(indent);
}

void JsonWriter::new_end_line(unsigned indent) {
  out_ += '\n';
  out_.append(indent, ' ');
}

void JsonWriter::begin(char bracket) {
  separate();
  out_ += bracket;
  needs_comma_ = false;
}

void JsonWriter::end(char bracket) {
  out_ += bracket;
  needs_comma_ = true;
}

void JsonWriter::separate() {
  if (needs_comma_) {
    out_ += ',';
  }
  needs_comma_ = true;
}

}  // namespace goescape
