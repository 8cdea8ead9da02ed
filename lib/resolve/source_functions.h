// What the source files of a module say about findings: the enclosing function, and whether a program wrote the file.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "model/build.h"
#include "resolve/go_functions.h"
#include "resolve/source_paths.h"

namespace goescape {

// Reads each file at most once, and only when asked about it.
class SourceFunctions {
 public:
  // Both must outlive the object.
  SourceFunctions(const BuildInfo& build, const SourcePaths& paths);
  ~SourceFunctions();

  // The function at a place of `file`, a name as in Finding::file; empty when the file cannot be read, or when //line
  // directives in it make lines mean something else. Outside of functions it is `init`, which gives package variables
  // their initial values; a literal there is numbered through its package, so it has a name only where the go command
  // told which files the package has.
  std::string function_at(std::string_view package, std::string_view file, std::uint32_t line, std::uint32_t column);

  // True for a file that is marked as generated; false also when it cannot be read.
  bool is_generated_file(std::string_view file);

 private:
  struct Source;
  Source& source(std::string_view file);
  [[nodiscard]] std::string name_at(const Source& read, std::uint32_t line, std::uint32_t column) const;
  void number_package(std::string_view package);
  [[nodiscard]] PackageLiterals style() const;

  const BuildInfo& build_;
  const SourcePaths& paths_;
  std::unordered_map<std::string, std::unique_ptr<Source>> sources_;
  std::unordered_set<std::string> numbered_;
};

}  // namespace goescape
