// Names of functions in object files and listings.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// The function, as Finding::function names it, behind a symbol (cmd/compile/internal/ir.PkgFuncName, types.Sym): in
// "example.com/m.(*List[go.shape.int]).Len.func1" it is "(*List[...]).Len.func1".
std::string function_of_symbol(std::string_view symbol);

}  // namespace goescape
