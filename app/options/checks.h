// Checks of values that flags of several commands share. They speak for themselves: what CLI11 says of a range names
// the bounds of the type.
#pragma once

#include <CLI/CLI.hpp>
#include <string_view>

namespace goescape {

// A whole number, as the configuration takes it.
CLI::Validator is_count();

// Not empty: an empty word comes from a variable that is not set, and must not mean something else than was meant.
// `what` is missing then: "the file".
CLI::Validator is_given(std::string_view what);

}  // namespace goescape
