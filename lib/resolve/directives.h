// Comments in Go sources that suppress heap decisions or assert that there are none.
//
//   //goescape:ignore reason   suppresses; the reason is required
//   //goescape:noescape        asserts; what follows the word is free
//   //gcassert:noescape        asserts, for one line (https://github.com/jordanlewis/gcassert)
//   //no-escape                asserts, for one line (https://github.com/maxpoletaev/go-escape-lint)
//   // +checkescape[:options]  asserts, above a function, where an option speaks of the heap: none at all, heap, hard,
//                              all, local (https://github.com/google/gvisor, tools/checkescape). Only what stands in
//                              the function itself is looked at, not what it calls
//   // escapes: reason         takes its line out of a +checkescape
//
// A comment behind code covers its line. A comment alone on its line covers the next line of code; where that begins
// the declaration of a function, the two of goescape and +checkescape cover the whole function with its closures. Other
// comments and blank lines may stand between, as for Go's own directives (//go:noinline).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/build.h"
#include "model/directives.h"
#include "model/report.h"

namespace goescape {

// A source file to be read.
struct DirectiveSource {
  std::string file;     // As Finding::file.
  std::string path;     // Where it is on this machine.
  std::string package;  // Import path.
  FileState state = FileState::kUnknown;
  bool leads_out = false;  // A link out of the module that nobody is known to have compiled: it is not read.
};

// Every Go file in the folders of the packages of the module (or the workspace) that is built, also those that were not
// compiled; sorted by name. Folders of other modules, of the standard library and below vendor/ are not looked into.
// Empty when `build` does not tell where packages are. With `whole_module` also the files of folders below the module
// that hold no package for this build, all of them not compiled.
std::vector<DirectiveSource> directive_sources(const BuildInfo& build, bool whole_module = false);

// The same for the packages of a report of which nobody said how it was built: a saved one, or a raw log. `module_dir`
// is the folder on this machine that the report's paths are relative to; packages that the report has outside of it are
// left out. Every state is kUnknown, but for files that
// hold a finding.
std::vector<DirectiveSource> directive_sources(const Report& report, const std::string& module_dir);

// Reads the directives of the files. `with_functions` also lists the compiled files and the functions declared in them,
// which takes longer: otherwise only files are scanned that hold a word of some directive. A file that cannot be read
// is a problem, and so is a directive in a file with //line directives, where the compiler's lines are others. So is a
// kIgnore in a file whose name another file has for code of its own, by a //line directive or by its own name
// ("a.go:6:1: x.go"): decisions at its lines need not be its own. What comes out does not depend on how many threads
// read.
Directives read_directives(const std::vector<DirectiveSource>& sources, bool with_functions = false,
                           unsigned threads = 1);

// The directives of one file, which holds `source`; adds to `directives`.
void add_directives(Directives& directives, const DirectiveSource& place, std::string_view source);

// Sets Finding::suppressed for every heap decision that stands in lines covered by a kIgnore. Returns for each element
// of `directives.list` how many decisions it suppressed; one that two directives cover counts for both.
std::vector<std::uint32_t> apply_suppressions(Report& report, const Directives& directives);

// What a change may not do to its own gate: takes every kIgnore and kExempt out of `directives` that does not stand in
// `trusted`, the directives of the base, too: with the same text in the same file, for the same function or the same
// line of code within it, up to the comment, and as often. Returns what was taken out.
std::vector<Directive> keep_trusted(Directives& directives, const Directives& trusted);

}  // namespace goescape
