// How formats for people say in which variants of a merged report something is.
#pragma once

#include <string>

#include "model/report.h"

namespace goescape {

// "only on windows", "only on linux/arm64", "only with tests", "only without the race detector", "only with tags a,b":
// the shortest that is true, else the names of the variants. Escaped; empty where it is in all of them.
std::string variant_remark(const Report& report, VariantSet variants);

}  // namespace goescape
