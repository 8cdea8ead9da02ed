// Patterns that name code: the keys of `budgets` and the values of --hot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/directives.h"
#include "model/report.h"

namespace goescape {

// One pattern, tied to the packages of a report. `...` stands for anything, as in Go's own patterns, and a trailing
// `/...` also for the package before it. What a pattern names is tried in this order:
//
//   a package    `internal/codec`, `internal/codec/...`, `.`, `...`: an import path, or what follows the module path
//   a file       ends in `.go`: `internal/codec/encode.go`, `internal/....go`; the report's file names
//   a function   a package, `.` and a function: `internal/codec.Encode`, `example.com/m.(*T).Close`, in the package at
//                the root of the module also `.Encode`; its closures are part of it, type arguments left out
class CodePattern {
 public:
  enum class Type : std::uint8_t {
    kNothing,  // Names no package of the report that was compiled, nor a file or function of one.
    kFile,
    kPackage,
    kFunction,
  };

  // `report` must outlive the pattern, and keep its packages.
  CodePattern(std::string_view text, const Report& report);

  // What the pattern names. A file or a function only has to stand in a package that compiled, not to exist.
  [[nodiscard]] Type type() const { return type_; }

  // Whether the finding stands in the code that is named.
  [[nodiscard]] bool matches(const Finding& finding) const;

  // Whether the sources, whose declarations are known, hold what is named: one of the files (kFile) or functions
  // (kFunction). kPackage: true; kNothing: false.
  [[nodiscard]] bool names_code_in(const Directives& sources) const;

 private:
  void find_packages(std::string_view text);
  void find_file(std::string_view text);
  void find_function(std::string_view text);
  [[nodiscard]] bool is_function(std::size_t package, std::string_view function) const;

  const Report& report_;
  Type type_ = Type::kNothing;
  std::string file_;                    // kFile.
  std::vector<bool> packages_;          // kPackage: indexed by PackageIndex.
  std::vector<std::string> functions_;  // kFunction, indexed by PackageIndex: the function meant in it; "" = none.
};

}  // namespace goescape
