// One package as `go list -json` describes it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/build.h"
#include "util/result.h"

namespace goescape {

// A failure to load or to build (cmd/go/internal/load, type PackageError).
struct ListError {
  std::string position;                   // "file:line:column", mostly empty.
  std::string text;                       // The go command's or the compiler's words.
  std::vector<std::string> import_stack;  // From the named package down; empty for a compile error.
};

// What `go tool compile` must be told; filled where the driver asked for these fields.
struct CompileInputs {
  std::vector<std::string> go_files;  // CompiledGoFiles: base names in the package's folder, absolute ones elsewhere.
  std::vector<std::string> imports;   // As resolved, with the variant.
  std::map<std::string, std::string> import_map;  // From the spelling in the source to the resolved path.
  std::vector<std::string> assembly_files;  // For Go's own assembler: none where cgo is used, the C compiler has them.
  std::vector<std::string> embed_patterns;
  std::vector<std::string> embed_files;
  std::string language;  // Module.GoVersion, "1.21"; empty outside of modules.
  bool go_only = true;   // No C, assembly or other files that bring functions without a body to life.
};

struct ListedPackage {
  BuildPackage package;
  std::string full_path;           // With the variant: "example.com/m/a [example.com/m/a.test]".
  std::string export_file;         // Empty when there is none: nothing to compile, or it did not compile.
  std::vector<std::string> match;  // The patterns that named it.
  std::vector<ListError> errors;   // Its own.
  std::vector<ListError> dependency_errors;
  bool dependency_only = false;  // Listed because of -deps.
  bool has_go_files = false;     // Something the compiler gets to see when no tests are built.
  bool has_tests = false;        // Test files, external ones included.
  CompileInputs inputs;

  // It should have been compiled and was not.
  [[nodiscard]] bool failed() const {
    return !errors.empty() || (has_go_files && export_file.empty() && package.import_path != "unsafe");
  }
  // The go command made it up to say that a pattern or a path names nothing.
  [[nodiscard]] bool is_placeholder() const { return !errors.empty() && package.name.empty(); }
};

// The names of the fields that are read here, for -json=; with those of CompileInputs or without.
std::string list_fields(bool with_inputs);

// Reads one object. Missing fields are empty; fails on anything that is no such object.
Result<ListedPackage> parse_listed_package(std::string_view json);

// The import path in front of " [variant]".
std::string_view without_variant(std::string_view full_path);

}  // namespace goescape
