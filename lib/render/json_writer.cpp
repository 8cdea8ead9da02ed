#include "render/json_writer.h"

#include <fmt/format.h>

#include <array>
#include <cstring>
#include <iterator>

#include "util/display.h"
#include "util/utf8.h"

namespace goescape {
namespace {

// Bytes that stand for themselves inside of a JSON string, whatever follows them.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) {
    plain[byte] = byte != '"' && byte != '\\' && byte != '#';
  }
  return plain;
}();

// Eight times the same byte.
constexpr std::uint64_t repeated(std::uint64_t byte) { return byte * 0x0101010101010101U; }

// Whether one of the eight bytes of `word` is 0 (Mycroft's test).
constexpr bool has_zero(std::uint64_t word) { return ((word - repeated(0x01)) & ~word & repeated(0x80)) != 0; }

// Whether all eight bytes of `word` are plain.
constexpr bool all_plain(std::uint64_t word) {
  const bool control_or_high = (((word - repeated(0x20)) | word) & repeated(0x80)) != 0;
  return !control_or_high && !has_zero(word ^ repeated('"')) && !has_zero(word ^ repeated('\\')) &&
         !has_zero(word ^ repeated('#')) && !has_zero(word ^ repeated(0x7F));
}

// How many bytes at the beginning of `text` are plain. Nearly always all of them, hence eight at a time.
std::size_t plain_prefix(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (!all_plain(word)) {
      break;
    }
  }
  while (at < text.size() && kPlain[static_cast<unsigned char>(text[at])]) {
    ++at;
  }
  return at;
}

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

// Appends the first character of `text`, which is not plain, and returns its length in bytes. Of two marks that begin a
// command of a log it appends both.
std::size_t append_special(std::string& out, std::string_view text) {
  if (text.front() == '#') {
    const bool acts = begins_log_command(text);
    out += acts ? "#\\u0023" : "#";
    return acts ? 2 : 1;
  }
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
  open_quote();
  out_ += name;
  out_.push_back('"');
  out_.push_back(':');
  needs_comma_ = false;
}

void JsonWriter::value(std::string_view text) {
  open_quote();
  while (true) {
    const std::size_t plain = plain_prefix(text);
    out_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) {
      break;
    }
    text.remove_prefix(append_special(out_, text));
  }
  out_.push_back('"');
  needs_comma_ = true;
}

// Single characters by push_back(), which is several times faster than appending them as strings.
void JsonWriter::open_quote() {
  if (needs_comma_) {
    out_.push_back(',');
  }
  out_.push_back('"');
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

void JsonWriter::value(std::nullptr_t /*nothing*/) {
  separate();
  out_ += "null";
}

void JsonWriter::value(double number) {
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", number);
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
