// What comments in Go sources ask of the gate: to leave something out, or to hold something. Plain data, filled by
// resolve/directives.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace goescape {

enum class DirectiveType : std::uint8_t {
  kIgnore,    // Heap decisions in the covered lines are suppressed.
  kNoEscape,  // The covered lines are asserted to hold no heap decision.
  kExempt,    // gVisor's `// escapes: reason`: takes its line out of the `+checkescape` assertion around it.
};

// Whether the compiler saw the file that a directive stands in.
enum class FileState : std::uint8_t {
  kCompiled,
  kNotCompiled,  // Left out by a build tag, a platform, or because tests were not compiled.
  kUnknown,      // Nobody said which files were compiled, as for a saved report.
};

struct Directive {
  DirectiveType type = DirectiveType::kIgnore;
  FileState state = FileState::kUnknown;
  bool checkescape = false;      // kNoEscape: written as `+checkescape`, so kExempt takes lines out of it.
  std::string package;           // Import path of the package whose folder holds the file.
  std::string file;              // As Finding::file.
  std::uint32_t line = 0;        // Where the comment stands.
  std::uint32_t first_line = 0;  // What it covers: from this line of the file …
  std::uint32_t last_line = 0;   // … to this one.
  std::string function;          // The declared function that is covered, as Finding::function; empty = one line.
  std::string reason;            // kIgnore: never empty. kExempt: may be.
  std::string text;              // The comment, verbatim.
  std::string context;           // kIgnore of one line: the function around it and the code of the line; else empty.
};

// A comment that means to be a directive and is not: an unknown word, no reason, nothing below it to cover.
struct DirectiveProblem {
  std::string file;
  std::uint32_t line = 0;
  bool assertion = false;  // It asserts something, which nobody can check.
  std::string text;        // The comment, verbatim.
  std::string sentence;    // What is wrong with it.
};

// A function that is declared in the sources.
struct DeclaredFunction {
  std::string package;   // Import path.
  std::string function;  // As Finding::function.
};

// Everything in the order of file and line.
struct Directives {
  std::vector<Directive> list;
  std::vector<DirectiveProblem> problems;
  // What the sources declare was asked for, and the two lists are complete for the packages read.
  bool functions_known = false;
  std::vector<DeclaredFunction> functions;  // Of the files that were compiled.
  std::vector<std::string> files;           // Those, as Finding::file.
};

}  // namespace goescape
