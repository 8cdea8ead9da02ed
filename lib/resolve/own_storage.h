// Which expressions have storage of their own, whatever is done with them.
#pragma once

#include <cstdint>
#include <string_view>

namespace goescape {

enum class OwnStorage : std::uint8_t {
  kAlways,    // `&T{...}`, `new(T)`, `make(…)`, `func literal`, the literal of a slice or map, a grown slice.
  kIfText,    // A conversion or a sum, if texts or bytes come out: `string(b)`, `a + b`, `T(x)`.
  kIfMethod,  // `x.M`, if it is the value of a method.
  kNone,      // Every other: a variable, a constant, a call.
};

// By the compiler's spelling of an expression.
OwnStorage own_storage(std::string_view expression);

}  // namespace goescape
