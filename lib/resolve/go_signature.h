// Parts of a Go function declaration that are passed over token by token. Each function starts at the current token of
// the lexer and leaves it at the first token that does not belong to its part; bytes that are not Go end at kEnd.
#pragma once

#include <string>
#include <string_view>

#include "resolve/go_lexer.h"

namespace goescape {

// What stands for type arguments in the names of functions.
inline constexpr std::string_view kTypeArguments = "[...]";

// Passes the current token. Returns the place just after it, as the others do for the last token of their part.
SourcePoint skip_token(GoLexer& lexer);

// Passes everything from an opening bracket of any kind to its partner.
SourcePoint skip_balanced(GoLexer& lexer);

// Passes parameters and result, after `func` or the name; returns `end` when there is neither.
SourcePoint skip_signature(GoLexer& lexer, SourcePoint end);

// Passes a receiver, from its opening parenthesis on, and returns its type as it stands in the names of methods: `T`,
// `(*T)`, `T[...]`, `(*T[...])`.
std::string read_receiver(GoLexer& lexer);

}  // namespace goescape
