// What the names of a Go source file stand for, as far as its declarations say it without a type checker: enough to
// tell a package variable from a local one, a map from a slice, and a method of an interface from a function in a
// field.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "resolve/go_lexer.h"
#include "resolve/go_tokens.h"
#include "resolve/go_type.h"

namespace goescape {

struct DeclaredName {
  std::string_view name;
  TypeRef type;
};

struct DeclaredType {
  std::string_view name;
  TypeRef type;                           // What stands behind the name.
  std::vector<DeclaredName> fields;       // Of a struct, embedded ones by the name of their type.
  std::vector<std::string_view> methods;  // Of an interface, those that it lists itself.
};

// A variable, parameter or result within a function.
struct LocalName {
  std::string_view name;
  SourcePoint at;
  TypeRef type;
  // Of the function or of a literal in it.
  enum class Role : std::uint8_t { kVariable, kParameter, kResult };
  Role role = Role::kVariable;
};

// A function or method with its literals.
struct DeclaredScope {
  SourcePoint begin;          // The `func` keyword.
  SourcePoint end;            // Just after its closing brace, or its signature.
  std::string_view receiver;  // The name of the receiver's type; empty for functions.
  std::string_view name;
  std::vector<LocalName> locals;  // In the order of the source.
};

struct ImportedPackage {
  std::string_view name;  // Empty when none is given: the package's own.
  std::string_view path;
};

// A `go` or `defer` keyword.
struct Statement {
  SourcePoint at;
  bool go = false;
};

// All text is a view into the source.
struct GoDeclarations {
  std::vector<ImportedPackage> imports;
  std::vector<DeclaredType> types;
  std::vector<DeclaredName> variables;  // Of the package.
  std::vector<DeclaredScope> scopes;    // In the order of the source.
  std::vector<Statement> statements;    // In the order of the source.
};

// Reads a file in one pass. Never fails: bytes that are not Go give declarations that mean little. Where bodies are
// skipped the scopes of functions have their receiver, parameters and results only, and no statements are found in
// them.
GoDeclarations read_declarations(std::string_view source, Bodies bodies = Bodies::kRead);

}  // namespace goescape
