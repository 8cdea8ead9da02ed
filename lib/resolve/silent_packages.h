// Packages of which the compiler's words were lost.
#pragma once

#include <string_view>
#include <vector>

#include "model/build.h"
#include "model/report.h"
#include "resolve/collector.h"

namespace goescape {

// Whether these flags of the compiler, Toolchain::gcflags, are -m=2 and nothing that could silence it.
bool speak_of_all_functions(std::string_view gcflags);

// A failure for each listed package that has code and of which nothing was said. With -m=2 the compiler speaks of every
// function that it compiles: that it can be inlined, or why not (cmd/compile/internal/inline, CanInline). The go
// command keeps what was said in its build cache, beside the compiled package, and says nothing when that entry is gone
// and the other is not (cmd/go/internal/work, useCache): the report would be empty, and look clean.
//
// Looks into the sources of such packages only. Nothing is expected of generic functions, of functions without a body
// or called `_`, and of runs whose flags do not make it speak_of_all_functions().
std::vector<PackageFailure> silent_packages(const Collected& collected, const BuildInfo& build);

}  // namespace goescape
