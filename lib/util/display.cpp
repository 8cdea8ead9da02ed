#include "util/display.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "util/utf8.h"

namespace goescape {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool contains(const std::array<Range, N>& ranges, char32_t value) {
  const auto* after = std::upper_bound(ranges.begin(), ranges.end(), value,
                                       [](char32_t wanted, const Range& range) { return wanted < range.first; });
  return after != ranges.begin() && value <= std::prev(after)->last;
}

// Controls, and what is invisible or changes direction: Default_Ignorable_Code_Point (Unicode 15,
// DerivedCoreProperties.txt) but for the two variation selectors that tell emoji from text, line and paragraph
// separators, annotations. Hangul fillers are letters, of which Go makes identifiers that nobody sees.
constexpr std::array<Range, 19> kNotShown{{{0x00, 0x1F},
                                           {0x7F, 0x9F},
                                           {0xAD, 0xAD},
                                           {0x34F, 0x34F},
                                           {0x61C, 0x61C},
                                           {0x115F, 0x1160},
                                           {0x17B4, 0x17B5},
                                           {0x180B, 0x180F},
                                           {0x200B, 0x200F},
                                           {0x2028, 0x202E},
                                           {0x2060, 0x206F},
                                           {0x3164, 0x3164},
                                           {0xFE00, 0xFE0D},
                                           {0xFEFF, 0xFEFF},
                                           {0xFFA0, 0xFFA0},
                                           {0xFFF0, 0xFFFB},
                                           {0x1BCA0, 0x1BCA3},
                                           {0x1D173, 0x1D17A},
                                           {0xE0000, 0xE0FFF}}};

// Blanks that are shown. A runner of GitHub Actions passes over them in front of a command.
constexpr std::array<Range, 7> kBlanks{{{' ', ' '},
                                        {0xA0, 0xA0},
                                        {0x1680, 0x1680},
                                        {0x2000, 0x200A},
                                        {0x202F, 0x202F},
                                        {0x205F, 0x205F},
                                        {0x3000, 0x3000}}};

// Two cells wide: East_Asian_Width W and F and emoji presentation (Unicode 15, EastAsianWidth.txt), gaps of unassigned
// code points inside of blocks closed.
constexpr std::array<Range, 24> kWide{
    {{0x1100, 0x115F}, {0x231A, 0x231B}, {0x2329, 0x232A}, {0x23E9, 0x23EC}, {0x25FD, 0x25FE}, {0x2614, 0x2615},
     {0x2648, 0x2653}, {0x26AA, 0x26AB}, {0x26BD, 0x26BE}, {0x26C4, 0x26C5}, {0x2705, 0x2705}, {0x270A, 0x270B},
     {0x2728, 0x2728}, {0x274C, 0x274C}, {0x2753, 0x2755}, {0x2795, 0x2797}, {0x2B1B, 0x2B1C}, {0x2E80, 0x303E},
     {0x3041, 0xA4CF}, {0xA960, 0xA97C}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}}};
constexpr std::array<Range, 4> kWideAstral{
    {{0xFFE0, 0xFFE6}, {0x16FE0, 0x1B2FF}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}}};

// No cell of their own: the combining marks of the scripts that identifiers and comments are commonly written in.
constexpr std::array<Range, 16> kCombining{{{0x300, 0x36F},
                                            {0x483, 0x489},
                                            {0x591, 0x5BD},
                                            {0x610, 0x61A},
                                            {0x64B, 0x65F},
                                            {0x6D6, 0x6DC},
                                            {0x900, 0x902},
                                            {0x93A, 0x93A},
                                            {0x941, 0x948},
                                            {0xE31, 0xE31},
                                            {0xE34, 0xE3A},
                                            {0x1AB0, 0x1AFF},
                                            {0x1DC0, 0x1DFF},
                                            {0x20D0, 0x20F0},
                                            {0xFE00, 0xFE0F},
                                            {0xFE20, 0xFE2F}}};

std::size_t cells(char32_t value) {
  if (value < 0x300) {
    return 1;
  }
  if (contains(kCombining, value)) {
    return 0;
  }
  return contains(kWide, value) || contains(kWideAstral, value) ? 2 : 1;
}

