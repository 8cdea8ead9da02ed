// Which function a call is of, as far as the compiler's spelling of the call says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace goescape {

struct CallName {
  std::string package;   // The name that stands in front, of a package as a rule; empty = the caller's own package.
  std::string function;  // As Finding::function: "Encode", "(*Encoder).Put", "Keep[...]".

  // "codec.(*Encoder).Put".
  [[nodiscard]] std::string spelled() const { return package.empty() ? function : package + "." + function; }
};

// A function as the compiler names it in another package or in its own: `codec.Encode`, `codec.(*Encoder).Put`,
// `(*codec.Encoder).Put`, `Encode`, `codec.Keep[go.shape.int]`. Nothing for what is no name.
std::optional<CallName> function_name(std::string_view printed);

// The function of a call in a flow: `(*codec.Encoder).Put(e, &h)`. Nothing for what is no call by name.
std::optional<CallName> called_function(std::string_view call);

// The name that a package has as a rule: the last element of its import path without a major version, as in
// example.com/codec/v2 and gopkg.in/codec.v2.
std::string_view usual_package_name(std::string_view import_path);

}  // namespace goescape
