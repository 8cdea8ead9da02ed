// Lists of words inside one flag of the go command, as in -gcflags='-N "-a b"' and in GOFLAGS
// (cmd/internal/quoted of Go; before 1.18 cmd/go/internal/str, which reads the same text the same way).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "util/result.h"

namespace goescape {

// Cuts at white space; a word that begins with ' or " goes to the next one of these, without escapes. Fails where a
// quote is not closed.
Result<std::vector<std::string>> split_quoted(std::string_view text);

// The text that split_quoted() cuts into these words. Fails for a word that needs a quote and holds both kinds.
Result<std::string> join_quoted(const std::vector<std::string>& words);

}  // namespace goescape
