// Shape types: how the compiler names the type arguments of generic code that it compiles once for several types.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// True when `text` names a shape type (cmd/compile/internal/noder/reader.go, shapify): `go.shape.int`,
// `go.shape.struct { F int }`, and in Go 1.18 and 1.19 `go.shape.int_0`.
bool names_shape(std::string_view text);

// `text` with every shape type written as `go.shape`, so that what the compiler says of one generic function reads the
// same for each of its shapes: `make([]go.shape.*uint8, n)` and `make([]go.shape.string, n)` become
// `make([]go.shape, n)`.
std::string without_shapes(std::string_view text);

// A function name with its type arguments collapsed as the Go runtime prints them: `Map[int,string]` and
// `Map[go.shape.int,go.shape.string]` become `Map[...]`, `(*List[go.shape.int]).Push` becomes `(*List[...]).Push`.
std::string without_type_arguments(std::string_view function);

}  // namespace goescape
