// What the compiler says behind a position: one message, recognised and cut into its parts.
#pragma once

#include <optional>
#include <string_view>

#include "model/kind.h"

namespace goescape {

// A recognised message. Views point into the text that was recognised; a part that a kind does not have is empty.
struct Message {
  Kind kind = Kind::kEscapesToHeap;
  // What it is about: the expression that escapes, the variable moved, the parameter, the call.
  std::string_view expression;
  // The function it names: `in F` of a flow header, `can inline F`, `inlining call to F`.
  std::string_view function;
};

// Recognises the text behind a position. The format strings are those of cmd/compile in Go 1.12 to 1.27
// (internal/escape, internal/inline, internal/devirtualize, internal/walk, internal/ssagen and, up to 1.16, gc/).
// Escape texts are told by how they end, never by what they contain, because string constants of the program stand in
// them. Returns nothing for any other text.
std::optional<Message> recognise_message(std::string_view text);

// Recognises the few messages that the compiler prints without a position (variables made up by range-over-func have
// none): `moved to heap: #next` and `F capturing by ref: #next (addr=…)`.
std::optional<Message> recognise_message_without_position(std::string_view line);

// True for a text behind a position that reads as an error of the Go compiler, its type checker or its back end
// (internal/types/errors; base.ErrorfAt in cmd/compile/internal), of the go command, the assembler, cgo or a C
// compiler. To be asked only of what recognise_message() does not know.
bool looks_like_compile_error(std::string_view text);

// True when a line that was not understood speaks of the heap, so that a report without it could be wrong.
bool speaks_of_heap(std::string_view line);

}  // namespace goescape
