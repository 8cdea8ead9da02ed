// Names of functions in object files and listings.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// The function, as Finding::function names it, behind a symbol (cmd/compile/internal/ir.PkgFuncName, types.Sym): in
// "example.com/m.(*List[go.shape.int]).Len.func1" it is "(*List[...]).Len.func1".
std::string function_of_symbol(std::string_view symbol);

// The import path in front of it, unescaped: "gopkg.in/yaml.v3" of "gopkg.in/yaml%2ev3.Node", "main" for what belongs
// to a program. Empty where there is none, as for C code.
std::string package_of_symbol(std::string_view symbol);

// The name with what its import paths hold instead of %2e and the like, by which dots and other bytes in the last
// element of a path are escaped (cmd/internal/objabi, PathToPrefix).
std::string unescaped_symbol(std::string_view symbol);

// A type of a program under its import path: "[]example.com/m/cmd/x.T" of "[]main.T", which each program may call one
// of its own. Others as they are, and all of a program that consists of named files and has no path.
std::string with_program_path(std::string_view type, std::string_view import_path);

}  // namespace goescape
