// Strings as Go source spells them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace goescape {

// The length of the literal, in "" or ``, that `text` begins with, quotes included; 0 where it begins with none or the
// literal does not end.
std::size_t go_string_length(std::string_view text);

// What a literal of this whole length stands for, as strconv.Unquote says; nothing where it is no literal or has an
// escape that Go does not know.
std::optional<std::string> unquoted_go_string(std::string_view text);

}  // namespace goescape
