// Reading UTF-8 (RFC 3629) that may be broken: source code and file names promise nothing.
#pragma once

#include <cstdint>
#include <string_view>

namespace goescape {

// What stands at the start of a text.
struct CodePoint {
  char32_t value = 0;       // Only meaningful when valid.
  std::uint8_t length = 0;  // Bytes to step over, at least 1.
  bool valid = false;       // False: `length` bytes belong together and are no code point (Unicode 15, section 3.9,
                            // "maximal subparts"), so that each such group becomes one U+FFFD.
};

// Decodes the first code point of `text`, which must not be empty. Overlong forms, surrogates and values above
// U+10FFFF are not valid.
CodePoint decode_utf8(std::string_view text);

// Written in place of bytes that are no code point: U+FFFD.
inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

}  // namespace goescape
