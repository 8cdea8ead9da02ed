// Which function of a Go source file stands at a position. The compiler tells the enclosing function of an escape only
// from Go 1.25 on, and only with -m=2; for everything else the source has to tell.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/go_lexer.h"

namespace goescape {

// How far the numbers that the compiler counts through a whole package have come.
struct PackageNumbering {
  std::uint32_t literals = 0;  // Function literals outside of functions: `init.func1` is the first.
  std::uint32_t inits = 0;     // Functions called init: `init.0` is the first.
};

// What the compiler calls the parent of a function literal outside of functions.
enum class PackageLiterals : std::uint8_t {
  kInit,  // `init.func1`: Go 1.22 and newer.
  kGlob,  // `glob..func1`: Go 1.21 and older.
};

// One function declaration, method declaration or function literal.
struct FunctionSpan {
  static constexpr std::uint32_t kNone = UINT32_MAX;

  SourcePoint begin;             // The `func` keyword.
  SourcePoint end;               // Just after the closing brace; without a body, just after the signature.
  std::uint32_t parent = kNone;  // Index of the function around a literal.
  std::uint32_t number = 0;      // Literals: from 1, among the literals directly in the parent, or in the package.
  std::string declared;          // Declarations: the name; empty for `_` and for literals.

  [[nodiscard]] bool literal() const { return number != 0; }
};

// The functions of one source file. Positions are physical: they differ from the compiler's where the file has //line
// directives (has_line_directives).
class FunctionTable {
 public:
  // Reads a file in one pass. Never fails: bytes that are not Go give a table that means little. Function literals
  // within the signature of a function (legal in an array length: `[unsafe.Sizeof(func() {})]int`) are not seen.
  static FunctionTable scan(std::string_view source);

  // Counts on from where the files before this one in its package have come; scan() counts from the beginning. The
  // compiler gets the files of a package sorted by name. To be called once.
  void continue_after(PackageNumbering before);

  // All functions, in the order in which they begin.
  [[nodiscard]] const std::vector<FunctionSpan>& spans() const { return spans_; }

  // What to hand to continue_after() for the next file of the package.
  [[nodiscard]] PackageNumbering numbering() const { return numbering_; }

  // The function to which the compiler attributes what it finds at a position, or nullptr outside of functions.
  // A declaration begins at its `func` keyword, receiver, name and parameters included. A literal begins just after
  // its `func` keyword: at the keyword stands the allocation of the closure, which the function around it makes.
  // Outside of functions stand the initial values of package variables, which the compiler attributes to a function
  // `init` (or `map.init.0` and so on) of its own.
  //
  // Column 0 means that it is unknown. Then it is the innermost function that began on an earlier line and goes on
  // after this one; where there is none, the first function that touches the line.
  [[nodiscard]] const FunctionSpan* enclosing(std::uint32_t line, std::uint32_t column) const;

  // The name as the compiler and runtime.FuncForPC have it, without the package and with `[...]` for type arguments:
  // `F`, `T.M`, `(*T).M`, `F[...]`, `(*List[...]).Push`, `init.0`; literals `F.func1`, within it `F.func1.1`.
  // Empty for functions called `_`, which are never compiled, and for literals in them.
  //
  // What only types would tell is not in it: a receiver declared through an alias has the name of the alias, and what
  // stands in the body of a loop over a function (`F-range1`) belongs to F, as do the wrappers around the calls of go
  // and defer statements (`F.gowrap1`, `F.deferwrap1`; they do not count as literals in any release). The numbers of
  // literals count literals in source order. The compiler counts further from a method value of a generic type, leaves
  // out what it knows to be dead (`if false`, code after a return), and numbers package-level literals in the order of
  // initialisation. Up to Go 1.19 it also counts a literal in a function `_` as one outside of functions.
  [[nodiscard]] std::string name(const FunctionSpan& span, PackageLiterals style = PackageLiterals::kInit) const;

 private:
  [[nodiscard]] const FunctionSpan* parent_of(const FunctionSpan& span) const;

  std::vector<FunctionSpan> spans_;
  PackageNumbering numbering_;
};

}  // namespace goescape