void append_code(std::string& out, char32_t value) {
  const auto number = static_cast<std::uint32_t>(value);
  if (value == '\n') {
    out += "\\n";
  } else if (value == '\t') {
    out += "\\t";
  } else if (value == '\r') {
    out += "\\r";
  } else if (value < 0x80) {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", number);
  } else if (value <= 0xFFFF) {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", number);
  } else {
    fmt::format_to(std::back_inserter(out), "\\U{:08x}", number);
  }
}

bool is_plain(char byte) { return byte >= 0x20 && byte < 0x7F; }

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

// The bytes of the blanks that `text` begins with.
std::size_t blank_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = decode_utf8(text.substr(at));
    if (!point.valid || !contains(kBlanks, point.value)) {
      break;
    }
    at += point.length;
  }
  return at;
}

// Appends printable ASCII, with the second mark of what a log would run spelled out.
void append_plain(std::string& out, std::string_view text) {
  for (std::size_t mark = text.find("##"); mark != std::string_view::npos; mark = text.find("##")) {
    const bool acts = begins_log_command(text.substr(mark));
    out += text.substr(0, mark + 1);
    out += acts ? "\\x23" : "";
    text.remove_prefix(mark + (acts ? 2 : 1));
  }
  out += text;
}

// The bytes of an escaped text from `begin` on that fit into `width` cells.
std::size_t prefix_fitting(std::string_view text, std::size_t width) {
  std::size_t at = 0;
  std::size_t used = 0;
  while (at < text.size()) {
    const CodePoint point = decode_utf8(text.substr(at));
    used += point.valid ? cells(point.value) : 1;
    if (used > width) {
      break;
    }
    at += point.length;
  }
  return at;
}

// Where the longest end of `text` begins that fits into `width` cells.
std::size_t suffix_fitting(std::string_view text, std::size_t width) {
  std::size_t at = 0;
  std::size_t rest = display_width(text);
  while (rest > width) {
    const CodePoint point = decode_utf8(text.substr(at));
    rest -= point.valid ? cells(point.value) : 1;
    at += point.length;
  }
  return at;
}

}  // namespace

bool is_shown(char32_t code_point) { return !contains(kNotShown, code_point); }

bool begins_log_command(std::string_view text) {
  if (!text.starts_with("##")) {
    return false;
  }
  text.remove_prefix(2);
  const auto* const end = std::find_if_not(text.begin(), text.end(), is_letter);
  return end != text.end() && *end == '[';
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t at = blank_prefix(text);
  out += text.substr(0, at);
  if (text.substr(at).starts_with(':')) {
    out += "\\x3a";
    ++at;
  }
  while (at < text.size()) {
    const auto* const plain_end =
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_plain);
    const auto plain = static_cast<std::size_t>(plain_end - text.begin()) - at;
    append_plain(out, text.substr(at, plain));
    at += plain;
    if (at == text.size()) {
      return;
    }
    const CodePoint point = decode_utf8(text.substr(at));
    const std::string_view bytes = text.substr(at, point.length);
    if (!point.valid) {
      for (const char byte : bytes) {
        fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(byte));
      }
    } else if (is_shown(point.value)) {
      out.append(bytes);
    } else {
      append_code(out, point.value);
    }
    at += point.length;
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_escaped(out, text);
  return out;
}

std::string laid_out(std::string_view line) {
  constexpr std::string_view kTab = "    ";
  std::string text;
  while (!line.empty()) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    text += line.substr(0, tab);
    text += tab == line.size() ? "" : kTab;
    line.remove_prefix(std::min(tab + 1, line.size()));
  }
  return escaped(text);
}

std::string escaped_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (true) {
    const std::size_t end = text.find('\n');
    out += laid_out(text.substr(0, end));
    if (end == std::string_view::npos) {
      return out;
    }
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text.substr(at));
    width += point.valid ? cells(point.value) : 1;
    at += point.length;
  }
  return width;
}

std::string shorten_middle(std::string_view text, std::size_t width) {
  if (width == 0 || display_width(text) <= width) {
    return std::string(text);
  }
  const std::size_t head = (width - 1) * 2 / 5;
  std::string shortened(text.substr(0, prefix_fitting(text, head)));
  shortened += "\u2026";
  shortened += text.substr(suffix_fitting(text, width - 1 - head));
  return shortened;
}

}  // namespace goescape
