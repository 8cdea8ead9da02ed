// Names of types as the compiler spells them: in diagnostics with the names of packages, in listings with their paths.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// The name without packages and without what differs between the two spellings: "[]m.T" and "[]example.com/m.T" are
// "[]T", "any" is "interface {}", "go.shape.int" is "int". Equal types have equal names then; types of equal names in
// two packages, too.
std::string unqualified_type(std::string_view name);

// The element of an array type, "T" of "[4]T"; empty for other types.
std::string_view array_element(std::string_view type);

// The digits in its brackets, "4"; empty for other types.
std::string_view array_length(std::string_view type);

}  // namespace goescape
