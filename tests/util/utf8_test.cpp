#include "util/utf8.h"

#include <string>

#include "catch.h"

using namespace goescape;

namespace {

// The encoding by definition (RFC 3629, section 3), the oracle for valid input.
std::string encode(char32_t value) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  if (value < 0x80) {
    return {byte(value)};
  }
  if (value < 0x800) {
    return {byte(0xC0 | (value >> 6)), byte(0x80 | (value & 0x3F))};
  }
  if (value < 0x10000) {
    return {byte(0xE0 | (value >> 12)), byte(0x80 | ((value >> 6) & 0x3F)), byte(0x80 | (value & 0x3F))};
  }
  return {byte(0xF0 | (value >> 18)), byte(0x80 | ((value >> 12) & 0x3F)), byte(0x80 | ((value >> 6) & 0x3F)),
          byte(0x80 | (value & 0x3F))};
}

}  // namespace

TEST_CASE("UTF-8: every Unicode scalar value decodes to itself") {
  std::size_t wrong = 0;
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    const std::string bytes = encode(value);
    const CodePoint point = decode_utf8(bytes + "x");
    const bool right = point.valid && point.value == value && point.length == bytes.size();
    wrong += right == surrogate ? 1 : 0;
  }
  CHECK(wrong == 0);
}

TEST_CASE("UTF-8: broken UTF-8 is stepped over in maximal subparts") {
  struct Case {
    std::string bytes;
    unsigned length;
  };
  const Case broken =
      GENERATE(Case{"\x80", 1}, Case{"\xBFz", 1}, Case{"\xC0\xAF", 1}, Case{"\xC1\x80", 1}, Case{"\xC3", 1},
               Case{"\xC3(", 1}, Case{"\xE0\x80\x80", 1}, Case{"\xE2\x82", 2}, Case{"\xE2\x82(", 2},
               Case{"\xED\xA0\x80", 1}, Case{"\xF0\x8F\xBF\xBF", 1}, Case{"\xF0\x9F\x98", 3},
               Case{"\xF4\x90\x80\x80", 1}, Case{"\xF5\x80\x80\x80", 1}, Case{"\xFF\xFE", 1});
  const CodePoint point = decode_utf8(broken.bytes);
  CAPTURE(broken.bytes);
  CHECK_FALSE(point.valid);
  CHECK(point.length == broken.length);
}
