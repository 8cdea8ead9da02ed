// What a single comment says, wherever it stands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/directives.h"

namespace goescape {

// How far a directive reaches that stands alone above a function declaration.
enum class DirectiveReach : std::uint8_t {
  kLine,            // The line of code below.
  kLineOrFunction,  // The function that begins there, or else the line.
  kFunction,        // The function; anywhere else it is misplaced.
};

// A comment that is a directive, or means to be one.
struct DirectiveWords {
  DirectiveType type = DirectiveType::kIgnore;
  DirectiveReach reach = DirectiveReach::kLine;
  bool checkescape = false;  // As Directive::checkescape.
  std::string reason;        // As Directive::reason.
  std::string problem;       // What is wrong with it; empty = it is fine.
};

// Reads a `//` comment, slashes included, without the end of the line. Nothing when it has nothing to say to goescape:
// prose, and what other tools read for other ends (`//gcassert:inline`, `// +checkescape:stack`).
std::optional<DirectiveWords> read_directive_words(std::string_view comment);

// Whether a file can hold any directive: a quick look that tells most files apart.
bool may_hold_directives(std::string_view source);

}  // namespace goescape
