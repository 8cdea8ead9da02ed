// What the source files of a module say about findings: the enclosing function, and whether a program wrote the file.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/build.h"
#include "resolve/go_functions.h"
#include "resolve/source_paths.h"

namespace goescape {

// Reads each file at most once, and only when asked about it. Files that the go command did not list are read where
// find_source() finds them, since their names may come from anybody.
class SourceFunctions {
 public:
  // Both must outlive the object.
  SourceFunctions(const BuildInfo& build, const SourcePaths& paths);
  ~SourceFunctions();

  // Reads the files of the listed packages before anybody asks about them, and with `scan` looks for their functions,
  // with so many threads. Changes no answer, only when the work is done.
  void read_ahead(bool scan, unsigned threads);

  // The function at a place of `file`, a name as in Finding::file; empty when the file cannot be read, or when //line
  // directives in it make lines mean something else. Outside of functions it is `init`, which gives package variables
  // their initial values; a literal there is numbered through its package, so it has a name only where the go command
  // told which files the package has.
  std::string function_at(std::string_view package, std::string_view file, std::uint32_t line, std::uint32_t column);

  // True for a file that is marked as generated; false also when it cannot be read.
  bool is_generated_file(std::string_view file);

  // The text of a file, which lives as long as the object; nothing when it cannot be read, or when //line directives in
  // it make lines mean something else.
  std::optional<std::string_view> text_of(std::string_view file);

  // Of the files that were asked for so far, those of the module that the go command did not list, be they there or
  // not: of packages that are only imported, or named by //line directives. Absolute, sorted.
  [[nodiscard]] std::vector<std::string> other_files();

  // Whether a //line directive in a source of the package gives its code a file of this base name: `x.go`. False also
  // when the sources cannot be read.
  bool is_named_by_line_directive(std::string_view package, std::string_view base);

 private:
  struct Source;
  Source& source(std::string_view file);
  bool is_listed(const std::string& file);
  std::string path_of(const std::string& file);
  [[nodiscard]] std::string name_at(const Source& read, std::uint32_t line, std::uint32_t column) const;
  void number_package(std::string_view package);
  std::set<std::string, std::less<>> named_by_line_directives(std::string_view package);
  [[nodiscard]] PackageLiterals style() const;

  const BuildInfo& build_;
  const SourcePaths& paths_;
  std::unordered_map<std::string, std::unique_ptr<Source>> sources_;
  std::unordered_set<std::string> numbered_;
  std::optional<std::unordered_set<std::string>> listed_;  // Nothing before somebody asks.
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> line_directives_;  // By package: base names.
};

}  // namespace goescape
