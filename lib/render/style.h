// Colours of the text format: few, and by meaning.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace goescape {

enum class Style : std::uint8_t {
  kPlain,
  kTitle,    // Bold: headings.
  kHint,     // Dim: what is said aside, how to see more.
  kPlace,    // Cyan: where a finding stands.
  kWarning,  // Yellow: what the report does not know.
  kFailure,  // Red: what failed.
};

// Puts SGR sequences (ECMA-48, 8.3.117) around text, or nothing when colours are off.
class Painter {
 public:
  explicit Painter(bool color) : color_(color) {}

  // Appends `text`, which holds no line end, in `style`.
  void append(std::string& out, Style style, std::string_view text) const;

 private:
  bool color_;
};

}  // namespace goescape
