#include "util/utf8.h"

namespace goescape {
namespace {

// How a lead byte goes on: its payload bits, how many bytes follow, and the range of the first of them, which keeps
// out overlong forms, surrogates and values above U+10FFFF (Unicode 15, table 3-7).
struct Lead {
  unsigned bits = 0;
  std::uint8_t following = 0;  // 0 = not a lead byte.
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
};

Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) {
    return {byte & 0x1FU, 1, 0x80, 0xBF};
  }
  if (byte >= 0xE0 && byte <= 0xEF) {
    const unsigned char low = byte == 0xE0 ? 0xA0 : 0x80;
    const unsigned char high = byte == 0xED ? 0x9F : 0xBF;
    return {byte & 0x0FU, 2, low, high};
  }
  if (byte >= 0xF0 && byte <= 0xF4) {
    const unsigned char low = byte == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = byte == 0xF4 ? 0x8F : 0xBF;
    return {byte & 0x07U, 3, low, high};
  }
  return {};
}

}  // namespace

CodePoint decode_utf8(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) {
    return {first, 1, true};
  }
  const Lead lead = lead_of(first);
  if (lead.following == 0) {
    return {0, 1, false};
  }
  char32_t value = lead.bits;
  unsigned char low = lead.low;
  unsigned char high = lead.high;
  for (std::uint8_t read = 1; read <= lead.following; ++read) {
    const auto byte = read < text.size() ? static_cast<unsigned char>(text[read]) : static_cast<unsigned char>(0);
    if (byte < low || byte > high) {
      return {0, read, false};
    }
    value = (value << 6) | (byte & 0x3FU);
    low = 0x80;
    high = 0xBF;
  }
  return {value, static_cast<std::uint8_t>(lead.following + 1), true};
}

}  // namespace goescape
