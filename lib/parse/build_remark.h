// What the go command, and the tools that it runs, say without a position of a build that failed.
#pragma once

#include <string_view>

namespace goescape {

struct BuildRemark {
  enum class Type {
    kNone,      // Says nothing of that.
    kFailed,    // A package did not build.
    kSuspect,   // The same, unless a test that ran printed it: then the result of that test follows.
    kTested,    // The result of a test that ran.
    kCompiler,  // Names the compiler's own source: a trace of its stack.
  };
  Type type = Type::kNone;
  std::string_view package;  // The package that did not build; empty where the line names none.
};

// Reads a line without a position as cmd/go/internal/work, load and test, cmd/cgo, cmd/asm, cmd/link and the Go runtime
// of these tools print it. The package points into the line.
BuildRemark read_build_remark(std::string_view line);

}  // namespace goescape
