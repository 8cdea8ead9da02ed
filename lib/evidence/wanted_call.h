// What call of the runtime a heap decision would need, by what the compiler says of it.
#pragma once

#include <bitset>
#include <string>
#include <string_view>

#include "model/kind.h"
#include "model/runtime_call.h"

namespace goescape {

using CallKindSet = std::bitset<static_cast<std::size_t>(CallKind::kStaticData) + 1>;

struct WantedCall {
  CallKindSet kinds;          // Any of these would do.
  std::string type{};         // Of what is allocated, unqualified_type(); of an array its element. Empty = not told.
  bool is_array = false;      // Behind a slice; `type` is the element.
  std::string length{};       // Of the array, where the expression tells it.
  bool is_constant = false;   // A literal: it needs no call, as a rule.
  bool repeats = false;       // Stands for several that are equal: code that was inlined more than once.
  bool may_be_boxed = false;  // A slice or a text, which the same words may also put into an interface.
};

// How the types of closures begin (cmd/compile/internal/typecheck.ClosureType).
inline constexpr std::string_view kClosureType = "struct { F uintptr";

// Whether what a call allocates, of a type as the listing names it, can be what is wanted. Types that are not told fit.
bool fits(const WantedCall& wanted, CallKind kind, std::string_view type);

// Whether both tell the type, and it is the same.
bool same_type(const WantedCall& wanted, std::string_view type);

// The expression of an escapes_to_heap decision is spelled as cmd/compile/internal/ir/fmt.go does: `&T{...}`,
// `make([]T, n)`, `func literal`, `... argument`, `append`, `string(b)`; everything else is a value that is put into
// an interface. A variable that was moved to the heap is an object of a type that is not told.
WantedCall wanted_call(Kind kind, std::string_view expression);

}  // namespace goescape
