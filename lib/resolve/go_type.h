// What sort of type a piece of Go source writes down.
#pragma once

#include <cstdint>
#include <string_view>

#include "resolve/go_tokens.h"

namespace goescape {

enum class TypeShape : std::uint8_t {
  kUnknown,  // None is written: `x := f()`.
  kNamed,
  kPointer,
  kMap,
  kSlice,
  kArray,
  kFunc,
  kChan,
  kInterface,
  kStruct,
};

struct TypeRef {
  TypeShape shape = TypeShape::kUnknown;
  std::string_view package;  // kNamed, kPointer to a named type: the name in front of its dot; may be empty.
  std::string_view name;     // kNamed, kPointer to a named type: its name without type arguments.

  bool operator==(const TypeRef&) const = default;
};

// Passes a type from its first token on. kUnknown where none begins; then nothing is passed.
TypeRef read_type(GoTokens& tokens);

// The type that a value writes down: `&T{`, `T{`, `make(T`, `new(T)`, `map[K]V{`, `[]T{`, `func(`. Passes some of it.
TypeRef type_of_value(GoTokens& tokens);

}  // namespace goescape
