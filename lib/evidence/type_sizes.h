// How large what is allocated is.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "capture/dependency_types.h"
#include "model/report.h"
#include "resolve/collector.h"

namespace goescape {

// The size of a type on a platform with pointers of 8 bytes: as the listing describes it (GeneratedCode::types), else
// worked out from the name where that holds all it takes: basic types, pointers, slices, maps, channels, functions,
// interfaces, arrays of those. Nothing for other names, such as of structs of packages that were not listed.
std::optional<TypeSize> size_of_type(const Report& report, std::string_view type);

// The named types, in order, that allocations need the size of and the listing does not describe, also as elements of
// arrays: those of packages that were not listed. Not those of programs, which nobody imports, and not instances of
// generic types, which are described wherever they are used. None on platforms other than amd64 and arm64.
std::vector<DependencyType> types_without_size(const Collected& collected, std::string_view goarch);

// Makes the sizes of these types known to size_of_type(), under their names with plain import paths; one answer for
// each type, in their order.
void add_type_sizes(Report& report, std::span<const DependencyType> types,
                    std::span<const std::optional<TypeSize>> sizes);

// The bytes that the runtime hands out for `bytes`: the size class (runtime/sizeclasses.go), for large objects whole
// pages. `go_minor` is the release: since Go 1.22 objects with pointers of more than 512 bytes have a header of 8.
// Objects without pointers of less than 16 bytes share a block of that size.
std::uint64_t size_class(std::uint64_t bytes, bool pointer_free, int go_minor);

}  // namespace goescape
