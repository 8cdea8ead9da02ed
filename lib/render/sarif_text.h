// Text in the message strings of SARIF 2.1.0 (section 3.11), which have a syntax of their own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace goescape {

// `text` so that nothing in it is a link (section 3.11.6) or a placeholder for an argument (3.11.5): the bracket of
// what looks like a link gets a backslash, the braces of what looks like a placeholder are doubled. Other brackets and
// braces stay: the specification wants all braces doubled, but no consumer undoes that where a message has no
// arguments, and GitHub takes none.
std::string sarif_text(std::string_view text);

// A link to the location of the same result with this id, shown as `text`.
std::string sarif_link(std::string_view text, std::uint64_t id);

}  // namespace goescape
