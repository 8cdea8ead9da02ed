// What makes a finding the same finding in another revision of the code.
#pragma once

#include <string>
#include <string_view>

#include "model/report.h"

namespace goescape {

// Sets the fingerprints of all findings: XXH3 over the package's import path, the function, the kind, the normalised
// expression, and the ordinal among findings that agree in all of these, counted in the order of file, line and column.
// Findings of a package must stand together.
// No line number is in it, so code that only moves keeps its fingerprints. To be called before findings are filtered
// out, or ordinals would depend on the filter.
void set_fingerprints(Report& report);

// An expression without what changes from build to build or release to release though the source does not: shape types
// (`go.shape`), the numbers of temporaries (`.autotmp_4`, `~r0`, `~R0`), the mark of inlined names (`x·2` up to
// Go 1.16), runs of white space. `interface {}` reads `any`, which is the same type.
std::string normalised_expression(std::string_view expression);

}  // namespace goescape
