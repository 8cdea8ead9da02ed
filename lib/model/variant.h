// The variants of a merged report: platforms, tags, test builds and the like, and which of them something is in.
#pragma once

#include <string>
#include <vector>

#include "model/report.h"

namespace goescape {

// An order of all toolchains, in which those that differ in anything differ.
bool comes_before(const Toolchain& a, const Toolchain& b);

// Whether the two agree in everything.
bool is_same(const Toolchain& a, const Toolchain& b);

// What all of them have in common; the rest is empty or false. There must be one at least.
Toolchain common_toolchain(const std::vector<Toolchain>& variants);

// A name for each, in the same order: the platform, and of the rest what not all of them agree in: "linux/amd64",
// "windows/arm64 race tags=a,b"; cgo, the release and flags only where they tell apart what is called alike without. No
// two are equal where the toolchains are not.
std::vector<std::string> variant_names(const std::vector<Toolchain>& variants);

// The set of all variants of the report, as bits that are set; of a report that has but one it is 1.
VariantSet all_variants(const Report& report);

// The variants of a report: those of a merged one, else its only toolchain.
std::vector<Toolchain> variants_of(const Report& report);

}  // namespace goescape
