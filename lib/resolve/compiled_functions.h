// The functions of an assembly listing, in an order that does not depend on that of the packages in the stream.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "resolve/collector.h"

namespace goescape {

// A function with its calls, in the order of the listing. Views into the Collected.
struct CompiledFunction {
  std::string_view import_path;  // Of the package in whose listing it stands.
  std::string_view symbol;
  std::span<const CollectedCall> calls;
};

// All of them, by import path, symbol and calls: the go command compiles side by side, and the variants of a package
// come in any order, too.
std::vector<CompiledFunction> sorted_functions(const Collected& collected);

}  // namespace goescape
