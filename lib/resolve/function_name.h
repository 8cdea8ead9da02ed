// The parts of a function's name that matching looks at.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// A name as in Finding::function, taken apart. Views into the name.
struct FunctionParts {
  std::string_view declared;  // The declared function: "(*T).Name" of "(*T).Name.func1.2".
  std::string_view closure;   // What follows: ".func1.2"; empty for the declared function itself.
  std::string_view receiver;  // The type in front of a method's name, without '*': "T"; empty for a function.
  std::string_view name;      // "Name".
};

// The compiler numbers what has no name: function literals (`.func1`, nested `.func1.2`), what it wraps around `go` and
// `defer` (`.gowrap1`, `.deferwrap1`), bodies of range-over-func (`-range1`), the init functions of a package
// (`init.0`). The numbers change when another one is put in front.
FunctionParts function_parts(std::string_view function);

// The name without these numbers: "(*T).Name.func." for "(*T).Name.func1.2". A name without numbers stays as it is.
std::string without_closure_numbers(std::string_view function);

}  // namespace goescape
